"""Owns the tests of `macros.text.search_words`: examples, the library it must equal, the browser's twin."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import snowballstemmer

from macros.text.search_words import STOP_WORDS, Stems, stem, with_parts, words
from tests.tools import ROOT, node_path

HERE = Path(__file__).parent
ENDINGS = """
а ала ам ами ать ают ая в вши вшись е ее ей ейш ейше ем ему ена ение ение ению ешь и ив ивши ие ией ии ила имся ить
ия иями й ла ли ло н на нная нно ного нны нный о ов ого ой ом ость остью ося ою сь ся ть у ует уйте ую ующая ующий
ущая ы ыв ывши ывшись ый ыми ых ь ьев ью ья ю ют ющего ющий юю я яла ям ять ях яющими ящая
"""
"""Ends of words, right and wrong ones."""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Ёлка и ЁЖ", ["елка", "и", "еж"]),
        ("Врач-кардиолог", ["врач", "кардиолог"]),
        ("34.02.01 Сестринское дело", ["34.02.01", "сестринское", "дело"]),
        ("Школа № 28, 10-11-х классы.", ["школа", "28", "10", "11", "х", "классы"]),
        ("1С и WorldSkills Russia!", ["1с", "и", "worldskills", "russia"]),
        ("и\u0306од", ["йод"]),
        ("<b>«Железно!»</b>", ["b", "железно", "b"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    """Small letters, ё as е, codes whole; signs and dashes only part the words."""
    assert words(text) == found


@pytest.mark.parametrize(
    ("forms", "one"),
    [
        ("горный горного горным горной горные", "горн"),
        ("профессия профессии профессий профессиями", "професс"),
        ("медсестра медсестры медсестрой", "медсестр"),
        ("учиться учился учимся", "уч"),
        ("возможность возможности возможностью", "возможн"),
        ("рязань рязани рязанью", "рязан"),
        ("вуз вузы вузов вузами", "вуз"),
        ("worldskills", "worldskills"),
        ("34.02.01", "34.02.01"),
        ("1с", "1с"),
        ("вдв", "вдв"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str, one: str) -> None:
    """Whatever the case and the number; what is not a Russian word with a vowel stays as it is."""
    assert {stem(form) for form in forms.split()} == {one}


def test_a_text_is_its_stems() -> None:
    """Each stem once, no stop words; a code is whole, and its parts are given when asked for."""
    stems = Stems().of("Где учат на медсестру: 34.02.01, и медсёстры")
    assert stems == {"учат", "медсестр", "34.02.01"}
    assert with_parts(stems) == {*stems, "34", "02", "01"}


def test_stop_words_are_words() -> None:
    """A stop word is written as `words` gives it, or it would never be met."""
    assert [word for word in STOP_WORDS if words(word) != [word]] == []


def texts() -> Iterator[str]:
    """Everything that is published, and many words that are not."""
    for folder, ends in (("data", "*.yml"), ("content", "*.md")):
        for path in sorted((ROOT / folder).rglob(ends)):
            yield path.read_text("utf-8")
    for base in ("", "ра", "игра", "учи", "специальн"):
        ends = ENDINGS.split()
        yield " ".join(f"{base}{end}{more}" for end in ("", *ends) for more in ends)


def test_stems_are_those_of_snowball() -> None:
    """Our short writing of the algorithm gives what the published one gives, for every word of the real data."""
    library = snowballstemmer.stemmer("russian")
    known = {word for text in texts() for word in words(text)}
    assert len(known) > 10_000
    assert {word: stem(word) for word in known} == {word: library.stemWord(word) for word in known}


def test_the_browser_reads_words_alike() -> None:
    """The script of the search page makes the same words and stems of every text."""
    said = [*texts(), "Ёлка, ЙОД и\u0306од; 1С: 34.02.01. №5 ǅ ß İ I ﬁ ½ ٣ ５"]
    done = subprocess.run(
        [node_path(), HERE / "search_words.mjs", ROOT / "overrides" / "assets" / "js" / "search-engine.js"],
        input=json.dumps(said),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(done.stdout) == [[[word, stem(word)] for word in words(text)] for text in said]

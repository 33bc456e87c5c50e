"""Letters of one alphabet inside words of another: found, named, and never missed by the quick look."""

from __future__ import annotations

import re
import sys

import pytest

from macros.catalog.characters import hidden_fault, look_alike_faults, may_deceive


@pytest.mark.parametrize(
    ("text", "found", "fix"),
    [
        ("Подойти k дому пешком", "k дому", "к дому"),
        ("школа c углублённым изучением", "c углублённым", "с углублённым"),
        ("K нам приходят гости", "K нам", "К нам"),
        ("Курс «Pобототехника»", "Pобототехника", "Робототехника"),
        ("Завод «МеталлCтрой»", "МеталлCтрой", "МеталлСтрой"),
        ("Κузнец", "Κузнец", ""),
        ("Школа Ẁкласс", "Ẁкласс", ""),
        ("ძзавод", "ძзавод", ""),
        ("𝐀кадемия", "𝐀кадемия", "Академия"),
    ],
)
def test_a_letter_of_another_alphabet(text: str, found: str, fix: str) -> None:
    """The word is named, with the word as it should be where one can tell."""
    assert may_deceive(text)
    assert [(fault.found, fault.fix) for fault in look_alike_faults(text)] == [(f"«{found}»", fix)]


@pytest.mark.parametrize(
    "sign", [*"\u00ad\u200b\u200e\u202e\u2066\u2800\ufeff\ufff9\ue000\U000e0041", "\u0301\u0301\u0301"]
)
def test_a_hidden_sign(sign: str) -> None:
    """Whatever nobody can see is seen by the quick look and by the slow one."""
    text = f"Кру{sign}жок"
    assert may_deceive(text)
    assert hidden_fault(text) is not None


@pytest.mark.parametrize(
    "text", ["Школа № 5, IT-класс", "«Rukami»: 3D-печать — с 10:00 до 13:00", "vitamin C", "🙂 👩‍🔬"]
)
def test_ordinary_text(text: str) -> None:
    """Latin words beside Russian ones, signs and pictures are fine."""
    assert list(look_alike_faults(text)) == []


def test_the_quick_look_knows_every_letter() -> None:
    """Whatever counts as a letter of a word and is neither Latin nor Cyrillic is worth the slow look."""
    letters = "".join(filter(re.compile(r"[^\W\d_]").match, map(chr, range(sys.maxunicode + 1))))
    others = re.sub("[A-Za-z\u00c0-\u024f\u0400-\u052f]", "", letters)
    assert [letter for letter in others if not may_deceive(letter)] == []

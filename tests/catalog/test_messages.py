"""Owns the help with messages: every code has a page, and every example is what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.catalog.catalog import FOLDERS
from macros.catalog.messages import Help, help_page, read_messages
from macros.catalog.problem import KINDS
from tests.catalog.towns import check, listing, put

HELP = read_messages()
_ROW = re.compile(r"^([a-zA-Z_]+):")


def test_every_code_has_its_help() -> None:
    """Whatever the check can say is explained, and nothing else is."""
    assert {item.kind for item in HELP.values()} == set(KINDS)
    assert list(HELP) == sorted(KINDS.values())


def test_address_of_a_code() -> None:
    """The page is found by the number alone: one mistake is the same mistake in records of all types."""
    assert help_page("СОБ-014") == help_page("ДАТ-014") == "editors/messages/014/" == HELP[14].page


def test_words_are_whole() -> None:
    """Titles are headings, texts are sentences."""
    for item in HELP.values():
        assert re.fullmatch(r"[А-ЯЁ].*[^.]", item.title), item.kind
        assert all(re.fullmatch(r"[А-ЯЁ«].*[.]", text) for text in (item.means, item.why)), item.kind
        assert item.example.of in FOLDERS


def with_rows(base: str, rows: str, instead: set[str]) -> str:
    """The base record with `rows` in place of its fields named in `instead`."""
    kept, keep = [], True
    for row in base.splitlines(keepends=True):
        if match := _ROW.match(row):
            keep = match[1] not in instead
        elif row.startswith("---"):
            keep = True
        if keep:
            kept.append(row)
    text = "".join(kept)
    return text.replace("---\n", f"---\n{rows}", 1) if text.startswith("---\n") else rows + text


def lay_out_example(town: Path, item: Help, *, right: bool) -> None:
    """Put the wrong or the right example into the town, over its base or beside it."""
    example = item.example
    folder = town / ("content/professions" if example.of == "professions" else f"data/{example.of}")
    base = min(path for path in folder.rglob("*") if path.is_file())
    rows = example.right if right else example.wrong
    named = {match[1] for row in (example.right + example.wrong).split("\n") if (match := _ROW.match(row))}
    text = with_rows(base.read_text(encoding="utf-8"), rows, named)
    if example.whole and not right:
        text = rows
    if example.kilobytes and not right:
        text = text.replace(rows, rows.rstrip("\n") + " я" * (example.kilobytes * 1024 // 3) + "\n")
    raw = text.encode("utf-8" if right else example.encoding)
    path = example.right_path if right else example.wrong_path
    put(town, path or base.relative_to(town).as_posix(), raw)


@pytest.mark.parametrize("item", HELP.values(), ids=lambda item: item.kind)
def test_wrong_example_gives_its_code(town: Path, item: Help) -> None:
    """The wrong rows give exactly the problem they explain."""
    lay_out_example(town, item, right=False)
    assert [problem.code[-3:] for problem in check(town).problems] == [f"{item.number:03d}"]


@pytest.mark.parametrize("item", HELP.values(), ids=lambda item: item.kind)
def test_right_example_gives_none(town: Path, item: Help) -> None:
    """The right rows give nothing to complain of."""
    lay_out_example(town, item, right=True)
    assert listing(check(town).problems) == ""

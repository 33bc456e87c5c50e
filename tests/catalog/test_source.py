"""Owns the tests of `macros.catalog.source`: text stays text, and every value keeps its line."""

import pytest

from macros.catalog.source import parse, parse_bytes

RECORD = """\
title: День открытых дверей
start: 2026-12-05 10:00
code: 012
free: no
description: |
  Первый абзац.

  Второй: абзац с # решёткой.
summary: >-
  Одна строка
  на двух.
status: {state: active, since: "2025"}
audience:
  - pupils
  - parents
sources:
  - kind: seed
    rows: [R1, R2]
  - {kind: editorial, note: наше}
"""


def test_every_value_stays_text() -> None:
    """Dates, numbers and words of yes and no come out as they were typed; blocks keep or fold their lines."""
    source = parse(RECORD)
    assert source.data == {
        "title": "День открытых дверей",
        "start": "2026-12-05 10:00",
        "code": "012",
        "free": "no",
        "description": "Первый абзац.\n\nВторой: абзац с # решёткой.\n",
        "summary": "Одна строка на двух.",
        "status": {"state": "active", "since": "2025"},
        "audience": ["pupils", "parents"],
        "sources": [{"kind": "seed", "rows": ["R1", "R2"]}, {"kind": "editorial", "note": "наше"}],
    }
    assert source.faults == ()


def test_every_value_keeps_its_line() -> None:
    """Lines count from 1, by the dotted path of keys and positions."""
    assert parse(RECORD).lines == {
        "title": 1, "start": 2, "code": 3, "free": 4, "description": 5, "summary": 9,
        "status": 12, "status.state": 12, "status.since": 12,
        "audience": 13, "audience.0": 14, "audience.1": 15,
        "sources": 16, "sources.0": 17, "sources.0.kind": 17, "sources.0.rows": 18, "sources.0.rows.0": 18,
        "sources.0.rows.1": 18, "sources.1": 19, "sources.1.kind": 19, "sources.1.note": 19,
    }  # fmt: skip


def test_card_has_head_and_prose() -> None:
    """Front matter is the record, its lines are those of the whole file; the rest is the body as it is."""
    source = parse_bytes("---\ntitle: Слесарь\nriasec: RC\n---\n\n## Что делает\n---\n".encode(), head_only=True)
    assert source.data == {"title": "Слесарь", "riasec": "RC"}
    assert source.lines == {"title": 2, "riasec": 3}
    assert source.body == "\n## Что делает\n---\n"


def test_windows_line_ends() -> None:
    """CRLF and a byte order mark change neither values nor lines."""
    plain = parse_bytes(RECORD.encode())
    assert parse_bytes(b"\xef\xbb\xbf" + RECORD.replace("\n", "\r\n").encode()) == plain


@pytest.mark.parametrize("value", ['"null"', "'~'", '""', "|-\n  null"])
def test_quoted_nothing_is_text(value: str) -> None:
    """Only a bare null is no value; in quotes it is a word."""
    source = parse(f"title: {value}\n")
    assert list(source.data) == ["title"]
    assert source.faults == ()


@pytest.mark.parametrize("value", ["", "~", "null", "Null", "NULL", "[]", "{}", "[~]"])
def test_empty_values(value: str) -> None:
    """A field without a value is a fault on its line, and is not among the data."""
    source = parse(f"kind: fair\ntitle: {value}\n")
    assert source.data == {"kind": "fair"}
    assert {(line, fault.field, fault.kind) for line, fault in source.faults} == {(2, "title", "empty")}


def test_positions_skip_empty_items() -> None:
    """An empty item is told with its line; the items after it keep theirs."""
    source = parse("skip:\n  - 2026-12-05\n  -\n  - 2026-13-05\n")
    assert source.data == {"skip": ["2026-12-05", "2026-13-05"]}
    assert source.lines["skip.1"] == 4
    assert [(line, fault.field) for line, fault in source.faults] == [(3, "skip")]


def test_note_behind_a_value() -> None:
    """What stands behind a number sign is told as lost; in a row of its own it is a note for oneself."""
    source = parse("# для себя\ntitle: Кабинет 5 # второй этаж\nlink: https://a.example/#part\n")
    assert source.data == {"title": "Кабинет 5", "link": "https://a.example/#part"}
    [(line, fault)] = source.faults
    assert (line, fault.kind, fault.severity.value, fault.fix) == (
        2, "comment", "warning", 'title: "Кабинет 5 # второй этаж"',
    )  # fmt: skip


@pytest.mark.parametrize("text", ["[" * 60_000, "- " * 30_000, "? " * 30_000, "{a: " * 15_000, "a: " + "[" * 400])
def test_bottomless_nesting(text: str) -> None:
    """Nesting that would overrun the parser's stack is refused before it is parsed."""
    assert [fault.kind for _, fault in parse_bytes(text[:65_000].encode()).faults] == ["yaml-syntax"]


@pytest.mark.parametrize("text", ["a: {?&b c: d}\n", "a: [?!int c]\n", "a: {?&b c: d, e: {?*b : f}}\n"])
def test_signs_after_a_question_mark(text: str) -> None:
    """Inside brackets a question mark ends what was before, and an anchor, an alias or a tag may begin."""
    assert "anchor" in [fault.kind for _, fault in parse_bytes(text.encode()).faults]

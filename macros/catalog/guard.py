"""The content guard: every text of a file, looked at for what must not be published or run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from macros.catalog.characters import hidden_fault, look_alike_faults, may_deceive
from macros.catalog.exceptions import AllowedThings
from macros.catalog.markup import (
    breakout_faults,
    html_faults,
    link_faults,
    may_carry,
    picture_faults,
    template_faults,
)
from macros.catalog.personal_data import may_name_people, personal_faults
from macros.catalog.problem import Fault
from macros.catalog.source import Source, Tree

Found = tuple[int, Fault]
"""A line and what is wrong there."""


def is_suspect(text: str) -> bool:
    """A quick look at a whole file that never misses what `guard_faults` finds; most records pass it, no card does."""
    # YAML makes one space of a line's end, so words that stand together in the value may be lines apart in the file.
    unfolded = " ".join(text.split())
    return text.startswith("---") or may_carry(text) or may_deceive(text) or may_name_people(unfolded)


def guard_faults(text: str, source: Source, allowed: AllowedThings) -> Iterator[Found]:
    """What is wrong with a record's file: its rows, its values (however YAML wrote them) and the body of a card.

    `text` is the file as `source.decoded` gives it, `source` the same file parsed.
    """
    rows = text.split("\n")
    hidden = list(_hidden_rows(rows))
    yield from hidden
    told = {line for line, _ in hidden}
    for path, value in _leaves(source.data, ""):
        first = source.lines.get(path, 1)
        if not told.intersection(range(first, first + value.count("\n") + 2)) and (fault := hidden_fault(value)):
            yield first, replace(fault, field=path, fix="")  # written with a backslash: no row shows it
        for fault in text_faults(value, allowed):
            yield _line_of(fault.found, rows, first), replace(fault, field=path)
    if source.body:
        first = len(rows) - source.body.count("\n")
        for fault in text_faults(source.body, allowed, markdown=True):
            yield _line_of(fault.found, rows, first), fault


def prose_faults(text: str, body: str, allowed: AllowedThings) -> Iterator[Found]:
    """What is wrong with the words of a prose page; `body` is what is below its head, without calls of macros."""
    rows = text.split("\n")
    yield from _hidden_rows(rows)
    head = len(rows) - body.count("\n")
    for fault in text_faults("\n".join(rows[: head - 1]), allowed):
        yield _line_of(fault.found, rows, 1), fault
    for fault in text_faults(body, allowed):
        yield _line_of(fault.found, rows, head), fault


def text_faults(text: str, allowed: AllowedThings, *, markdown: bool = False) -> Iterator[Fault]:
    """What is wrong with one text; `markdown` says that it goes through the site's full Markdown."""
    if markdown or may_carry(text):
        yield from template_faults(text, any_brace=markdown)
        yield from html_faults(text)
        yield from link_faults(text, allowed.words)
        yield from breakout_faults(text)
        yield from picture_faults(text, allowed.photos)
    if may_deceive(text):
        yield from look_alike_faults(text, allowed.words)
    if may_name_people(text):
        yield from personal_faults(text, allowed.personal)


def _hidden_rows(rows: list[str]) -> Iterator[Found]:
    for number, row in enumerate(rows, 1):
        if fault := hidden_fault(row):
            yield number, fault


def _leaves(value: Tree, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
        return
    pairs = value.items() if isinstance(value, dict) else ((str(index), item) for index, item in enumerate(value))
    for key, item in pairs:
        yield from _leaves(item, f"{path}.{key}" if path else key)


def _line_of(found: str, rows: list[str], first: int) -> int:
    """The row at or below `first` that shows what was found, `first` itself when none does."""
    words = found.strip("«»").removesuffix("…").split(" ")
    for size in (len(words), 1):
        needle = " ".join(words[:size])
        for number in range(first, len(rows) + 1):
            if needle and needle in rows[number - 1]:
                return number
    return first

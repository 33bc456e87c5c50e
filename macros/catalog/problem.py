"""What can be wrong with a record, said so that an editor can mend it: codes, faults, problems."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^,\[\]{}\"]*(?<![:\s])")


class Severity(StrEnum):
    """An error blocks publication; a warning says what the reader will lose."""

    ERROR = "error"
    WARNING = "warning"


# Stable for ever: a number is never given to another kind, because help pages are found by code.
KINDS: dict[str, int] = {
    # the file as such
    "yaml-syntax": 1,
    "tab": 2,
    "duplicate-key": 3,
    "anchor": 4,
    "too-large": 5,
    "not-a-mapping": 6,
    "encoding": 7,
    "file-name": 8,
    "misplaced": 9,
    "duplicate-id": 10,
    # one field
    "unknown-field": 11,
    "missing": 12,
    "empty": 13,
    "date": 14,
    "impossible-date": 15,
    "number": 16,
    "flag": 17,
    "list-expected": 18,
    "mapping-expected": 19,
    "text-expected": 20,
    "too-long": 21,
    "too-short": 22,
    "pattern": 23,
    "url": 24,
    "unknown-term": 25,
    "unknown-reference": 26,
    "age-mark": 27,
    "grades": 28,
    "range": 29,
    "derived-field": 30,
    # between records and fields
    "near-duplicate": 31,
    "order-of-dates": 32,
    "end-needed": 33,
    "date-or-words": 34,
    "reason-needed": 35,
    "source": 36,
    "verification": 37,
    "demo": 38,
    "season": 39,
    "place": 40,
    "online-link": 41,
    "code-level": 42,
    "exam-year": 43,
    "repeat": 44,
    "moved": 45,
    "self-reference": 46,
    "reserved": 47,
    "feed-name": 48,
    "wording": 49,
    "rule": 50,
    "comment": 51,
    # safety: what an open file must not carry
    "template": 52,
    "raw-html": 53,
    "unsafe-link": 54,
    "look-alike": 55,
    "hidden-character": 56,
    "breakout": 57,
    "personal-data": 58,
    "photo": 59,
    # contests and numbers
    "contest": 64,
    "comparison": 65,
    "successor": 66,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong inside one record, before anybody knows which file and line it is.

    `field` is the path of YAML keys and list positions, dots between ("guests.0.role").
    """

    field: str
    kind: str
    found: str
    expected: str
    fix: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault with its place: what the editor reads.

    `code` is the type's prefix and the kind's number («СОБ-014»); `path` is relative to the project,
    `line` counts from 1; `name` is the field as the form prints it; `fix` is a value to copy, or "".
    """

    code: str
    severity: Severity
    path: str
    line: int
    field: str
    name: str
    found: str
    expected: str
    fix: str = ""

    def text(self) -> str:
        """One Russian sentence for a terminal or a log, with the place in front."""
        mark = "ошибка" if self.severity is Severity.ERROR else "совет"
        name = f" {self.name} ({self.field}):" if self.field and self.name != self.field else ""
        if not name and self.field:
            name = f" {self.field}:"
        found = f" {self.found};" if self.found else ""
        fix = f" Готовое значение: {self.fix}" if self.fix else ""
        return f"{self.path}:{self.line}: {mark} {self.code}:{name}{found} {self.expected}.{fix}"


def code(prefix: str, kind: str) -> str:
    """The stable code of a kind of problem for a record type: «СОБ» and "date" give «СОБ-014»."""
    return f"{prefix}-{KINDS[kind]:03d}"


def near(word: str, known: Iterable[str]) -> str:
    """The known word closest to a misspelt one, or "" when none is close."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""


def flow(value: object) -> str:
    """A value as it can be written in one line of YAML: lists and fields in brackets, quotes where needed."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    text = " ".join(str(value).split())
    if _PLAIN.fullmatch(text) and ": " not in text and " #" not in text:
        return text
    return '"' + text.replace("\\", "/").replace('"', "'") + '"'


def quoted(value: object, limit: int = 60) -> str:
    """A found value for a message: in «ёлочки», on one line, cut at `limit` letters."""
    text = " ".join((value if isinstance(value, str) else flow(value)).split())
    return f"«{text if len(text) <= limit else text[: limit - 1] + '…'}»"

"""The stops of a road and their picture: a line that turns once, as coordinates and lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

_CELL, _ROW, _LEFT, _ROAD = 240, 166, 26, 26
_CHARACTERS = 23
_LINES = 3


class Thing(NamedTuple):
    """One thing at a stop; `url` is "" where there is no page, `ends` the ISO time after which
    it is over, `day` the day in the fewest words."""

    text: str
    url: str
    note: str = ""
    ends: str = ""
    day: str = ""


class Stop(NamedTuple):
    """A stop of the road; `here` is where the reader stands, `more` counts what is not named."""

    title: str
    things: tuple[Thing, ...]
    more: int = 0
    here: bool = False
    onward: Thing | None = None
    """Where to find all of the kind."""


class Sign(NamedTuple):
    """A stop of the picture: `number` stands at (`x`, `y`); the rows of `lines` are (y, text)."""

    number: int
    x: int
    y: int
    title: str
    lines: tuple[tuple[int, str], ...]
    here: bool
    ends: str


class Picture(NamedTuple):
    """Signs with the words that describe the whole to those who cannot see it."""

    title: str
    description: str
    signs: tuple[Sign, ...]


def picture(title: str, stops: Sequence[Stop]) -> Picture:
    """Six stops in two rows; the second row runs back, as the road turns."""
    signs = []
    for index, stop in enumerate(stops):
        row, place = divmod(index, 3)
        x = _LEFT + _CELL * (2 - place if row else place)
        y = _ROAD + _ROW * row
        lines = tuple((y + 62 + 20 * number, text) for number, text in enumerate(_lines(stop)))
        ends = stop.things[0].ends if stop.things else ""
        signs.append(Sign(index + 1, x, y, stop.title, lines, stop.here, ends))
    words = "; ".join(f"{sign.number}. {sign.title}: {' '.join(text for _, text in sign.lines)}" for sign in signs)
    return Picture(title, f"Дорога из шести остановок. {words}. То же словами — под рисунком.", tuple(signs))


def _lines(stop: Stop) -> list[str]:
    """The first thing of a stop in at most three short lines, and how many more there are."""
    if not stop.things:
        return ["пока нет данных"]
    first = stop.things[0]
    others = len(stop.things) - 1 + stop.more
    room = _LINES - bool(others)
    # A date says more than the name of the day.
    text = f"{first.day} — {first.text}" if first.day else first.text
    rows = wrap(text, _CHARACTERS, break_long_words=False)
    if len(rows) > room:
        rows = [*rows[: room - 1], f"{rows[room - 1][: _CHARACTERS - 1].rstrip(' ,.:—-')}…"]
    return [*rows, f"и ещё {others}"] if others else rows

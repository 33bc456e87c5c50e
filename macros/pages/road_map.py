"""The stops of a road and their picture, a line that turns once or stairs, as coordinates and lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

_CELL, _ROW, _LEFT, _ROAD = 240, 166, 26, 26
_CHARACTERS = 23
_LINES = 3
_LINE = "M26 26H655C760 26 760 192 655 192H26"
_WIDTH, _STEP, _RISE, _EDGE = 740, 44, 60, 6
_ON_A_STEP, _LONGER = 54, 5
"""Letters on the highest step, which is the shortest, and how many more each lower one holds."""


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
    none: str = "Пока нет данных."
    """What a stop says that names nothing."""


class Sign(NamedTuple):
    """A stop of the picture: `number` stands at (`x`, `y`), its words begin at `left`; `lines` are (y, text)."""

    number: int
    x: int
    y: int
    left: int
    title_y: int
    title: str
    lines: tuple[tuple[int, str], ...]
    here: bool
    ends: str


class Picture(NamedTuple):
    """Signs with the words that describe the whole to those who cannot see it."""

    title: str
    description: str
    signs: tuple[Sign, ...]
    line: str = _LINE
    """The road itself as an SVG path; of stairs their outline."""
    height: int = 306
    treads: str = ""
    """Of stairs, what parts one step from the next; a road has none."""


def picture(title: str, stops: Sequence[Stop]) -> Picture:
    """Six stops in two rows; the second row runs back, as the road turns."""
    signs = []
    for index, stop in enumerate(stops):
        row, place = divmod(index, 3)
        x = _LEFT + _CELL * (2 - place if row else place)
        y = _ROAD + _ROW * row
        lines = tuple((y + 62 + 20 * number, text) for number, text in enumerate(_lines(stop)))
        ends = stop.things[0].ends if stop.things else ""
        signs.append(Sign(index + 1, x, y, x - 16, y + 40, stop.title, lines, stop.here, ends))
    return Picture(title, f"Дорога из шести остановок. {_told(signs)}", tuple(signs))


def stairs(title: str, stops: Sequence[Stop]) -> Picture:
    """The same stops as steps that lead up, the first of them the lowest; words stand on the steps."""
    signs, outline, treads = [], "", ""
    height = _RISE * len(stops) + 2 * _EDGE
    for index, stop in enumerate(stops):
        x, top = _EDGE + _STEP * index, height - _EDGE - _RISE * (index + 1)
        outline += f"V{top}H{x + _STEP}" if index < len(stops) - 1 else f"V{top}H{_WIDTH - _EDGE}"
        treads += f"M{x} {top + _RISE}H{_WIDTH - _EDGE}" if index else ""
        lines = ((top + 48, _named(stop, _ON_A_STEP + _LONGER * (len(stops) - 1 - index))),)
        signs.append(Sign(index + 1, x + 26, top + 30, x + 54, top + 26, stop.title, lines, stop.here, ""))
    outline = f"M{_EDGE} {height - _EDGE}{outline}V{height - _EDGE}Z"
    told = f"Лестница из шести ступеней, снизу вверх. {_told(signs)}"
    return Picture(title, told, tuple(signs), outline, height, treads)


def _told(signs: Sequence[Sign]) -> str:
    words = "; ".join(f"{sign.number}. {sign.title}: {' '.join(text for _, text in sign.lines)}" for sign in signs)
    return f"{words}. То же словами — под рисунком."


def _named(stop: Stop, room: int) -> str:
    """As many things of a stop as one line of `room` letters holds, and how many more there are."""
    if not stop.things:
        return "пока нет данных"
    total = len(stop.things) + stop.more
    for number in range(len(stop.things), 0, -1):
        others = f" и ещё {total - number}" if number < total else ""
        text = ", ".join(thing.text for thing in stop.things[:number])
        if len(text) + len(others) <= room:
            return text + others
    return f"{text[: room - len(others) - 1].rstrip(' ,.:—-')}…{others}"


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

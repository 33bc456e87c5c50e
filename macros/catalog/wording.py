"""Events in Russian words: what pages and calendars say alike of place, audience and changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from macros.catalog.catalog import Catalog
from macros.catalog.event import Event
from macros.catalog.fields import Grades
from macros.catalog.occurrences import Occurrence
from macros.catalog.organization import Organization
from macros.text import russian

FROM_WEEKDAY = (
    "с понедельника",
    "со вторника",
    "со среды",
    "с четверга",
    "с пятницы",
    "с субботы",
    "с воскресенья",
)


_CHANGED = {"cancelled": "Отменено", "suspended": "Приостановлено", "moved-online": "Переведено в онлайн"}
"""Statuses that a reader must know of, but for a move, which is told with the day it left."""
TIME_WITHHELD = "время уточняется у школы"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing of an event as it was and as it is now, in Russian."""

    name: str
    before: str
    after: str


def occurrence_words(item: Occurrence, event: Event, *, with_year: bool = False) -> str:
    """«суббота, 5 декабря 2026, 10:00–13:00»; an hour that is withheld is said to be withheld."""
    words = russian.when(item.start, item.end, open_end=event.end_unknown and not item.all_day, with_year=with_year)
    return f"{words}, {TIME_WITHHELD}" if event.time_withheld else words


def change_lines(event: Event, occurrence: Occurrence | None) -> Iterator[str]:
    """What changed, why and since when, first thing in a description (calendar decision 6); None: no day is known."""
    why = "".join(f" {each}." for each in _why(event))
    if event.status in _CHANGED:
        yield f"{_CHANGED[event.status]}.{why}"
    before = occurrence.moved_from if occurrence else event.moved_from
    if before is not None:
        yield f"Перенесено {_from_words(before)}.{why if event.status == 'moved' else ''}"


def change_note(event: Event, occurrence: Occurrence | None) -> str:
    """The same in one short line beside the word of the status: «Было 3 декабря 2026, 10:00. Ремонт в школе.»"""
    if event.status not in (*_CHANGED, "moved"):
        return ""
    before = occurrence.moved_from if occurrence else event.moved_from
    parts = [f"Было {_moment(before)}"] if before is not None and event.status == "moved" else []
    return "".join(f"{each}. " for each in (*parts, *_why(event))).rstrip()


def differences(catalog: Catalog, event: Event, occurrence: Occurrence | None) -> Iterator[Difference]:
    """What a status changed: the day, the place, or whether it takes place at all."""
    when = occurrence_words(occurrence, event, with_year=True) if occurrence else event.date_words or ""
    before = occurrence.moved_from if occurrence else event.moved_from
    if before is not None and event.status not in ("cancelled", "suspended"):
        yield Difference(name="Когда", before=_moment(before, weekday=True), after=when)
    if event.status == "cancelled":
        yield Difference(name="Когда", before=when, after="не состоится")
    elif event.status == "suspended":
        yield Difference(name="Когда", before=when, after="решают, пройдёт ли")
    elif event.status == "moved-online":
        venue = _venue(catalog, event)
        yield Difference(name="Где", before=venue or "очно", after="онлайн")


def _why(event: Event) -> Iterator[str]:
    """The reason and the day of the decision, as sentences without their full stop."""
    if event.status_reason:
        yield russian.capitalise(event.status_reason).rstrip(".")
    if event.status_date:
        yield f"Решение от {russian.date_text(event.status_date)}"


def _moment(value: date, *, weekday: bool = False) -> str:
    """«3 декабря 2026, 10:00», «четверг, 3 декабря 2026, 10:00»."""
    day = russian.day_text(value, with_year=True) if weekday else russian.date_text(value)
    return f"{day}, {value:%H:%M}" if isinstance(value, datetime) else day


def _from_words(before: date) -> str:
    """«с субботы, 5 декабря 2026, 10:00»."""
    return f"{FROM_WEEKDAY[before.weekday()]}, {_moment(before)}"


def audience_text(catalog: Catalog, audience: tuple[str, ...], grades: Grades | None) -> str:
    """«ученики (8–9 классы), родители»; preschoolers named as such are not told once more as a grade."""
    small = "preschoolers" in audience
    words = []
    for item in audience:
        word = catalog.term("audience", item).title.lower()
        if item == "pupils" and grades:
            first = max(grades.first, 1) if small and grades.last else grades.first
            word = f"{word} ({russian.grades_text(first, grades.last)})"
        words.append(word)
    text = ", ".join(words)
    if grades and "pupils" not in audience and not (small and grades.last == 0):
        text += f" ({russian.grades_text(grades.first, grades.last)})"
    return text


def place_text(catalog: Catalog, event: Event, *, brief: bool = False) -> str:
    """Where to come, in one line; what is withheld is said to be withheld. `brief`: without room and street."""
    online = "Онлайн" if event.format in ("online", "hybrid") or event.status == "moved-online" else ""
    if event.format == "remote-contest":
        return "Заочно"
    if event.format == "online" or event.status == "moved-online":
        return online
    return " / ".join(filter(None, (_venue(catalog, event, brief=brief), online.lower())))


def _venue(catalog: Catalog, event: Event, *, brief: bool = False) -> str:
    place = event.place
    if place is None:
        return ""
    if place.visibility != "open":
        return catalog.term("visibility", place.visibility).title
    organization = catalog.get(Organization, place.organization).title if place.organization else ""
    known = list(filter(None, (organization, place.name, place.address)))
    return ", ".join(known[:1] if brief else known)

"""Events in Russian words: what pages and calendars say alike of place, audience and changes."""

from __future__ import annotations

from collections.abc import Iterator
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


def change_lines(event: Event, occurrence: Occurrence) -> Iterator[str]:
    """What changed and why, first thing in a description (calendar decision 6)."""
    reason = f" {russian.capitalise(event.status_reason)}." if event.status_reason else ""
    if event.status == "cancelled":
        yield f"Отменено.{reason}"
    elif event.status == "suspended":
        yield f"Приостановлено.{reason}"
    elif event.status == "moved-online":
        yield f"Переведено в онлайн.{reason}"
    if occurrence.moved_from is not None:
        yield f"Перенесено {_from_words(occurrence.moved_from)}.{reason if event.status == 'moved' else ''}"


def _from_words(before: date) -> str:
    """«с субботы, 5 декабря 2026, 10:00»."""
    clock = f", {before:%H:%M}" if isinstance(before, datetime) else ""
    return f"{FROM_WEEKDAY[before.weekday()]}, {russian.date_text(before)}{clock}"


def audience_text(catalog: Catalog, audience: tuple[str, ...], grades: Grades | None) -> str:
    """«ученики (8–9 классы), родители»."""
    words = []
    for item in audience:
        word = catalog.term("audience", item).title.lower()
        if item == "pupils" and grades:
            word = f"{word} ({russian.grades_text(grades.first, grades.last)})"
        words.append(word)
    text = ", ".join(words)
    if grades and "pupils" not in audience:
        text += f" ({russian.grades_text(grades.first, grades.last)})"
    return text


def place_text(catalog: Catalog, event: Event) -> str:
    """Where to come, in one line; what is withheld is said to be withheld."""
    online = "Онлайн" if event.format in ("online", "hybrid") or event.status == "moved-online" else ""
    if event.format == "remote-contest":
        return "Заочно"
    if event.format == "online" or event.status == "moved-online":
        return online
    return " / ".join(filter(None, (_venue(catalog, event), online.lower())))


def _venue(catalog: Catalog, event: Event) -> str:
    place = event.place
    if place is None:
        return ""
    if place.visibility != "open":
        return catalog.term("visibility", place.visibility).title
    organization = catalog.get(Organization, place.organization).title if place.organization else ""
    return ", ".join(filter(None, (organization, place.name, place.address)))

"""The plan of participation: event by event which school has how many places, who has not answered, how many came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from macros.catalog import Catalog, Event, Municipality, Organization
from macros.catalog.dates import school_year_of
from macros.catalog.event_account import Quota
from macros.catalog.fields import when_text
from macros.feeds.atom import guidance_centres
from macros.pages import cards
from macros.pages.announcements import brief
from macros.pages.context import PageContext
from macros.pages.links import address
from macros.pages.matrix import csv_bytes
from macros.pages.record_view import event_order
from macros.text import russian

HEADS = ("Школа", "Мест", "Придёт", "Пришло", "Чего нет")
_HEADING = ("Событие", "Начало", "Школа", "Мест", "Придёт", "Пришло", "Чего нет", "Страница")
_CALLED_OFF = ("cancelled", "suspended")


def csv_name(town: str) -> str:
    """The table of a town's plan of participation, from the site root."""
    return f"{town}/copp/participation.csv"


def events_of_year(catalog: Catalog, town: str) -> list[Event]:
    """Events of a town's ЦОПП in the school year of the build's day, in order of their dates."""
    found = {
        event.id: event
        for centre in guidance_centres(catalog, town)
        for event in catalog.referring(catalog.get(Organization, centre), Event)
        if centre in event.run_by and event.start and school_year_of(event.start) == school_year_of(catalog.today)
    }
    return sorted(found.values(), key=event_order(catalog.today))


def by_school(context: PageContext, events: Iterable[Event]) -> list[dict[str, Any]]:
    """Events that schools have places at: `rows` for the table of HEADS, sums, how many schools to ask."""
    found = []
    for event in events:
        if not event.quotas:
            continue
        lines = [(item, gap_of(context.catalog, event, item)) for item in event.quotas]
        found.append(
            brief(context, event)
            | {
                "rows": school_rows(context, event),
                "seats": sum(item.seats or 0 for item in event.quotas),
                "coming": sum(item.coming or 0 for item in event.quotas),
                "came": sum(item.came or 0 for item in event.quotas),
                "past": cards.is_past(event, context.catalog.today),
                "open": russian.plural(sum(bool(gap) for _, gap in lines), "школа", "школы", "школ"),
                "gaps": any(gap for _, gap in lines),
            }
        )
    return found


def school_rows(context: PageContext, event: Event) -> list[Sequence[str]]:
    """A line for each school of an event under HEADS; what nobody has told is «—»."""
    return [
        (
            context.catalog.get(Organization, item.school).label,
            *("—" if each is None else str(each) for each in (item.seats, item.coming, item.came)),
            gap_of(context.catalog, event, item) or "—",
        )
        for item in event.quotas
    ]


def gap_of(catalog: Catalog, event: Event, quota: Quota) -> str:
    """What a coordinator has to ask this school for, or "" when nothing."""
    if event.status in _CALLED_OFF:
        return ""
    if cards.is_past(event, catalog.today):
        return "не сообщила, сколько пришло" if quota.came is None else ""
    if quota.coming is None:
        return "срок прошёл, ответа нет" if _is_late(catalog, event) else "ещё не ответила"
    return "просит больше мест, чем есть" if quota.seats is not None and quota.coming > quota.seats else ""


def _is_late(catalog: Catalog, event: Event) -> bool:
    deadline = event.registration.deadline if event.registration else None
    day = deadline.date() if isinstance(deadline, datetime) else deadline
    return day is not None and day < catalog.today


def participation_tables(catalog: Catalog, site_url: str) -> Iterator[tuple[str, bytes]]:
    """The table of each town that has a ЦОПП: a line for each school of each event, or one for the whole event."""
    for town in catalog.all(Municipality):
        if guidance_centres(catalog, town.id):
            rows = (row for event in events_of_year(catalog, town.id) for row in _csv_rows(catalog, event, site_url))
            yield csv_name(town.id), csv_bytes(_HEADING, rows)


def _csv_rows(catalog: Catalog, event: Event, site_url: str) -> Iterator[tuple[object, ...]]:
    title = f"Пример: {event.title}" if event.demo else event.title
    start, page = when_text(event.start), site_url + address(event)
    for item in event.quotas:
        numbers = ("" if each is None else each for each in (item.seats, item.coming, item.came))
        school = catalog.get(Organization, item.school).title
        yield (title, start, school, *numbers, gap_of(catalog, event, item), page)
    if not event.quotas:
        came = event.results.participants if event.results else None
        yield (title, start, "", "", "", "" if came is None else came, "", page)

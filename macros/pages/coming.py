"""Dates that are announced for a series, and what a page says where none is."""

from __future__ import annotations

from markupsafe import Markup

from macros.catalog import Catalog, Event, EventSeries, Organization
from macros.catalog.occurrences import Occurrence
from macros.pages import cards
from macros.pages.context import PageContext
from macros.pages.record_view import Section

_IN_SERIES = {
    "active": "Дата ещё не объявлена. Когда её назначат, она появится здесь и в календаре акции.",
    "unknown": (
        "Дат нет, и мы не знаем, проходит ли акция сейчас: спросите в школе. Если её объявят, дата появится здесь "
        "и в календаре акции."
    ),
    "suspended": "Дат нет: акция приостановлена. Если её возобновят, дата появится здесь и в календаре акции.",
}
"""By the state of a series; what is over for good has no next date to wait for."""
_IN_ORGANIZATION = (
    "Пока ничего не объявлено. Когда организация назначит день открытых дверей, экскурсию или встречу, дата "
    "появится здесь и в её календаре."
)


def no_dates_section(context: PageContext, record: Organization | EventSeries) -> list[Section]:
    """A section that says so when nothing is ahead, or nothing when there are dates or none can come."""
    catalog = context.catalog
    if any(not cards.is_past(event, catalog.today) for event in catalog.referring(record, Event)):
        return []
    if isinstance(record, Organization):
        text = "" if record.closed else _IN_ORGANIZATION
        here = f"?town={record.municipality}" if record.municipality else ""
        link = ("Что бывает каждый год", f"{context.root}series/{here}")
    else:
        text = _IN_SERIES.get(record.status.state, "")
        link = ("Важные даты школьного года", f"{context.root}dates/")
    if not text:
        return []
    html = Markup('<p>{}</p><p><a href="{}">{}</a></p>').format(text, link[1], link[0])
    return [Section("coming", "Ближайшие события", html)]


def announced_in(catalog: Catalog, series: EventSeries, month: tuple[int, int]) -> Occurrence | None:
    """The first date of a year and month that is announced for a series."""
    dates = [
        each
        for event in catalog.referring(series, Event)
        if event.series == series.id and event.status != "cancelled"
        for each in event.occurrences
        if (each.first_day.year, each.first_day.month) == month
    ]
    return min(dates, key=lambda each: each.first_day, default=None)

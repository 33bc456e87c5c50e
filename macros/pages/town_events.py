"""The events of each town as its pages need them, sorted out once for all these pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from macros.catalog import Catalog, Event
from macros.catalog.dates import school_year_of
from macros.catalog.occurrences import Occurrence, occurrences
from macros.pages import cards


class TownEvents:
    """Coming and past events by town, those of the whole country in every town; made when first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def _coming(self) -> tuple[tuple[date, Event], ...]:
        """(next day, event) of dated events that are not over, in order of the day."""
        today = self._catalog.today
        found = []
        for event in self._catalog.all(Event):
            if event.start is not None and not cards.is_past(event, today):
                found.append((cards.next_occurrence(event, today).start, event))
        found.sort(key=lambda item: (item[0].isoformat(), item[1].id))
        return tuple((start, event) for start, event in found)

    def coming(self, town: str) -> list[Event]:
        """Dated events of a town that are not over, in order of their next date."""
        return [event for _, event in self._coming if event.municipality in (town, None)]

    def of_year(self, town: str) -> list[Event]:
        """Events of a town that have begun or are to begin in the school year of the build's day."""
        year = school_year_of(self._catalog.today)
        return [
            item
            for item in self._catalog.all(Event)
            if item.municipality in (town, None) and item.start is not None and school_year_of(item.start) == year
        ]

    def of_days(self, town: str, first: date, last: date) -> list[tuple[Occurrence, Event]]:
        """What happens in a town from one day to another, by time; a club once for each of its meetings."""
        found = []
        for event in self.coming(town):
            dates = [item for item in occurrences(event) if item.first_day <= last and item.last_day >= first]
            found += [(item, event) for item in dates]
        return sorted(found, key=lambda item: (item[0].start.isoformat(), item[1].id))


def week_of(today: date) -> tuple[date, date]:
    """Monday and Sunday of the week to tell of: at the week-end it is the next one."""
    monday = today - timedelta(days=today.weekday())
    if today.weekday() >= 5:
        monday += timedelta(days=7)
    return monday, monday + timedelta(days=6)


def is_for(event: Event, audiences: Sequence[str]) -> bool:
    """Whether an event addresses any of these."""
    return not set(audiences).isdisjoint(event.audience)

"""The school year of a town: its events, key dates, series and services by month, each with its basis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from macros.catalog import Catalog, Event, EventSeries, Grades, KeyDate, Municipality, Service
from macros.catalog.dates import school_year_of, year_of_month
from macros.pages import measures
from macros.pages.links import address
from macros.pages.town_events import TownEvents
from macros.pages.year_plan import ANY_MONTH, READERS, Line, concerning, is_of, lines_of
from macros.text import russian

_MONTHS = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)
BASIS = {
    "date": "дата объявлена",
    "order": "дата по приказу",
    "rule": "дата по правилу, приказом ещё не подтверждена",
    "usual": "обычно в это время, даты пока нет",
    "any": "в любое время года",
    "unknown": "месяц не известен",
}
"""Why a thing stands in its month."""
_STATES = {
    "planned": "не подтверждено организатором",
    "moved": "перенесено",
    "moved-online": "пройдёт онлайн",
    "suspended": "приостановлено",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of the plan in its month; `measures` are the numbers of measures of the town's documents."""

    month: tuple[int, int]
    day: date
    line: Line
    basis: str
    grades: Grades | None
    audience: tuple[str, ...]
    measures: tuple[int, ...] = ()


class TownYear:
    """All lines of a town's school year, made once for all its pages."""

    def __init__(self, catalog: Catalog, town: Municipality) -> None:
        self._catalog = catalog
        self.town = town
        self.school_year = school_year_of(catalog.today)

    @cached_property
    def legend(self) -> list[tuple[int, str, str]]:
        """(number, measure, address) of every measure that the town's documents name."""
        told = [
            (item.measure.title, f"{address(document)}#measure-{item.number}")
            for document, found in measures.town_measures(self._catalog, self.town)
            for item in found
        ]
        return [(number, *each) for number, each in enumerate(told, 1)]

    @cached_property
    def _carried(self) -> dict[str, tuple[int, ...]]:
        """Numbers of measures by the key of what carries them out."""
        numbers: dict[str, list[int]] = defaultdict(list)
        number = 0
        for _, found in measures.town_measures(self._catalog, self.town):
            for item in found:
                number += 1
                for carrier in item.carriers:
                    numbers[carrier.key].append(number)
        return {key: tuple(each) for key, each in numbers.items()}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every line in order of its month and day; a series gives way to its own events of the month."""
        places = (self.town.id, None)
        events = list(self._events())
        taken = {(f"series/{event.series}", item.month) for event, item in events if event.series}
        found = [item for _, item in events]
        for record in concerning(self._catalog, READERS["school"]):
            if record.municipality in places and is_of(record, self.school_year):
                found += [item for item in self._lasting(record) if (record.key, item.month) not in taken]
        return tuple(sorted(found, key=lambda item: (item.month, item.day, item.line.title.lower(), item.line.address)))

    @property
    def months(self) -> list[tuple[int, int]]:
        """September to August, then what lies beyond and what has no month."""
        usual = [(year_of_month(self.school_year, month), month) for month in _MONTHS]
        return [*usual, *sorted({item.month for item in self.items} - set(usual))]

    def _lasting(self, record: KeyDate | EventSeries | Service) -> Iterator[Item]:
        for month, day, line in lines_of(self._catalog, self.school_year, record):
            if isinstance(record, KeyDate):
                line = replace(line, note="")  # the basis says it
            yield Item(
                month=month,
                day=day,
                line=self._here(line),
                basis=_basis(record, known=month != ANY_MONTH),
                grades=record.grades,
                audience=record.audience,
                measures=self._carried.get(record.key, ()),
            )

    def _events(self) -> Iterator[tuple[Event, Item]]:
        dated = TownEvents(self._catalog).of_year(self.town.id)
        known = {event.id for event in dated}
        undated = [item for item in self._catalog.all(Event) if item.id not in known and self._is_of_month(item)]
        for event in (*dated, *undated):
            if event.status == "cancelled" or not READERS["school"] & set(event.audience):
                continue
            first = event.occurrences[0].first_day if event.occurrences else None
            keys = (f"series/{event.series}", f"initiatives/{event.initiative}")
            yield (
                event,
                Item(
                    month=(first.year, first.month) if first else (int(event.period[:4]), int(event.period[5:7])),
                    day=first or date.max,
                    line=self._here(_event_line(self._catalog, event)),
                    basis="date" if first else "usual",
                    grades=event.grades,
                    audience=event.audience,
                    measures=tuple(dict.fromkeys(n for key in keys for n in self._carried.get(key, ()))),
                ),
            )

    def _is_of_month(self, event: Event) -> bool:
        """Whether an event without a day has a month of this school year, here or in the whole country."""
        if event.start or len(event.period or "") != 7 or event.municipality not in (self.town.id, None):
            return False
        return school_year_of(date.fromisoformat(f"{event.period}-01")) == self.school_year

    def _here(self, line: Line) -> Line:
        """On the town's own page only what is not the town's is marked."""
        return replace(line, town="" if line.town_id == self.town.id else "вся страна")


def _basis(record: KeyDate | EventSeries | Service, *, known: bool) -> str:
    """One of BASIS; `known` tells whether at least the month is."""
    match record:
        case KeyDate() if record.day:
            return record.basis
        case Service() if not known:
            return "any"
        case EventSeries() if record.season.rule == "all-year":
            return "any"
        case EventSeries() if known and record.season.rule in ("fixed", "nth-weekday"):
            return "rule"
    return "usual" if known else "unknown"


def _event_line(catalog: Catalog, event: Event) -> Line:
    when, weekday, last = "день не назван", "", None
    if event.occurrences:
        first = event.occurrences[0]
        last = first.last_day
        several = last != first.first_day
        if several:
            when = russian.when(first.first_day, last)
        else:
            when, weekday = russian.date_text(first.first_day, catalog.today), russian.short_date(last).weekday
        if len(event.occurrences) > 1:
            when, weekday, last = f"с {when}", "", event.last_day
    return Line(
        title=event.title,
        address=address(event),
        when=when,
        weekday=weekday,
        season=event.date_words or "" if last is None else "",
        note=_STATES.get(event.status, ""),
        town_id=event.municipality or "",
        demo=event.demo,
        last_day=last,
    )

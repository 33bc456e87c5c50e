"""What stands on the wall calendars: the entries of each day of four months, drawn up once a build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from macros.catalog import Catalog, Event, Grades, KeyDate
from macros.catalog.occurrences import Occurrence
from macros.feeds.slices import bands, word
from macros.text import russian

AHEAD = 3
"""Months after the present one that have a sheet."""
_LONG = timedelta(days=7)
"""What lasts longer stands on its first and its last day only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One wall calendar: a town, a month like 2026-12, and the word of a band, "" for all grades."""

    town: str
    month: str
    band: str = ""

    @property
    def address(self) -> str:
        """Where it stands, from the site root: `calendar/ryazan/2026-12/8-9-klassy/`."""
        return f"calendar/{self.town}/{self.month}/{f'{self.band}/' if self.band else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of one day; `order` sorts a day, whole days first."""

    record: Event | KeyDate
    order: tuple[str, str]
    time: str = ""
    goes_on: bool = False
    """Whether it began on a day before."""
    note: str = ""
    """What is said of something too long to stand on each of its days: «идёт до 5 января»."""


Days = Mapping[date, list[Entry]]


class WallPlan:
    """The sheets of one build that have something on them; everything is looked through once, when first asked for."""

    def __init__(self) -> None:
        self._days: dict[Sheet, Days] | None = None
        self._listed: frozenset[tuple[str, str]] | None = None

    def sheets(self, catalog: Catalog) -> Mapping[Sheet, Days]:
        """Every sheet with the entries of its days, in order of towns, months and bands."""
        if self._days is None:
            self._days = _sheets(catalog)
        return self._days

    def listed(self, catalog: Catalog) -> frozenset[tuple[str, str]]:
        """Towns and months whose events the catalogue has a page of: it lists them by their first day."""
        if self._listed is None:
            starts = [(item.municipality, f"{item.start:%Y-%m}") for item in catalog.all(Event) if item.start]
            towns = [town.id for town in catalog.towns()]
            self._listed = frozenset((town, month) for own, month in set(starts) for town in ((own,) if own else towns))
        return self._listed


def _sheets(catalog: Catalog) -> dict[Sheet, Days]:
    towns = [town.id for town in catalog.towns()]
    months = _months(catalog.today)
    found: dict[tuple[str, str], dict[date, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for record, month, day, entry in _entries(catalog, months):
        for town in (record.municipality,) if record.municipality else towns:
            found[town, month][day].append(entry)
    choices = [("", None), *((word(term), grades) for term, grades in bands(catalog))]
    sheets = {}
    for town in towns:
        for month in months:
            days = {day: sorted(items, key=lambda item: item.order) for day, items in found[town, month].items()}
            for band, grades in choices:
                if shown := _for_grades(days, grades):
                    sheets[Sheet(town=town, month=month, band=band)] = shown
    return sheets


def _for_grades(days: Days, grades: Grades | None) -> Days:
    """The entries of those grades, as feeds understand them; None means everything."""
    if grades is None:
        return days
    kept = {day: [item for item in items if _concerns(item.record, grades)] for day, items in days.items()}
    return {day: items for day, items in kept.items() if items}


def _concerns(record: Event | KeyDate, grades: Grades) -> bool:
    return record.grades is not None and grades.meets(record.grades)


def _entries(catalog: Catalog, months: list[str]) -> Iterator[tuple[Event | KeyDate, str, date, Entry]]:
    """Each line with its record, month and day."""
    firsts = {month: date.fromisoformat(f"{month}-01") for month in months}
    begin = min(firsts.values())
    end = (max(firsts.values()) + timedelta(days=31)).replace(day=1)
    for event in catalog.all(Event):
        for occurrence in event.occurrences:
            if begin <= occurrence.last_day and occurrence.first_day < end:
                for month, first in firsts.items():
                    for day, entry in _of_occurrence(event, occurrence, first):
                        if f"{day:%Y-%m}" == month:
                            yield event, month, day, entry
    for key_date in catalog.all(KeyDate):
        for day in _from_to(key_date.day, key_date.until or key_date.day) if key_date.day else ():
            if (month := f"{day:%Y-%m}") in firsts:
                order = ("", key_date.id)
                yield key_date, month, day, Entry(record=key_date, order=order, goes_on=day != key_date.day)


def _of_occurrence(event: Event, occurrence: Occurrence, month: date) -> Iterator[tuple[date, Entry]]:
    """A line for its day, or for each of its days when it lasts for days; a long one begins a month again."""
    if isinstance(occurrence.start, datetime):
        time = f"{occurrence.start:%H:%M}"
        yield occurrence.first_day, Entry(record=event, order=(time, event.id), time=time)
        return
    if occurrence.last_day - occurrence.first_day > _LONG:
        until = f"идёт до {russian.date_text(occurrence.last_day, occurrence.first_day)}"
        first = max(occurrence.first_day, month)
        order = ("", event.id)
        if first < occurrence.last_day:
            yield first, Entry(record=event, order=order, note=until, goes_on=first != occurrence.first_day)
        yield occurrence.last_day, Entry(record=event, order=order, note="последний день", goes_on=True)
        return
    for day in _from_to(occurrence.first_day, occurrence.last_day):
        yield day, Entry(record=event, order=("", event.id), goes_on=day != occurrence.first_day)


def _from_to(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _months(today: date) -> list[str]:
    """2026-11 to 2027-02 for a day of November 2026."""
    index = today.year * 12 + today.month - 1
    return [f"{(index + n) // 12}-{(index + n) % 12 + 1:02}" for n in range(AHEAD + 1)]

"""Occurrences: the single dates of an event, the way pages list them and feeds publish them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from macros.catalog.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One date of an event, in the wall-clock time of its zone.

    `key` names it among the dates of its event and never changes: "" for the event itself, "day-2" for
    a further day, "2027-01-07" for the scheduled day of a club, "extra-2027-01-09" for a day beside the
    schedule. `end` is inclusive for days, a moment for hours, None when unknown. `number` of `total` counts
    the days of an event that is open for several days by hours.
    """

    key: str
    start: date
    end: date | None
    moved_from: date | None = None
    number: int = 1
    total: int = 1

    @property
    def all_day(self) -> bool:
        """Whether it is told in days."""
        return not isinstance(self.start, datetime)

    @property
    def first_day(self) -> date:
        """The calendar day it begins on."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def last_day(self) -> date:
        """The last calendar day anything of it happens; an end at midnight belongs to the day before."""
        if isinstance(self.end, datetime):
            return (self.end - timedelta(minutes=1)).date()
        return self.end or self.first_day


def occurrences(event: Event) -> tuple[Occurrence, ...]:
    """All dates of an event in order of time; none while the date is to be announced."""
    if event.start is None:
        return ()
    if event.repeat is not None:
        return tuple(sorted(_club_dates(event), key=lambda item: (item.start, item.key)))
    if event.hours and event.all_day:
        return tuple(_days_by_hours(event))
    return (Occurrence(key="", start=event.start, end=event.end, moved_from=event.moved_from),)


def _days_by_hours(event: Event) -> Iterator[Occurrence]:
    first, last = event.start, event.end or event.start
    total = (last - first).days + 1
    opening, closing = event.hours[:5], event.hours[6:]
    before = event.moved_from
    for index in range(total):
        day = first + timedelta(days=index)
        yield Occurrence(
            key="" if index == 0 else f"day-{index + 1}",
            start=_at(day, opening),
            end=_at(day, closing),
            moved_from=before + timedelta(days=index) if before else None,
            number=index + 1,
            total=total,
        )


def _club_dates(event: Event) -> Iterator[Occurrence]:
    length = event.end - event.start if event.end else None
    moved = {item.day: item.to for item in event.repeat.moved}
    for day in event.regular_days():
        if day in event.repeat.skip:
            continue
        planned = datetime.combine(day, event.start.time())
        start = moved.get(day, planned)
        # A club moved as a whole says so on its first date.
        before = planned if day in moved else event.moved_from if planned == event.start else None
        yield Occurrence(
            key=day.isoformat(),
            start=start,
            end=start + length if length else None,
            moved_from=before,
        )
    same_day: Counter[date] = Counter()
    for start in sorted(set(event.repeat.extra)):
        same_day[start.date()] += 1
        again = f"-{same_day[start.date()]}" if same_day[start.date()] > 1 else ""
        yield Occurrence(key=f"extra-{start:%Y-%m-%d}{again}", start=start, end=start + length if length else None)


def _at(day: date, clock: str) -> datetime:
    hour, minute = int(clock[:2]), int(clock[3:])
    return datetime.combine(day, datetime.min.time()) + timedelta(hours=hour, minutes=minute)

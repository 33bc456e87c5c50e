"""Changes: which events are new, moved, cancelled, suspended or online now, and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from macros.catalog import Catalog, Event, KeyDate
from macros.catalog.demo import weeks_from_anchor
from macros.catalog.occurrences import Occurrence
from macros.feeds.revision import History

NEW, MOVED, ONLINE, SUSPENDED, CANCELLED, ANNOUNCED = "new", "moved", "moved-online", "suspended", "cancelled", "date"
"""What can happen; «announced» is an important date whose day an order named."""
TITLES = {
    NEW: "Новое",
    MOVED: "Перенесено",
    ONLINE: "Переведено в онлайн",
    SUSPENDED: "Приостановлено",
    CANCELLED: "Отменено",
    ANNOUNCED: "Важная дата",
}
_OF_STATUS = (MOVED, ONLINE, SUSPENDED, CANCELLED)
WEEK = timedelta(days=7)
_CLOCK = ZoneInfo("Europe/Moscow")
"""Whose midnight parts the days of git's moments: both towns live by it."""

HistoryOf = Callable[[str], History]
"""The history of a file, by its path from the site's root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One piece of news: `name` is its frozen identity, `day` when it happened.

    `updated` is when the record last changed, for what is new when it appeared; it only grows.
    """

    kind: str
    name: str
    record: Event | KeyDate
    occurrence: Occurrence | None
    day: date
    last_day: date | None
    """The last day of what it is about; None while no day is known."""
    updated: datetime

    @property
    def town(self) -> str | None:
        """The town it concerns; None means every one."""
        return self.record.municipality

    def concerns(self, town: str | None) -> bool:
        """Whether it is news for a town; None asks for all of them."""
        return town is None or self.town in (None, town)


def changes(catalog: Catalog, history_of: HistoryOf) -> tuple[Change, ...]:
    """All news that the records and their history tell, the newest first."""
    found: list[Change] = []
    for event in catalog.all(Event):
        found += _of_event(catalog, event, _history(catalog, event, history_of))
    for key_date in catalog.all(KeyDate):
        found += _of_key_date(key_date, history_of(key_date.path))
    # Of one moment, as after a large import, what changed comes before what is new: feeds have an end.
    order = {kind: number for number, kind in enumerate((*_OF_STATUS, ANNOUNCED, NEW))}
    return tuple(sorted(found, key=lambda change: (-change.updated.timestamp(), order[change.kind], change.name)))


def this_week(found: Iterable[Change], today: date, town: str | None = None) -> tuple[Change, ...]:
    """What changed in the seven days before `today` and concerns days to come, the nearest first; nothing new."""
    recent = [
        change
        for change in found
        if change.kind in _OF_STATUS
        and change.concerns(town)
        and today - WEEK <= change.day <= today
        and (change.last_day is None or change.last_day >= today)
    ]
    return tuple(sorted(recent, key=lambda change: (change.last_day or date.max, change.name)))


def _history(catalog: Catalog, event: Event, history_of: HistoryOf) -> History:
    history = history_of(event.path)
    if not event.demo:
        return history
    # Demo dates move with the calendar, so their history has to move with them.
    by = timedelta(weeks=weeks_from_anchor(catalog.today))
    return History(appeared=history.appeared + by, changed=history.changed + by)


def _of_event(catalog: Catalog, event: Event, history: History) -> Iterator[Change]:
    dates = event.occurrences
    nearest = next((item for item in dates if item.last_day >= catalog.today), dates[-1] if dates else None)
    if event.status in _OF_STATUS:
        day = event.status_date or _day(history.changed)
        if _is_news(event.last_known_day, day):
            yield Change(
                kind=event.status,
                name=f"events/{event.id}/{_name_of_status(event)}",
                record=event,
                occurrence=_first_moved(dates) if event.status == MOVED else nearest,
                day=day,
                last_day=event.last_known_day,
                updated=history.changed,
            )
    elif _is_news(event.last_known_day, _day(history.appeared)):
        yield Change(
            kind=NEW,
            name=f"events/{event.id}/new",
            record=event,
            occurrence=nearest,
            day=_day(history.appeared),
            last_day=event.last_known_day,
            updated=history.appeared,
        )
    if event.repeat is not None and event.status not in (SUSPENDED, CANCELLED):
        yield from _of_club(event, dates, history)


def _of_club(event: Event, dates: Iterable[Occurrence], history: History) -> Iterator[Change]:
    """Single meetings that were moved, known by their scheduled day; what a new file says was never otherwise."""
    if history.changed == history.appeared:
        return
    single = {item.day.isoformat() for item in event.repeat.moved}
    for occurrence in dates:
        last_day = max(occurrence.last_day, occurrence.moved_from.date()) if occurrence.key in single else None
        if last_day is not None and _is_news(last_day, _day(history.changed)):
            yield Change(
                kind=MOVED,
                name=f"events/{event.id}/{occurrence.key}/moved/{_moment(occurrence.start)}",
                record=event,
                occurrence=occurrence,
                day=_day(history.changed),
                last_day=last_day,
                updated=history.changed,
            )


def _of_key_date(key_date: KeyDate, history: History) -> Iterator[Change]:
    last_day = key_date.until or key_date.day
    # A day that follows from a rule is known years ahead; an order is news.
    if key_date.is_confirmed and _is_news(last_day, _day(history.changed)):
        yield Change(
            kind=ANNOUNCED,
            # A corrected day is news of its own; other corrections are not.
            name=f"dates/{key_date.id}/{key_date.day.isoformat()}",
            record=key_date,
            occurrence=None,
            day=_day(history.changed),
            last_day=last_day,
            updated=history.changed,
        )


def _is_news(last_day: date | None, day: date) -> bool:
    """Whether it was still to come: what is written down afterwards is history."""
    return last_day is None or last_day >= day


def _name_of_status(event: Event) -> str:
    """A second move is news again; who is cancelled twice was cancelled once."""
    return f"moved/{_moment(event.start)}" if event.status == MOVED else event.status


def _first_moved(dates: Iterable[Occurrence]) -> Occurrence | None:
    return next((item for item in dates if item.moved_from is not None), None)


def _moment(value: date | None) -> str:
    """2026-12-05 or 2026-12-05T10:00; «later» for a day that is not known yet."""
    if value is None:
        return "later"
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def _day(moment: datetime) -> date:
    return moment.astimezone(_CLOCK).date()

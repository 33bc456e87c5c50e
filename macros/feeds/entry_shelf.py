"""EntryShelf: entries of events with their finished bytes, taken from an earlier build where they are still right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from macros.catalog import Catalog, Event
from macros.catalog.observed import ObservedCatalog, Question
from macros.feeds.entry import Entry
from macros.feeds.vevent import vevent

Make = Callable[[Catalog, Event], Iterable[tuple[str, date, Entry]]]
"""What makes the entries of an event: each one's kind, last day and content."""


class EntryShelf:
    """The entries of one build; `made` may be filled with those of an earlier one."""

    def __init__(self, catalog: ObservedCatalog) -> None:
        self._catalog = catalog
        self.made: dict[str, tuple[list, Collection[Question]]] = {}
        """Entries as plain rows by their events' keys, with what they asked the catalog."""
        self.bodies: dict[str, bytes] = {}
        """VEVENTs by uid."""

    def entries(self, event: Event, make: Make) -> list[tuple[str, date, Entry]]:
        """The entries of an event, made by `make` if they are not on the shelf."""
        if event.key in self.made:
            return self._taken(self.made[event.key][0])

        def fresh() -> list[tuple[str, date, Entry]]:
            # Asked anew, so that the event itself is among the questions.
            return list(make(self._catalog, self._catalog.get(Event, event.id)))

        found, asked = self._catalog.asked_by(fresh)
        rows = []
        for kind, last_day, entry in found:
            body = self.bodies[entry.uid] = vevent(entry)
            rows.append([kind, last_day.isoformat(), body.decode(), _plain(entry)])
        self.made[event.key] = rows, asked
        return found

    def _taken(self, rows: list) -> list[tuple[str, date, Entry]]:
        found = []
        for kind, last_day, body, values in rows:
            entry = _entry(values)
            self.bodies[entry.uid] = body.encode()
            found.append((kind, date.fromisoformat(last_day), entry))
        return found


_NAMES = tuple(each.name for each in fields(Entry))


def _plain(entry: Entry) -> list[Any]:
    return [_text(getattr(entry, name)) for name in _NAMES]


def _text(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"at": value.replace(tzinfo=None).isoformat(), "zone": "" if value.tzinfo is UTC else value.tzinfo.key}
    return {"on": value.isoformat()} if isinstance(value, date) else value


def _entry(values: list[Any]) -> Entry:
    # It was checked when it was made; checking it again is half of the time saved.
    entry = object.__new__(Entry)
    for name, value in zip(_NAMES, values, strict=True):
        object.__setattr__(entry, name, _value(value))
    return entry


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        if "on" in value:
            return date.fromisoformat(value["on"])
        return datetime.fromisoformat(value["at"]).replace(tzinfo=ZoneInfo(value["zone"]) if value["zone"] else UTC)
    return tuple(value) if isinstance(value, list) else value

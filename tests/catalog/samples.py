"""Owns whole records in code for tests of a single rule: `event(start="…")` is sound until it is changed."""

from __future__ import annotations

from macros.catalog import Event, conditions
from macros.catalog.problem import Fault
from macros.catalog.record import Record


def event(**changes: object) -> Event:
    """A lecture at the college on 5 December 2026, 10:00 to 13:00, with these fields changed (None: left out)."""
    fields: dict[str, object] = {
        "id": "lekciya",
        "path": "data/events/primersk/lekciya.yml",
        "municipality": "primersk",
        "title": "Лекция",
        "kind": "lesson",
        "start": "2026-12-05 10:00",
        "end": "2026-12-05 13:00",
        "status": "planned",
        "place": {"organization": "primersk-kolledzh"},
        "format": "in-person",
        "host": "primersk-kolledzh",
        "audience": ["pupils"],
        "grades": "8-11",
        "level": "municipal",
        "age_mark": "12+",
        "sources": [{"kind": "editorial", "note": "пример"}],
        "verification": "needs-verification",
        "checked": "2026-11-22",
    }
    return Event.model_validate({name: value for name, value in (fields | changes).items() if value is not None})


def faults(record: Record) -> list[Fault]:
    """What the rules between the fields of one record find: its conditions, then the others by their names."""
    return [*conditions.faults(record), *(fault for name in record.RULES for fault in getattr(record, name)())]

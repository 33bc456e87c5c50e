"""Near-duplicates: two events that are probably one, announced twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from difflib import SequenceMatcher

from macros.catalog.catalog import Catalog
from macros.catalog.event import Event
from macros.catalog.problem import Fault, Severity

ALIKE = 0.85
"""Titles more alike than this, at one host on one day, are taken for one event."""


def near_duplicates(catalog: Catalog) -> Iterator[tuple[Event, Fault]]:
    """Pairs of events at one host on one day with nearly one title: the later record and its warning."""
    groups: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for event in catalog.all(Event):
        if event.start is not None and event.title and event.host and event.status != "cancelled":
            day = event.start.date() if isinstance(event.start, datetime) else event.start
            groups[day, event.host, event.municipality].append(event)
    for group in groups.values():
        for index, event in enumerate(group):
            for other in group[:index]:
                ratio = SequenceMatcher(None, event.title.lower(), other.title.lower()).ratio()
                if ratio >= ALIKE and event.start == other.start:
                    yield event, _fault(other, ratio)


def _fault(other: Event, ratio: float) -> Fault:
    return Fault(
        field="title",
        kind="near-duplicate",
        found=f"похоже на «{other.title}» ({other.path}) в тот же день и час, совпадение {ratio:.0%}",
        expected="если это одно событие, исправьте прежнюю запись, а эту удалите",
        severity=Severity.WARNING,
    )

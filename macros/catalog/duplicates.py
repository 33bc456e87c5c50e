"""Near-duplicates: two events that are probably one, announced twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
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
        if (group := _group_of(event)) is not None:
            groups[group].append(event)
    for events in groups.values():
        for index, event in enumerate(events):
            yield from ((event, fault) for fault in _alike(event, events[:index]))


def twins_of(event: Event, catalog: Catalog) -> Iterator[Fault]:
    """The warnings about one event that is about to be added, whichever of the two comes first."""
    group = _group_of(event)
    if group is not None:
        records = catalog.records["Event"].values()
        yield from _alike(event, [other for other in records if other.id != event.id and _group_of(other) == group])


def _group_of(event: Event) -> tuple[object, ...] | None:
    """What two announcements of one event have in common, or None when too little is known."""
    if event.start is None or not event.title or not event.host or event.status == "cancelled":
        return None
    return event.start, event.host, event.municipality


def _alike(event: Event, others: Iterable[Event]) -> Iterator[Fault]:
    for other in others:
        ratio = SequenceMatcher(None, event.title.lower(), other.title.lower()).ratio()
        if ratio >= ALIKE:
            yield _fault(other, ratio)


def _fault(other: Event, ratio: float) -> Fault:
    return Fault(
        field="title",
        kind="near-duplicate",
        found=f"похоже на «{other.title}» ({other.path}) в тот же день и час, совпадение {ratio:.0%}",
        expected="если это одно событие, исправьте прежнюю запись, а эту удалите",
        severity=Severity.WARNING,
    )

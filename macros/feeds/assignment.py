"""Assignment: which feeds hold each entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from macros.catalog import Catalog, EventSeries, Grades, Organization
from macros.feeds.entries import Item
from macros.feeds.slices import (
    ALL,
    DEADLINES,
    GUIDANCE_CENTRE,
    GUIDANCE_ROLE,
    KEY_DATES,
    VOLUNTEERS_WANTED,
    bands,
    joins,
    series_name,
    slices,
    steps,
    word,
)

Places = dict[tuple[str, str], list[Item]]


def assign(catalog: Catalog, items: Sequence[Item]) -> Places:
    """Items by (town, name) of the feeds that hold them, in the given order; one pass over the items."""
    naming = _Naming(catalog)
    known = {(each.town, each.name) for each in slices(catalog)}
    towns = [town.id for town in catalog.towns()]
    # Two words at once have feeds in towns only.
    for_all = cache(lambda names: [name for name in names if (ALL, name) in known])
    found: Places = defaultdict(list)
    for item in items:
        names = naming.of(item)
        here = [item.town] if item.town else towns
        for town in here:
            for name in names:
                found[town, name].append(item)
        for name in for_all(names):
            found[ALL, name].append(item)
        if item.kind == "event":
            for place in (*naming.homes(item), *naming.series(item, here)):
                found[place].append(item)
    return found


class _Naming:
    """Says in which feeds an entry belongs; the closed lists are read once."""

    def __init__(self, catalog: Catalog) -> None:
        self._audiences = {term.id: term for term in catalog.vocabularies["audience"].terms}
        self._kinds = {term.id: word(term) for term in catalog.vocabularies["event-kind"].terms}
        self._fields = {term.id: word(term) for term in catalog.vocabularies["klimov"].terms}
        self._bands = [(word(term), grades) for term, grades in bands(catalog)]
        self._steps = [(word(term), grades) for term, grades in steps(catalog)]
        organizations = catalog.all(Organization)
        self._home = {item.id: item.municipality or ALL for item in organizations}
        self._centres = {item.id for item in organizations if any(r.kind == GUIDANCE_ROLE for r in item.roles)}
        self._series = {item.id: (item.municipality, series_name(item)) for item in catalog.all(EventSeries)}
        self._names = cache(lambda *facets: tuple(dict.fromkeys(self._closed(*facets))))

    def of(self, item: Item) -> tuple[str, ...]:
        """Names of the feeds that follow from the closed lists."""
        in_centre = not self._centres.isdisjoint(item.organizations)
        what = item.kind if item.kind != "event" else item.event_kind
        return self._names(item.kind, what, item.audience, item.grades, item.fields, in_centre, item.wants_volunteers)

    def homes(self, item: Item) -> Iterator[tuple[str, str]]:
        """Feeds of the organizations that run it or take it in."""
        return ((self._home[each], each) for each in item.organizations)

    def series(self, item: Item, towns: Sequence[str]) -> list[tuple[str, str]]:
        """Feeds of the series it belongs to."""
        if item.series is None:
            return []
        home, name = self._series[item.series]
        return [(home, name)] if home else [(town, name) for town in (*towns, ALL)]

    def _closed(
        self,
        kind: str,
        what: str,
        audience: tuple[str, ...],
        grades: Grades | None,
        fields: tuple[str, ...],
        in_centre: bool,
        wants_volunteers: bool,
    ) -> Iterator[str]:
        in_steps = [(name, step) for name, step in self._steps if grades and step.meets(grades)]
        in_bands = [name for name, band in self._bands if grades and band.meets(grades)]
        if kind == "deadline":
            yield from _with_grades(DEADLINES, in_steps)
            return
        yield ""
        for each in audience:
            term = self._audiences[each]
            yield word(term)
            yield from (f"{name}-{word(term)}" for name, step in in_steps if joins(term, step))
        yield from in_bands
        yield from (name for name, _ in in_steps)
        if kind == "key-date":
            yield from _with_grades(KEY_DATES, in_steps)
            return
        yield self._kinds[what]
        for each in fields:
            yield self._fields[each]
            yield from (f"{self._fields[each]}-{name}" for name in in_bands)
        if in_centre:
            yield GUIDANCE_CENTRE
        if wants_volunteers:
            yield VOLUNTEERS_WANTED


def _with_grades(name: str, in_steps: Sequence[tuple[str, Grades]]) -> Iterator[str]:
    yield name
    yield from (f"{name}-{step}" for step, _ in in_steps)

"""Fairs of study places: which pages have a planner, who stands there by the data, and who only might."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from macros.catalog import Catalog, Event, EventSeries, Organization
from macros.pages import cards
from macros.pages.context import PageContext

Fair = EventSeries | Event
"""What a planner is made for: a series that comes back every year, or an event that belongs to none."""
STUDY = ("college", "university", "university-branch")
"""Kinds of organizations that one can enter after school."""
_KINDS = ("fair", "exhibition")
_ORDER = {"college": 0, "university": 1, "university-branch": 2, "employer": 3}
OFF = ("cancelled", "suspended")
HOST, CONFIRMED, INVITED, MAYBE = "host", "confirmed", "invited", "maybe"


class Exhibitor(NamedTuple):
    """An organization and how sure its coming is: HOST, CONFIRMED, INVITED, or MAYBE for a mere neighbour."""

    organization: Organization
    state: str


class Unnamed(NamedTuple):
    """Guests of whom only the role is told."""

    role: str
    state: str


def planner_address(fair: Fair) -> str:
    """Where the planner of a fair lives, kept for ever."""
    return f"{fair.TYPE.folder}/{fair.id}/planner/"


def has_planner(fair: Fair) -> bool:
    """Whether a record is a fair by itself: a town's series of this kind, an event with guests at their tables."""
    if fair.kind not in _KINDS or not fair.municipality:
        return False
    return isinstance(fair, EventSeries) or fair.kind == "fair" or bool(fair.guests)


def planned(catalog: Catalog, fair: Fair) -> Fair | None:
    """The record whose planner is the one of `fair`: an event of a series takes the address that stays."""
    series = catalog.find("EventSeries", fair.series) if isinstance(fair, Event) else None
    if series and has_planner(series):
        return series
    return fair if has_planner(fair) else None


def title_of(catalog: Catalog, fair: Fair) -> str:
    """The name of a fair among those of other towns: «Ярмарка учебных мест, Старый Оскол»; samples say so."""
    town = catalog.town_of(fair)
    return ("Пример: " if fair.demo else "") + ", ".join(filter(None, (fair.title, town.title if town else "")))


def planner_action(context: PageContext, fair: Fair, *, over: bool = False) -> dict[str, Any]:
    """The button that leads to the planner, for the heading of a record's page; `over`: the event has passed."""
    title = "Пропустили? Что дальше" if over else "План посещения"
    url = context.root + planner_address(fair) + ("#missed" if over else "")
    return {"title": title, "url": url, "icon": "map-marker-path", "main": isinstance(fair, EventSeries)}


def fairs_of(catalog: Catalog, town: str) -> list[Fair]:
    """The town's fairs that have a planner and are not over for good, the real ones first."""
    found: list[Fair] = [
        item for item in catalog.all(EventSeries) if item.municipality == town and has_planner(item) and _lives(item)
    ]
    found += [
        item
        for item in catalog.all(Event)
        if item.municipality == town
        and planned(catalog, item) is item
        and item.status not in OFF
        and not cards.is_past(item, catalog.today)
    ]
    return sorted(found, key=lambda item: (item.demo, item.TYPE.folder, item.id))


def _lives(series: EventSeries) -> bool:
    return series.status.state not in ("historical", "closed")


def days_of(catalog: Catalog, fair: Fair) -> tuple[Event | None, Event | None]:
    """The event to prepare for, and the last one that is over; either may be None."""
    events = [fair] if isinstance(fair, Event) else list(catalog.referring(fair, Event))
    events = [item for item in events if item.kind in _KINDS and item.parent is None]
    events.sort(key=lambda item: (item.last_known_day or date.max, item.id))
    over = [item for item in events if cards.is_past(item, catalog.today)]
    ahead = [item for item in events if item not in over and item.status not in OFF]
    return (ahead[0] if ahead else None), (over[-1] if over else None)


def named(catalog: Catalog, fair: Fair, event: Event | None) -> tuple[list[Exhibitor], list[Unnamed]]:
    """Whom the data name: of the event, or of the series while no event is announced.

    A host that neither teaches nor employs runs the fair and has no table.
    """
    source: Fair = event or fair
    run_by = source.run_by if isinstance(source, Event) else source.hosts
    found = {item.id: Exhibitor(item, HOST) for item in catalog.organizations(run_by) if item.kind in _ORDER}
    unnamed = []
    for guest in source.guests:
        organization = catalog.find("Organization", guest.organization)
        if organization:
            found.setdefault(organization.id, Exhibitor(organization, guest.status))
        elif guest.role:
            unnamed.append(Unnamed(guest.role, guest.status))
    return _sorted(found.values()), unnamed


def neighbours(catalog: Catalog, fair: Fair, known: Iterable[Exhibitor]) -> list[Exhibitor]:
    """Places of study of the town and its neighbours that nobody announced; samples are near samples only."""
    there = {item.organization.id for item in known}
    return _sorted(
        Exhibitor(item, MAYBE)
        for item in catalog.all(Organization)
        if item.kind in STUDY
        and fair.municipality in catalog.near(item)
        and item.demo == fair.demo
        and not item.closed
        and item.id not in there
    )


def _sorted(found: Iterable[Exhibitor]) -> list[Exhibitor]:
    """Colleges, universities, employers, others; by name."""
    return sorted(found, key=lambda item: (_ORDER.get(item.organization.kind, 9), item.organization.title))

"""What a partner can do here: series that need one, what others offer already, whom the data name to talk to."""

from __future__ import annotations

from typing import Any

from macros.catalog import Catalog, EventSeries, Municipality, Organization, Record, Service
from macros.pages.context import PageContext
from macros.pages.record_view import links

View = dict[str, Any]
_PARTS = (
    ("Принять класс у себя", ("excursion",)),
    ("Открыть двери во время общей недели", ("campaign",)),
    ("Рассказать о своём деле", ("meeting", "lesson")),
    ("Дать попробовать", ("trial", "master-class", "platform")),
    ("Показать, где и чему вы учите", ("open-day",)),
    ("Выйти со стендом", ("fair", "exhibition")),
)
"""What partners do, and the kinds of series that cannot be without them."""
_KINDS = frozenset(kind for _, kinds in _PARTS for kind in kinds)
_AS_GUEST = "Прийти гостем"
_OVER = ("historical", "closed", "suspended")
_HELPERS = ("links", "coordinates", "runs-fair")
"""Roles of those who bring schools and partners together."""


def needs_partner(record: Record) -> bool:
    """Whether it is a series that cannot be without a partner, or that asks for a guest."""
    if not isinstance(record, EventSeries):
        return False
    return record.kind in _KINDS or bool(record.guests) or "partners" in record.audience


def partner_series(context: PageContext) -> list[View]:
    """Series that go on, by what a partner does in them; the rest of those with guests ask for a guest."""
    catalog = context.catalog
    going = [item for item in catalog.all(EventSeries) if item.status.state not in _OVER]
    parts = [(title, [item for item in going if item.kind in kinds]) for title, kinds in _PARTS]
    guests = [item for item in going if item.kind not in _KINDS and needs_partner(item)]
    return [
        {"title": title, "html": context.cards(_local_first(catalog, items))}
        for title, items in (*parts, (_AS_GUEST, guests))
        if items
    ]


def partner_offers(context: PageContext) -> list[View]:
    """Each kind of offer and the organizations that make it."""
    catalog = context.catalog
    organizations = sorted(catalog.all(Organization), key=lambda item: item.demo)
    found = []
    for term in catalog.vocabularies["offer-kind"].terms:
        offering = [item for item in organizations if any(offer.kind == term.id for offer in item.offers)]
        if offering:
            found.append({"title": term.title, "html": links(context, offering)})
    return found


def partner_contacts(context: PageContext) -> list[View]:
    """For each town: who keeps its data, who brings schools and partners together, what can be asked for."""
    return [_contacts(context, town) for town in context.catalog.towns()]


def _contacts(context: PageContext, town: Municipality) -> View:
    catalog = context.catalog
    owner = catalog.find("Organization", town.owner)
    helpers = []
    for item in sorted(catalog.all(Organization), key=lambda item: item.demo):
        texts = [role.text for role in item.roles if role.kind in _HELPERS]
        if item.municipality == town.id and texts:
            helpers.append({"title": item.title, "url": context.link(item), "lines": texts, "demo": item.demo})
    services = [
        {"title": item.title, "url": context.link(item), "line": item.summary or ""}
        for item in catalog.all(Service)
        if item.municipality == town.id and "partners" in item.audience
    ]
    return {
        "title": town.title,
        "id": town.id,
        "owner": links(context, [owner]) if owner else "",
        "helpers": helpers,
        "services": services,
    }


def _local_first(catalog: Catalog, series: list[EventSeries]) -> list[EventSeries]:
    def place(item: EventSeries) -> tuple[bool, bool, str, str]:
        town = catalog.town_of(item)
        return (item.demo, town is None, town.title if town else "", item.title.lower())

    return sorted(series, key=place)

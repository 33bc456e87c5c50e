"""How career guidance of a town is made: who answers for what, and what is offered to whom, read off the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from markupsafe import Markup

from macros.catalog import (
    Catalog,
    Document,
    Event,
    EventSeries,
    Initiative,
    Municipality,
    Organization,
    Record,
    Service,
    VolunteerCorps,
)
from macros.pages import cards
from macros.pages.context import PageContext
from macros.pages.kinds import kind_of
from macros.pages.record_view import Fact
from macros.text import russian

HEADS = ("Что", "Кто проводит", "Когда", "Сегодня")
_PLAIN = {"college": "college", "university": "university", "employer": "employer", "school": "school"}
"""Roles that only say what an organization is: counted, and listed in the catalogue under this kind."""
_MOST = 12
"""Organizations of one role named on the page."""
_WHOLE = ("complex", "network", "cluster")
"""Kinds of projects that are made of others: told of above the table, not in it."""
Offered = Service | EventSeries | Initiative | VolunteerCorps


def system_address(town: str) -> str:
    """The page of a town, from the site root."""
    return f"{town}/system/"


def town_system_view(context: PageContext, town: Municipality) -> dict[str, Any]:
    """Roles with who has them; for each audience what is offered, by whom, when, and whether it runs today."""
    catalog = context.catalog
    offered = [item for cls in (Service, EventSeries, Initiative, VolunteerCorps) for item in _of(catalog, town, cls)]
    offered = [item for item in offered if not (isinstance(item, Initiative) and item.kind in _WHOLE)]
    groups = []
    for term in catalog.vocabularies["audience"].terms:
        own = [item for item in offered if term.id in _audience(item)]
        if own:
            rows = [_row(context, item) for item in sorted(own, key=_order)]
            groups.append({"id": term.id, "title": term.title, "rows": rows})
    wholes = [item for item in _of(catalog, town, Initiative) if item.kind in _WHOLE]
    return {
        "id": town.id,
        "title": f"Как устроена профориентация {town.locative}",
        "lead": "Кто за что отвечает, что кому предлагают и проходит ли это сегодня.",
        "roles": list(_roles(context, town)),
        "heads": HEADS,
        "groups": groups,
        "wholes": context.cards(sorted(wholes, key=_order)) if wholes else "",
        "documents": [
            {"title": item.title, "url": context.link(item)} for item in _of(catalog, town, Document) if not item.demo
        ],
    }


def _of(catalog: Catalog, town: Municipality, cls: type[Record]) -> list[Any]:
    return [item for item in catalog.all(cls) if item.municipality == town.id]


def _audience(item: Offered) -> tuple[str, ...]:
    return ("volunteers",) if isinstance(item, VolunteerCorps) else item.audience


def _order(item: Record) -> tuple[bool, bool, str]:
    """Samples last, what is over before them."""
    status = getattr(item, "status", None)
    return (item.demo, bool(status) and status.state in ("historical", "closed"), item.title)


# --- who answers for what


def _roles(context: PageContext, town: Municipality) -> Iterator[Fact]:
    catalog = context.catalog
    found: dict[str, list[tuple[Organization, str]]] = {}
    for organization in catalog.all(Organization):
        if town.id in catalog.near(organization) and not organization.closed:
            for role in organization.roles:
                found.setdefault(role.kind, []).append((organization, role.text))
    for term in catalog.vocabularies["organization-role"].terms:
        holders = sorted(found.get(term.id, ()), key=lambda pair: (pair[0].demo, pair[0].title))
        if not holders:
            continue
        if term.id in _PLAIN:
            count = russian.plural(len(holders), *Organization.TYPE.counted)
            url = f"{context.root}organizations/?town={town.id}&kind={_PLAIN[term.id]}"
            yield Fact(term.title, Markup('<a href="{}">{}</a>').format(url, count), "")
            continue
        lines = [
            Markup('<li><a href="{}">{}</a> <span class="soft">— {}</span></li>').format(
                context.link(item), item.label, _lower(text)
            )
            for item, text in holders[:_MOST]
        ]
        yield Fact(term.title, Markup("<ul>{}</ul>").format(Markup("").join(lines)), "")


def _lower(text: str) -> str:
    """A sentence after a dash; abbreviations stay as they are."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


# --- what is offered


def _row(context: PageContext, item: Offered) -> list[str | Markup]:
    catalog = context.catalog
    grades = russian.grades_text(item.grades.first, item.grades.last) if item.grades else ""
    about = " · ".join(filter(None, (kind_of(catalog, item).text, grades, "пример" if item.demo else "")))
    what = Markup('<a href="{}">{}</a> <span class="programme-place soft">{}</span>').format(
        context.link(item), item.title, about
    )
    return [
        what,
        ", ".join(catalog.get(Organization, each).label for each in _hosts(item)) or "нет данных",
        _when(catalog, item),
        catalog.term("activity-status", item.status.state).title,
    ]


def _hosts(item: Offered) -> tuple[str, ...]:
    if isinstance(item, Service):
        return (item.provider,)
    if isinstance(item, VolunteerCorps):
        return (item.organization,) if item.organization else ()
    return item.hosts if isinstance(item, EventSeries) else item.organizations


def _when(catalog: Catalog, item: Offered) -> str:
    """The next date if there is one, else the words of the season; nobody knows the hours of volunteers."""
    if isinstance(item, EventSeries):
        day = _next_day(catalog, item)
        text = f"ближайшая дата — {russian.date_text(day, catalog.today)}" if day else item.season.text
    elif isinstance(item, Service):
        text = item.frequency or ""
    elif isinstance(item, Initiative):
        text = item.season or ""
    else:
        text = "когда просят помощи"
    return russian.capitalise(text) or "нет данных"


def _next_day(catalog: Catalog, series: EventSeries) -> date | None:
    days = [
        shown.first_day
        for event in catalog.referring(series, Event)
        if event.status != "cancelled"
        and not cards.is_past(event, catalog.today)
        and (shown := cards.next_occurrence(event, catalog.today))
    ]
    return min(days, default=None)

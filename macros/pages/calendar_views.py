"""The calendar pages: what can be chosen, every calendar by groups, the whole list of a town."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from macros.catalog import Catalog
from macros.feeds.slices import ALL, GUIDANCE_ROLE, Slice, bands, joins, slices, steps
from macros.pages.context import PageContext
from macros.pages.wall_month import first_sheets

View = dict[str, Any]
_OF_RECORDS = ("series", "organizations")
_GROUPS = (
    ("all", "Всё сразу"),
    ("grades", "По классам"),
    ("people-of-grade", "По классам и ролям"),
    ("people", "По ролям"),
    ("fields", "По типам профессий"),
    ("kinds", "По видам событий"),
    ("dates", "Важные даты"),
    ("deadlines", "Сроки записи"),
    ("help", "ЦОПП и волонтёрам"),
    ("series", "Акции и циклы"),
    ("organizations", "Организации"),
)
"""Groups of the list of calendars, in order: code and title."""


def calendar_address(town: str) -> str:
    """The page with every calendar of a town, or of all of them."""
    return f"calendar/{town}/"


def builder_view(context: PageContext) -> View:
    """«Собери свой календарь»: the choices, with what the script needs to find the calendar that fits them."""
    catalog = context.catalog
    every_step = steps(catalog)
    return {
        "base": f"{context.root}calendar/",
        "root": context.root,
        "site_url": context.site_url,
        "towns": [*({"id": town.id, "title": town.title} for town in catalog.towns()), _all_towns()],
        "grades": [
            {
                "id": str(grades),
                "title": term.title,
                "band": next((str(band) for _, band in bands(catalog) if band.meets(grades)), ""),
            }
            for term, grades in every_step
        ],
        "people": [
            {
                "id": term.id,
                "title": term.title,
                "icon": term.icon,
                "grades": " ".join(str(grades) for _, grades in every_step if joins(term, grades)),
                "all_grades": str(term.grades or ""),
            }
            for term in catalog.vocabularies["audience"].terms
        ],
        "fields": [
            {"id": f"field.{term.id}", "title": term.short, "icon": term.icon, "kind": term.id, "help": term.help}
            for term in catalog.vocabularies["klimov"].terms
        ],
        "own": [
            {"id": "type.key-date", "title": "Важные даты", "icon": "flag-checkered"},
            {"id": f"role.{GUIDANCE_ROLE}", "title": "События ЦОПП", "icon": "compass-outline"},
            {"id": "volunteers.wanted", "title": "Где нужны волонтёры", "icon": "hand-heart-outline"},
        ],
        "added": [{"id": "1", "title": "Последние дни записи", "icon": "clock-outline"}],
        "kinds": [
            {"id": f"kind.{term.id}", "title": term.many or term.title}
            for term in catalog.vocabularies["event-kind"].terms
        ],
    }


def tables_view(context: PageContext) -> list[View]:
    """Calendars by town and group for the common page, those of single records left to the towns' own pages."""
    catalog = context.catalog
    found = _grouped(catalog)
    return [
        {
            "id": town,
            "title": title,
            "url": context.root + calendar_address(town),
            "atom": context.atom(town),
            "walls": first_sheets(context, town),
            "count": sum(map(len, found[town].values())),
            "groups": _tables(context, found[town], without=_OF_RECORDS),
        }
        for town, title in _places(catalog).items()
    ]


def town_calendars_view(context: PageContext, town: str) -> View:
    """Every calendar of a town, or of all of them, by groups."""
    place = context.catalog.find("Municipality", town)
    return {
        "title": f"Все календари {place.genitive}" if place else "Календари всех городов",
        "purpose": "Каждый обновляется сам: новые даты, переносы и отмены приходят в вашу программу.",
        "groups": _tables(context, _grouped(context.catalog)[town]),
        "atom": context.atom(town),
        "walls": first_sheets(context, town),
        "builder": f"{context.root}calendar/{f'?town={town}' if place else ''}",
    }


def towns_with_calendars(catalog: Catalog) -> list[str]:
    """Towns that have a page of calendars, "all" the last."""
    return list(_places(catalog))


def _places(catalog: Catalog) -> dict[str, str]:
    return {town.id: town.title for town in catalog.towns()} | {ALL: "Все города"}


def _all_towns() -> View:
    return {"id": ALL, "title": "Все города"}


def _grouped(catalog: Catalog) -> Mapping[str, Mapping[str, list[Slice]]]:
    found: dict[str, dict[str, list[Slice]]] = defaultdict(lambda: defaultdict(list))
    for each in slices(catalog):
        found[each.town][_group(each)].append(each)
    return found


def _group(each: Slice) -> str:
    filters = each.filters
    if "type" in filters:
        return "dates" if filters["type"] == "key-date" else "deadlines"
    if "grades" in filters and "audience" in filters:
        return "people-of-grade"
    words = {
        "series": "series",
        "organization": "organizations",
        "field": "fields",
        "kind": "kinds",
        "audience": "people",
        "grades": "grades",
        "role": "help",
        "volunteers": "help",
    }
    return next((group for key, group in words.items() if key in filters), "all")


def _tables(context: PageContext, found: Mapping[str, list[Slice]], without: tuple[str, ...] = ()) -> list[View]:
    return [
        {
            "id": group,
            "title": title,
            "feeds": [context.feed(each.path, each.short_title, each.description) for each in found[group]],
        }
        for group, title in _GROUPS
        if found.get(group) and group not in without
    ]

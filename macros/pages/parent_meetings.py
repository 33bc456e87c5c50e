"""Meetings for parents by town: those of the whole town, then the schools' own, and what past ones left."""

from __future__ import annotations

from typing import Any

from macros.catalog import Event, Organization
from macros.catalog.dates import school_year_of
from macros.feeds.slices import feed_path
from macros.pages import cards
from macros.pages.announcements import brief
from macros.pages.context import PageContext
from macros.pages.record_view import event_order

KIND = "parent-meeting"
_WIDE = ("municipal", "regional", "national")
"""Levels of meetings to which parents of every school of the town may come."""
_MOST = 8


def meetings_view(context: PageContext) -> list[dict[str, Any]]:
    """Each town with `wide` and `schools`, coming meetings in order of their day, `past` ones of this school year that
    left a recording or papers, its calendar of meetings, and the way to all of them.
    """
    catalog = context.catalog
    found = [item for item in catalog.all(Event) if item.kind == KIND and item.status != "cancelled"]
    coming = sorted((item for item in found if not cards.is_past(item, catalog.today)), key=event_order(catalog.today))
    past = sorted((item for item in found if _left(context, item)), key=event_order(catalog.today), reverse=True)
    (word,) = (term.slug or term.id for term in catalog.vocabularies["event-kind"].terms if term.id == KIND)
    towns = []
    for town in catalog.towns():
        own = [item for item in coming if item.municipality in (town.id, None)]
        schools = [item for item in own if item.level not in _WIDE]
        towns.append(
            {
                "id": town.id,
                "title": town.title,
                "wide": [brief(context, item) for item in own if item.level in _WIDE][:_MOST],
                "schools": [brief(context, item) | {"host": _host(context, item)} for item in schools][:_MOST],
                "past": [brief(context, item) for item in past if item.municipality in (town.id, None)][:_MOST],
                "feed": context.feed(feed_path(town.id, word), "Календарь собраний"),
                "all_url": f"{context.root}events/?town={town.id}&kind={KIND}",
            }
        )
    return towns


def _left(context: PageContext, event: Event) -> bool:
    today = context.catalog.today
    if not cards.is_past(event, today) or event.start is None or school_year_of(event.start) != school_year_of(today):
        return False
    return event.results is not None and bool(event.results.materials or event.results.recording)


def _host(context: PageContext, event: Event) -> str:
    return context.catalog.get(Organization, event.host).label if event.host else "школа не названа"

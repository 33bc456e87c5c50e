"""The page of a town's ЦОПП: its events, who was told and came, and what was promised to it where it was."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from macros.catalog import (
    Catalog,
    EducationalProgram,
    Event,
    Initiative,
    Municipality,
    Occupation,
    Organization,
)
from macros.catalog.dates import school_year_of
from macros.feeds import atom
from macros.feeds.slices import GUIDANCE_CENTRE, GUIDANCE_ROLE, feed_path
from macros.pages import cards
from macros.pages.announcements import brief, registration_words
from macros.pages.context import PageContext
from macros.pages.participation import HEADS, by_school, csv_name, events_of_year
from macros.pages.record_view import event_order, links
from macros.pages.town_events import TownEvents
from macros.text import russian

ROLE = GUIDANCE_ROLE
_TOLD = ("pupils", "teachers", "parents")
"""Whom the department promised to tell (promise 2)."""
_TEACHERS = ("teachers", "class-teachers")
_MOST = 100
_SOME = 8
_INVITING = ("school", "municipal")


def guidance_centres(catalog: Catalog, town: Municipality) -> list[Organization]:
    """A town's own ЦОПП and that of its region; samples last."""
    found = [catalog.get(Organization, each) for each in atom.guidance_centres(catalog, town.id)]
    return sorted(found, key=lambda item: (item.demo, item.title))


def copp_view(context: PageContext, events: TownEvents, town: Municipality) -> dict[str, Any]:
    """Coming events with their feed, who was told of them, where the ЦОПП is invited and can be, who came."""
    catalog = context.catalog
    centres = guidance_centres(catalog, town)
    ids = {item.id for item in centres}
    ordered = _events(catalog, town)
    own = {event.id for event in ordered}
    coming = [item for item in ordered if not cards.is_past(item, catalog.today)]
    held = [item for item in ordered if cards.is_past(item, catalog.today)]
    going = events.coming(town.id)
    invited = [item for item in going if _guest_state(item, ids)]
    free = [
        item
        for item in going
        if item.level in _INVITING and item.id not in own and not _guest_state(item, ids) and item.status != "cancelled"
    ]
    label = centres[0].label if centres else "ЦОПП"
    promises = {
        item.id: item
        for each in centres
        for item in catalog.referring(each, Initiative)
        # What one town's department promised is never told of another town.
        if item.kind == "network" and item.stages and item.municipality == town.id
    }
    of_year = events_of_year(catalog, town.id)
    return {
        "id": town.id,
        "title": f"События ЦОПП {town.locative}",
        "town": town.title,
        "centres": [{"title": item.title, "url": context.link(item), "demo": item.demo} for item in centres],
        "town_locative": town.locative,
        "promises": [{"title": item.title, "url": context.link(item)} for item in promises.values()],
        "events": context.cards(coming[:_MOST]) if coming else "",
        "count": russian.plural(len(coming), *Event.TYPE.counted),
        "feed": context.feed(
            feed_path(town.id, GUIDANCE_CENTRE), f"Календарь: события ЦОПП {town.locative}", _FEED_NOTE
        ),
        "audiences": [catalog.term("audience", item).title for item in _TOLD],
        "audience_feeds": [
            context.feed(feed_path(town.id, term.slug or term.id), term.title)
            for term in (catalog.term("audience", item) for item in _TOLD)
        ],
        "atom": {
            "title": atom.centre_atom_title(catalog, town.id),
            "url": context.root + atom.centre_atom_path(town.id),
        },
        "bridge": [_bridge(context, town, item) for item in coming[:_SOME]],
        "bridge_heads": ("Событие", "Классы", "Профессии", "Где этому учат рядом"),
        "by_school": by_school(context, of_year[:_MOST]),
        "school_heads": HEADS,
        "csv": context.root + csv_name(town.id),
        "year": school_year_of(catalog.today),
        "participation": [_participation(context, item) for item in of_year[:_MOST]],
        "notices": [_notices(context, item) for item in coming[:_MOST]],
        "invited": [
            brief(context, item) | {"confirmed": _guest_state(item, ids) == "confirmed"} for item in invited[:_MOST]
        ],
        "free": [
            brief(context, item) | {"letter": f"{context.link(item)}?komu={quote(label)}#letter"}
            for item in free[:_SOME]
        ],
        "more_free": len(free) > _SOME,
        "held": held and russian.plural(len(held), *Event.TYPE.counted),
        "uncounted": sum(item.results is None or item.results.participants is None for item in held),
        "counted": sum(item.results is not None and item.results.participants is not None for item in held),
        "participants": sum((item.results.participants or 0) if item.results else 0 for item in held),
    }


def _bridge(context: PageContext, town: Municipality, event: Event) -> list[str | Markup]:
    """From an event to what one can study after it: its own programmes, then those of its professions near the town."""
    catalog = context.catalog
    professions = [catalog.get(Occupation, item) for item in event.professions]
    programs = {item: catalog.get(EducationalProgram, item) for item in event.programs}
    for occupation in professions:
        programs |= {item.id: item for item in catalog.programs_of(occupation) if town.id in catalog.near(item)}
    shown = [
        Markup('<a href="{}">{}</a> <span class="programme-place soft">{}</span>').format(
            context.link(item), item.title, catalog.get(Organization, item.provider).label
        )
        for item in sorted(programs.values(), key=lambda item: (item.demo, item.code, item.id))[:_SOME]
    ]
    title = f"Пример: {event.title}" if event.demo else event.title
    return [
        Markup('<a href="{}">{}</a>').format(context.link(event), title),
        russian.grades_text(event.grades.first, event.grades.last) if event.grades else "не названы",
        links(context, professions) or "не названы",
        Markup(" ").join(shown) or "нет данных",
    ]


def _events(catalog: Catalog, town: Municipality) -> list[Event]:
    """What a town's ЦОПП run themselves, in order of their dates."""
    centres = guidance_centres(catalog, town)
    ids = {item.id for item in centres}
    own = {event.id: event for item in centres for event in catalog.referring(item, Event) if ids & set(event.run_by)}
    return sorted(own.values(), key=event_order(catalog.today))


def centres_ahead(context: PageContext) -> list[dict[str, str]]:
    """For the home page: each town with a ЦОПП, how many of its events are ahead and when the next one is."""
    catalog = context.catalog
    found = []
    for town in catalog.towns():
        if not guidance_centres(catalog, town):
            continue
        ahead = [item for item in _events(catalog, town) if not cards.is_past(item, catalog.today)]
        ahead = [item for item in ahead if item.status != "cancelled"]
        line = "Пока ничего не объявлено: календарь узнает первым"
        if ahead:
            shown = cards.next_occurrence(ahead[0], catalog.today)
            line = f"Впереди {russian.plural(len(ahead), *Event.TYPE.counted)}"
            line += f", ближайшее — {russian.date_text(shown.first_day, catalog.today)}" if shown else ""
        found.append(
            {"title": town.title, "url": f"{context.root}{town.id}/copp/", "line": line, "icon": "compass-outline"}
        )
    return found


_FEED_NOTE = "События, которые центр проводит или принимает; новые появятся сами"


def _guest_state(event: Event, ids: set[str]) -> str:
    """«invited», «confirmed», or nothing when no ЦОПП is among the guests."""
    states = [guest.status for guest in event.guests if guest.organization in ids or guest.role == ROLE]
    return "confirmed" if "confirmed" in states else states[0] if states else ""


def _participation(context: PageContext, event: Event) -> dict[str, Any]:
    """A line of the plan of participation: until when to register, how many came; `came` is None when nobody said."""
    past = cards.is_past(event, context.catalog.today)
    came = event.results.participants if event.results else None
    return brief(context, event) | {
        "until": "" if past else registration_words(event),
        "past": past,
        "came": came,
        "expected": not past and event.status not in ("cancelled", "suspended"),
    }


def _notices(context: PageContext, event: Event) -> dict[str, Any]:
    """When each of the three was last told of an event; class teachers count as teachers."""
    cells = []
    for audience in _TOLD:
        names = _TEACHERS if audience == "teachers" else (audience,)
        found = [item for item in event.notified if item.audience in names]
        last = max(found, key=lambda item: item.date) if found else None
        cells.append(f"{russian.date_text(last.date, context.catalog.today)}, {last.channel}" if last else "")
    return {"title": event.title, "url": context.link(event), "cells": cells}

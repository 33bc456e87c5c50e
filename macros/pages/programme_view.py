"""The programme of a campaign by day and grade, and the route sheet of a platform with stations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from macros.catalog import Event, EventSeries, Grades, Occupation
from macros.catalog.dates import school_year_of
from macros.catalog.occurrences import occurrences
from macros.catalog.wording import audience_text, place_text
from macros.pages import cards
from macros.pages.announcements import short_when, state_badge
from macros.pages.context import PageContext
from macros.pages.papers import Paper
from macros.pages.town_events import TownEvents
from macros.text import russian

_MOST = 100
_CHILDREN = frozenset({"preschoolers", "pupils"})
_TRIED = ("master-class", "trial", "platform", "excursion", "club")
"""Kinds of events where one tries a profession with one's own hands."""


def programme_papers(context: PageContext, series: EventSeries) -> list[Paper]:
    """The programme of a campaign; of other series none."""
    if series.kind != "campaign":
        return []
    values = {"title": series.title, "url": context.site_url + context.page, **_programme(context, series)}
    return [Paper("programme", "Программа по дням и классам", "programme", values, "calendar-week")]


def _programme(context: PageContext, series: EventSeries) -> dict[str, Any]:
    catalog = context.catalog
    found: dict[str, Event] = {}
    for event in catalog.referring(series, Event):
        found[event.id] = event
        found |= {part.id: part for part in catalog.referring(event, Event) if part.parent == event.id}
    year = school_year_of(catalog.today)
    bands = [(term.title, term.grades) for term in catalog.vocabularies["grade-band"].terms if term.grades]
    umbrella = {item.parent for item in found.values() if item.parent}
    days: dict[date, list[tuple[Any, Event]]] = {}
    for event in found.values():
        # The whole is told by its parts; without parts it stands for itself.
        if event.id in umbrella or event.status == "cancelled":
            continue
        for item in occurrences(event):
            if school_year_of(item.first_day) == year and item.last_day >= catalog.today:
                days.setdefault(item.first_day, []).append((item, event))
    shown = sorted(days.items())[:_MOST]
    rows = []
    for day, happening in shown:
        happening.sort(key=lambda each: (each[0].start.isoformat(), each[1].id))
        cells = [
            {"band": title, "lines": [_line(context, *each) for each in happening if _concerns(each[1], grades)]}
            for title, grades in bands
        ]
        rows.append({"day": russian.capitalise(russian.day_text(day)), "today": day == catalog.today, "cells": cells})
    held = [
        item
        for item in found.values()
        if item.id not in umbrella
        and item.status not in ("cancelled", "suspended")
        and item.start
        and school_year_of(item.start) == year
        and cards.is_past(item, catalog.today)
    ]
    came = [item.results.participants for item in held if item.results and item.results.participants is not None]
    helping = [item for item in found.values() if item.volunteers and not cards.is_past(item, catalog.today)]
    return {
        "bands": [title for title, _ in bands],
        "rows": rows,
        "year": year,
        "held": russian.plural(len(held), *Event.TYPE.counted) if held else "",
        "counted": len(came),
        "participants": sum(came),
        "helping": [{"title": item.title, "url": f"{context.link(item)}#briefing"} for item in helping[:_MOST]],
    }


def _concerns(event: Event, grades: Grades) -> bool:
    return event.grades is None or event.grades.meets(grades)


def _line(context: PageContext, item: Any, event: Event) -> dict[str, Any]:
    return {
        "clock": f"{item.start:%H:%M}" if isinstance(item.start, datetime) else "",
        "until": russian.date_text(item.last_day, context.catalog.today) if item.last_day != item.first_day else "",
        "title": event.title,
        "url": context.link(event),
        "place": place_text(context.catalog, event),
        "whom": "" if _CHILDREN & {*event.audience} else audience_text(context.catalog, event.audience, None),
        "state": state_badge(context.catalog, event),
        "demo": event.demo,
    }


def has_route(series: EventSeries) -> bool:
    """Whether one walks through it station by station."""
    return series.kind == "platform" and len(series.stages) > 1


def route_address(series: EventSeries) -> str:
    """Where its route sheet lives."""
    return f"series/{series.id}/route/"


def route_view(context: PageContext, events: TownEvents, series: EventSeries) -> dict[str, Any]:
    """The stations, and what can be chosen for trying: professions of the platform, coming events of the town."""
    catalog = context.catalog
    going = [item for item in events.coming(series.municipality or "") if item.kind in _TRIED and _is_open(item)]
    choices = []
    for event in going[:_MOST]:
        shown = cards.next_occurrence(event, catalog.today)
        choices.append(
            {
                "title": event.title,
                "url": context.link(event),
                "state": state_badge(catalog, event),
                "demo": event.demo,
                "when": short_when(shown.start, shown.last_day),
                "place": place_text(catalog, event),
                "grades": russian.grades_text(event.grades.first, event.grades.last) if event.grades else "",
                "professions": [
                    {"title": item.title, "url": context.link(item)}
                    for item in (catalog.get(Occupation, each) for each in event.professions)
                ],
            }
        )
    return {
        "title": series.title,
        "url": context.link(series),
        "town": series.municipality or "",
        "stages": [{"title": stage.title, "text": stage.text or ""} for stage in series.stages],
        "professions": [
            {"title": item.title, "url": context.link(item)}
            for item in (catalog.get(Occupation, each) for each in series.professions)
        ],
        "choices": choices,
        "unknown": series.status.state == "unknown",
        "address": context.site_url + context.page,
    }


def _is_open(event: Event) -> bool:
    return event.status not in ("cancelled", "suspended") and "pupils" in event.audience

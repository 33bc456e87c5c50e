"""The worksheet «Смотрим всем классом»: before, during and after an open lesson, with the professions it shows."""

from __future__ import annotations

from datetime import date

from macros.catalog import Event, EventSeries, Occupation, Resource
from macros.catalog.event_series import OVER
from macros.pages import cards
from macros.pages.context import PageContext
from macros.pages.links import address
from macros.pages.papers import Paper

SHEET = "watch"
"""Its anchor on the page of a lesson or a series of lessons."""


def watching_papers(context: PageContext, lesson: Event | EventSeries) -> list[Paper]:
    """The sheet for what a class watches together; nothing for other kinds and for what is over and not recorded."""
    catalog = context.catalog
    if lesson.kind != "broadcast" or (isinstance(lesson, Event) and _is_gone(lesson, catalog.today)):
        return []
    found = [catalog.get(Occupation, item) for item in lesson.professions]
    values = {
        "title": lesson.title,
        "demo": lesson.demo,
        "one": isinstance(lesson, Event),
        "professions": [
            {
                "title": item.title,
                "url": context.link(item),
                "address": context.site_url + address(item),
                "summary": item.summary or "",
            }
            for item in found
        ],
        "address": context.site_url + context.page,
    }
    return [Paper(SHEET, "Лист «Смотрим всем классом»", "watching", values, "play-box-outline")]


def _is_gone(event: Event, today: date) -> bool:
    return cards.is_past(event, today) and not (event.results and event.results.recording)


def watched_lessons(context: PageContext) -> list[dict[str, str]]:
    """Every series of open lessons that runs or may run, with the way to its sheet."""
    lessons = [item for item in context.catalog.all(EventSeries) if item.kind == "broadcast"]
    return [
        {"title": item.title, "url": f"{context.link(item)}#{SHEET}"}
        for item in lessons
        if item.status.state not in OVER
    ]


def watched_on(context: PageContext, resource: Resource) -> list[dict[str, object]]:
    """The way from a portal to the sheets of the lessons that are watched there."""
    series = [context.catalog.get(EventSeries, item) for item in resource.series]
    return [
        {"title": "Лист «Смотрим всем классом»", "url": f"{context.link(item)}#{SHEET}", "icon": "printer-outline"}
        for item in series
        if item.kind == "broadcast"
    ]

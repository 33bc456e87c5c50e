"""Where volunteers help in a town: events that ask for them, tasks by age, the parents' consent."""

from __future__ import annotations

from typing import Any

from macros.catalog import Event, Municipality, VolunteerCorps
from macros.pages import cards
from macros.pages.announcements import brief
from macros.pages.catalogue_views import PAGE_SIZE
from macros.pages.context import PageContext
from macros.pages.papers import Paper
from macros.pages.town_events import TownEvents
from macros.text import russian

AID = "first-aid"
"""The anchor of the memo for volunteers from 12 on, when somebody feels ill."""


def town_volunteers_view(context: PageContext, events: TownEvents, town: Municipality) -> dict[str, Any]:
    """Coming events that need hands, corps with their tasks, sums of the school year; never a name."""
    catalog = context.catalog
    needing = [item for item in events.coming(town.id) if item.volunteers and item.status != "cancelled"]
    of_year = [item for item in events.of_year(town.id) if item.volunteers and item.status != "cancelled"]
    corps = [item for item in catalog.all(VolunteerCorps) if item.municipality in (town.id, None)]
    return {
        "id": town.id,
        "town": town.title,
        "title": f"Где помогают волонтёры {town.locative}",
        "events": [help_line(context, item) for item in needing[:PAGE_SIZE]],
        "count": russian.plural(len(needing), *Event.TYPE.counted),
        "hands": russian.plural(
            sum(item.volunteers.count or 0 for item in needing), "помощник", "помощника", "помощников"
        ),
        "year": russian.plural(len(of_year), "событие", "события", "событий"),
        "tasks": _tasks_by_age(context, corps),
        "corps": context.cards(corps) if corps else "",
        "aid": Paper(AID, "Если кому-то плохо: памятка", "first_aid", {}, "heart-pulse"),
        "consent": Paper("consent", "Согласие родителей", "consent", {"town": town.title}, "file-document-outline"),
    }


def help_line(context: PageContext, event: Event) -> dict[str, Any]:
    """An event that asks for help: what to do, how many hands, its briefing."""
    corps = context.catalog.find("VolunteerCorps", event.volunteers.corps)
    return {
        **brief(context, event),
        "tasks": event.volunteers.tasks,
        "count": russian.plural(event.volunteers.count, "помощник", "помощника", "помощников")
        if event.volunteers.count
        else "",
        "corps": {"title": corps.title, "url": context.link(corps)} if corps else None,
        "briefing": f"{context.link(event)}#briefing",
    }


def corps_needs(context: PageContext, corps: VolunteerCorps) -> list[dict[str, Any]]:
    """Coming events that ask this corps for help, the nearest first."""
    today = context.catalog.today
    found = [
        item
        for item in context.catalog.referring(corps, Event)
        if item.volunteers and not cards.is_past(item, today) and item.status != "cancelled"
    ]
    found.sort(key=lambda item: (item.start is None, item.start.isoformat() if item.start else "", item.id))
    return [help_line(context, item) for item in found[:PAGE_SIZE]]


def _tasks_by_age(context: PageContext, corps: list[VolunteerCorps]) -> list[dict[str, Any]]:
    """Tasks from the youngest grade on; those without grades come last."""
    rows = [
        {
            "grades": russian.grades_text(task.grades.first, task.grades.last) if task.grades else "",
            "order": (task.grades.first, task.grades.last) if task.grades else (99, 99),
            "title": task.title,
            "text": task.text or "",
            "corps": {"title": item.title, "url": context.link(item)},
            "demo": item.demo,
        }
        for item in corps
        for task in item.tasks
    ]
    return sorted(rows, key=lambda row: (row["order"], row["demo"], row["title"]))

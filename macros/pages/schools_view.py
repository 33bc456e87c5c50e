"""The directory of a town's schools: how to find one's own, what is known of it, its next dates, what to do without."""

from __future__ import annotations

import re
from typing import Any

from macros.catalog import (
    Catalog,
    EducationalProgram,
    Event,
    EventSeries,
    Initiative,
    Municipality,
    Organization,
    Service,
    Statistic,
    VolunteerCorps,
)
from macros.catalog.event_series import OVER
from macros.pages import cards
from macros.pages.announcements import brief
from macros.pages.catalogue_views import PAGE_SIZE, pages_of
from macros.pages.context import PageContext
from macros.pages.network_view import network_address, offers_in
from macros.pages.record_view import event_order
from macros.text import russian

View = dict[str, Any]
SCHOOLS = "schools"
_SERVED = (Initiative, EventSeries, VolunteerCorps, Service, EducationalProgram)
"""Records that say what a school has, in the order they are told."""
_DATES = 3
"""Next dates told of a school; its own page has them all."""
_NUMBER = re.compile(r"№\s*(\d+)")
_COUNTED = ("школа", "школы", "школ")


def schools_address(town: str) -> str:
    """The directory of a town's schools, from the site root."""
    return f"{town}/{SCHOOLS}/"


def schools_of(catalog: Catalog, town: str) -> list[Organization]:
    """Schools of a town that are open: real ones first, by their numbers, then by names."""
    found = [item for item in catalog.all(Organization) if item.kind == "school" and not item.closed]
    return sorted((item for item in found if town in catalog.near(item)), key=_place)


def schools_pages(catalog: Catalog, town: str) -> list[str]:
    """Addresses of all pages of the directory; a town without schools has one that says so."""
    return pages_of(f"{town}/{SCHOOLS}", len(schools_of(catalog, town)))


def schools_view(context: PageContext, town: Municipality, number: int = 1) -> View:
    """A page of schools with what they have; the first also tells what schools nobody has named have in common."""
    catalog = context.catalog
    found = schools_of(catalog, town.id)
    pages = schools_pages(catalog, town.id)
    shown = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return {
        "id": town.id,
        "town": town.title,
        "title": f"Школы {town.genitive}",
        "count": russian.plural(len(found), *_COUNTED),
        "schools": [_school(context, town, item) for item in shown],
        "pages": [
            {"title": str(index), "url": context.root + page, "current": index == number}
            for index, page in enumerate(pages, 1)
        ]
        if len(pages) > 1
        else [],
        "unnamed": _unnamed(context, town),
        "authorities": [
            {"title": item.title, "url": context.link(item)}
            for item in catalog.all(Organization)
            if item.kind == "authority" and item.municipality == town.id and not item.closed
        ],
        "catalogue_url": f"{context.root}organizations/?town={town.id}&kind=school",
        "form_url": f"{context.root}editors/organization/",
        "network_url": context.root + network_address(town.id),
        "calendars_url": f"{context.root}calendar/{town.id}/",
        "events_url": f"{context.root}events/?town={town.id}",
        "year_url": f"{context.root}{town.id}/year/",
    }


def _place(school: Organization) -> tuple[bool, int, str]:
    number = _NUMBER.search(school.label) or _NUMBER.search(school.title)
    return (school.demo, int(number[1]) if number else 10_000, school.label)


def _school(context: PageContext, town: Municipality, school: Organization) -> View:
    """One school: its names, what it has and had, what it offers to others, its next dates."""
    catalog = context.catalog
    events = sorted(
        (item for item in catalog.referring(school, Event) if not cards.is_past(item, catalog.today)),
        key=event_order(catalog.today),
    )
    names = [school.title, *(alias.name for alias in school.aliases)]
    told = [name for name in names if name == school.title or _letters(name) not in _letters(school.title)]
    return {
        "id": school.id,
        "label": school.label,
        "names": "; ".join(name for name in told if name != school.label),
        "summary": school.summary or "",
        "badges": cards.check_badges(catalog, school),
        "url": context.link(school),
        "has": [_has(context, item) for cls in _SERVED for item in catalog.referring(school, cls)],
        "roles": [role.text for role in school.roles],
        "offers": [
            {
                "title": each.offer.title or catalog.term("offer-kind", each.offer.kind).title,
                "grades": russian.grades_text(each.offer.grades.first, each.offer.grades.last)
                if each.offer.grades
                else "",
                "url": f"{context.root}{network_address(town.id, school)}#offer-{each.number}",
            }
            for each in offers_in(school)
        ],
        "events": [brief(context, item) for item in events[:_DATES]],
        "more_events": max(0, len(events) - _DATES),
    }


def _letters(name: str) -> str:
    """A name without the signs that spellings differ in: «СОШ №40» is «СОШ № 40»."""
    return re.sub(r"\W", "", name).lower()


def _has(context: PageContext, record: Any) -> View:
    status = getattr(record, "status", None)
    return {
        "title": record.title,
        "url": context.link(record),
        "badge": cards.status_badge(context.catalog, status) if status else None,
    }


def _unnamed(context: PageContext, town: Municipality) -> list[View]:
    """What goes on in schools that the source counts and does not name, from the town's numbers of schools."""
    catalog = context.catalog
    found = []
    for item in catalog.all(Statistic):
        subject = catalog.find("*", item.about[0])
        if item.municipality != town.id or item.unit not in _COUNTED or subject is None:
            continue
        status = getattr(subject, "status", None)
        if (status and status.state in OVER) or any(
            isinstance(each, Organization) and each.kind == "school" for each in catalog.referred(subject)
        ):
            continue
        found.append(
            {
                "title": subject.title,
                "url": context.link(subject),
                "text": item.summary or item.title,
                "badges": cards.check_badges(catalog, item),
            }
        )
    return found

"""Dual training: what the records know of it — where, since when, how many, which open days come next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from macros.catalog import EducationalProgram, Initiative, Municipality, Organization, Statistic
from macros.catalog.record import Source
from macros.pages.context import PageContext
from macros.pages.record_view import Section, links, sections, source_list, statistic_view, status_facts
from macros.pages.town_events import TownEvents
from macros.text import russian

DUAL = "dual/"
"""The page that explains it, from the site root."""
_KIND = "dual-training"
_SHOWN = 6
"""Open days of a town; the catalogue of events has the rest."""


def dual_section(context: PageContext, organization: Organization) -> list[Section]:
    """What an organization has to do with dual training: programmes taught or worked for, projects; else nothing."""
    catalog = context.catalog
    programs = [item for item in catalog.referring(organization, EducationalProgram) if item.dual]
    projects = [item for item in catalog.referring(organization, Initiative) if item.kind == _KIND]
    if not programs and not projects:
        return []
    taught = [item for item in programs if item.provider == organization.id]
    worked = [item for item in programs if organization.id in item.workplaces]
    lines = [
        Markup("<li>{}: {}</li>").format(title, links(context, found))
        for title, found in (("Учат по программам", taught), ("Рабочее место для программ", worked))
        if found
    ]
    for item in projects:
        (state,) = status_facts(catalog, item.status)
        words = Markup(state.value_html[:1].lower() + state.value_html[1:])
        lines.append(Markup("<li>{} — {}</li>").format(links(context, [item]), words))
    more = Markup('<p><a href="{}">Что такое дуальное обучение и о чём спросить</a></p>').format(context.root + DUAL)
    return sections(("dual", "Дуальное обучение", Markup("<ul>{}</ul>").format(Markup("").join(lines)) + more))


def numbers_view(context: PageContext) -> list[dict[str, Any]]:
    """Numbers about projects of dual training; `unnamed` where no project says which specialities were counted."""
    catalog = context.catalog
    views = []
    for item in _numbers(context):
        about = [catalog.find("*", each) for each in item.about]
        named = any(isinstance(each, Initiative) and each.specialities for each in about)
        views.append(
            statistic_view(catalog, item)
            | {"url": context.link(item), "summary": item.summary or "", "unnamed": not named}
        )
    return views


def places_view(context: PageContext) -> list[dict[str, Any]]:
    """By town: programmes with dual training, and the projects that tell of it with what is known of their state."""
    catalog = context.catalog
    programs = [item for item in catalog.all(EducationalProgram) if item.dual]
    views = []
    for town in catalog.towns():
        here = [item for item in programs if town.id in catalog.near(item)]
        views.append(
            {
                "id": town.id,
                "title": town.title,
                "locative": town.locative,
                "programs": [_program(context, item) for item in sorted(here, key=lambda item: (item.demo, item.code))],
                "projects": [_project(context, item) for item in _projects(context) if item.municipality == town.id],
            }
        )
    return views


def days_view(context: PageContext) -> list[dict[str, Any]]:
    """By town: coming open days at those who teach dually or did; empty cards where none is announced."""
    events = TownEvents(context.catalog)
    hosts = {item.provider for item in context.catalog.all(EducationalProgram) if item.dual}
    hosts.update(each for item in _projects(context) for each in item.organizations)
    return [_days(context, events, town, hosts) for town in context.catalog.towns()]


def sources_view(context: PageContext) -> dict[str, Any]:
    """Where the facts of the page come from, and the oldest day on which they were checked."""
    records = [*_projects(context), *_numbers(context)]
    found: dict[object, Source] = {}
    for source in (each for item in records for each in item.sources):
        # A number repeats the document of the project it is about, with fewer rows.
        found.setdefault(source.document or source, source)
    return {
        "sources": source_list(context, found.values()),
        "checked": russian.date_text(min(item.checked for item in records)) if records else "",
    }


def _projects(context: PageContext) -> list[Initiative]:
    return [item for item in context.catalog.all(Initiative) if item.kind == _KIND]


def _numbers(context: PageContext) -> list[Statistic]:
    found = {item.key: item for each in _projects(context) for item in context.catalog.referring(each, Statistic)}
    return list(found.values())


def _program(context: PageContext, program: EducationalProgram) -> dict[str, Any]:
    catalog = context.catalog
    return {
        "title": program.title,
        "code": program.code,
        "url": context.link(program),
        "demo": program.demo,
        "provider": links(context, [catalog.get(Organization, program.provider)]),
        "workplaces": links(context, [catalog.get(Organization, item) for item in program.workplaces]),
    }


def _project(context: PageContext, project: Initiative) -> dict[str, Any]:
    (state,) = status_facts(context.catalog, project.status)
    return {
        "title": project.title,
        "url": context.link(project),
        "summary": project.summary or "",
        "state": state.value_html,
        "who": links(context, [context.catalog.get(Organization, item) for item in project.organizations]),
    }


def _days(context: PageContext, events: TownEvents, town: Municipality, hosts: Iterable[str]) -> dict[str, Any]:
    found = [
        item
        for item in events.coming(town.id)
        if item.kind == "open-day" and item.status != "cancelled" and not set(item.run_by).isdisjoint(hosts)
    ][:_SHOWN]
    return {
        "id": town.id,
        "title": town.title,
        "cards": context.cards(found) if found else "",
        "all_url": f"{context.root}events/?town={town.id}&kind=open-day",
    }

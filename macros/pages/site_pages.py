"""All finished pages of a build: towns, records, months, further pages of catalogues, the sitemap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any
from xml.sax.saxutils import escape as xml_escape

from macros.catalog import (
    TYPES,
    Document,
    EducationalProgram,
    Event,
    EventSeries,
    Initiative,
    KeyDate,
    Municipality,
    Occupation,
    Organization,
    Record,
    Resource,
    Service,
    Statistic,
    VolunteerCorps,
)
from macros.pages import calendar_views, catalogue_views, freshness_view, wall_month
from macros.pages.charts import record_charts
from macros.pages.context import PageContext
from macros.pages.event_view import event_view
from macros.pages.front_views import town_view
from macros.pages.job import Job
from macros.pages.json_ld import json_ld
from macros.pages.links import address, sheet_address
from macros.pages.message_views import message_pages
from macros.pages.place_views import organization_view, program_view
from macros.pages.planner_pages import planner_pages
from macros.pages.project_views import corps_view, initiative_view, series_view, service_view
from macros.pages.record_view import View, plain_view
from macros.pages.reference_views import document_view, key_date_view, resource_view
from macros.pages.renderer import Renderer
from macros.pages.subject_views import subject_pages
from macros.pages.tool_pages import tool_pages
from macros.pages.wall_plan import Sheet

VIEWS: dict[type[Record], Callable[[PageContext, Any], View]] = {
    Event: event_view,
    Organization: organization_view,
    EducationalProgram: program_view,
    EventSeries: series_view,
    Initiative: initiative_view,
    VolunteerCorps: corps_view,
    Service: service_view,
    Document: document_view,
    Resource: resource_view,
    KeyDate: key_date_view,
}
"""The view of each type; a new type without one gets the plain view of its own fields."""
_ELSEWHERE = (Municipality, Occupation, Statistic)
"""Towns have their own page kind, professions go through MkDocs, numbers share one page."""


def site_pages(context: PageContext, renderer: Renderer) -> Iterator[Job]:
    """Every finished page, not rendered yet, so that several processes can share the work."""
    catalog = context.catalog
    for town in catalog.towns():
        yield Job(f"{town.id}/", partial(_town_page, context.at(f"{town.id}/"), renderer, town))
    for place in calendar_views.towns_with_calendars(catalog):
        page = calendar_views.calendar_address(place)
        yield Job(page, partial(_calendars_page, context.at(page), renderer, place))
    for sheet in context.walls.sheets(catalog):
        yield Job(sheet.address, partial(_wall_page, context.at(sheet.address), renderer, sheet))
    finished = [cls for cls in TYPES.values() if cls not in _ELSEWHERE]
    for cls in finished:
        for record in catalog.all(cls):
            yield Job(address(record), partial(_record_page, context, renderer, cls, record.id), lasting=True)
    for cls in (*finished, Occupation):
        if cls is not Event:
            pages = catalogue_views.pages_of(cls.TYPE.folder, len(catalog.all(cls)))
            for number, page in enumerate(pages[1:], 2):
                yield Job(page, partial(_further_page, context.at(page), renderer, cls, number))
    yield from _event_lists(context, renderer)
    yield from tool_pages(context, renderer)
    yield from planner_pages(context, renderer)
    for organization in catalog.all(Organization):
        page = sheet_address(organization)
        yield Job(page, partial(_sheet_page, context.at(page), renderer, organization.id), lasting=True)
    yield from (Job(page, render) for page, render in subject_pages(context, renderer))
    yield from message_pages(context, renderer)


def record_page(context: PageContext, renderer: Renderer, record: Record) -> str:
    """The finished page of a record."""
    here = context.at(address(record))
    view = VIEWS.get(type(record), plain_view)(here, record) | {"charts": record_charts(here, record)}
    return renderer.render(
        "record.html",
        page=here.page,
        section=record.TYPE.folder,
        in_town=record.municipality or "",
        record=SimpleNamespace(**view),
        page_title=view.get("page_title", record.title),
        page_description=record.summary or f"{record.title} — {view['type_text']}",
        page_canonical=context.site_url + here.page,
        page_robots="noindex" if record.demo else "",
        json_ld=json_ld(context.catalog, record, context.site_url),
    )


def _record_page(context: PageContext, renderer: Renderer, cls: type[Record], record_id: str) -> str:
    # Asked anew, so that the record itself is among the page's questions.
    return record_page(context, renderer, context.catalog.get(cls, record_id))


def _town_page(context: PageContext, renderer: Renderer, town: Municipality) -> str:
    return renderer.render(
        "pages/town.html",
        page=context.page,
        section="",
        in_town=town.id,
        town=town_view(context, town),
        page_title=town.title,
        page_description=town.summary or town.title,
        page_canonical=context.site_url + context.page,
        page_atom=[context.atom(town.id)],
        json_ld=json_ld(context.catalog, town, context.site_url),
    )


def _calendars_page(context: PageContext, renderer: Renderer, town: str) -> str:
    view = calendar_views.town_calendars_view(context, town)
    trail = catalogue_views.crumbs(context, ("Календарь", "calendar/"), (view["title"], ""))
    return renderer.render(
        "pages/calendars.html",
        page=context.page,
        section="calendar",
        in_town=town if context.catalog.find("Municipality", town) else "",
        calendars=view | {"breadcrumbs": trail},
        page_title=view["title"],
        page_description=view["purpose"],
        page_canonical=context.site_url + context.page,
        page_atom=[context.atom(town)],
    )


def _wall_page(context: PageContext, renderer: Renderer, sheet: Sheet) -> str:
    view = wall_month.wall_view(context, sheet)
    trail = (
        ("Календарь", "calendar/"),
        (view["town"], calendar_views.calendar_address(sheet.town)),
        (view["month"], ""),
    )
    return renderer.render(
        "pages/wall_month.html",
        page=context.page,
        section="calendar",
        in_town=sheet.town,
        wall=view | {"breadcrumbs": catalogue_views.crumbs(context, *trail)},
        page_title=f"{view['title']}, {view['band'].lower()} — календарь на стену",
        page_description=f"{view['title']}: события и важные даты на одном листе. {view['band']}.",
        page_canonical=context.site_url + context.page,
    )


def _further_page(context: PageContext, renderer: Renderer, cls: type[Record], number: int) -> str:
    return _catalogue_page(renderer, context, cls.TYPE.folder, catalogue_views.catalogue(context, cls, number))


def _catalogue_page(renderer: Renderer, context: PageContext, section: str, view: View, town: str = "") -> str:
    return renderer.render(
        "pages/catalogue.html",
        page=context.page,
        section=section,
        in_town=town,
        catalogue=view,
        page_title=view["title"],
        page_description=view["purpose"] or f"{view['title']} — {view['count']}.",
        page_canonical=context.site_url + context.page,
    )


def _sheet_page(context: PageContext, renderer: Renderer, organization_id: str) -> str:
    organization = context.catalog.get(Organization, organization_id)
    view = freshness_view.sheet(context, organization)
    name = ", ".join(filter(None, (organization.title, view["town"])))
    return renderer.render(
        "pages/sheet.html",
        page=context.page,
        section="about",
        in_town=organization.municipality or "",
        sheet=view,
        page_title=f"Лист проверки: {name}",
        page_description=f"{name}: всё, что пишет сайт, чтобы проверить, исправить и вернуть.",
        page_canonical=context.site_url + context.page,
        page_robots="noindex" if organization.demo else "",
    )


def _event_lists(context: PageContext, renderer: Renderer) -> Iterator[Job]:
    months = catalogue_views.months_of(context.catalog)
    by_town: dict[str, list[str]] = defaultdict(list)
    for town, month in sorted(months):
        by_town[town].append(month)

    def month_page(here: PageContext, town: str, month: str, number: int) -> str:
        view = catalogue_views.month_catalogue(here, town, month, months[town, month], by_town[town], number)
        return _catalogue_page(renderer, here, "events", view, town)

    def archive_page(here: PageContext, number: int) -> str:
        return _catalogue_page(renderer, here, "events", catalogue_views.archive_catalogue(here, past, number))

    for (town, month), events in sorted(months.items()):
        for number, page in enumerate(catalogue_views.month_pages(town, month, len(events)), 1):
            yield Job(page, partial(month_page, context.at(page), town, month, number))
    past = catalogue_views.past_events(context.catalog)
    for number, page in enumerate(catalogue_views.archive_pages(past), 1):
        yield Job(page, partial(archive_page, context.at(page), number))


def sitemap(site_url: str, pages: Iterable[str]) -> bytes:
    """sitemap.xml of addresses from the site root (sitemaps.org protocol 0.9)."""
    rows = "".join(f"<url><loc>{xml_escape(site_url + page)}</loc></url>\n" for page in sorted(pages))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    ).encode()

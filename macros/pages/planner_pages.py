"""The pages on which somebody prepares to go: planners of fairs, and of a class's visit to a museum or a centre."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from macros.catalog import Event, EventSeries, Organization, Record
from macros.pages.catalogue_views import crumbs
from macros.pages.class_visit import has_visit_plan, visit_address, visit_plan_view
from macros.pages.context import PageContext
from macros.pages.fair import planned, planner_address
from macros.pages.fair_view import fair_view
from macros.pages.job import Job
from macros.pages.links import address
from macros.pages.renderer import Renderer


def planner_pages(context: PageContext, renderer: Renderer) -> Iterator[Job]:
    """Every planner, not rendered yet; each asks the catalog for its record anew when it is rendered."""
    catalog = context.catalog
    for cls in (EventSeries, Event):
        for fair in catalog.all(cls):
            if planned(catalog, fair) is fair:
                page = planner_address(fair)
                values = ("pages/fair.html", fair_view, "План посещения")
                yield Job(page, partial(_render, context.at(page), renderer, cls, fair.id, *values), lasting=True)
    for organization in catalog.all(Organization):
        if has_visit_plan(organization):
            page = visit_address(organization)
            values = ("pages/class_visit.html", visit_plan_view, "Прийти с классом")
            render = partial(_render, context.at(page), renderer, Organization, organization.id, *values)
            yield Job(page, render, lasting=True)


def _render(
    here: PageContext,
    renderer: Renderer,
    cls: type[Record],
    record_id: str,
    template: str,
    view: Callable[[PageContext, Any], dict[str, Any]],
    name: str,
) -> str:
    record = here.catalog.get(cls, record_id)
    values = view(here, record)
    home = (record.TYPE.title, f"{record.TYPE.folder}/")
    trail = crumbs(here, home, (record.title, address(record)), (name, ""))
    return renderer.render(
        template,
        page=here.page,
        section=record.TYPE.folder,
        in_town=record.municipality or "",
        view=values | {"breadcrumbs": trail},
        root=here.root,
        page_title=values["page_title"],
        page_description=values["description"],
        page_canonical=here.site_url + here.page,
        page_robots="noindex" if record.demo else "",
    )

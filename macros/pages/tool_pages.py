"""The pages of a town's systems and of teachers: digests, year, ЦОПП, visits, network, volunteers, kits, play."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from macros.catalog import EventSeries, Municipality, Occupation, Organization
from macros.pages import (
    kits_view,
    network_view,
    play_view,
    programme_view,
    schools_view,
    town_year_view,
    visits_view,
)
from macros.pages.catalogue_views import crumbs
from macros.pages.context import PageContext
from macros.pages.copp_view import copp_view, guidance_centres
from macros.pages.fair import fairs_of, planner_address
from macros.pages.job import Job
from macros.pages.network_letters import letters_view
from macros.pages.renderer import Renderer
from macros.pages.town_events import TownEvents
from macros.pages.town_system_view import town_system_view
from macros.pages.town_volunteers_view import town_volunteers_view
from macros.pages.town_year import TownYear
from macros.pages.watching import watched_lessons
from macros.pages.week_view import week_address, week_index, week_view
from macros.text import russian

WORKSHEETS = "teachers/worksheets/"
KITS = "teachers/kits/"
_FAIRS = 2
"""Fairs of a town among its tools."""
_NETWORK = "Школы — школам"
_TEACHERS = ("Педагогам", "teachers/")


def tool_pages(context: PageContext, renderer: Renderer) -> Iterator[Job]:
    """Every such page, not rendered yet; lists of events are sorted out when the first of them is rendered."""
    events = TownEvents(context.catalog)
    page = _Pages(context, renderer)
    for town in context.catalog.towns():
        yield from _town_pages(page, events, town)
    plan = cache(lambda: kits_view.plan_of(context.catalog))
    for grade in kits_view.GRADES:
        title = f"{grade} класс"
        yield page(
            kits_view.kit_address(grade),
            "pages/kit.html",
            lambda here, grade=grade: kits_view.kit_view(here, plan(), grade),
            (_TEACHERS, ("Наборы по классам", KITS), (title, "")),
        )
    yield page(KITS, "pages/kits.html", _kits, (_TEACHERS, ("Наборы по классам", "")))
    yield page(WORKSHEETS, "pages/worksheets.html", _worksheets, (_TEACHERS, ("Рабочие листы", "")))
    yield from _play_pages(page)
    for series in context.catalog.all(EventSeries):
        if programme_view.has_route(series):
            yield page(
                programme_view.route_address(series),
                "pages/route.html",
                lambda here, series=series: programme_view.route_view(here, events, series),
                (("Акции и циклы", "series/"), (series.title, f"series/{series.id}/"), ("Маршрутный лист", "")),
                town=series.municipality or "",
                demo=series.demo,
            )


def town_tools(context: PageContext, town: Municipality) -> list[dict[str, str]]:
    """The way to a town's pages for schools and families, for lists on other pages."""
    found = [
        (
            "week/",
            "Неделя: тексты для чата и сайта",
            "Что на этой неделе — для учеников, родителей и педагогов",
            "calendar-week",
        ),
        (
            "year/",
            "План на учебный год",
            "По месяцам и классам: на печать, таблицей и текстом",
            "clipboard-text-outline",
        ),
        ("visits/", "Куда прийти с классом", "Экскурсии, пробы, встречи и письма-просьбы", "bus-school"),
        (
            "network/",
            _NETWORK,
            "Кто из школ и колледжей на что зовёт чужих учеников, письма между школами",
            "swap-horizontal",
        ),
        (
            "schools/",
            f"Школы {town.genitive}",
            "Найти свою: что в ней есть, куда зовёт, ближайшие даты",
            "school-outline",
        ),
        ("invite/", "Кого пригласить к себе", "Гости для собраний и встреч, письма-приглашения", "handshake-outline"),
        (
            "volunteers/",
            "Где помогают волонтёры",
            "События, задачи по возрасту, согласие родителей",
            "hand-heart-outline",
        ),
    ]
    if guidance_centres(context.catalog, town):
        line = "Календарь, объявления, кому сообщили и сколько пришло"
        found.insert(1, ("copp/", "События ЦОПП", line, "compass-outline"))
    found.append(
        ("system/", "Кто за что отвечает", "Как устроена профориентация города: роли, услуги, акции", "sitemap-outline")
    )
    tools = [
        {"url": f"{context.root}{town.id}/{path}", "title": title, "line": line, "icon": icon}
        for path, title, line, icon in found
    ]
    return tools + [
        {
            "url": context.root + planner_address(fair),
            "title": f"{'Пример: ' if fair.demo else ''}{fair.title}: план посещения",
            "line": "Кто будет, что спросить, куда прийти потом",
            "icon": "storefront-outline",
        }
        for fair in fairs_of(context.catalog, town.id)[:_FAIRS]
    ]


class _Pages:
    """Makes pages of one build: the view is asked for only when the page is rendered."""

    def __init__(self, context: PageContext, renderer: Renderer) -> None:
        self.context = context
        self._renderer = renderer

    def __call__(
        self,
        address: str,
        template: str,
        view: Callable[[PageContext], dict[str, Any]],
        trail: tuple[tuple[str, str], ...],
        *,
        town: str = "",
        demo: bool = False,
        lasting: bool = False,
    ) -> Job:
        here = self.context.at(address)

        def render() -> str:
            values = view(here)
            return self._renderer.render(
                template,
                page=address,
                section=address.partition("/")[0],
                in_town=town,
                view=values | {"breadcrumbs": crumbs(here, *trail)},
                root=here.root,
                page_title=values["title"],
                page_description=values.get("lead", "") or values["title"],
                page_canonical=here.site_url + address,
                page_robots="noindex" if demo else "",
            )

        return Job(address, render, lasting)


def _town_pages(page: _Pages, events: TownEvents, town: Municipality) -> Iterator[Job]:
    home = (town.title, f"{town.id}/")

    def of(path: str, template: str, title: str, view: Callable[[PageContext], dict[str, Any]]) -> Job:
        return page(f"{town.id}/{path}", template, view, (home, (title, "")), town=town.id)

    if guidance_centres(page.context.catalog, town):
        yield of("copp/", "pages/copp.html", "События ЦОПП", lambda here: copp_view(here, events, town))
    yield of(
        "system/",
        "pages/town_system.html",
        "Как устроена профориентация",
        lambda here: town_system_view(here, town),
    )
    yield of("week/", "pages/weeks.html", "Неделя", lambda here: week_index(here, town))
    for term in page.context.catalog.vocabularies["audience"].terms:
        yield page(
            week_address(town.id, term),
            "pages/week.html",
            lambda here, term=term: week_view(here, events, town, term),
            (home, ("Неделя", week_address(town.id)), (term.title, "")),
            town=town.id,
        )
    year = cache(lambda: TownYear(page.context.catalog, town))
    for grade in (None, *town_year_view.choices(page.context.catalog)):
        yield page(
            town_year_view.year_address(town.id, grade),
            "pages/year.html",
            lambda here, grade=grade: town_year_view.year_view(here, year(), grade),
            (home, ("План года", town_year_view.year_address(town.id) if grade else ""))
            + (((town_year_view.choice_title(grade), ""),) if grade else ()),
            town=town.id,
        )
    for number, address in enumerate(visits_view.visits_pages(page.context.catalog, town.id), 1):
        yield page(
            address,
            "pages/visits.html",
            lambda here, number=number: visits_view.visits_view(here, town, number),
            (home, ("Куда прийти с классом", "")),
            town=town.id,
        )
    yield from _network_pages(page, town, home)
    for number, address in enumerate(schools_view.schools_pages(page.context.catalog, town.id), 1):
        yield page(
            address,
            "pages/schools.html",
            lambda here, number=number: schools_view.schools_view(here, town, number),
            (home, ("Школы", "")),
            town=town.id,
        )
    yield of(
        "invite/", "pages/invite.html", "Кого пригласить", lambda here: visits_view.invite_view(here, events, town)
    )
    yield of(
        "volunteers/", "pages/town_volunteers.html", "Волонтёры", lambda here: town_volunteers_view(here, events, town)
    )


def _play_pages(page: _Pages) -> Iterator[Job]:
    home = (play_view.TITLE, play_view.PLAY)
    for occupation in play_view.played(page.context):
        yield page(
            play_view.play_address(occupation),
            "pages/play_set.html",
            lambda here, key=occupation.id: play_view.set_view(here, here.catalog.get(Occupation, key)),
            (home, (russian.capitalise(occupation.play.role), "")),
            lasting=True,
        )
    yield page(play_view.ALL, "pages/play_all.html", play_view.all_view, (home, ("Всё на печать", "")))


def _network_pages(page: _Pages, town: Municipality, home: tuple[str, str]) -> Iterator[Job]:
    catalog = page.context.catalog
    for number, address in enumerate(network_view.network_pages(catalog, town.id), 1):
        yield page(
            address,
            "pages/network.html",
            lambda here, number=number: network_view.network_view(here, town, number),
            (home, (_NETWORK, "")),
            town=town.id,
        )
    for item in network_view.members(catalog, town.id):
        if network_view.offers_in(item):
            yield page(
                network_view.network_address(town.id, item),
                "pages/network_letters.html",
                lambda here, key=item.id: letters_view(here, town, here.catalog.get(Organization, key)),
                (home, (_NETWORK, network_view.network_address(town.id)), (item.label, "")),
                town=town.id,
                demo=item.demo,
                lasting=True,
            )


def _kits(here: PageContext) -> dict[str, Any]:
    return {"title": "Наборы классному руководителю", "grades": kits_view.kit_links(here)}


def _worksheets(here: PageContext) -> dict[str, Any]:
    return {
        "title": "Рабочие листы: до встречи, на встрече и после",
        "address": here.site_url + here.page,
        "lessons": watched_lessons(here),
    }

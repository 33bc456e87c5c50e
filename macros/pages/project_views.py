"""The pages of series, initiatives, services and volunteer corps: what goes on all year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from macros.catalog import EventSeries, Initiative, Occupation, Organization, Record, Service, VolunteerCorps
from macros.catalog.event_series import Guest
from macros.catalog.record import Stage
from macros.feeds.slices import ALL, VOLUNTEERS_WANTED, feed_path, series_name
from macros.pages import cards
from macros.pages.coming import no_dates_section
from macros.pages.contest_view import category_words, contest_view, predecessors
from macros.pages.context import PageContext
from macros.pages.dual_view import DUAL
from macros.pages.fair import has_planner, planner_action
from macros.pages.ladder import initiative_ladder
from macros.pages.network_view import network_address
from macros.pages.new_event import next_date_url
from macros.pages.papers import family_papers, service_papers
from macros.pages.place_views import subject_links
from macros.pages.plan_view import OWN_PROJECT, PLAN
from macros.pages.play_view import PLAY, for_players, players
from macros.pages.programme_view import has_route, programme_papers, route_address
from macros.pages.record_view import (
    Fact,
    View,
    aliases_fact,
    bullets,
    common_view,
    fact,
    link_fact,
    links,
    missing,
    sections,
    statistics_section,
    status_facts,
)
from macros.pages.town_system_view import system_address
from macros.pages.town_volunteers_view import AID, corps_needs
from macros.pages.town_year_view import year_address
from macros.pages.watching import watching_papers
from macros.pages.ways_on import partnership_way, series_ways, service_ways
from macros.text import russian
from macros.text.richtext import richtext

_ENROLLING = frozenset({"project", "profile-class", "pre-university", "dual-training"})
"""Kinds of projects that one joins."""


def series_view(context: PageContext, series: EventSeries) -> View:
    """When it usually happens, for whom, who runs it, what it consists of."""
    catalog = context.catalog
    view = common_view(context, series)
    if series.season.is_open:
        # What is known stands in these words too («каждый год»), so they are not called «no data».
        when = fact("Когда бывает", russian.capitalise(series.season.text), "calendar-question")
    else:
        when = fact("Когда бывает", russian.capitalise(series.season.text), "calendar-month")
    successor, before = catalog.find("EventSeries", series.successor), predecessors(catalog, series)
    if successor:
        view["state"] = "info"
        view["state_html"] = Markup(
            '<p>Под этим названием больше не проходит. Сегодня — <a href="{}">{}</a>.</p>'
        ).format(context.link(successor), successor.title)
    view["facts"] = [
        *when,
        *status_facts(catalog, series.status),
        *fact("Для кого", cards.audience_line(catalog, series), "account-group-outline"),
        *fact("Уровень", catalog.term("level", series.level).title),
        *fact("Формат", ", ".join(catalog.term("event-format", item).title.lower() for item in series.formats)),
        *_organizations_fact(context, "Кто проводит", series.hosts, _unnamed(series, "организатора")),
        *fact("Кто приходит", _guests(context, series.guests)),
        *fact("Категории", ", ".join(category_words(catalog, item).lower() for item in series.categories)),
        *fact("Что проходит вместо", links(context, [successor]) if successor else None),
        *fact("Что было раньше", links(context, before) if before else None, "history"),
        *link_fact("Сайт", series.link),
        *aliases_fact(series.aliases),
    ]
    view["contest"] = contest_view(context, series)
    stages = None if view["contest"] else stages_html(series.stages)
    view["sections"] = [
        *no_dates_section(context, series),
        *view["sections"],
        *sections(("stages", "Из чего состоит", stages)),
        *sections(("join", "Как попасть", series.how_to_join)),
        *sections(("bring", "Что взять", series.what_to_bring)),
        *statistics_section(context, series),
    ]
    view["papers"] = [
        *programme_papers(context, series),
        *watching_papers(context, series),
        *family_papers(series),
    ]
    view["actions"] = series_ways(context, series)
    if has_route(series):
        route = {"title": "Собрать маршрутный лист", "url": context.root + route_address(series), "main": True}
        view["actions"] = [route | {"icon": "map-marker-path"}]
    if has_planner(series):
        view["actions"] = [planner_action(context, series)]
    path = feed_path(series.municipality or ALL, series_name(series))
    view["next_date_url"] = next_date_url(context, series)
    view["feed"] = context.feed(path, "Календарь акции", "Новые даты, переносы и отмены появятся в нём сами")
    return view


def initiative_view(context: PageContext, initiative: Initiative) -> View:
    """What it is for, who runs it, how to get in, where it leads."""
    catalog = context.catalog
    view = common_view(context, initiative)
    whole = catalog.find("Initiative", initiative.part_of)
    view["facts"] = [
        *fact("Уровень", catalog.term("level", initiative.level).title),
        *fact("Часть проекта", links(context, [whole]) if whole else None),
        *link_fact("Сайт", initiative.link),
        *aliases_fact(initiative.aliases),
    ]
    view["join"] = join_facts(context, initiative)
    view["road"] = initiative_ladder(context, initiative) if _leads_to_professions(initiative) else None
    if for_players(initiative):
        known = [catalog.get(Occupation, item) for item in initiative.professions]
        view["players"], view["play_url"] = players(context, known), context.root + PLAY
    view["sections"] = [
        *sections(("aim", "Зачем", initiative.aim)),
        *view["sections"],
        *sections(("stages", "Из чего состоит", stages_html(initiative.stages))),
        *statistics_section(context, initiative),
    ]
    view["actions"] = _tool_actions(context, initiative)
    return view


def _leads_to_professions(initiative: Initiative) -> bool:
    """Whether a project has a ladder: games have no exams; a network and one's own project lead anywhere one likes."""
    return not for_players(initiative) and initiative.kind != "network" and initiative.id != OWN_PROJECT


def join_facts(context: PageContext, initiative: Initiative) -> list[Fact]:
    """«Как попасть»: for whom, what, where, what it gives, whether and when it runs; gaps stay visible.

    Of a network or a set of events, which enrol nobody, only what is known is told.
    """
    catalog = context.catalog
    enrols = initiative.kind in _ENROLLING and not for_players(initiative)
    whom = fact("Для кого", cards.audience_line(catalog, initiative), "account-group-outline")
    if enrols and not initiative.grades:
        whom += missing("Классы", _unnamed(initiative, "их"))
    hosts = _organizations_fact(context, "Кто ведёт", initiative.organizations, _unnamed(initiative, "исполнителей"))
    if initiative.organizations and initiative.organizations_open:
        hosts += missing("Другие участники", _unnamed(initiative, "их"))

    def told(label: str, value: str | Markup | None, why: str, icon: str) -> list[Fact]:
        return fact(label, value, icon) or (missing(label, why, icon) if enrols else [])

    return [
        *whom,
        *told("Предметы", subject_links(context, initiative.subjects), _unnamed(initiative, "их"), "school-outline"),
        *hosts,
        *told(
            "Что даёт",
            richtext(initiative.gives) if initiative.gives else None,
            f"{_unnamed(initiative, 'льгот и документов')}, спросите у организаторов",
            "flag-checkered",
        ),
        *status_facts(catalog, initiative.status),
        *told("Когда набор и занятия", initiative.season, _unnamed(initiative, "месяцев"), "calendar-month"),
        *(
            fact("Как записаться", richtext(initiative.how_to_join), "pencil-outline")
            if initiative.how_to_join
            else missing("Как записаться", "уточните у организаторов", "pencil-outline")
            if initiative.kind != "complex"
            else []
        ),
    ]


def _tool_actions(context: PageContext, initiative: Initiative) -> list[dict[str, Any]]:
    """The page on which the project works: offers of a network, dual training, the planner of one's own project."""
    town = initiative.municipality
    if initiative.kind == "network" and town:
        found = [(network_address(town), "Кто что предлагает школам", "swap-horizontal")]
    elif initiative.kind == "dual-training":
        found = [(DUAL, "Как учатся дуально", "help-circle-outline")]
    elif initiative.kind == "complex" and town:
        found = [
            (system_address(town), "Кто за что отвечает", "sitemap-outline"),
            (year_address(town), "План на учебный год", "clipboard-text-outline"),
        ]
    elif initiative.id == OWN_PROJECT:
        found = [(f"{PLAN}#marshrut", "Собрать маршрут своего проекта", "map-marker-path")]
    else:
        return []
    # What a department promised to a ЦОПП is a network too, but what came of it is seen elsewhere.
    promised = partnership_way(context, initiative)
    return promised or [
        {"title": title, "url": context.root + address, "icon": icon, "main": not index}
        for index, (address, title, icon) in enumerate(found)
    ]


def service_view(context: PageContext, service: Service) -> View:
    """Who gives it, to whom, how to get it, how to prepare."""
    catalog = context.catalog
    view = common_view(context, service)
    view["facts"] = [
        *fact("Кто оказывает", links(context, [catalog.get(Organization, service.provider)]), "school-outline"),
        *status_facts(catalog, service.status),
        *fact("Для кого", cards.audience_line(catalog, service), "account-group-outline"),
        *fact("Как часто", service.frequency),
        *aliases_fact(service.aliases),
    ]
    view["sections"] = [
        *view["sections"],
        *sections(("get", "Как получить", service.how_to_get or _unknown("как записаться, уточните у организации"))),
        *sections(("prepare", "Как подготовиться", bullets(service.preparation))),
        *sections(("ask", "О чём спросить", bullets(service.questions))),
        *statistics_section(context, service),
    ]
    view["papers"] = service_papers(catalog, service)
    view["actions"] = service_ways(context, service)
    return view


def corps_view(context: PageContext, corps: VolunteerCorps) -> View:
    """What volunteers do, from which grade, how to join."""
    catalog = context.catalog
    view = common_view(context, corps)
    hosts = (corps.organization,) if corps.organization else ()
    grades = russian.grades_text(corps.grades.first, corps.grades.last) if corps.grades else None
    view["facts"] = [
        *_organizations_fact(context, "При ком работает", hosts, _unnamed(corps, "организацию")),
        *status_facts(catalog, corps.status),
        *fact("Кто может вступить", grades, "account-group-outline"),
        *aliases_fact(corps.aliases),
    ]
    tasks = [
        task.title
        + (f" ({russian.grades_text(task.grades.first, task.grades.last)})" if task.grades else "")
        + (f". {task.text}" if task.text else "")
        for task in corps.tasks
    ]
    view["sections"] = [
        *view["sections"],
        *sections(("tasks", "Что делают волонтёры", bullets(tasks))),
        *sections(("join", "Как вступить", corps.how_to_join or _unknown("порядок вступления уточните у корпуса"))),
        *statistics_section(context, corps),
    ]
    view["help"] = corps_needs(context, corps)
    if corps.municipality:
        where = f"{context.root}{corps.municipality}/volunteers/"
        view["actions"] = [
            {"title": "Где нужна помощь и что делать", "url": where, "icon": "hand-heart-outline", "main": True},
            {"title": "Согласие родителей", "url": f"{where}#papers", "icon": "file-document-outline"},
            {"title": "Если кому-то плохо: памятка", "url": f"{where}#{AID}", "icon": "heart-pulse"},
        ]
    path = feed_path(corps.municipality or ALL, VOLUNTEERS_WANTED)
    view["feed"] = context.feed(path, "Календарь: нужны волонтёры", "События, которые просят помощи")
    return view


def stages_html(stages: Iterable[Stage]) -> Markup | None:
    """Stages as a numbered list."""
    items = [
        Markup("<li><strong>{}</strong>{}</li>").format(stage.title, f" — {stage.text}" if stage.text else "")
        for stage in stages
    ]
    return Markup("<ol>{}</ol>").format(Markup("").join(items)) if items else None


def _unnamed(record: Record, whom: str) -> str:
    """Why somebody is not named: the source document is silent, or all the sources we have are."""
    seeds = any(source.kind == "seed" for source in record.sources)
    return f"исходный документ не называет {whom}" if seeds else f"источники не называют {whom}"


def _unknown(why: str) -> Markup:
    return Markup('<p class="soft">Нет данных: {}.</p>').format(why)


def _organizations_fact(context: PageContext, label: str, ids: tuple[str, ...], why: str) -> list[Fact]:
    if not ids:
        return missing(label, why, "school-outline")
    return fact(label, links(context, context.catalog.organizations(ids)), "school-outline")


def _guests(context: PageContext, guests: tuple[Guest, ...]) -> str | None:
    words = []
    for guest in guests:
        if guest.organization:
            words.append(context.catalog.get(Organization, guest.organization).label)
        elif guest.role:
            words.append(context.catalog.term("organization-role", guest.role).title.lower())
    return ", ".join(words) or None

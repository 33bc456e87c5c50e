"""The home page, the towns' homes and the search page as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from macros.catalog import (
    Catalog,
    EducationalProgram,
    Initiative,
    KeyDate,
    Municipality,
    Occupation,
    Organization,
    Record,
    Statistic,
)
from macros.feeds.slices import feed_path
from macros.pages import cards
from macros.pages.catalogue_views import coming_events
from macros.pages.changes_view import changes_view
from macros.pages.context import PageContext
from macros.pages.copp_view import centres_ahead
from macros.pages.facets import GRADES
from macros.pages.grades import coming_dates, grades_ahead
from macros.pages.record_view import statistic_view
from macros.pages.tool_pages import town_tools
from macros.pages.year_plan import BANDS, band_id
from macros.text import russian

View = dict[str, Any]
R = TypeVar("R", bound=Record)
_SOON = 6
_SOME = 6
_ROLES = (
    ("Родителям", "parents/", "Что успеть за год, по классам и месяцам", "account-group-outline"),
    ("Педагогам", "teachers/", "План на год и тексты для чата класса", "clipboard-text-outline"),
    ("Партнёрам", "partners/", "Где вас ждут и как поправить сведения", "handshake-outline"),
)


def home_view(context: PageContext) -> View:
    """Choice of town, four questions, what is nearest, the year of each grade, pages for grown-ups."""
    catalog = context.catalog
    coming = coming_events(catalog)
    return {
        "title": "Куда пойти учиться и работать",
        "lead": "Профессии, программы обучения и ближайшие даты — рядом с домом, с источником у каждого факта.",
        "towns": [
            {"id": town.id, "title": town.title, "url": f"{context.root}{town.id}/", "line": _town_line(catalog, town)}
            for town in catalog.towns()
        ],
        "questions": _questions(context, None),
        "quiz": {
            "title": "Какая профессия?",
            "line": "Тридцать коротких вопросов, около пяти минут. Ответы остаются на вашем устройстве.",
            "url": f"{context.root}quiz/",
            "kids_url": f"{context.root}quiz/kids/",
        },
        "grades": _grades(context, None),
        "soon": {"table": f"{context.root}events/facets.json", "town": ""},
        "events": [cards.event_card(catalog, item, context.root) for item in coming[:_SOON]],
        "events_link": {"title": "Все события", "url": f"{context.root}events/"},
        "changes": changes_view(context),
        "centres": centres_ahead(context),
        "tasks": [
            {"title": title, "url": context.root + url, "line": line, "icon": icon} for title, url, line, icon in _ROLES
        ],
    }


def town_view(context: PageContext, town: Municipality) -> View:
    """A town's own four questions, dates, professions, organizations, projects and numbers."""
    catalog = context.catalog
    coming = coming_events(catalog, town.id)
    key_dates = [item for item in coming_dates(catalog) if item.municipality in (None, town.id)]
    occupations = [item for item in catalog.all(Occupation) if _is_local(catalog, item, town)]
    organizations = [item for item in _first_known(catalog, Organization) if item.municipality == town.id]
    projects = [item for item in _first_known(catalog, Initiative) if item.municipality == town.id]
    statistics = [item for item in catalog.all(Statistic) if item.municipality == town.id]
    path = feed_path(town.id, "")
    here = f"?town={town.id}"
    return {
        "id": town.id,
        "title": town.title,
        "lead": town.summary or "",
        "questions": _questions(context, town),
        "grades": _grades(context, town),
        "soon": {"table": f"{context.root}events/facets.json", "town": town.id},
        "events": [cards.event_card(catalog, item, context.root) for item in coming[:_SOON]],
        "events_link": {"title": "Все события", "url": f"{context.root}events/{here if coming else ''}"},
        "changes": changes_view(context, town),
        "atom": context.atom(town.id),
        "key_dates": [cards.date_card(catalog, item, context.root) for item in key_dates[:5]],
        "dates_link": {"title": "Все важные даты", "url": f"{context.root}dates/"},
        "professions": [cards.profession_card(catalog, item, context.root) for item in occupations[:_SOME]],
        "professions_link": {
            "title": "Все профессии",
            "url": f"{context.root}professions/{here if occupations else ''}",
        },
        "organizations": [cards.organization_card(catalog, item, context.root) for item in organizations[:_SOME]],
        "organizations_link": {
            "title": "Все организации",
            "url": f"{context.root}organizations/{here if organizations else ''}",
        },
        "projects": [cards.generic_card(catalog, item, context.root) for item in projects[:_SOME]],
        "projects_link": {"title": "Все проекты", "url": f"{context.root}initiatives/"},
        "stats": [statistic_view(catalog, item) for item in statistics[:4]],
        "tools": town_tools(context, town),
        "feed": context.feed(path, f"Календарь: {town.title}", "События и важные даты сами появятся у вас в телефоне"),
    }


def search_view(context: PageContext) -> View:
    """The search page: a field, and the catalogues for those without scripts."""
    lists = (
        ("События", "events/", "Куда прийти и когда", "calendar-month"),
        ("Профессии", "professions/", "Чем люди заняты на работе", "briefcase-outline"),
        ("Где учиться", "study/", "Программы колледжей и вузов по кодам", "school-outline"),
        ("Организации", "organizations/", "Школы, колледжи, вузы, предприятия", "home-outline"),
        ("Акции и циклы", "series/", "Что бывает каждый год", "history"),
        ("Важные даты", "dates/", "Экзамены и поступление", "flag-checkered"),
    )
    return {
        "title": "Найти",
        "hint": "Профессия, колледж, событие или код специальности",
        "index": f"{context.root}search/",
        "examples": ("врач", "программист", "колледж", "день открытых дверей", "после 9 класса"),
        "links": [
            {"title": title, "url": context.root + url, "line": line, "icon": icon} for title, url, line, icon in lists
        ],
    }


def _questions(context: PageContext, town: Municipality | None) -> list[View]:
    catalog, root = context.catalog, context.root
    coming = coming_events(catalog, town.id if town else None)
    soon = [item for item in coming if item.start and (item.last_day - catalog.today).days <= 7]
    local = [item for item in catalog.all(EducationalProgram) if town is None or item.municipality == town.id]
    if soon:
        line = f"{_events(len(soon))} на неделе"
    elif coming:
        line = f"{_events(len(coming))} впереди"
    else:
        line = "Дат пока не объявили"
    here = f"?town={town.id}" if town else ""
    professions = len(catalog.all(Occupation))
    by_grade = grades_ahead(catalog, town)
    dates = {item.id: item.dates for item in by_grade}
    return [
        {
            "title": "Что скоро?",
            "line": line,
            "url": f"{root}events/{here if coming else ''}",
            "icon": "calendar-month",
            "grades": [
                {
                    "id": item.id,
                    "title": f"Что скоро {item.words_for}?",
                    # On the home page the list may be narrowed to a remembered town: no number fits.
                    "line": f"{_events(item.events)} впереди" if town else "Ближайшие даты",
                    "url": root + item.events_url,
                }
                for item in by_grade
                if item.events
            ],
        },
        {
            "title": "Кем стать?",
            "line": russian.plural(professions, "профессия", "профессии", "профессий"),
            "url": f"{root}professions/",
            "icon": "briefcase-outline",
        },
        {
            "title": "Где учиться?",
            "line": russian.plural(len(local), "программа", "программы", "программ"),
            "url": f"{root}study/{here if local else ''}",
            "icon": "school-outline",
        },
        {
            "title": "Что успеть в этом году?",
            "line": _nearest(catalog, coming_dates(catalog)),
            "url": f"{root}dates/",
            "icon": "flag-checkered",
            "grades": [
                {
                    "id": str(grade),
                    "title": f"Что успеть {russian.in_grades(grade, grade)}?",
                    "line": _nearest(catalog, dates[str(grade)]) if dates.get(str(grade)) else "План на год",
                    "url": root + _year_of(grade),
                }
                for grade in GRADES
            ],
        },
    ]


def _grades(context: PageContext, town: Municipality | None) -> list[View]:
    """«Ваш класс»: to the coming events of a grade, or to its key dates where there are none."""
    return [
        {
            "id": item.id,
            "title": item.title,
            "url": context.root + (item.events_url if item.events else item.dates_url),
        }
        for item in grades_ahead(context.catalog, town)
    ]


def _year_of(grade: int) -> str:
    """The way to the year of a grade, from the site root."""
    band = next(band for band in BANDS if band.first <= grade <= band.last)
    return f"parents/#{band_id(band)}"


def _events(count: int) -> str:
    return russian.plural(count, "событие", "события", "событий")


def _nearest(catalog: Catalog, dates: Sequence[KeyDate]) -> str:
    return (
        f"Ближайшее\N{NO-BREAK SPACE}— {russian.date_text(dates[0].day, catalog.today)}"
        if dates
        else "Даты ещё не объявлены"
    )


def _first_known(catalog: Catalog, cls: type[R]) -> list[R]:
    """Records of a type, those of the source documents first, samples last."""
    order = {"verified": 0, "seed": 1}
    return sorted(catalog.all(cls), key=lambda item: (item.demo, order.get(item.verification, 2), item.id))


def _is_local(catalog: Catalog, occupation: Occupation, town: Municipality) -> bool:
    if any(item.municipality == town.id for item in catalog.programs_of(occupation)):
        return True
    return any(item.municipality == town.id for item in catalog.referring(occupation, Organization))


def _town_line(catalog: Catalog, town: Municipality) -> str:
    coming = coming_events(catalog, town.id)
    if coming:
        return f"{russian.plural(len(coming), 'дата', 'даты', 'дат')} впереди"
    organizations = sum(item.municipality == town.id for item in catalog.all(Organization))
    return russian.plural(organizations, "организация", "организации", "организаций")

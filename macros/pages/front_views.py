"""The home page, the towns' homes and the search page as plain values."""

from __future__ import annotations

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
from macros.pages.context import PageContext
from macros.pages.record_view import statistic_view
from macros.pages.year_plan import BANDS, band_id, band_short
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
    questions = _questions(context, None)
    questions[-1]["grades"] = _years(context, "Что успеть {}?")
    return {
        "title": "Куда пойти учиться и работать",
        "lead": "Профессии, программы обучения и ближайшие даты — рядом с домом, с источником у каждого факта.",
        "towns": [
            {"id": town.id, "title": town.title, "url": f"{context.root}{town.id}/", "line": _town_line(catalog, town)}
            for town in catalog.towns()
        ],
        "questions": questions,
        "quiz": {
            "title": "Какая профессия?",
            "line": "Тридцать коротких вопросов, около пяти минут. Ответы остаются на вашем устройстве.",
            "url": f"{context.root}quiz/",
            "kids_url": f"{context.root}quiz/kids/",
        },
        "events": [cards.event_card(catalog, item, context.root) for item in coming[:_SOON]],
        "events_link": {"title": "Все события", "url": f"{context.root}events/"},
        "grades": _years(context),
        "tasks": [
            {"title": title, "url": context.root + url, "line": line, "icon": icon} for title, url, line, icon in _ROLES
        ],
    }


def town_view(context: PageContext, town: Municipality) -> View:
    """A town's own four questions, dates, professions, organizations, projects and numbers."""
    catalog = context.catalog
    coming = coming_events(catalog, town.id)
    key_dates = [item for item in _coming_dates(catalog) if item.municipality in (None, town.id)]
    occupations = [item for item in catalog.all(Occupation) if _is_local(catalog, item, town)]
    organizations = [item for item in _first_known(catalog, Organization) if item.municipality == town.id]
    projects = [item for item in _first_known(catalog, Initiative) if item.municipality == town.id]
    statistics = [item for item in catalog.all(Statistic) if item.municipality == town.id]
    path = feed_path(town.id, "")
    return {
        "id": town.id,
        "title": town.title,
        "lead": town.summary or "",
        "questions": _questions(context, town),
        "events": [cards.event_card(catalog, item, context.root) for item in coming[:_SOON]],
        "events_link": {"title": "Все события", "url": f"{context.root}events/"},
        "key_dates": [cards.date_card(catalog, item, context.root) for item in key_dates[:5]],
        "dates_link": {"title": "Все важные даты", "url": f"{context.root}dates/"},
        "professions": [cards.profession_card(catalog, item, context.root) for item in occupations[:_SOME]],
        "professions_link": {"title": "Все профессии", "url": f"{context.root}professions/"},
        "organizations": [cards.organization_card(catalog, item, context.root) for item in organizations[:_SOME]],
        "organizations_link": {"title": "Все организации", "url": f"{context.root}organizations/"},
        "projects": [cards.generic_card(catalog, item, context.root) for item in projects[:_SOME]],
        "projects_link": {"title": "Все проекты", "url": f"{context.root}initiatives/"},
        "stats": [statistic_view(catalog, item) for item in statistics[:4]],
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
    dates = _coming_dates(catalog)
    if soon:
        line = f"{russian.plural(len(soon), 'событие', 'события', 'событий')} на неделе"
    elif coming:
        line = f"{russian.plural(len(coming), 'событие', 'события', 'событий')} впереди"
    else:
        line = "Дат пока не объявили"
    nearest = f"Ближайшее — {russian.date_text(dates[0].day, catalog.today)}" if dates else "Даты ещё не объявлены"
    professions = len(catalog.all(Occupation))
    return [
        {"title": "Что скоро?", "line": line, "url": f"{root}events/", "icon": "calendar-month"},
        {
            "title": "Кем стать?",
            "line": russian.plural(professions, "профессия", "профессии", "профессий"),
            "url": f"{root}professions/",
            "icon": "briefcase-outline",
        },
        {
            "title": "Где учиться?",
            "line": russian.plural(len(local), "программа", "программы", "программ"),
            "url": f"{root}study/",
            "icon": "school-outline",
        },
        {"title": "Что успеть в этом году?", "line": nearest, "url": f"{root}dates/", "icon": "flag-checkered"},
    ]


def _years(context: PageContext, title: str = "") -> list[View]:
    """The way to the year of each grade; `title` has a place for «в 9 классе», without it a grade is named shortly."""
    return [
        {
            "id": band_id(band),
            "title": title.format(russian.in_grades(band.first, band.last)) if title else band_short(band),
            "url": f"{context.root}parents/#{band_id(band)}",
        }
        for band in BANDS
    ]


def _first_known(catalog: Catalog, cls: type[R]) -> list[R]:
    """Records of a type, those of the source documents first, samples last."""
    order = {"verified": 0, "seed": 1}
    return sorted(catalog.all(cls), key=lambda item: (item.demo, order.get(item.verification, 2), item.id))


def _coming_dates(catalog: Catalog) -> list[KeyDate]:
    coming = [item for item in catalog.all(KeyDate) if item.day and (item.until or item.day) >= catalog.today]
    return sorted(coming, key=lambda item: (item.day, item.id))


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

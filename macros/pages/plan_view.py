"""The pages «Мой план» and «Сравнение» as plain values: what the browser fills in, and what paper gets without it."""

from __future__ import annotations

from typing import Any

from macros.catalog import EducationalProgram, Grades, Initiative, KeyDate, Occupation
from macros.feeds.slices import ALL, KEY_DATES, feed_path
from macros.pages.catalogue_views import crumbs
from macros.pages.context import PageContext
from macros.pages.plan_index import COMPARED, PLANNED, key_date_words, part_count

View = dict[str, Any]
PLAN = "plan/"
"""Where the plan of one's own lives."""
OWN_PROJECT = "marshrut-uspeha"
"""The project of one school that the planner of a pupil's own project takes up; linked where the data has it."""
_PROJECT_GRADES = Grades(first=10, last=11)
_DATES = 24
"""Key dates that a step may take its day from: those of one year and some of the next."""
_ROWS = 10
"""Blank rows of the printed form."""


def plan_view(context: PageContext) -> View:
    """What a plan can hold, the steps of a project of one's own, the dates to choose from, the blank form."""
    catalog = context.catalog
    return {
        "title": "Мой план",
        "breadcrumbs": crumbs(context, ("Мой план", "plan/")),
        "parts": part_count(catalog),
        "groups": [
            {"folder": cls.TYPE.folder, "title": cls.TYPE.title, "compared": cls in COMPARED} for cls in PLANNED
        ],
        "start": _starts(context),
        "steps": catalog.vocabularies["project-step"].terms,
        "kinds": catalog.vocabularies["project-kind"].terms,
        "dates": _dates(context),
        "project": _project(context),
        "rows": range(_ROWS),
        "feed": feed_path(ALL, KEY_DATES),
        "compare_url": f"{context.root}compare/",
    }


def compare_view(context: PageContext) -> View:
    """What can be compared, and where it is found."""
    return {
        "title": "Сравнение",
        "breadcrumbs": crumbs(context, ("Сравнение", "compare/")),
        "groups": [
            {"folder": cls.TYPE.folder, "title": title, "url": f"{context.root}{cls.TYPE.folder}/"}
            for cls, title in ((Occupation, "Профессии"), (EducationalProgram, "Программы"))
        ],
        "plan_url": f"{context.root}plan/",
    }


def _starts(context: PageContext) -> list[dict[str, str]]:
    """Where a plan begins."""
    places = (
        ("Профессии", "professions/", "Кем можно стать и чем заняты люди на работе", "briefcase-outline"),
        ("События", "events/", "Куда прийти и посмотреть своими глазами", "calendar-month"),
        ("Опросник", "quiz/", "Если пока не знаете, с чего начать", "compass-outline"),
        ("Где учиться", "study/", "Программы колледжей и вузов рядом", "school-outline"),
        ("Важные даты", "dates/", "Экзамены и поступление", "flag-checkered"),
    )
    return [
        {"title": title, "url": context.root + url, "line": line, "icon": icon} for title, url, line, icon in places
    ]


def _dates(context: PageContext) -> list[dict[str, str]]:
    """Coming key dates of grades 10–11, the nearest first."""
    catalog = context.catalog
    coming = [
        item
        for item in catalog.all(KeyDate)
        if item.day and item.day >= catalog.today and item.grades.meets(_PROJECT_GRADES)
    ]
    coming.sort(key=lambda item: (item.day, item.id))
    return [
        {"id": item.id, "day": item.day.isoformat(), "text": f"{key_date_words(item)[0]} — {item.title}"}
        for item in coming[:_DATES]
    ]


def _project(context: PageContext) -> dict[str, str] | None:
    found: Initiative | None = context.catalog.find("Initiative", OWN_PROJECT)
    return {"title": found.title, "url": context.link(found)} if found else None

"""Kits for class teachers: a parents' meeting, a class hour and the year of one grade, on paper."""

from __future__ import annotations

from typing import Any

from macros.catalog import Catalog, Grades
from macros.pages.context import PageContext
from macros.pages.year_plan import Section, YearPlan, year_plan
from macros.text import russian

GRADES = (7, 8, 9, 10, 11)
"""The grades whose parents meet about the choice of a profession (row R3 of the Ryazan document)."""
_AHEAD = 8


def kit_address(grade: int) -> str:
    """Where the kit of a grade lives, kept for ever."""
    return f"teachers/kits/{grade}/"


def plan_of(catalog: Catalog) -> YearPlan:
    """The year as teachers see it, made once for all kits."""
    return year_plan(catalog, "teachers")


def kit_view(context: PageContext, plan: YearPlan, grade: int) -> dict[str, Any]:
    """What is ahead, the year by months, and where to invite guests from, for one grade."""
    section = _section(plan, grade)
    dated = [line for month in section.months for line in month.lines if line.last_day]
    ahead = [line for line in dated if line.last_day >= context.catalog.today][:_AHEAD]
    return {
        "grade": grade,
        "title": f"{grade} класс: собрание, классный час, план года",
        "school_year": plan.school_year,
        "ahead": [_line(context, line) for line in ahead],
        "months": [
            {"title": month.title, "lines": [_line(context, line) for line in month.lines]} for month in section.months
        ],
        "special": section.special,
        "grades": kit_links(context, grade),
        "towns": [
            {"title": town.title, "id": town.id, "url": f"{context.root}{town.id}/"} for town in context.catalog.towns()
        ],
        "address": context.site_url + context.page,
    }


def kit_links(context: PageContext, current: int = 0) -> list[dict[str, Any]]:
    """The way to the kit of each grade."""
    return [
        {
            "title": russian.grades_text(grade, grade),
            "url": context.root + kit_address(grade),
            "current": grade == current,
        }
        for grade in GRADES
    ]


def _section(plan: YearPlan, grade: int) -> Section:
    wanted = Grades(grade, grade)
    by_id = {section.id: section for section in plan.grades}
    for band in (wanted, Grades(5, 7)):
        if f"grades-{band}" in by_id:
            return by_id[f"grades-{band}"]
    raise KeyError(f"no section of the year for grade {grade}")


def _line(context: PageContext, line: Any) -> dict[str, Any]:
    when = ", ".join(filter(None, (line.when, line.weekday))) if line.last_day else ""
    return {
        "title": line.title,
        "url": context.root + line.address,
        "when": when,
        "note": "; ".join(filter(None, (line.season or ("" if when else line.when), line.whom, line.note))),
        "town": line.town,
        "demo": line.demo,
    }

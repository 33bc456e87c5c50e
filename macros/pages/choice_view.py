"""«10 класс или колледж»: what the records say of both ways after grade 9, by way and by town."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from macros.catalog import Document, EducationalProgram, Grades, Initiative, KeyDate, Organization
from macros.catalog.dates import school_year_of
from macros.pages.context import PageContext
from macros.pages.links import address
from macros.pages.record_view import status_facts
from macros.text import russian
from macros.text.richtext import richtext

NINTH, SENIOR = Grades(9, 9), Grades(10, 11)
_SCHOOL_WAYS = ("profile-class", "pre-university")
_OVER = ("historical", "closed")


def dates_view(context: PageContext, subject: str, grade: int) -> dict[str, Any]:
    """Key dates of one subject and grade in this school year as cards, and what is different in a town."""
    catalog = context.catalog
    year = school_year_of(catalog.today)
    found = [
        item
        for item in catalog.all(KeyDate)
        if item.subject == subject and item.school_year == year and item.grades.first <= grade <= item.grades.last
    ]
    # Without a day yet, but not without a place: such dates stand after the known ones.
    found.sort(key=lambda item: (item.day is None, item.day.isoformat() if item.day else "", item.id))
    special = [
        {"town": town.title, "url": context.root + address(town), "text": rule.short}
        for town in catalog.towns()
        for rule in town.special_rules
        if rule.subject == subject and rule.grades.first <= grade <= rule.grades.last
    ]
    return {"year": year, "cards": context.cards(found) if found else "", "special": special}


def ahead_view(context: PageContext) -> dict[str, Any]:
    """What grade 11 brings, as rules rather than days: whoever chooses grade 10 meets them in another year."""
    catalog = context.catalog
    year = school_year_of(catalog.today)
    found = [item for item in catalog.all(KeyDate) if item.school_year == year and item.grades == Grades(11, 11)]
    rows = [
        {
            "title": item.title,
            "url": context.link(item),
            "rule": item.rule_words,
        }
        for item in sorted(found, key=lambda item: (item.day is None, str(item.day), item.id))
        if item.deadline or item.subject == "admission-university"
    ]
    return {"year": year, "rows": rows}


def rules_view(context: PageContext, documents: Iterable[str]) -> list[dict[str, Any]]:
    """Documents by their ids, those that exist: title, year, what they change for a family, how sure that is."""
    catalog = context.catalog
    found = [catalog.find("Document", item) for item in documents]
    return [
        {
            "title": item.title,
            "url": context.link(item),
            "year": _year(item),
            "summary": item.summary or "",
            "html": richtext(item.description) if item.description else "",
            "sure": catalog.term("verification", item.verification).title.lower(),
            "checked": russian.date_text(item.checked),
        }
        for item in found
        if item is not None
    ]


def colleges_view(context: PageContext) -> list[dict[str, Any]]:
    """Programmes after grade 9 by town and place of study; colleges whose programmes nobody has checked yet."""
    catalog = context.catalog
    programs = [item for item in catalog.all(EducationalProgram) if 9 in item.after]
    by_provider: dict[str, list[EducationalProgram]] = defaultdict(list)
    for item in programs:
        by_provider[item.provider].append(item)
    places = [catalog.get(Organization, item) for item in by_provider]
    unknown = [
        item
        for item in catalog.all(Organization)
        if item.kind == "college" and item.id not in by_provider and not item.closed and not item.demo
    ]
    views = []
    for town, title in _towns(context):
        here = [item for item in places if item.municipality == town]
        rest = [item for item in unknown if item.municipality == town]
        if here or rest:
            views.append(
                {
                    "id": town or "elsewhere",
                    "title": title,
                    "count": russian.plural(
                        sum(len(by_provider[item.id]) for item in here), "программа", "программы", "программ"
                    ),
                    "places": [
                        {
                            "title": item.label,
                            "url": context.link(item),
                            "programs": [
                                {"title": each.title, "code": each.code, "url": context.link(each)}
                                for each in sorted(by_provider[item.id], key=lambda each: each.code)
                            ],
                        }
                        for item in sorted(here, key=lambda item: item.label)
                    ],
                    "unknown": [
                        {"title": item.label, "url": context.link(item)}
                        for item in sorted(rest, key=lambda item: item.label)
                    ],
                }
            )
    return views


def schools_view(context: PageContext) -> list[dict[str, Any]]:
    """Profile classes and pre-university schools of senior pupils by town, each with what is known of its state."""
    catalog = context.catalog
    found = [
        item
        for item in catalog.all(Initiative)
        if item.kind in _SCHOOL_WAYS and item.status.state not in _OVER and _for_seniors(item)
    ]
    return [
        {"id": town or "elsewhere", "title": title, "rows": rows}
        for town, title in _towns(context)
        if (rows := [_school_row(context, item) for item in found if item.municipality == town])
    ]


def _for_seniors(item: Initiative) -> bool:
    return item.grades is None or item.grades.meets(SENIOR) or item.grades.meets(NINTH)


def _school_row(context: PageContext, item: Initiative) -> dict[str, Any]:
    (state,) = status_facts(context.catalog, item.status)
    return {
        "title": ("Пример: " if item.demo else "") + item.title,
        "url": context.link(item),
        "kind": context.catalog.term("initiative-kind", item.kind).title.lower(),
        "grades": russian.grades_text(item.grades.first, item.grades.last) if item.grades else "",
        "state": state.value_html,
    }


def _towns(context: PageContext) -> Sequence[tuple[str | None, str]]:
    return [*((town.id, town.title) for town in context.catalog.towns()), (None, "В области и в стране")]


def _year(document: Document) -> str:
    return f"{document.date.year} год" if document.date else document.date_words or "год не назван"

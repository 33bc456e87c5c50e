"""The pages and the table of a town's school year: by band of grades or for one grade, ready for a school's plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from macros.catalog import Catalog, Document, Grades, Municipality
from macros.catalog.vocabulary import VocabularyTerm
from macros.pages import measures
from macros.pages.context import PageContext
from macros.pages.matrix import csv_bytes
from macros.pages.town_year import BASIS, Item, TownYear
from macros.pages.year_plan import Line, month_title
from macros.text import russian

_IN_CELL, _IN_MONTH = 6, 30
"""Lines that a cell of the whole plan and a month of one grade bear; the table for download has them all."""
_NO_GRADE = "Класс не назван"
_BRIEF = {"не подтверждено организатором": "не подтверждено", "идёт ли сейчас, не подтверждено": "не подтверждено"}
_SHORT = {"order": "по приказу", "rule": "по правилу", "usual": "обычно"}
_HEADING = (
    "Месяц", "Когда", "Основание", "Что", "Классы", "С класса", "По класс", "Для кого", "Меры документов",
    "Примечание", "Пример", "Страница",
)  # fmt: skip


def year_address(town: str, term: VocabularyTerm | None = None) -> str:
    """Where the plan of a town lives, of all grades or of one: `ryazan/year/9-klass/`."""
    return f"{town}/year/{term.slug}/" if term else f"{town}/year/"


def choices(catalog: Catalog) -> list[VocabularyTerm]:
    """The grades with a plan of their own: preschool, 1–4 together, each grade from 5 on."""
    single = [term for term in catalog.vocabularies["grade"].terms if term.slug]
    first = min(term.grades.first for term in single)
    bands = catalog.vocabularies["grade-band"].terms
    return [*(term for term in bands if term.slug and term.grades and term.grades.last < first), *single]


def year_view(context: PageContext, year: TownYear, chosen: VocabularyTerm | None = None) -> dict[str, Any]:
    """The plan by month: a cell for each band of grades, or the lines of the chosen grade."""
    catalog, town = context.catalog, year.town
    about = f", {choice_title(chosen).lower()}" if chosen else ""
    found = [item for item in year.items if chosen is None or _meets(item, chosen.grades)]
    used = sorted({number for item in found for number in item.measures})
    orders = [
        {
            "title": measures.name_of(catalog, document),
            "url": context.link(document),
            "state": catalog.term("in-force", document.in_force).title.lower(),
        }
        for document in _orders(catalog, town)
    ]
    view = {
        "id": town.id,
        "town": town.title,
        "title": f"План на {year.school_year} учебный год: {town.title}{about}",
        "lead": f"{town.title}: план профориентации на учебный год по месяцам{about}.",
        "school_year": year.school_year,
        "chosen": choice_title(chosen) if chosen else "",
        "choices": [{"title": "Все классы", "url": context.root + year_address(town.id), "current": chosen is None}]
        + [
            {"title": choice_title(term), "url": context.root + year_address(town.id, term), "current": term is chosen}
            for term in choices(catalog)
        ],
        "csv": context.root + csv_name(town),
        "legend": [
            {"number": number, "title": title, "url": context.root + url}
            for number, title, url in year.legend
            if number in used
        ],
        "orders": orders,
        "basis": BASIS,
        "special": [item.short for item in town.special_rules if not chosen or item.grades.meets(chosen.grades)],
        "text": _text(context, year, found, about),
        "address": context.site_url + context.page,
        "today": catalog.today,
    }
    by_month = _by_month(year, found)
    if chosen:
        return view | {"months": [_month(context, each, lines) for each, lines in by_month if lines]}
    bands = [(choice_title(term), term.grades) for term in catalog.vocabularies["grade-band"].terms if term.grades]
    columns = [*bands, (_NO_GRADE, None)]
    return view | {"bands": [title for title, _ in columns], "rows": _rows(context, by_month, columns)}


def csv_name(town: Municipality) -> str:
    """The table of a town's plan, from the site root."""
    return f"{year_address(town.id)}plan.csv"


def year_tables(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """The plan of each town as a table, every line of it."""
    for town in catalog.towns():
        year = TownYear(catalog, town)
        yield csv_name(town), csv_bytes(_HEADING, (_csv_row(catalog, item) for item in year.items))


def choice_title(term: VocabularyTerm) -> str:
    """«Дошкольники», «9 класс»."""
    return "Дошкольники" if term.grades.last == 0 else russian.grades_text(term.grades.first, term.grades.last)


def _meets(item: Item, grades: Grades) -> bool:
    return item.grades is not None and item.grades.meets(grades)


def _orders(catalog: Catalog, town: Municipality) -> list[Document]:
    """Documents of the town whose measures are known only from those that the plan numbers."""
    sources = [document for document, _ in measures.town_measures(catalog, town)]
    return [
        item
        for source in sources
        for item in catalog.referring(source, Document)
        if item.measures_from == source.id and item.municipality == town.id
    ]


def _by_month(year: TownYear, found: Iterable[Item]) -> list[tuple[tuple[int, int], list[Item]]]:
    months: dict[tuple[int, int], list[Item]] = {month: [] for month in year.months}
    for item in found:
        months[item.month].append(item)
    return list(months.items())


def _rows(
    context: PageContext,
    by_month: list[tuple[tuple[int, int], list[Item]]],
    columns: list[tuple[str, Grades | None]],
) -> list[dict[str, Any]]:
    today = context.catalog.today
    rows = []
    for month, items in by_month:
        cells = []
        for title, grades in columns:
            some = [item for item in items if (_meets(item, grades) if grades else item.grades is None)]
            lines = [_line(context, item, short=True) for item in some[:_IN_CELL]]
            cells.append({"band": title, "lines": lines, "more": len(some) - len(lines)})
        rows.append({"title": month_title(month), "is_now": month == (today.year, today.month), "cells": cells})
    return rows


def _month(context: PageContext, month: tuple[int, int], items: list[Item]) -> dict[str, Any]:
    today = context.catalog.today
    lines = [_line(context, item) for item in items[:_IN_MONTH]]
    return {
        "title": month_title(month),
        "is_now": month == (today.year, today.month),
        "lines": lines,
        "more": len(items) - len(lines),
    }


def _line(context: PageContext, item: Item, *, short: bool = False) -> dict[str, Any]:
    """What a line shows; a `short` one stands in a narrow cell and says its basis in one word."""
    line = item.line
    when = f"{line.when}, {line.weekday}" if line.weekday else line.when
    return {
        "title": line.title,
        "url": context.root + line.address,
        "when": when if line.last_day else "",
        "basis": item.basis,
        "why": _SHORT.get(item.basis, "") if short else _why(item),
        "notes": [_BRIEF.get(line.note, line.note)] if short and line.note else [] if short else _notes(line),
        "demo": line.demo,
        "measures": item.measures,
    }


def _notes(line: Line) -> list[str]:
    return [note for note in (line.whom, line.note, line.town) if note]


def _why(item: Item) -> str:
    """The basis in words, with the usual time as the source says it."""
    season = item.line.season
    match item.basis:
        case "date":
            return ""
        case "order":
            return "по приказу"
        case "rule":
            return f"по правилу: {season}" if season else "по правилу, дата не подтверждена"
        case "any" | "unknown":
            return season or BASIS[item.basis]
    if not season:
        return "обычно в это время"
    if season[:1].isupper():  # a sentence of its own, about the step of a contest
        return f"обычно в это время. {season}"
    return season if season.startswith("обычно") else f"обычно {season}"


def _text(context: PageContext, year: TownYear, found: list[Item], about: str) -> str:
    """The plan as lines of plain text, to be pasted into a school's document."""
    rows = [f"План профориентации на {year.school_year} учебный год. {year.town.title}{about}"]
    for month, items in _by_month(year, found):
        if items:
            rows += ["", month_title(month)]
            rows += [f"— {_words(item)}" for item in items[:_IN_MONTH]]
            rows += [f"— и ещё {len(items) - _IN_MONTH}" for _ in range(len(items) > _IN_MONTH)]
    return "\n".join([*rows, "", f"Свежий план: {context.site_url}{context.page}"])


def _words(item: Item) -> str:
    line = item.line
    sample = "Пример: " if line.demo and not line.title.startswith("Пример") else ""
    grades = russian.grades_text(item.grades.first, item.grades.last) if item.grades else ""
    told = "; ".join(filter(None, (grades, _why(item), line.note, line.whom)))
    return f"{f'{line.when}: ' if line.last_day else ''}{sample}{line.title}{f' ({told})' if told else ''}"


def _csv_row(catalog: Catalog, item: Item) -> tuple[object, ...]:
    line, grades = item.line, item.grades
    return (
        month_title(item.month),
        line.when if line.last_day else line.season,
        BASIS[item.basis],
        line.title,
        russian.grades_text(grades.first, grades.last) if grades else _NO_GRADE,
        grades.first if grades else "",
        grades.last if grades else "",
        ", ".join(catalog.term("audience", each).title for each in item.audience),
        ", ".join(map(str, item.measures)),
        "; ".join(filter(None, (line.note, line.town))),
        "да" if line.demo else "",
        line.address,
    )

"""The coverage board: which town, grade and audience have events this school year, in sums only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from macros.catalog import Catalog, Event, Municipality
from macros.catalog.dates import school_year_of
from macros.pages.context import PageContext
from macros.pages.matrix import Matrix, Row, csv_bytes
from macros.pages.town_events import TownEvents
from macros.text import russian

CSV_NAME = "about/coverage/coverage.csv"
"""The whole board as one table; its columns are only added to."""
_GRADES = range(12)
_NO_GRADE = "класс не назван"
_MODEL_GRADES = range(6, 12)
"""Grades that the unified model is for."""
_AWAITED = ("preschoolers", "pupils", "parents", "class-teachers")
"""Audiences that every grade has, and so should have events for."""
LEVELS = ((40, "базовый"), (60, "основной"), (80, "продвинутый"))
"""Hours in a school year from which a level of the unified model begins (resource edinaya-model-proforientacii)."""


def coverage_view(context: PageContext) -> dict[str, Any]:
    """Boards of all towns, and the way to the table."""
    events = TownEvents(context.catalog)
    return {
        "school_year": school_year_of(context.catalog.today),
        "towns": [_town(context.catalog, events, town) for town in context.catalog.towns()],
        "csv": f"{context.root}{CSV_NAME}",
        "levels": [f"{hours} часов" for hours, _ in LEVELS],
    }


def coverage_csv(catalog: Catalog) -> bytes:
    """Every town, audience and grade with the number of events and hours; zeros are gaps."""
    events = TownEvents(catalog)
    heading = ("Город", "Аудитория", "Класс", "Событий за учебный год", "Часов единой модели")
    rows = []
    for town in catalog.towns():
        found = _counted(events, town)
        for term in catalog.vocabularies["audience"].terms:
            for grade in (each for each in (*_GRADES, None) if _can_be(term.id, each)):
                some = [item for item in found if term.id in item.audience and _is_of(item, grade)]
                hours = sum(item.unified_model.hours for item in some if item.unified_model)
                rows.append((town.title, term.title, _grade_words(grade), len(some), hours))
    return csv_bytes(heading, rows)


def _town(catalog: Catalog, events: TownEvents, town: Municipality) -> dict[str, Any]:
    found = _counted(events, town)
    held = [item for item in found if item.last_day and item.last_day < catalog.today]
    counted = [item for item in held if item.results and item.results.participants is not None]
    return {
        "id": town.id,
        "title": town.title,
        "total": russian.plural(len(found), *Event.TYPE.counted),
        "board": _by_grade(catalog, found),
        "hours": _hours(catalog, found),
        "levels": _levels(found),
        "held": russian.plural(len(held), *Event.TYPE.counted),
        "counted": len(counted),
        "participants": russian.number(sum(_participants(item) for item in counted)),
        "gaps": _gaps(catalog, found),
    }


def _counted(events: TownEvents, town: Municipality) -> list[Event]:
    """The events of the school year, cancelled ones apart."""
    return [item for item in events.of_year(town.id) if item.status != "cancelled"]


def _by_grade(catalog: Catalog, found: Sequence[Event]) -> Matrix:
    terms = catalog.vocabularies["audience"].terms
    counts = Counter(
        (grade, audience)
        for item in found
        for grade in (range(item.grades.first, item.grades.last + 1) if item.grades else (None,))
        for audience in item.audience
    )
    rows = tuple(
        Row(
            _grade_words(grade),
            tuple(counts[grade, term.id] if _can_be(term.id, grade) else None for term in terms),
        )
        for grade in (*_GRADES, None)
    )
    awaited = frozenset(index for index, term in enumerate(terms) if term.id in _AWAITED)
    return Matrix(
        "Событий за учебный год", "Класс", tuple(term.title for term in terms), rows, awaited, aside=_NO_GRADE
    )


def _can_be(audience: str, grade: int | None) -> bool:
    """Whether somebody is of a grade: preschoolers are before school, pupils are not."""
    return {"preschoolers": grade in (0, None), "pupils": grade != 0}.get(audience, True)


def _hours(catalog: Catalog, found: Sequence[Event]) -> Matrix:
    terms = catalog.vocabularies["guidance-direction"].terms
    sums: Counter[tuple[str, int]] = Counter()
    for item in found:
        if item.unified_model and item.grades:
            for grade in _MODEL_GRADES:
                if item.grades.first <= grade <= item.grades.last:
                    sums[item.unified_model.direction, grade] += item.unified_model.hours
    columns = tuple(russian.grades_text(grade, grade) for grade in _MODEL_GRADES)
    rows = tuple(Row(term.title, tuple(sums[term.id, grade] for grade in _MODEL_GRADES)) for term in terms)
    return Matrix(
        "Часы единой модели, если прийти на всё", "Направление", columns, rows, frozenset(range(len(columns)))
    )


def _levels(found: Sequence[Event]) -> list[dict[str, str]]:
    """For each grade the hours of all events together and the level they would do for."""
    rows = []
    for grade in _MODEL_GRADES:
        some = [item for item in found if item.unified_model and item.grades and _is_of(item, grade)]
        hours = sum(item.unified_model.hours for item in some)
        reached = [title for least, title in LEVELS if hours >= least]
        ahead = next((f"до {least} часов не хватает {least - hours}" for least, _ in LEVELS if hours < least), "")
        rows.append(
            {
                "title": russian.grades_text(grade, grade),
                "hours": russian.plural(hours, "час", "часа", "часов"),
                "text": "; ".join(filter(None, (f"хватит на {reached[-1]} уровень" if reached else "", ahead))),
                "is_gap": not reached,
            }
        )
    return rows


def _gaps(catalog: Catalog, found: Sequence[Event]) -> list[str]:
    """Grades for which a town has nothing this year, worst first: for pupils, then for parents."""
    gaps = []
    for audience, title in (("pupils", "Ученикам"), ("parents", "Родителям")):
        first = 1 if audience == "pupils" else 7
        empty = [
            str(grade)
            for grade in range(first, 12)
            if not any(audience in item.audience and _is_of(item, grade) for item in found)
        ]
        if empty:
            gaps.append(f"{title}: ничего не объявлено для классов {', '.join(empty)}")
    return gaps


def _is_of(event: Event, grade: int | None) -> bool:
    if event.grades is None or grade is None:
        return event.grades is None and grade is None
    return event.grades.first <= grade <= event.grades.last


def _participants(event: Event) -> int:
    return (event.results.participants or 0) if event.results else 0


def _grade_words(grade: int | None) -> str:
    return _NO_GRADE if grade is None else russian.grades_text(grade, grade)

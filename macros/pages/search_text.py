"""What the search knows of each page: the words it is found by, and the lines it is shown with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from macros.catalog import (
    Catalog,
    Document,
    EducationalProgram,
    Event,
    EventSeries,
    KeyDate,
    Municipality,
    Occupation,
    Organization,
    Record,
    Service,
    Statistic,
)
from macros.catalog.wording import occurrence_words, place_text
from macros.pages import cards
from macros.pages.kinds import kind_of
from macros.pages.links import address
from macros.text import russian

_CALL = re.compile(r"\{\{.*?\}\}")
_SIGNS = re.compile(r"\]\([^)\s]*\)|[*_#`>\[\]]")
_FAR = 10**7
"""Later than the ordinal of any day: where a day is not known."""


class Group(IntEnum):
    """Sorts of pages, in the order in which equally good answers are shown."""

    TOWN = 0
    SECTION = 1
    PROFESSION = 2
    PROGRAM = 3
    ORGANIZATION = 4
    LASTING = 5
    PAPER = 6
    COMING = 7
    PAST = 8


class Page(NamedTuple):
    """A page as the search knows it.

    Shown: the first of its `titles`, `label` («Колледж · Рязань»), `summary`, and `also`, other names and
    professions. Found by its titles, by `names`, by the summary and what is `near` — kind, town, who
    runs it — and, the least, by `text`. Pages of a group stand in the order of `place`.
    """

    group: Group
    place: tuple[int, str]
    address: str
    label: str
    summary: str
    also: str
    titles: tuple[str, ...]
    names: tuple[str, ...]
    near: tuple[str, ...]
    text: str


def record_pages(catalog: Catalog) -> Iterator[Page]:
    """Every record; a number stands on the common page of numbers."""
    for items in catalog.records.values():
        for record in items.values():
            yield _page(catalog, record)


def prose_page(address_: str, text: str) -> Page:
    """A Markdown page, given its address from the site root and its text with the head."""
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    fields = dict(line.split(": ", 1) for line in head.split("\n") if ": " in line)
    title, lead, description = (fields.get(name, "").strip('"') for name in ("title", "lead", "description"))
    return Page(
        group=Group.SECTION,
        place=(0, address_),
        address=address_,
        label="Раздел сайта",
        summary=lead or description,
        also="",
        titles=(title,),
        names=(),
        near=(description,),
        text=_words(_CALL.sub(" ", body)),
    )


def _page(catalog: Catalog, record: Record) -> Page:
    kind, town = kind_of(catalog, record).text, catalog.town_of(record)
    group, place, when = _place(catalog, record)
    others, professions = (*record.names[1:], *_former(catalog, record)), _professions(catalog, record)
    marks = ("Пример" if record.demo else "", "Прошло" if group is Group.PAST else "")
    where = town.title if town else ""
    summary = record.summary or (record.population if isinstance(record, Statistic) else "")
    return Page(
        group=group,
        place=place,
        address=address(record),
        label=" · ".join(filter(None, (*marks, kind, when, _school(catalog, record), where))),
        summary=summary,
        also=". ".join(filter(None, (", ".join(others), ", ".join(professions)))),
        titles=(record.title, *_short_names(record)),
        names=others,
        near=(record.TYPE.one, kind, where, *professions, *_near(catalog, record)),
        # Events come and go by the thousand, and their titles and summaries say what they are.
        text="" if isinstance(record, Event) else _text(catalog, record),
    )


def _place(catalog: Catalog, record: Record) -> tuple[Group, tuple[int, str], str]:
    """The group of a record, its place there, and the words for when it is, if it is on a day."""
    today = catalog.today
    match record:
        case Event():
            date = cards.next_occurrence(record, today)
            when = occurrence_words(date, record, with_year=True) if date else cards.date_words(record)
            day, past = date.first_day.toordinal() if date else _FAR, cards.is_past(record, today)
            return (Group.PAST, (-day, record.id), when) if past else (Group.COMING, (day, record.id), when)
        case KeyDate():
            when = russian.date_text(record.day) if record.day else "Ещё не объявлено"
            day, past = record.day.toordinal() if record.day else _FAR, (record.until or record.day or today) < today
            return (Group.PAST, (-day, record.id), when) if past else (Group.LASTING, (day, record.id), when)
    return _GROUPS.get(type(record), Group.LASTING), (_FAR + record.demo, record.id), ""


_GROUPS: dict[type[Record], Group] = {
    Municipality: Group.TOWN,
    Occupation: Group.PROFESSION,
    EducationalProgram: Group.PROGRAM,
    Organization: Group.ORGANIZATION,
    Document: Group.PAPER,
    Statistic: Group.PAPER,
}


def _school(catalog: Catalog, record: Record) -> str:
    """Who teaches or helps, in a line: one programme is taught in many places."""
    provider = getattr(record, "provider", None)
    return catalog.get(Organization, provider).label if provider else ""


def _short_names(record: Record) -> Iterator[str]:
    """What is as good as the title: «РГРТУ», 34.02.01."""
    if isinstance(record, Organization) and record.short:
        yield record.short
    elif isinstance(record, EducationalProgram):
        yield record.code


def _former(catalog: Catalog, record: Record) -> tuple[str, ...]:
    """Names of what a series has replaced: who looks for the old one finds the one of today."""
    if not isinstance(record, EventSeries):
        return ()
    replaced = [item for item in catalog.referring(record, EventSeries) if item.successor == record.id]
    return tuple(name for item in replaced for name in item.names if name not in record.names)


def _professions(catalog: Catalog, record: Record) -> tuple[str, ...]:
    """Where to learn and to see a profession is an answer to its name."""
    match record:
        case EducationalProgram():
            return tuple(item.title for item in catalog.occupations_of(record))
        case Organization():
            return tuple(catalog.get(Occupation, item).title for item in record.professions)
    return ()


def _near(catalog: Catalog, record: Record) -> Iterator[str]:
    match record:
        case Event():
            yield from (item.title for item in catalog.organizations(record.run_by))
            yield place_text(catalog, record)
        case Organization():
            yield record.field or ""
        case EducationalProgram():
            yield catalog.get(Organization, record.provider).title
            yield from (f"после {grade} класса" for grade in record.after)
            yield from record.replaces
        case Service():
            yield catalog.get(Organization, record.provider).title
        case KeyDate():
            yield from (f"{grade} класс" for grade in range(record.grades.first, record.grades.last + 1) if grade)
        case Occupation():
            yield from record.specialities
        case Municipality():
            yield f"{record.territory}, {record.region}"


def _text(catalog: Catalog, record: Record) -> str:
    if isinstance(record, Occupation):
        subjects = (catalog.term("subject", item).title for item in record.subjects)
        return f"{' '.join(subjects)} {_words(record.body)}"
    return _words(record.description or "")


def _words(text: str) -> str:
    """Markdown without its signs: an index needs words, not a faithful rendering."""
    return _SIGNS.sub(" ", text)

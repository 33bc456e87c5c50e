"""What a family's plan shows of each record it may hold, as small JSON parts: a browser fetches only those it needs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from zlib import crc32

from macros.catalog import (
    Catalog,
    EducationalProgram,
    Event,
    EventSeries,
    KeyDate,
    Occupation,
    Organization,
    Record,
)
from macros.catalog.occurrences import Occurrence, occurrences
from macros.pages import cards
from macros.pages.kinds import kind_of
from macros.text import russian

PLANNED: tuple[type[Record], ...] = (Event, KeyDate, Occupation, EducationalProgram, Organization, EventSeries)
"""What can be saved, in the order of the plan's groups."""
COMPARED: tuple[type[Record], ...] = (Occupation, EducationalProgram)
"""What can be laid side by side."""
_IN_PART = 16
"""Records of a part: some 7 KB of JSON, 2 KB as gzip sends it."""
_DATES = 3
"""Next dates of a club or a course that are told, so that a page opened on a later day still knows the next one."""


def keep_words(record: Record) -> list[str]:
    """Buttons that the browser puts on a record's page; overrides/assets/js/plan-buttons.js makes them."""
    return [word for word, types in (("В план", PLANNED), ("К сравнению", COMPARED)) if isinstance(record, types)]


def part_count(catalog: Catalog) -> int:
    """How many parts there are: a plan of thirty records asks for thirty at most, however large the catalog."""
    return max(1, round(sum(len(catalog.all(cls)) for cls in PLANNED) / _IN_PART))


def part_of(key: str, count: int) -> int:
    """The part that holds a record: CRC-32 of its key, as overrides/assets/js/plan-store.js counts it."""
    return crc32(key.encode()) % count


def plan_parts(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """(address from the site root, file) of every part: `{"events/<id>": {"title": …}}`, empty values left out."""
    count = part_count(catalog)
    parts: dict[int, dict[str, Any]] = defaultdict(dict)
    for cls in PLANNED:
        for record in catalog.all(cls):
            parts[part_of(record.key, count)][record.key] = plan_item(catalog, record)
    for number in range(count):
        text = json.dumps(parts[number], ensure_ascii=False, separators=(",", ":"))
        yield f"plan/parts/{number}.json", text.encode()


def plan_item(catalog: Catalog, record: Record) -> dict[str, Any]:
    """A record in a line of a plan: what, where, `dates` as [words, start, end], what a reader must know.

    `start` and `end` are ISO 8601 with offset, or days; `until` is the last possible day of what has no date.
    `off` says that nobody should come.
    """
    town = catalog.town_of(record)
    item: dict[str, Any] = {
        "title": record.title,
        "kind": kind_of(catalog, record).text,
        "town": town.title if town else "",
        "accent": town.id if town else "",
        "badges": [[badge["kind"], badge["text"]] for badge in cards.check_badges(catalog, record)],
    }
    match record:
        case Event():
            item |= _event(catalog, record)
        case KeyDate():
            item |= _key_date(catalog, record)
        case Occupation():
            item |= {"kind": catalog.term("klimov", record.klimov).title, "line": record.summary}
        case EducationalProgram():
            item |= {"line": catalog.get(Organization, record.provider).label}
        case Organization():
            item |= {"line": record.field or record.summary}
        case EventSeries():
            item |= {"line": russian.capitalise(record.season.text), "badges": _series_badges(catalog, record)}
    return {name: value for name, value in item.items() if value}


def _event(catalog: Catalog, event: Event) -> dict[str, Any]:
    found, last = occurrences(event), event.last_known_day
    coming = [each for each in found if each.last_day >= catalog.today][:_DATES] or list(found[-1:])
    shown = cards.event_card(catalog, event, "")
    badges = [[badge["kind"], badge["text"]] for badge in shown["badges"] if badge["kind"] != "archive"]
    if shown["state"]:
        badges.insert(0, ["status-off" if shown["state"] == "cancelled" else "status-warn", shown["state_text"]])
    return {
        "dates": [_date(catalog, event, each) for each in coming],
        "when": "" if found else cards.date_words(event),
        "until": last.isoformat() if last and not found else "",
        "line": shown["place"],
        "badges": badges,
        "off": shown["state"] == "cancelled",
    }


def _date(catalog: Catalog, event: Event, each: Occurrence) -> list[str]:
    words = russian.capitalise(cards.occurrence_words(each, event, with_year=True))
    return [words, cards.iso(catalog, event, each.start), cards.iso(catalog, event, each.end or each.start)]


def _key_date(catalog: Catalog, key_date: KeyDate) -> dict[str, Any]:
    grades = russian.capitalise(russian.grades_text(key_date.grades.first, key_date.grades.last))
    badges = [] if key_date.is_confirmed else [["status-warn", cards.basis_words(catalog, key_date)]]
    words = russian.capitalise(key_date.date_words) if key_date.date_words else "Ещё не объявлено"
    return {
        "dates": [key_date_words(key_date)] if key_date.day else [],
        "when": "" if key_date.day else words,
        "line": grades,
        "badges": badges,
    }


def key_date_words(key_date: KeyDate) -> list[str]:
    """The words, first and last day of a key date whose day is known."""
    first = key_date.day
    last = key_date.until or first
    words = russian.capitalise(russian.when(first, last, with_year=True))
    return [words, first.isoformat(), last.isoformat()]


def _series_badges(catalog: Catalog, series: EventSeries) -> list[list[str]]:
    badge = cards.status_badge(catalog, series.status)
    return [["demo", "Пример"]] * series.demo + [[badge["kind"], badge["text"]]]

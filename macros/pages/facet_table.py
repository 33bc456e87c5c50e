"""The facets of one catalogue as columns of small numbers: what the filters in the browser compute with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any

from macros.catalog import Catalog, Event, Record
from macros.pages import cards, catalogue_views
from macros.pages.facets import FACETS, Choice, Facet
from macros.text import russian

BLOCK = 20
"""Cards in one file: what a reader sees at once comes in one to a few of them."""
_NO_DATE = "Дата ещё не объявлена"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A facet over all records: `sets` are the distinct sets of choices, `rows` says which one each record has."""

    facet: Facet
    choices: tuple[Choice, ...]
    counts: dict[str, int]
    sets: tuple[tuple[int, ...], ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetTable:
    """Records in the order of their list, and what filters know of each; `version` names exactly this content."""

    version: str
    records: tuple[Record, ...]
    columns: tuple[Column, ...]
    past: int
    text: str

    def blocks(self) -> Iterator[Sequence[Record]]:
        """The records as they are cut into files of cards."""
        for start in range(0, len(self.records), BLOCK):
            yield self.records[start : start + BLOCK]


def facet_table(catalog: Catalog, cls: type[Record]) -> FacetTable:
    """The table of a filtered record type; events that are over stand at its end."""
    records, groups, past = _listed(catalog, cls)
    coming = len(records) - past
    columns = tuple(column for facet in FACETS[cls] if (column := _column(catalog, facet, records, coming)))
    values: dict[str, Any] = {
        "block": BLOCK,
        "facets": {
            item.facet.name: {
                "values": [choice.id for choice in item.choices],
                "sets": item.sets,
                "rows": item.rows,
            }
            for item in columns
        },
        "groups": _runs(groups),
    }
    if cls is Event:
        values["today"] = catalog.today.isoformat()
        values["end"] = _ends(catalog, records)
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    version = blake2b(text.encode() + "\n".join(item.id for item in records).encode(), digest_size=5).hexdigest()
    return FacetTable(
        version=version,
        records=tuple(records),
        columns=columns,
        past=past,
        text=f'{{"version":"{version}",{text[1:]}\n',
    )


def name_ranks(table: FacetTable) -> list[int]:
    """The place of each record in the alphabet of titles."""
    order = sorted(range(len(table.records)), key=lambda index: (table.records[index].title.casefold(), index))
    ranks = [0] * len(order)
    for rank, index in enumerate(order):
        ranks[index] = rank
    return ranks


def _listed(catalog: Catalog, cls: type[Record]) -> tuple[list[Any], list[str], int]:
    """Records in order, the title of each one's group, and how many at the end are over."""
    if cls is not Event:
        records = catalogue_views.ordered(catalog, cls)
        title_of = catalogue_views.grouping(cls)
        return records, [title_of(catalog, item)[2] for item in records], 0
    coming, past = catalogue_views.coming_events(catalog), catalogue_views.past_events(catalog)
    return [*coming, *past], [_month_group(catalog, item) for item in (*coming, *past)], len(past)


def _month_group(catalog: Catalog, event: Event) -> str:
    shown = cards.next_occurrence(event, catalog.today)
    if shown is None:
        return _NO_DATE
    return russian.capitalise(russian.month_text(shown.start.year, shown.start.month))


def _column(catalog: Catalog, facet: Facet, records: Sequence[Record], coming: int) -> Column | None:
    """A facet's column, or None where it would not tell one record from another."""
    found = [frozenset(facet.of(catalog, record)) for record in records]
    used = Counter(item for each in found for item in each)
    choices = tuple(choice for choice in facet.choices(catalog, used.keys()) if used[choice.id])
    if len(choices) < (1 if facet.mode == "flag" else 2):
        return None
    place = {choice.id: index for index, choice in enumerate(choices)}
    sets: dict[tuple[int, ...], int] = {}
    rows = [sets.setdefault(tuple(sorted(place[item] for item in each if item in place)), len(sets)) for each in found]
    if len(sets) < 2:
        return None
    return Column(
        facet=facet,
        choices=choices,
        counts=Counter(item for each in found[:coming] for item in each),
        sets=tuple(sets),
        rows=tuple(rows),
    )


def _runs(titles: Iterable[str]) -> list[list[Any]]:
    """Neighbours of one title as [title, how many]."""
    runs: list[list[Any]] = []
    for title in titles:
        if runs and runs[-1][0] == title:
            runs[-1][1] += 1
        else:
            runs.append([title, 1])
    return runs


def _ends(catalog: Catalog, events: Sequence[Event]) -> dict[str, list[int | None]]:
    """When the date on the card is over: days after `today` and minutes of that day, both in UTC.

    Two columns, because days rise slowly down the list and hours repeat: together they pack to a byte or two.
    """
    start = datetime.combine(catalog.today, datetime.min.time(), UTC)
    days: list[int | None] = []
    minutes: list[int | None] = []
    for event in events:
        moment = _end(catalog, event)
        over = int((moment - start).total_seconds()) // 60 if moment else None
        days.append(None if over is None else over // 1440)
        minutes.append(None if over is None else over % 1440)
    return {"days": days, "minutes": minutes}


def _end(catalog: Catalog, event: Event) -> datetime | None:
    shown = cards.next_occurrence(event, catalog.today)
    if shown is None:
        last: date | None = event.last_known_day
    else:
        last = shown.end or shown.start
    if last is None or isinstance(last, datetime):
        return last.replace(tzinfo=catalog.zone_of(event)) if last else None
    return datetime.combine(last + timedelta(days=1), datetime.min.time(), catalog.zone_of(event))

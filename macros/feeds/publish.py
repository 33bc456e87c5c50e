"""Feeds as files: every slice, its parts when it is too large, single downloads, the index."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from macros.catalog import Catalog, Event
from macros.catalog.dates import school_year_of
from macros.feeds.calendar_file import calendar_file
from macros.feeds.entries import Context, Item, event_items, items
from macros.feeds.slices import Slice, assign, slices
from macros.feeds.vevent import vevent

MOST_EVENTS = 1_000
MOST_BYTES = 1_000_000
"""Google silently loses what is beyond."""
DEFAULT_ZONE = "Europe/Moscow"
_HEADER_BYTES = 4_000
_COLOR = "steelblue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """Files by address from the site root, and how many distinct entries they hold."""

    files: Mapping[str, bytes]
    entries: int


def feeds(catalog: Catalog, context: Context) -> Feeds:
    """All feeds, `calendar/feeds.json` and every event's `event.ics`."""
    found = items(catalog, context)
    serialised = {item.entry.uid: vevent(item.entry) for item in found}
    by_slice = assign(catalog, found)
    files: dict[str, bytes] = {}
    index: list[dict[str, object]] = []
    for each in slices(catalog):
        held = by_slice.get((each.town, each.name), [])
        for path, title, part in _parts(catalog, each, held, serialised):
            body = _file(catalog, each, context, path, title, part, serialised)
            files[path] = body
            index.append(
                {
                    "url": path,
                    "title": title,
                    "municipality": each.town,
                    "filters": dict(each.filters),
                    "events": len(part),
                    "bytes": len(body),
                }
            )
    files["calendar/feeds.json"] = (json.dumps(index, ensure_ascii=False, indent=1) + "\n").encode()
    files |= _downloads(catalog, context, serialised)
    return Feeds(files=files, entries=len(serialised))


def _file(
    catalog: Catalog,
    each: Slice,
    context: Context,
    path: str,
    title: str,
    part: list[Item],
    serialised: Mapping[str, bytes],
) -> bytes:
    town = catalog.find("Municipality", each.town)
    return calendar_file(
        name=_plain_words(title),
        description=f"{each.description}. Обновляется сам: подпишитесь, а не скачивайте.",
        url=f"{context.site_url}calendar/",
        source=context.site_url + path,
        color=town.calendar_color if town else _COLOR,
        timezone=ZoneInfo(town.timezone if town else DEFAULT_ZONE),
        entries=[(item.entry, serialised[item.entry.uid]) for item in part],
    )


def _parts(
    catalog: Catalog, each: Slice, held: list[Item], serialised: Mapping[str, bytes]
) -> Iterator[tuple[str, str, list[Item]]]:
    """One file, or, past the limits, one for each school year and for each month of a still too large one.

    The plain address always stays: when split, it holds the present school year, nearest months first.
    """
    if _fits(held, serialised):
        yield each.path, each.title, held
        return
    stem = each.path.removesuffix(".ics")
    years: dict[str, list[Item]] = defaultdict(list)
    for item in held:
        years[school_year_of(_day(item))].append(item)
    present = school_year_of(catalog.today)
    current = years.get(present) or years[min(years)]
    yield each.path, each.title, _nearest(current, serialised)
    for year in sorted(years):
        name = f"{year[:4]}-{year[5:]}"
        if _fits(years[year], serialised):
            yield f"{stem}-{name}.ics", f"{each.title}, {year} учебный год", years[year]
            continue
        months: dict[str, list[Item]] = defaultdict(list)
        for item in years[year]:
            months[f"{_day(item):%Y-%m}"].append(item)
        for month in sorted(months):
            yield f"{stem}-{month}.ics", f"{each.title}, {month}", _nearest(months[month], serialised)


def _nearest(held: list[Item], serialised: Mapping[str, bytes]) -> list[Item]:
    """The earliest items that fit one file."""
    kept: list[Item] = []
    size = _HEADER_BYTES
    for item in sorted(held, key=lambda each: (_day(each), each.entry.uid)):
        size += len(serialised[item.entry.uid])
        if len(kept) == MOST_EVENTS or size > MOST_BYTES:
            break
        kept.append(item)
    return kept


def _fits(held: list[Item], serialised: Mapping[str, bytes]) -> bool:
    return (
        len(held) <= MOST_EVENTS and _HEADER_BYTES + sum(len(serialised[item.entry.uid]) for item in held) <= MOST_BYTES
    )


def _plain_words(title: str) -> str:
    """A name without the signs that some programs show escaped."""
    return " ".join(title.translate({ord(sign): " " for sign in ",;\\"}).split())


def _day(item: Item) -> date:
    start = item.entry.start
    return start if type(start) is date else start.date()


def _downloads(catalog: Catalog, context: Context, serialised: Mapping[str, bytes]) -> dict[str, bytes]:
    """`events/<id>/event.ics` for every event that has a date, past ones too."""
    files: dict[str, bytes] = {}
    for event in catalog.all(Event):
        own = [item for item in event_items(catalog, event, context) if item.kind == "event"]
        if not own:
            continue
        path = f"events/{event.id}/event.ics"
        files[path] = calendar_file(
            name=_plain_words(own[0].entry.summary),
            description="Одно событие, без обновлений: чтобы даты менялись сами, подпишитесь на календарь",
            url=f"{context.site_url}events/{event.id}/",
            source=context.site_url + path,
            color=_COLOR,
            timezone=catalog.zone_of(event),
            entries=[(item.entry, serialised.get(item.entry.uid) or vevent(item.entry)) for item in own],
        )
    return files

"""Feeds as files: every slice, its parts when it is too large, single downloads, the index."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from macros.catalog import Catalog, Event
from macros.catalog.dates import school_year_of
from macros.feeds.assignment import assign
from macros.feeds.calendar_file import MAX_BYTES, MAX_EVENTS, calendar_file
from macros.feeds.entries import Context, Item, is_current, items
from macros.feeds.preview import Preview
from macros.feeds.slice_clashes import path_clashes
from macros.feeds.slices import Slice, slices
from macros.feeds.text import one_line
from macros.feeds.vevent import vevent

INDEX = "calendar/feeds.json"
"""The list of all feeds."""
DEFAULT_ZONE = "Europe/Moscow"
_COLOR = "steelblue"
_HEADER_BYTES = 20_000
"""Room for a header and the time zones: one with summer time grows by a line or ten every year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One file of a slice: `note` and `filters` tell what it holds of it."""

    path: str
    title: str
    items: Sequence[Item]
    note: str = ""
    filters: Mapping[str, str]


def feeds(catalog: Catalog, context: Context) -> Iterator[tuple[str, bytes]]:
    """(address from the site root, file) of all feeds, every event's `event.ics` and the lists of feeds.

    One at a time, as a large town's feeds together are larger than its memory should be.
    Raises ValueError, in Russian, when two feeds would have one address.
    """
    if clashes := path_clashes(catalog):
        raise ValueError("\n".join(problem.text() for problem in clashes))
    found = items(catalog, context)
    ready = context.shelf.bodies if context.shelf else {}
    serialised = {item.entry.uid: ready.get(item.entry.uid) or vevent(item.entry) for item in found}
    current = [item for item in found if is_current(item, catalog.today)]
    by_slice = assign(catalog, sorted(current, key=_in_order))
    index: dict[str, dict[str, object]] = {}
    preview = Preview(catalog, context.site_url)
    for each in slices(catalog):
        preview.add(each, by_slice.get((each.town, each.name), ()))
        for part in _parts(each, by_slice.get((each.town, each.name), []), serialised, catalog.today):
            if part.path in index:
                raise ValueError(f"{part.path}: два календаря с одним адресом, переименуйте организацию")
            body = _file(catalog, each, part, context, serialised)
            index[part.path] = {
                "url": part.path,
                "title": part.title,
                "municipality": each.town,
                "filters": dict(part.filters),
                "events": len(part.items),
                "bytes": len(body),
            }
            yield part.path, body
    yield from preview.files()
    yield from _downloads(catalog, context, found, serialised)
    yield INDEX, (json.dumps(list(index.values()), ensure_ascii=False, indent=1) + "\n").encode()


def _file(catalog: Catalog, each: Slice, part: _Part, context: Context, serialised: Mapping[str, bytes]) -> bytes:
    town = catalog.find("Municipality", each.town)
    return calendar_file(
        name=_plain_words(part.title),
        description=f"{each.description}. {part.note}Обновляется сам: подпишитесь, а не скачивайте.",
        url=f"{context.site_url}calendar/",
        source=context.site_url + part.path,
        color=town.calendar_color if town else _COLOR,
        timezone=ZoneInfo(town.timezone if town else DEFAULT_ZONE),
        entries=[(item.entry, serialised[item.entry.uid]) for item in part.items],
    )


def _parts(each: Slice, held: list[Item], serialised: Mapping[str, bytes], today: date) -> Iterator[_Part]:
    """One file; past the limits the nearest entries there, and all of them by school year, month, number.

    `held` is in order of time. The plain address always stays, for those who subscribed to it.
    """
    if len(_chunks(held, serialised)) <= 1:
        yield _Part(path=each.path, title=each.title, items=held, filters=each.filters)
        return
    coming = [item for item in held if item.last_day >= today]
    past = [item for item in reversed(held) if item.last_day < today]
    yield _Part(
        path=each.path,
        title=each.title,
        items=_chunks(coming + past, serialised)[0],
        note="Здесь ближайшие события, остальные — в календарях по учебным годам. ",
        filters={**each.filters, "part": "nearest"},
    )

    def part(name: str, words: str, chosen: list[Item]) -> _Part:
        return _Part(
            path=f"{each.path.removesuffix('.ics')}-{name}.ics",
            title=f"{each.title}, {words}",
            items=chosen,
            filters={**each.filters, "part": name},
        )

    for year, in_year in _grouped(held, lambda item: school_year_of(_day(item))):
        if len(_chunks(in_year, serialised)) == 1:
            yield part(year.replace("/", "-"), f"{year} учебный год", in_year)
            continue
        for month, in_month in _grouped(in_year, lambda item: f"{_day(item):%Y-%m}"):
            for number, chunk in enumerate(_chunks(in_month, serialised), start=1):
                more = number > 1
                yield part(f"{month}-{number}" if more else month, f"{month} ({number})" if more else month, chunk)


def _grouped(held: list[Item], key: Callable[[Item], str]) -> list[tuple[str, list[Item]]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in held:
        groups[key(item)].append(item)
    return sorted(groups.items())


def _chunks(held: Sequence[Item], serialised: Mapping[str, bytes]) -> list[list[Item]]:
    """The items in their order, cut so that each piece fits one file."""
    chunks: list[list[Item]] = []
    size = MAX_BYTES
    for item in held:
        size += len(serialised[item.entry.uid])
        if size > MAX_BYTES or len(chunks[-1]) == MAX_EVENTS:
            chunks.append([])
            size = _HEADER_BYTES + len(serialised[item.entry.uid])
        chunks[-1].append(item)
    return chunks


def _plain_words(title: str) -> str:
    """A name without the signs that some programs show escaped."""
    return one_line(title.translate({ord(sign): " " for sign in ",;\\"}))


def _in_order(item: Item) -> tuple[date, str, str]:
    """By day, whole days first, then by the clock on the wall."""
    start = item.entry.start
    return _day(item), f"{start:%H:%M}" if isinstance(start, datetime) else "", item.entry.uid


def _day(item: Item) -> date:
    start = item.entry.start
    return start.date() if isinstance(start, datetime) else start


def _downloads(
    catalog: Catalog, context: Context, found: Sequence[Item], serialised: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """`events/<id>/event.ics` for every event that has a date, past ones too."""
    by_event: dict[str, list[Item]] = defaultdict(list)
    for item in found:
        if item.kind == "event":
            by_event[item.record.id].append(item)
    for event_id, own in by_event.items():
        path = f"events/{event_id}/event.ics"
        page = f"{context.site_url}events/{event_id}/"
        body = calendar_file(
            name=_plain_words(own[0].entry.summary),
            description="Одно событие, без обновлений: чтобы даты менялись сами, подпишитесь на календарь",
            url=page,
            source=context.site_url + path,
            color=_COLOR,
            timezone=catalog.zone_of(catalog.get(Event, event_id)),
            entries=[(item.entry, serialised[item.entry.uid]) for item in own],
        )
        yield path, body

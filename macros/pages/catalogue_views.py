"""Catalogues: lists of records as plain values, grouped, with pages of at most a hundred cards."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from macros.catalog import Catalog, Event, KeyDate, Occupation, Organization, Record, VolunteerCorps
from macros.feeds.slices import ALL, KEY_DATES, VOLUNTEERS_WANTED, feed_path
from macros.pages import cards
from macros.pages.context import PageContext
from macros.pages.links import month_address, month_of
from macros.pages.record_view import event_order
from macros.text import russian

View = dict[str, Any]
PAGE_SIZE = 100
"""Cards on one page; the rest follows on further pages, all reachable without JavaScript."""
_FEW_MONTHS = 7


def pages_of(folder: str, count: int) -> list[str]:
    """Addresses of all pages of a catalogue of `count` cards."""
    return [_page(f"{folder}/", number) for number in range(1, max(1, -(-count // PAGE_SIZE)) + 1)]


def month_title(month: str) -> str:
    """«декабрь 2026» from 2026-12."""
    return russian.month_text(int(month[:4]), int(month[5:7]))


# --- plain catalogues --------------------------------------------------------------------------------


def ordered(catalog: Catalog, cls: type[Record]) -> list[Record]:
    """All records of a type in the order and grouping of their catalogue."""
    group = grouping(cls)
    return sorted(catalog.all(cls), key=lambda item: (group(catalog, item)[0], _rank(catalog, item), item.id))


def catalogue(context: PageContext, cls: type[Record], number: int = 1) -> View:
    """One page of the catalogue of a record type."""
    catalog = context.catalog
    folder = cls.TYPE.folder
    records = ordered(catalog, cls)
    shown = records[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    group = grouping(cls)
    groups: dict[str, tuple[str, list[Record]]] = {}
    for item in shown:
        _, group_id, title = group(catalog, item)
        groups.setdefault(group_id, (title, []))[1].append(item)
    pages = pages_of(folder, len(records))
    chips = [
        {"title": title, "url": f"#{group_id}", "count": len(items)} for group_id, (title, items) in groups.items()
    ]
    view = _view(cls, len(records))
    view["groups"] = [
        {
            "id": group_id,
            "title": title,
            "html": context.cards(items),
        }
        for group_id, (title, items) in groups.items()
    ]
    view["filters"] = [{"title": "Перейти к", "items": chips}] if len(pages) == 1 and len(chips) > 1 else []
    view["pages"] = _pagination(context, pages, number)
    many = cls.TYPE.title
    view["title"] = f"{many}{_number_words(number)}"
    view["breadcrumbs"] = crumbs(context, (many, f"{folder}/"), (f"Страница {number}", ""))
    if cls is VolunteerCorps:
        path = feed_path(ALL, VOLUNTEERS_WANTED)
        view["feed"] = context.feed(path, "Календарь: нужны волонтёры", "События всех городов, которые просят помощи")
        view["links_title"] = "Где помогают, задачи по возрасту, согласие родителей"
        view["links"] = [
            {"title": town.title, "url": f"{context.root}{town.id}/volunteers/"} for town in context.catalog.towns()
        ]
    if cls is KeyDate:
        view["feed"] = context.feed(feed_path(ALL, KEY_DATES), "Календарь важных дат", "Экзамены и поступление")
        view["hide_passed"] = False
    return view


_Grouping = Callable[[Catalog, Any], tuple[tuple[Any, ...], str, str]]


def grouping(cls: type[Record]) -> _Grouping:
    """How a type is grouped: (order, id, title) of a record's group."""
    return {Occupation: _by_klimov, Organization: _by_town_and_kind, KeyDate: _by_grade}.get(cls, _by_town)


def _by_town(catalog: Catalog, record: Record) -> tuple[tuple[Any, ...], str, str]:
    town = catalog.town_of(record)
    return (
        (town is None, town.title if town else ""),
        town.id if town else "country",
        town.title if town else "Вся страна",
    )


def _by_town_and_kind(catalog: Catalog, record: Organization) -> tuple[tuple[Any, ...], str, str]:
    order, group_id, title = _by_town(catalog, record)
    terms = catalog.vocabularies["organization-kind"].terms
    index, term = next((n, term) for n, term in enumerate(terms) if term.id == record.kind)
    return ((*order, index), f"{group_id}-{term.id}", f"{title}: {(term.many or term.title).lower()}")


def _by_klimov(catalog: Catalog, record: Occupation) -> tuple[tuple[Any, ...], str, str]:
    terms = catalog.vocabularies["klimov"].terms
    index, term = next((n, term) for n, term in enumerate(terms) if term.id == record.klimov)
    return ((index,), term.id, term.title)


def _by_grade(catalog: Catalog, record: KeyDate) -> tuple[tuple[Any, ...], str, str]:
    del catalog
    first, last = record.grades.first, record.grades.last
    title = russian.capitalise(russian.grades_text(first, last))
    return ((record.school_year, first, last), f"grades-{record.grades}", title)


def _rank(catalog: Catalog, record: Record) -> tuple[Any, ...]:
    del catalog
    if isinstance(record, KeyDate):
        return (record.day or date.max, record.title)
    return (record.title.lower(),)


def _number_words(number: int) -> str:
    return f", страница {number}" if number > 1 else ""


def crumbs(context: PageContext, *steps: tuple[str, str]) -> list[dict[str, str]]:
    """Breadcrumbs from the home page; the last step is the page itself."""
    trail = [{"title": "Главная", "url": context.root or "./"}]
    trail += [{"title": title, "url": context.root + url} for title, url in steps[:-1]]
    return [*trail, {"title": steps[-1][0]}]


def _view(cls: type[Record], count: int) -> View:
    return {
        "title": "",
        "purpose": "",
        "breadcrumbs": [],
        "filters": [],
        "count": russian.plural(count, *cls.TYPE.counted) if count else "",
        "groups": [],
        "empty": {"title": "Пока пусто", "text": "Записи появятся здесь, как только их проверят."},
    }


def _page(base: str, number: int) -> str:
    return base if number == 1 else f"{base}page/{number}/"


def _pagination(context: PageContext, pages: Sequence[str], number: int) -> dict[str, Any] | None:
    if len(pages) == 1:
        return None
    items: list[dict[str, Any]] = []
    for index, url in enumerate(pages, 1):
        near = index in (1, len(pages)) or abs(index - number) <= 2
        if near:
            items.append({"title": str(index), "url": context.root + url, "current": index == number})
        elif items[-1]["title"] != "…":
            items.append({"title": "…", "url": ""})
    before = {"url": context.root + pages[number - 2]} if number > 1 else None
    after = {"url": context.root + pages[number]} if number < len(pages) else None
    return {"prev": before, "next": after, "items": items}


# --- events ------------------------------------------------------------------------------------------


def coming_events(catalog: Catalog, town: str | None = None) -> list[Event]:
    """Events not over yet, dated ones first in order of their next date; a town's include the country's."""
    chosen = (
        item
        for item in catalog.all(Event)
        if not cards.is_past(item, catalog.today) and (town is None or item.municipality in (town, None))
    )
    return sorted(chosen, key=event_order(catalog.today))


def past_events(catalog: Catalog) -> list[Event]:
    """Events that are over, the newest first."""
    chosen = [item for item in catalog.all(Event) if cards.is_past(item, catalog.today)]
    return sorted(chosen, key=lambda item: (item.last_known_day or date.min, item.id), reverse=True)


def events_catalogue(context: PageContext) -> View:
    """The first hundred coming events by month, and the way to every month of every town."""
    catalog = context.catalog
    coming = coming_events(catalog)
    view = _view(Event, len(coming))
    view["filters"] = [*_month_filters(context), *_archive_filter(context)]
    view["groups"] = _groups_by_month(context, coming[:PAGE_SIZE])
    view["empty"] = {
        "title": "Пока ничего не объявлено",
        "text": "Новые даты появятся здесь, как только их подтвердят. А пока — важные даты года.",
        "link": {"title": "Важные даты", "url": f"{context.root}dates/"},
    }
    if len(coming) > PAGE_SIZE:
        view["count"] += f", на этой странице ближайшие {PAGE_SIZE}"
    view["hide_passed"] = True
    view["feed"] = context.feed(feed_path(ALL, ""), "Календарь всех событий", "События и важные даты всех городов")
    return view


def months_of(catalog: Catalog) -> dict[tuple[str, str], list[Event]]:
    """Events by (town, month) for the month pages, past ones too."""
    found: dict[tuple[str, str], list[Event]] = defaultdict(list)
    towns = [town.id for town in catalog.towns()]
    for event in catalog.all(Event):
        month = month_of(event)
        if month:
            for town in [event.municipality] if event.municipality else towns:
                found[town, month].append(event)
    return found


def month_catalogue(
    context: PageContext, town: str, month: str, events: Sequence[Event], months: Sequence[str], number: int = 1
) -> View:
    """A page of one month of one town."""
    catalog = context.catalog
    place = next(item for item in catalog.towns() if item.id == town)
    dated = sorted(events, key=lambda item: (item.start.isoformat() if item.start else "", item.id))
    view = _view(Event, len(dated))
    view["title"] = f"{russian.capitalise(month_title(month))}: события {place.locative}{_number_words(number)}"
    view["breadcrumbs"] = crumbs(
        context, (place.title, f"{town}/"), ("События", "events/"), (russian.capitalise(month_title(month)), "")
    )
    shown = dated[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    view["groups"] = [{"id": "", "title": "", "html": context.cards(shown)}]
    pages = month_pages(town, month, len(dated))
    view["pages"] = _pagination(context, pages, number)
    view["links_title"] = "Другие месяцы"
    view["links"] = [
        {"title": month_title(item), "url": context.root + month_address(town, item)} for item in _around(months, month)
    ]
    view["feed"] = context.feed(feed_path(town, ""), f"Календарь: {place.title}", "Все события и важные даты города")
    return view


def month_pages(town: str, month: str, count: int) -> list[str]:
    """Addresses of all pages of a month."""
    base = month_address(town, month)
    return [_page(base, number) for number in range(1, max(1, -(-count // PAGE_SIZE)) + 1)]


def archive_catalogue(context: PageContext, past: Sequence[Event], number: int = 1) -> View:
    """A page of past events, a hundred a page."""
    view = _view(Event, len(past))
    view["title"] = f"Прошедшие события{_number_words(number)}"
    view["purpose"] = "Что уже было: даты, итоги и записи."
    view["breadcrumbs"] = crumbs(context, ("События", "events/"), ("Прошедшие события", ""))
    items = past[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    view["groups"] = [{"id": "", "title": "", "html": context.cards(items)}] if items else []
    view["pages"] = _pagination(context, archive_pages(past), number)
    return view


def archive_pages(past: Sequence[Event]) -> list[str]:
    """Addresses of all pages of past events."""
    return pages_of("events/archive", len(past))


def _groups_by_month(context: PageContext, events: Iterable[Event]) -> list[View]:
    groups: dict[str, list[Event]] = {}
    for event in events:
        shown = cards.next_occurrence(event, context.catalog.today)
        month = f"{shown.start:%Y-%m}" if shown else ""
        groups.setdefault(month, []).append(event)
    return [
        {
            "id": f"m-{month}" if month else "no-date",
            "title": russian.capitalise(month_title(month)) if month else "Дата ещё не объявлена",
            "html": context.cards(items),
        }
        for month, items in groups.items()
    ]


def _month_filters(context: PageContext) -> list[View]:
    catalog = context.catalog
    present = f"{catalog.today:%Y-%m}"
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for (town, month), events in months_of(catalog).items():
        if month >= present:
            counts[town][month] += len(events)
    return [
        {
            "title": town.title,
            "items": [
                {"title": month_title(month), "url": context.root + month_address(town.id, month), "count": count}
                for month, count in sorted(counts[town.id].items())[:_FEW_MONTHS]
            ],
        }
        for town in catalog.towns()
        if counts[town.id]
    ]


def _archive_filter(context: PageContext) -> list[View]:
    past = len(past_events(context.catalog))
    if not past:
        return []
    link = {"title": "Прошедшие события", "url": f"{context.root}events/archive/", "count": past}
    return [{"title": "Архив", "items": [link]}]


def _around(months: Sequence[str], month: str) -> list[str]:
    place = months.index(month)
    return [item for item in months[max(0, place - 3) : place + 4] if item != month]

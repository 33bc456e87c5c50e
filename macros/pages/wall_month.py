"""The wall calendar: one month of a town on one landscape sheet, for everybody or for a band of grades."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import segno
from markupsafe import Markup

from macros.catalog import Catalog, Event, Grades, KeyDate, Municipality
from macros.catalog.dates import HOLIDAYS, is_working
from macros.catalog.occurrences import Occurrence, occurrences
from macros.catalog.wording import TIME_WITHHELD
from macros.feeds.slices import bands, feed_path, word
from macros.pages.context import PageContext
from macros.pages.links import month_address
from macros.text import russian

View = dict[str, Any]
AHEAD = 3
"""Months after the present one that have a sheet."""
_MOST = 4
_MOST_OF_SIX_WEEKS = 3
"""Entries of one day that the paper has room for."""
_LONG = timedelta(days=7)
"""What lasts longer stands on its first and its last day only."""
_STATES = {"cancelled": "отменено", "suspended": "приостановлено", "moved-online": "онлайн", "moved": "перенесено"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One wall calendar: a town, a month like 2026-12, and the word of a band, "" for all grades."""

    town: str
    month: str
    band: str = ""

    @property
    def address(self) -> str:
        """Where it stands, from the site root: `calendar/ryazan/2026-12/8-9-klassy/`."""
        return f"calendar/{self.town}/{self.month}/{f'{self.band}/' if self.band else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One line of one day; `order` sorts a day, whole days first."""

    record: Event | KeyDate
    order: tuple[str, str]
    time: str = ""
    goes_on: bool = False
    """Whether it began on a day before."""
    note: str = ""
    """What is said of something too long to stand on each of its days: «идёт до 5 января»."""


_Days = Mapping[date, list[_Item]]


def sheets(catalog: Catalog) -> tuple[Sheet, ...]:
    """Every sheet that has something on it, this month and the next three."""
    found = []
    for town in catalog.towns():
        for month in _months(catalog.today):
            for band, grades in _bands(catalog):
                if _days(catalog, town.id, month, grades):
                    found.append(Sheet(town=town.id, month=month, band=band))
    return tuple(found)


def wall_view(context: PageContext, sheet: Sheet, known: tuple[Sheet, ...]) -> View:
    """The grid of a sheet, and the way to the others of its town; `known` are all sheets there are."""
    catalog = context.catalog
    town = catalog.get(Municipality, sheet.town)
    titles = _band_titles(catalog)
    year, month = int(sheet.month[:4]), int(sheet.month[5:])
    days = _days(catalog, sheet.town, sheet.month, dict(_bands(catalog))[sheet.band])
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    most = _MOST_OF_SIX_WEEKS if len(weeks) > 5 else _MOST
    month_words = russian.capitalise(russian.month_text(year, month))
    feed = feed_path(sheet.town, sheet.band)
    box = context.feed(feed, "Этот календарь в телефоне", "Переносы и отмены придут сами")
    subscribe = f"{context.site_url}calendar/{sheet.town}/#{box['id']}"
    return {
        "title": f"{town.title}: {month_words[:1].lower()}{month_words[1:]}",
        "month": month_words,
        "town": town.title,
        "band": titles[sheet.band],
        "for_all": not sheet.band,
        "weeks": [[_day(context, day, days.get(day, []), month, most) for day in week] for week in weeks],
        "choosers": _choosers(context, sheet, known),
        "list_url": context.root + month_address(sheet.town, sheet.month) if _has_list(catalog, sheet) else "",
        "feed": box,
        "qr": qr(subscribe),
        "subscribe": subscribe,
        "built": f"{russian.date_text(catalog.today)} года",
    }


def first_sheets(context: PageContext, known: tuple[Sheet, ...], town: str) -> list[View]:
    """The sheets of a town for all grades: title and address of each month."""
    return [
        {"title": russian.capitalise(_month_title(each.month)), "url": context.root + each.address}
        for each in known
        if each.town == town and not each.band
    ]


def qr(text: str) -> Markup:
    """A QR code as inline SVG without a size of its own; dark on white in every colour scheme."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff", svgclass=None, lineclass=None))


# --- what is on --------------------------------------------------------------------------------------


def _days(catalog: Catalog, town: str, month: str, grades: Grades | None) -> _Days:
    """The entries of each day of a month; `grades` as feeds understand them, None means everything."""
    first = date.fromisoformat(f"{month}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    found: dict[date, list[_Item]] = defaultdict(list)
    for event in catalog.all(Event):
        if event.municipality in (None, town) and _concerns(event.grades, grades):
            for occurrence in occurrences(event):
                if first <= occurrence.last_day and occurrence.first_day <= last:
                    for day, item in _items(event, occurrence, first):
                        found[day].append(item)
    for key_date in catalog.all(KeyDate):
        if key_date.day and key_date.municipality in (None, town) and _concerns(key_date.grades, grades):
            for day in _from_to(key_date.day, key_date.until or key_date.day):
                found[day].append(_Item(record=key_date, order=("", key_date.id), goes_on=day != key_date.day))
    inside = {day: items for day, items in found.items() if first <= day <= last}
    return {day: sorted(items, key=lambda item: item.order) for day, items in inside.items()}


def _items(event: Event, occurrence: Occurrence, month: date) -> Iterator[tuple[date, _Item]]:
    """A line for its day, or for each of its days when it lasts for days; a long one begins a month again."""
    if isinstance(occurrence.start, datetime):
        time = f"{occurrence.start:%H:%M}"
        yield occurrence.first_day, _Item(record=event, order=(time, event.id), time=time)
        return
    if occurrence.last_day - occurrence.first_day > _LONG:
        until = f"идёт до {russian.date_text(occurrence.last_day, occurrence.first_day)}"
        first = max(occurrence.first_day, month)
        order = ("", event.id)
        if first < occurrence.last_day:
            yield first, _Item(record=event, order=order, note=until, goes_on=first != occurrence.first_day)
        yield occurrence.last_day, _Item(record=event, order=order, note="последний день", goes_on=True)
        return
    for day in _from_to(occurrence.first_day, occurrence.last_day):
        yield day, _Item(record=event, order=("", event.id), goes_on=day != occurrence.first_day)


def _from_to(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _concerns(own: Grades | None, asked: Grades | None) -> bool:
    return asked is None or (own is not None and asked.meets(own))


def _months(today: date) -> list[str]:
    """2026-11 to 2027-02 for a day of November 2026."""
    index = today.year * 12 + today.month - 1
    return [f"{(index + n) // 12}-{(index + n) % 12 + 1:02}" for n in range(AHEAD + 1)]


def _bands(catalog: Catalog) -> list[tuple[str, Grades | None]]:
    return [("", None), *((word(term), grades) for term, grades in bands(catalog))]


def _band_titles(catalog: Catalog) -> dict[str, str]:
    return {"": "Все классы"} | {word(term): term.title for term, _ in bands(catalog)}


def _has_list(catalog: Catalog, sheet: Sheet) -> bool:
    """Whether the catalogue has a page of this month, which lists events by their first day."""
    return any(
        event.municipality in (None, sheet.town) and event.start is not None and f"{event.start:%Y-%m}" == sheet.month
        for event in catalog.all(Event)
    )


# --- what is shown -----------------------------------------------------------------------------------


def _day(context: PageContext, day: date, items: list[_Item], month: int, most: int) -> View:
    if day.month != month:
        return {"day": 0}
    shown = items if len(items) <= most else items[: most - 1]
    return {
        "day": day.day,
        "iso": day.isoformat(),
        "weekday": russian.short_date(day).weekday,
        "words": russian.day_text(day),
        "off": not is_working(day),
        "holiday": (day.month, day.day) in HOLIDAYS,
        "items": [_line(context, item) for item in shown],
        "more": russian.plural(len(items) - len(shown), "событие", "события", "событий") if items[len(shown) :] else "",
    }


def _line(context: PageContext, item: _Item) -> View:
    record = item.record
    is_event = isinstance(record, Event)
    withheld = is_event and record.time_withheld
    return {
        "url": context.link(record),
        "title": record.title,
        "time": item.time,
        "note": TIME_WITHHELD if withheld else item.note if is_event or record.is_confirmed else "по правилу",
        "state": _STATES.get(record.status, "") if is_event else "",
        "off": is_event and record.status in ("cancelled", "suspended"),
        "goes_on": item.goes_on,
        "key": not is_event,
        "demo": record.demo,
    }


def _choosers(context: PageContext, sheet: Sheet, known: tuple[Sheet, ...]) -> list[View]:
    """Links to the other months, grades and towns; where a sheet is empty the nearest one that is not."""
    towns = {town.id: town.title for town in context.catalog.towns()}
    titles = _band_titles(context.catalog)
    months = sorted({each.month for each in known if each.town == sheet.town})
    rows = (
        ("Месяц", [(_month_title(month), sheet.town, month, sheet.band) for month in months]),
        ("Классы", [(title.lower(), sheet.town, sheet.month, band) for band, title in titles.items()]),
        ("Город", [(title, town, sheet.month, sheet.band) for town, title in towns.items()]),
    )
    found = []
    for title, choices in rows:
        items = []
        for words, town, month, band in choices:
            target = _nearest(known, town, month, band, exact=title == "Классы")
            if target is not None:
                items.append({"title": words, "url": context.root + target.address, "current": target == sheet})
        if len(items) > 1:
            found.append({"title": title, "items": items})
    return found


def _nearest(known: tuple[Sheet, ...], town: str, month: str, band: str, *, exact: bool) -> Sheet | None:
    """The sheet asked for, else the same month for all grades, else the town's first one."""
    wanted = [Sheet(town=town, month=month, band=band)]
    if not exact:
        wanted += [Sheet(town=town, month=month), *(each for each in known if each.town == town and not each.band)]
    return next((each for each in wanted if each in known), None)


def _month_title(month: str) -> str:
    return russian.month_text(int(month[:4]), int(month[5:]))

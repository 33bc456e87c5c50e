"""The wall calendar: one month of a town on one landscape sheet, for everybody or for a band of grades."""

from __future__ import annotations

import calendar
from collections.abc import Collection
from datetime import date
from typing import Any

from macros.catalog import Catalog, Event, Municipality
from macros.catalog.dates import HOLIDAYS, is_working
from macros.catalog.wording import TIME_WITHHELD
from macros.feeds.slices import bands, feed_path, word
from macros.pages.context import PageContext
from macros.pages.links import month_address
from macros.pages.qr import qr_svg
from macros.pages.wall_plan import Entry, Sheet
from macros.text import russian

View = dict[str, Any]
_MOST = 4
_MOST_OF_SIX_WEEKS = 3
"""Entries of one day that the paper has room for."""
_STATES = {"cancelled": "отменено", "suspended": "приостановлено", "moved-online": "онлайн", "moved": "перенесено"}


def wall_view(context: PageContext, sheet: Sheet) -> View:
    """The grid of a sheet that has something on it, and the way to the others of its town."""
    catalog = context.catalog
    known = context.walls.sheets(catalog)
    town = catalog.get(Municipality, sheet.town)
    titles = _band_titles(catalog)
    year, month = int(sheet.month[:4]), int(sheet.month[5:])
    days = known[sheet]
    has_list = (sheet.town, sheet.month) in context.walls.listed(catalog)
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
        "list_url": context.root + month_address(sheet.town, sheet.month) if has_list else "",
        "feed": box,
        "qr": qr_svg(subscribe),
        "subscribe": subscribe,
        "built": f"{russian.date_text(catalog.today)} года",
    }


def first_sheets(context: PageContext, town: str) -> list[View]:
    """The sheets of a town for all grades: title and address of each month."""
    return [
        {"title": russian.capitalise(_month_title(each.month)), "url": context.root + each.address}
        for each in context.walls.sheets(context.catalog)
        if each.town == town and not each.band
    ]


# --- what is shown -----------------------------------------------------------------------------------


def _band_titles(catalog: Catalog) -> dict[str, str]:
    return {"": "Все классы"} | {word(term): term.title for term, _ in bands(catalog)}


def _day(context: PageContext, day: date, items: list[Entry], month: int, most: int) -> View:
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


def _line(context: PageContext, item: Entry) -> View:
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


def _choosers(context: PageContext, sheet: Sheet, known: Collection[Sheet]) -> list[View]:
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


def _nearest(known: Collection[Sheet], town: str, month: str, band: str, *, exact: bool) -> Sheet | None:
    """The sheet asked for, else the same month for all grades, else the town's first one."""
    wanted = [Sheet(town=town, month=month, band=band)]
    if not exact:
        wanted += [Sheet(town=town, month=month), *(each for each in known if each.town == town and not each.band)]
    return next((each for each in wanted if each in known), None)


def _month_title(month: str) -> str:
    return russian.month_text(int(month[:4]), int(month[5:]))

"""«Изменения на этой неделе»: the strip of a home page that says what moved, stopped or went online."""

from __future__ import annotations

from datetime import date
from typing import Any

from macros.catalog import Event, Municipality
from macros.catalog.occurrences import Occurrence
from macros.catalog.wording import differences
from macros.feeds.atom import difference_line
from macros.feeds.changes import TITLES, Change, this_week
from macros.feeds.slices import ALL
from macros.pages import cards
from macros.pages.context import PageContext
from macros.text import russian

View = dict[str, Any]
_MOST = 3
"""Lines of the strip; the news feed has the rest."""


def changes_view(context: PageContext, town: Municipality | None = None) -> View | None:
    """What changed in the last seven days in a town, or anywhere, for days to come; None when nothing did."""
    found = this_week(context.news, context.catalog.today, town.id if town else None)
    if not found:
        return None
    more = len(found) - _MOST
    return {
        "items": [_line(context, change) for change in found[:_MOST]],
        "more": russian.plural(more, "изменение", "изменения", "изменений") if more > 0 else "",
        "atom": context.atom(town.id if town else ALL),
    }


def _line(context: PageContext, change: Change) -> View:
    event = change.record
    told = [difference_line(each) for each in differences(context.catalog, event, change.occurrence)]
    town = context.catalog.town_of(event)
    return {
        "url": context.link(event),
        "title": event.title,
        "state": TITLES[change.kind],
        "kind": "status-off" if change.kind in ("cancelled", "suspended") else "status-warn",
        "demo": event.demo,
        "town": town.title if town else "",
        "lines": told,
        "reason": russian.capitalise(event.status_reason) if event.status_reason else "",
        "day": _days_ago(change.day, context.catalog.today),
        "end_iso": _end(context, event, change.occurrence) or (change.last_day.isoformat() if change.last_day else ""),
    }


def _end(context: PageContext, event: Event, occurrence: Occurrence | None) -> str:
    """When nobody needs the line any more: the end of a single date."""
    if occurrence is None or event.repeat is not None:
        return ""
    return cards.iso(context.catalog, event, occurrence.end or occurrence.start)


def _days_ago(day: date, today: date) -> str:
    """«сегодня», «вчера», «20 ноября»."""
    return {0: "сегодня", 1: "вчера"}.get((today - day).days) or russian.date_text(day, today)

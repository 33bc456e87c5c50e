"""Preview: what the calendar page shows of each feed before anybody subscribes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from macros.catalog import Catalog
from macros.catalog.dates import school_year_of
from macros.feeds.entries import Item
from macros.feeds.slices import Slice
from macros.text import russian

SHOWN = 5
"""Entries that the page shows of a feed."""
_SPARE = 5
"""More of them, for the days between two builds."""
_OF_ONE_RECORD = ("organization", "series")
"""Feeds that stand on their records' pages; the calendar page's choice does not lead to them."""


class Preview:
    """Collects feed after feed; `files` gives one small list for each town.

    A list has `events`, each once, and `feeds` that name the next ones by their number in it.
    """

    def __init__(self, catalog: Catalog, site_url: str) -> None:
        self._catalog = catalog
        self._site_url = site_url
        self._zones = {town.id: ZoneInfo(town.timezone) for town in catalog.towns()}
        self._feeds: dict[str, list[dict[str, object]]] = {}
        self._numbers: dict[str, dict[str, int]] = {}
        self._events: dict[str, list[dict[str, str]]] = {}

    def add(self, each: Slice, held: Sequence[Item]) -> None:
        """Take the coming entries of a feed; `held` is in order of time."""
        if any(key in each.filters for key in _OF_ONE_RECORD):
            return
        today = self._catalog.today
        coming = [item for item in held if item.last_day >= today]
        self._feeds.setdefault(each.town, []).append(
            {
                "url": each.path,
                "title": each.title,
                "filters": dict(each.filters),
                "coming": len(coming),
                "next": [self._number(each.town, item) for item in islice(coming, SHOWN + _SPARE)],
            }
        )

    def files(self) -> Iterator[tuple[str, bytes]]:
        """`calendar/<town>/next.json` of every town and of all of them."""
        for town, rows in self._feeds.items():
            body = {"events": self._events.get(town, []), "feeds": rows}
            yield f"calendar/{town}/next.json", (json.dumps(body, ensure_ascii=False, indent=0) + "\n").encode()

    def _number(self, town: str, item: Item) -> int:
        """The entry's place in its town's list, written down when it is new."""
        numbers = self._numbers.setdefault(town, {})
        if item.entry.uid not in numbers:
            numbers[item.entry.uid] = len(numbers)
            self._events.setdefault(town, []).append(
                {
                    "title": item.entry.summary,
                    "when": self._when(item),
                    "url": item.entry.url.removeprefix(self._site_url),
                    "until": item.last_day.isoformat(),
                }
            )
        return numbers[item.entry.uid]

    def _when(self, item: Item) -> str:
        start, end = item.entry.start, item.entry.end
        day = start.date() if isinstance(start, datetime) else start
        other_year = school_year_of(day) != school_year_of(self._catalog.today)
        if not isinstance(start, datetime):
            return russian.when(start, item.last_day, with_year=other_year)
        at_home = self._zones.get(item.town or "", start.tzinfo)
        if any(moment.tzinfo != at_home for moment in (start, end) if moment):
            # The hours of another zone would mislead who reads them at home.
            return russian.day_text(day, with_year=other_year)
        bare = (moment and moment.replace(tzinfo=None) for moment in (start, end))
        return russian.when(*bare, open_end=end is None, with_year=other_year)

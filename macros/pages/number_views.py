"""The page of numbers: every statistic under the place it counts, with whom it counts, when, and who says so."""

from __future__ import annotations

from typing import Any

from macros.catalog import Statistic
from macros.pages.charts import charts_of
from macros.pages.context import PageContext
from macros.pages.record_view import statistic_view

View = dict[str, Any]


def numbers_view(context: PageContext) -> list[View]:
    """Groups of numbers: each town's own, then those of regions and the country; empty groups are left out."""
    catalog = context.catalog
    places = [(town.id, town.title) for town in catalog.towns()] + [(None, "Область и страна")]
    groups = []
    for place, title in places:
        found = [item for item in catalog.all(Statistic) if item.municipality == place]
        if found:
            rows = [statistic_view(catalog, item) | {"url": _subject(context, item)} for item in found]
            charts = charts_of(catalog, found)
            groups.append({"id": place or "country", "title": title, "rows": rows, "charts": charts})
    return groups


def _subject(context: PageContext, item: Statistic) -> str:
    """The page of what the number is about, the first that it names."""
    subject = context.catalog.find("*", item.about[0])
    return context.link(subject) if subject else ""

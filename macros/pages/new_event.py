"""The form for a new event with its first answers in the address: what a series tells of its next date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from macros.catalog import EventSeries
from macros.catalog.new_date import ENDED, new_date_of
from macros.catalog.source import Tree
from macros.pages.context import PageContext

FORM = "editors/event/"


def next_date_url(context: PageContext, series: EventSeries) -> str:
    """Where an editor sets the next date of a series, "" for what is over and for samples, which no record names."""
    if series.demo or series.status.state in ENDED:
        return ""
    town = {"town": series.municipality} if series.municipality else {}
    return f"{context.root}{FORM}?{urlencode(list(answers(town | new_date_of(series))), quote_via=quote)}"


def answers(data: Mapping[str, Tree]) -> Iterator[tuple[str, str]]:
    """Fields as the form reads them: a list gives its name several times, a list of fields `guests.0.role`."""
    for name, value in data.items():
        if not isinstance(value, list):
            yield name, str(value)
            continue
        for number, item in enumerate(value):
            if isinstance(item, dict):
                yield from ((f"{name}.{number}.{inner}", str(text)) for inner, text in item.items())
            else:
                yield name, str(item)

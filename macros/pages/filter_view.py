"""The filters of a catalogue: the panel's values, and the files the browser asks for when it is touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros.catalog import Event, KeyDate, Occupation, Organization, Record
from macros.pages.context import PageContext
from macros.pages.facet_table import Column, FacetTable, facet_table, name_ranks
from macros.pages.facets import FACETS

_ORDERS = {
    Event: "по дате",
    KeyDate: "по классам",
    Occupation: "по типам",
    Organization: "по городам и видам",
}
"""What the usual order of a list is called; the others go by towns."""


def filter_view(context: PageContext, cls: type[Record]) -> dict[str, Any] | None:
    """The panel of a catalogue, or None where there is nothing to choose between."""
    if cls not in FACETS:
        return None
    table = facet_table(context.catalog, cls)
    if not table.columns:
        return None
    folder = f"{context.root}{cls.TYPE.folder}"
    return {
        "table": f"{folder}/facets.json?v={table.version}",
        "counted": "|".join(cls.TYPE.counted),
        "main": _rows(item for item in table.columns if item.facet.main),
        "more": _rows(item for item in table.columns if not item.facet.main),
        "past": table.past,
        "order": _ORDERS.get(cls, "по городам"),
    }


def _rows(columns: Iterator[Column]) -> list[dict[str, Any]]:
    """Rows of chips; yes-or-no facets of one title share a row."""
    rows: list[dict[str, Any]] = []
    for column in columns:
        facet = column.facet
        chips = [
            {
                "facet": facet.name,
                "value": choice.id,
                "title": choice.title,
                "words": choice.words,
                "count": column.counts.get(choice.id, 0),
            }
            for choice in column.choices
        ]
        if facet.mode == "flag" and rows and rows[-1]["mode"] == "flag":
            rows[-1]["chips"] += chips
        else:
            rows.append(
                {"name": facet.name, "title": facet.title, "mode": facet.mode, "mine": facet.mine, "chips": chips}
            )
    return rows


def filter_files(context: PageContext) -> Iterator[tuple[str, bytes]]:
    """Of each filtered catalogue: `facets.json`, `names.json` with the order by name, `cards/<n>.json`."""
    for cls in FACETS:
        table = facet_table(context.catalog, cls)
        if table.columns:
            folder = cls.TYPE.folder
            yield f"{folder}/facets.json", table.text.encode()
            yield f"{folder}/names.json", _json(table, ranks=name_ranks(table))
            here = context.at(f"{folder}/")
            for number, records in enumerate(table.blocks()):
                # Each card is a list of its own, so that the browser parses only those that it shows.
                yield f"{folder}/cards/{number}.json", _json(table, cards=[here.cards([item]) for item in records])


def _json(table: FacetTable, **values: object) -> bytes:
    """Each file names the table it belongs to, so that files of two builds are never mixed."""
    return (json.dumps({"version": table.version, **values}, ensure_ascii=False, separators=(",", ":")) + "\n").encode()

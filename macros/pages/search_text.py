"""What the search index reads of a record: a small page of its names and texts instead of the real one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import escape

from macros.catalog import (
    Catalog,
    EducationalProgram,
    Event,
    Municipality,
    Occupation,
    Organization,
    Record,
    Service,
    Statistic,
)
from macros.catalog.wording import place_text
from macros.pages.kinds import kind_of
from macros.pages.links import address

_SIGNS = re.compile(r"\]\([^)\s]*\)|[*_#`>\[\]]")


def search_pages(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """(address from the site root, a page for the indexer) of every record with a page of its own.

    Ten thousand full pages are ten times more to read, and their menus are no answer to any question.
    """
    for items in catalog.records.values():
        for record in items.values():
            if not isinstance(record, Statistic):
                yield address(record), _page(catalog, record)


def _page(catalog: Catalog, record: Record) -> str:
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in _texts(catalog, record) if text)
    return (
        '<!doctype html><html lang="ru"><body><main data-pagefind-body>'
        f"<h1>{escape(record.title)}</h1>"
        f'<p data-pagefind-meta="type">{escape(kind_of(catalog, record).text)}</p>{paragraphs}</main></body></html>'
    )


def _texts(catalog: Catalog, record: Record) -> Iterator[str]:
    yield record.summary or ""
    yield ", ".join(record.names[1:])
    town = catalog.town_of(record)
    yield town.title if town else ""
    match record:
        case Event():
            yield ", ".join(item.title for item in catalog.organizations(record.run_by))
            yield place_text(catalog, record)
        case Organization():
            yield f"{record.short or ''} {record.field or ''}".strip()
        case EducationalProgram():
            yield f"{record.code} {catalog.get(Organization, record.provider).title}"
        case Service():
            yield catalog.get(Organization, record.provider).title
        case Occupation():
            yield " ".join(record.specialities)
            yield _words(record.body)
        case Municipality():
            yield f"{record.territory}, {record.region}"
    yield _words(record.description or "")


def _words(text: str) -> str:
    """Markdown without its signs: an index needs words, not a faithful rendering."""
    return _SIGNS.sub(" ", text)

"""What the search index reads of a record: a small page of its names and texts instead of the real one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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

_CALL = re.compile(r"\{\{.*?\}\}")
_SIGNS = re.compile(r"\]\([^)\s]*\)|[*_#`>\[\]]")


def search_pages(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """(address from the site root, a page for the indexer) of every record; numbers share their page.

    Ten thousand full pages are ten times more to read, and their menus are no answer to any question.
    """
    for items in catalog.records.values():
        for record in items.values():
            if not isinstance(record, Statistic):
                yield address(record), _page(catalog, record)
    numbers = [f"{item.title}. {item.summary or ''} {item.population}" for item in catalog.all(Statistic)]
    yield f"{Statistic.TYPE.folder}/", _html(Statistic.TYPE.title, "Раздел сайта", numbers)


def prose_page(page: tuple[str, str]) -> tuple[str, str]:
    """The same for a Markdown page, given its address and its text with the head."""
    address_, text = page
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    fields = dict(line.split(": ", 1) for line in head.split("\n") if ": " in line)
    title, lead = (fields.get(name, "").strip('"') for name in ("title", "lead"))
    return address_, _html(title, "Раздел сайта", [lead, _words(_CALL.sub(" ", body))])


def _page(catalog: Catalog, record: Record) -> str:
    return _html(record.title, kind_of(catalog, record).text, _texts(catalog, record))


def _html(title: str, kind: str, texts: Iterable[str]) -> str:
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
    return (
        '<!doctype html><html lang="ru"><body><main data-pagefind-body>'
        f'<h1>{escape(title)}</h1><p data-pagefind-meta="type">{escape(kind)}</p>{paragraphs}</main></body></html>'
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
    # Events come and go by the thousand, and their titles and summaries say what they are.
    yield "" if isinstance(record, Event) else _words(record.description or "")


def _words(text: str) -> str:
    """Markdown without its signs: an index needs words, not a faithful rendering."""
    return _SIGNS.sub(" ", text)

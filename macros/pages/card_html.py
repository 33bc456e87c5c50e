"""Cards as HTML: each rendered once, however many pages show it."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment
from markupsafe import Markup

from macros.catalog import Catalog, Record
from macros.pages import cards

_ROOT = "\x00root/"
"""Stands for the way to the site root inside a kept card; no text of a record can hold a NUL."""


class CardShelf:
    """The rendered cards of one build."""

    def __init__(self, catalog: Catalog, environment: Environment) -> None:
        self._catalog = catalog
        self._template = environment.get_template("components/cards.html").module.card
        self._rendered: dict[str, str] = {}

    def list(self, records: Sequence[Record], root: str) -> Markup:
        """The records as a list of cards; all are of one type."""
        kind = cards.kind_of(records[0]) if records else "generic"
        items = "</li>\n<li>".join(map(self._card, records)).replace(_ROOT, root)
        return Markup(f'<ul class="cards cards-{kind}">\n<li>{items}</li>\n</ul>')

    def _card(self, record: Record) -> str:
        found = self._rendered.get(record.key)
        if found is None:
            values = cards.card(self._catalog, record, _ROOT)
            found = self._rendered[record.key] = str(self._template(cards.kind_of(record), values))
        return found

"""Cards as HTML: each rendered once, however many pages show it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from jinja2 import Environment
from markupsafe import Markup

from macros.catalog import Record
from macros.catalog.observed import ObservedCatalog, Question
from macros.pages import cards

_ROOT = "\x00root/"
"""Stands for the way to the site root inside a kept card; no text of a record can hold a NUL."""


class CardShelf:
    """The rendered cards of one build; a page that shows one asked the catalog all that the card asked."""

    def __init__(self, catalog: ObservedCatalog, environment: Environment) -> None:
        self._catalog = catalog
        self._template = environment.get_template("components/cards.html").module.card
        self.rendered: dict[str, tuple[str, Collection[Question]]] = {}
        """Cards by their records' keys, with what they asked; may be filled with those of an earlier build."""

    def list(self, records: Sequence[Record], root: str) -> Markup:
        """The records as a list of cards; all are of one type."""
        kind = cards.kind_of(records[0]) if records else "generic"
        items = "</li>\n<li>".join(map(self._card, records)).replace(_ROOT, root)
        return Markup(f'<ul class="cards cards-{kind}">\n<li>{items}</li>\n</ul>')

    def _card(self, record: Record) -> str:
        if record.key not in self.rendered:
            self.rendered[record.key] = self._catalog.asked_by(lambda: self._render(record))
        html, asked = self.rendered[record.key]
        self._catalog.note(asked)
        return html

    def _render(self, record: Record) -> str:
        # Asked anew, so that the record itself is among the questions of its card.
        record = self._catalog.get(type(record), record.id)
        values = cards.card(self._catalog, record, _ROOT)
        return str(self._template(cards.kind_of(record), values))

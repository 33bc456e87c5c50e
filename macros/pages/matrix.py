"""Matrix: a table of counts by two things, shown on a page and downloaded as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import NamedTuple


class Row(NamedTuple):
    """A row's name and its cells; None is where nothing can be counted.

    `url` leads to what the row counts, or is "".
    """

    title: str
    cells: tuple[int | None, ...]
    url: str = ""


class Matrix(NamedTuple):
    """A table of whole numbers; `corner` says what the rows are, `caption` what is counted.

    In `awaited` columns a zero is a gap to be seen; elsewhere it is merely a zero. `unknown` says why a cell
    without a number has none: such a cell shows a question mark; with no words it stays empty. Zeros of the row
    named `aside` are no gaps: nobody waits for them.
    """

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    awaited: frozenset[int]
    unknown: str = ""
    aside: str = ""

    @property
    def total(self) -> int:
        """The sum of all cells."""
        return sum(cell or 0 for row in self.rows for cell in row.cells)


def csv_bytes(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as office programs in Russia open it: UTF-8 with a mark, semicolons, lines that end in CR LF.

    A cell that begins like a formula gets an apostrophe, so that no program runs it.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in (heading, *rows))
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t")) else cell

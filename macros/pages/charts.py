"""Charts of numbers: a part of its known whole, or the same thing at several times; nothing else is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import NamedTuple

from macros.catalog import Catalog, Record, Statistic
from macros.pages.context import PageContext
from macros.pages.record_view import statistic_view
from macros.text import russian

WIDTH = 360
"""Units of the drawing across; bars of a hundred per cent are as long."""
_LETTERS = 42
_LINE, _BAR, _GAP = 19, 20, 16
_YEAR = re.compile(r"\d{4}")


class Bar(NamedTuple):
    """A bar with the words above it: `y` of each line of words and of the bar itself, its length in units."""

    lines: tuple[tuple[int, str], ...]
    y: int
    length: float


class Row(NamedTuple):
    """The same in the table."""

    what: str
    when: str
    value: str
    source: str


class Chart(NamedTuple):
    """A picture with its table; `whole` draws the rest of a bar as an outline."""

    id: str
    title: str
    text: str
    bars: tuple[Bar, ...]
    rows: tuple[Row, ...]
    height: int
    whole: bool
    note: str


def record_charts(context: PageContext, record: Record) -> list[Chart]:
    """The charts of the numbers about a record."""
    return charts_of(context.catalog, context.catalog.referring(record, Statistic))


def charts_of(catalog: Catalog, statistics: Iterable[Statistic]) -> list[Chart]:
    """Every chart that begins with one of these numbers, in their order; most numbers have none."""
    found = {chart.id: chart for item in statistics if item.TYPE is Statistic.TYPE for chart in _charts(catalog, item)}
    return list(found.values())


def _charts(catalog: Catalog, item: Statistic) -> Iterator[Chart]:
    whole = catalog.find("Statistic", item.share_of)
    if whole:
        yield _share(catalog, item, whole)
    base = catalog.find("Statistic", item.compared_with)
    if base:
        others = [each for each in catalog.referring(base, Statistic) if each.compared_with == base.id]
        yield _comparison(catalog, [base, *others])


def _share(catalog: Catalog, part: Statistic, whole: Statistic) -> Chart:
    views = [statistic_view(catalog, item) for item in (part, whole)]
    words = share_words(part, whole)
    lines = _lines(f"{views[0]['value']} из {russian.number(whole.value)} — {words}", 0)
    y = lines[-1][0] + 8
    return Chart(
        id=f"chart-{part.id}",
        title=f"{part.title}: какая это часть",
        text=f"{views[0]['value']} ({part.population}) — {words} от целого: {views[1]['value']} ({whole.population}).",
        bars=(Bar(tuple(lines), y, round(WIDTH * part.value / whole.value, 1)),),
        rows=(*_rows(catalog, [part, whole]), Row("Доля", part.period, words, "посчитали мы")),
        height=y + _BAR + 2,
        whole=True,
        note="Закрашена часть, вся полоса — целое.",
    )


def share_words(part: Statistic, whole: Statistic) -> str:
    """«21 %», «около 3,5 %», «меньше 0,1 %»; rounded numbers give a rounded share."""
    share = 100 * part.value / whole.value
    if part.value and share < 0.1:
        return f"меньше 0,1{russian.NBSP}%"
    exact = share in (0, 100) and {part.bound, whole.bound} == {"exact"}
    text = russian.number(round(share) if share >= 10 or share == 0 else round(share, 1))
    return f"{'' if exact else 'около '}{text}{russian.NBSP}%"


def _comparison(catalog: Catalog, items: list[Statistic]) -> Chart:
    items = sorted(items, key=lambda item: (*_YEAR.findall(item.period)[:1], item.period, item.id))
    most = max(item.value for item in items) or 1
    by_time = len({item.period for item in items}) == len(items)
    bars, y = [], 0
    for item in items:
        value = statistic_view(catalog, item)["value"]
        lines = _lines(f"{item.period if by_time else item.population}: {value}", y)
        bars.append(Bar(tuple(lines), lines[-1][0] + 8, round(WIDTH * item.value / most, 1)))
        y = bars[-1].y + _BAR + _GAP
    told = "; ".join(f"{item.period} — {statistic_view(catalog, item)['value']}" for item in items)
    return Chart(
        id=f"chart-{items[0].compared_with or items[0].id}",
        title=items[-1].title,
        text=f"{told}.",
        bars=tuple(bars),
        rows=tuple(_rows(catalog, items)),
        height=y - _GAP + 2,
        whole=False,
        note="Полосы начинаются с нуля.",
    )


def _lines(text: str, y: int) -> list[tuple[int, str]]:
    """The words above a bar, broken so that they fit the drawing."""
    return [(y + _LINE * number - 4, line) for number, line in enumerate(wrap(text, _LETTERS), 1)]


def _rows(catalog: Catalog, items: Iterable[Statistic]) -> Iterator[Row]:
    for item in items:
        view = statistic_view(catalog, item)
        yield Row(russian.capitalise(item.population), item.period, view["value"], view["source"])

"""Charts: a part of its whole and the same thing at two times, with lengths that are true; all else is a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog import EventSeries, Statistic
from macros.pages.charts import WIDTH, Chart, charts_of, record_charts, share_words
from macros.pages.number_views import numbers_view
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of

NUMBER = """\
title: {title}
value: {value}
bound: {bound}
unit: учеников
population: {population}
period: {period}
about: [series/primersk-dni-dverey]
{more}
sources: [{{kind: press, site: gazeta.example, date: 2026-11-01, note: итоги}}]
verification: needs-verification
checked: 2026-11-22
"""


def put_number(town: Path, name: str, **values: object) -> None:
    """Write a number about the open days; `more` is a line of its file."""
    usual = {"title": name, "value": 30, "bound": "exact", "population": name, "period": "2026 год", "more": ""}
    put(town, f"data/statistics/primersk/{name}.yml", NUMBER.format(**(usual | values)))


def charts(town: Path) -> list[Chart]:
    """All charts of the town's page of numbers."""
    catalog = catalog_of(town)
    return [chart for group in numbers_view(context_of(catalog, "statistics/")) for chart in group["charts"]]


def test_numbers_alone_have_no_chart(town: Path) -> None:
    """Two numbers that nobody called comparable are never in one picture."""
    put_number(town, "vtoroe")
    assert charts(town) == []


def test_part_of_a_whole(town: Path) -> None:
    """The bar is as long as the share, the words say it, the table has both numbers with their sources."""
    put_number(town, "devyatye", more="share_of: primersk-gosti")
    (chart,) = charts(town)
    assert [bar.length for bar in chart.bars] == [WIDTH / 4]
    assert [line.replace("\xa0", " ") for bar in chart.bars for _, line in bar.lines] == [
        "30 учеников из 120 — около 25 %"
    ]
    assert [(row.when, row.value.replace("\xa0", " "), row.source) for row in chart.rows] == [
        ("2026 год", "30 учеников", "gazeta.example, 1\xa0ноября 2026 года"),
        ("2026 год", "120 учеников", "Справка о профориентации в Примерске"),
        ("2026 год", "около 25 %", "посчитали мы"),
    ]
    catalog = catalog_of(town)
    series = catalog.get(EventSeries, "primersk-dni-dverey")
    assert record_charts(context_of(catalog, "series/primersk-dni-dverey/"), series) == [chart]


def test_same_thing_at_two_times(town: Path) -> None:
    """Bars in order of the years, from zero, the largest across the whole picture."""
    put_number(town, "v-2024", value=60, period="2024 год", more="compared_with: primersk-gosti")
    put_number(town, "v-2025", value=90, period="осень 2025 года", more="compared_with: primersk-gosti")
    (chart,) = charts(town)
    assert [bar.length / WIDTH for bar in chart.bars] == [0.5, 0.75, 1]
    assert [line for bar in chart.bars for _, line in bar.lines] == [
        "2024 год: 60 учеников", "осень 2025 года: 90 учеников", "2026 год: 120 учеников",
    ]  # fmt: skip
    tops = [line[0] for bar in chart.bars for line in bar.lines]
    assert tops == sorted(tops)
    assert chart.bars[-1].y < chart.height


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(120, 120, "100 %"), (0, 120, "0 %"), (1, 30, "около 3,3 %"), (1, 5000, "меньше 0,1 %"), (119, 120, "около 99 %")],
)
def test_words_of_a_share(part: int, whole: int, words: str, town: Path) -> None:
    """A share is said as exactly as it is known."""
    (base,) = catalog_of(town).all(Statistic)
    told = share_words(base.model_copy(update={"value": part}), base.model_copy(update={"value": whole}))
    assert told.replace("\xa0", " ") == words


def test_charts_of_nothing(town: Path) -> None:
    """No numbers, no pictures."""
    assert charts_of(catalog_of(town), []) == []

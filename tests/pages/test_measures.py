"""Measures of a document: who carries them out, which grades they reach, where there are gaps."""

from __future__ import annotations

from pathlib import Path

from macros.catalog import Document
from macros.pages.measures import measure_tables, measures_of, measures_view
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of

END = """\
sources: [{kind: editorial, note: пример для тестов}]
verification: needs-verification
checked: 2026-11-22
"""
SERIES = "kind: {kind}\nlevel: municipal\nseason: {{rule: unknown, text: нет данных}}\naudience: [{audience}]\n"
ORDER = """\
title: Приказ о мерах
kind: order
number: "17"
date: 2026-09-01
in_force: in-force
measures:
  - {title: Дни открытых дверей, form: meeting, series: [primersk-dni-dverey]}
  - {title: Чемпионат, form: competition, series: [staryy]}
  - {title: Отряды, form: volunteers, volunteers: [primersk-volontery]}
  - {title: Музей, form: exhibition}
"""


def lay_out_order(town: Path) -> None:
    """An order of four measures: one with an event, one replaced by its successor, one of volunteers, one empty."""
    old, new = (
        SERIES.format(kind="championship", audience="pupils"),
        SERIES.format(kind="championship", audience="pupils"),
    )
    put(
        town,
        "data/series/primersk/staryy.yml",
        "title: Прежний\nstatus: {state: historical}\nsuccessor: novyy\n" + old + END,
    )
    put(town, "data/series/primersk/novyy.yml", "title: Новый\nstatus: {state: active}\ngrades: 8-11\n" + new + END)
    put(town, "data/documents/primersk/prikaz-7.yml", ORDER + END)
    put(
        town,
        "data/documents/primersk/prikaz-8.yml",
        "title: Приказ без текста\nkind: order\nin_force: unknown\nmeasures_from: prikaz-7\n" + END,
    )


def test_measures_reach_grades(town: Path) -> None:
    """A number where grades are named, a question where they are not, a gap where neither is; events of the year."""
    lay_out_order(town)
    catalog = catalog_of(town)
    view = measures_view(context_of(catalog, "documents/prikaz-7/"), catalog.get(Document, "prikaz-7"))
    board = view["board"]
    assert board.columns == (
        "Дошкольники", "1–4 классы", "5–7 классы", "8–9 классы", "10–11 классы", "Класс не назван",
        "Родители", "Классные руководители", "Педагоги", "Событий за год",
    )  # fmt: skip
    assert {row.title: row.cells for row in board.rows} == {
        "1. Дни открытых дверей": (None, None, None, None, None, 1, 1, 0, 0, 1),
        "2. Чемпионат": (0, 0, 0, 1, 1, 0, 0, 0, 0, 0),
        "3. Отряды": (None, None, None, None, None, 1, 0, 0, 0, 0),
        "4. Музей": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    assert view["gaps"] == [
        "Ни в одной мере не названы: дошкольники, 1–4 классы, 5–7 классы, классные руководители, педагоги",
        "Никто не назван исполнителем: меры 4",
    ]
    assert [[item["title"] for item in measure["gone"]] for measure in view["measures"]] == [[], ["Прежний"], [], []]


def test_borrowed_measures_say_whose_they_are(town: Path) -> None:
    """A document without a text shows another's measures under its own name, and has its own table."""
    lay_out_order(town)
    catalog = catalog_of(town)
    document = catalog.get(Document, "prikaz-8")
    view = measures_view(context_of(catalog, "documents/prikaz-8/"), document)
    assert view["borrowed"] == {"title": "Приказ о мерах", "url": "../../documents/prikaz-7/"}
    assert next(item.measure.title for item in measures_of(catalog, document)) == "Дни открытых дверей"
    assert measures_view(context_of(catalog, ""), catalog.get(Document, "primersk-spravka")) is None


def test_table_of_measures(town: Path) -> None:
    """A row for each measure and what carries it out; what is over is told, and so is that nobody is named."""
    lay_out_order(town)
    tables = dict(measure_tables(catalog_of(town)))
    assert list(tables) == ["documents/prikaz-7/measures.csv", "documents/prikaz-8/measures.csv"]
    rows = tables["documents/prikaz-7/measures.csv"].decode("utf-8-sig").replace("\xa0", " ").split("\r\n")
    assert rows[1:6] == [
        "Приказ № 17 от 1 сентября 2026 года;1;Дни открытых дверей;Встречи;;Дни открытых дверей;акция;Действует;"
        "в октябре и апреле;Ученики, Родители;не названы;1;series/primersk-dni-dverey/",
        "Приказ № 17 от 1 сентября 2026 года;2;Чемпионат;Соревнования;;Новый;акция;Действует;нет данных;Ученики;"
        "8–11 классы;0;series/novyy/",
        "Приказ № 17 от 1 сентября 2026 года;2;Чемпионат;Соревнования;;Прежний;акция;В архиве;нет данных;Ученики;"
        "не названы;0;series/staryy/",
        "Приказ № 17 от 1 сентября 2026 года;3;Отряды;Добровольцы;;Волонтёры Примерска;волонтёрский корпус;Действует;;"
        "Ученики;не названы;0;volunteers/primersk-volontery/",
        "Приказ № 17 от 1 сентября 2026 года;4;Музей;Выставка;;никто не назван;;;;;;0;",
    ]

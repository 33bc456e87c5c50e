"""The school year of a town: what stands in which month for which grades, on what basis, in the table and as text."""

from __future__ import annotations

from pathlib import Path

from macros.catalog import Municipality
from macros.pages.town_year import TownYear
from macros.pages.town_year_view import choices, year_address, year_tables, year_view
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of

END = """\
sources: [{kind: editorial, note: пример для тестов}]
verification: needs-verification
checked: 2026-11-22
"""
EVENT = """\
title: {title}
kind: open-day
{when}
status: {status}
place: {{organization: primersk-kolledzh}}
format: in-person
host: primersk-kolledzh
audience: [pupils]
grades: {grades}
level: municipal
age_mark: 12+
{more}"""
ORDER = "title: Приказ\nkind: order\nin_force: unknown\nmeasures: [{title: Двери, series: [primersk-dni-dverey]}]\n"


def put_event(town: Path, name: str, when: str, status: str = "confirmed", grades: str = "9", more: str = "") -> None:
    """Write an event of the town."""
    text = EVENT.format(title=name, when=when, status=status, grades=grades, more=more)
    put(town, f"data/events/primersk/{name}.yml", text + END)


def lay_out_year(town: Path) -> None:
    """A measure, two events of its series in April, one without a day, one that is off, one of another year."""
    put(town, "data/documents/primersk/prikaz.yml", ORDER + END)
    put_event(town, "vesna", "start: 2027-04-03 10:00\nend_unknown: true", more="series: primersk-dni-dverey\n")
    put_event(town, "mesyac", "period: 2027-02\ndate_words: в феврале", status="planned")
    put_event(
        town, "otmena", "start: 2027-03-03 10:00\nend_unknown: true", status="cancelled", more="status_reason: ремонт\n"
    )
    put_event(town, "drugoy", "start: 2027-09-03 10:00\nend_unknown: true")


def year_of(town: Path) -> TownYear:
    """The year of Примерск."""
    catalog = catalog_of(town)
    return TownYear(catalog, catalog.get(Municipality, "primersk"))


def test_year_of_a_town(town: Path) -> None:
    """Events stand on their days, a date by rule, a series where it usually is, unless its own event is there."""
    lay_out_year(town)
    year = year_of(town)
    told = [(item.month[1], item.basis, item.line.when, item.line.title, item.measures) for item in year.items]
    assert [(month, basis, when.replace("\xa0", " "), *rest) for month, basis, when, *rest in told] == [
        (10, "usual", "дату мы не знаем", "Дни открытых дверей", (1,)),
        (12, "date", "5 декабря", "День открытых дверей", (1,)),
        (2, "usual", "день не назван", "mesyac", ()),
        (3, "rule", "1 марта", "Последний день заявления на экзамены", ()),
        (4, "date", "3 апреля", "vesna", (1,)),
        (0, "any", "", "Консультация для школьников", ()),
    ]
    assert [month for _, month in year.months] == [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 0]


def test_page_of_all_grades(town: Path) -> None:
    """A row for each month of the school year, a cell for each band, September to August."""
    lay_out_year(town)
    year = year_of(town)
    view = year_view(context_of(catalog_of(town), "primersk/year/"), year)
    assert view["bands"] == [
        "Дошкольники", "1–4\xa0классы", "5–7\xa0классы", "8–9\xa0классы", "10–11\xa0классы", "Класс не назван",
    ]  # fmt: skip
    assert [row["title"] for row in view["rows"]][:2] == ["Сентябрь 2026", "Октябрь 2026"]
    april = next(row for row in view["rows"] if row["title"] == "Апрель 2027")
    assert [[line["title"] for line in cell["lines"]] for cell in april["cells"]] == [[], [], [], ["vesna"], [], []]
    assert [item["title"] for item in view["legend"]] == ["Двери"]
    assert view["legend"][0]["url"] == "../../documents/prikaz/#measure-1"


def test_page_of_a_grade_and_its_text(town: Path) -> None:
    """One grade has only its own lines, and the text of the plan says the basis of each."""
    lay_out_year(town)
    year = year_of(town)
    (nine,) = [term for term in choices(catalog_of(town)) if term.slug == "9-klass"]
    assert year_address("primersk", nine) == "primersk/year/9-klass/"
    view = year_view(context_of(catalog_of(town), "primersk/year/9-klass/"), year, nine)
    assert view["text"].replace("\xa0", " ") == (
        "План профориентации на 2026/27 учебный год. Примерск, 9 класс\n"
        "\nДекабрь 2026\n— 5 декабря: День открытых дверей (8–11 классы; не подтверждено организатором)\n"
        "\nФевраль 2027\n— mesyac (9 класс; обычно в феврале; не подтверждено организатором)\n"
        "\nМарт 2027\n— 1 марта: Последний день заявления на экзамены (9 класс; по правилу, дата не подтверждена)\n"
        "\nАпрель 2027\n— 3 апреля: vesna (9 класс)\n"
        "\nСвежий план: https://profnavigator.example/primersk/year/9-klass/"
    )


def test_long_month_is_cut_and_says_so(town: Path) -> None:
    """A cell bears six lines; the rest is counted, and the table has them all."""
    for number in range(8):
        put_event(town, f"sobytie-{number}", f"start: 2027-01-1{number} 10:00\nend_unknown: true")
    year = year_of(town)
    view = year_view(context_of(catalog_of(town), "primersk/year/"), year)
    cell = next(row for row in view["rows"] if row["title"] == "Январь 2027")["cells"][3]
    assert (len(cell["lines"]), cell["more"]) == (6, 2)
    ((name, body),) = year_tables(catalog_of(town))
    assert name == "primersk/year/plan.csv"
    rows = body.decode("utf-8-sig").replace("\xa0", " ").split("\r\n")
    assert sum("sobytie" in row for row in rows) == 8
    assert rows[0].startswith("Месяц;Когда;Основание;Что;Классы;С класса;По класс;")
    assert "Январь 2027;10 января;дата объявлена;sobytie-0;9 класс;9;9;Ученики;;;;events/sobytie-0/" in rows

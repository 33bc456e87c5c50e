"""The year of each grade: what stands in which month, for whom, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.pages.year_plan import Section, chat_text, year_plan
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of

END = """\
sources: [{kind: editorial, note: пример для тестов}]
verification: needs-verification
checked: 2026-11-22
"""
DATE = "subject: gia\nschool_year: 2026/27\nrule_words: как всегда\n"
SERIES = "kind: lesson\nlevel: municipal\naudience: [pupils]\n"


def said(catalog: Catalog, reader: str) -> str:
    """A plan in words: grades, months, and the lines of each with what is said of them."""
    return listing(*year_plan(catalog, reader).sections)


def listing(*sections: Section) -> str:
    """Sections a row a line, with plain spaces."""
    return "".join(f"{row}\n" for section in sections for row in _rows(section)).replace("\xa0", " ")


def _rows(section: Section) -> Iterator[str]:
    yield section.title
    yield from (f"  ! {item.town}: {item.text}" for item in section.special)
    for month in section.months:
        yield f"  {month.title}{' — сейчас' if month.is_now else ''}"
        for line in month.lines:
            when = " ".join(filter(None, (line.when, line.weekday)))
            told = (when, line.title, line.town, line.season, line.whom, line.note, line.address)
            yield "    " + " | ".join(filter(None, told))


def line_of(catalog: Catalog, reader: str, address: str) -> list[str]:
    """Where a record stands: «section, month» for every place."""
    return [
        f"{section.title}, {month.title}".replace("\xa0", " ")
        for section in year_plan(catalog, reader).sections
        for month in section.months
        for line in month.lines
        if line.address == address
    ]


PARENTS = """\
Дошкольники
1–4 классы
5–7 классы
8 класс
9 класс
  Март 2027
    1 марта пн | Последний день заявления на экзамены | по правилу, дата не подтверждена | dates/zayavlenie-2027/
10 класс
11 класс
Класс не назван
  Октябрь 2026
    дату мы не знаем | Дни открытых дверей | Примерск | в октябре и апреле | кому: ученики, родители | \
series/primersk-dni-dverey/
  Апрель 2027
    даты пока нет | Дни открытых дверей | Примерск | в октябре и апреле | кому: ученики, родители | \
series/primersk-dni-dverey/
  Без точного месяца
    Консультация для школьников | Примерск | services/primersk-konsultaciya/
"""


def test_whole_plan_of_a_tiny_town(town: Path) -> None:
    """Every band has its section, months without lines are absent, the country's records have no town."""
    assert said(catalog_of(town), "parents") == PARENTS


def test_teachers_see_their_own_too(town: Path) -> None:
    """What is only for class teachers is on their page and not on the parents'; partners' things on neither."""
    for name, audience in (("pomoshch", "class-teachers"), ("vstrecha", "partners")):
        text = f"title: Услуга {name}\nprovider: primersk-kolledzh\nstatus: {{state: unknown}}\nfrequency: ежегодно\n"
        put(town, f"data/services/primersk/primersk-{name}.yml", f"{text}audience: [{audience}]\ngrades: 5-7\n{END}")
    catalog = catalog_of(town)
    assert line_of(catalog, "parents", "services/primersk-pomoshch/") == []
    assert line_of(catalog, "teachers", "services/primersk-vstrecha/") == []
    assert listing(year_plan(catalog, "teachers").grades[2]) == (
        "5–7 классы\n"
        "  Без точного месяца\n"
        "    Услуга pomoshch | Примерск | ежегодно | кому: классные руководители | идёт ли сейчас, не подтверждено | "
        "services/primersk-pomoshch/\n"
    )


def test_partners_see_what_needs_them_and_when_grades_are_busy(town: Path) -> None:
    """Visits and meetings stand there, lessons that nobody visits do not; exams do; what has no grade is told above."""
    rest = "status: {state: active}\nseason: {rule: unknown, text: когда договоримся}\n"
    for name, kind, more in (
        ("ekskursiya", "excursion", "grades: 8\n"),
        ("festival", "festival", "grades: 8\n"),
        ("yarmarka", "fair", ""),
    ):
        fields = f"title: {name}\nkind: {kind}\nlevel: municipal\naudience: [pupils]\n{more}"
        put(town, f"data/series/primersk/primersk-{name}.yml", fields + rest + END)
    plan = year_plan(catalog_of(town), "partners")
    assert plan.ungraded is None
    assert listing(*plan.grades[3:5]) == (
        "8 класс\n"
        "  Без точного месяца\n"
        "    ekskursiya | Примерск | когда договоримся | series/primersk-ekskursiya/\n"
        "9 класс\n"
        "  Март 2027\n"
        "    1 марта пн | Последний день заявления на экзамены | по правилу, дата не подтверждена | "
        "dates/zayavlenie-2027/\n"
    )


def test_announced_dates_take_the_place_of_the_usual_month(town: Path) -> None:
    """A series with a date in its month says the day; what is cancelled says nothing."""
    season = "status: {state: unknown}\nseason: {rule: tradition, months: [12, 4], text: в декабре и апреле}\n"
    put(town, "data/series/primersk/primersk-uroki.yml", f"title: Уроки\n{SERIES}{season}grades: 8\n{END}")
    rest = (
        "kind: lesson\nplace: {name: Зал}\nformat: in-person\nhost: primersk-zavod\naudience: [pupils]\ngrades: 8\n"
        f"level: municipal\nage_mark: 12+\nseries: primersk-uroki\n{END}"
    )
    days = {"urok": ("2026-12-10 15:00", "status: confirmed\n"), "vtoroy": ("2026-12-24 15:00", "status: planned\n")}
    days["otmena"] = ("2026-12-03 15:00", "status: cancelled\nstatus_reason: ремонт\n")
    for name, (day, status) in days.items():
        put(town, f"data/events/primersk/{name}.yml", f"title: {name}\nstart: {day}\nend_unknown: true\n{status}{rest}")
    section = year_plan(catalog_of(town), "parents").grades[3]
    assert chat_text(section, "https://example.org/").split("\n")[1] == "10\xa0декабря — Уроки (Примерск)"
    assert listing(section) == (
        "8 класс\n"
        "  Декабрь 2026\n"
        "    10 декабря чт | Уроки | Примерск | в декабре и апреле | series/primersk-uroki/\n"
        "  Апрель 2027\n"
        "    даты пока нет | Уроки | Примерск | в декабре и апреле | идёт ли сейчас, не подтверждено | "
        "series/primersk-uroki/\n"
    )


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ("basis: rule\nrule: {month: 12, nth: 1, weekday: wednesday}", ["8 класс, Декабрь 2026"]),
        ("basis: order\ndate: 2027-07-01\nuntil: 2027-08-09", ["8 класс, Июль 2027"]),
        ("basis: rule\nrule: {month: 9, day: 1, after_summer: true}", ["8 класс, Сентябрь 2027"]),
        ("basis: unknown\ndate_words: обычно с конца мая до начала июля", ["8 класс, Май 2027"]),
        ("basis: unknown\ndate_words: обычно в сентябре после выпуска", ["8 класс, Сентябрь 2027"]),
        ("basis: unknown\ndate_words: в начале сентября", ["8 класс, Сентябрь 2026"]),
        ("basis: unknown\ndate_words: объявят позже", ["8 класс, Без точного месяца"]),
    ],
)
def test_dates_stand_in_their_month(fields: str, places: list[str], town: Path) -> None:
    """By its day, and without a day by the first month that its words name."""
    put(town, "data/dates/proba.yml", f"title: Проба\n{DATE}grades: 8\n{fields}\n{END}")
    assert line_of(catalog_of(town), "parents", "dates/proba/") == places


@pytest.mark.parametrize(
    ("season", "places"),
    [
        ("{rule: window, months: [4, 10, 11], text: весной и осенью}", ["Октябрь 2026", "Апрель 2027"]),
        ("{rule: tradition, months: [1, 12], text: зимой}", ["Декабрь 2026"]),
        ("{rule: fixed, months: [10], text: 2 октября}", ["Октябрь 2026"]),
        ("{rule: all-year, months: [9, 5], text: весь год}", ["Без точного месяца"]),
        ("{rule: unknown, text: месяц не назван}", ["Без точного месяца"]),
    ],
)
def test_series_stand_at_the_start_of_their_season(season: str, places: list[str], town: Path) -> None:
    """Months in a row are one season; what goes on all year or at a time nobody knows comes last."""
    fields = f"title: Уроки\n{SERIES}status: {{state: active}}\nseason: {season}\ngrades: 8-9\n"
    put(town, "data/series/primersk/primersk-uroki.yml", fields + END)
    wanted = [f"{grade} класс, {place}" for grade in (8, 9) for place in places]
    assert line_of(catalog_of(town), "parents", "series/primersk-uroki/") == wanted


def test_steps_of_a_series_stand_apart(town: Path) -> None:
    """A contest whose steps name their months has a line for each, though its months are one season."""
    fields = (
        f"title: Чемпионат\n{SERIES}status: {{state: active}}\ngrades: 8\n"
        "season: {rule: window, months: [11, 12, 1, 2], text: зимой}\n"
        "stages:\n  - {title: Региональный этап, text: В прошлом году — с января., month: 1}\n"
        "  - {title: Финал, month: 11}\n  - {title: Подготовка}\n"
    )
    put(town, "data/series/primersk/primersk-chempionat.yml", fields + END)
    section = year_plan(catalog_of(town), "parents").grades[3]
    assert [(month.title, line.title, line.season) for month in section.months for line in month.lines] == [
        ("Ноябрь 2026", "Чемпионат. Финал", "зимой"),
        ("Январь 2027", "Чемпионат. Региональный этап", "В прошлом году — с января"),
    ]


@pytest.mark.parametrize("state", ["historical", "closed", "suspended"])
def test_what_is_over_is_no_task(state: str, town: Path) -> None:
    """Nobody is sent to what no longer takes place."""
    status = f"status: {{state: {state}, reason: так решили}}\nseason: {{rule: unknown, text: раньше}}\n"
    put(town, "data/series/primersk/primersk-uroki.yml", f"title: Уроки\n{SERIES}{status}{END}")
    assert line_of(catalog_of(town), "parents", "series/primersk-uroki/") == []


def test_the_year_turns_in_september(town: Path) -> None:
    """On 31 August the plan is still that of the old year, a day later its dates are gone."""
    old, new = (year_plan(catalog_of(town, today=day), "parents") for day in (date(2027, 8, 31), date(2027, 9, 1)))
    assert (old.school_year, [month.title for month in old.grades[4].months]) == ("2026/27", ["Март 2027"])
    assert (new.school_year, [month.title for month in new.grades[4].months]) == ("2027/28", [])


def test_special_rules_stand_where_they_matter(town: Path) -> None:
    """A town's own order is told to the grades that have a date it concerns, and to no others."""
    path = town / "data/municipalities/primersk.yml"
    rule = "special_rules: [{subject: gia, grades: 9-11, text: Здесь иначе, short: спросите в школе}]\n"
    path.write_text(path.read_text("utf-8") + rule, "utf-8")
    plan = year_plan(catalog_of(town), "parents")
    told = {section.id: [item.text for item in section.special] for section in plan.sections if section.special}
    assert told == {"grades-9": ["спросите в школе"]}


def test_text_for_the_chat_of_a_class(town: Path) -> None:
    """It tells the next dates and how sure they are; when all are over, or there are none, there is no text."""
    before, after = (
        year_plan(catalog_of(town, today=day), "teachers").grades for day in (date(2027, 3, 1), date(2027, 3, 2))
    )
    assert chat_text(before[4], "https://profnavigator.example/parents/") == (
        "9\xa0класс: что впереди\n"
        "1\xa0марта — Последний день заявления на экзамены (по правилу, дата не подтверждена)\n"
        "Весь год по месяцам: https://profnavigator.example/parents/#grades-9"
    )
    assert [chat_text(section, "") for section in (after[4], before[0])] == ["", ""]

"""Owns the tests of `macros.text.russian`: tables of examples."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from macros.text import russian
from macros.text.russian import NBSP, ShortDate

MONTHS = [
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
]  # fmt: skip
SHORT_MONTHS = ["янв", "февр", "мар", "апр", "мая", "июн", "июл", "авг", "сент", "окт", "нояб", "дек"]


def at(day: int, hour: int, minute: int = 0, *, month: int = 12, year: int = 2026) -> datetime:
    """A wall-clock moment, by default in December 2026."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001


def spaces(text: str) -> str:
    """The text with ordinary spaces, to compare words only."""
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"), (7, "7"), (999, "999"), (1000, "1000"), (9999, "9999"), (10000, "10_000"),
        (11927, "11_927"), (1234567, "1_234_567"),
        (-3, "−3"), (-4000, "−4000"), (-40000, "−40_000"), (12.5, "12,5"), (12345.5, "12_345,5"),
        (Decimal("0.10"), "0,10"),
    ],
)  # fmt: skip
def test_number(value: int | float | Decimal, expected: str) -> None:
    """Thousands of long numbers are set apart by no-break spaces, decimals by a comma."""
    assert russian.number(value) == expected.replace("_", NBSP)


@pytest.mark.parametrize(
    ("word", "counts"),
    [
        ("событие", [1, 21, 31, 101, 121, 1001, 1021]),
        ("события", [2, 3, 4, 22, 23, 24, 33, 102, 104, 122, 1003]),
        ("событий", [0, 5, 6, 9, 10, 11, 12, 13, 14, 15, 19, 20, 25, 100, 111, 112, 114, 211, 1000, 1011]),
    ],
)
def test_plural(word: str, counts: list[int]) -> None:
    """Every class of counts takes its own form of the word."""
    for count in counts:
        text = russian.plural(count, "событие", "события", "событий")
        assert text == f"{russian.number(count)}{NBSP}{word}"


@pytest.mark.parametrize(("month", "name", "short"), [*zip(range(1, 13), MONTHS, SHORT_MONTHS, strict=True)])
def test_every_month(month: int, name: str, short: str) -> None:
    """Months are in the genitive, and short ones have no full stop."""
    day = date(2026, month, 5)
    assert russian.date_text(day) == f"5{NBSP}{name} 2026"
    assert russian.day_text(day).endswith(f", 5{NBSP}{name}")
    assert russian.short_date(day).month == short


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (None, "5 декабря 2026"),
        (date(2026, 9, 1), "5 декабря"),
        (date(2027, 8, 31), "5 декабря"),
        (date(2026, 8, 31), "5 декабря 2026"),
        (date(2027, 9, 1), "5 декабря 2026"),
    ],
)
def test_date_text(today: date | None, expected: str) -> None:
    """The year is left out only within the same school year."""
    assert spaces(russian.date_text(date(2026, 12, 5), today)) == expected


@pytest.mark.parametrize(
    ("day", "name", "short"),
    [
        (7, "понедельник", "пн"), (8, "вторник", "вт"), (9, "среда", "ср"), (10, "четверг", "чт"),
        (11, "пятница", "пт"), (12, "суббота", "сб"), (13, "воскресенье", "вс"),
    ],
)  # fmt: skip
def test_every_weekday(day: int, name: str, short: str) -> None:
    """Weekdays are in lower case, in full and in two letters."""
    value = date(2026, 12, day)
    assert russian.day_text(value) == f"{name}, {day}{NBSP}декабря"
    assert russian.day_text(value, with_year=True) == f"{name}, {day}{NBSP}декабря 2026"
    assert russian.short_date(value) == ShortDate(day=day, month="дек", weekday=short)


@pytest.mark.parametrize(
    ("start", "end", "options", "expected"),
    [
        (at(5, 10), at(5, 13), {}, "суббота, 5 декабря, 10:00–13:00"),
        (at(5, 9, 5), at(5, 13, 45), {"with_year": True}, "суббота, 5 декабря 2026, 09:05–13:45"),
        (at(5, 10), None, {}, "суббота, 5 декабря, 10:00"),
        (at(5, 10), at(5, 10), {}, "суббота, 5 декабря, 10:00"),
        (at(5, 10), None, {"open_end": True}, "суббота, 5 декабря, с 10:00"),
        (at(5, 10), at(5, 13), {"open_end": True}, "суббота, 5 декабря, с 10:00"),
        (at(5, 22), at(6, 2), {}, "суббота, 5 декабря, 22:00 — воскресенье, 6 декабря, 02:00"),
        (at(5, 22), at(6, 0), {}, "суббота, 5 декабря, 22:00–24:00"),
        (at(5, 0), at(6, 0), {}, "суббота, 5 декабря, 00:00–24:00"),
        (at(4, 10), at(6, 0), {}, "пятница, 4 декабря, 10:00 — суббота, 5 декабря, 24:00"),
        (at(31, 22), at(1, 0, month=1, year=2027), {}, "четверг, 31 декабря, 22:00–24:00"),
        (
            at(31, 22), at(1, 2, month=1, year=2027), {},
            "четверг, 31 декабря 2026, 22:00 — пятница, 1 января 2027, 02:00",
        ),
        (date(2026, 12, 5), None, {}, "суббота, 5 декабря"),
        (date(2026, 12, 5), date(2026, 12, 5), {"with_year": True}, "суббота, 5 декабря 2026"),
        (date(2026, 12, 5), None, {"open_end": True}, "суббота, 5 декабря"),
        (at(5, 10), at(5, 13), {"all_day": True}, "суббота, 5 декабря"),
        (at(5, 10), at(7, 13), {"all_day": True}, "5–7 декабря"),
        (date(2026, 12, 5), date(2026, 12, 7), {"all_day": True}, "5–7 декабря"),
        (date(2026, 12, 5), date(2026, 12, 7), {"with_year": True}, "5–7 декабря 2026"),
        (date(2026, 11, 30), date(2026, 12, 2), {}, "30 ноября — 2 декабря"),
        (date(2026, 11, 30), date(2026, 12, 2), {"with_year": True}, "30 ноября — 2 декабря 2026"),
        (date(2026, 12, 29), date(2027, 1, 2), {}, "29 декабря 2026 — 2 января 2027"),
        (date(2026, 12, 5), date(2027, 12, 7), {}, "5 декабря 2026 — 7 декабря 2027"),
    ],
)  # fmt: skip
def test_when(start: date, end: date | None, options: dict[str, bool], expected: str) -> None:
    """Every shape of an event's time reads the way people say it."""
    text = russian.when(start, end, **options)
    assert spaces(text) == expected
    assert " –" not in text


def test_when_backwards() -> None:
    """An end before the start is a mistake of the caller."""
    with pytest.raises(ValueError, match="before the start"):
        russian.when(at(5, 13), at(5, 10))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (0, 0, "дошкольники"), (0, 1, "дошкольники и 1 класс"), (0, 4, "дошкольники и 1–4 классы"),
        (1, 1, "1 класс"), (9, 9, "9 класс"), (8, 9, "8–9 классы"), (1, 11, "1–11 классы"),
    ],
)  # fmt: skip
def test_grades_text(first: int, last: int, expected: str) -> None:
    """Ranges of grades, from preschool on."""
    assert spaces(russian.grades_text(first, last)) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (0, 0, "до школы"), (0, 4, "до школы и в 1–4 классах"), (9, 9, "в 9 классе"), (1, 4, "в 1–4 классах"),
    ],
)  # fmt: skip
def test_in_grades(first: int, last: int, expected: str) -> None:
    """The same ranges where something has to be done in time."""
    assert spaces(russian.in_grades(first, last)) == expected


@pytest.mark.parametrize(("first", "last"), [(-1, 4), (9, 8), (1, 12)])
def test_no_such_grades(first: int, last: int) -> None:
    """Grades outside a school are a mistake of the caller."""
    with pytest.raises(ValueError, match="no such grades"):
        russian.grades_text(first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""), ("суббота, 5 декабря", "Суббота, 5 декабря"), ("вуз РГУ", "Вуз РГУ"), ("ёлка", "Ёлка"),
        ("«открытый урок»", "«Открытый урок»"), ("5 дней назад", "5 дней назад"), ("IT-куб", "IT-куб"),
        ("— да", "— да"),
    ],
)  # fmt: skip
def test_capitalise(text: str, expected: str) -> None:
    """Only the first letter changes."""
    assert russian.capitalise(text) == expected

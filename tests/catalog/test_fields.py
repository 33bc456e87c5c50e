"""Owns the tests of `macros.catalog.fields`: how each kind of value is written, and what is offered instead."""

from datetime import date, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.catalog.fields import (
    AgeMark,
    Count,
    Day,
    Flag,
    Grades,
    Hours,
    Isco,
    Line,
    Moment,
    Period,
    SchoolYear,
    SpecialityCode,
    Summary,
    TimeZone,
    Url,
    When,
    ref,
    term,
)
from macros.catalog.file_name import safe_name
from macros.catalog.problem import flow, near, quoted


def at(*parts: int) -> datetime:
    """A wall-clock moment."""
    return datetime(*parts)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Day, "2026-12-05", date(2026, 12, 5)),
        (Day, "2028-02-29", date(2028, 2, 29)),
        (Moment, "2026-12-05 10:00", at(2026, 12, 5, 10)),
        (Moment, "2026-12-05T10:00", at(2026, 12, 5, 10)),
        (Moment, "2026-12-31 24:00", at(2027, 1, 1)),
        (Moment, "2100-12-31 24:00", at(2101, 1, 1)),
        (When, "2026-12-05", date(2026, 12, 5)),
        (When, "2026-12-05 00:00", at(2026, 12, 5)),
        (Flag, "true", True),
        (Flag, "false", False),
        (Count, "0", 0),
        (Count, "012", 12),
        (Line, "  День   открытых\n дверей ", "День открытых дверей"),
        (Summary, "Десять зна", "Десять зна"),
        (Url, " https://пример.рф/путь?a=1#b ", "https://пример.рф/путь?a=1#b"),
        (Url, "http://a.example", "http://a.example"),
        (AgeMark, "0+", "0+"),
        (SpecialityCode, "21.05.04", "21.05.04"),
        (Isco, "2146", "2146"),
        (SchoolYear, "2026/27", "2026/27"),
        (TimeZone, "Asia/Novosibirsk", "Asia/Novosibirsk"),
        (Period, "2020", "2020"),
        (Period, "2020-12", "2020-12"),
        (Hours, "10:00-24:00", "10:00-24:00"),
        (Hours, "10:00–18:30", "10:00–18:30"),
        (Grades, "0", Grades(0, 0)),
        (Grades, "8-11", Grades(8, 11)),
        (Grades, "8 – 11", Grades(8, 11)),
        (ref("Organization"), "primersk-zavod.yml", "primersk-zavod"),
        (term("audience"), " pupils ", "pupils"),
    ],
)
def test_good_values(kind: Any, text: str, value: object) -> None:
    """What an editor may write, and what it means."""
    assert TypeAdapter(kind).validate_python(text) == value


@pytest.mark.parametrize(
    ("kind", "text", "code", "fix"),
    [
        (Day, "05.12.2026", "date", "2026-12-05"),
        (Day, "5/12/2026", "date", "2026-12-05"),
        (Day, "05.12.26", "date", "2026-12-05"),
        (Day, "2026.12.05", "date", "2026-12-05"),
        (Day, "2026-12-5", "date", "2026-12-05"),
        (Day, "5 декабря 2026", "date", "2026-12-05"),
        (Day, "1 мая 2027 г.", "date", "2027-05-01"),
        (Day, "1 марта 2027 года", "date", "2027-03-01"),
        (Day, "31.02.2027", "date", ""),
        (Day, "2026-12-05 10:00", "date", "2026-12-05"),
        (Day, "завтра", "date", ""),
        (Day, "", "date", ""),
        (Day, "2026-13-01", "impossible-date", ""),
        (Day, "2027-02-29", "impossible-date", ""),
        (Day, "0000-01-01", "impossible-date", ""),
        (Day, "0026-12-05", "impossible-date", ""),
        (Moment, "2026-12-05", "date", ""),
        (Moment, "05.12.2026 в 18.30", "date", "2026-12-05 18:30"),
        (Moment, "5 декабря 2026, 9:05", "date", "2026-12-05 09:05"),
        (Moment, "2026-12-05 10:00:00", "date", "2026-12-05 10:00"),
        (Moment, "2026-12-05 10:60", "impossible-date", ""),
        (Moment, "2026-12-05 24:01", "impossible-date", ""),
        (Moment, "9999-12-31 24:00", "impossible-date", ""),
        (When, "18:30", "date", ""),
        (When, "5.12.2026 24:30", "date", ""),
        (When, "2026-12-05 10.00", "date", "2026-12-05 10:00"),
        (Flag, "да", "flag", "true"),
        (Flag, "No", "flag", "false"),
        (Flag, "TRUE", "flag", "true"),
        (Flag, "может быть", "flag", ""),
        (Count, "11 927", "number", "11927"),
        (Count, "около 300", "number", "300"),
        (Count, "3,5", "number", ""),
        (Count, "10–12", "number", ""),
        (Count, "²", "number", ""),
        (Count, "-1", "number", ""),
        (Count, "9" * 5000, "number", ""),
        (Url, "www.example.org", "url", "https://www.example.org"),
        (Url, "example.org/о нас", "url", ""),
        (Url, "ftp://example.org", "url", ""),
        (Url, "javascript:alert(1)", "url", ""),
        (Url, "http://[", "url", ""),
        (AgeMark, "12", "age-mark", "12+"),
        (AgeMark, "6 +", "age-mark", "6+"),
        (AgeMark, "14+", "age-mark", ""),
        (AgeMark, "18+", "age-mark", ""),
        (SpecialityCode, "210504", "pattern", "21.05.04"),
        (SpecialityCode, "21.5.4", "pattern", ""),
        (SchoolYear, "2026-2027", "pattern", "2026/27"),
        (SchoolYear, "2026", "pattern", ""),
        (Period, "2020-13", "pattern", ""),
        (Hours, "10-18", "pattern", "10:00-18:00"),
        (Hours, "10:75-18:00", "pattern", ""),
        (Hours, "днём", "pattern", ""),
        (TimeZone, "UTC+3", "pattern", ""),
        (Grades, "8 и 9 классы", "grades", "8-9"),
        (Grades, "9А", "grades", "9"),
        (Grades, "дошкольники", "grades", "0"),
        (Grades, "5, 6, 7", "grades", ""),
        (Grades, "012", "grades", ""),
        (Grades, "12", "grades", ""),
        (Grades, "11-8", "grades", "8-11"),
        (Line, ["а", "б"], "text-expected", ""),
        (Line, ["одно"], "text-expected", "одно"),
        (Line, {"Завод": "экскурсия"}, "text-expected", '"Завод: экскурсия"'),
    ],
)  # fmt: skip
def test_bad_values(kind: Any, text: object, code: str, fix: str) -> None:
    """Each mistake has its code, and a ready value only when there is no doubt what was meant."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(text)
    [error] = caught.value.errors()
    assert (error["type"], error["ctx"]["fix"]) == (code, fix)
    if fix and code != "text-expected":
        TypeAdapter(kind).validate_python(fix)


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [("8-11", "9", True), ("0-4", "4-5", True), ("1-4", "5-7", False), ("11", "9-10", False)],
)
def test_grades_meet(first: str, second: str, meet: bool) -> None:
    """Ranges include both their ends."""
    assert Grades.parse(first).meets(Grades.parse(second)) is meet
    assert Grades.parse(second).meets(Grades.parse(first)) is meet


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("завод", "завод"),
        ("день: вечер", '"день: вечер"'),
        ("#Я смогу!", '"#Я смогу!"'),
        ("а, б", '"а, б"'),
        ("2026-12-05 10:00", "2026-12-05 10:00"),
        ({"kind": "seed", "rows": ["R1", "R2"]}, "{kind: seed, rows: [R1, R2]}"),
        ("", '""'),
    ],
)
def test_flow(value: object, text: str) -> None:
    """A ready value is YAML in one line, in quotes where YAML needs them."""
    assert flow(value) == text


def test_quoted() -> None:
    """A found value is cut, stands on one line and never shows Python."""
    assert quoted("а\n б") == "«а б»"
    assert quoted({"a": ["б"]}) == "«{a: [б]}»"
    assert quoted("я" * 70) == f"«{'я' * 59}…»"


def test_near() -> None:
    """A hint is given for a slip of the pen, not for another word."""
    assert near("titel", ["title", "kind"]) == "title"
    assert near("цвет", ["title", "kind"]) == ""


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("den-dverey-2026", "den-dverey-2026"),
        ("Den_Dverey", "den-dverey"),
        ("День открытых дверей", "den-otkrytyh-dverey"),
        ("Щёлково: съезд юных!", "shchelkovo-sezd-yunyh"),
        ("--a--b-", "a-b"),
        ("№5²", "5"),
    ],
)
def test_safe_name(name: str, safe: str) -> None:
    """A file name for an address, transliterated from what the editor typed."""
    assert safe_name(name) == safe

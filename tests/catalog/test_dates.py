"""Owns the tests of `macros.catalog.dates` and of all real key dates, against days counted by hand."""

from datetime import date, timedelta

import pytest

from macros.catalog import KeyDate, load
from macros.catalog.dates import (
    HOLIDAYS,
    is_working,
    last_year_of,
    months_since,
    nth_weekday,
    school_year_of,
    working_day_from,
    year_of_month,
)
from tests.catalog.towns import TODAY
from tests.tools import ROOT


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (nth_weekday(2026, 12, 1, "wednesday"), date(2026, 12, 2)),
        (nth_weekday(2027, 2, 2, "wednesday"), date(2027, 2, 10)),
        (nth_weekday(2027, 4, 3, "monday"), date(2027, 4, 19)),
        (nth_weekday(2027, 3, 1, "monday"), date(2027, 3, 1)),
        (nth_weekday(2027, 2, 5, "wednesday"), date(2027, 3, 3)),
        # 8 March 2028 is a Wednesday, so the second working one is the third.
        (nth_weekday(2028, 3, 2, "wednesday"), date(2028, 3, 8)),
        (nth_weekday(2028, 3, 2, "wednesday", working=True), date(2028, 3, 15)),
        # 1 and 8 January are holidays: Friday the 15th is the first working one.
        (nth_weekday(2027, 1, 1, "friday", working=True), date(2027, 1, 15)),
        (nth_weekday(2027, 1, 2, "friday", working=True), date(2027, 1, 22)),
    ],
)
def test_nth_weekday(found: date, expected: date) -> None:
    """The n-th weekday of a month, and the n-th working one."""
    assert found == expected


def test_school_year() -> None:
    """A school year turns on 1 September."""
    assert [school_year_of(day) for day in (date(2026, 8, 31), date(2026, 9, 1), date(1999, 9, 1))] == [
        "2025/26", "2026/27", "1999/00",
    ]  # fmt: skip
    assert [year_of_month("2026/27", month) for month in (9, 12, 1, 8)] == [2026, 2026, 2027, 2027]
    assert last_year_of("2026/27") == 2027


def test_holidays() -> None:
    """The non-working holidays of article 112, and nothing else, stop a deadline on a weekday."""
    assert {day for day in HOLIDAYS if day[0] != 1} == {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
    year = [date(2027, 1, 1) + timedelta(days=number) for number in range(365)]
    off = [day for day in year if not is_working(day) and day.weekday() < 5]
    assert off == [
        date(2027, 1, 1), date(2027, 1, 4), date(2027, 1, 5), date(2027, 1, 6), date(2027, 1, 7), date(2027, 1, 8),
        date(2027, 2, 23), date(2027, 3, 8), date(2027, 11, 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2027, 3, 5), date(2027, 3, 5)),
        (date(2027, 3, 6), date(2027, 3, 9)),
        (date(2027, 1, 1), date(2027, 1, 11)),
        (date(2027, 5, 1), date(2027, 5, 3)),
        (date(2027, 6, 12), date(2027, 6, 14)),
    ],
)
def test_working_day_from(day: date, working: date) -> None:
    """The day itself if it is a working one, or the next, over weekends and holidays."""
    assert working_day_from(day) == working


BY_HAND = {
    "sochinenie-2027": "2026-12-02",
    "sochinenie-2027-dop-1": "2027-02-03",
    "sochinenie-2027-dop-2": "2027-04-14",
    "sochinenie-zayavlenie-2027": "2026-11-18",
    "sobesedovanie-2027": "2027-02-10",
    "sobesedovanie-2027-dop-1": "2027-03-10",
    "sobesedovanie-2027-dop-2": "2027-04-19",
    "sobesedovanie-zayavlenie-2027": "2027-01-27",
    "ege-zayavlenie-2027": "2027-02-01",
    "oge-zayavlenie-2027": "2027-03-01",
    "spo-pravila-2027": "2027-03-01",
    "spo-nachalo-2027": "2027-06-20",
    "spo-ispytaniya-2027": "2027-08-10",
    "spo-konets-2027": "2027-08-15",
    "spo-dopolnitelnyy-2027": "2027-11-25",
    "vuz-pravila-2027": "2027-01-20",
    "vuz-nachalo-2027": "2027-06-20",
    "vuz-ispytaniya-2027": "2027-07-15",
    "vuz-ege-2027": "2027-07-25",
    "vuz-spiski-2027": "2027-07-27",
    "nachalo-ucheby-2027": "2027-09-01",
}
"""Days by calendar and domain.md 599–614; dates that only an order names have none."""


def test_real_key_dates() -> None:
    """Every key date of data/dates/ falls on the day counted by hand, or has no day until its order."""
    dates = load(ROOT, today=TODAY, demo=False).catalog.all(KeyDate)
    assert {item.id: item.day.isoformat() for item in dates if item.day} == BY_HAND
    assert {item.id for item in dates if not item.day} == {item.id for item in dates if item.basis == "unknown"}


def test_real_shifts() -> None:
    """Only deadlines of school exams move off a day off, and none does so in 2026/27."""
    dates = load(ROOT, today=TODAY, demo=False).catalog.all(KeyDate)
    assert {item.id for item in dates if item.shifts} == {
        "ege-zayavlenie-2027", "oge-zayavlenie-2027", "sobesedovanie-zayavlenie-2027", "sochinenie-zayavlenie-2027",
    }  # fmt: skip
    assert [item.id for item in dates if item.is_shifted] == []


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        # 1 February 2026 was a Sunday.
        ({"rule": {"month": "2", "day": "1"}, "deadline": "true", "shifts": "true"}, "2026-02-02"),
        ({"rule": {"month": "2", "day": "1"}, "deadline": "true"}, "2026-02-01"),
        # A start stays where it is: who comes on the printed day must not be too early.
        ({"rule": {"month": "2", "day": "1"}}, "2026-02-01"),
        # What an order names is never moved.
        ({"basis": "order", "date": "2026-02-01", "deadline": "true", "shifts": "true"}, "2026-02-01"),
        ({"rule": {"month": "12", "nth": "1", "weekday": "wednesday", "minus_days": "14"}}, "2025-11-19"),
        ({"rule": {"month": "9", "day": "1", "after_summer": "true"}}, "2026-09-01"),
        ({"basis": "unknown", "date_words": "обычно в мае"}, None),
    ],
)
def test_day_of_a_key_date(changes: dict[str, object], day: str | None) -> None:
    """The day follows from rule or order; only a deadline that is known to move leaves a day off."""
    item = KeyDate.model_validate(
        {
            "id": "srok", "path": "data/dates/srok.yml", "title": "Срок", "subject": "gia", "school_year": "2025/26",
            "grades": "9", "basis": "rule", "rule_words": "словами", "verification": "needs-verification",
            "checked": "2025-11-22", "sources": [{"kind": "editorial", "note": "пример"}],
        }
        | changes
    )  # fmt: skip
    assert (item.day and item.day.isoformat()) == day
    assert [fault for name in item.RULES for fault in getattr(item, name)()] == []


@pytest.mark.parametrize(
    ("day", "today", "months"),
    [
        (date(2026, 11, 22), date(2026, 11, 22), 0),
        (date(2026, 11, 22), date(2027, 11, 21), 11),
        (date(2026, 11, 22), date(2027, 11, 22), 12),
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 2, 28), 11),
        (date(2024, 2, 29), date(2025, 3, 1), 12),
        (date(2026, 11, 22), date(2026, 11, 1), -1),
    ],
)
def test_whole_months(day: date, today: date, months: int) -> None:
    """A month has passed on the same day of the next one, or on the first day after it when there is none."""
    assert months_since(day, today) == months

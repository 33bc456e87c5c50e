"""Arithmetic of days: n-th weekdays, school years, working days, the age of a check."""

from __future__ import annotations

from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOLIDAYS = frozenset([(1, day) for day in range(1, 9)] + [(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)])
"""Non-working holidays as (month, day): Labour Code of the Russian Federation, article 112."""
STALE_MONTHS = 12
"""A fact that nobody has compared with its source for so long is stale."""


def nth_weekday(year: int, month: int, nth: int, weekday: str, *, working: bool = False) -> date:
    """The n-th (from 1) given weekday of a month; a fifth that the month lacks falls into the next one.

    `working` counts only days that are no holidays.
    """
    first = date(year, month, 1)
    found = first + timedelta(days=(WEEKDAYS.index(weekday) - first.weekday()) % 7)
    while nth > 1 or (working and not is_working(found)):
        nth -= not working or is_working(found)
        found += timedelta(days=7)
    return found


def last_year_of(school_year: str) -> int:
    """The calendar year in which a school year ends: "2026/27" gives 2027."""
    return int(school_year[:4]) + 1


def year_of_month(school_year: str, month: int) -> int:
    """The calendar year of a month: September to December belong to the first half of the school year."""
    return int(school_year[:4]) + (0 if month >= 9 else 1)


def school_year_of(day: date) -> str:
    """The school year a day belongs to; it turns on 1 September."""
    first = day.year if day.month >= 9 else day.year - 1
    return f"{first}/{(first + 1) % 100:02}"


def is_working(day: date) -> bool:
    """Neither Saturday, Sunday nor a statutory holiday; transferred days off are not known years ahead."""
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def working_day_from(day: date) -> date:
    """The day itself, or the next working day after it."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def months_since(day: date, today: date) -> int:
    """Whole months that have passed since a day."""
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)

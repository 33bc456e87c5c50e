"""Owns Russian words for dates and numbers."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from babel import Locale

NBSP = "\u00a0"
"""The no-break space: before a word that a number counts, between a day and its month, before a dash."""

_LOCALE = Locale("ru")
_MONTHS = _LOCALE.months["format"]["wide"]  # genitive: «декабря»
_MONTH_NAMES = _LOCALE.months["stand-alone"]["wide"]
_SHORT_MONTHS = _LOCALE.months["format"]["abbreviated"]
_WEEKDAYS = _LOCALE.days["stand-alone"]["wide"]
_SHORT_WEEKDAYS = _LOCALE.days["stand-alone"]["abbreviated"]


_LAST_GRADE = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortDate:
    """The parts of a date block: 5, «дек», «сб»."""

    day: int
    month: str
    weekday: str


def number(value: int | float | Decimal) -> str:
    """«11 927», «3000», «12,5», «−3»: no-break spaces from five digits on, decimal comma; the caller rounds."""
    text = f"{value:,}" if abs(value) >= 10_000 else str(value)
    return text.replace(",", NBSP).replace(".", ",").replace("-", "\N{MINUS SIGN}")


def plural(count: int, one: str, few: str, many: str) -> str:
    """«1 событие», «2 события», «5 событий», the number bound to the word by a no-break space."""
    word = {"one": one, "few": few}.get(_LOCALE.plural_form(count), many)
    return f"{number(count)}{NBSP}{word}"


def date_text(value: date, today: date | None = None) -> str:
    """«5 декабря 2026»; without the year if `today` is in the same school year (from September)."""
    shown = today is None or _school_year(value) != _school_year(today)
    return _day_and_month(value, with_year=shown)


def day_text(value: date, *, with_year: bool = False) -> str:
    """«суббота, 5 декабря» or «суббота, 5 декабря 2026»."""
    return f"{_WEEKDAYS[value.weekday()]}, {_day_and_month(value, with_year=with_year)}"


def when(
    start: date,
    end: date | None = None,
    *,
    open_end: bool = False,
    all_day: bool = False,
    with_year: bool = False,
) -> str:
    """When an event takes place: «суббота, 5 декабря, 10:00–13:00», «5–7 декабря».

    `start` and `end`, the town's wall clock, are both datetimes, or both dates, which are whole days;
    `all_day` makes whole days of datetimes. The last day is included, midnight at the end is 24:00.
    `open_end`: the end is unknown and ignored, «с 10:00». Years are shown if asked or if they differ.
    Raises ValueError if the end is before the start.
    """
    if end is not None and end < start:
        raise ValueError(f"the end {end} is before the start {start}")
    if all_day or not isinstance(start, datetime):
        return _whole_days(_day(start), _day(end or start), with_year=with_year)
    if open_end:
        return f"{day_text(start, with_year=with_year)}, с{NBSP}{start:%H:%M}"
    if not isinstance(end, datetime) or end == start:
        return f"{day_text(start, with_year=with_year)}, {start:%H:%M}"

    last, closing = _day(end), f"{end:%H:%M}"
    if closing == "00:00":
        last, closing = last - timedelta(days=1), "24:00"
    with_year = with_year or last.year != start.year
    opening = f"{day_text(start, with_year=with_year)}, {start:%H:%M}"
    if last == _day(start):
        return f"{opening}–{closing}"
    return f"{opening}{NBSP}— {day_text(last, with_year=with_year)}, {closing}"


def short_date(value: date) -> ShortDate:
    """The parts of a date block; months and weekdays shortened without a full stop."""
    return ShortDate(
        day=value.day,
        month=_SHORT_MONTHS[value.month].rstrip("."),
        weekday=_SHORT_WEEKDAYS[value.weekday()],
    )


def month_text(year: int, month: int) -> str:
    """«декабрь 2026»."""
    return f"{_MONTH_NAMES[month]} {year}"


def grades_text(first: int, last: int) -> str:
    """«9 класс», «8–9 классы», «дошкольники и 1–4 классы»; 0 is preschool.

    Raises ValueError unless 0 ≤ first ≤ last ≤ 11.
    """
    if not 0 <= first <= last <= _LAST_GRADE:
        raise ValueError(f"no such grades: {first} to {last}")
    if last == 0:
        return "дошкольники"
    if first == 0:
        return f"дошкольники и{NBSP}{grades_text(1, last)}"
    return f"{last}{NBSP}класс" if first == last else f"{first}–{last}{NBSP}классы"


def in_grades(first: int, last: int) -> str:
    """«в 9 классе», «в 8–9 классах», «до школы»; where grades begin before school, «до школы и в 1–4 классах»."""
    if last == 0:
        return "до школы"
    if first == 0:
        return f"до школы и {in_grades(1, last)}"
    return f"в{NBSP}{last}{NBSP}классе" if first == last else f"в{NBSP}{first}–{last}{NBSP}классах"


def calendar_words() -> dict[str, list[str]]:
    """The words of which dates are made, for the browser: months from January, days from Monday."""
    return {
        "months": [_MONTHS[number] for number in range(1, 13)],
        "short_months": [_SHORT_MONTHS[number].rstrip(".") for number in range(1, 13)],
        "weekdays": [_WEEKDAYS[number] for number in range(7)],
        "short_weekdays": [_SHORT_WEEKDAYS[number] for number in range(7)],
    }


def capitalise(text: str) -> str:
    """The text with its first letter in upper case, also behind quotation marks; the rest as it is."""
    return re.sub(r"^[«„“\"(]*\w", lambda match: match[0].upper(), text)


def _day(value: date) -> date:
    """The day of a date or a datetime."""
    return value.date() if isinstance(value, datetime) else value


def _day_and_month(value: date, *, with_year: bool) -> str:
    """«5 декабря» or «5 декабря 2026»."""
    year = f" {value.year}" if with_year else ""
    return f"{value.day}{NBSP}{_MONTHS[value.month]}{year}"


def _school_year(value: date) -> int:
    """The year in which the school year of this date began."""
    return value.year if value.month >= 9 else value.year - 1


def _whole_days(first: date, last: date, *, with_year: bool) -> str:
    """«суббота, 5 декабря», «5–7 декабря», «30 ноября — 2 декабря», with years where they differ."""
    if first == last:
        return day_text(first, with_year=with_year)
    years_differ = first.year != last.year
    end = _day_and_month(last, with_year=with_year or years_differ)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{_day_and_month(first, with_year=years_differ)}{NBSP}— {end}"

"""The school year of each grade: key dates, series and services that concern a reader, in the order of months."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from macros.catalog import Catalog, EventSeries, Grades, KeyDate, Record, Service
from macros.catalog.dates import school_year_of, year_of_month
from macros.catalog.event_series import OVER
from macros.catalog.record import Status
from macros.pages.coming import announced_in
from macros.pages.links import address
from macros.pages.partner_view import needs_partner
from macros.text import russian
from macros.text.richtext import plain

BANDS = (Grades(0, 0), Grades(1, 4), Grades(5, 7), Grades(8, 8), Grades(9, 9), Grades(10, 10), Grades(11, 11))
"""The grades that share a sheet."""
_CHILD = frozenset({"pupils", "preschoolers"})
_FAMILY = _CHILD | {"parents"}
_TEACHERS = _FAMILY | {"class-teachers", "teachers"}
READERS = {
    "parents": _FAMILY,
    "teachers": _TEACHERS,
    "partners": _TEACHERS | {"partners"},
    "school": _TEACHERS | {"volunteers"},
}
"""Whose records each reader is told of: parents do with the child what the child does, teachers with them all.

Partners are told when each grade needs them and when it is busy with exams and applications.
"""
_AHEAD = 5
ANY_MONTH = (9999, 0)
"""Stands after every month: things to do when one likes, or when somebody names the month."""
_MONTH_WORDS = re.compile(r"\b(январ|феврал|март|апрел|ма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)")
_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to do; an empty text is not shown.

    `when` is short: «10 февраля», «даты пока нет»; `season` tells the usual time in words when there is no day;
    `note` how sure all this is; `whom` is said when it is not simply the pupil; `town` is empty for the whole
    country; `last_day` is known for dated lines only.
    """

    title: str
    address: str
    when: str = ""
    weekday: str = ""
    season: str = ""
    note: str = ""
    whom: str = ""
    summary: str = ""
    town: str = ""
    town_id: str = ""
    demo: bool = False
    last_day: date | None = None


class Month(NamedTuple):
    """Lines of a month, dated ones first; the one without a month comes last."""

    title: str
    lines: tuple[Line, ...]
    is_now: bool = False


class Special(NamedTuple):
    """What is different in a town from what the section says."""

    town: str
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The year of a band of grades, or of things whose grades nobody has named; months without lines are absent."""

    id: str
    title: str
    short: str
    months: tuple[Month, ...]
    special: tuple[Special, ...] = ()
    ahead: tuple[Line, ...] = ()
    """The next dated lines that are not over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPlan:
    """A section for each band, empty ones too, then perhaps `ungraded`: what no source ties to grades."""

    school_year: str
    grades: tuple[Section, ...]
    ungraded: Section | None

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections in their order."""
        return (*self.grades, self.ungraded) if self.ungraded else self.grades


def year_plan(catalog: Catalog, reader: str) -> YearPlan:
    """The plan of the school year in which the build's day lies, for one of READERS."""
    school_year = school_year_of(catalog.today)
    found = [item for item in concerning(catalog, READERS[reader]) if is_of(item, school_year)]
    if reader == "partners":
        found = [item for item in found if isinstance(item, KeyDate) or needs_partner(item)]
    grades = tuple(_band(catalog, school_year, band, found) for band in BANDS)
    rest = [] if reader == "partners" else [item for item in found if item.grades is None]
    ungraded = _section(catalog, school_year, "no-grade", "Класс не назван", "Класс не назван", rest) if rest else None
    return YearPlan(school_year=school_year, grades=grades, ungraded=ungraded)


def chat_text(section: Section, page: str) -> str:
    """What is ahead, ready to be pasted into the chat of a class; empty when nothing dated is ahead."""
    if not section.ahead:
        return ""
    lines = [f"{section.title}: что впереди"]
    for line in section.ahead:
        doubts = ", ".join(filter(None, (line.town, line.note)))
        title = f"Пример: {line.title}" if line.demo else line.title
        lines.append(f"{line.when} — {title}{f' ({doubts})' if doubts else ''}")
    return "\n".join([*lines, f"Весь год по месяцам: {page}#{section.id}"])


def band_id(band: Grades) -> str:
    """The anchor of a band's section."""
    return f"grades-{band}"


def band_short(band: Grades) -> str:
    """A band in the fewest words: «Дошкольники», «1–4», «9»."""
    return "Дошкольники" if band.last == 0 else str(band).replace("-", "–")


# --- which records -----------------------------------------------------------------------------------


def concerning(catalog: Catalog, audience: frozenset[str]) -> Iterator[KeyDate | EventSeries | Service]:
    """Key dates, series and services that address any of these, in this order."""
    for cls in (KeyDate, EventSeries, Service):
        for item in catalog.all(cls):
            if audience & set(item.audience):
                yield item


def is_of(record: KeyDate | EventSeries | Service, school_year: str) -> bool:
    """Whether a record belongs into the plan of a school year: what does not run any more does not."""
    if isinstance(record, KeyDate):
        return record.school_year == school_year
    return record.status.state not in OVER


def _band(catalog: Catalog, school_year: str, band: Grades, found: Iterable[Record]) -> Section:
    chosen = [item for item in found if item.grades is not None and item.grades.meets(band)]
    subjects = {item.subject for item in chosen if isinstance(item, KeyDate)}
    special = tuple(
        Special(town.title, rule.short, address(town))
        for town in catalog.towns()
        for rule in town.special_rules
        if rule.subject in subjects and rule.grades.meets(band)
    )
    title = russian.capitalise(russian.grades_text(band.first, band.last))
    return _section(catalog, school_year, band_id(band), title, band_short(band), chosen, special)


def _section(
    catalog: Catalog,
    school_year: str,
    section_id: str,
    title: str,
    short: str,
    records: Iterable[Record],
    special: tuple[Special, ...] = (),
) -> Section:
    months: dict[tuple[int, int], list[tuple[date, Line]]] = defaultdict(list)
    for record in records:
        for month, day, line in lines_of(catalog, school_year, record):
            months[month].append((day, line))
    ordered = [(month, tuple(line for _, line in sorted(lines, key=_order))) for month, lines in sorted(months.items())]
    dated = [line for _, lines in ordered for line in lines if line.last_day and line.last_day >= catalog.today]
    return Section(
        id=section_id,
        title=title,
        short=short,
        months=tuple(Month(month_title(month), lines, _is_now(month, catalog.today)) for month, lines in ordered),
        special=special,
        ahead=tuple(dated[:_AHEAD]),
    )


def _order(item: tuple[date, Line]) -> tuple[date, str, str, str]:
    day, line = item
    return (day, line.town, line.title.lower(), line.address)


def month_title(month: tuple[int, int]) -> str:
    """«Декабрь 2026», or where things without a month stand."""
    return "Без точного месяца" if month == ANY_MONTH else russian.capitalise(russian.month_text(*month))


def _is_now(month: tuple[int, int], today: date) -> bool:
    return month == (today.year, today.month)


# --- a record's lines --------------------------------------------------------------------------------


def lines_of(
    catalog: Catalog, school_year: str, record: KeyDate | EventSeries | Service
) -> Iterator[tuple[tuple[int, int], date, Line]]:
    """(year and month, day or the end of time, line) of a record, once for each run of its months."""
    town = catalog.town_of(record)
    common = {
        "title": record.title,
        "address": address(record),
        "summary": record.summary or "",
        "town": town.title if town else "",
        "town_id": town.id if town else "",
        "demo": record.demo,
    }
    if isinstance(record, KeyDate):
        month, day = _month_of_date(record, school_year)
        yield month, day, Line(**common, **_date_words(record, month, catalog.today))
        return
    common |= {"whom": _whom(catalog, record), "note": _status_note(record.status)}
    if isinstance(record, Service):
        yield ANY_MONTH, date.max, Line(**common, season=record.frequency or "")
        return
    season = record.season
    yearly = season.rule in ("fixed", "nth-weekday")
    starts = _starts(record)
    for start, step, text in starts:
        month = (year_of_month(school_year, start), start)
        told = common | {"title": f"{record.title}. {step}" if step else record.title}
        if found := announced_in(catalog, record, month):
            words = _day_words(found.first_day, found.last_day, catalog.today)
            yield month, found.first_day, Line(**told | words | {"note": ""}, season=text)
            continue
        when = "каждый год" if yearly else _no_date(month, catalog.today)
        yield month, date.max, Line(**told, when=when, season=text)
    if not starts:
        yield ANY_MONTH, date.max, Line(**common, season=season.text)


def _starts(series: EventSeries) -> list[tuple[int, str, str]]:
    """(month, step, when in words) of what a family has to do with a series in a year.

    Its steps when they name their months, «региональный этап» and «финалы» apart; else each run of its months.
    """
    season = series.season
    if season.rule == "all-year":
        return []
    steps = [(stage.month, stage.title, stage.text) for stage in series.stages if stage.month]
    if steps:
        return [(month, step, plain(text).rstrip(".") if text else season.text) for month, step, text in steps]
    return [(start, "", season.text) for start in _runs(season.months)]


def _whom(catalog: Catalog, record: EventSeries | Service) -> str:
    if _CHILD.issuperset(record.audience):
        return ""
    return "кому: " + ", ".join(catalog.term("audience", item).title.lower() for item in record.audience)


def _no_date(month: tuple[int, int], today: date) -> str:
    """«Пока» is said of what is ahead only: of a month gone by nobody waits for a date any more."""
    return "дату мы не знаем" if month < (today.year, today.month) else "даты пока нет"


def _date_words(record: KeyDate, month: tuple[int, int], today: date) -> dict[str, object]:
    day = record.day
    if day is None:
        return {"when": _no_date(month, today), "season": record.date_words or ""}
    note = "" if record.is_confirmed else "по правилу, дата не подтверждена"
    return _day_words(day, record.until or day, today) | {"note": note}


def _day_words(day: date, last: date, today: date) -> dict[str, object]:
    several = last != day
    return {
        "when": russian.when(day, last) if several else russian.date_text(day, today),
        "weekday": "" if several else russian.short_date(day).weekday,
        "last_day": last,
    }


def _month_of_date(record: KeyDate, school_year: str) -> tuple[tuple[int, int], date]:
    """Where a date stands; without a day, in the first month that its words name.

    A family reads «обычно в сентябре после выпуска» so too: «после» is the autumn that follows the year.
    """
    if record.day:
        return (record.day.year, record.day.month), record.day
    words = (record.date_words or "").lower()
    named = _MONTH_WORDS.search(words)
    if not named:
        return ANY_MONTH, date.max
    month = next(number for number, stem in enumerate(_STEMS, 1) if named[0].startswith(stem))
    following = month >= 9 and "после" in words
    return (year_of_month(school_year, month) + following, month), date.max


def _runs(months: tuple[int, ...]) -> tuple[int, ...]:
    """The first month of each unbroken run, in the order of the school year: (4, 10, 11) gives (10, 4)."""
    places = sorted((month - 9) % 12 for month in months)
    return tuple((place + 8) % 12 + 1 for place in places if place - 1 not in places)


def _status_note(status: Status) -> str:
    return "идёт ли сейчас, не подтверждено" if status.state == "unknown" else ""

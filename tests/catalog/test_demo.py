"""Owns the tests of demo records kept in season, and of near-duplicates."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from macros.catalog import Event, load
from macros.catalog.demo import ANCHOR, shifted, weeks_from_anchor
from tests.catalog.towns import EXAMPLE, check, listing, put

KRUZHOK = {
    "title": "Кружок 2026-11-28",
    "start": "2026-11-28 11:00",
    "repeat": {
        "until": "2026-12-26",
        "skip": ["2026-12-12"],
        "moved": [{"day": "2026-12-05", "to": "2026-12-06 15:00"}],
    },
    "status_date": "2026-02-30",
    "period": "2026-12",
    "checked": "2026-11-22",
    "sources": [{"kind": "url", "date": "2026-11-22"}],
}


def test_dates_move_by_whole_weeks() -> None:
    """Every date of a demo event moves alike, provenance and what is no date stay."""
    assert shifted(KRUZHOK, 5) == {
        "title": "Кружок 2027-01-02",
        "start": "2027-01-02 11:00",
        "repeat": {
            "until": "2027-01-30", "skip": ["2027-01-16"], "moved": [{"day": "2027-01-09", "to": "2027-01-10 15:00"}],
        },
        "status_date": "2026-02-30",
        "period": "2026-12",
        "checked": "2026-11-22",
        "sources": [{"kind": "url", "date": "2026-11-22"}],
    }  # fmt: skip
    assert shifted(KRUZHOK, 0) == KRUZHOK


@pytest.mark.parametrize(
    ("today", "weeks"),
    [
        (ANCHOR, 0),
        (ANCHOR + timedelta(days=6), 0),
        (ANCHOR + timedelta(days=7), 1),
        (ANCHOR - timedelta(days=1), -1),
        (date(2027, 11, 23), 52),
    ],
)
def test_weeks_from_anchor(today: date, weeks: int) -> None:
    """The week of today becomes the week the records were written around; weekdays stay."""
    assert weeks_from_anchor(today) == weeks


@pytest.mark.parametrize("today", [date(1, 1, 1), date(2026, 11, 23), date(2031, 5, 9), date(9999, 12, 31)])
def test_demo_town_on_any_day(town: Path, today: date) -> None:
    """Demo records are sound on whatever day the site is built, though beyond 2100 dates are refused."""
    problems = load(town, today=today, demo=True).problems
    assert all("год бывает от 1900 до 2100" in problem.expected for problem in problems)
    if 1950 < today.year < 2090:
        assert problems == ()


def test_weekday_is_kept(town: Path) -> None:
    """A Saturday club is a Saturday club next year too; real events stand where they are."""
    catalog = load(town, today=date(2027, 11, 24), demo=True).catalog
    assert catalog.get(Event, "demo-primersk-kruzhok").start.isoformat() == "2027-11-27T11:00:00"
    assert catalog.get(Event, "demo-primersk-kruzhok").checked == date(2026, 11, 22)
    assert catalog.get(Event, "den-dverey-2026").start.isoformat() == "2026-12-05T10:00:00"


OPEN_DAY = (EXAMPLE / "data" / "events" / "primersk" / "den-dverey-2026.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "alike"),
    [
        (("День открытых дверей", "день открытых  дверей!"), True),
        (("День открытых дверей", "Экскурсия по мастерским"), False),
        (("start: 2026-12-05 10:00", "start: 2026-12-05 11:00"), False),
        (("start: 2026-12-05 10:00\nend: 2026-12-05", "start: 2026-12-12 10:00\nend: 2026-12-12"), False),
        (("host: primersk-kolledzh", "host: primersk-zavod"), False),
        (("status: planned", "status: cancelled\nstatus_reason: ремонт"), False),
    ],
)
def test_near_duplicates(town: Path, change: tuple[str, str], alike: bool) -> None:
    """Nearly one title, one host, one moment: probably one event, announced twice (a warning)."""
    put(town, "data/events/primersk/den-dverey-kolledzh.yml", OPEN_DAY.replace(*change))
    loaded = check(town)
    assert loaded.errors == ()
    assert ("совет СОБ-031" in listing(loaded.problems)) is alike

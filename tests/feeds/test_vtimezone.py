"""The declared offsets agree with zoneinfo at every instant of the window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from macros.feeds.vtimezone import vtimezone

GOLDEN = Path(__file__).parent / "golden"


def at(year: int, month: int = 1, day: int = 1, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def declared_offset(onsets: list[tuple[datetime, timedelta]], instant: datetime) -> timedelta:
    """What RFC 5545 section 3.6.5 makes of the components: the latest onset decides."""
    return max(onset for onset in onsets if onset[0] <= instant)[1]


@pytest.mark.parametrize(
    ("key", "first", "last", "components"),
    [
        ("Europe/Moscow", at(2015), at(2020), 1),
        ("Asia/Novosibirsk", at(2025), at(2030), 1),
        ("Europe/Berlin", at(2026, 6), at(2026, 9), 1),
        ("Europe/Berlin", at(2026), at(2028), 5),
        ("Europe/Moscow", at(2010), at(2016), 5),
        ("Asia/Novosibirsk", at(2016), at(2017), 2),
        ("Australia/Lord_Howe", at(2026), at(2028), 5),
        ("America/St_Johns", at(2026), at(2027), 3),
        ("Africa/Casablanca", at(2026), at(2028), 5),
    ],
)
def test_agrees_with_zoneinfo(key: str, first: datetime, last: datetime, components: int) -> None:
    """Every quarter of an hour, and each second around an onset, has zoneinfo's offset."""
    zone = ZoneInfo(key)
    parsed = Timezone.from_ical(vtimezone(zone, first, last))
    assert len(parsed.subcomponents) == components
    onsets = [
        ((part["DTSTART"].dt - part["TZOFFSETFROM"].td).replace(tzinfo=UTC), part["TZOFFSETTO"].td)
        for part in parsed.subcomponents
    ]
    instants = [first + timedelta(minutes=15) * step for step in range((last - first) // timedelta(minutes=15) + 1)]
    instants += [onset + timedelta(seconds=s) for onset, _ in onsets for s in (-1, 0) if first <= onset <= last]
    wrong = [each for each in instants if declared_offset(onsets, each) != each.astimezone(zone).utcoffset()]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "key", "first", "last"),
    [
        ("moscow", "Europe/Moscow", at(2026), at(2045)),
        ("novosibirsk", "Asia/Novosibirsk", at(2026), at(2027)),
        ("berlin", "Europe/Berlin", at(2026, 9), at(2027, 5)),
    ],
)
def test_golden(name: str, key: str, first: datetime, last: datetime) -> None:
    """The bytes are those of the golden files: no RRULE, no RDATE, one component an onset."""
    assert vtimezone(ZoneInfo(key), first, last) == (GOLDEN / f"vtimezone-{name}.ics").read_bytes()


def test_onset_at_the_limits() -> None:
    """An onset at the last instant belongs to the window, one at the first instant is its beginning."""
    berlin = ZoneInfo("Europe/Berlin")
    onset = at(2026, 10, 25, 1)
    assert b"20261025" in vtimezone(berlin, at(2026, 9), onset)
    assert b"20261025" not in vtimezone(berlin, at(2026, 9), onset - timedelta(seconds=1))
    assert vtimezone(berlin, onset, at(2027)).count(b"TZOFFSETTO:+0100") == 1

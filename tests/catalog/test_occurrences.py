"""Owns the tests of `macros.catalog.occurrences`: the dates of an event, written out."""

import pytest

from macros.catalog.fields import when_text
from macros.catalog.occurrences import occurrences
from tests.catalog.samples import event


def dates(**changes: object) -> list[str]:
    """The dates of a changed lecture in words: key, start, end, former date."""
    rows = []
    for item in occurrences(event(**changes)):
        end = when_text(item.end) if item.end else "?"
        count = f" ({item.number}/{item.total})" if item.total > 1 else ""
        before = f" was {when_text(item.moved_from)}" if item.moved_from else ""
        rows.append(f"{item.key or '-'}: {when_text(item.start)} … {end}{count}{before}")
    return rows


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["-: 2026-12-05 10:00 … 2026-12-05 13:00"]),
        ({"end": None, "end_unknown": "true"}, ["-: 2026-12-05 10:00 … ?"]),
        ({"start": "2026-12-31 22:00", "end": "2027-01-01 02:00"}, ["-: 2026-12-31 22:00 … 2027-01-01 02:00"]),
        ({"end": "2026-12-05 24:00"}, ["-: 2026-12-05 10:00 … 2026-12-06 00:00"]),
        ({"start": "2026-12-05", "end": None}, ["-: 2026-12-05 … ?"]),
        ({"start": "2026-12-05", "end": "2026-12-07"}, ["-: 2026-12-05 … 2026-12-07"]),
        ({"moved_from": "2026-12-03 10:00"}, ["-: 2026-12-05 10:00 … 2026-12-05 13:00 was 2026-12-03 10:00"]),
        ({"start": None, "end": None, "date_words": "зимой"}, []),
        (
            {"start": "2026-12-30", "end": "2027-01-01", "hours": "10:00-24:00"},
            [
                "-: 2026-12-30 10:00 … 2026-12-31 00:00 (1/3)",
                "day-2: 2026-12-31 10:00 … 2027-01-01 00:00 (2/3)",
                "day-3: 2027-01-01 10:00 … 2027-01-02 00:00 (3/3)",
            ],
        ),
        (
            {"start": "2026-12-05", "end": None, "hours": "10:00-18:30"},
            ["-: 2026-12-05 10:00 … 2026-12-05 18:30"],
        ),
    ],
)  # fmt: skip
def test_dates_of_an_event(changes: dict[str, object], expected: list[str]) -> None:
    """One date, or one for each day that is open by hours; none before it is announced."""
    assert dates(**changes) == expected


def test_dates_of_a_club() -> None:
    """Regular days without the skipped, the moved under their scheduled day, the extra by their own."""
    repeat = {
        "every": "weekly",
        "until": "2026-12-26",
        "skip": ["2026-12-12"],
        "moved": [{"day": "2026-12-19", "to": "2026-12-14 15:00"}],
        "extra": ["2026-12-30 12:00", "2026-12-05 18:00"],
    }
    assert dates(repeat=repeat) == [
        "2026-12-05: 2026-12-05 10:00 … 2026-12-05 13:00",
        "extra-2026-12-05: 2026-12-05 18:00 … 2026-12-05 21:00",
        "2026-12-19: 2026-12-14 15:00 … 2026-12-14 18:00 was 2026-12-19 10:00",
        "2026-12-26: 2026-12-26 10:00 … 2026-12-26 13:00",
        "extra-2026-12-30: 2026-12-30 12:00 … 2026-12-30 15:00",
    ]


def test_fortnightly_club_without_end() -> None:
    """Every second week; an unknown end stays unknown for each date."""
    repeat = {"every": "fortnightly", "until": "2027-01-03"}
    assert dates(end=None, end_unknown="true", repeat=repeat) == [
        "2026-12-05: 2026-12-05 10:00 … ?",
        "2026-12-19: 2026-12-19 10:00 … ?",
        "2027-01-02: 2027-01-02 10:00 … ?",
    ]


def test_keys_are_unique() -> None:
    """Dates become calendar entries by their keys, so no two dates of an event share one."""
    extra = ["2026-12-20 10:00", "2026-12-20 15:00", "2026-12-20 15:00"]
    found = occurrences(event(repeat={"every": "weekly", "until": "2026-12-26", "extra": extra}))
    assert len({item.key for item in found}) == len(found) == 6


def test_last_day_of_a_date() -> None:
    """An end at midnight belongs to the day before."""
    assert [item.last_day.isoformat() for item in occurrences(event(end="2026-12-05 24:00"))] == ["2026-12-05"]
    assert [item.last_day.isoformat() for item in occurrences(event(end="2026-12-06 00:30"))] == ["2026-12-06"]

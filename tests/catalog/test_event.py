"""Owns the tests of what events may say; what they may not is in tests/broken/events/."""

from datetime import date

import pytest

from tests.catalog.samples import event, faults

CLUB = {"every": "weekly", "until": "2026-12-26"}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"end": None, "end_unknown": "true"},
        {"start": "2026-12-05", "end": None},
        {"start": "2026-12-05", "end": "2026-12-05"},
        {"start": "2026-12-05", "end": "2026-12-07", "hours": "10:00-18:00"},
        {"start": "2026-12-05", "end": None, "hours": "10:00-24:00"},
        {"start": "2026-12-31 22:00", "end": "2027-01-01 02:00"},
        {"start": "2026-12-31 22:00", "end": "2026-12-31 24:00"},
        {"start": "2026-12-05", "end": "2027-04-04"},
        {"start": None, "end": None, "date_words": "в апреле 2027 года"},
        {"start": None, "end": None, "date_words": "в декабре", "period": "2020-12", "host": None, "format": None},
        {"status": "moved", "moved_from": "2026-12-03 10:00"},
        {"moved_from": "2026-12-03 10:00"},
        {"status": "cancelled", "status_reason": "ремонт"},
        {"format": "online", "place": None, "online": {"link": "https://a.example/"}},
        {"format": "hybrid", "online": {"note": "ссылку пришлёт школа"}},
        {"format": "remote-contest", "place": None},
        {"place": {"visibility": "at-school"}},
        {"audience": ["parents"], "grades": None},
        {"registration": {"deadline": "2026-12-05"}},
        {"registration": {"deadline": "2026-12-05 10:00"}},
        {"repeat": CLUB},
        {"repeat": CLUB | {"skip": ["2026-12-12"], "moved": [{"day": "2026-12-19", "to": "2026-12-20 10:00"}]}},
        {"repeat": CLUB | {"every": "fortnightly", "skip": ["2026-12-19"], "extra": ["2026-12-20 10:00"]}},
        {"repeat": CLUB | {"until": "2026-12-05"}},
        {"verification": "verified", "sources": [{"kind": "url", "url": "https://a.example/", "date": "2026-11-22"}]},
    ],
)
def test_sound_events(changes: dict[str, object]) -> None:
    """Every way in which an event can honestly be announced is accepted."""
    assert faults(event(**changes)) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end": "2026-12-05 10:00"}, "end"),
        ({"start": "2026-12-05", "end": "2026-12-04"}, "end"),
        ({"start": "2026-12-05", "end": "2027-04-05"}, "end"),
        ({"start": "2026-12-05"}, "end"),
        ({"registration": {"deadline": "2026-12-05 10:01"}}, "registration.deadline"),
        ({"registration": {"deadline": "2026-12-06"}}, "registration.deadline"),
        ({"repeat": CLUB | {"every": "fortnightly", "skip": ["2026-12-12"]}}, "repeat.skip.0"),
    ],
)
def test_edges_of_rules(changes: dict[str, object], field: str) -> None:
    """One minute, one day or one week beyond what is allowed is a fault."""
    assert [fault.field for fault in faults(event(**changes))] == [field]


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({}, date(2026, 12, 5)),
        ({"end": "2026-12-05 24:00"}, date(2026, 12, 5)),
        ({"end": "2026-12-06 00:01"}, date(2026, 12, 6)),
        ({"end": None, "end_unknown": "true"}, date(2026, 12, 5)),
        ({"start": "2026-12-05", "end": "2026-12-07"}, date(2026, 12, 7)),
        ({"repeat": CLUB}, date(2026, 12, 26)),
        ({"repeat": CLUB | {"extra": ["2026-12-28 10:00"]}}, date(2026, 12, 28)),
        ({"start": None, "end": None, "date_words": "зимой"}, None),
        ({"start": None, "end": None, "date_words": "зимой", "period": "2026-12"}, date(2026, 12, 31)),
        ({"start": None, "end": None, "date_words": "зимой", "period": "2027-02"}, date(2027, 2, 28)),
        ({"start": None, "end": None, "date_words": "когда-то", "period": "2020"}, date(2020, 12, 31)),
    ],
)
def test_last_known_day(changes: dict[str, object], day: date | None) -> None:
    """An event is past after its last day; midnight belongs to the day before."""
    assert event(**changes).last_known_day == day

"""An entry that would make a wrong feed cannot be built."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from macros.feeds.entry import Entry

MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
START = datetime(2026, 10, 3, 10, tzinfo=MOSCOW)
GOOD: dict[str, Any] = {
    "uid": "a-1.day-2@feeds.example",
    "summary": "Лекция",
    "start": START,
    "end": START + timedelta(hours=1),
    "url": "https://site.example/",
    "sequence": 0,
    "last_modified": datetime(2026, 1, 1, tzinfo=UTC),
}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"end": None},
        {"start": date(2028, 2, 29), "end": date(2028, 3, 1)},
        {"end": datetime(2026, 10, 3, 14, 30, tzinfo=ZoneInfo("Asia/Novosibirsk"))},
        {"status": "CANCELLED", "summary": "ОТМЕНЕНО: Лекция"},
        {"status": "TENTATIVE"},
        {"geo": (-90.0, 180.0)},
        {"conference": "https://встреча.рф/комната"},
    ],
)
def test_good_entries(change: dict[str, Any]) -> None:
    """What a feed can say is accepted and kept as given."""
    entry = Entry(**(GOOD | change))
    assert {name: getattr(entry, name) for name in GOOD | change} == GOOD | change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"uid": "no-at-sign"}, "uid must be"),
        ({"uid": "a@b@c"}, "uid must be"),
        ({"uid": "событие@feeds.example"}, "uid must be"),
        ({"uid": "a b@feeds.example"}, "uid must be"),
        ({"uid": "a" * 250 + "@a.example"}, "uid must be"),
        ({"sequence": -1}, "sequence -1"),
        ({"sequence": 2**31}, "sequence 2147483648"),
        ({"last_modified": datetime(2026, 1, 1)}, "in UTC and whole seconds"),  # noqa: DTZ001
        ({"last_modified": datetime(2026, 1, 1, tzinfo=MOSCOW)}, "in UTC and whole seconds"),
        ({"last_modified": datetime(2026, 1, 1, 0, 0, 0, 5, tzinfo=UTC)}, "in UTC and whole seconds"),
        ({"start": datetime(2026, 10, 3, 10)}, "start must be in a ZoneInfo"),  # noqa: DTZ001
        ({"start": START.astimezone(UTC)}, "start must be in a ZoneInfo"),
        ({"start": START.astimezone(timezone(timedelta(hours=3)))}, "start must be in a ZoneInfo"),
        ({"start": START.replace(tzinfo=ZoneInfo("Etc/GMT-3"))}, "start must be in a ZoneInfo"),
        ({"end": datetime(2026, 10, 3, 11)}, "end must be in a ZoneInfo"),  # noqa: DTZ001
        ({"start": START.replace(microsecond=1)}, "whole seconds"),
        ({"end": START}, "must be after start"),
        ({"end": START - timedelta(hours=1)}, "must be after start"),
        ({"end": datetime(2026, 10, 3, 13, tzinfo=ZoneInfo("Asia/Novosibirsk"))}, "must be after start"),
        ({"end": date(2026, 10, 4)}, "of one kind"),
        ({"start": date(2026, 10, 3)}, "needs a date as its end"),
        ({"start": date(2026, 10, 3), "end": None}, "needs a date as its end"),
        ({"start": date(2026, 10, 3), "end": date(2026, 10, 3)}, "the day after the last day"),
        ({"start": datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN), "end": None}, "skips or repeats"),
        ({"start": datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), "end": None}, "skips or repeats"),
        ({"start": date(202, 10, 3), "end": date(202, 10, 4)}, "the year 202 cannot be meant"),
        ({"status": "POSTPONED"}, "status 'POSTPONED' is none of"),
        ({"status": "CANCELLED"}, "go together"),
        ({"summary": "ОТМЕНЕНО: Лекция"}, "go together"),
        ({"summary": " \n"}, "summary is empty"),
        ({"status": "CANCELLED", "summary": "ОТМЕНЕНО:  "}, "summary is empty"),
        ({"categories": ["Рязань"]}, "must be a tuple"),
        ({"categories": ("",)}, "not empty"),
        ({"url": "/events/"}, "not an absolute"),
        ({"conference": "meet"}, "not an absolute"),
        ({"geo": (91.0, 0.0)}, "latitude within"),
        ({"geo": (0.0, float("nan"))}, "longitude within"),
    ],
)
def test_bad_entries(change: dict[str, Any], message: str) -> None:
    """What a feed cannot say is refused, and the message names the entry and the fault."""
    with pytest.raises(ValueError, match=f"^entry '.*{message}"):
        Entry(**(GOOD | change))

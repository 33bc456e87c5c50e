"""What the plan's browser modules promise: parts, links, spoilt memory, calendars joined byte for byte."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from macros.feeds.calendar_file import calendar_file
from macros.feeds.entry import Entry
from macros.feeds.vevent import vevent
from macros.pages.plan_index import part_of
from tests.tools import ROOT, node_path

SCRIPTS = ROOT / "overrides" / "assets" / "js"
EMPTY = {"items": [], "compare": {"professions": [], "study": []}, "route": {}}


def run(*ask: dict[str, Any]) -> list[Any]:
    """The answer to each question {what, …}; all in one Node."""
    modules = {"store": str(SCRIPTS / "plan-store.js"), "calendar": str(SCRIPTS / "plan-calendar.js")}
    done = subprocess.run(
        [node_path(), Path(__file__).with_name("plan.mjs")],
        input=json.dumps(modules | {"ask": ask}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_browser_looks_into_the_right_part() -> None:
    """Python and the browser send a record to one part, however many parts there are."""
    keys = [f"{folder}/{name}-{number}" for folder in ("events", "study") for name in "abc" for number in range(40)]
    asked = [{"what": "part", "key": key, "count": count} for key in keys for count in (1, 3, 100)]
    assert run(*asked) == [part_of(each["key"], each["count"]) for each in asked]


def test_link_holds_the_plan() -> None:
    """A link carries every saved record and nothing else; what no record can be called is left out."""
    items = ["professions/programmist", "events/den-dverey", "events/yarmarka-2027"]
    fragment = "#plan=events.den-dverey.yarmarka-2027~professions.programmist"
    hostile = "#plan=events.x.<b>.-y~documents.z~professions~events.x"
    assert run(
        {"what": "fragment", "items": items},
        {"what": "items", "fragment": fragment},
        {"what": "items", "fragment": hostile},
        {"what": "items", "fragment": "#marshrut"},
    ) == [fragment, [*items[1:], items[0]], ["events/x"], []]


def test_memory_is_taken_as_far_as_it_makes_sense() -> None:
    """Nothing, nonsense and too much become a plan that the page can show."""
    spoilt = {
        "items": ["events/a", "events/a", "x/b", 7, "events/../c"],
        "compare": {"professions": list("abcdef"), "study": "x"},
        "route": {
            "kind": "thing",
            "professions": "events/A",
            "steps": {"topic": {"day": "soon", "done": True}, "x": 1},
        },
    }
    many = {"items": [f"events/e-{number}" for number in range(500)]}
    nothing, word, whole, full = run(*({"what": "clean", "value": value} for value in (None, "x", spoilt, many)))
    assert (nothing, word) == (EMPTY, EMPTY)
    assert whole == {
        "items": ["events/a"],
        "compare": {"professions": ["a", "b", "c", "d"], "study": []},
        "route": {"kind": "thing", "steps": {"topic": {"done": True}}},
    }
    assert len(full["items"]) == 200


def at_ten(day: str, zone: str) -> datetime:
    """Ten in the morning of a day in a zone."""
    return datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=ZoneInfo(zone))


def file_of(uid: str, day: str, zone: str = "Europe/Moscow") -> bytes:
    """A calendar of one event at ten in the morning, as the site writes it."""
    entry = Entry(
        uid=f"{uid}@profnavigator",
        summary="День открытых дверей",
        start=at_ten(day, zone),
        end=None,
        url=f"https://profnavigator.example/events/{uid}/",
        sequence=3,
        last_modified=datetime(2026, 11, 22, 12, tzinfo=UTC),
    )
    return calendar_file(
        name="Событие",
        description="Одно событие",
        url=entry.url,
        source=f"{entry.url}event.ics",
        color="steelblue",
        timezone=ZoneInfo(zone),
        entries=[(entry, vevent(entry))],
    )


def test_events_are_joined_byte_for_byte() -> None:
    """One zone once, events in order of time, each the very bytes of its own file."""
    late = file_of("late", "2027-03-01")
    early = file_of("early", "2026-12-01")
    (joined,) = run({"what": "join", "files": [late.decode(), early.decode()], "name": "Мой план"})
    event = [each[each.index(b"BEGIN:VEVENT") : each.index(b"END:VCALENDAR")] for each in (early, late)]
    zone = early[early.index(b"BEGIN:VTIMEZONE") : early.index(b"BEGIN:VEVENT")]
    head = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Profnavigator//Feeds 1.0//RU\r\nCALSCALE:GREGORIAN\r\n"
        + "NAME:Мой план\r\nX-WR-CALNAME:Мой план\r\n".encode()
    )
    assert joined.encode() == head + zone + event[0] + event[1] + b"END:VCALENDAR\r\n"


def test_only_the_asked_event_is_taken() -> None:
    """Of a feed the entries of one key date go over, also when their UID is folded; of none comes nothing."""
    long = "key-date." + "a" * 90
    files = [file_of(uid, "2026-12-01").decode() for uid in (long, "key-date.ab")]
    (joined,) = run({"what": "join", "files": files, "uid": f"{long}@", "name": "Мой план"})
    assert [str(event["UID"]) for event in Calendar.from_ical(joined).walk("VEVENT")] == [f"{long}@profnavigator"]


def test_zones_with_summer_time_stay_right() -> None:
    """Rules of a zone from several files are put together so that every event keeps its hour."""
    days = ["2027-07-01", "2027-01-15", "2027-12-01", "2027-03-28"]
    files = [file_of(f"e{number}", day, "Europe/Berlin").decode() for number, day in enumerate(days)]
    (joined,) = run({"what": "join", "files": files, "name": "Мой план"})
    (zone,) = Calendar.from_ical(joined).walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Berlin"
    rules = sorted((rule["DTSTART"].dt, rule["TZOFFSETTO"].td) for rule in zone.subcomponents)
    for day in days:
        start = at_ten(day, "Europe/Berlin")
        assert [offset for onset, offset in rules if onset <= start.replace(tzinfo=None)][-1] == start.utcoffset()

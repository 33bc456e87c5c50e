"""Every independent reader sees in the corpus exactly what was meant."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream

from tests.feeds.corpus import CORPUS, feed
from tests.tools import NODE_MODULES, libical_python, node_path

HERE = Path(__file__).parent
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)
WANTED = json.loads((HERE / "corpus.json").read_text(encoding="utf-8"))

# Texts and addresses as written by hand, for the entries where they are not plain.
LOCATIONS = {"timed": "Колледж, ул. Ленина, 3; зал 2", "online": "Онлайн"}
CATEGORIES = {"timed": ["Рязань", "9 класс"], "category": ["Родителям, учителям; всем"]}
IDN = (
    "https://xn--d1abbgf6aiiy.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C%20%D1%81%20%D0%BF%D1%80%D0%BE%D0%B1%D0%B5"
    "%D0%BB%D0%BE%D0%BC/?%D0%B0=1;2,3&b=%D0%B0"
)
DESCRIPTIONS = {
    "nasty": 'Запятая, точка; "кавычки" C:\\\u2060New\\\u2060n\nдва\nтри\nчетыре\nпять таб\tконец\n'
    "https://site.example/events/nasty/",
    "moved": "Перенесено с 7 октября.\nСбор у проходной.\nhttps://site.example/events/moved/",
    "online": "Подключиться: https://meet.example/room?id=1,2;3\nhttps://site.example/events/online/",
    "idn": IDN,
    "long": "Щ" * 250 + "\nhttps://site.example/events/long/",
}


@pytest.fixture
def corpus_file(tmp_path: Path) -> Path:
    """The corpus as a file."""
    path = tmp_path / "corpus.ics"
    path.write_bytes(feed(CORPUS))
    return path


def told(moment: datetime | date | None) -> str | None:
    """A moment as the JSON file writes it."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment and moment.isoformat()


def check(rows: list[dict[str, Any]], categories: dict[str, list[str]] = CATEGORIES) -> None:
    """Compare what a reader saw, one dictionary an occurrence, with what was meant."""
    stem = {row["uid"]: row["uid"].removesuffix("@feeds.example") for row in rows}
    seen = [[stem[r["uid"]], r["start"], r["end"], r["summary"], r["status"]] for r in rows]
    assert sorted(seen) == sorted(WANTED)
    by_stem = {stem[row["uid"]]: row for row in rows}
    assert {key: by_stem[key]["description"] for key in DESCRIPTIONS} == DESCRIPTIONS
    assert {key: row["location"] for key, row in by_stem.items() if row["location"]} == LOCATIONS
    assert {key: row["categories"] for key, row in by_stem.items() if row["categories"]} == categories
    assert by_stem["idn"]["url"] == IDN


def test_corpus_and_expectations_name_the_same_entries() -> None:
    """No entry of the corpus lacks a hand-written expectation."""
    assert sorted(each.uid for each in CORPUS) == sorted(f"{row[0]}@feeds.example" for row in WANTED)


def test_icalendar() -> None:
    """The library that writes, with recurring-ical-events, reads its own feed without an error mark."""
    calendar = icalendar.Calendar.from_ical(feed(CORPUS))
    assert [component.errors for component in calendar.walk() if component.errors] == []
    assert str(calendar["X-WR-CALNAME"]) == "Рязань: все события"
    rows = []
    for event in recurring_ical_events.of(calendar).between(FIRST, LAST):
        original = next(each for each in calendar.events if each["UID"] == event["UID"])
        rows.append(
            {
                "uid": str(event["UID"]),
                "start": told(event["DTSTART"].dt),
                "end": told(event["DTEND"].dt) if "DTEND" in original else None,
                "summary": str(event["SUMMARY"]),
                "status": str(event["STATUS"]),
                "description": str(event["DESCRIPTION"]),
                "location": event.get("LOCATION"),
                "url": str(event["URL"]),
                "categories": [str(each) for each in getattr(event.get("CATEGORIES"), "cats", ())],
            }
        )
    check(rows)


def test_allenporter_ical() -> None:
    """Home Assistant's strict parser reads the corpus."""
    calendar = IcsCalendarStream.calendar_from_ics(feed(CORPUS).decode("utf-8"))
    check(
        [
            {
                "uid": event.uid,
                "start": told(event.dtstart),
                "end": told(event.dtend),
                "summary": event.summary,
                "status": event.status and event.status.value,
                "description": event.description,
                "location": event.location,
                "url": event.url and str(event.url),
                # It splits a category at an escaped comma (ical 14), so that one is not asked of it.
                "categories": [] if event.uid == "category@feeds.example" else event.categories,
            }
            for event in calendar.timeline.overlapping(FIRST, LAST)
        ],
        categories={"timed": CATEGORIES["timed"]},
    )


def test_ical_js(corpus_file: Path) -> None:
    """The parser of Thunderbird and Nextcloud reads the corpus in strict mode."""
    told = output(node_path(), HERE / "read_icaljs.mjs", NODE_MODULES, corpus_file)
    assert told["name"] == "Рязань: все события"
    check(told["rows"])


def test_libical(corpus_file: Path) -> None:
    """The parser of GNOME and KDE reads the corpus and marks no error."""
    told = output(libical_python(), HERE / "read_libical.py", corpus_file)
    assert told["errors"] == []
    check(told["rows"])


def test_empty_feed(tmp_path: Path) -> None:
    """A feed without entries is a valid file to all of them."""
    path = tmp_path / "empty.ics"
    path.write_bytes(feed([]))
    assert icalendar.Calendar.from_ical(path.read_bytes()).events == []
    assert IcsCalendarStream.calendar_from_ics(path.read_text(encoding="utf-8")).events == []
    assert output(node_path(), HERE / "read_icaljs.mjs", NODE_MODULES, path)["rows"] == []
    assert output(libical_python(), HERE / "read_libical.py", path) == {"errors": [], "rows": []}


def output(*command: Path) -> dict[str, Any]:
    """What a reader prints; its own message when it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", errors="replace")
    return json.loads(done.stdout)

"""Whole feeds: order, header, zones, bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from macros.feeds.calendar_file import calendar_file
from macros.feeds.lint import lint
from macros.feeds.vevent import vevent
from tests.feeds.corpus import CORPUS, MOSCOW, entry, feed, moscow

HERE = Path(__file__).parent
HEADER: dict[str, Any] = {
    "name": "Рязань",
    "description": "События",
    "url": "https://site.example/",
    "source": "https://site.example/a.ics",
    "color": "teal",
    "timezone": MOSCOW,
    "entries": [],
}


@pytest.mark.parametrize(("name", "entries"), [("corpus", CORPUS), ("empty", [])])
def test_golden(name: str, entries: list[Any]) -> None:
    """The corpus and the empty feed have the bytes of the golden files and nothing to complain about."""
    made = feed(entries)
    assert made == (HERE / "golden" / f"{name}.ics").read_bytes()
    assert lint(made) == []


def test_order_of_input_does_not_matter() -> None:
    """Entries are sorted by start, then uid, and so are zones."""
    assert feed(CORPUS[::-1]) == feed(CORPUS)


def test_all_day_sorts_as_midnight_of_the_feed_s_zone() -> None:
    """An all-day entry comes after what begins the day before and before what begins on its own day."""
    late, day, early = moscow(14, 23), date(2026, 10, 15), moscow(15, 0, 1)
    entries = [
        entry("c", "В", early, None),
        entry("b", "Б", day, date(2026, 10, 16)),
        entry("a", "А", late, None),
    ]
    made = feed(entries)
    places = [made.index(f"UID:{uid}@".encode()) for uid in ("a", "b", "c")]
    assert places == sorted(places)


def test_event_bytes_are_the_same_in_every_feed() -> None:
    """A feed is its header, its zones and the unchanged bytes of its entries."""
    for each in CORPUS:
        made = feed([each])
        assert made.endswith(b"END:VTIMEZONE\r\n" + vevent(each) + b"END:VCALENDAR\r\n")
        assert lint(made) == []


def test_zone_is_declared_for_its_own_days() -> None:
    """Moscow's entry of 2045 does not stretch Berlin's declaration, and the default is always there."""
    berlin = entry("b", "Б", datetime(2026, 7, 1, 10, tzinfo=ZoneInfo("Europe/Berlin")), None)
    far = entry("m", "М", datetime(2045, 7, 1, 10, tzinfo=MOSCOW), None)
    assert feed([berlin, far]).count(b"TZOFFSETTO") == 2
    assert feed([berlin]).count(b"BEGIN:VTIMEZONE") == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "plain words"),
        ({"name": "Рязань, 9 класс"}, "plain words"),
        ({"name": "Рязань\n"}, "plain words"),
        ({"name": "a\\b"}, "plain words"),
        ({"color": "#ff0000"}, "no CSS3 colour"),
        ({"color": "Teal"}, "no CSS3 colour"),
        ({"source": "a.ics"}, "not an absolute"),
        ({"entries": [(CORPUS[0], b"")] * 2}, "occurs twice"),
    ],
)
def test_refuses(change: dict[str, Any], message: str) -> None:
    """A header that some program would show wrongly, and a repeated uid, are errors."""
    with pytest.raises(ValueError, match=message):
        calendar_file(**(HEADER | change))


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "3", "TZ": "Asia/Kamchatka", "LC_ALL": "ru_RU.UTF-8", "PYTHONUTF8": "0"},
    ],
)
def test_surroundings_do_not_matter(surroundings: dict[str, str]) -> None:
    """Hash seed, time zone and locale of the process change no byte."""
    code = "import sys; from tests.feeds.corpus import CORPUS, feed; sys.stdout.buffer.write(feed(CORPUS))"
    made = subprocess.run(
        [sys.executable, "-c", code],
        cwd=HERE.parents[1],
        env={**os.environ, **surroundings},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert made.stdout == (HERE / "golden" / "corpus.ics").read_bytes()

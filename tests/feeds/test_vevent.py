"""An entry as VEVENT bytes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from icalendar.parser import Contentline

from macros.feeds.entry import Entry
from macros.feeds.lint import lint
from macros.feeds.vevent import fold, vevent
from tests.feeds.corpus import CORPUS, entry, feed, moscow

GOLDEN = Path(__file__).parent / "golden"
LINES = [
    "SUMMARY:short",
    "A" * 75,
    "A" * 76,
    "A" * 149,
    "A" * 150,
    "SUMMARY:" + "Щ" * 300,
    "x" + "Щ" * 300,
    "SUMMARY:" + "👩\u200d🚀🇷🇺" * 60,
    "SUMMARY:" + "аa👍" * 99,
]


@pytest.mark.parametrize("each", CORPUS, ids=lambda each: each.uid.partition("@")[0])
def test_golden(each: Entry) -> None:
    """The bytes of each entry stand in the golden feed as they are."""
    assert vevent(each) in (GOLDEN / "corpus.ics").read_bytes()


@pytest.mark.parametrize("line", LINES)
def test_fold(line: str) -> None:
    """Each line is valid UTF-8 of at most 75 octets and full; unfolding gives the original back."""
    folded = fold(line)
    *full, last, end = folded.split(b"\r\n")
    assert end == b""
    assert all(72 <= len(each) <= 75 and each.decode("utf-8") for each in full)
    assert len(last) <= 75
    library = Contentline(line).to_ical() + b"\r\n"
    assert folded.replace(b"\r\n ", b"") == library.replace(b"\r\n ", b"") == (line + "\r\n").encode()


def test_smallest_event() -> None:
    """An all-day entry without anything optional has just these lines."""
    assert vevent(entry("a", "День", date(2026, 10, 15), date(2026, 10, 16))).decode("utf-8").split("\r\n") == [
        "BEGIN:VEVENT",
        "UID:a@feeds.example",
        "DTSTAMP:20260801T093000Z",
        "LAST-MODIFIED:20260801T093000Z",
        "SEQUENCE:1",
        "DTSTART;VALUE=DATE:20261015",
        "DTEND;VALUE=DATE:20261016",
        "SUMMARY:День",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "DESCRIPTION:https://site.example/events/a/",
        "URL:https://site.example/events/a/",
        "END:VEVENT",
        "",
    ]


@pytest.mark.parametrize(
    ("geo", "line"),
    [
        ((54.62691234, 39.7), b"GEO:54.626912;39.7\r\n"),
        ((0.00001, -0.00002), b"GEO:0.0;0.0\r\n"),
        ((-0.0001, 180), b"GEO:-0.0001;180.0\r\n"),
    ],
)
def test_geo_has_no_exponent(geo: tuple[float, float], line: bytes) -> None:
    """Coordinates have at most six places and never an exponent."""
    assert line in vevent(entry("a", "А", moscow(1, 10), None, geo=geo))


def test_conference_link_is_said_once() -> None:
    """A link that the description already has is not added to it again."""
    link = "https://meet.example/room"
    one = entry("a", "А", moscow(1, 10), None, description=f"Приходите: {link}", conference=link)
    text = vevent(one).replace(b"\r\n ", b"").decode("utf-8")
    assert f"DESCRIPTION:Приходите: {link}\\nhttps://site.example/events/a/\r\n" in text
    assert f"CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Подключиться:{link}\r\n" in text


def test_line_break_before_an_accent() -> None:
    """An accent that begins a line does not make the file look decomposed."""
    assert lint(feed([entry("a", "А", moscow(1, 10), None, description="а\n\u0300б")])) == []

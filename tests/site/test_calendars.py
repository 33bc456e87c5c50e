"""Every calendar file of the built site is sound and is what the index says it is."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest

from macros.feeds.lint import lint
from tests.site.builds import files
from tests.tools import NODE_MODULES, libical_python, node_path

HERE = Path(__file__).parent


@pytest.fixture(params=["demo_site", "published_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """Both builds in turn."""
    return request.getfixturevalue(request.param)


def calendars(site: Path) -> Iterator[str]:
    """Every calendar file, single downloads too."""
    return (name for name in files(site) if name.endswith(".ics"))


def counts(site: Path) -> dict[str, int]:
    """How many events each file holds, by its lines alone."""
    return {name: (site / name).read_bytes().count(b"\r\nBEGIN:VEVENT\r\n") for name in calendars(site)}


def test_index_lists_every_feed(site: Path) -> None:
    """feeds.json has exactly the feeds under calendar/, with their true counts and sizes."""
    index = json.loads((site / "calendar" / "feeds.json").read_text("utf-8"))
    told = {row["url"]: (row["events"], row["bytes"]) for row in index}
    true = {
        name: (count, (site / name).stat().st_size)
        for name, count in counts(site).items()
        if name.startswith("calendar/")
    }
    assert told == true
    assert len(index) == len(told)
    assert {tuple(row) for row in index} == {("url", "title", "municipality", "filters", "events", "bytes")}


def test_no_feed_is_too_large(site: Path) -> None:
    """Google silently loses what is beyond a megabyte or a thousand events."""
    large = {name: count for name, count in counts(site).items() if count > 1000}
    heavy = [name for name in calendars(site) if (site / name).stat().st_size > 1_000_000]
    assert (large, heavy) == ({}, [])


def test_every_file_passes_the_linter(site: Path) -> None:
    """Our byte-level linter finds nothing to complain about."""
    assert {name: found for name in calendars(site) if (found := lint((site / name).read_bytes()))} == {}


def test_icalendar_reads_every_file(site: Path) -> None:
    """icalendar sees every event and marks no error."""
    seen = {}
    for name in calendars(site):
        calendar = icalendar.Calendar.from_ical((site / name).read_bytes())
        assert [component.errors for component in calendar.walk() if component.errors] == []
        seen[name] = len(calendar.events)
    assert seen == counts(site)


def test_ical_js_reads_every_file(site: Path) -> None:
    """The parser of Thunderbird and Nextcloud, in strict mode, sees every event."""
    assert told(site, str(node_path()), str(HERE / "count_icaljs.mjs"), str(NODE_MODULES)) == counts(site)


def test_libical_reads_every_file(site: Path) -> None:
    """The parser of GNOME and KDE sees every event and finds no fault."""
    assert told(site, str(libical_python()), str(HERE / "count_libical.py")) == counts(site)


def told(site: Path, *command: str) -> dict[str, int]:
    """What a reader counts in each file; it gets the names of the files on its input."""
    done = subprocess.run(
        command,
        cwd=site,
        input="\n".join(calendars(site)),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

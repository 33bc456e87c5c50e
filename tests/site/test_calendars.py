"""Every calendar file of the built site is sound and is what the index says it is."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import icalendar
import pytest

from macros.feeds.lint import lint
from tests.site.builds import URL, files
from tests.site.reading import read
from tests.tools import NODE_MODULES, libical_python, node_path

HERE = Path(__file__).parent
HOST = urlsplit(URL).netloc


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


def test_titles_are_unique_in_a_town(site: Path) -> None:
    """No two calendars of a town have one name, so that a program's list tells them apart."""
    index = json.loads((site / "calendar" / "feeds.json").read_text("utf-8"))
    names = Counter((row["municipality"], row["title"]) for row in index)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_feed_is_in_the_tables(site: Path) -> None:
    """A town's page names the address of each of its feeds and links to it, and no other."""
    index = json.loads((site / "calendar" / "feeds.json").read_text("utf-8"))
    for town in ("ryazan", "stary-oskol", "all"):
        page = read(site, f"calendar/{town}/index.html")
        linked = [link.partition("://")[2].partition("/")[2] for link in page.links if link.startswith("webcal:")]
        assert sorted(linked) == sorted(row["url"] for row in index if row["municipality"] == town)
        assert all(f"/{url}" in page.text for url in linked)


OWN_FEEDS = {
    "organizations/ryazan-copp": "calendar/ryazan/ryazan-copp.ics",
    "organizations/copp-belgorod": "calendar/all/all-copp-belgorod.ics",
    "series/ryazan-dni-otkrytyh-dverey": "calendar/ryazan/ryazan-akciya-dni-otkrytyh-dverey.ics",
    "series/abilimpiks": "calendar/all/all-akciya-abilimpiks.ics",
    "professions/gornyy-inzhener": "calendar/all/all-tehnika.ics",
    "volunteers/volontery-mediki": "calendar/stary-oskol/stary-oskol-nuzhny-volontery.ics",
    "volunteers": "calendar/all/all-nuzhny-volontery.ics",
    "dates": "calendar/all/all-vazhnye-daty.ics",
    "dates/oge-osnovnoy-2027": "calendar/all/all-vazhnye-daty.ics",
    "events": "calendar/all/all.ics",
    "events/ryazan/2026-12": "calendar/ryazan/ryazan.ics",
    "ryazan": "calendar/ryazan/ryazan.ics",
}


@pytest.mark.parametrize("page", OWN_FEEDS)
def test_pages_offer_their_own_feed(demo_site: Path, page: str) -> None:
    """Where a record or a list has a calendar of its own, its page leads to it and to the ways to subscribe."""
    links = read(demo_site, f"{page}/index.html").links
    root = "../" * (page.count("/") + 1)
    assert [link for link in links if link.startswith("webcal:")] == [f"webcal://{HOST}/{OWN_FEEDS[page]}"]
    assert root + OWN_FEEDS[page] in links
    assert f"{root}calendar/" in links

"""What gets through if the content guard ever fails: the same hostile files, built with the guard switched off."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Browser

from macros.feeds.lint import lint
from tests.browser.visits import visit
from tests.catalog.towns import HOSTILE, place_of
from tests.site.builds import FIXED, example_project, files, locked, pages
from tests.site.reading import read
from tests.site.server import serving

GUARDED = range(52, 60)
"""Numbers of the guard's codes: the rest of the check is not switched off."""
WITHOUT_GUARD = """\
import sys
import macros.catalog
load = sys.modules["macros.catalog.load"]
load.guard_faults = load.prose_problems = lambda *values: ()
from mkdocs.__main__ import cli
cli(["build", "--clean", "--no-strict", "--site-dir", sys.argv[1]])
"""
SCHEMES = {"", "http", "https", "mailto", "tel", "webcal"}


def is_only_guarded(case: Path) -> bool:
    """Whether nothing but the guard stands between a file and the site."""
    rows = case.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    return all(int(row.split(" | ")[1][-3:]) in GUARDED for row in rows)


CASES = [path for path in sorted(HOSTILE.glob("*/*")) if path.suffix in (".yml", ".md") and is_only_guarded(path)]
CASES = [path for path in CASES if path.parent.name != "pages" and path.stem != "render-macros"]
ADDRESSES = [f"{path.parent.name}/{path.stem}/" for path in CASES]


@pytest.fixture(scope="module")
def hostile_site(shared_folder: Path) -> Path:
    """The tiny town with every hostile record and card in it, built as if there were no guard."""
    site, project = shared_folder / "hostile-site", shared_folder / "hostile-project"
    with locked(shared_folder / "hostile.lock"):
        if not site.exists():
            example_project(project)
            for case in CASES:
                place = project / place_of(case)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(case.read_bytes())
            environment = {
                key: value for key, value in os.environ.items() if key not in ("DEMO", "PUBLISH", "EDIT_URL")
            }
            done = subprocess.run(
                [sys.executable, "-c", WITHOUT_GUARD, str(site)],
                cwd=project,
                env=environment | FIXED | {"PYTHONPATH": str(Path(__file__).parents[2]), "CACHE": "0"},
                capture_output=True,
                encoding="utf-8",
                timeout=300,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
    return site


def test_every_hostile_file_has_its_page(hostile_site: Path) -> None:
    """The guard really was off: each file that it stops became a page."""
    assert len(CASES) > 60
    assert [address for address in ADDRESSES if not (hostile_site / address / "index.html").is_file()] == []


def test_pages_hold_nothing_that_runs(hostile_site: Path) -> None:
    """No element, attribute or address of a hostile text became part of a page; it is shown as text."""
    for name in pages(hostile_site):
        page = read(hostile_site, name)
        inline = [values for values in page.all("script") if "src" not in values]
        assert (name, [values["type"] for values in inline]) == (name, ["application/ld+json"] * len(inline))
        assert (name, [item for _, values in page.tags for item in values if item.startswith("on")]) == (name, [])
        assert (name, [values for _, values in page.tags if "style" in values or "srcdoc" in values]) == (name, [])
        assert {"iframe", "object", "embed", "base", "form", "style"} & {tag for tag, _ in page.tags} <= {"form"}
        schemes = {re.match(r"(?:([a-z][a-z0-9+.-]*):)?", link, re.IGNORECASE)[1] or "" for link in page.links}
        assert (name, {scheme.lower() for scheme in schemes} <= SCHEMES) == (name, True), schemes
        foreign = [link for link in page.loaded if re.match(r"[a-z][a-z0-9+.-]*:|//", link, re.IGNORECASE)]
        assert (name, foreign) == (name, [])
        for script in page.scripts:
            assert json.loads(script)["@context"] == "https://schema.org"


def test_files_for_programs_hold(hostile_site: Path) -> None:
    """Calendars keep their form and their number of entries; open data stay JSON."""
    calendars = [name for name in files(hostile_site) if name.endswith(".ics")]
    for name in calendars:
        data = (hostile_site / name).read_bytes()
        assert (name, lint(data)) == (name, [])
        assert {part.name for part in icalendar.Calendar.from_ical(data).subcomponents} <= {"VTIMEZONE", "VEVENT"}
    events = icalendar.Calendar.from_ical((hostile_site / "calendar/primersk/primersk.ics").read_bytes()).events
    uids = {str(event["UID"]) for event in events}
    hostile = {f"{path.stem}@profnavigator" for path in CASES if path.parent.name == "events"}
    assert hostile <= uids
    for name in files(hostile_site):
        if name.endswith(".json"):
            json.loads((hostile_site / name).read_text("utf-8"))


@pytest.mark.browser
def test_browser_runs_nothing(hostile_site: Path, browser: Browser) -> None:
    """A real browser opens every hostile page: no dialog, no refused code, no request to another host."""
    with serving(hostile_site) as server, visit(browser, server) as visitor:
        dialogs = []
        visitor.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        for address in [*ADDRESSES, "events/", "professions/", "primersk/"]:
            visitor.page.goto(server.url + address, wait_until="load")
        assert dialogs == []
        # A picture that a card names is not there; nothing else may go wrong.
        assert [item for item in visitor.trouble if not item.startswith("404") and "404" not in item] == []

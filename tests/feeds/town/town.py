"""The example town: every case of a calendar as a record, and the ways tests read it."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from macros.catalog import Catalog, Event, load
from macros.catalog.catalog import build
from macros.feeds.content_lines import components, content_lines
from macros.feeds.entries import Context, Item, is_current, items
from macros.feeds.entry import Entry
from macros.feeds.revision import Revision
from tests.tools import ROOT

HERE = Path(__file__).parent
TODAY = date(2026, 11, 25)
SITE = "https://профнавигатор.рф/"
"""In Cyrillic, as a Russian town may have it; feeds say xn--80aafey1aggbkiwt.xn--p1ai."""
REVISION = Revision(sequence=7, last_modified=datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
WANTED = json.loads((HERE / "occurrences.json").read_text(encoding="utf-8"))


def write_town(folder: Path) -> Path:
    """Copy the town and the project's closed lists into `folder`, where a test may change them."""
    for name in ("content", "data"):
        shutil.copytree(HERE / name, folder / name)
    shutil.copytree(ROOT / "data" / "vocabularies", folder / "data" / "vocabularies")
    return folder


def catalog_of(folder: Path, today: date = TODAY) -> Catalog:
    """The checked catalog of a project folder."""
    loaded = load(folder, today=today, demo=True)
    assert [problem.text() for problem in loaded.errors] == []
    return loaded.catalog


def context(revision: Revision = REVISION) -> Context:
    """Addresses of the town's site; every entry has the same revision."""
    return Context(site_url=SITE, uid_domain="feeds.example", revision_of=lambda paths: revision)


def current(catalog: Catalog) -> dict[str, Item]:
    """What the town's feeds hold on the catalog's day, by the UID without its domain."""
    return {stem(item.entry.uid): item for item in items(catalog, context()) if is_current(item, catalog.today)}


def catalog_with(catalog: Catalog, *events: Event) -> Catalog:
    """The catalog with other versions of events, or with more events."""
    changed = {**catalog.records["Event"], **{event.id: event for event in events}}
    return build(catalog.today, {**catalog.records, "Event": changed}, catalog.vocabularies)


def entries_of(catalog: Catalog, event: Event) -> dict[str, Entry]:
    """The entries of another version of an event, by the UID without its domain."""
    found = items(catalog_with(catalog, event), context())
    return {stem(item.entry.uid): item.entry for item in found if item.record == event}


def stem(uid: str) -> str:
    """The UID without its domain."""
    return uid.removesuffix("@feeds.example")


def told(moment: datetime | date | None) -> str | None:
    """A moment as occurrences.json writes it: UTC, or a plain day."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment and moment.isoformat()


def texts(item: Item) -> str:
    """Everything an entry says."""
    entry = item.entry
    return "\n".join([entry.summary, entry.description, entry.location, *entry.categories, entry.conference or ""])


def vevents(feed: bytes) -> dict[str, bytes]:
    """The bytes of each VEVENT of a feed, by the UID without its domain."""
    begin, end = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
    found = [part[: part.index(end)] for part in feed.split(begin)[1:]]
    uids = [content_lines(event)[0][0].value for event in found]
    assert len(set(uids)) == len(uids)
    return {stem(uid): event for uid, event in zip(uids, found, strict=True)}


def header(feed: bytes) -> dict[str, str]:
    """The properties of the calendar itself."""
    root, problems = components(content_lines(feed)[0])
    assert problems == []
    return {line.name: line.value for line in root.children[0].lines}

"""What a change of data changes for others: entries in subscribers' calendars, pages, numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pydantic import BaseModel

from macros.catalog import TYPES, Catalog, Record, Statistic
from macros.catalog.fields import RefTo, TermOf
from macros.catalog.shape import fields_of, name_of
from macros.feeds.entries import Context, Item, is_current, items
from macros.feeds.entry import Entry
from macros.feeds.revision import Revision
from macros.pages.links import address, has_page
from macros.text import russian

NEW, MOVED, CANCELLED, CHANGED, REMOVED = "new", "moved", "cancelled", "changed", "removed"
KINDS = (NEW, MOVED, CANCELLED, CHANGED, REMOVED)
"""What can happen to an entry of a calendar, in the order in which it is told."""
ADDED = "added"
_NO_REVISION = Revision(sequence=0, last_modified=datetime(2026, 1, 1, tzinfo=UTC))
_SITE = "https://site.invalid/"
"""Entries need some address; it is the same on both sides and never shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing before and after, in Russian; "" where there is nothing on that side."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """What a subscriber will see of one entry: `kind` is one of KINDS, `when` the day and hour it now has."""

    kind: str
    uid: str
    title: str
    when: str
    path: str
    changes: tuple[Change, ...] = ()
    orphaned: bool = False
    """Whether it vanishes because its record does, and nobody is told why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """A page added, removed or changed: `address` is from the site root, `path` its file."""

    kind: str
    address: str
    title: str
    path: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogDiff:
    """All that differs between two states of the data; `counts` are numbers of records by type and of entries."""

    entries: tuple[EntryChange, ...]
    pages: tuple[PageChange, ...]
    counts: tuple[Change, ...]
    neighbours: int
    """Other pages that show a changed record in their lists."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody would notice anything."""
        return not (self.entries or self.pages or self.counts)


def compare(
    before: Catalog, after: Catalog, prose: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})
) -> CatalogDiff:
    """Two sound catalogs of one day; `prose` are texts of Markdown pages by file, before and after."""
    pages = (*_records(before, after), *_prose(*prose))
    return CatalogDiff(
        entries=tuple(_entries(before, after)),
        pages=tuple(sorted(pages, key=lambda page: ((ADDED, CHANGED, REMOVED).index(page.kind), page.address))),
        counts=tuple(_counts(before, after)),
        neighbours=_neighbours(before, after, {page.path for page in pages}),
    )


# --- calendars ---------------------------------------------------------------------------------------


def _items(catalog: Catalog) -> dict[str, Item]:
    context = Context(site_url=_SITE, uid_domain="diff", revision_of=lambda paths: _NO_REVISION)
    return {item.entry.uid: item for item in items(catalog, context)}


def _entries(before: Catalog, after: Catalog) -> Iterator[EntryChange]:
    old, new = _items(before), _items(after)
    found = []
    for uid in sorted(old.keys() | new.keys()):
        was, now = old.get(uid), new.get(uid)
        # What no feed shows any more nobody sees change.
        if not any(item and is_current(item, after.today) for item in (was, now)):
            continue
        change = _entry_change(uid, was, now, after)
        if change is not None:
            shown = now or was
            found.append((KINDS.index(change.kind), _day(shown.entry), uid, change))
    yield from (item[-1] for item in sorted(found, key=lambda item: item[:3]))


def _entry_change(uid: str, was: Item | None, now: Item | None, after: Catalog) -> EntryChange | None:
    shown = now or was
    plain = {"uid": uid.partition("@")[0], "title": shown.entry.summary, "when": when_words(shown.entry)}
    if was is None:
        told = tuple(change for change in _told(None, now.entry) if change.name not in ("Когда", "Название"))
        return EntryChange(kind=NEW, path=shown.record.path, changes=told, **plain)
    if now is None:
        orphaned = after.find("*", shown.record.key) is None
        return EntryChange(kind=REMOVED, path=shown.record.path, orphaned=orphaned, **plain)
    changes = tuple(_told(was.entry, now.entry))
    if not changes:
        return None
    moved = (was.entry.start, was.entry.end) != (now.entry.start, now.entry.end)
    kind = MOVED if moved else CHANGED
    if now.entry.status == "CANCELLED" and was.entry.status != "CANCELLED":
        kind = CANCELLED
    return EntryChange(kind=kind, path=shown.record.path, changes=changes, **plain)


def _told(was: Entry | None, now: Entry) -> Iterator[Change]:
    """What programs show of an entry, where it differs."""
    for name, text in (
        ("Когда", when_words),
        ("Название", lambda entry: entry.summary),
        ("Где", lambda entry: entry.location),
        ("Подключение", lambda entry: entry.conference or ""),
        ("Вид", lambda entry: ", ".join(entry.categories)),
    ):
        before, after = text(was) if was else "", text(now)
        if before != after:
            yield Change(name=name, before=before, after=after)
    if was is not None and was.status != now.status and "CANCELLED" not in (was.status, now.status):
        words = {"CONFIRMED": "твёрдая", "TENTATIVE": "может измениться"}
        yield Change(name="Дата", before=words[was.status], after=words[now.status])
    old_lines = was.description.split("\n") if was else []
    new_lines = now.description.split("\n")
    gone = [line for line in old_lines if line and line not in new_lines]
    come = [line for line in new_lines if line and line not in old_lines]
    if gone or come:
        yield Change(name="Описание", before="\n".join(gone), after="\n".join(come))


def when_words(entry: Entry) -> str:
    """«суббота, 5 декабря 2026, 10:00–13:00» as the town's clock shows it."""
    start, end = entry.start, entry.end
    if not isinstance(start, datetime):
        last = end - timedelta(days=1) if end else start
        return russian.when(start, last, with_year=True)
    start = start.replace(tzinfo=None)
    if not isinstance(end, datetime):
        return russian.when(start, None, open_end=True, with_year=True)
    end = end.replace(tzinfo=None)
    # An end in another zone may stand earlier on the clock than the start.
    return russian.when(start, end if end > start else None, open_end=end <= start, with_year=True)


def _day(entry: Entry) -> date:
    return entry.start.date() if isinstance(entry.start, datetime) else entry.start


# --- pages and numbers -------------------------------------------------------------------------------


def _records(before: Catalog, after: Catalog) -> Iterator[PageChange]:
    for name in TYPES:
        old, new = before.records[name], after.records[name]
        for record_id in sorted(old.keys() | new.keys()):
            was, now = old.get(record_id), new.get(record_id)
            shown = now or was
            kind = ADDED if was is None else REMOVED if now is None else CHANGED
            changes = tuple(_fields((before, was), (after, now))) if was is not None and now is not None else ()
            if kind == CHANGED and not changes:
                continue
            yield PageChange(kind=kind, address=address(shown), title=shown.title, path=shown.path, changes=changes)


def _fields(old: tuple[Catalog, Record], new: tuple[Catalog, Record]) -> Iterator[Change]:
    (before, was), (after, now) = old, new
    cls = type(now)
    for name in fields_of(cls):
        if getattr(was, name) != getattr(now, name):
            sides = (shown_value(before, was, name), shown_value(after, now, name))
            yield Change(name=name_of(cls, name), before=sides[0], after=sides[1])
    if getattr(was, "body", "") != getattr(now, "body", ""):
        yield Change(name="Текст карточки", before="", after="")
    if was.path != now.path:
        yield Change(name="Файл", before=was.path, after=now.path)


def shown_value(catalog: Catalog, record: Record, name: str) -> str:
    """A field's value in Russian, in one or more lines: words of closed lists, titles of records, dates."""
    words = {path: _word(catalog, marker, text) for path, marker, text in record.marks}
    return _shown(getattr(record, name), name, words)


def _word(catalog: Catalog, marker: RefTo | TermOf, text: str) -> str:
    if isinstance(marker, TermOf):
        return catalog.term(marker.vocabulary, text).title
    return catalog.find(marker.type_name, text).title


def _shown(value: Any, path: str, words: Mapping[str, str]) -> str:
    if path in words:
        return words[path]
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        clock = f", {value:%H:%M}" if isinstance(value, datetime) else ""
        return russian.date_text(value) + clock
    if isinstance(value, BaseModel):
        parts = [
            (info.title, _shown(getattr(value, name), f"{path}.{name}", words))
            for name, info in type(value).model_fields.items()
        ]
        return "; ".join(f"{title}: {text}" for title, text in parts if text)
    if isinstance(value, tuple):
        nested = any(isinstance(item, BaseModel) for item in value)
        items = (_shown(item, f"{path}.{index}", words) for index, item in enumerate(value))
        return ("\n" if nested else ", ").join(items)
    return str(value)


def _prose(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[PageChange]:
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) == after.get(path):
            continue
        kind = ADDED if path not in before else REMOVED if path not in after else CHANGED
        text = after.get(path, before.get(path, ""))
        page = path.removeprefix("content/").removesuffix(".md").removesuffix("index").rstrip("/")
        title = next((line[2:].strip() for line in text.split("\n") if line.startswith("# ")), path)
        yield PageChange(kind=kind, address=f"{page}/" if page else "", title=title, path=path)


def _counts(before: Catalog, after: Catalog) -> Iterator[Change]:
    for name, cls in TYPES.items():
        was, now = len(before.records[name]), len(after.records[name])
        if was != now:
            yield Change(name=cls.TYPE.title, before=russian.number(was), after=russian.number(now))
    for statistic in after.all(Statistic):
        was = before.find("Statistic", statistic.id)
        if was is not None and was.value != statistic.value:
            name = f"{statistic.title} ({statistic.unit})"
            yield Change(name=name, before=russian.number(was.value), after=russian.number(statistic.value))
    was, now = (sum(is_current(item, after.today) for item in _items(catalog).values()) for catalog in (before, after))
    if was != now:
        yield Change(name="Записи в календарях", before=russian.number(was), after=russian.number(now))


def _neighbours(before: Catalog, after: Catalog, changed: set[str]) -> int:
    """How many other pages name a changed record or are named by it."""
    found: set[str] = set()
    for catalog in (before, after):
        for items_of_type in catalog.records.values():
            for record in items_of_type.values():
                if record.path in changed:
                    beside = (*catalog.referrers(record), *catalog.referred(record))
                    found |= {item.path for item in beside if has_page(item)}
    return len(found - changed)

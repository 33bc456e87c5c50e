"""Owns what the form makes in the browser: file, name, card and calendar entry, as the site makes them."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import Any

from macros.catalog import Catalog, Event, Organization
from macros.catalog.fields import when_text
from macros.catalog.occurrences import Occurrence, occurrences
from macros.catalog.source import parse_bytes
from macros.editing.drafts import free_id, suggested_id
from macros.editing.form_fields import form_fields
from macros.editing.forms import ORGANIZATION
from macros.editing.layout import dump
from macros.editing.schema import without_records
from macros.feeds.entries import Context, items
from macros.feeds.revision import Revision
from macros.pages.cards import event_card
from macros.text import russian
from macros.text.richtext import plain
from tests.editing.forming import in_browser, spec
from tests.site.builds import URL, catalog
from tests.tools import ROOT


def data_of(event: Event) -> dict[str, Any]:
    """An event as its file says it; demo events stand where their files say on the tests' day."""
    return parse_bytes((ROOT / event.path).read_bytes(), head_only=False).data


# --- the file


def test_files_are_laid_out_alike() -> None:
    """Every event and organization there is: the browser writes the very text that `format` writes."""
    for cls in (Event, Organization):
        own = form_fields(without_records(catalog(demo=True)), cls)
        records = [data_of(record) for record in catalog(demo=True).all(cls)]
        written = in_browser({"ask": "dump", "data": data, "own": own} for data in records)
        assert written == [dump(data, cls) for data in records]


WORDS = [
    "да", "нет", "no", "Yes", "null", "~", "12", "012", "0x1F", "1e3", "1_000", "10:30", "1:2.5", "2026-12-05", "=",
    "-", "2026-12-05 10:00", "2026-12-05T10:00", "2026-1-5 1:02:03", "а: б", "а #б", "#а", "а:", "---", "...", "- а",
    "[а]", "{а}", "а, б", "а?", "?а", "'а'", '"а"', "а\\б", "а\tб", "а\nб", "\nа", "а\n", "а\n\nб\n", " а", "а ",
    "а  б", "*а", "\u00a0а", "а\u00a0б", "\ufeffа", "а\u2028б", "\x07", "%а", "@а", "`а", "|", ">", "!", "&а",
    "0+", ".5", ".inf", "", "a" * 130, "слово " * 40 + "конец", "сло\u00a0во " * 40 + "конец",
    "длинная строка, " * 12 + "вот", "😀" * 70,
]  # fmt: skip


def some_value(chance: random.Random, depth: int) -> Any:
    """A text, a list of texts or nested fields, with whatever people and their keyboards put there."""
    kind = chance.randrange(4) if depth else 0
    if kind == 1:
        return [some_value(chance, 0) for _ in range(chance.randrange(1, 4))]
    if kind == 2:
        return {name: some_value(chance, depth - 1) for name in chance.sample(["name", "note", "odd", "kind"], 2)}
    if kind == 3:
        return [{"name": some_value(chance, 0)} for _ in range(2)]
    return chance.choice(WORDS) + chance.choice(["", "", " ", ", ", ": "]) + chance.choice(WORDS)


def test_odd_texts_are_laid_out_alike() -> None:
    """Texts that YAML could take for something else, spaces and lines of all kinds: the same quotes, the same folds."""
    chance = random.Random(7)
    names = ["title", "summary", "description", "start", "grades", "place", "bring", "aliases", "guests", "unheard"]
    records = [{name: some_value(chance, 2) for name in chance.sample(names, 5)} for _ in range(1_500)]
    written = in_browser({"ask": "dump", "data": data} for data in records)
    assert [text for text, data in zip(written, records, strict=True) if text != dump(data, Event)] == []


def test_names_are_made_alike() -> None:
    """The name of a file: Latin letters of the title, the day, a number when it is taken."""
    records = catalog(demo=True)
    cases = [{"title": event.title, **({"start": when_text(event.start)} if event.start else {})}
             for event in records.all(Event)]  # fmt: skip
    cases += [
        {"title": "Ярмарка 2026", "start": "2026-12-05"},
        {"title": "Ёж, щука — съезд №5 «Объём»", "period": "2026-12"},
        {"title": "очень " * 30 + "длинное название", "start": "2026-12-05 10:00"},
        {"title": "х" * 90},
        {"title": "???"},
        {},
    ]
    found = in_browser({"ask": "name", "data": data, "town": "ryazan", "taken": []} for data in cases)
    assert found == [suggested_id(Event, data, town="ryazan", demo=False) for data in cases]
    known = records.all(Event)[0].id
    taken = {"ask": "name", "data": {"title": known}, "town": "", "taken": [known]}
    assert in_browser([taken]) == [free_id(records, Event, known)]
    college = {"ask": "name", "data": {"title": "Колледж дизайна"}, "town": "ryazan", "taken": []}
    assert in_browser([college], asked=spec(records, ORGANIZATION)) == ["ryazan-kolledzh-dizayna"]


def test_titles_are_compared_alike() -> None:
    """How alike two titles are, as the check counts it."""
    titles = [event.title.lower() for event in catalog(demo=True).all(Event)]
    pairs = [(first, second) for first in titles[:40] for second in titles[:40]] + [("", ""), ("а", "")]
    found = in_browser({"ask": "ratio", "pair": pair} for pair in pairs)
    assert found == [SequenceMatcher(None, *pair).ratio() for pair in pairs]


def test_twins() -> None:
    """Only an event at the same time, host and town with nearly the same title is named."""
    events = [
        ["a", "2026-12-05 10:00", "ryazan-cpom", "ryazan", "День открытых дверей колледжа"],
        ["b", "2026-12-05 11:00", "ryazan-cpom", "ryazan", "День открытых дверей колледжа"],
        ["c", "2026-12-05 10:00", "ryazan-cpom", "stary-oskol", "День открытых дверей колледжа"],
        ["d", "2026-12-05 10:00", "ryazan-cpom", "ryazan", "Экскурсия"],
    ]
    data = {"title": "День открытых дверей в колледже", "start": "2026-12-05T10:00", "host": "ryazan-cpom"}
    asked = [{"ask": "twins", "events": events, "data": data | more, "town": "ryazan"}
             for more in ({}, {"status": "cancelled"}, {"host": ""})]  # fmt: skip
    assert [[item["event"][0] for item in found] for found in in_browser(asked)] == [["a"], [], []]


# --- the preview


def first_date(event: Event) -> Occurrence | None:
    """What the preview shows of an event: its first date by the schedule."""
    dates = occurrences(event)
    if not event.repeat:
        return dates[0] if dates else None
    return Occurrence(key="", start=event.start, end=event.end, moved_from=event.moved_from)


def real(records: Catalog) -> list[Event]:
    """All events as if none was a sample: what a form makes is none."""
    return [event.model_copy(update={"demo": False}) for event in records.all(Event)]


def test_cards_are_worded_alike() -> None:
    """The card of every event there is, in the words of the site's own card on its first date."""
    records = catalog(demo=True)
    events = real(records)
    found = in_browser({"ask": "card", "data": data_of(event)} for event in events)
    names = ("title", "day", "month", "weekday", "when", "time", "place", "format", "audience", "state", "state_text")
    for event, card in zip(events, found, strict=True):
        wanted = event_card(records, event, "", first_date(event))
        names = (
            "title",
            "day",
            "month",
            "weekday",
            "when",
            "time",
            "place",
            "format",
            "audience",
            "state",
            "state_text",
        )
        assert {name: card[name] for name in names} == {name: wanted[name] for name in names}, event.path
        assert card["age"] == event.age_mark


def test_calendar_entries_are_worded_alike() -> None:
    """What a calendar will show of every event, in the words of the feeds; texts with Markdown stay as typed."""
    records = catalog(demo=True)
    revision = Revision(sequence=0, last_modified=datetime(2026, 11, 23, tzinfo=UTC))
    context = Context(site_url=URL, uid_domain="profnavigator", revision_of=lambda _: revision)
    entries: dict[str, Any] = {}
    for item in items(records, context):
        if item.kind == "event":
            entries.setdefault(item.record.id, item.entry)
    events = [event for event in records.all(Event) if event.start and not event.repeat]
    events = [event for event in events if not event.description or plain(event.description) == event.description]
    assert len(events) > 40
    found = in_browser({"ask": "entry", "data": data_of(event)} for event in events)
    for event, shown in zip(events, found, strict=True):
        wanted = entries[event.id]
        date = first_date(event)
        when = russian.when(date.start, date.end, open_end=event.end_unknown and not date.all_day, with_year=True)
        assert shown == {
            "summary": wanted.summary.replace("Пример: ", "", 1),
            "when": russian.capitalise(when),
            "location": wanted.location,
            "description": wanted.description,
        }, event.path

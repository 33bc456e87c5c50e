"""Feeds as files: complete, valid, identical bytes everywhere, split without a loss."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from macros.catalog import Catalog, Event
from macros.feeds.calendar_file import MAX_BYTES, MAX_EVENTS
from macros.feeds.lint import lint
from macros.feeds.publish import feeds
from macros.feeds.slices import slices
from tests.feeds.town.town import TODAY, catalog_of, catalog_with, context, current, header, vevents, write_town

MAIN = "calendar/lesnoy/lesnoy"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The example town on its day."""
    return catalog_of(write_town(tmp_path_factory.mktemp("town")))


@pytest.fixture(scope="module")
def files(catalog: Catalog) -> dict[str, bytes]:
    """All files of the town."""
    return dict(feeds(catalog, context()))


def calendars(files: dict[str, bytes]) -> dict[str, bytes]:
    """The feeds among the files: neither single downloads nor the index."""
    return {path: body for path, body in files.items() if path.startswith("calendar/") and path.endswith(".ics")}


# --- files --------------------------------------------------------------------------------------------


def test_every_slice_has_its_file(catalog: Catalog, files: dict[str, bytes]) -> None:
    """A small town has one file for each slice, and nothing else."""
    assert set(calendars(files)) == {each.path for each in slices(catalog)}


def test_every_file_is_right(files: dict[str, bytes]) -> None:
    """The linter finds nothing in any feed and any single download."""
    assert {path: found for path, body in files.items() if path.endswith(".ics") and (found := lint(body))} == {}


def test_an_event_has_the_same_bytes_everywhere(catalog: Catalog, files: dict[str, bytes]) -> None:
    """Each entry is written once, and is in feeds and download byte for byte."""
    versions: dict[str, set[bytes]] = {}
    for path, body in files.items():
        if path.endswith(".ics"):
            for uid, event in vevents(body).items():
                versions.setdefault(uid, set()).add(event)
    assert {uid for uid, found in versions.items() if len(found) > 1} == set()
    assert set(current(catalog)) <= set(versions)


def test_feed_without_events(files: dict[str, bytes]) -> None:
    """A slice that holds nothing is a feed with a name and a time zone."""
    body = files["calendar/zarechnyy/zarechnyy-igry.ics"]
    assert vevents(body) == {}
    assert body.count(b"BEGIN:VTIMEZONE\r\nTZID:Asia/Yekaterinburg\r\n") == 1
    assert header(body) == {
        "VERSION": "2.0",
        "PRODID": "-//Profnavigator//Feeds 1.0//RU",
        "CALSCALE": "GREGORIAN",
        "REFRESH-INTERVAL": "PT6H",
        "X-PUBLISHED-TTL": "PT6H",
        "NAME": "Заречный: игры",
        "X-WR-CALNAME": "Заречный: игры",
        "X-WR-CALDESC": "Вид событий: игры. Обновляется сам: подпишитесь\\, а не скачивайте.",
        "X-WR-TIMEZONE": "Asia/Yekaterinburg",
        "SOURCE": "https://xn--80aafey1aggbkiwt.xn--p1ai/calendar/zarechnyy/zarechnyy-igry.ics",
        "URL": "https://xn--80aafey1aggbkiwt.xn--p1ai/calendar/",
        "COLOR": "orangered",
    }


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("calendar/lesnoy/lesnoy-kolledzh.ics", "Колледж север 1"),
        ("events/c03-signs/event.ics", 'Лекция: запятая точка "кавычки" и C: New'),
        ("events/c04-nfc/event.ics", "Мастер-класс: юный инженер полёт и ёлка"),
        ("events/c06-cancelled/event.ics", "ОТМЕНЕНО: Встреча с лесничим"),
    ],
)
def test_names_are_plain_words(files: dict[str, bytes], path: str, name: str) -> None:
    """A calendar's name has no sign that some program shows escaped."""
    assert header(files[path])["NAME"] == name


def test_index(catalog: Catalog, files: dict[str, bytes]) -> None:
    """feeds.json names every feed once, with what it was selected by and how much it holds."""
    index = json.loads(files["calendar/feeds.json"])
    assert [row["url"] for row in index] == list(calendars(files))
    for row, each in zip(index, slices(catalog), strict=True):
        body = files[row["url"]]
        assert row == {
            "url": each.path,
            "title": each.title,
            "municipality": each.town,
            "filters": dict(each.filters),
            "events": len(vevents(body)),
            "bytes": len(body),
        }


def test_downloads(catalog: Catalog, files: dict[str, bytes]) -> None:
    """Every event with a date can be downloaded alone, past and cancelled ones too, without its deadline."""
    dated = {event.id for event in catalog.all(Event) if event.start}
    assert {path.split("/")[1] for path in files if path.startswith("events/")} == dated
    assert list(vevents(files["events/c20-too-old/event.ics"])) == ["c20-too-old"]
    assert list(vevents(files["events/c21-deadline/event.ics"])) == ["c21-deadline"]
    assert list(vevents(files["events/c12-days-by-hours/event.ics"])) == [
        "c12-days-by-hours",
        "c12-days-by-hours.day-2",
        "c12-days-by-hours.day-3",
    ]


def test_same_input_same_bytes(catalog: Catalog, files: dict[str, bytes], tmp_path: Path) -> None:
    """A second build of the same records gives the same files in the same order."""
    again = dict(feeds(catalog_of(write_town(tmp_path)), context()))
    assert list(again.items()) == list(files.items())


def test_next_day_changes_only_what_left(files: dict[str, bytes], tmp_path: Path) -> None:
    """A build of the next day is the same but for the entries whose time is over."""
    tomorrow = dict(feeds(catalog_of(write_town(tmp_path), TODAY + timedelta(days=1)), context()))
    today, later = vevents(files[f"{MAIN}.ics"]), vevents(tomorrow[f"{MAIN}.ics"])
    assert set(today) - set(later) == {"c06-cancelled-today", "c20-past"}
    assert {uid: today[uid] for uid in later} == later


# --- splitting ----------------------------------------------------------------------------------------


def copies(catalog: Catalog, number: int, first: date, **changes: object) -> Iterator[Event]:
    """Events of one kind that no other record has, ten a day from `first`."""
    model = catalog.get(Event, "c30-renamed")
    for index in range(number):
        day = first + timedelta(days=index // 10)
        start = datetime(day.year, day.month, day.day, 10)  # noqa: DTZ001
        name = f"many-{first:%y%m}-{index:04}"
        times = {"start": start, "end": start + timedelta(hours=1)}
        yield model.model_copy(update={"id": name, "kind": "game", **times, **changes})


def games(files: dict[str, bytes]) -> dict[str, list[str]]:
    """What the feeds of games in the town hold, by their names after `lesnoy-igry`."""
    start = f"{MAIN}-igry"
    return {
        path.removeprefix(start).removesuffix(".ics"): list(vevents(body))
        for path, body in calendars(files).items()
        if path.startswith(start)
    }


def within_limits(files: dict[str, bytes]) -> bool:
    """Whether no feed is too large for Google."""
    return all(len(body) <= MAX_BYTES and len(vevents(body)) <= MAX_EVENTS for body in calendars(files).values())


def test_thousand_events_are_one_feed(catalog: Catalog) -> None:
    """A feed may be full."""
    full = catalog_with(catalog, *copies(catalog, MAX_EVENTS - 1, date(2026, 12, 1)))
    found = games(dict(feeds(full, context())))
    assert {name: len(uids) for name, uids in found.items()} == {"": 1000}


def test_split_by_school_year(catalog: Catalog) -> None:
    """Past a thousand each school year has a feed, and the plain address keeps what is nearest."""
    events = [*copies(catalog, 600, date(2027, 6, 1)), *copies(catalog, 600, date(2027, 9, 1))]
    files = dict(feeds(catalog_with(catalog, *events), context()))
    found = games(files)
    assert {name: len(uids) for name, uids in found.items()} == {"": 1000, "-2026-27": 601, "-2027-28": 600}
    assert sorted(found["-2026-27"] + found["-2027-28"]) == sorted(["c24-cyrillic-address", *(e.id for e in events)])
    assert found[""] == (found["-2026-27"] + found["-2027-28"])[:1000]
    assert within_limits(files)
    assert lint(files[f"{MAIN}-igry.ics"]) == []


def test_split_by_month_and_number(catalog: Catalog) -> None:
    """A school year that is too large has a feed a month, and such a month several; nothing is lost."""
    crowd = list(copies(catalog, 300, date(2026, 12, 1)))
    crowd = [event.model_copy(update={"id": f"{event.id}-{part}"}) for event in crowd for part in range(7)]
    others = [*copies(catalog, 20, date(2027, 2, 1)), *copies(catalog, 5, date(2027, 9, 1))]
    files = dict(feeds(catalog_with(catalog, *crowd, *others), context()))
    found = games(files)
    assert {name: len(uids) for name, uids in found.items()} == {
        "": 1000,
        "-2026-12": 1000,
        "-2026-12-2": 1000,
        "-2026-12-3": 100,
        "-2027-01": 1,
        "-2027-02": 20,
        "-2027-28": 5,
    }
    parts = sorted(uid for name, uids in found.items() if name for uid in uids)
    assert parts == sorted(["c24-cyrillic-address", *(event.id for event in [*crowd, *others])])
    assert within_limits(files)


def test_split_by_bytes(catalog: Catalog) -> None:
    """A few long events are too large for one file as well."""
    events = list(copies(catalog, 60, date(2026, 12, 1), description="Щ" * 12_000))
    files = dict(feeds(catalog_with(catalog, *events), context()))
    found = games(files)
    assert list(found) == ["", "-2026-12", "-2026-12-2", "-2027-01"]
    parts = sorted(uid for name, uids in found.items() if name for uid in uids)
    assert parts == sorted(["c24-cyrillic-address", *(event.id for event in events)])
    assert within_limits(files)


def test_nearest_events_of_a_large_feed(catalog: Catalog) -> None:
    """The plain address of a split feed fills up with coming events first, then with the latest past ones."""
    past = list(copies(catalog, 400, date(2026, 10, 1)))
    coming = list(copies(catalog, 900, date(2026, 12, 1)))
    files = dict(feeds(catalog_with(catalog, *past, *coming), context()))
    wanted = ["c24-cyrillic-address", *(event.id for event in coming), *(event.id for event in past[-99:])]
    assert sorted(games(files)[""]) == sorted(wanted)


def test_parts_in_the_index(catalog: Catalog) -> None:
    """feeds.json tells which feeds are parts and of what; the calendar itself says so too."""
    events = [*copies(catalog, 600, date(2027, 6, 1)), *copies(catalog, 600, date(2027, 9, 1))]
    files = dict(feeds(catalog_with(catalog, *events), context()))
    index = json.loads(files["calendar/feeds.json"])
    assert [row["url"] for row in index] == list(calendars(files))
    rows = [row for row in index if row["url"].startswith(f"{MAIN}-igry")]
    assert [(row["url"].removeprefix(MAIN), row["title"], row["filters"], row["events"]) for row in rows] == [
        ("-igry.ics", "Лесной: игры", {"kind": "game", "part": "nearest"}, 1000),
        ("-igry-2026-27.ics", "Лесной: игры, 2026/27 учебный год", {"kind": "game", "part": "2026-27"}, 601),
        ("-igry-2027-28.ics", "Лесной: игры, 2027/28 учебный год", {"kind": "game", "part": "2027-28"}, 600),
    ]
    assert header(files[f"{MAIN}-igry.ics"])["X-WR-CALDESC"] == (
        "Вид событий: игры. Здесь ближайшие события\\, остальные — в календарях по учебным годам. "
        "Обновляется сам: подпишитесь\\, а не скачивайте."
    )
    assert header(files[f"{MAIN}-igry-2026-27.ics"])["NAME"] == "Лесной: игры 2026/27 учебный год"


def test_part_with_the_address_of_an_organization(tmp_path: Path) -> None:
    """Two feeds never share a file, not even when a part gets an organization's address."""
    town = write_town(tmp_path)
    organizations = town / "data/organizations/lesnoy"
    text = (organizations / "lesnoy-zavod.yml").read_text(encoding="utf-8")
    (organizations / "lesnoy-igry-2026-27.yml").write_text(text, encoding="utf-8")
    catalog = catalog_of(town)
    events = [*copies(catalog, 600, date(2027, 6, 1)), *copies(catalog, 600, date(2027, 9, 1))]
    with pytest.raises(ValueError, match=r"lesnoy-igry-2026-27\.ics: два календаря с одним адресом"):
        dict(feeds(catalog_with(catalog, *events), context()))

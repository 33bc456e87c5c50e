"""What the calendar page is told of each feed: its next entries in words, once each."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from macros.catalog import Catalog
from macros.feeds.publish import feeds
from macros.feeds.slices import slices
from tests.feeds.town.town import catalog_of, context, write_town


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The example town on its day."""
    return catalog_of(write_town(tmp_path_factory.mktemp("town")))


def preview(catalog: Catalog, town: str) -> dict[str, Any]:
    """The list of a town."""
    return json.loads(dict(feeds(catalog, context()))[f"calendar/{town}/next.json"])


def row_of(listed: dict[str, Any], **filters: str) -> dict[str, Any]:
    """What is told of the feed with these filters, its entries in full."""
    (row,) = [row for row in listed["feeds"] if row["filters"] == filters]
    return row | {"next": [listed["events"][number] for number in row["next"]]}


def test_next_entries_of_a_feed(catalog: Catalog) -> None:
    """Address, title, what it was chosen by, how many are coming, and the next of them as people say it."""
    assert row_of(preview(catalog, "lesnoy"), grades="9", audience="parents") == {
        "url": "calendar/lesnoy/lesnoy-9-klass-roditeli.ics",
        "title": "Лесной: 9 класс · родители",
        "filters": {"grades": "9", "audience": "parents"},
        "coming": 4,
        "next": [
            {
                "title": "День открытых дверей: цех, лаборатория",
                "when": "суббота, 5\N{NO-BREAK SPACE}декабря, 10:00–13:30",
                "url": "events/c01-timed/",
                "until": "2026-12-05",
            },
            {
                "title": "Родительское собрание",
                "when": "четверг, 24\N{NO-BREAK SPACE}декабря, с\N{NO-BREAK SPACE}18:00",
                "url": "events/c15-no-end/",
                "until": "2026-12-24",
            },
            {
                "title": "Итоговое собеседование (9\N{NO-BREAK SPACE}класс)",
                "when": "среда, 10\N{NO-BREAK SPACE}февраля",
                "url": "dates/sobesedovanie-2027/",
                "until": "2027-02-10",
            },
            {
                "title": "ОГЭ: последний день подачи заявления (9\N{NO-BREAK SPACE}класс) — дата по правилу",
                "when": "понедельник, 1\N{NO-BREAK SPACE}марта",
                "url": "dates/zayavlenie-2027/",
                "until": "2027-03-01",
            },
        ],
    }


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("c07-overnight", "суббота, 12 декабря, 22:00 — воскресенье, 13 декабря, 02:00"),
        ("c08-until-midnight", "понедельник, 14 декабря, 20:00–24:00"),
        ("c09-from-midnight", "вторник, 15 декабря, 00:00–01:00"),
        ("c10-all-day", "среда, 16 декабря"),
        ("c11-three-days", "17–19 декабря"),
        ("c15-no-end", "четверг, 24 декабря, с 18:00"),
        ("c22-other-zone", "понедельник, 11 января"),
        ("c23-two-zones", "вторник, 12 января"),
        ("c27-far", "суббота, 1 июля 2045, 10:00–11:00"),
        ("c28-leap-day", "вторник, 29 февраля 2028"),
        ("c29-new-year", "31 декабря 2026 — 8 января 2027"),
    ],
)
def test_words_of_a_moment(catalog: Catalog, event: str, words: str) -> None:
    """The last day is named, not the one after; hours of another zone are left out, other school years are said."""
    told = {row["url"]: row["when"] for row in preview(catalog, "lesnoy")["events"] if "запис" not in row["title"]}
    assert told[f"events/{event}/"].replace("\N{NO-BREAK SPACE}", " ") == words


def test_coming_entries_only(tmp_path: Path) -> None:
    """What is over is not among the next, though the feed itself still holds it."""
    town = write_town(tmp_path)
    before, after = (preview(catalog_of(town, day), "lesnoy") for day in (date(2026, 12, 5), date(2026, 12, 6)))
    names = [{event["url"] for event in row_of(listed, kind="open-day")["next"]} for listed in (before, after)]
    assert [row_of(listed, kind="open-day")["coming"] for listed in (before, after)] == [1, 0]
    assert names == [{"events/c01-timed/"}, set()]


@pytest.mark.parametrize("town", ["lesnoy", "zarechnyy", "all"])
def test_every_choice_is_listed(catalog: Catalog, town: str) -> None:
    """All feeds of a town are there but those of single organizations and series, which have pages of their own."""
    listed = preview(catalog, town)
    wanted = [
        each.path
        for each in slices(catalog)
        if each.town == town and not {"organization", "series"} & set(each.filters)
    ]
    assert [row["url"] for row in listed["feeds"]] == wanted
    assert all(len(row["next"]) == min(row["coming"], 10) for row in listed["feeds"])
    used = {number for row in listed["feeds"] for number in row["next"]}
    assert used == set(range(len(listed["events"])))

"""Owns the tests of `macros.feeds.changes` and `macros.feeds.atom`: what is new, moved, cancelled, and its feed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as xml

import feedparser
import pytest

from macros.catalog import Catalog, Event
from macros.feeds.atom import MEMORY, MOST, atom_feeds, lines_of
from macros.feeds.changes import Change, HistoryOf, changes, this_week
from macros.feeds.revision import History
from macros.text.richtext import plain
from tests.catalog.samples import event
from tests.feeds.town.town import SITE, TODAY, catalog_of, catalog_with, write_town

COMMITTED = datetime(2026, 11, 1, 9, tzinfo=UTC)
TOUCHED = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
"""Already the 23rd in Moscow."""
ATOM = "{http://www.w3.org/2005/Atom}"
MOVED, CANCELLED, CLUB = "c05-moved", "c06-cancelled", "c13-club"


def history(appeared: datetime = COMMITTED, changed: datetime | None = None) -> HistoryOf:
    """Every file appeared and changed at the same moments."""
    return lambda path: History(appeared=appeared, changed=changed or appeared)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The example town on its day."""
    return catalog_of(write_town(tmp_path_factory.mktemp("town")))


@pytest.fixture(scope="module")
def news(catalog: Catalog) -> dict[str, Change]:
    """Its news by their names."""
    return {change.name: change for change in changes(catalog, history(changed=TOUCHED))}


def changed(catalog: Catalog, name: str, **values: object) -> Catalog:
    """The catalog with another version of an event."""
    fields = {field: getattr(catalog.get(Event, name), field) for field in Event.model_fields}
    return catalog_with(catalog, catalog.get(Event, name).model_copy(update=fields | values))


def feeds(catalog: Catalog, history_of: HistoryOf) -> dict[str, bytes]:
    """The feeds of all towns by address."""
    found = changes(catalog, history_of)
    return dict(atom_feeds(catalog, found, site_url=SITE, uid_domain="feeds.example"))


def told(catalog: Catalog, change: Change) -> list[str]:
    """What is said of a change, with ordinary spaces."""
    return [line.replace("\u00a0", " ") for line in lines_of(catalog, change)]


# --- what is news -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "events/c05-moved/moved/2026-12-09T14:00",
            [
                "Когда: среда, 2 декабря 2026, 10:00 → среда, 9 декабря 2026, 14:00–15:00",
                "Причина: в прежний день на заводе ремонт",
            ],
        ),
        (
            "events/c06-cancelled/cancelled",
            ["Когда: четверг, 10 декабря 2026, 12:00–13:00 → не состоится", "Причина: гость заболел"],
        ),
        (
            "events/c06-suspended/suspended",
            ["Когда: пятница, 11 декабря 2026, 12:00–13:00 → решают, пройдёт ли", "Причина: аэродром на карантине"],
        ),
        (
            "events/c13-club/2026-12-17/moved/2026-12-18T15:00",
            ["Когда: четверг, 17 декабря 2026, 16:00 → пятница, 18 декабря 2026, 15:00–16:30"],
        ),
        (
            "events/c17-at-school/new",
            [
                "Когда: понедельник, 28 декабря 2026, 09:00–09:45",
                "Где: место уточняется у школы",
                "Для кого: ученики (8–11 классы)",
            ],
        ),
    ],
)
def test_what_is_told(catalog: Catalog, news: dict[str, Change], name: str, lines: list[str]) -> None:
    """Each change says from what to what, and why; what is new says when, where and for whom."""
    assert told(catalog, news[name]) == lines


def test_decision_of_its_own_day(catalog: Catalog) -> None:
    """The day of the decision is the news' day and is told; without it git's day in Moscow counts."""
    known = changed(catalog, CANCELLED, status_date=date(2026, 11, 20))
    by_name = {change.name: change for change in changes(known, history(changed=TOUCHED))}
    cancelled = by_name["events/c06-cancelled/cancelled"]
    assert (cancelled.day, by_name["events/c05-moved/moved/2026-12-09T14:00"].day) == (
        date(2026, 11, 20),
        date(2026, 11, 23),
    )
    assert told(known, cancelled)[-1] == "Решение от 20 ноября 2026"


def test_moved_online(catalog: Catalog, news: dict[str, Change]) -> None:
    """An event that went online says where it would have been."""
    (change,) = [change for change in news.values() if change.kind == "moved-online"]
    assert told(catalog, change)[0].endswith(" → онлайн")


def test_history_is_no_news(catalog: Catalog, news: dict[str, Change]) -> None:
    """What was over when it was written down, or when it changed, is not told."""
    assert not [name for name in news if name.startswith("events/c20-too-old")]
    late = {change.name for change in changes(catalog, history(datetime(2027, 12, 1, tzinfo=UTC)))}
    assert not {name for name in late if name.startswith("events/c01")}


def test_club_of_a_new_file(catalog: Catalog, news: dict[str, Change]) -> None:
    """A meeting that the first version of a club's file moves already was never announced otherwise."""
    moved = "events/c13-club/2026-12-17/moved/2026-12-18T15:00"
    assert moved in news
    assert moved not in {change.name for change in changes(catalog, history())}


def test_only_orders_announce_dates(news: dict[str, Change]) -> None:
    """A date that follows from a rule was known before; one that an order names is news."""
    assert [name for name in news if name.startswith("dates/")] == [
        "dates/ekzameny-2027/2027-06-01",
        "dates/sobesedovanie-2027/2027-02-10",
    ]


# --- this week ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        (date(2026, 11, 26), False),
        (date(2026, 11, 25), True),
        (date(2026, 11, 18), True),
        (date(2026, 11, 17), False),
    ],
)
def test_week(catalog: Catalog, day: date, is_told: bool) -> None:
    """The strip tells seven days back, and nothing from tomorrow."""
    known = changed(catalog, CANCELLED, status_date=day)
    found = this_week(changes(known, history()), TODAY, "lesnoy")
    assert ("events/c06-cancelled/cancelled" in [change.name for change in found]) is is_told


def test_week_of_a_town(catalog: Catalog) -> None:
    """Only changes of the town and for days to come; nothing that is merely new; the nearest first."""
    found = changes(catalog, history(changed=TOUCHED))
    here = this_week(found, TODAY, "lesnoy")
    assert this_week(found, TODAY, "zarechnyy") == ()
    assert this_week(found, TODAY) == here
    assert {change.kind for change in here} <= {"moved", "moved-online", "suspended", "cancelled"}
    days = [change.last_day for change in here]
    assert days == sorted(days)
    assert min(days) >= TODAY
    assert this_week(found, date(2028, 1, 1), "lesnoy") == ()


# --- the feed -----------------------------------------------------------------------------------------


def rules(body: bytes) -> list[str]:
    """What RFC 4287 demands and a feed lacks; empty for a sound one."""
    root = xml.fromstring(body)
    problems = [] if root.tag == f"{ATOM}feed" else ["the root is no feed"]
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    problems += ["two entries have one id"] if len(ids) != len(set(ids)) else []
    problems += [f"no tag: {each}" for each in ids if not re.fullmatch(r"tag:feeds\.example,2026:[!-~]+", each or "")]
    for place in (root, *root.iter(f"{ATOM}entry")):
        for name, most in (("id", 1), ("title", 1), ("updated", 1)):
            if len(place.findall(ATOM + name)) != most:
                problems.append(f"{place.tag} has not exactly one {name}")
        if not [link for link in place.findall(f"{ATOM}link") if link.get("rel") == "alternate"]:
            problems.append("no way to the page")
    if root.find(f"{ATOM}author/{ATOM}name") is None:
        problems.append("nobody is the author")
    stamp = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
    problems += [f"no stamp: {each.text}" for each in root.iter(f"{ATOM}updated") if not re.fullmatch(stamp, each.text)]
    hrefs = [link.get("href", "") for link in root.iter(f"{ATOM}link")]
    return problems + [f"no address: {each}" for each in hrefs if not re.fullmatch(r"https://[!-~]+", each)]


def test_feeds_are_sound(catalog: Catalog) -> None:
    """Every feed keeps the rules of RFC 4287, and an independent reader finds nothing strange in it."""
    made = feeds(catalog, history(changed=TOUCHED))
    own = "calendar/zarechnyy/zarechnyy-sobytiya-copp.atom"
    assert list(made) == ["calendar/zarechnyy.atom", "calendar/lesnoy.atom", "calendar/all.atom", own]
    for path, body in made.items():
        assert rules(body) == []
        read = feedparser.parse(body)
        assert (read.bozo, read.version) == (False, "atom10")
        # Its own events changed earlier than the last of the town's.
        assert read.feed.updated == ("2026-11-01T09:00:00Z" if path == own else "2026-11-22T21:30:00Z")
        stamps = [entry.updated for entry in read.entries]
        assert stamps == sorted(stamps, reverse=True)


def test_rules_can_fail(catalog: Catalog) -> None:
    """The rules notice every deliberate defect."""
    body = feeds(catalog, history())["calendar/lesnoy.atom"].decode()
    for before, after in (
        ("<name>Профнавигатор</name>", ""),
        ("tag:feeds.example,2026:calendar/lesnoy<", "lesnoy<"),
        ("2026-11-01T09:00:00Z", "1 ноября"),
        ("<title>", "<title>x</title><title>"),
        ('rel="alternate"', 'rel="related"'),
        ("c06-cancelled/cancelled<", "c06-suspended/suspended<"),
    ):
        assert before in body
        assert rules(body.replace(before, after, 1).encode())


def test_text_is_escaped(catalog: Catalog) -> None:
    """Signs of XML and HTML, control characters and line separators in a text stay a text."""
    odd = event(
        id="odd", path="data/events/lesnoy/odd.yml", municipality="lesnoy", title="А <b>& «Б»", host="lesnoy-kolledzh",
        status="cancelled", status_reason="]]> <script>\u2028\x07нет</script> & точка", place={"name": "<i>зал</i>"},
    )  # fmt: skip
    body = feeds(catalog_with(catalog, odd), history())["calendar/lesnoy.atom"]
    assert rules(body) == []
    (entry,) = [each for each in feedparser.parse(body).entries if each.id.endswith("/odd/cancelled")]
    assert entry.title == "Отменено: А <b>& «Б»"
    (content,) = [each for each in xml.fromstring(body).iter(f"{ATOM}entry") if "/odd/" in each.find(f"{ATOM}id").text]
    html = content.find(f"{ATOM}content").text
    assert "<p>Причина: ]]&gt; &lt;script&gt; нет&lt;/script&gt; &amp; точка</p>" in html
    assert "<script" not in html


def test_stamps_only_grow(catalog: Catalog) -> None:
    """A later edit moves the stamp of its news and of the feed; ids stay, and what is new stays as new as it was."""
    first_edit = COMMITTED + timedelta(days=1)
    early = feedparser.parse(feeds(catalog, history(changed=first_edit))["calendar/lesnoy.atom"])
    later = feedparser.parse(feeds(catalog, history(changed=TOUCHED))["calendar/lesnoy.atom"])
    stamps = [{entry.id: entry.updated for entry in feed.entries} for feed in (early, later)]
    assert stamps[0].keys() == stamps[1].keys()
    assert early.feed.updated < later.feed.updated
    grown = {name for name, stamp in stamps[0].items() if stamp < stamps[1][name]}
    assert grown == {name for name in stamps[0] if not name.endswith("/new")}


def test_ids_stay(catalog: Catalog) -> None:
    """Another reason or place leaves the id; a second move is another piece of news."""

    def names(catalog: Catalog) -> set[str]:
        return {change.name for change in changes(catalog, history())}

    again = changed(catalog, MOVED, start=date(2026, 12, 12), end=None)
    assert names(changed(catalog, MOVED, status_reason="другая", title="Иначе")) == names(catalog)
    assert names(again) ^ names(catalog) == {
        "events/c05-moved/moved/2026-12-09T14:00",
        "events/c05-moved/moved/2026-12-12",
    }


def test_memory(tmp_path: Path) -> None:
    """Ninety days are told; the feed's own stamp stays when its news have gone."""
    town = write_town(tmp_path)
    last = COMMITTED.date() + MEMORY
    kept, gone = (
        feedparser.parse(feeds(catalog_of(town, day), history())["calendar/zarechnyy.atom"])
        for day in (last, last + timedelta(days=1))
    )
    assert len(kept.entries) > 0
    assert (gone.entries, gone.feed.updated) == ([], kept.feed.updated)


def test_at_most_fifty(catalog: Catalog) -> None:
    """A large import is cut to fifty entries, its changes before what is new."""
    place = {"municipality": "lesnoy", "place": {"name": "зал"}}
    many = [event(id=f"e{n:03}", path=f"data/events/lesnoy/e{n:03}.yml", **place) for n in range(80)]
    read = feedparser.parse(feeds(catalog_with(catalog, *many), history())["calendar/lesnoy.atom"])
    assert len(read.entries) == MOST
    kinds = [entry.tags[0].term for entry in read.entries]
    assert kinds[: kinds.index("new")] == [kind for kind in kinds if kind != "new"]


def test_samples_are_marked(catalog: Catalog) -> None:
    """A sample, which only a build with samples has, says so in its title."""
    read = feedparser.parse(feeds(catalog, history())["calendar/lesnoy.atom"])
    samples = [entry.title for entry in read.entries if ": Пример: " in entry.title]
    assert len(samples) == sum(item.demo for item in catalog.all(Event))
    assert plain(samples[0]).startswith("Новое: Пример: ")

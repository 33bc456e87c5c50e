"""Entries made from records: the example town has each case of a calendar once, and more where it differs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from macros.catalog import Catalog, Event
from macros.catalog.event import Place
from macros.feeds.entries import FORMAT, items
from macros.feeds.publish import feeds
from macros.feeds.revision import Revision
from macros.feeds.text import one_line
from tests.feeds.test_readers import output
from tests.feeds.town.town import (
    HERE,
    WANTED,
    catalog_of,
    catalog_with,
    context,
    current,
    entries_of,
    stem,
    texts,
    told,
    vevents,
    write_town,
)
from tests.tools import NODE_MODULES, libical_python, node_path

MOVED = "Перенесено "
AUDIENCE = "Для кого: ученики (8–11\u00a0классы)."
HOST = "Организатор: Колледж «Лесной; север», корпус 1."
AGE = "Возрастная отметка: 6+."


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The example town on its day."""
    return catalog_of(write_town(tmp_path_factory.mktemp("town")))


# --- every case -------------------------------------------------------------------------------------


def test_every_case_has_a_record() -> None:
    """Cases 1–31 of the reference corpus are files named after them; 32 is a feed that holds nothing."""
    names = [path.name for path in (HERE / "data" / "events").rglob("*.yml")]
    assert sorted({int(name[1:3]) for name in names}) == list(range(1, 32))


def test_occurrences(catalog: Catalog) -> None:
    """The town's entries are those written by hand: uid, start, exclusive end, title, status."""
    seen = [
        [uid, told(item.entry.start), told(item.entry.end), one_line(item.entry.summary), item.entry.status]
        for uid, item in current(catalog).items()
    ]
    assert sorted(seen) == sorted(WANTED)


@pytest.mark.parametrize("reader", ["icalendar", "ical.js", "libical"])
def test_readers(catalog: Catalog, tmp_path: Path, reader: str) -> None:
    """Independent programs read in the feeds of all towns what was written by hand."""
    files = dict(feeds(catalog, context()))
    rows = []
    for name in ("all", "all-sroki-zapisi"):
        path = tmp_path / f"{name}.ics"
        path.write_bytes(files[f"calendar/all/{name}.ics"])
        if reader == "ical.js":
            rows += output(node_path(), HERE.parent / "read_icaljs.mjs", NODE_MODULES, path)["rows"]
        elif reader == "libical":
            rows += output(libical_python(), HERE.parent / "read_libical.py", path)["rows"]
        else:
            rows += icalendar_rows(path)
    seen = [[stem(row["uid"]), row["start"], row["end"], row["summary"], row["status"]] for row in rows]
    assert sorted(seen) == sorted(WANTED)


def icalendar_rows(path: Path) -> Iterator[dict[str, str | None]]:
    """What the library that writes sees."""
    for event in icalendar.Calendar.from_ical(path.read_bytes()).events:
        yield {
            "uid": str(event["UID"]),
            "start": told(event["DTSTART"].dt),
            "end": told(event["DTEND"].dt) if "DTEND" in event else None,
            "summary": str(event["SUMMARY"]),
            "status": str(event["STATUS"]),
        }


@pytest.mark.parametrize("name", ["lesnoy", "lesnoy-sroki-zapisi"])
def test_golden_feeds(catalog: Catalog, name: str, pytestconfig: pytest.Config) -> None:
    """The town's feeds are the reviewed ones, byte for byte; they carry the format revision."""
    revision = Revision(sequence=FORMAT.number, last_modified=FORMAT.moment)
    body = dict(feeds(catalog, context(revision)))[f"calendar/lesnoy/{name}.ics"]
    golden = HERE / f"{name}.ics"
    if pytestconfig.getoption("--update-golden"):
        golden.write_bytes(body)
    assert body == golden.read_bytes(), (
        "The same records now give other feeds. If that is meant, raise FORMAT.number by one and set FORMAT.moment "
        "to now in macros/feeds/entries.py, or subscribers' programs will ignore the change; then write the feeds "
        "anew with pytest --update-golden and read the difference."
    )


# --- words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("uid", "lines"),
    [
        (
            "c01-timed",
            [
                "Покажем цех; ответим на вопросы, в том числе родителям.",
                "Для кого: ученики (9\u00a0класс), родители.",
                HOST,
                "Запись: до 3\u00a0декабря 2026; сам ученик; https://example.org/zapis?id=1,2;3",
                "Взять с собой: паспорт, сменная обувь.",
                AGE,
            ],
        ),
        (
            "c05-moved",
            [
                MOVED + "со среды, 2\u00a0декабря 2026, 10:00. В прежний день на заводе ремонт.",
                "Сбор у проходной за десять минут.",
                AUDIENCE,
                HOST,
                AGE,
            ],
        ),
        ("c06-cancelled", ["Отменено. Гость заболел.", AUDIENCE, HOST, AGE]),
        ("c06-suspended", ["Приостановлено. Аэродром на карантине.", AUDIENCE, HOST, AGE]),
        ("c12-days-by-hours", [MOVED + "с понедельника, 14\u00a0декабря 2026.", AUDIENCE, HOST, AGE]),
        ("c12-days-by-hours.day-3", [MOVED + "со среды, 16\u00a0декабря 2026.", AUDIENCE, HOST, AGE]),
        (
            "c13-club.2026-12-17",
            [
                MOVED + "с четверга, 17\u00a0декабря 2026, 16:00.",
                AUDIENCE,
                HOST,
                "Запись: до 26\u00a0ноября 2026, 12:00.",
                AGE,
            ],
        ),
        (
            "c15-no-end.deadline",
            [
                "Событие: Родительское собрание.",
                "Когда: четверг, 24\u00a0декабря 2026, с\u00a018:00.",
                "Запись: до 22\u00a0декабря 2026, 18:00.",
            ],
        ),
        (
            "c16-online",
            [AUDIENCE, HOST, "Онлайн: ссылка откроется за пять минут.", AGE],
        ),
        (
            "c16-moved-online",
            ["Переведено в онлайн. Морозы.", AUDIENCE, HOST, "Онлайн: ссылку пришлёт школа.", AGE],
        ),
        (
            "c19-unknown-date.deadline",
            ["Событие: Экскурсия в музей.", "Когда: в апреле 2027 года.", "Запись: до 1\u00a0марта 2027."],
        ),
        (
            "c21-deadline.deadline",
            [
                "Событие: Тестирование интересов.",
                "Когда: среда, 30\u00a0декабря 2026, 10:00–11:00.",
                "Запись: до 29\u00a0декабря 2026, 23:59; https://example.org/test",
            ],
        ),
        (
            "c22-other-zone.deadline",
            [
                "Событие: Трансляция с карьера.",
                "Когда: понедельник, 11\u00a0января 2027.",
                "Запись: до 10\u00a0января 2027.",
            ],
        ),
        (
            "key-date.zayavlenie-2027",
            [
                "По правилу, дата не подтверждена: не позже последнего дня февраля.",
                "Крайний срок 28\u00a0февраля 2027 выпадает на выходной, поэтому перенесён.",
                "Выберите предметы и подайте заявление в школе.",
                "Заречный: в 9 классе сдают ещё один экзамен, уточните в школе.",
            ],
        ),
        (
            "key-date.sobesedovanie-2027",
            ["Заречный: в 9 классе сдают ещё один экзамен, уточните в школе."],
        ),
    ],
)
def test_descriptions(catalog: Catalog, uid: str, lines: list[str]) -> None:
    """A description begins with what changed and says the rest in a fixed order."""
    assert current(catalog)[uid].entry.description.split("\n") == lines


def test_locations(catalog: Catalog) -> None:
    """One line says where, that it is online, or that the place is withheld."""
    seen = {uid: item.entry.location for uid, item in current(catalog).items() if "." not in uid}
    assert {uid: text for uid, text in seen.items() if text != "Актовый зал"} == {
        "c01-timed": "Колледж «Лесной; север», корпус 1, зал 2, ул. Ленина, 3; вход со двора",
        "c05-moved": "Станкозавод",
        "c06-cancelled": "Актовый зал / онлайн",
        "c16-online": "Онлайн",
        "c16-moved-online": "Онлайн",
        "c16-remote": "Заочно",
        "c17-hybrid": "Станкозавод, музей / онлайн",
        "c17-at-school": "Место уточняется у школы",
        "c17-registered": "Место сообщат после записи / онлайн",
        "c22-other-zone": "Онлайн",
        "c24-cyrillic-address": "Онлайн",
        "c31-every-town": "Онлайн",
        "c31-part": "Колледж «Лесной; север», корпус 1",
    }


def test_links_to_join(catalog: Catalog) -> None:
    """The address to join is told, but not of a cancelled event."""
    seen = {uid: item.entry.conference for uid, item in current(catalog).items()}
    assert {uid: address for uid, address in seen.items() if address} == {
        "c16-online": "https://meet.example/room?id=1,2;3",
        "c17-hybrid": "https://meet.example/seminar",
        "c22-other-zone": "https://meet.example/karer",
        "c24-cyrillic-address": "https://президент.рф/путь?а=1;2,3&b=%D0%B0",
        "c31-every-town": "https://meet.example/urok",
    }


@pytest.mark.parametrize(
    ("kind", "title", "expected"),
    [
        ("excursion", "Экскурсия на завод", "Экскурсия на завод"),
        ("excursion", "Заводские экскурсии", "Заводские экскурсии"),
        ("excursion", "Поездка в карьер", "Экскурсия · Поездка в карьер"),
        ("master-class", "Рисуем плакат", "Мастер-класс · Рисуем плакат"),
        ("lesson", "Как работает карьер", "Как работает карьер"),
        ("open-day", "Суббота в институте", "Суббота в институте"),
    ],
)
def test_kind_before_title(catalog: Catalog, kind: str, title: str, expected: str) -> None:
    """A kind of one word goes before a title that does not name it."""
    event = catalog.get(Event, "c30-renamed").model_copy(update={"kind": kind, "title": title})
    assert entries_of(catalog, event)["c30-renamed"].summary == expected


def test_demo_entries_are_marked(catalog: Catalog) -> None:
    """Everything of a sample record begins with «Пример» or with the word of a cancellation before it."""
    event = catalog.get(Event, "demo-lesnoy-master")
    assert {entry.summary.split(":")[0] for entry in entries_of(catalog, event).values()} == {"Пример"}
    cancelled = event.model_copy(update={"status": "cancelled"})
    assert [entry.summary for entry in entries_of(catalog, cancelled).values()] == [
        "ОТМЕНЕНО: Пример: Мастер-класс · Роспись по дереву"
    ]


@pytest.mark.parametrize("visibility", ["at-school", "registered"])
@pytest.mark.parametrize("form", ["in-person", "hybrid"])
def test_withheld_place(catalog: Catalog, visibility: str, form: str) -> None:
    """A place that is withheld is in no text and not in its organization's feed, even if a record tells it."""
    place = Place(
        organization="lesnoy-shkola", name="кабинет 13", address="Потайной переулок, 7", visibility=visibility
    )
    event = catalog.get(Event, "c21-deadline").model_copy(update={"place": place, "format": form})
    found = [item for item in items(catalog_with(catalog, event), context()) if item.record == event]
    assert [item.kind for item in found] == ["event", "deadline"]
    for item in found:
        assert item.organizations == ("lesnoy-kolledzh",)
        assert not any(secret in texts(item) for secret in ("Тайная", "кабинет", "Потайной"))


# --- when an entry is there ---------------------------------------------------------------------------


def test_unknown_date_is_not_in_feeds(catalog: Catalog) -> None:
    """Without a date there is no entry and no download, only the deadline if that is known."""
    files = dict(feeds(catalog, context()))
    assert "events/c19-unknown-date/event.ics" not in files
    uids = {uid for path, body in files.items() if path.endswith(".ics") for uid in vevents(body)}
    assert [uid for uid in sorted(uids) if uid.startswith("c19")] == ["c19-unknown-date.deadline"]


@pytest.mark.parametrize(
    ("uid", "last"),
    [
        ("c06-cancelled", date(2026, 12, 10)),
        ("c06-suspended", date(2027, 2, 9)),
        ("c11-three-days", date(2027, 2, 17)),
        ("c08-until-midnight", date(2027, 2, 12)),
        ("c13-club.2026-12-17", date(2027, 2, 16)),
        ("c21-deadline.deadline", date(2027, 2, 27)),
        ("key-date.ekzameny-2027", date(2027, 9, 7)),
    ],
)
def test_last_day_in_feeds(tmp_path: Path, uid: str, last: date) -> None:
    """A cancelled entry leaves with its day, any other one sixty days later; its bytes stay until then."""
    town = write_town(tmp_path)
    before = current(catalog_of(town))[uid]
    assert current(catalog_of(town, last))[uid].entry == before.entry
    assert uid not in current(catalog_of(town, last + timedelta(days=1)))


def test_cancelled_has_no_deadline(catalog: Catalog) -> None:
    """Nobody is called to register for what is cancelled or suspended."""
    assert not {"c06-cancelled.deadline", "c06-suspended.deadline"} & set(current(catalog))


def test_club_without_dates(catalog: Catalog) -> None:
    """A club whose every date is skipped leaves its deadline without a date."""
    event = catalog.get(Event, "c13-club")
    empty = event.repeat.model_copy(update={"skip": tuple(event.regular_days()), "extra": (), "moved": ()})
    found = entries_of(catalog, event.model_copy(update={"repeat": empty}))
    assert list(found) == ["c13-club.deadline"]
    assert "Когда" not in found["c13-club.deadline"].description


def test_club_moved_as_a_whole(catalog: Catalog) -> None:
    """A club that begins on another day says so on its first date."""
    event = catalog.get(Event, "c13-club").model_copy(update={"moved_from": datetime(2026, 11, 19, 16)})  # noqa: DTZ001
    first, second, *_ = entries_of(catalog, event).values()
    assert first.description.startswith(MOVED + "с четверга, 19\u00a0ноября 2026, 16:00.")
    assert not second.description.startswith(MOVED)


def test_extra_date_twice(catalog: Catalog) -> None:
    """The same extra date written twice is one entry."""
    event = catalog.get(Event, "c14-club-extra")
    twice = event.repeat.model_copy(update={"extra": event.repeat.extra * 2})
    assert entries_of(catalog, event.model_copy(update={"repeat": twice})) == entries_of(catalog, event)

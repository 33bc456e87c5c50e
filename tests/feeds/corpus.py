"""The reference corpus: every awkward kind of entry once. What readers must see of it is in corpus.json."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from macros.feeds.calendar_file import calendar_file
from macros.feeds.entry import Entry
from macros.feeds.vevent import vevent

MOSCOW = ZoneInfo("Europe/Moscow")
NOVOSIBIRSK = ZoneInfo("Asia/Novosibirsk")
BERLIN = ZoneInfo("Europe/Berlin")
NASTY = 'Запятая, точка; "кавычки" C:\\New\\n\r\nдва\rтри\vчетыре\u2028пять\x07\x00 таб\tконец\ufeff'


def entry(stem: str, summary: str, start: datetime | date, end: datetime | date | None, **more: object) -> Entry:
    """An entry with everything that a test does not care about filled in."""
    values: dict[str, object] = {
        "uid": f"{stem}@feeds.example",
        "summary": summary,
        "start": start,
        "end": end,
        "url": f"https://site.example/events/{stem}/",
        "sequence": 1,
        "last_modified": datetime(2026, 8, 1, 9, 30, tzinfo=UTC),
    }
    return Entry(**(values | more))  # type: ignore[arg-type]


def moscow(day: int, hour: int, minute: int = 0, *, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=MOSCOW)


CORPUS = [
    entry(
        "timed",
        "День открытых дверей",
        moscow(3, 10),
        moscow(3, 13, 30),
        location="Колледж, ул. Ленина, 3; зал 2",
        geo=(54.6269, 39.6916),
        description="Вход свободный.",
        categories=("Рязань", "9 класс"),
    ),
    entry(
        "long",
        "Фестиваль профессий 👩‍🚀🇷🇺 " * 8 + "конец",
        moscow(4, 9),
        moscow(4, 18),
        description="Щ" * 250,
    ),
    entry("nasty", "Лекция", moscow(5, 15), moscow(5, 16), description=NASTY),
    entry("nfc", "Юныи\u0306 инженер: полёт и е\u0308лка", moscow(6, 15), moscow(6, 16)),
    entry(
        "moved",
        "Экскурсия на завод",
        moscow(8, 14),
        moscow(8, 15),
        sequence=2,
        last_modified=datetime(2026, 9, 2, 6, 0, 1, tzinfo=UTC),
        description="Перенесено с 7 октября.\nСбор у проходной.",
    ),
    entry("cancelled", "ОТМЕНЕНО: Встреча", moscow(9, 12), moscow(9, 13), status="CANCELLED", sequence=3),
    entry("overnight", "Ночь музеев", moscow(10, 22), moscow(11, 2)),
    entry("until-midnight", "Вечер профессий", moscow(12, 20), moscow(13, 0)),
    entry("from-midnight", "Ночная смена", moscow(14, 0), moscow(14, 1)),
    entry("all-day", "День науки", date(2026, 10, 15), date(2026, 10, 16)),
    entry("festival", "Фестиваль", date(2026, 10, 16), date(2026, 10, 19)),
    entry("no-end", "Собрание родителей", moscow(20, 18), None),
    entry(
        "online",
        "Вебинар",
        moscow(21, 17),
        moscow(21, 18),
        location="Онлайн",
        conference="https://meet.example/room?id=1,2;3",
    ),
    entry("tentative", "Дата уточняется: Ярмарка", moscow(22, 11), moscow(22, 15), status="TENTATIVE"),
    entry(
        "other-zone",
        "Олимпиада",
        datetime(2026, 10, 23, 10, tzinfo=NOVOSIBIRSK),
        datetime(2026, 10, 23, 14, tzinfo=NOVOSIBIRSK),
    ),
    entry("two-zones", "Переезд команды", moscow(24, 10), datetime(2026, 10, 24, 18, tzinfo=NOVOSIBIRSK)),
    entry(
        "idn",
        "Портал",
        moscow(26, 10),
        moscow(26, 11),
        url="https://президент.рф/путь с пробелом/?а=1;2,3&b=%D0%B0",
    ),
    entry("twin-ryazan", "Классный час", moscow(27, 9), moscow(27, 10)),
    entry("twin-stary-oskol", "Классный час", moscow(27, 9), moscow(27, 10)),
    entry("category", "Выбор", moscow(28, 9), moscow(28, 10), categories=("Родителям, учителям; всем",)),
    entry(
        "far",
        "Капсула времени",
        datetime(2045, 7, 1, 10, tzinfo=MOSCOW),
        datetime(2045, 7, 1, 11, tzinfo=MOSCOW),
    ),
    entry("leap-day", "29 февраля", date(2028, 2, 29), date(2028, 3, 1)),
    entry("new-year", "Новогодние каникулы", date(2026, 12, 31), date(2027, 1, 9)),
    entry(
        "berlin-summer",
        "Обмен: до перевода часов",
        datetime(2026, 10, 24, 12, tzinfo=BERLIN),
        datetime(2026, 10, 25, 1, 30, tzinfo=BERLIN),
    ),
    entry(
        "berlin-winter",
        "Обмен: после",
        datetime(2026, 10, 25, 3, tzinfo=BERLIN),
        datetime(2026, 10, 25, 12, tzinfo=BERLIN),
    ),
    entry(
        "berlin-spring",
        "Обмен: весна",
        datetime(2027, 3, 28, 3, tzinfo=BERLIN),
        datetime(2027, 3, 28, 12, tzinfo=BERLIN),
    ),
]


def feed(entries: list[Entry]) -> bytes:
    """A feed of those entries with a header that is always the same."""
    return calendar_file(
        name="Рязань: все события",
        description="Куда сходить тем, кто выбирает профессию; обновляется каждую ночь",
        url="https://site.example/calendar/",
        source="https://site.example/calendar/ryazan/ryazan.ics",
        color="teal",
        timezone=MOSCOW,
        entries=[(each, vevent(each)) for each in entries],
    )

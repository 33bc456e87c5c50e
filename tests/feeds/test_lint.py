"""Every deliberate defect is noticed, and a good feed has none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from macros.feeds.lint import lint
from tests.feeds.corpus import BERLIN, CORPUS, entry, feed, moscow

STEMS = ("timed", "long", "cancelled", "all-day", "online", "moved")
GOOD = feed([each for each in CORPUS if each.uid.partition("@")[0] in STEMS])


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    """Replace the first `old`, which must be there; line breaks are written as LF."""
    before, after = (text.replace("\n", "\r\n").encode("utf-8") for text in (old, new))

    def apply(data: bytes) -> bytes:
        assert before in data
        return data.replace(before, after, 1)

    return apply


def tear_a_letter(data: bytes) -> bytes:
    """Move a fold one octet to the left, into a Cyrillic letter."""
    place = data.index(b"\r\n \xd0\xa9")
    return data[: place - 1] + b"\r\n " + data[place - 1 : place] + data[place + 3 :]


def repeat_event(data: bytes) -> bytes:
    """Write the first event twice."""
    begin, end = data.index(b"BEGIN:VEVENT"), data.index(b"END:VEVENT") + len(b"END:VEVENT\r\n")
    return data[:end] + data[begin:end] + data[end:]


def zone_last(data: bytes) -> bytes:
    """Move the VTIMEZONE behind the events."""
    begin, end = data.index(b"BEGIN:VTIMEZONE"), data.index(b"END:VTIMEZONE") + len(b"END:VTIMEZONE\r\n")
    return (data[:begin] + data[end:]).replace(b"END:VCALENDAR", data[begin:end] + b"END:VCALENDAR")


def no_zone(data: bytes) -> bytes:
    """Leave out the VTIMEZONE."""
    begin, end = data.index(b"BEGIN:VTIMEZONE"), data.index(b"END:VTIMEZONE") + len(b"END:VTIMEZONE\r\n")
    return data[:begin] + data[end:]


def zone_twice(data: bytes) -> bytes:
    """Write the VTIMEZONE twice."""
    begin, end = data.index(b"BEGIN:VTIMEZONE"), data.index(b"END:VTIMEZONE") + len(b"END:VTIMEZONE\r\n")
    return data[:end] + data[begin:end] + data[end:]


def many_events(data: bytes) -> bytes:
    """More than a thousand small events."""
    return feed([entry(f"n-{n}", "Лекция", moscow(1, 10), None) for n in range(1001)])


def big_file(data: bytes) -> bytes:
    """More than a million bytes in few events."""
    return feed([entry(f"n-{n}", "Лекция", moscow(1, 10), None, description="Щ" * 60_000) for n in range(10)])


DEFECTS: list[tuple[Callable[[bytes], bytes], str]] = [
    (lambda data: b"\xef\xbb\xbf" + data, "byte order mark"),
    (lambda data: data.replace(b"\r\n", b"\n"), "ends with LF alone"),
    (lambda data: data[:-2], "does not end with CRLF"),
    (lambda data: data.replace(b"\r\n", b"\r", 1), "forbidden character U+000D"),
    (swap("Щ\n Щ", "ЩЩ"), "more than 75"),
    (tear_a_letter, "folded inside a character"),
    (swap("Щ\n Щ", "Щ\n\tЩ"), "folded with a tab"),
    (swap("SUMMARY:", "\nSUMMARY:"), "empty"),
    (swap("Вход", "В\x07ход"), "U+0007"),
    (swap("Вход", "В\x00ход"), "U+0000"),
    (swap("Вход", "В\x85ход"), "U+0085"),
    (swap("Вход", "В\u2028ход"), "U+2028"),
    (swap("Вход", "В\ufeffход"), "U+FEFF"),
    (swap("Вход", "И\u0306ход"), "not in NFC"),
    (lambda data: data.replace("Вход".encode(), b"\xc2", 1), "not UTF-8"),
    (swap("VERSION:2.0\n", ""), "has no VERSION"),
    (swap("VERSION:2.0\n", "VERSION:1.0\n"), "VERSION has the value"),
    (swap("PRODID:-//Profnavigator//Feeds 1.0//RU\n", ""), "has no PRODID"),
    (swap("VERSION:2.0\n", "VERSION:2.0\nMETHOD:PUBLISH\n"), "METHOD must not be"),
    (swap("VERSION:2.0\n", "VERSION:2.0\nUID:feed@site.example\n"), "UID must not be in VCALENDAR"),
    (swap("X-WR-CALNAME:Рязань: все события\n", ""), "has no X-WR-CALNAME"),
    (swap("X-WR-CALNAME:Рязань", "X-WR-CALNAME:Город"), "NAME and X-WR-CALNAME differ"),
    (swap("NAME:Рязань", "NAME:Рязань\\, да"), "NAME has the value"),
    (swap("X-WR-TIMEZONE:Europe/Moscow\n", ""), "has no X-WR-TIMEZONE"),
    (swap("X-WR-TIMEZONE:Europe/Moscow", "X-WR-TIMEZONE:Europe/Samara"), "no VTIMEZONE declares"),
    (swap("REFRESH-INTERVAL;VALUE=DURATION", "REFRESH-INTERVAL"), "REFRESH-INTERVAL has the parameters"),
    (swap("X-PUBLISHED-TTL:PT6H", "X-PUBLISHED-TTL:PT1H"), "differ"),
    (swap("SOURCE;VALUE=URI", "SOURCE"), "SOURCE has the parameters"),
    (swap("COLOR:teal", "COLOR:#008080"), "COLOR has the value"),
    (swap("UID:timed@feeds.example", "UID:timed"), "UID has the value"),
    (swap("UID:timed@feeds.example\n", ""), "has no UID"),
    (repeat_event, "occurs twice"),
    (swap("DTSTAMP:20260801T093000Z\n", ""), "has no DTSTAMP"),
    (swap("DTSTAMP:20260801T093000Z", "DTSTAMP:20260801T093000"), "DTSTAMP has the value"),
    (swap("DTSTAMP:20260801T093000Z", "DTSTAMP:20260801T093001Z"), "not its LAST-MODIFIED"),
    (swap("LAST-MODIFIED:20260801T093000Z\n", ""), "has no LAST-MODIFIED"),
    (swap("SEQUENCE:1\n", ""), "has no SEQUENCE"),
    (swap("SEQUENCE:1\n", "SEQUENCE:1\nSEQUENCE:2\n"), "SEQUENCE more than once"),
    (swap("SEQUENCE:1\n", "SEQUENCE:one\n"), "SEQUENCE has the value"),
    (swap("TRANSP:TRANSPARENT\n", ""), "has no TRANSP"),
    (swap("TRANSP:TRANSPARENT", "TRANSP:OPAQUE"), "TRANSP has the value"),
    (swap("STATUS:CONFIRMED", "STATUS:POSTPONED"), "STATUS has the value"),
    (swap("SUMMARY:ОТМЕНЕНО: ", "SUMMARY:"), "only one of STATUS:CANCELLED"),
    (swap("STATUS:CANCELLED", "STATUS:CONFIRMED"), "only one of STATUS:CANCELLED"),
    (swap("SUMMARY:ОТМЕНЕНО: Встреча", "SUMMARY:ОТМЕНЕНО: "), "an empty SUMMARY"),
    (swap("SUMMARY:День открытых дверей", "SUMMARY:"), "SUMMARY has the value"),
    (swap("LOCATION:Колледж\\, ул", "LOCATION:Колледж, ул"), "LOCATION has the value"),
    (swap("3\\; зал", "3; зал"), "LOCATION has the value"),
    (swap("Вход", "\\Вход"), "DESCRIPTION has the value"),
    (swap("Вход", "\\\\nход"), "DESCRIPTION has the value"),
    (swap("URL:https://site.example/events/timed/\n", ""), "has no URL"),
    (swap("URL:https://site.example/events/timed/", "URL:https://site.example/путь/"), "URL has the value"),
    (swap("URL:https://site.example/events/timed/", "URL:https://site.example/a b/"), "URL has the value"),
    (swap("room?id=1,2;3\nEND", "room?id=1\\,2\\;3\nEND"), "CONFERENCE has the value"),
    (swap("CONFERENCE;VALUE=URI", "CONFERENCE"), "CONFERENCE has the parameters"),
    (swap("timed/\nCATEGORIES", "timed/x\nCATEGORIES"), "whose last line is not the URL"),
    (swap("GEO:54.6269;39.6916", "GEO:54.6269,39.6916"), "GEO has the value"),
    (swap("GEO:54.6269;39.6916", "GEO:154.6269;39.6916"), "nowhere on Earth"),
    (swap("GEO:54.6269;39.6916", "GEO:1e-05;39.6916"), "GEO has the value"),
    (swap("20261003T133000", "20261003T100000"), "does not end after its start"),
    (swap("DTEND;VALUE=DATE:20261016", "DTEND;VALUE=DATE:20261015"), "does not end after its start"),
    (swap("DTEND;VALUE=DATE:20261016\n", ""), "all-day event without DTEND"),
    (swap("DTEND;TZID=Europe/Moscow:20261003T133000", "DTEND;VALUE=DATE:20261004"), "of another kind"),
    (swap("DTSTART;VALUE=DATE:20261015", "DTSTART:20261015"), "DTSTART has the parameters"),
    (swap("DTSTART;VALUE=DATE:20261015", "DTSTART;TZID=Europe/Moscow:20261015"), "without VALUE=DATE"),
    (swap("DTSTART;VALUE=DATE:20261015", "DTSTART;VALUE=DATE:20260230"), "is no date"),
    (swap("DTSTART;TZID=Europe/Moscow:", "DTSTART:"), "DTSTART has the parameters"),
    (swap("DTSTART;TZID=Europe/Moscow:", "DTSTART;TZID=Asia/Omsk:"), "no VTIMEZONE before it"),
    (
        swap("DTSTART;TZID=Europe/Moscow:20261003T100000", "DTSTART:20261003T070000Z"),
        "DTSTART has the parameters",
    ),
    (no_zone, "no VTIMEZONE declares"),
    (zone_last, "VTIMEZONE after a VEVENT"),
    (swap("TZOFFSETTO:+0300", "TZOFFSETTO:+0400"), "has the offset 4:00:00"),
    (lambda data: data.replace(b"Europe/Moscow", b"Russian/Standard"), "zoneinfo knows no zone"),
    (swap("TZNAME:MSK\n", "TZNAME:MSK\nRDATE:20270101T000000\n"), "RDATE must not be in STANDARD"),
    (swap("SEQUENCE:1\n", "SEQUENCE:1\nRRULE:FREQ=WEEKLY\n"), "RRULE must not be in VEVENT"),
    (swap("SEQUENCE:1\n", "SEQUENCE:1\nORGANIZER:mailto:a@site.example\n"), "ORGANIZER must not be"),
    (swap("SEQUENCE:1\n", "SEQUENCE:1\nCREATED:20260801T093000Z\n"), "CREATED must not be"),
    (
        swap("END:VEVENT", "BEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\nEND:VEVENT"),
        "VALARM must not be in VEVENT",
    ),
    (swap("END:VEVENT\nBEGIN:VEVENT\n", ""), "UID more than once"),
    (swap("END:VEVENT\n", ""), "is never closed"),
    (swap("SEQUENCE:1\n", "SEQUENCE=1\n"), "not NAME;PARAMETERS:VALUE"),
    (lambda data: data + data, "2 VCALENDAR, not one"),
    (lambda data: b"", "0 VCALENDAR, not one"),
    (lambda data: b"<!doctype html>\r\n", "0 VCALENDAR, not one"),
    (lambda data: data[: len(data) // 2], "never closed"),
    (swap("SUMMARY:День открытых", "SUMMARY:День\\nоткрытых"), "SUMMARY has the value"),
    (swap("SUMMARY:День открытых", "SUMMARY:День\tоткрытых"), "SUMMARY has the value"),
    (swap("SUMMARY:День", "SUMMARY: День"), "SUMMARY has the value"),
    (swap("SUMMARY:День открытых", "SUMMARY:День  открытых"), "SUMMARY has the value"),
    (swap("SUMMARY:День", "summary:День"), "not NAME;PARAMETERS:VALUE"),
    (swap("SUMMARY:День", "SUMMARY:Вечер\nSUMMARY:День"), "SUMMARY more than once"),
    (swap("LOCATION:Колледж", "LOCATION:Колледж\\n"), "LOCATION has the value"),
    (swap("X-WR-CALDESC:Куда", "X-WR-CALDESC:\\nКуда"), "X-WR-CALDESC has the value"),
    (swap("CATEGORIES:Рязань,", "CATEGORIES:Рязань,,"), "CATEGORIES has the value"),
    (swap("SEQUENCE:1\n", "SEQUENCE:2147483648\n"), "has the SEQUENCE 2147483648, more"),
    (swap("SEQUENCE:1\n", "SEQUENCE:1\nRDATE:20270101T000000Z\n"), "RDATE must not be in VEVENT"),
    (swap("SEQUENCE:1\n", "SEQUENCE:1\nRECURRENCE-ID:20270101T000000Z\n"), "RECURRENCE-ID must not be"),
    (swap("SEQUENCE:1\n", "SEQUENCE:1\nDURATION:PT1H\n"), "DURATION must not be"),
    (swap("SEQUENCE:1\n", "SEQUENCE:1\nATTACH:https://site.example/a.pdf\n"), "ATTACH must not be"),
    (swap("SEQUENCE:1\n", "SEQUENCE:1\nIMAGE;VALUE=URI:https://site.example/a.png\n"), "IMAGE must not be"),
    (
        swap("Подключиться: https://meet", "Подключиться: https://chat"),
        "CONFERENCE that its DESCRIPTION does not repeat",
    ),
    (swap("URL:https://site.example/events/timed/", "URL:mailto:a@site.example"), "URL has the value"),
    (swap("SOURCE;VALUE=URI:https:", "SOURCE;VALUE=URI:webcal:"), "SOURCE has the value"),
    (swap("UID:timed@feeds.example", "UID:день@feeds.example"), "UID has the value"),
    (swap("20261015\nDTEND;VALUE=DATE:2026", "20261015\nDTEND;VALUE=DATE:9026"), "in the year 9026"),
    (lambda data: data.replace(b"20261003T", b"20271003T"), "is out of order"),
    (lambda data: data.replace(b"Europe/Moscow", b"Russian Standard Time"), "TZID has the value"),
    (lambda data: data.replace(b"Europe/Moscow", b"Etc/GMT-3"), "TZID has the value"),
    (swap("TZID=Europe/Moscow:20261003T1000", 'TZID="UTC+03:00":20261003T1000'), "DTSTART has the parameters"),
    (zone_twice, "is declared twice"),
    (swap("TZNAME:MSK\n", "TZNAME:MSK\nRRULE:FREQ=YEARLY\n"), "RRULE must not be in STANDARD"),
    (swap("TZNAME:MSK\n", "TZNAME:MSK\nCOMMENT:x\n"), "COMMENT must not be in STANDARD"),
    (swap("DTSTART:19700101T000000", "DTSTART:20270101T000000"), "has the offset None"),
    (swap("END:VCALENDAR", "BEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR"), "VEVENT has no UID"),
    (swap("END:VCALENDAR", "BEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR"), "VTODO must not be"),
    (lambda data: data + b"\r\n", "empty"),
    (many_events, "1001 events, more than 1000"),
    (big_file, "more than 1000000"),
]


def test_good_feed() -> None:
    """A feed of ours has nothing to complain about."""
    assert lint(GOOD) == []


@pytest.mark.parametrize(("spoil", "message"), DEFECTS, ids=[message for _, message in DEFECTS])
def test_defect_is_noticed(spoil: Callable[[bytes], bytes], message: str) -> None:
    """One deliberate defect brings the sentence that names it."""
    problems = lint(spoil(GOOD))
    assert [each for each in problems if message in each] != [], problems


def test_says_where() -> None:
    """A problem begins with the number of its line."""
    assert lint(swap("SEQUENCE:1\n", "SEQUENCE:one\n")(GOOD)) == [
        "line 28: SEQUENCE has the value 'one', wrong or wrongly escaped"
    ]


def test_zone_with_a_change_of_offset() -> None:
    """Each onset is checked: a wrong offset after the change, and a gap between two onsets."""
    good = feed([entry("a", "А", moscow(25, 10).replace(tzinfo=BERLIN), None)])
    assert lint(good) == []
    late = swap("TZOFFSETTO:+0100", "TZOFFSETTO:+0200")(good)
    assert any("offset 2:00:00" in each for each in lint(late))
    torn = swap("FROM:+0200\nTZOFFSETTO:+0100", "FROM:+0300\nTZOFFSETTO:+0100")(good)
    assert any("do not follow each other" in each for each in lint(torn))


def test_any_bytes_are_survived() -> None:
    """No cut of a good feed makes the linter itself fail, and every cut is noticed."""
    assert [cut for cut in range(len(GOOD) - 1) if not lint(GOOD[:cut])] == []

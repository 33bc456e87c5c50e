"""A whole feed: its header, its time zones, its entries in order."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from macros.feeds.colors import CSS3_COLORS
from macros.feeds.entry import Entry
from macros.feeds.text import ascii_url, one_line
from macros.feeds.vevent import escape, fold
from macros.feeds.vtimezone import vtimezone

PRODID = "-//Profnavigator//Feeds 1.0//RU"
"""Who wrote the file (RFC 5545 section 3.7.3). ASCII, and never derived from a version that changes."""

REFRESH = "PT6H"
"""How often a program should look again (RFC 7986 section 5.7); X-PUBLISHED-TTL is its elder."""

MAX_BYTES = 1_000_000
"""Google silently loses what is beyond one megabyte or a thousand events: a larger slice must be split."""
MAX_EVENTS = 1_000

_HEAD = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:{PRODID}
CALSCALE:GREGORIAN
REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}
X-PUBLISHED-TTL:{REFRESH}
""".replace("\n", "\r\n").encode("ascii")

# Day for a zone that is declared but not used, where no offset is asked for; fixed, as no clock is read here.
_ANY_DAY = date(2026, 1, 1).toordinal()


def calendar_file(
    *,
    name: str,
    description: str,
    url: str,
    source: str,
    color: str,
    timezone: ZoneInfo,
    entries: Sequence[tuple[Entry, bytes]],
) -> bytes:
    """Return an .ics file with the given entries, each beside its `vevent()` bytes, which are not changed.

    `url` is the page about the feed, `source` the feed's own address, `color` a CSS3 name, `timezone` the
    zone that is always declared and in which all-day entries are sorted. Order: start, then uid.
    There is neither METHOD, without which a file is a plain snapshot (RFC 5545 section 3.7.2), nor a UID of
    the calendar (RFC 7986 section 5.3), which makes vdirsyncer lose all events but one.
    Raises ValueError for a name that some program would show wrongly, an unknown colour, a repeated uid.
    The limits MAX_BYTES and MAX_EVENTS are the caller's to keep.
    """
    rows = sorted([(_instant(entry.start, timezone), entry.uid, event) for entry, event in entries])
    if len({uid for _, uid, _ in rows}) < len(rows):
        raise ValueError(f"feed {name!r}: a uid occurs twice")
    header = _header(name, description, url, source, color, timezone)
    zones = _vtimezones(timezone, [entry for entry, _ in entries])
    return b"".join([header, *zones, *(event for _, _, event in rows), b"END:VCALENDAR\r\n"])


def _header(name: str, description: str, url: str, source: str, color: str, timezone: ZoneInfo) -> bytes:
    if name != one_line(name) or not name or any(mark in name for mark in ",;\\"):
        raise ValueError(f"feed {name!r}: the name must be plain words, as some programs show escapes")
    if color not in CSS3_COLORS:
        raise ValueError(f"feed {name!r}: {color!r} is no CSS3 colour name")
    lines = (
        f"NAME:{escape(name)}",
        f"X-WR-CALNAME:{escape(name)}",
        f"X-WR-CALDESC:{escape(one_line(description))}",
        f"X-WR-TIMEZONE:{timezone.key}",
        f"SOURCE;VALUE=URI:{ascii_url(source)}",
        f"URL:{ascii_url(url)}",
        f"COLOR:{color}",
    )
    return _HEAD + b"".join(map(fold, lines))


def _vtimezones(default: ZoneInfo, entries: Sequence[Entry]) -> list[bytes]:
    """Declare the default zone and each other one in use, sorted by name, for the days of its entries."""
    days: defaultdict[ZoneInfo, set[int]] = defaultdict(set)
    for entry in entries:
        for moment in (entry.start, entry.end):
            if isinstance(moment, datetime):
                days[moment.tzinfo].add(moment.toordinal())
    if default not in days:
        days[default].add(_ANY_DAY)
    # Days are quicker than instants, and one more at each side covers every offset.
    return [
        vtimezone(zone, _midnight(min(days[zone]) - 1), _midnight(max(days[zone]) + 2))
        for zone in sorted(days, key=lambda zone: zone.key)
    ]


def _midnight(ordinal: int) -> datetime:
    return datetime.combine(date.fromordinal(ordinal), time(), UTC)


def _instant(start: datetime | date, zone: ZoneInfo) -> datetime:
    moment = start if isinstance(start, datetime) else datetime.combine(start, time(), zone)
    return moment.astimezone(UTC)

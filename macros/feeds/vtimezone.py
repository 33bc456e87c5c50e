"""VTIMEZONE components that are exact within a window (RFC 5545 section 3.6.5)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

# No zone has changed its offset twice within a week since 1970, so a weekly look misses nothing.
_STEP = timedelta(days=7)
_SECOND = timedelta(seconds=1)
_BEGINNING = datetime(1970, 1, 1)  # wall-clock time, as every DTSTART of a VTIMEZONE  # noqa: DTZ001


def vtimezone(zone: ZoneInfo, first: datetime, last: datetime) -> bytes:
    """Return the VTIMEZONE that agrees with `zone` at every instant from `first` to `last`, ends included.

    Without a change of offset in between that is one STANDARD since 1970 with the constant offset;
    otherwise one more component for each onset, without RRULE and RDATE: Thunderbird misreads RDATE,
    Outlook ignores it. Both limits are aware datetimes from 1970 on; `last` must not be before `first`.
    """
    start, end = first.astimezone(UTC), last.astimezone(UTC)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.key}"]
    lines += _observance(_BEGINNING, start, start, zone)
    for onset in _onsets(zone, start, end):
        before = onset - _SECOND
        wall = (onset + _offset(before, zone)).replace(tzinfo=None)
        lines += _observance(wall, before, onset, zone)
    return "\r\n".join([*lines, "END:VTIMEZONE", ""]).encode("ascii")


def _onsets(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """Yield, in UTC, each first instant of another offset in (start, end]."""
    known, offset = start, _offset(start, zone)
    while known < end:
        ahead = min(known + _STEP, end)
        if (other := _offset(ahead, zone)) != offset:
            low, high = known, ahead
            while high - low > _SECOND:
                middle = low + (high - low) // _SECOND // 2 * _SECOND
                low, high = (middle, high) if _offset(middle, zone) == offset else (low, middle)
            yield high
        known, offset = ahead, other


def _observance(wall: datetime, before: datetime, after: datetime, zone: ZoneInfo) -> list[str]:
    local = after.astimezone(zone)
    kind = "DAYLIGHT" if local.dst() else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{wall:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_utc_offset(_offset(before, zone))}",
        f"TZOFFSETTO:{_utc_offset(_offset(after, zone))}",
        f"TZNAME:{local.tzname()}",
        f"END:{kind}",
    ]


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta(0)


def _utc_offset(offset: timedelta) -> str:
    """Write an offset as RFC 5545 section 3.3.14 does: +0300, -0330, +003020."""
    minutes, seconds = divmod(abs(offset) // _SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if offset < timedelta(0) else "+"
    return f"{sign}{hours:02}{minutes:02}" + (f"{seconds:02}" if seconds else "")

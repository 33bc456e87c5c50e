"""One calendar entry as plain values, impossible to build wrong."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from re import compile as regex
from typing import Literal
from zoneinfo import ZoneInfo

from macros.feeds.text import ascii_url, one_line

Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
STATUSES: tuple[Status, ...] = ("CONFIRMED", "TENTATIVE", "CANCELLED")

CANCELLED_PREFIX = "ОТМЕНЕНО: "
"""Begins the summary of a cancelled entry: several programs show nothing else of a cancellation."""

_UID = regex(r"[A-Za-z0-9._-]+@[a-z0-9.-]+")
_ZONE = regex(r"(?!Etc/)[A-Za-z_]+(/[A-Za-z0-9_+-]+)+")
YEARS = range(1971, 2999)
"""Our VTIMEZONEs begin in 1970, and anything later is a slip of the finger."""
_SEQUENCES = range(2**31)  # RFC 5545 section 3.3.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a calendar program shows for one event (a VEVENT, RFC 5545 section 3.6.1).

    Texts and addresses are as people wrote them; the writer cleans them.
    Raises ValueError, with the uid and what is wrong, for values that would make a wrong feed.
    """

    uid: str
    """Frozen, unique, ASCII: `<id>@<our domain>` (RFC 5545 section 3.8.4.7)."""
    summary: str
    """The title; begins with CANCELLED_PREFIX exactly when the entry is cancelled."""
    start: datetime | date
    """Wall-clock time in a ZoneInfo, or a date for an all-day entry."""
    end: datetime | date | None
    """First moment after the entry: the day after the last day; a time; None = a time that is not known."""
    url: str
    """The entry's page, http(s)."""
    sequence: int
    """Number of the revision; grows with every change (RFC 5546 section 2.1.4)."""
    last_modified: datetime
    """When that change was made: UTC, whole seconds; grows with every change."""
    status: Status = "CONFIRMED"
    description: str = ""
    location: str = ""
    categories: tuple[str, ...] = ()
    geo: tuple[float, float] | None = None
    """Latitude and longitude, degrees."""
    conference: str | None = None
    """Where to join online, http(s)."""

    def __post_init__(self) -> None:
        try:
            self._check_identity()
            self._check_time()
            self._check_content()
        except ValueError as error:
            raise ValueError(f"entry {self.uid!r}: {error}") from None

    def _check_identity(self) -> None:
        if len(self.uid) > 255 or not _UID.fullmatch(self.uid):
            raise ValueError("uid must be <id>@<domain> in at most 255 ASCII characters")
        if self.sequence not in _SEQUENCES:
            raise ValueError(f"sequence {self.sequence!r} is not a whole number from 0 to 2**31-1")
        if self.last_modified.tzinfo is not UTC or self.last_modified.microsecond:
            raise ValueError(f"last_modified {self.last_modified!r} must be in UTC and whole seconds")

    def _check_time(self) -> None:
        if isinstance(self.start, datetime):
            _check_moment(self.start, "start")
            if self.end is not None:
                _check_moment(self.end, "end")
                # Two times in one ZoneInfo compare by the clock on the wall, which a change of offset fools.
                if self.end.astimezone(UTC) <= self.start.astimezone(UTC):
                    raise ValueError(f"end {self.end} must be after start {self.start}")
        elif self.end is None or isinstance(self.end, datetime):
            raise ValueError("an all-day entry needs a date as its end")
        elif self.end <= self.start:
            raise ValueError(f"end {self.end}, the day after the last day, must be after start {self.start}")
        for moment in (self.start, self.end or self.start, self.last_modified):
            if moment.year not in YEARS:
                raise ValueError(f"the year {moment.year} cannot be meant")

    def _check_content(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"status {self.status!r} is none of {', '.join(STATUSES)}")
        if self.summary.startswith(CANCELLED_PREFIX) != (self.status == "CANCELLED"):
            raise ValueError(f"status CANCELLED and {CANCELLED_PREFIX!r} in the summary go together")
        if not one_line(self.summary.removeprefix(CANCELLED_PREFIX)):
            raise ValueError("summary is empty")
        if not isinstance(self.categories, tuple) or not all(map(one_line, self.categories)):
            raise ValueError(f"categories {self.categories!r} must be a tuple of texts that are not empty")
        for address in (self.url, self.conference):
            if address is not None:
                ascii_url(address)
        if self.geo is not None:
            latitude, longitude = self.geo
            if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # NaN fails too
                raise ValueError(f"geo {self.geo!r} must be latitude within ±90 and longitude within ±180")


def _check_moment(value: datetime | date, name: str) -> None:
    """Demand a time that DTSTART;TZID= can express (RFC 5545 section 3.3.5, form 3)."""
    if not isinstance(value, datetime):
        raise ValueError(f"{name} must be a time: start and end are of one kind")
    if not isinstance(value.tzinfo, ZoneInfo) or not _ZONE.fullmatch(value.tzinfo.key or ""):
        raise ValueError(f"{name} must be in a ZoneInfo such as Europe/Moscow, not {value.tzinfo!r}")
    if value.microsecond:
        raise ValueError(f"{name} {value} must be in whole seconds")
    # A skipped hour does not exist. Of a repeated one RFC 5545 means the first, but ical.js and libical
    # read the second: no feed can say it to all.
    if value.replace(fold=0).utcoffset() != value.replace(fold=1).utcoffset():
        raise ValueError(f"{name} {value} is in an hour that the clock there skips or repeats")

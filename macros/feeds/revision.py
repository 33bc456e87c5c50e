"""The revision of an entry: what SEQUENCE and LAST-MODIFIED say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatRevision:
    """The revision of the code that renders entries; changed by hand with the golden feed.

    `number` only grows. `moment` is when it last grew: UTC, whole seconds.
    Raises ValueError for any other moment.
    """

    number: int
    moment: datetime

    def __post_init__(self) -> None:
        if self.moment.tzinfo is not UTC or self.moment.microsecond:
            raise ValueError(f"the moment must be UTC in whole seconds: {self.moment!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """When a file appeared and when it last changed: UTC, whole seconds; `changed` only grows."""

    appeared: datetime
    changed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """SEQUENCE, and DTSTAMP = LAST-MODIFIED (UTC, whole seconds), of one calendar entry."""

    sequence: int
    last_modified: datetime

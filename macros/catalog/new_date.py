"""What a new date of a series already knows: the fields an event takes over from what it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.catalog.source import Tree

if TYPE_CHECKING:
    from macros.catalog.event_series import EventSeries

ENDED = ("historical", "closed")
"""States of a series that gets no new dates; one that is suspended may be resumed."""


def new_date_of(series: EventSeries) -> dict[str, Tree]:
    """Fields of the next event of a series, as a file says them; day, place and age mark are for people to tell.

    Those who came before are invited anew: that they said yes then says nothing of the next time.
    """
    host, *others = series.hosts or ("",)
    grades = series.grades
    guests = [
        {"organization": guest.organization} if guest.organization else {"role": guest.role or ""}
        for guest in series.guests
    ]
    known: dict[str, Tree] = {
        "title": series.title,
        "kind": series.kind,
        "status": "planned",
        "format": series.formats[0] if len(series.formats) == 1 else "",
        "host": host,
        "co_hosts": others,
        "guests": [guest | {"status": "invited"} for guest in guests],
        "audience": list(series.audience),
        "grades": str(grades) if grades else "",
        "level": series.level,
        "series": series.id,
        "professions": list(series.professions),
    }
    return {name: value for name, value in known.items() if value}

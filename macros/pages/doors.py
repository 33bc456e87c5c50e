"""What is ahead: the next events of a profession and the next key dates of a grade, looked up once a build."""

from __future__ import annotations

from macros.catalog import Event, KeyDate, Occupation
from macros.catalog.observed import ObservedCatalog
from macros.pages import cards
from macros.pages.recall import Recall

_OFF = ("cancelled", "suspended")
_ADMISSION = {9: "admission-college", 11: "admission-university"}


class Doors:
    """Doors of one build; a page that shows one asked the catalog all that the search for it asked."""

    def __init__(self) -> None:
        self._events = Recall()
        self._dates: tuple[KeyDate, ...] | None = None

    def events(self, catalog: ObservedCatalog, occupation: Occupation) -> tuple[Event, ...]:
        """The next dated event of a profession in each town, and for the whole country; soonest first."""
        return self._events.get(catalog, occupation.id, lambda: _next_events(catalog, occupation))

    def date(self, catalog: ObservedCatalog, grade: int) -> KeyDate | None:
        """The next exam or admission date of a grade that is not over: college after 9, university after 11."""
        catalog.note([("all", KeyDate.__name__)])
        if self._dates is None:
            ahead = [item for item in catalog.all(KeyDate) if item.day and (item.until or item.day) >= catalog.today]
            self._dates = tuple(sorted(ahead, key=lambda item: (item.day, item.id)))
        wanted = ("gia", _ADMISSION[grade])
        return next(
            (each for each in self._dates if each.subject in wanted and each.grades.first <= grade <= each.grades.last),
            None,
        )


def _next_events(catalog: ObservedCatalog, occupation: Occupation) -> tuple[Event, ...]:
    ahead = []
    for item in catalog.referring(occupation, Event):
        shown = cards.next_occurrence(item, catalog.today)
        if shown and shown.last_day >= catalog.today and item.status not in _OFF:
            ahead.append((shown.start.isoformat(), item.id, item))
    first: dict[str | None, Event] = {}
    for _, _, item in sorted(ahead, key=lambda row: row[:2]):
        first.setdefault(item.municipality, item)
    return tuple(first.values())

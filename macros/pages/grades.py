"""School grades on the home pages: which have something ahead, and where to see it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from macros.catalog import Catalog, KeyDate, Municipality
from macros.pages.catalogue_views import coming_events
from macros.pages.facets import GRADES, grades_of


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeAhead:
    """A grade with something ahead: how many events and which key dates, the nearest first."""

    id: str
    town: str
    events: int
    dates: tuple[KeyDate, ...]

    @property
    def title(self) -> str:
        """«9», «до школы»."""
        return "до школы" if self.id == "0" else self.id

    @property
    def words_for(self) -> str:
        """«для 9 класса», «для дошкольников»."""
        return "для дошкольников" if self.id == "0" else f"для {self.id} класса"

    @property
    def events_url(self) -> str:
        """The list of its events, from the site root."""
        return f"events/?{f'town={self.town}&' if self.town else ''}grade={self.id}"

    @property
    def dates_url(self) -> str:
        """The list of its key dates, from the site root."""
        return f"dates/?grade={self.id}"


def grades_ahead(catalog: Catalog, town: Municipality | None) -> list[GradeAhead]:
    """Every grade that an event or a key date ahead is for, in a town or anywhere."""
    place = town.id if town else ""
    events = Counter(grade for item in coming_events(catalog, place or None) for grade in grades_of(catalog, item))
    dates = [item for item in coming_dates(catalog) if not place or item.municipality in (None, place)]
    found = []
    for grade in map(str, GRADES):
        own = tuple(item for item in dates if grade in grades_of(catalog, item))
        if events[grade] or own:
            found.append(GradeAhead(id=grade, town=place, events=events[grade], dates=own))
    return found


def coming_dates(catalog: Catalog) -> list[KeyDate]:
    """Known key dates not over yet, the nearest first."""
    coming = [item for item in catalog.all(KeyDate) if item.day and (item.until or item.day) >= catalog.today]
    return sorted(coming, key=lambda item: (item.day, item.id))

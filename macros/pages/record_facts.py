"""Every fact that a record publishes, in words under the Russian names of its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from markupsafe import Markup
from pydantic import BaseModel

from macros.catalog import Catalog, Event, Grades, Organization, Record, Statistic
from macros.catalog.event_series import Season
from macros.catalog.fields import RefTo, TermOf
from macros.catalog.occupation import Exams
from macros.catalog.record import Alias, Status
from macros.catalog.wording import occurrence_words, place_text
from macros.pages import cards
from macros.pages.context import PageContext
from macros.pages.place_views import exams_html
from macros.pages.record_view import aliases_fact, bullets, statistic_view, status_facts
from macros.text import russian
from macros.text.richtext import plain

_ASIDE = frozenset({"id", "municipality", "path", "demo", "title", "sources", "verification", "checked"})
"""Where a record stands and how sure it is: told apart from its facts."""
_MOST_DATES = 6
_SHORT = 40
"""Names up to this length read well with commas between them."""


class RecordFact(NamedTuple):
    """One fact; `field` is the name in the record's file, `value` empty when nobody knows."""

    field: str
    label: str
    value: str | Markup


def record_facts(context: PageContext, record: Record, about: Organization | None = None) -> list[RecordFact]:
    """The known facts of a record, without those that only repeat whom they are `about`."""
    match record:
        case Event():
            found = _event_facts(context.catalog, record)
        case Statistic():
            view = statistic_view(context.catalog, record)
            found = [RecordFact("value", "Значение", view["value"]), RecordFact("population", "О ком", view["scope"])]
        case _:
            found = all_facts(context, record)
    own = (about.title, about.label) if about else ()
    return [item for item in found if item.value and item.value not in own]


def all_facts(context: PageContext, record: Record) -> Iterator[RecordFact]:
    """A fact for every field of a record in the order of the model, unknown ones too."""
    markers = {path: marker for path, marker, _ in record.marks}
    for name, label in _fields(type(record)):
        value = getattr(record, name)
        yield RecordFact(name, label, _field_words(context, value, name, markers) if value else "")


@cache
def _fields(cls: type[Record]) -> tuple[tuple[str, str], ...]:
    return tuple((name, info.title or name) for name, info in cls.model_fields.items() if name not in _ASIDE)


def _event_facts(catalog: Catalog, event: Event) -> Iterator[RecordFact]:
    coming = [item for item in event.occurrences if item.last_day >= catalog.today]
    dates = "; ".join(occurrence_words(item, event, with_year=True) for item in coming[:_MOST_DATES])
    more = f" и ещё {len(coming) - _MOST_DATES}" if len(coming) > _MOST_DATES else ""
    yield RecordFact("start", "Когда", russian.capitalise(dates) + more if dates else cards.date_words(event))
    yield RecordFact("status", "Состояние", catalog.term("event-status", event.status).title)
    yield RecordFact("place", "Где", place_text(catalog, event))
    yield RecordFact("audience", "Для кого", cards.audience_line(catalog, event))
    yield RecordFact("age_mark", "Возраст", event.age_mark)
    if event.registration:
        deadline = event.registration.deadline
        yield RecordFact("registration", "Запись", _deadline_words(deadline) if deadline else "Нужна")
    guests = [guest.organization for guest in event.guests if guest.organization]
    runners = ", ".join(item.label for item in catalog.organizations((*event.run_by, *guests)))
    yield RecordFact("host", "Кто участвует", runners)


def _deadline_words(deadline: date) -> str:
    clock = f", {deadline:%H:%M}" if isinstance(deadline, datetime) else ""
    return f"До {russian.date_text(deadline)}{clock}"


def _field_words(context: PageContext, value: Any, path: str, markers: Mapping[str, RefTo | TermOf]) -> str | Markup:
    match value:
        case Status():
            return status_facts(context.catalog, value)[0].value_html
        case (Alias(), *_):
            return aliases_fact(value)[0].value_html
        case (Exams(), *_):
            return exams_html(context, value) or ""
        case (BaseModel(), *_):
            lines = (_words(context.catalog, item, f"{path}.{index}", markers) for index, item in enumerate(value))
            return bullets(lines) or ""
    return _words(context.catalog, value, path, markers)


def _words(catalog: Catalog, value: Any, path: str, markers: Mapping[str, RefTo | TermOf]) -> str:
    marker = markers.get(path)
    if isinstance(marker, TermOf):
        return catalog.term(marker.vocabulary, value).title
    if isinstance(marker, RefTo):
        return catalog.find(marker.type_name, value).title
    match value:
        case None | False:
            return ""
        case True:
            return "да"
        case tuple():
            return _list_words(catalog, value, path, markers)
        case Season():
            return russian.capitalise(value.text)
        case Grades():
            return russian.grades_text(value.first, value.last)
        case datetime():
            return russian.when(value, with_year=True)
        case date():
            return russian.date_text(value)
        case BaseModel():
            names = type(value).model_fields
            parts = (_words(catalog, getattr(value, name), f"{path}.{name}", markers) for name in names)
            return " · ".join(filter(None, parts))
        case str():
            return plain(value)
    return str(value)


def _list_words(catalog: Catalog, items: tuple[Any, ...], path: str, markers: Mapping[str, RefTo | TermOf]) -> str:
    words = [_words(catalog, item, f"{path}.{index}", markers) for index, item in enumerate(items)]
    if isinstance(markers.get(f"{path}.0"), TermOf):
        return russian.capitalise(", ".join(word.lower() for word in words))
    return ("; " if any(len(word) > _SHORT for word in words) else ", ").join(words)

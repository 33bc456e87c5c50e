"""What sort of thing a record is, in words and as an icon: «Колледж», «Экскурсия», «Приказ»."""

from __future__ import annotations

from typing import NamedTuple

from macros.catalog import (
    Catalog,
    Document,
    EducationalProgram,
    Event,
    EventSeries,
    Initiative,
    KeyDate,
    Organization,
    Record,
    Resource,
    Service,
    VolunteerCorps,
)
from macros.text import russian


class Kind(NamedTuple):
    """`icon` is the name of a Material Design icon, or ""."""

    text: str
    icon: str


def kind_of(catalog: Catalog, record: Record) -> Kind:
    """The kind of a record: its term of a closed list where it has one, else the name of its type."""
    match record:
        case Event() | EventSeries():
            return _term(catalog, "event-kind", record.kind)
        case Organization():
            return _term(catalog, "organization-kind", record.kind)
        case KeyDate():
            return _term(catalog, "key-date-subject", record.subject)
        case Initiative():
            return Kind(catalog.term("initiative-kind", record.kind).title, "flag-outline")
        case Document():
            return Kind(catalog.term("document-kind", record.kind).title, "file-document-outline")
        case EducationalProgram():
            level = catalog.term("education-level", record.level).title
            return Kind(f"{record.code} · {level}", "school-outline")
    return Kind(russian.capitalise(record.TYPE.one), _ICONS.get(type(record), ""))


_ICONS = {Service: "forum-outline", VolunteerCorps: "hand-heart-outline", Resource: "link-variant"}


def _term(catalog: Catalog, vocabulary: str, term_id: str) -> Kind:
    term = catalog.term(vocabulary, term_id)
    return Kind(term.title, term.icon or "")

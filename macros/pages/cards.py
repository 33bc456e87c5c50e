"""Cards: what a record says of itself in a list, as plain values for overrides/components/cards.html."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from macros.catalog import (
    Catalog,
    EducationalProgram,
    Event,
    EventSeries,
    Initiative,
    KeyDate,
    Occupation,
    Organization,
    Record,
    Resource,
    Service,
)
from macros.catalog.occurrences import Occurrence
from macros.catalog.record import Status
from macros.catalog.wording import TIME_WITHHELD, change_note, occurrence_words, place_text
from macros.pages import kinds
from macros.pages.links import address
from macros.text import russian

Card = dict[str, Any]
VERIFICATION = {"seed": "seed", "verified": "verified", "needs-verification": "needs", "disputed": "disputed"}
_DOT = f"{russian.NBSP}· "
"""Between parts of a line: where it wraps, the dot stays behind."""
STATES = {"cancelled": "cancelled", "suspended": "suspended", "moved": "moved", "moved-online": "online"}
_ACTIVITY = {
    "active": "status-ok",
    "unknown": "status-warn",
    "suspended": "status-off",
    "historical": "archive",
    "closed": "status-off",
}
KINDS = {
    "Event": "event",
    "Occupation": "profession",
    "Organization": "organization",
    "EducationalProgram": "program",
    "KeyDate": "date",
}


def kind_of(record: Record) -> str:
    """Which card template shows this record."""
    return KINDS.get(type(record).__name__, "generic")


def card(catalog: Catalog, record: Record, root: str) -> Card:
    """The card of any record; `root` is the relative way to the site root."""
    match record:
        case Event():
            return event_card(catalog, record, root)
        case Occupation():
            return profession_card(catalog, record, root)
        case Organization():
            return organization_card(catalog, record, root)
        case EducationalProgram():
            return program_card(catalog, record, root)
        case KeyDate():
            return date_card(catalog, record, root)
        case _:
            return generic_card(catalog, record, root)


def event_card(catalog: Catalog, event: Event, root: str, occurrence: Occurrence | None = None) -> Card:
    """An event, on one of its dates: the given one, else the next one, else the last one."""
    shown = occurrence or next_occurrence(event, catalog.today)
    badges = [{"kind": "age", "text": event.age_mark}]
    if event.demo:
        badges.insert(0, {"kind": "demo", "text": "Пример"})
    if is_past(event, catalog.today):
        badges.append({"kind": "archive", "text": "Прошло"})
    result: Card = {
        "url": root + address(event),
        "title": event.title,
        "day": "",
        "month": "",
        "weekday": "",
        "when": date_words(event),
        "time": "",
        "start_iso": "",
        "end_iso": "",
        "place": place_text(catalog, event, brief=True),
        # The place says «Онлайн» and «Заочно» already, and coming in person goes without saying.
        "format": catalog.term("event-format", event.format).title if event.format == "hybrid" else "",
        "audience": audience_line(catalog, event),
        "state": STATES.get(event.status, ""),
        "state_text": catalog.term("event-status", event.status).title,
        "state_note": change_note(event, shown),
        "badges": badges,
        "accent": event.municipality or "",
    }
    if shown is None:
        return result
    short = russian.short_date(shown.first_day)
    several = shown.all_day and shown.last_day != shown.first_day
    same_month = shown.last_day.month == shown.first_day.month
    return result | {
        "day": f"{short.day}–{shown.last_day.day}" if several and same_month else str(short.day),
        "month": short.month,
        "weekday": "" if several else short.weekday,
        "when": occurrence_words(shown, event, with_year=True),
        "time": TIME_WITHHELD if event.time_withheld else _clock(shown),
        "start_iso": iso(catalog, event, shown.start),
        "end_iso": iso(catalog, event, shown.end or shown.start),
    }


def next_occurrence(event: Event, today: date) -> Occurrence | None:
    """The first date not over by `today`, else the last one; None when there is no date."""
    dates = event.occurrences
    return next((item for item in dates if item.last_day >= today), dates[-1] if dates else None)


def is_past(event: Event, today: date) -> bool:
    """Whether all of it is over."""
    last = event.last_known_day
    return last is not None and last < today


def date_words(event: Event) -> str:
    """Words for an event whose day is not announced."""
    return f"Дата: {event.date_words}" if event.date_words else "Дата ещё не объявлена"


def _clock(item: Occurrence) -> str:
    if not isinstance(item.start, datetime):
        months_differ = item.first_day.replace(day=1) != item.last_day.replace(day=1)
        return f"по {russian.date_text(item.last_day, item.first_day)}" if months_differ else ""
    if not isinstance(item.end, datetime):
        return f"с {item.start:%H:%M}"
    midnight = f"{item.end:%H:%M}" == "00:00"
    return f"{item.start:%H:%M}–{'24:00' if midnight else f'{item.end:%H:%M}'}"


def iso(catalog: Catalog, event: Event, value: date) -> str:
    """ISO 8601 with the offset of the event's zone, or a plain date."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=catalog.zone_of(event)).isoformat(timespec="minutes")
    return value.isoformat()


def audience_line(catalog: Catalog, record: Event | EventSeries | Initiative | Service | Resource) -> str:
    """«ученики, родители · 8–9 классы» in one short line."""
    grades = russian.grades_text(record.grades.first, record.grades.last) if record.grades else ""
    # The grades speak for pupils, and for preschoolers when they begin before school.
    told = {"pupils", "preschoolers"} if record.grades and record.grades.first == 0 else {"pupils"} if grades else set()
    words = [catalog.term("audience", item).title.lower() for item in record.audience if item not in told]
    return ", ".join([grades, *words] if told & set(record.audience) else [*words, grades] if grades else words)


def profession_card(catalog: Catalog, occupation: Occupation, root: str) -> Card:
    """A profession with its Klimov type."""
    return {
        "url": root + address(occupation),
        "title": occupation.title,
        "summary": occupation.summary,
        "klimov": occupation.klimov,
        "klimov_text": catalog.term("klimov", occupation.klimov).title,
        "badges": [],
    }


def organization_card(catalog: Catalog, organization: Organization, root: str) -> Card:
    """An organization with its kind and town."""
    town = catalog.town_of(organization)
    return {
        "url": root + address(organization),
        "title": organization.title,
        "kind": catalog.term("organization-kind", organization.kind).title,
        "place": town.title if town else "",
        "line": organization.field or organization.summary or "",
        "badges": check_badges(catalog, organization),
        "accent": organization.municipality or "",
    }


def program_card(catalog: Catalog, program: EducationalProgram, root: str) -> Card:
    """A study programme with its code and provider."""
    provider = catalog.get(Organization, program.provider)
    return {
        "url": root + address(program),
        "code": program.code,
        "title": program.title,
        "level": catalog.term("education-level", program.level).title,
        "provider": provider.label,
        "line": " · ".join(f"после {grade} класса" for grade in program.after),
        "dual": program.dual,
        "badges": check_badges(catalog, program),
    }


def date_card(catalog: Catalog, key_date: KeyDate, root: str) -> Card:
    """A key date with its grades and how sure it is."""
    grades = russian.grades_text(key_date.grades.first, key_date.grades.last)
    day = key_date.day
    # Where no day is known, its place says so already.
    sure = key_date.is_confirmed or day is None
    return {
        "url": root + address(key_date),
        "date": russian.date_text(day) if day else "Ещё не объявлено",
        "weekday": russian.short_date(day).weekday if day else "",
        "title": key_date.title,
        "line": f"{grades}. {key_date.summary or ''}".strip(),
        "end_iso": (key_date.until or day).isoformat() if day else "",
        "badges": [] if sure else [{"kind": "status-warn", "text": basis_words(catalog, key_date)}],
    }


def basis_words(catalog: Catalog, key_date: KeyDate) -> str:
    """How sure a date is: «По правилу, не подтверждена»."""
    title = catalog.term("date-basis", key_date.basis).title
    return title if key_date.is_confirmed or key_date.day is None else f"{title}, не подтверждена"


def generic_card(catalog: Catalog, record: Record, root: str) -> Card:
    """A series, project, service, document, resource or corps."""
    kind, badges = kinds.kind_of(catalog, record), []
    town = catalog.town_of(record)
    kicker = kind.text
    if isinstance(record, EventSeries):
        kicker = f"{kind.text}{_DOT}{record.season.text}"
    elif isinstance(record, Initiative):
        kicker = f"{kind.text}{_DOT}{audience_line(catalog, record)}"
    elif isinstance(record, Service):
        kicker = catalog.get(Organization, record.provider).label
    if isinstance(getattr(record, "status", None), Status):
        badges.append(status_badge(catalog, record.status))
    if record.demo:
        badges.insert(0, {"kind": "demo", "text": "Пример"})
    return {
        "url": root + address(record),
        "title": record.title,
        "kicker": _DOT.join(filter(None, (kicker, town.title if town else ""))),
        "line": record.summary or "",
        "icon": kind.icon,
        "badges": badges,
    }


def status_badge(catalog: Catalog, status: Status) -> dict[str, str]:
    """Whether something long-running runs, as a badge."""
    return {"kind": _ACTIVITY[status.state], "text": catalog.term("activity-status", status.state).title}


def check_badges(catalog: Catalog, record: Record) -> list[dict[str, str]]:
    """Only what a reader must know: a sample, or facts that want checking."""
    if record.demo:
        return [{"kind": "demo", "text": "Пример"}]
    if record.verification in ("needs-verification", "disputed"):
        text = catalog.term("verification", record.verification).title
        return [{"kind": VERIFICATION[record.verification], "text": text}]
    return []

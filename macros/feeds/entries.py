"""From catalog to calendar entries: what each event, deadline and key date says in a calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from macros.catalog import Catalog, Event, Grades, KeyDate, Organization, Record
from macros.catalog.catalog import marked
from macros.catalog.demo import weeks_from_anchor
from macros.catalog.fields import RefTo
from macros.catalog.occurrences import Occurrence, occurrences
from macros.catalog.wording import audience_text, change_lines, place_text
from macros.feeds.entry import CANCELLED_PREFIX, Entry
from macros.feeds.revision import FormatRevision, Revision
from macros.text import russian
from macros.text.richtext import plain

FORMAT = FormatRevision(number=1, moment=datetime(2026, 11, 22, 15, 0, tzinfo=UTC))
"""Changed by hand together with the golden feed whenever this package says the same facts in other words."""
WINDOW = timedelta(days=60)
"""How far back a feed reaches, so that no feed of a running town goes from full to empty."""
_VOCABULARIES = ("audience", "event-kind", "event-format", "key-date-subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry with the facets that decide which feeds hold it.

    `kind` is "event", "deadline" or "key-date"; `town` is None for what concerns every town.
    """

    entry: Entry
    kind: str
    town: str | None
    event_kind: str = ""
    audience: tuple[str, ...] = ()
    grades: Grades | None = None
    organizations: tuple[str, ...] = ()
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an entry needs besides the catalog: addresses, the frozen domain of UIDs, revisions."""

    site_url: str
    uid_domain: str
    revision_of: Callable[[Iterable[str]], Revision]


def items(catalog: Catalog, context: Context) -> tuple[Item, ...]:
    """Every entry inside the window, oldest first."""
    earliest = catalog.today - WINDOW
    found: list[Item] = []
    for event in catalog.all(Event):
        found += event_items(catalog, event, context, earliest)
    for key_date in catalog.all(KeyDate):
        if key_date.day is not None and (key_date.until or key_date.day) >= earliest:
            found.append(_key_date_item(catalog, key_date, context))
    return tuple(found)


def event_items(catalog: Catalog, event: Event, context: Context, earliest: date | None = None) -> Iterator[Item]:
    """The entries of one event: its dates, and the deadline of its registration.

    `earliest` is the first day a feed may still show; None keeps all, for a single download.
    """
    if event.start is None:
        return
    revision = _event_revision(catalog, event, context)
    zone = catalog.zone_of(event)
    venue = event.place.organization if event.place else None
    organizations = tuple(dict.fromkeys((*event.run_by, *((venue,) if venue else ()))))
    for occurrence in occurrences(event):
        if earliest and occurrence.last_day < earliest:
            continue
        if earliest and event.status == "cancelled" and occurrence.last_day < catalog.today:
            continue  # a cancelled entry has said its word once its day has passed
        yield Item(
            entry=_event_entry(catalog, event, occurrence, zone, revision, context),
            kind="event",
            town=event.municipality,
            event_kind=event.kind,
            audience=event.audience,
            grades=event.grades,
            organizations=organizations,
            record=event,
        )
    deadline = event.registration.deadline if event.registration else None
    if deadline and event.status not in ("cancelled", "suspended"):
        day = deadline.date() if isinstance(deadline, datetime) else deadline
        if earliest is None or day >= earliest:
            yield Item(
                entry=_deadline_entry(catalog, event, deadline, day, revision, context),
                kind="deadline",
                town=event.municipality,
                event_kind=event.kind,
                audience=event.audience,
                grades=event.grades,
                organizations=organizations,
                record=event,
            )


def _event_revision(catalog: Catalog, event: Event, context: Context) -> Revision:
    revision = context.revision_of(_sources(catalog, event))
    if not event.demo:
        return revision
    # Demo dates move with the calendar, so their revision has to move with them.
    weeks = weeks_from_anchor(catalog.today)
    moment = revision.last_modified + timedelta(weeks=max(weeks, 0))
    return Revision(sequence=revision.sequence + max(weeks, 0), last_modified=moment)


def _sources(catalog: Catalog, event: Event) -> list[str]:
    """Files an event's entry may read; one too many only bumps a revision, one too few loses a change."""
    paths = [event.path]
    for _, marker, value in marked(event):
        target = catalog.find(marker.type_name, value) if isinstance(marker, RefTo) else None
        if target is not None:
            paths.append(target.path)
    paths += [catalog.vocabularies[name].path for name in _VOCABULARIES if name in catalog.vocabularies]
    return paths


def _event_entry(
    catalog: Catalog,
    event: Event,
    occurrence: Occurrence,
    zone: ZoneInfo,
    revision: Revision,
    context: Context,
) -> Entry:
    end_zone = ZoneInfo(event.end_timezone) if event.end_timezone else zone
    start, end = _bounds(occurrence, zone, end_zone)
    return Entry(
        uid=f"{event.id}{'.' + occurrence.key if occurrence.key else ''}@{context.uid_domain}",
        summary=_summary(event, occurrence),
        start=start,
        end=end,
        url=f"{context.site_url}events/{event.id}/",
        sequence=revision.sequence,
        last_modified=revision.last_modified,
        status=_status(event),
        description="\n".join(_description(catalog, event, occurrence)),
        location=place_text(catalog, event),
        categories=(catalog.term("event-kind", event.kind).title,),
        conference=event.online.link if event.online and event.status != "cancelled" else None,
    )


def _bounds(occurrence: Occurrence, zone: ZoneInfo, end_zone: ZoneInfo) -> tuple[date, date | None]:
    """Start and exclusive end as RFC 5545 section 3.6.1 wants them."""
    if not isinstance(occurrence.start, datetime):
        return occurrence.start, occurrence.last_day + timedelta(days=1)
    end = occurrence.end.replace(tzinfo=end_zone) if isinstance(occurrence.end, datetime) else None
    return occurrence.start.replace(tzinfo=zone), end


def _summary(event: Event, occurrence: Occurrence) -> str:
    title = f"Пример: {event.title}" if event.demo else event.title
    if occurrence.total > 1:
        title += f" (день {occurrence.number} из {occurrence.total})"
    if event.status == "cancelled":
        return CANCELLED_PREFIX + title
    if event.status == "suspended":
        return f"Приостановлено: {title}"
    return f"{title} (дата может измениться)" if event.status == "planned" else title


def _status(event: Event) -> str:
    if event.status == "cancelled":
        return "CANCELLED"
    return "TENTATIVE" if event.status in ("planned", "suspended") else "CONFIRMED"


def _description(catalog: Catalog, event: Event, occurrence: Occurrence) -> Iterator[str]:
    yield from change_lines(event, occurrence)
    if event.summary:
        yield event.summary
    yield f"Для кого: {audience_text(catalog, event.audience, event.grades)}."
    hosts = [catalog.get(Organization, item).title for item in event.run_by]
    if hosts:
        yield f"Организатор: {', '.join(hosts)}."
    if event.registration and event.registration.needed and event.status != "cancelled":
        yield from _registration_lines(event)
    if event.bring:
        yield f"Взять с собой: {', '.join(event.bring)}."
    if event.online and event.online.note:
        yield f"Онлайн: {event.online.note}."
    if event.description:
        yield plain(event.description)
    yield f"Возрастная отметка: {event.age_mark}."


def _registration_lines(event: Event) -> Iterator[str]:
    registration = event.registration
    parts = []
    if registration.deadline:
        parts.append(f"до {_moment_words(registration.deadline)}")
    if registration.who:
        parts.append(registration.who)
    if registration.link:
        parts.append(registration.link)
    yield (
        f"Запись: {'; '.join(parts)}" + ("." if parts and not registration.link else "") if parts else "Нужна запись."
    )


def _moment_words(value: date) -> str:
    day = russian.date_text(value)
    return f"{value:%H:%M}, {day}" if isinstance(value, datetime) else day


def _deadline_entry(
    catalog: Catalog, event: Event, deadline: date, day: date, revision: Revision, context: Context
) -> Entry:
    clock = f"До {deadline:%H:%M}" if isinstance(deadline, datetime) else "Последний день"
    title = f"Пример: {event.title}" if event.demo else event.title
    lines = [f"Событие: {title}."]
    first = occurrences(event)[0]
    end = first.end if isinstance(first.end, datetime) or first.all_day else None
    lines.append(f"Когда: {russian.when(first.start, end, with_year=True)}.")
    lines += _registration_lines(event)
    return Entry(
        uid=f"{event.id}.deadline@{context.uid_domain}",
        summary=f"{clock}: запись — {title}",
        start=day,
        end=day + timedelta(days=1),
        url=f"{context.site_url}events/{event.id}/",
        sequence=revision.sequence,
        last_modified=revision.last_modified,
        description="\n".join(lines),
        categories=(catalog.term("event-kind", event.kind).title,),
    )


def _key_date_item(catalog: Catalog, key_date: KeyDate, context: Context) -> Item:
    paths = [key_date.path, "data/municipalities/"]
    paths += [catalog.vocabularies[name].path for name in _VOCABULARIES if name in catalog.vocabularies]
    revision = context.revision_of(paths)
    grades = russian.grades_text(key_date.grades.first, key_date.grades.last)
    lines = []
    if not key_date.is_confirmed:
        lines.append(f"По правилу, дата не подтверждена: {key_date.rule_words}.")
    if key_date.is_shifted:
        lines.append(f"Крайний срок {russian.date_text(key_date.computed)} выпадает на выходной, поэтому перенесён.")
    if key_date.what_to_do:
        lines.append(plain(key_date.what_to_do))
    for town in catalog.towns():
        lines += [
            f"{town.title}: {special.short}."
            for special in town.special_rules
            if special.subject == key_date.subject and special.grades.meets(key_date.grades)
        ]
    entry = Entry(
        uid=f"key-date.{key_date.id}@{context.uid_domain}",
        summary=f"{key_date.title} ({grades})" + ("" if key_date.is_confirmed else " — дата по правилу"),
        start=key_date.day,
        end=(key_date.until or key_date.day) + timedelta(days=1),
        url=f"{context.site_url}dates/{key_date.id}/",
        sequence=revision.sequence,
        last_modified=revision.last_modified,
        status="CONFIRMED" if key_date.is_confirmed else "TENTATIVE",
        description="\n".join(lines),
        categories=(catalog.term("key-date-subject", key_date.subject).title,),
    )
    return Item(
        entry=entry,
        kind="key-date",
        town=key_date.municipality,
        audience=key_date.audience,
        grades=key_date.grades,
        record=key_date,
    )

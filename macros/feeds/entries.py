"""From catalog to calendar entries: what each event, deadline and key date says in a calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from macros.catalog import Catalog, Event, Grades, KeyDate, Occupation, Organization, Record
from macros.catalog.demo import weeks_from_anchor
from macros.catalog.fields import RefTo
from macros.catalog.occurrences import Occurrence
from macros.catalog.wording import TIME_WITHHELD, audience_text, change_lines, occurrence_words, place_text
from macros.feeds.entry import CANCELLED_PREFIX, Entry
from macros.feeds.entry_shelf import EntryShelf
from macros.feeds.revision import FormatRevision, Revision
from macros.text import russian
from macros.text.richtext import plain

FORMAT = FormatRevision(number=2, moment=datetime(2026, 11, 22, 19, 30, tzinfo=UTC))
"""Changed by hand together with the golden feed whenever this package says the same facts in other words."""
WINDOW = timedelta(days=60)
"""How far back a feed reaches, so that no feed of a running town goes from full to empty."""
_VOCABULARIES = ("audience", "event-kind", "key-date-subject", "visibility")
"""The closed lists whose words entries repeat."""
_WEEKS_BEFORE = 52
"""Keeps the number of a demo entry positive in builds dated up to a year before the demo season."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry with the facets that decide which feeds hold it.

    `kind` is "event", "deadline" or "key-date"; `town` is None for what concerns every town; `last_day` is
    the last calendar day anything of it happens.
    """

    entry: Entry
    kind: str
    last_day: date
    town: str | None
    event_kind: str = ""
    audience: tuple[str, ...] = ()
    grades: Grades | None = None
    organizations: tuple[str, ...] = ()
    series: str | None = None
    fields: tuple[str, ...] = ()
    """Klimov's types of the professions it is about."""
    wants_volunteers: bool = False
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an entry needs besides the catalog: addresses, the frozen domain of UIDs, revisions."""

    site_url: str
    uid_domain: str
    revision_of: Callable[[Iterable[str]], Revision]
    shelf: EntryShelf | None = None
    """Entries of an earlier build, and a place for those of this one."""


def items(catalog: Catalog, context: Context) -> tuple[Item, ...]:
    """Every entry there is, past ones too: events in order of their ids, then key dates."""
    found: list[Item] = []
    for event in catalog.all(Event):
        found += _event_items(catalog, event, context)
    found += [_key_date_item(catalog, each, context) for each in catalog.all(KeyDate) if each.day is not None]
    return tuple(found)


def is_current(item: Item, today: date) -> bool:
    """Whether a feed still shows it: sixty days back, but a cancelled entry has said its word on its last day."""
    cancelled = item.entry.status == "CANCELLED"
    return item.last_day >= (today if cancelled else today - WINDOW)


def _event_items(catalog: Catalog, event: Event, context: Context) -> Iterator[Item]:
    make = partial(_event_entries, context)
    for kind, last_day, entry in context.shelf.entries(event, make) if context.shelf else make(catalog, event):
        yield Item(
            entry=entry,
            kind=kind,
            last_day=last_day,
            town=event.municipality,
            event_kind=event.kind,
            audience=event.audience,
            grades=event.grades,
            organizations=organizations_of(event),
            series=event.series,
            fields=_fields(catalog, event),
            wants_volunteers=event.volunteers is not None,
            record=event,
        )


def _event_entries(context: Context, catalog: Catalog, event: Event) -> Iterator[tuple[str, date, Entry]]:
    """The entries of one event: its dates, and the deadline of its registration, known sometimes before them."""
    dates = event.occurrences
    deadline = event.registration.deadline if event.registration else None
    if event.status in ("cancelled", "suspended"):
        deadline = None
    if not dates and deadline is None:
        return
    revision = _event_revision(catalog, event, context)
    zone = catalog.zone_of(event)
    for occurrence in dates:
        yield "event", occurrence.last_day, _event_entry(catalog, event, occurrence, zone, revision, context)
    if deadline is not None:
        day = deadline.date() if isinstance(deadline, datetime) else deadline
        first = dates[0] if dates else None
        yield "deadline", day, _deadline_entry(catalog, event, deadline, day, first, revision, context)


def organizations_of(event: Event) -> tuple[str, ...]:
    """Who runs it, and whose door it is, unless the place is withheld: that organization's feed would tell it."""
    venue = event.place.organization if event.place and event.place.visibility == "open" else None
    return tuple(dict.fromkeys((*event.run_by, *((venue,) if venue else ()))))


def _fields(catalog: Catalog, event: Event) -> tuple[str, ...]:
    """Fields of work: Klimov's types, main and further ones, of the professions that the event is about."""
    occupations = [catalog.get(Occupation, item) for item in event.professions]
    return tuple(dict.fromkeys(field for item in occupations for field in (item.klimov, *item.klimov_also)))


def _event_revision(catalog: Catalog, event: Event, context: Context) -> Revision:
    revision = context.revision_of(_sources(catalog, event))
    if not event.demo:
        return revision
    # Demo dates move with the calendar, so their revision has to move with them.
    weeks = weeks_from_anchor(catalog.today)
    return Revision(
        sequence=max(revision.sequence + weeks + _WEEKS_BEFORE, 0),
        last_modified=revision.last_modified + timedelta(weeks=weeks),
    )


def _sources(catalog: Catalog, event: Event) -> list[str]:
    """Files an event's entry may read; one too many only bumps a revision, one too few loses a change."""
    paths = [event.path]
    for _, marker, value in event.marks:
        target = catalog.find(marker.type_name, value) if isinstance(marker, RefTo) else None
        if target is not None:
            paths.append(target.path)
    return paths + _vocabulary_paths(catalog)


def _vocabulary_paths(catalog: Catalog) -> list[str]:
    return [catalog.vocabularies[name].path for name in _VOCABULARIES if name in catalog.vocabularies]


# --- events ------------------------------------------------------------------------------------------


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
        summary=_summary(catalog, event, occurrence),
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


def _summary(catalog: Catalog, event: Event, occurrence: Occurrence) -> str:
    title = _marked(event, _title(catalog, event))
    if occurrence.total > 1:
        title += f" (день {occurrence.number} из {occurrence.total})"
    if event.status == "cancelled":
        return CANCELLED_PREFIX + title
    if event.status == "suspended":
        return f"Приостановлено: {title}"
    return f"{title} (дата может измениться)" if event.status == "planned" else title


def _title(catalog: Catalog, event: Event) -> str:
    """The title, after its kind where it does not name it: month grids show the first ten letters only.

    Kinds of several words («Урок или лекция») are too long and too vague to help.
    """
    kind = catalog.term("event-kind", event.kind).title
    is_named = " " in kind or kind[:5].lower() in event.title.lower()
    return event.title if is_named else f"{kind} · {event.title}"


def _marked(event: Event, text: str) -> str:
    return f"Пример: {text}" if event.demo else text


def _status(event: Event) -> str:
    if event.status == "cancelled":
        return "CANCELLED"
    return "TENTATIVE" if event.status in ("planned", "suspended") else "CONFIRMED"


def _description(catalog: Catalog, event: Event, occurrence: Occurrence) -> Iterator[str]:
    yield from change_lines(event, occurrence)
    if event.time_withheld:
        yield f"{russian.capitalise(TIME_WITHHELD)}."
    if event.summary:
        yield event.summary
    yield f"Для кого: {audience_text(catalog, event.audience, event.grades)}."
    hosts = [catalog.get(Organization, item).title for item in event.run_by]
    if hosts:
        yield _sentence(f"Организатор: {', '.join(hosts)}")
    if event.registration and event.registration.needed and event.status not in ("cancelled", "suspended"):
        yield _registration_line(event)
    if event.bring:
        yield _sentence(f"Взять с собой: {', '.join(event.bring)}")
    if event.online and event.online.note and event.status != "cancelled":
        yield _sentence(f"Онлайн: {event.online.note}")
    if event.description:
        yield plain(event.description)
    yield f"Возрастная отметка: {event.age_mark}."


def _registration_line(event: Event) -> str:
    registration = event.registration
    parts = []
    if registration.deadline:
        parts.append(f"до {_moment_words(registration.deadline)}")
    if registration.who:
        parts.append(registration.who)
    if registration.link:
        parts.append(registration.link)
    if not parts:
        return "Нужна запись."
    line = f"Запись: {'; '.join(parts)}"
    return line if registration.link else _sentence(line)  # a full stop would become part of the address


def _moment_words(value: date) -> str:
    day = russian.date_text(value)
    return f"{day}, {value:%H:%M}" if isinstance(value, datetime) else day


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


# --- deadlines and key dates --------------------------------------------------------------------------


def _deadline_entry(
    catalog: Catalog,
    event: Event,
    deadline: date,
    day: date,
    first: Occurrence | None,
    revision: Revision,
    context: Context,
) -> Entry:
    words = f"До {deadline:%H:%M}: запись —" if isinstance(deadline, datetime) else "Последний день записи:"
    title = _title(catalog, event)
    when = _first_date_words(event, first)
    return Entry(
        uid=f"{event.id}.deadline@{context.uid_domain}",
        summary=_marked(event, f"{words} {title}"),
        start=day,
        end=day + timedelta(days=1),
        url=f"{context.site_url}events/{event.id}/",
        sequence=revision.sequence,
        last_modified=revision.last_modified,
        description="\n".join(
            [
                _sentence(f"Событие: {_marked(event, title)}"),
                *([_sentence(f"Когда: {when}")] if when else []),
                _registration_line(event),
            ]
        ),
        categories=(catalog.term("event-kind", event.kind).title,),
    )


def _first_date_words(event: Event, first: Occurrence | None) -> str | None:
    if first is None:
        return event.date_words
    if event.timezone or event.end_timezone:
        # The hours of another zone would mislead who reads them at home.
        return russian.day_text(first.first_day, with_year=True)
    return occurrence_words(first, event, with_year=True)


def _key_date_item(catalog: Catalog, key_date: KeyDate, context: Context) -> Item:
    revision = context.revision_of([key_date.path, "data/municipalities/", *_vocabulary_paths(catalog)])
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
            _sentence(f"{town.title}: {special.short}")
            for special in town.special_rules
            if special.subject == key_date.subject and special.grades.meets(key_date.grades)
        ]
    last_day = key_date.until or key_date.day
    entry = Entry(
        uid=f"key-date.{key_date.id}@{context.uid_domain}",
        summary=f"{key_date.title} ({grades})" + ("" if key_date.is_confirmed else " — дата по правилу"),
        start=key_date.day,
        end=last_day + timedelta(days=1),
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
        last_day=last_day,
        town=key_date.municipality,
        audience=key_date.audience,
        grades=key_date.grades,
        record=key_date,
    )

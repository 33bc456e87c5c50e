"""Record pages as plain values: what every record's page has in common, and who adds the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup, escape

from macros.catalog import (
    Catalog,
    Document,
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
    Statistic,
    VolunteerCorps,
)
from macros.catalog.record import Alias, Source, Status
from macros.pages import cards
from macros.pages.context import PageContext
from macros.pages.kinds import kind_of
from macros.pages.links import address
from macros.pages.plan_index import keep_words
from macros.text import russian
from macros.text.richtext import richtext

View = dict[str, Any]
MOST = 12
"""Cards a page shows of one related type; the catalogue has the rest."""

_GROUPS = (
    Event,
    EventSeries,
    Initiative,
    Occupation,
    EducationalProgram,
    Organization,
    Service,
    VolunteerCorps,
    KeyDate,
    Resource,
    Document,
)
"""Order in which a page shows what it is linked with; numbers stand in the text."""


def common_view(context: PageContext, record: Record) -> View:
    """Title, badges, sources, other names and related records: the same for every type."""
    town = context.catalog.town_of(record)
    kind = kind_of(context.catalog, record)
    crumbs = [{"title": "Главная", "url": context.root or "./"}]
    if town:
        crumbs.append({"title": town.title, "url": f"{context.root}{town.id}/"})
    crumbs += [{"title": record.TYPE.title, "url": f"{context.root}{record.TYPE.folder}/"}, {"title": record.title}]
    return {
        "type_text": kind.text,
        "type_icon": kind.icon,
        "title": record.title,
        "summary": record.summary or "",
        "breadcrumbs": crumbs,
        "badges": badges(context.catalog, record),
        "facts": [],
        "sections": sections(("description", "Подробнее", record.description)),
        "sources": source_list(context, record.sources),
        "checked": f"Проверено {russian.date_text(record.checked)} года",
        "fix_url": f"{context.forge.edit}{record.path}" if context.forge.edit else "",
        "report_url": report_url(context, record),
        "links": related(context, record),
        "keep": keep_words(record),
    }


def report_url(context: PageContext, record: Record) -> str:
    """The form for a correction, with the page in question filled in."""
    return f"{context.root}editors/fix/?{urlencode({'page': f'{record.title} — {address(record)}'})}"


def plain_view(context: PageContext, record: Record) -> View:
    """The page of a type that has no view of its own: its texts and numbers under their Russian names."""
    view = common_view(context, record)
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        if name not in Record.model_fields and isinstance(value, str | int):
            view["facts"] += fact(info.title or name, str(value))
    return view


def badges(catalog: Catalog, record: Record) -> list[dict[str, str]]:
    """Sample mark, state, how the facts were checked, age mark: everything a reader must know at once."""
    found = [{"kind": "demo", "text": "Пример"}] if record.demo else []
    status = getattr(record, "status", None)
    if isinstance(status, Status):
        found.append(cards.status_badge(catalog, status))
    term = catalog.term("verification", record.verification)
    found.append({"kind": cards.VERIFICATION[record.verification], "text": term.title})
    return found


def sections(*parts: tuple[str, str, str | Markup | None]) -> list[Section]:
    """Sections of a page from (id, title, rich text or ready markup); empty ones are left out."""
    return [
        Section(part, title, text if isinstance(text, Markup) else richtext(text))
        for part, title, text in parts
        if text
    ]


def bullets(lines: Iterable[str]) -> Markup | None:
    """A plain list, or None for no lines."""
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<ul>{}</ul>").format(items) if items else None


class Fact(NamedTuple):
    """A row of the fact list."""

    label: str
    value_html: Markup
    icon: str


class Section(NamedTuple):
    """A titled part of a page; `id` is its anchor."""

    id: str
    title: str
    html: Markup


def fact(label: str, value: str | Markup | None, icon: str = "") -> list[Fact]:
    """One row of the fact list, or nothing when there is no value."""
    return [Fact(label, escape(value), icon)] if value else []


def link_fact(label: str, link: str | None) -> list[Fact]:
    """A row with an address outside the site, or nothing when there is none."""
    html = Markup('<a href="{0}" rel="noopener">{0}</a>').format(link) if link else None
    return fact(label, html, "open-in-new")


def missing(label: str, why: str, icon: str = "") -> list[Fact]:
    """A gap that stays visible: «нет данных: …»."""
    value = Markup('<span class="soft">нет данных: {}</span>').format(why)
    return [Fact(label, value, icon)]


def links(context: PageContext, records: Iterable[Record]) -> Markup:
    """Records as links in one line."""
    return Markup(", ").join(
        Markup('<a href="{}">{}</a>').format(
            context.link(item), item.label if isinstance(item, Organization) else item.title
        )
        for item in records
    )


def aliases_fact(aliases: Iterable[Alias]) -> list[Fact]:
    """Other and former names."""
    words = []
    for alias in aliases:
        notes = ", ".join(filter(None, (f"до {alias.valid_to}" if alias.valid_to else "", alias.note)))
        words.append(f"{alias.name} ({notes})" if notes else alias.name)
    return fact("Другие названия", "; ".join(words))


def status_facts(catalog: Catalog, status: Status) -> list[Fact]:
    """Whether it runs, as of when and why not."""
    term = catalog.term("activity-status", status.state)
    words = [term.title]
    since = f"{status.since} года" if (status.since or "").isdecimal() else status.since
    words += [f"с {since}"] if since else []
    words += [f"по данным на {status.as_of}"] if status.as_of else []
    text = ", ".join(words) + (f". {russian.capitalise(status.reason)}" if status.reason else "")
    return fact("Статус", text, "information-outline")


def source_list(context: PageContext, sources: Iterable[Source]) -> list[dict[str, str]]:
    """Sources in words: who says so, where and when."""
    found = []
    for source in sources:
        document = context.catalog.find("Document", source.document)
        text = document.title if document else source.site or source.url or source.note or ""
        found.append(
            {
                "text": f"{text}: {source.note}" if source.note and text != source.note else text,
                "url": context.link(document) if document else source.url or "",
                "kind": source.kind,
                "rows": ", ".join(source.rows),
                "date": russian.date_text(source.date) if source.date else "",
            }
        )
    return found


def related(context: PageContext, record: Record) -> list[dict[str, Any]]:
    """Records this one names and records that name it, as groups of cards by type."""
    catalog = context.catalog
    found: dict[str, Record] = {}
    for item in (*catalog.referred(record), *catalog.referrers(record), *_derived(catalog, record)):
        if item is not record:
            found[item.key] = item
    groups = []
    for cls in _GROUPS:
        same = [item for item in found.values() if isinstance(item, cls)]
        if not same:
            continue
        if cls is Event:
            groups += _event_groups(context, same)
            continue
        shown = sorted(same, key=lambda item: item.title)[:MOST]
        groups.append(
            {
                "title": cls.TYPE.title,
                "html": context.cards(shown),
                "link": _all_link(context, cls, len(same)),
            }
        )
    return groups


def _all_link(context: PageContext, cls: type[Record], count: int) -> dict[str, str] | None:
    if count <= MOST:
        return None
    return {"title": f"Все {cls.TYPE.title.lower()}", "url": f"{context.root}{cls.TYPE.folder}/"}


_DONE = (EventSeries, Service, VolunteerCorps)


def _derived(catalog: Catalog, record: Record) -> tuple[Record, ...]:
    """Relations through codes: profession ↔ programme ↔ provider."""
    if isinstance(record, Occupation):
        programs = catalog.programs_of(record)
        return (*programs, *(catalog.get(Organization, item.provider) for item in programs))
    if isinstance(record, EducationalProgram):
        return catalog.occupations_of(record)
    if isinstance(record, Organization):
        programs = catalog.referring(record, EducationalProgram)
        taught = (occupation for program in programs for occupation in catalog.occupations_of(program))
        parts = (item for item in catalog.referring(record, Organization) if item.part_of == record.id)
        # What a part does, the whole does: who looks for it knows the whole's name as often.
        done = (item for part in parts for cls in _DONE for item in catalog.referring(part, cls))
        return (*taught, *done)
    return ()


def _event_groups(context: PageContext, events: list[Event]) -> list[dict[str, Any]]:
    today = context.catalog.today
    coming = sorted((item for item in events if not cards.is_past(item, today)), key=event_order(today))
    past = sorted((item for item in events if cards.is_past(item, today)), key=event_order(today), reverse=True)
    groups = []
    for title, some in (("Ближайшие события", coming), ("Прошедшие события", past)):
        if some:
            link = _all_link(context, Event, len(some))
            groups.append({"title": title, "html": context.cards(some[:MOST]), "link": link})
    return groups


def event_order(today: Any) -> Any:
    """Sort key: dated events by their next date, then those whose date is not announced."""

    def key(event: Event) -> tuple[bool, str, str]:
        shown = cards.next_occurrence(event, today)
        return (shown is None, shown.start.isoformat() if shown else event.period or "", event.id)

    return key


def statistics_section(context: PageContext, record: Record) -> list[Section]:
    """Numbers about this record, each with its scope, year and source."""
    found = context.catalog.referring(record, Statistic)
    if not found:
        return []
    items = Markup("").join(Markup("<li>{}</li>").format(statistic_words(context, item)) for item in found)
    return sections(("numbers", "В числах", Markup("<ul>{}</ul>").format(items)))


def statistic_words(context: PageContext, item: Statistic) -> Markup:
    """«более 3 000 учеников: кого считали; за какое время», the number a link."""
    view = statistic_view(context.catalog, item)
    return Markup('<a href="{}"><strong>{}</strong></a>: {}').format(context.link(item), view["value"], view["scope"])


def statistic_view(catalog: Catalog, item: Statistic) -> dict[str, str]:
    """A number with its unit, what it is of, whom it counts and when, and who says so."""
    bound = "" if item.bound == "exact" else f"{catalog.term('bound', item.bound).title} "
    return {
        "id": item.id,
        "value": f"{bound}{russian.number(item.value)} {item.unit}",
        "label": item.title,
        "scope": f"{item.population}; {item.period}",
        "source": "; ".join(dict.fromkeys(filter(None, (_said_by(catalog, source) for source in item.sources)))),
    }


def _said_by(catalog: Catalog, source: Source) -> str:
    """A document, or a site with the day of its report; our own words are no source of a number."""
    document = catalog.find("Document", source.document)
    if document:
        return document.title
    site = source.site or source.url or ""
    return f"{site}, {russian.date_text(source.date)} года" if site and source.date else site

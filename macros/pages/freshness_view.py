"""How fresh the records are: the board of what needs a check, and the sheet that an organization corrects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from macros.catalog import (
    TYPES,
    Catalog,
    EducationalProgram,
    Event,
    EventSeries,
    Initiative,
    Organization,
    Record,
    Service,
    Statistic,
    VolunteerCorps,
)
from macros.catalog.dates import STALE_MONTHS, months_since
from macros.pages import cards
from macros.pages.catalogue_views import crumbs
from macros.pages.context import PageContext
from macros.pages.kinds import kind_of
from macros.pages.links import BOARD, sheet_address
from macros.pages.record_facts import RecordFact, all_facts, record_facts
from macros.pages.record_view import event_order, links, source_list
from macros.text import russian

View = dict[str, Any]
BOARD_TITLE = "Проверка сведений"
STATES = ("verified", "seed", "needs-verification", "disputed")
_NAMED = 500
"""With more records to check the board counts them, and only the sheets name them."""
_AGES = ((3, "до 3 месяцев"), (6, "от 3 до 6 месяцев"), (12, "от 6 до 12 месяцев"))
_ON_SHEET = (EducationalProgram, EventSeries, Event, Service, Initiative, VolunteerCorps, Statistic)
_WANTED = frozenset({"field", "roles", "offers", "professions", "link", "accessible"})
"""What an organization is asked for when nobody knows it; other empty fields stay off its sheet."""
_LABELS = {"summary": "В двух словах", "short": "Краткое название"}


def is_stale(record: Record, today: date) -> bool:
    """Whether nobody has compared the record with its source for a year."""
    return months_since(record.checked, today) >= STALE_MONTHS


def needs_check(record: Record, today: date) -> bool:
    """Whether somebody has to look: the record says so itself, sources disagree, or the check is too old."""
    return record.verification in ("needs-verification", "disputed") or is_stale(record, today)


# --- the board ---------------------------------------------------------------------------------------


def board(context: PageContext) -> View:
    """Records by type and state, their age, and what needs a check, by organization and type."""
    catalog = context.catalog
    records = [record for cls in TYPES.values() for record in catalog.all(cls)]
    due = {record.key: record for record in records if needs_check(record, catalog.today)}
    named = len(due) <= _NAMED
    towns = [_town(context, due, town.id, town.title, named) for town in catalog.towns()]
    towns.append(_town(context, due, None, "Вся страна", named))
    taken = {key for item in catalog.all(Organization) for key in _own_keys(catalog, item)}
    rest = [record for key, record in due.items() if key not in taken]
    return {
        "total": russian.plural(len(records), "запись", "записи", "записей"),
        "states": _states(catalog, records),
        "types": [_type_row(context, cls, catalog.all(cls)) for cls in TYPES.values() if catalog.all(cls)],
        "state_titles": [catalog.term("verification", state).title for state in STATES],
        "ages": _ages(catalog, records),
        "oldest": f"{russian.date_text(min(record.checked for record in records))} года" if records else "",
        "due": russian.plural(len(due), "запись", "записи", "записей") if due else "",
        "towns": [town for town in towns if town["organizations"]],
        "rest": _by_type(context, rest, named),
    }


def _states(catalog: Catalog, records: Sequence[Record]) -> list[View]:
    counts = Counter(record.verification for record in records)
    shown, before = [], 0.0
    for state in STATES:
        term, share = catalog.term("verification", state), 100 * counts[state] / max(1, len(records))
        kind = cards.VERIFICATION[state]
        bar = {"from": f"{before:.2f}", "width": f"{share:.2f}"}
        shown.append({"kind": kind, "title": term.title, "help": term.help or "", "count": counts[state], **bar})
        before += share
    return shown


def _type_row(context: PageContext, cls: type[Record], records: Sequence[Record]) -> View:
    counts = Counter(record.verification for record in records)
    return {
        "title": cls.TYPE.title,
        "url": "" if cls.TYPE.folder == "municipalities" else f"{context.root}{cls.TYPE.folder}/",
        "counts": [counts[state] for state in STATES],
        "total": len(records),
        "stale": sum(is_stale(record, context.catalog.today) for record in records),
    }


def _ages(catalog: Catalog, records: Iterable[Record]) -> list[View]:
    ages = [months_since(record.checked, catalog.today) for record in records]
    shown, before = [], 0
    for months, title in _AGES:
        shown.append({"title": title, "count": sum(before <= max(0, age) < months for age in ages)})
        before = months
    return [*shown, {"title": "год и больше — устарели", "count": sum(age >= STALE_MONTHS for age in ages)}]


def _town(context: PageContext, due: dict[str, Record], town_id: str | None, title: str, named: bool) -> View:
    catalog, rows = context.catalog, []
    for item in catalog.all(Organization):
        if item.municipality == town_id:
            mine = [due[key] for key in _own_keys(catalog, item) if key in due]
            rows.append(
                {
                    "title": item.title,
                    "sheet": context.root + sheet_address(item),
                    "count": russian.plural(len(mine), "запись", "записи", "записей") if mine else "",
                    "demo": item.demo,
                    "types": _by_type(context, mine, named),
                }
            )
    return {
        "id": town_id or "country",
        "title": title,
        "organizations": sorted(rows, key=lambda row: (row["demo"], not row["count"], row["title"].lower())),
    }


def _own_keys(catalog: Catalog, organization: Organization) -> list[str]:
    """The keys of an organization's own record and of all that refer to it."""
    return [organization.key, *(record.key for record in catalog.referrers(organization))]


def _by_type(context: PageContext, records: Iterable[Record], named: bool) -> list[View]:
    kept = list(records)
    groups = []
    for cls in TYPES.values():
        same = sorted((record for record in kept if type(record) is cls), key=lambda record: record.title.lower())
        if same:
            shown = [{"title": record.title, "url": context.link(record)} for record in same] if named else []
            groups.append({"title": cls.TYPE.title, "count": len(same), "records": shown})
    return groups


# --- the sheet ---------------------------------------------------------------------------------------


def sheet(context: PageContext, organization: Organization) -> View:
    """All that the site says of an organization, with room to correct it and to send it back on paper."""
    catalog = context.catalog
    town = catalog.town_of(organization)
    owner = catalog.find("Organization", town.owner) if town else None
    parent = catalog.find("Organization", organization.part_of)
    parts = tuple(item for item in catalog.referring(organization, Organization) if item.part_of == organization.id)
    groups = [group for cls in _ON_SHEET if (group := _group(context, organization, cls))]
    return {
        "title": organization.title,
        "type_text": kind_of(catalog, organization).text,
        "town": town.title if town else "",
        "url": context.link(organization),
        "breadcrumbs": crumbs(context, ("О сайте", "about/"), (BOARD_TITLE, BOARD), (organization.label, "")),
        "demo": organization.demo,
        "own": _own_facts(context, organization),
        "origin": _origin(context, organization),
        "groups": groups,
        "parts": _sheet_links(context, parts),
        "parent": _sheet_links(context, [parent] if parent else []),
        "owner": links(context, [owner]) if owner else "",
        "made": f"{russian.date_text(catalog.today)} года",
    }


def _own_facts(context: PageContext, organization: Organization) -> list[RecordFact]:
    found = [RecordFact("title", "Название", organization.title), *all_facts(context, organization)]
    return [
        item._replace(label=_LABELS.get(item.field, item.label))
        for item in found
        if item.value or item.field in _WANTED
    ]


def _group(context: PageContext, organization: Organization, cls: type[Record]) -> View | None:
    catalog = context.catalog
    records = list(catalog.referring(organization, cls))
    if cls is Event:
        records = sorted((item for item in records if not cards.is_past(item, catalog.today)), key=_by_date(catalog))
    if not records:
        return None
    rows = [
        {
            "title": record.title,
            "url": context.link(record),
            "facts": record_facts(context, record, organization),
            "origin": _origin(context, record),
        }
        for record in records
    ]
    title = "События впереди" if cls is Event else cls.TYPE.title
    return {"id": cls.TYPE.folder, "title": title, "rows": rows}


def _by_date(catalog: Catalog) -> Any:
    return event_order(catalog.today)


def _origin(context: PageContext, record: Record) -> View:
    """Where a record comes from and when it was compared with that; `due` wants somebody to look."""
    today = context.catalog.today
    term = context.catalog.term("verification", record.verification)
    return {
        "sources": source_list(context, record.sources),
        "checked": f"{russian.date_text(record.checked)} года",
        "state": term.title,
        "kind": cards.VERIFICATION[record.verification],
        "due": needs_check(record, today),
        "stale": is_stale(record, today),
    }


def _sheet_links(context: PageContext, organizations: Iterable[Organization]) -> list[dict[str, str]]:
    return [{"title": item.title, "url": context.root + sheet_address(item)} for item in organizations]

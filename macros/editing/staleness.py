"""Facts nobody has checked for a year: which, how old, and whose."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.catalog import Catalog, Document, Event, KeyDate, Organization, Record, Statistic
from macros.catalog.dates import STALE_MONTHS, months_since
from macros.catalog.shape import name_of
from macros.editing.markdown import code_markdown, plain_markdown
from macros.text import russian

_OWNERS = ("host", "provider", "organization", "issuer", "hosts", "organizations")
"""Fields that name whose record it is, the first that has a value decides."""
_OVER = frozenset({"historical", "closed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleFact:
    """One date in a record that is a year old or older: `field` is its path, `name` its Russian name."""

    record: Record
    field: str
    name: str
    checked: date
    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleGroup:
    """The stale facts of one organization, the oldest first; None is for what belongs to nobody we know."""

    organization: Organization | None
    facts: tuple[StaleFact, ...]


def stale_facts(catalog: Catalog) -> tuple[StaleGroup, ...]:
    """What is to be checked anew on the catalog's day, by organization; history is left in peace."""
    groups: dict[str, list[StaleFact]] = defaultdict(list)
    for items in catalog.records.values():
        for record in items.values():
            if _is_history(catalog, record):
                continue
            for field, checked in _dates(record):
                months = months_since(checked, catalog.today)
                if months >= STALE_MONTHS and checked < catalog.today:
                    owner = owner_of(catalog, record)
                    fact = StaleFact(
                        record=record,
                        field=field,
                        name=name_of(type(record), field),
                        checked=checked,
                        months=months,
                    )
                    groups[owner.id if owner else ""].append(fact)
    found = [
        StaleGroup(
            organization=catalog.find("Organization", key) if key else None,
            facts=tuple(sorted(facts, key=lambda fact: (fact.checked, fact.record.key, fact.field))),
        )
        for key, facts in groups.items()
    ]
    return tuple(sorted(found, key=lambda group: group.organization.title if group.organization else "\uffff"))


def owner_of(catalog: Catalog, record: Record) -> Organization | None:
    """The organization that can tell whether a record still holds: its own, else the one that keeps the town."""
    if isinstance(record, Organization):
        return record
    for name in _OWNERS:
        value = getattr(record, name, None)
        first = value[0] if isinstance(value, tuple) and value else value
        if isinstance(first, str) and (found := catalog.find("Organization", first)) is not None:
            return found
    town = record if record.TYPE.folder == "municipalities" else catalog.town_of(record)
    return catalog.find("Organization", getattr(town, "owner", None)) if town else None


def _dates(record: Record) -> Iterator[tuple[str, date]]:
    if record.checked is not None:
        yield "checked", record.checked
    for index, admission in enumerate(getattr(record, "admission", ())):
        yield f"admission.{index}.read", admission.read


def _is_history(catalog: Catalog, record: Record) -> bool:
    """What is over stays as it was: there is nothing to check anew."""
    if record.demo:
        return True
    if isinstance(record, Event):
        last = record.last_known_day
        return last is not None and last < catalog.today
    if isinstance(record, KeyDate):
        last = record.until or record.day
        return last is not None and last < catalog.today
    if isinstance(record, Statistic):
        return record.historical
    if isinstance(record, Document):
        return record.in_force == "not-in-force"
    if isinstance(record, Organization):
        return record.closed is not None
    return getattr(getattr(record, "status", None), "state", "") in _OVER


# --- reports -----------------------------------------------------------------------------------------


def as_text(groups: tuple[StaleGroup, ...], today: date) -> str:
    """For a terminal: an organization a paragraph, a fact a line."""
    if not groups:
        return f"Всё сверяли меньше {STALE_MONTHS} месяцев назад. День проверки: {russian.date_text(today)}.\n"
    rows = []
    for group in groups:
        rows.append(_title(group))
        for fact in group.facts:
            rows.append(f"  {fact.record.path}: {fact.record.title}. {_age(fact)}.")
        rows.append("")
    return "".join(f"{row}\n" for row in [*rows, _sum(groups)])


def as_markdown(groups: tuple[StaleGroup, ...], today: date) -> str:
    """For an issue of the forge: an organization a heading, a fact a box to tick."""
    if not groups:
        return as_text(groups, today)
    rows = []
    for group in groups:
        rows += [f"## {plain_markdown(_title(group))}", ""]
        for fact in group.facts:
            rows.append(
                f"- [ ] {plain_markdown(fact.record.title)} — {code_markdown(fact.record.path)}. "
                f"{plain_markdown(_age(fact))}."
            )
        rows.append("")
    return "".join(f"{row}\n" for row in [*rows, _sum(groups)])


def as_json(groups: tuple[StaleGroup, ...], today: date) -> str:
    """`{"version": 1, "today", "months", "organizations": [{"id", "title", "facts": [{"record", "path", "title",
    "field", "name", "checked", "months"}]}]}`; an `id` of null is for records of no known organization.
    """
    found: Mapping[str, Any] = {
        "version": 1,
        "today": today.isoformat(),
        "months": STALE_MONTHS,
        "organizations": [
            {
                "id": group.organization.id if group.organization else None,
                "title": _title(group),
                "facts": [
                    {
                        "record": fact.record.key,
                        "path": fact.record.path,
                        "title": fact.record.title,
                        "field": fact.field,
                        "name": fact.name,
                        "checked": fact.checked.isoformat(),
                        "months": fact.months,
                    }
                    for fact in group.facts
                ],
            }
            for group in groups
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _title(group: StaleGroup) -> str:
    return group.organization.title if group.organization else "Ни за какой организацией не числится"


def _age(fact: StaleFact) -> str:
    ago = russian.plural(fact.months, "месяц", "месяца", "месяцев")
    return f"{fact.name}: {russian.date_text(fact.checked)}, {ago} назад"


def _sum(groups: tuple[StaleGroup, ...]) -> str:
    facts = sum(len(group.facts) for group in groups)
    return (
        f"Пора сверить: {russian.plural(facts, 'запись', 'записи', 'записей')}. "
        "После сверки обновите в записи день проверки (checked) и источник."
    )

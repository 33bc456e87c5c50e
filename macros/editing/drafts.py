"""A new record from answers: its name, its place, its file's text, and what a check would say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.catalog import TYPES, Catalog, Municipality, Organization, Problem, Record, check_drafts
from macros.catalog.fields import loose_date
from macros.catalog.file_name import safe_name
from macros.catalog.source import Tree
from macros.editing.layout import dump

LONGEST_NAME = 60
_RUNNERS = ("host", "provider", "organization", "owner", "part_of", "issuer")
"""Fields whose organization tells the town of a record, the nearest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file that is not written yet: `path` from the project's root, `data` as the text will say it."""

    cls: type[Record]
    id: str
    path: str
    data: dict[str, Tree]

    @property
    def text(self) -> str:
        """The whole file."""
        body = dump(self.data, self.cls)
        return f"---\n{body}---\n" if self.cls.TYPE.content else body


def draft(
    catalog: Catalog,
    cls: type[Record],
    data: Mapping[str, Tree],
    *,
    today: date,
    record_id: str = "",
    town: str | None = None,
    demo: bool = False,
) -> Draft:
    """A record with what goes without saying filled in: `verification`, `checked`, its name and folder.

    `town` is an id, "" for the whole country, None to follow the organization that runs it.
    """
    filled = dict(data)
    filled.setdefault("verification", "needs-verification")
    filled.setdefault("checked", today.isoformat())
    place = _town_of(catalog, filled) if town is None else town
    name = record_id or suggested_id(cls, filled, town=place, demo=demo)
    return Draft(cls=cls, id=name, path=path_of(cls, name, town=place, demo=demo), data=filled)


def problems_of(catalog: Catalog, drafts: list[Draft]) -> tuple[Problem, ...]:
    """What `check` would say if the drafts were files; they see each other."""
    return check_drafts(catalog, {item.path: item.text.encode() for item in drafts})


def suggested_id(cls: type[Record], data: Mapping[str, Any], *, town: str, demo: bool) -> str:
    """A name made of the title in Latin letters, the day of an event added: `den-dverey-2026-12-05`.

    "" when the title gives no letters.
    """
    name = _cut(safe_name(str(data.get("title", ""))))
    if not name:
        return ""
    if cls is Organization and town and not name.startswith(f"{town}-"):
        name = f"{town}-{name}"
    if cls is TYPES["EducationalProgram"] and data.get("code"):
        name = "-".join(filter(None, (town, safe_name(str(data["code"])), name)))
    if cls is TYPES["Event"] and (day := _day(data)):
        name = f"{name.removesuffix('-' + day[:4])}-{day}"
    return f"demo-{name}" if demo and not name.startswith("demo-") else name


def free_id(catalog: Catalog, cls: type[Record], record_id: str) -> str:
    """The same name, with a number behind it when it is taken."""
    number, free = 2, record_id
    while free in catalog.records[cls.__name__]:
        free, number = f"{record_id}-{number}", number + 1
    return free


def path_of(cls: type[Record], record_id: str, *, town: str, demo: bool) -> str:
    """Where a record's file lies, from the project's root."""
    if cls.TYPE.content:
        return f"content/professions/{record_id}.md"
    base = "data/demo" if demo else "data"
    middle = f"{town}/" if town and cls is not Municipality else ""
    return f"{base}/{cls.TYPE.folder}/{middle}{record_id}.yml"


def _day(data: Mapping[str, Any]) -> str:
    for key in ("start", "period"):
        text = str(data.get(key, ""))
        if re.match(r"20\d\d", text):
            return text[:10]
        if found := loose_date(text):
            return found[:10]
    return ""


def _town_of(catalog: Catalog, data: Mapping[str, Any]) -> str:
    for key in _RUNNERS:
        value = data.get(key)
        runner = catalog.find("Organization", value) if isinstance(value, str) else None
        if runner is not None and runner.municipality:
            return runner.municipality
    named = data.get("series")
    series = catalog.find("EventSeries", named) if isinstance(named, str) else None
    return (series.municipality or "") if series else ""


def _cut(name: str) -> str:
    """At most sixty letters, whole words."""
    if len(name) <= LONGEST_NAME:
        return name
    return name[: LONGEST_NAME + 1].rpartition("-")[0] or name[:LONGEST_NAME]

"""What the comparison sets side by side: the facts of each profession's and programme's page as a small JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros.catalog import EducationalProgram, Occupation, Organization
from macros.pages.context import PageContext
from macros.pages.place_views import program_facts, program_sections
from macros.pages.plan_index import COMPARED
from macros.pages.profession_view import doors, klimov_badges, profession_facts, profession_sections
from macros.pages.record_view import badges

_UNEQUAL = {"Другие названия", "Прежние коды", "Код занятия", "Попробовать по возрасту", "Спросить у профессионала"}
"""Facts in which nothing is compared."""


def compare_files(context: PageContext) -> Iterator[tuple[str, bytes]]:
    """(address from the site root, file): `compare/professions/<id>.json`, `compare/study/<id>.json`."""
    here = context.at("compare/")
    for cls in COMPARED:
        for record in here.catalog.all(cls):
            text = json.dumps(compared(here, record), ensure_ascii=False, separators=(",", ":"))
            yield f"compare/{record.key}.json", text.encode()


def compared(context: PageContext, record: Occupation | EducationalProgram) -> dict[str, Any]:
    """The title, the badges and the facts in words, `rows` being [label, finished HTML] with links from the page."""
    if isinstance(record, Occupation):
        rows = [(each["title"], each["html"]) for each in doors(context, record)]
        facts, parts = profession_facts(context, record), profession_sections(context, record)
        marks, line = klimov_badges(context.catalog, record), ""
    else:
        rows, marks = [], []
        line = context.catalog.get(Organization, record.provider).label
        facts, parts = program_facts(context, record), program_sections(context, record)
    rows += [(each.label, each.value_html) for each in facts] + [(each.title, each.html) for each in parts]
    marks += badges(context.catalog, record)
    return {
        "title": record.title,
        "line": line,
        "badges": [[each["kind"], each["text"]] for each in marks],
        "rows": [[label, str(html)] for label, html in rows if label not in _UNEQUAL],
    }

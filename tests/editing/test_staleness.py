"""Owns the list of what nobody has checked for a year: whose it is, how old, and what is left in peace."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

from macros.catalog import Catalog, load
from macros.editing import staleness
from tests.catalog.towns import put


def a_year_later(town: Path, today: date = date(2027, 11, 22)) -> Catalog:
    """The town as it is read a year after its records were checked."""
    return load(town, today=today, demo=True).catalog


def test_fresh_data(primersk: Catalog) -> None:
    """Nothing is stale in the year of a check."""
    groups = staleness.stale_facts(primersk)
    assert groups == ()
    assert staleness.as_text(groups, primersk.today) == (
        "Всё сверяли меньше 12 месяцев назад. День проверки: 23\N{NO-BREAK SPACE}ноября 2026.\n"
    )


def test_the_day_it_turns_stale(town: Path) -> None:
    """Twelve months to the day, not a day sooner."""
    assert staleness.stale_facts(a_year_later(town, date(2027, 11, 21))) == ()
    assert staleness.stale_facts(a_year_later(town)) != ()


def test_report_by_organization(town: Path) -> None:
    """Each organization has its own records; past events, history and samples are not asked for."""
    catalog = a_year_later(town)
    text = staleness.as_text(staleness.stale_facts(catalog), catalog.today)
    paragraphs = [paragraph.split("\n") for paragraph in text.rstrip("\n").split("\n\n")]
    assert {rows[0]: [row.split(":")[0].strip() for row in rows[1:]] for rows in paragraphs[:-1]} == {
        "Примерский завод": ["data/organizations/primersk/primersk-zavod.yml"],
        "Примерский механический колледж": [
            "data/documents/primersk/primersk-spravka.yml",
            "data/initiatives/primersk/inzhenernyy-klass.yml",
            "data/municipalities/primersk.yml",
            "data/organizations/primersk/primersk-kolledzh.yml",
            "data/series/primersk/primersk-dni-dverey.yml",
            "data/services/primersk/primersk-konsultaciya.yml",
            "data/study/primersk/primersk-15-01-35-kolledzh.yml",
            "data/volunteers/primersk/primersk-volontery.yml",
        ],
        "Ни за какой организацией не числится": ["content/professions/slesar.md", "data/resources/atlas.yml"],
    }
    assert paragraphs[-1][-1].startswith("Пора сверить:")


def test_numbers_with_their_own_day(town: Path) -> None:
    """A score read long ago is stale even when its programme was looked at yesterday."""
    place = "data/study/primersk/primersk-15-01-35-kolledzh.yml"
    text = (town / place).read_text("utf-8").replace("checked: 2026-11-22", "checked: 2027-11-01")
    put(
        town,
        place,
        text + "admission:\n  - {year: 2026, places: 25, url: https://kolledzh.example/, read: 2026-06-20}\n",
    )
    facts = [fact for group in staleness.stale_facts(a_year_later(town)) for fact in group.facts]
    assert [(fact.field, fact.name, fact.months) for fact in facts if fact.record.path == place] == [
        ("admission.0.read", "Приём 1 — Прочитано", 17)
    ]


def test_documents_out_of_force(town: Path) -> None:
    """Nobody is asked to check anew a document that is no longer in force."""
    place = "data/documents/primersk/primersk-spravka.yml"
    text = (town / place).read_text("utf-8")
    for state, wanted in (("in-force", 1), ("unknown", 1), ("not-in-force", 0)):
        put(town, place, re.sub(r"(?m)^in_force: .*$", f"in_force: {state}", text))
        facts = [fact for group in staleness.stale_facts(a_year_later(town)) for fact in group.facts]
        assert sum(fact.record.path == place for fact in facts) == wanted


def test_json_and_markdown(town: Path) -> None:
    """The same for programs, and as boxes to tick in an issue."""
    catalog = a_year_later(town)
    groups = staleness.stale_facts(catalog)
    found = json.loads(staleness.as_json(groups, catalog.today))
    assert (found["version"], found["today"], found["months"]) == (1, "2027-11-22", 12)
    assert found["organizations"][0] == {
        "id": "primersk-zavod",
        "title": "Примерский завод",
        "facts": [
            {
                "record": "organizations/primersk-zavod",
                "path": "data/organizations/primersk/primersk-zavod.yml",
                "title": "Примерский завод",
                "field": "checked",
                "name": "Проверено",
                "checked": "2026-11-22",
                "months": 12,
            }
        ],
    }
    assert staleness.as_markdown(groups, catalog.today).startswith(
        "## Примерский завод\n\n- [ ] Примерский завод — `data/organizations/primersk/primersk-zavod.yml`. "
        "Проверено: 22\N{NO-BREAK SPACE}ноября 2026, 12\N{NO-BREAK SPACE}месяцев назад.\n"
    )

"""The directory of schools, from a few records: order, names, what each has, its dates, what nobody named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from macros.catalog import Municipality
from macros.pages.schools_view import schools_view
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of

END = """\
sources: [{kind: editorial, note: пример для тестов}]
verification: needs-verification
checked: 2026-11-22
"""
SCHOOL = "title: МБОУ «СОШ № {number}»\nshort: Школа № {number}\nkind: school\n"
PROJECT = """\
title: {title}
kind: project
level: municipal
status: {{state: unknown, as_of: 2020 год}}
audience: [pupils]
"""
COUNTED = """\
title: В скольких школах идёт проект
summary: Проект идёт в 3 школах; каких, источник не говорит.
value: 3
bound: exact
unit: школы
population: школы Примерска
period: 2025 год
about: [initiatives/{about}]
"""


def directory(town: Path) -> dict[str, Any]:
    """The directory of Primersk."""
    catalog = catalog_of(town)
    return schools_view(context_of(catalog, "primersk/schools/"), catalog.get(Municipality, "primersk"))


def test_no_school_is_named(town: Path) -> None:
    """Nothing is guessed: no school, no number, the ways that need none."""
    view = directory(town)
    assert (view["title"], view["count"], view["schools"], view["unnamed"]) == ("Школы Примерска", "0\xa0школ", [], [])
    assert (view["calendars_url"], view["year_url"]) == ("../../calendar/primersk/", "../../primersk/year/")


def test_schools_stand_by_their_numbers(town: Path) -> None:
    """№ 9 before № 10; a closed school is left out; a school says its other names and that it wants checking."""
    for number in (10, 9):
        put(town, f"data/organizations/primersk/primersk-shkola-{number}.yml", SCHOOL.format(number=number) + END)
    put(town, "data/organizations/primersk/primersk-shkola-1.yml", SCHOOL.format(number=1) + 'closed: "2020"\n' + END)
    view = directory(town)
    assert [(item["label"], item["names"]) for item in view["schools"]] == [
        ("Школа № 9", "МБОУ «СОШ № 9»"),
        ("Школа № 10", "МБОУ «СОШ № 10»"),
    ]
    assert view["schools"][0] == {
        "id": "primersk-shkola-9",
        "label": "Школа № 9",
        "names": "МБОУ «СОШ № 9»",
        "summary": "",
        "badges": [{"kind": "needs", "text": "Требует проверки"}],
        "url": "../../organizations/primersk-shkola-9/",
        "has": [],
        "roles": [],
        "offers": [],
        "events": [],
        "more_events": 0,
    }


def test_what_a_school_has(town: Path) -> None:
    """Its projects with their status, its offers with letters, its next dates; schools only counted stand apart."""
    offers = "offers:\n  - {kind: lab, title: Роботы, grades: 5-7}\n"
    put(town, "data/organizations/primersk/primersk-shkola-9.yml", SCHOOL.format(number=9) + offers + END)
    put(
        town,
        "data/initiatives/primersk/klass.yml",
        PROJECT.format(title="Класс роботов") + "organizations: [primersk-shkola-9]\n" + END,
    )
    put(
        town,
        "data/initiatives/primersk/lager.yml",
        PROJECT.format(title="Лагерь") + "organizations_open: true\n" + END,
    )
    put(town, "data/statistics/primersk/klass-shkoly.yml", COUNTED.format(about="klass") + END)
    put(town, "data/statistics/primersk/lager-shkoly.yml", COUNTED.format(about="lager") + END)
    view = directory(town)
    (school,) = view["schools"]
    assert [(item["title"], item["url"], item["badge"]["text"]) for item in school["has"]] == [
        ("Класс роботов", "../../initiatives/klass/", "Статус не подтверждён")
    ]
    assert school["offers"] == [
        {"title": "Роботы", "grades": "5–7\xa0классы", "url": "../../primersk/network/primersk-shkola-9/#offer-1"}
    ]
    assert [(item["title"], item["text"]) for item in view["unnamed"]] == [
        ("Лагерь", "Проект идёт в 3 школах; каких, источник не говорит.")
    ]

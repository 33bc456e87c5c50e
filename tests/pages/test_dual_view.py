"""Dual training from a few records: numbers, places, open days, sources, and who is concerned."""

from __future__ import annotations

from pathlib import Path

from macros.catalog import Organization
from macros.pages.context import PageContext
from macros.pages.dual_view import days_view, dual_section, numbers_view, places_view, sources_view
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of

END = """\
sources: [{kind: seed, document: primersk-spravka, rows: [P2]}]
verification: seed
checked: 2026-11-21
"""
PROJECT = """\
title: Дуально в Примерске
kind: dual-training
level: municipal
summary: Учились в колледже и на заводе.
status: {state: unknown, as_of: 2020 год}
audience: [pupils]
organizations: [primersk-kolledzh]
"""
NUMBER = """\
title: Сколько специальностей
value: 6
bound: exact
unit: специальностей
population: колледж
period: 2020 год
about: [initiatives/dualno]
historical: true
"""
PROGRAM = """\
title: Слесарное дело
code: "15.01.35"
list_year: 2022
level: ppkrs
provider: primersk-kolledzh
after: [9]
dual: true
workplaces: [primersk-zavod]
"""


def place(town: Path) -> PageContext:
    """The page of dual training."""
    return context_of(catalog_of(town), "dual/")


def history(town: Path) -> None:
    """A project that was, and its number."""
    put(town, "data/initiatives/primersk/dualno.yml", PROJECT + END)
    put(town, "data/statistics/primersk/dualno-chislo.yml", NUMBER + END)


def test_nothing_is_known(town: Path) -> None:
    """Without a record there are towns with nothing in them, no number and no source."""
    context = place(town)
    assert [(item["title"], item["programs"], item["projects"]) for item in places_view(context)] == [
        ("Примерск", [], [])
    ]  # fmt: skip
    assert numbers_view(context) == []
    assert [item["cards"] for item in days_view(context)] == [""]
    assert sources_view(context) == {"sources": [], "checked": ""}


def test_number_without_a_list(town: Path) -> None:
    """The number is told with its scope, and that nobody named the specialities; a named one ends that."""
    history(town)
    (number,) = numbers_view(place(town))
    assert (number["value"], number["scope"], number["unnamed"]) == ("6 специальностей", "колледж; 2020 год", True)
    put(town, "data/initiatives/primersk/dualno.yml", PROJECT + 'specialities: ["15.01.35"]\n' + END)
    assert [item["unnamed"] for item in numbers_view(place(town))] == [False]


def test_project_of_the_past_and_its_open_days(town: Path) -> None:
    """The project says as of when it is known; whoever ran it opens the doors; one document is named once."""
    history(town)
    context = place(town)
    (project,) = places_view(context)[0]["projects"]
    assert (project["title"], project["state"]) == (
        "Дуально в Примерске", "Статус не подтверждён, по данным на 2020 год",
    )  # fmt: skip
    assert project["who"] == '<a href="../organizations/primersk-kolledzh/">Мехколледж</a>'
    (days,) = days_view(context)
    assert "den-dverey-2026" in days["cards"]
    assert days["all_url"] == "../events/?town=primersk&kind=open-day"
    found = sources_view(context)
    assert [item["rows"] for item in found["sources"]] == ["P2"]
    assert found["checked"] == "21\xa0ноября 2026"


def test_programme_with_a_workplace(town: Path) -> None:
    """A programme stands under its town with who teaches and where one works; both lead to the explanation."""
    put(town, "data/study/primersk/primersk-slesar.yml", PROGRAM + END)
    context = place(town)
    (program,) = places_view(context)[0]["programs"]
    assert (program["title"], program["code"]) == ("Слесарное дело", "15.01.35")
    assert program["provider"] == '<a href="../organizations/primersk-kolledzh/">Мехколледж</a>'
    assert program["workplaces"] == '<a href="../organizations/primersk-zavod/">Примерский завод</a>'
    lines = {}
    for name in ("primersk-kolledzh", "primersk-zavod"):
        (section,) = dual_section(context, context.catalog.get(Organization, name))
        assert 'href="../dual/"' in section.html
        lines[name] = section.html.partition("</li>")[0]
    assert lines["primersk-kolledzh"].startswith("<ul><li>Учат по программам: ")
    assert lines["primersk-zavod"].startswith("<ul><li>Рабочее место для программ: ")


def test_others_say_nothing_of_it(town: Path) -> None:
    """An organization that has nothing to do with it has no such section."""
    history(town)
    context = place(town)
    assert dual_section(context, context.catalog.get(Organization, "primersk-zavod")) == []

"""Planners of a fair and of a class's visit, each from a few records of the tiny town."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from macros.catalog import Catalog, Event, EventSeries, Organization
from macros.pages.class_visit import has_visit_plan, visit_plan_view
from macros.pages.event_view import event_view
from macros.pages.fair import fairs_of, planned, planner_address
from macros.pages.fair_view import fair_view
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of

END = """\
sources: [{kind: editorial, note: пример для тестов}]
verification: needs-verification
checked: 2026-11-22
"""
SERIES = """\
title: Ярмарка
kind: fair
level: municipal
status: {state: unknown}
season: {rule: unknown, text: месяц не назван}
audience: [pupils]
hosts: [primersk-sluzhba]
"""
EVENT = """\
title: Ярмарка этого года
kind: {kind}
start: {start}
end: {end}
hours: 10:00-18:00
status: {status}
place: {{name: Дворец спорта}}
format: in-person
host: primersk-sluzhba
audience: [pupils, parents]
level: municipal
age_mark: 12+
"""
GUESTS = """\
guests:
  - {organization: primersk-kolledzh, status: confirmed}
  - {organization: primersk-zavod}
  - {role: university, status: invited}
"""


@pytest.fixture
def fair_town(town: Path) -> Path:
    """The tiny town with an employment service, a second college and a yearly fair."""
    put(town, "data/organizations/primersk/primersk-sluzhba.yml", "title: Служба\nkind: employment-service\n" + END)
    put(town, "data/organizations/primersk/primersk-tehnikum.yml", "title: Техникум\nkind: college\n" + END)
    put(town, "data/series/primersk/primersk-yarmarka.yml", SERIES + END)
    return town


def put_fair(town: Path, name: str = "yarmarka", **values: str) -> None:
    """Write an event of the fair; `more` is added to its file."""
    usual = {"kind": "fair", "start": "2027-04-14", "end": "2027-04-15", "status": "confirmed", "more": ""}
    filled = usual | values
    put(town, f"data/events/primersk/{name}.yml", EVENT.format(**filled) + filled["more"] + END)


def planner(town: Path) -> dict[str, Any]:
    """The planner of the yearly fair."""
    catalog = catalog_of(town)
    fair = catalog.get(EventSeries, "primersk-yarmarka")
    return fair_view(context_of(catalog, planner_address(fair)), fair)


def names(stands: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Who stands there and how sure that is."""
    return [(item["title"], item["state_text"]) for item in stands]


def planner_of(catalog: Catalog, event_id: str) -> str:
    """The address of the planner that an event leads to, or nothing."""
    found = planned(catalog, catalog.get(Event, event_id))
    return planner_address(found) if found else ""


def test_fair_of_which_nothing_is_announced(fair_town: Path) -> None:
    """Nobody is said to come: the town's places of study stand apart, each told not to be confirmed."""
    view = planner(fair_town)
    assert view["facts"] == [("Когда", "Дата ещё не объявлена. Месяц не назван"), ("Кто проводит", "Служба")]
    assert (view["stands"], view["unnamed"], view["unknown"], view["missed"]) == ([], [], True, None)
    assert names(view["maybe"]) == [
        ("Примерский механический колледж", "участие не подтверждено"),
        ("Техникум", "участие не подтверждено"),
    ]
    college, other = view["maybe"]
    assert [item["key"] for item in college["programs"]] == ["study/primersk-15-01-35-kolledzh"]
    assert college["programs"][0]["line"] == "15.01.35, СПО, после 9 класса"
    assert [item["title"] for item in college["next"]] == ["День открытых дверей"]
    assert (other["programs"], other["next"]) == ([], [])
    assert [(item["of"], item["when"].replace("\xa0", " ")) for item in view["dates"]] == [
        (["organizations/primersk-kolledzh"], "сб, 5 декабря, 10:00")
    ]


def test_fair_with_guests(fair_town: Path) -> None:
    """The event says who comes and how sure that is; those it does not name stay apart, a mere role has no table."""
    put_fair(fair_town, more=GUESTS + "series: primersk-yarmarka\nprograms: [primersk-15-01-35-kolledzh]\n")
    view = planner(fair_town)
    assert dict(view["facts"])["Когда"].replace("\xa0", " ") == "14–15 апреля 2027, каждый день 10:00–18:00"
    assert names(view["stands"]) == [
        ("Примерский механический колледж", "подтвердили участие"),
        ("Примерский завод", "приглашены, ответа ещё нет"),
    ]
    assert view["stands"][0]["programs"][0]["line"].endswith("назвал организатор")
    assert view["unnamed"] == ["Вуз — приглашены, ответа ещё нет; кто именно, не сказано"]
    assert names(view["maybe"]) == [("Техникум", "участие не подтверждено")]
    assert {item["asks"][0] for item in view["stands"]} == {
        "Кем я буду работать и где проходит практика?",
        "Каких работников вам не хватает и чему они учились?",
    }
    assert view["unknown"] is False
    assert ([item["title"] for item in view["earlier"]], view["dates"]) == (["День открытых дверей"], [])
    assert view["stands"][0]["next"] == []


def test_missed_fair(fair_town: Path) -> None:
    """After the fair its page, recording and materials stay, and the planner waits for the next one."""
    put_fair(
        fair_town, start="2026-10-14", end="2026-10-15",
        more="series: primersk-yarmarka\nresults: {participants: 40, recording: 'https://example.org/zapis'}\n",
    )  # fmt: skip
    view = planner(fair_town)
    assert view["over"] is False
    assert (view["missed"]["title"], view["missed"]["links"]) == (
        "Ярмарка этого года", [{"title": "Запись", "url": "https://example.org/zapis"}],
    )  # fmt: skip
    catalog = catalog_of(fair_town)
    event = catalog.get(Event, "yarmarka")
    actions = event_view(context_of(catalog, "events/yarmarka/"), event)["actions"]
    assert [(item["title"], item["url"]) for item in actions] == [
        ("Пропустили? Что дальше", "../../series/primersk-yarmarka/planner/#missed")
    ]


def test_which_events_have_a_planner(fair_town: Path) -> None:
    """An event of the yearly fair shares its address; one alone has its own; an exhibition needs guests."""
    put_fair(fair_town, more="series: primersk-yarmarka\n")
    put_fair(fair_town, "drugaya")
    put_fair(fair_town, "otmena", status="cancelled", more="status_reason: ремонт\n")
    put_fair(fair_town, "vystavka", kind="exhibition")
    put_fair(fair_town, "vystavka-gosti", kind="exhibition", more=GUESTS)
    catalog = catalog_of(fair_town)
    assert {item: planner_of(catalog, item) for item in ("yarmarka", "drugaya", "vystavka", "vystavka-gosti")} == {
        "yarmarka": "series/primersk-yarmarka/planner/",
        "drugaya": "events/drugaya/planner/",
        "vystavka": "",
        "vystavka-gosti": "events/vystavka-gosti/planner/",
    }
    assert planner_of(catalog, "den-dverey-2026") == ""
    assert [item.id for item in fairs_of(catalog, "primersk")] == ["drugaya", "vystavka-gosti", "primersk-yarmarka"]


def test_planner_of_an_exhibition_that_is_over(fair_town: Path) -> None:
    """It stays at its address, says that it is over in the word for its kind, and keeps whom the organizer named."""
    put_fair(fair_town, "vystavka", kind="exhibition", start="2026-10-14", end="2026-10-15", more=GUESTS)
    catalog = catalog_of(fair_town)
    view = fair_view(context_of(catalog, "events/vystavka/planner/"), catalog.get(Event, "vystavka"))
    assert (view["over"], view["noun"]["who"]) == (True, "выставка")
    assert [title for title, _ in names(view["stands"])] == ["Примерский механический колледж", "Примерский завод"]
    assert [item["title"] for item in view["dates"]] == ["День открытых дверей"]


MUSEUM = "title: Музей железа\nkind: museum\nprofessions: [slesar]\n"


def test_visit_to_a_museum_that_says_little(town: Path) -> None:
    """What nobody said stays a gap, the sheets are for every age, the letter is there."""
    put(town, "data/organizations/primersk/primersk-muzey.yml", MUSEUM + END)
    catalog = catalog_of(town)
    museum = catalog.get(Organization, "primersk-muzey")
    view = visit_plan_view(context_of(catalog, "organizations/primersk-muzey/visit/"), museum)
    assert view["facts"] == [("Где", "Примерск"), ("Сайт", ""), ("Доступная среда", ""), ("Часы и цена", "")]
    assert (view["offers"], view["young"], view["older"]) == ([], True, True)
    (profession,) = view["professions"]
    assert [(item["code"], item["provider"]) for item in profession["programs"]] == [("15.01.35", "Мехколледж")]
    assert view["letter"].id == "request-visit"
    assert view["letter"].values["professions"] == [profession["title"]]


@pytest.mark.parametrize(("grades", "sheets"), [("1-4", (True, False)), ("8-11", (False, True)), ("3-7", (True, True))])
def test_sheets_fit_the_ages_that_are_let_in(grades: str, sheets: tuple[bool, bool], town: Path) -> None:
    """A museum for small children has their sheet, one for seniors the others."""
    offer = f"offers: [{{kind: excursion, grades: {grades}, group: до 15 человек}}]\n"
    put(town, "data/organizations/primersk/primersk-muzey.yml", MUSEUM + offer + END)
    catalog = catalog_of(town)
    view = visit_plan_view(context_of(catalog, "organizations/x/visit/"), catalog.get(Organization, "primersk-muzey"))
    assert (view["young"], view["older"]) == sheets
    assert dict(view["offers"][0]["facts"])["Группа"] == "до 15 человек"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (MUSEUM, True),
        ("title: Музей быта\nkind: museum\n", False),
        (MUSEUM + 'closed: "2023"\n', False),
        ("title: Центр\nkind: centre\noffers: [{kind: trial}]\n", True),
        ("title: Центр\nkind: centre\nprofessions: [slesar]\noffers: [{kind: consultation}]\n", False),
        ("title: Завод\nkind: employer\noffers: [{kind: excursion}]\n", False),
    ],
)
def test_who_has_a_plan_of_a_visit(text: str, wanted: bool, town: Path) -> None:
    """Museums of professions and centres that let classes in; what they are is read from the data."""
    put(town, "data/organizations/primersk/primersk-mesto.yml", text + END)
    assert has_visit_plan(catalog_of(town).get(Organization, "primersk-mesto")) is wanted

"""Digests, the ЦОПП, visits, programmes, kits and the coverage board, each from a few records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from macros.catalog import EventSeries, Municipality
from macros.pages.context import PageContext
from macros.pages.copp_view import copp_view, guidance_centres
from macros.pages.coverage_view import coverage_csv, coverage_view
from macros.pages.kits_view import kit_view, plan_of
from macros.pages.matrix import csv_bytes
from macros.pages.programme_view import programme_papers
from macros.pages.town_events import TownEvents, week_of
from macros.pages.visits_view import invite_view, visits_view
from macros.pages.week_view import week_view
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of

END = """\
sources: [{kind: editorial, note: пример для тестов}]
verification: needs-verification
checked: 2026-11-22
"""
EVENT = """\
title: {title}
kind: {kind}
start: {start}
end_unknown: true
status: confirmed
place: {{organization: primersk-zavod}}
format: in-person
host: {host}
audience: {audience}
grades: {grades}
level: school
age_mark: 6+
"""
CENTRE = """\
title: Центр опережающей подготовки
short: ЦОПП
kind: centre
roles: [{kind: guidance-centre, text: Ведёт пробы}]
"""


def put_event(town: Path, name: str, **values: str) -> None:
    """Write an event; `more` is added to its file."""
    usual = {"kind": "lesson", "host": "primersk-zavod", "audience": "[pupils]", "grades": "9", "more": ""}
    filled = usual | {"title": name} | values
    put(town, f"data/events/primersk/{name}.yml", EVENT.format(**filled) + filled["more"] + END)


def place(town: Path, page: str = "primersk/") -> tuple[PageContext, TownEvents, Municipality]:
    """What a view of the town's pages needs."""
    catalog = catalog_of(town)
    return context_of(catalog, page), TownEvents(catalog), catalog.get(Municipality, "primersk")


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 11, 27), date(2026, 11, 23)),
        (date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 11, 29), date(2026, 11, 30)),
    ],
)
def test_week_to_tell_of(today: date, first: date) -> None:
    """On working days it is the present week, at the week-end the next one."""
    assert week_of(today)[0] == first
    assert (week_of(today)[1] - first).days == 6


def test_week_of_one_audience(town: Path) -> None:
    """A digest has the week's events of its audience by day, last days to register, and three texts."""
    put_event(town, "urok", start="2026-11-25 15:00")
    put_event(town, "sobranie", start="2026-11-25 18:00", audience="[parents]")
    put_event(town, "potom", start="2026-12-02 15:00", more="registration: {deadline: 2026-11-27}\n")
    context, events, home = place(town, "primersk/week/ucheniki/")
    (pupils,) = [term for term in context.catalog.vocabularies["audience"].terms if term.id == "pupils"]
    view = week_view(context, events, home, pupils)
    assert [(day["title"], [line["title"] for line in day["lines"]]) for day in view["days"]] == [
        ("Среда, 25\xa0ноября", ["urok"])
    ]
    assert [line["text"] for line in view["deadlines"]] == ["пятница, 27\xa0ноября: potom"]
    assert view["texts"][0].text.replace("\xa0", " ") == (
        "Примерск, 23–29 ноября. Ученики: что на этой неделе\n"
        "ср, 25 ноября, 15:00 — urok. Примерский завод\n"
        "Последний день записи — пятница, 27 ноября: potom\n"
        "Всё на одной странице: https://profnavigator.example/primersk/week/ucheniki/"
    )


def test_parents_of_the_whole_town_are_told_ahead(town: Path) -> None:
    """A town's meeting for parents is pinned on their page long before its week; a school's is not, nor for pupils."""
    for name in ("gorodskoe", "shkolnoe"):
        put_event(town, name, start="2027-02-10 18:00", kind="parent-meeting", audience="[parents, pupils]")
    path = town / "data/events/primersk/gorodskoe.yml"
    path.write_text(path.read_text("utf-8").replace("level: school", "level: municipal"), "utf-8")
    context, events, home = place(town, "primersk/week/roditeli/")
    audiences = {term.id: term for term in context.catalog.vocabularies["audience"].terms}
    pinned = {name: week_view(context, events, home, audiences[name])["pinned"] for name in ("parents", "pupils")}
    assert ("gorodskoe" in pinned["parents"], "shkolnoe" in pinned["parents"]) == (True, False)
    assert pinned["pupils"] == ""


def test_empty_week_offers_what_comes(town: Path) -> None:
    """Where the week is empty there is nothing to paste, and the next event stands instead."""
    context, events, home = place(town, "primersk/week/roditeli/")
    (parents,) = [term for term in context.catalog.vocabularies["audience"].terms if term.id == "parents"]
    view = week_view(context, events, home, parents)
    assert (view["days"], view["texts"]) == ([], [])
    assert "den-dverey-2026" in view["later"]


def test_promises_to_the_centre(town: Path) -> None:
    """Its events, who was told and when, who has invited it and who may, sums of those who came; gaps stay gaps."""
    put(town, "data/organizations/primersk/primersk-copp.yml", CENTRE + END)
    put_event(
        town, "proba", start="2026-12-01 15:00", host="primersk-copp",
        more="notified: [{date: 2026-11-20, audience: class-teachers, channel: письмо}]\n",
    )  # fmt: skip
    put_event(town, "bylo", start="2026-10-01 15:00", host="primersk-copp", more="results: {participants: 12}\n")
    put_event(
        town, "sobranie", start="2026-12-03 18:00", audience="[parents]",
        more="guests: [{role: guidance-centre, status: confirmed}]\n",
    )  # fmt: skip
    context, events, home = place(town, "primersk/copp/")
    view = copp_view(context, events, home)
    assert view["count"].replace("\xa0", " ") == "1 событие"
    assert [(row["title"], row["cells"]) for row in view["notices"]] == [("proba", ["", "20\xa0ноября, письмо", ""])]
    assert (view["uncounted"], view["participants"]) == (0, 12)
    assert view["feed"]["file"] == "../../calendar/primersk/primersk-sobytiya-copp.ics"
    assert view["atom"]["url"] == "../../calendar/primersk/primersk-sobytiya-copp.atom"
    assert [(row["title"], row["came"], row["until"]) for row in view["participation"]] == [
        ("bylo", 12, ""), ("proba", None, ""),
    ]  # fmt: skip
    assert [feed["file"] for feed in view["audience_feeds"]] == [
        "../../calendar/primersk/primersk-ucheniki.ics",
        "../../calendar/primersk/primersk-pedagogi.ics",
        "../../calendar/primersk/primersk-roditeli.ics",
    ]
    assert [(item["title"], item["confirmed"]) for item in view["invited"]] == [("sobranie", True)]
    assert [item["letter"] for item in view["free"]] == [
        "../../events/den-dverey-2026/?komu=%D0%A6%D0%9E%D0%9F%D0%9F#letter"
    ]


@pytest.mark.parametrize(("town_of_it", "promised"), [("primersk", ["Сеть"]), ("sosedsk", [])])
def test_promises_belong_to_the_town_that_gave_them(town_of_it: str, promised: list[str], town: Path) -> None:
    """What a neighbour's department promised to the ЦОПП of the region is not told of this town."""
    put(town, "data/organizations/copp.yml", CENTRE + "serves: [primersk, sosedsk]\n" + END)
    put(town, "data/municipalities/sosedsk.yml", (town / "data/municipalities/primersk.yml").read_text("utf-8"))
    put(
        town, f"data/initiatives/{town_of_it}/{town_of_it}-set.yml",
        "title: Сеть\nkind: network\nlevel: municipal\nstatus: {state: unknown}\naudience: [pupils]\n"
        "organizations: [copp]\nstages: [{title: Приглашать}]\n" + END,
    )  # fmt: skip
    context, events, home = place(town, "primersk/copp/")
    assert [item["title"] for item in copp_view(context, events, home)["promises"]] == promised


@pytest.mark.parametrize(
    ("status", "badge", "said"),
    [
        ("confirmed", None, "urok"),
        ("suspended", {"kind": "status-off", "text": "приостановлено"}, "ПРИОСТАНОВЛЕНО: urok"),
        ("moved-online", {"kind": "status-warn", "text": "переведено в онлайн"}, "ПЕРЕВЕДЕНО В ОНЛАЙН: urok"),
    ],
)
def test_lists_say_what_changed(status: str, badge: dict[str, str] | None, said: str, town: Path) -> None:
    """A digest and a list of invitations call a change by its own name: what is suspended is not yet off."""
    put_event(town, "urok", start="2026-11-25 15:00")
    path = town / "data/events/primersk/urok.yml"
    text = path.read_text("utf-8").replace("status: confirmed", f"status: {status}\nstatus_reason: ремонт")
    path.write_text(text, "utf-8")
    context, events, home = place(town, "primersk/week/ucheniki/")
    (pupils,) = [term for term in context.catalog.vocabularies["audience"].terms if term.id == "pupils"]
    week = week_view(context, events, home, pupils)
    invited = next(item for item in invite_view(context, events, home)["events"] if item["title"] == "urok")
    assert (week["days"][0]["lines"][0]["state"], invited["state"]) == (badge, badge)
    assert f" — {said}." in week["texts"][0].text


def test_town_without_a_centre_has_no_page_of_it(town: Path) -> None:
    """A ЦОПП is not made up; one of the region counts for the towns that it serves."""
    context, _, home = place(town)
    assert guidance_centres(context.catalog, home) == []
    put(town, "data/organizations/copp.yml", CENTRE + END)
    context, _, home = place(town)
    assert guidance_centres(context.catalog, home) == []
    put(town, "data/organizations/copp.yml", CENTRE + "serves: [primersk]\n" + END)
    context, _, home = place(town)
    assert [item.id for item in guidance_centres(context.catalog, home)] == ["copp"]


def test_visits_say_what_is_not_known(town: Path) -> None:
    """An offer shows the facts it has, names those to ask for, and leads to the letter."""
    context, _, home = place(town, "primersk/visits/")
    (group,) = visits_view(context, home)["groups"]
    (offer,) = group["offers"]
    assert (group["title"], offer["title"], offer["facts"]) == (
        "Экскурсия", "Примерский завод", [("Для кого", "8–11\xa0классы")],
    )  # fmt: skip
    assert offer["unknown"] == ["группа", "что взять", "как попроситься"]
    assert offer["letter"] == "../../organizations/primersk-zavod/#request-visit"


def test_guests_are_those_the_data_name(town: Path) -> None:
    """A plant that only shows itself is no guest; school and city events can be invited to, regional ones cannot."""
    put_event(town, "urok", start="2026-11-25 15:00")
    path = town / "data/events/primersk/urok.yml"
    path.write_text(path.read_text("utf-8").replace("level: school", "level: regional"), "utf-8")
    context, events, home = place(town, "primersk/invite/")
    view = invite_view(context, events, home)
    assert [len(group["guests"]) for group in view["groups"]] == [0, 0, 0, 0, 0]
    assert [item["title"] for item in view["events"]] == ["День открытых дверей"]


def test_programme_by_day_and_grade(town: Path) -> None:
    """A campaign's parts stand on their days under their grades; the whole is not told beside its parts."""
    series = "title: Неделя\nkind: campaign\nlevel: municipal\nstatus: {state: active}\n"
    series += "season: {rule: unknown, text: нет данных}\naudience: [pupils]\n"
    put(town, "data/series/primersk/primersk-nedelya.yml", series + END)
    put_event(town, "nedelya", start="2026-11-24 09:00", grades="1-11", more="series: primersk-nedelya\n")
    put_event(town, "urok", start="2026-11-24 15:00", grades="8-9", more="parent: nedelya\n")
    catalog = catalog_of(town)
    context = context_of(catalog, "series/primersk-nedelya/")
    (paper,) = programme_papers(context, catalog.get(EventSeries, "primersk-nedelya"))
    (row,) = paper.values["rows"]
    assert row["day"].replace("\xa0", " ") == "Вторник, 24 ноября"
    assert {cell["band"]: [line["title"] for line in cell["lines"]] for cell in row["cells"]} == {
        "Дошкольный возраст": [], "1–4 классы": [], "5–7 классы": [], "8–9 классы": ["urok"], "10–11 классы": [],
    }  # fmt: skip
    assert programme_papers(context, catalog.get(EventSeries, "primersk-dni-dverey")) == []


def test_campaign_that_is_over_is_summed_up(town: Path) -> None:
    """After the last day the sheet does not say that nothing was announced: it tells what was held and who came."""
    series = "title: Неделя\nkind: campaign\nlevel: municipal\nstatus: {state: active}\n"
    series += "season: {rule: unknown, text: нет данных}\naudience: [pupils]\n"
    put(town, "data/series/primersk/primersk-nedelya.yml", series + END)
    of_week = "series: primersk-nedelya\n"
    put_event(town, "urok", start="2026-10-05 15:00", more=of_week + "results: {participants: 25}\n")
    put_event(town, "vstrecha", start="2026-10-06 15:00", more=of_week)
    catalog = catalog_of(town)
    (paper,) = programme_papers(context_of(catalog, "series/x/"), catalog.get(EventSeries, "primersk-nedelya"))
    told = {name: paper.values[name] for name in ("rows", "held", "counted", "participants")}
    assert told == {"rows": [], "held": "2\xa0события", "counted": 1, "participants": 25}


@pytest.mark.parametrize(("grade", "dates"), [(7, []), (9, ["Последний день заявления на экзамены"])])
def test_kit_of_a_grade(grade: int, dates: list[str], town: Path) -> None:
    """A kit tells the dates of its grade that are ahead."""
    catalog = catalog_of(town)
    view = kit_view(context_of(catalog, f"teachers/kits/{grade}/"), plan_of(catalog), grade)
    assert [line["title"] for line in view["ahead"]] == dates
    assert view["school_year"] == "2026/27"


def test_coverage_counts_and_names_gaps(town: Path) -> None:
    """Events stand in the rows of all their grades, hours add up by direction, empty grades are named."""
    put_event(
        town, "urok", start="2026-11-25 15:00", grades="6-7",
        more="unified_model: {direction: lessons, hours: 2}\n",
    )  # fmt: skip
    put_event(town, "otmena", start="2026-11-26 15:00", grades="5")
    path = town / "data/events/primersk/otmena.yml"
    text = path.read_text("utf-8").replace("status: confirmed", "status: cancelled\nstatus_reason: ремонт")
    path.write_text(text, "utf-8")
    catalog = catalog_of(town)
    (board,) = coverage_view(context_of(catalog, "about/coverage/"))["towns"]
    pupils = board["board"].columns.index("Ученики")
    assert [row.cells[pupils] for row in board["board"].rows] == [None, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0]
    assert board["hours"].rows[0].cells == (2, 2, 0, 0, 0, 0)
    assert board["levels"][0]["text"] == "до 40 часов не хватает 38"
    assert board["gaps"] == [
        "Ученикам: ничего не объявлено для классов 1, 2, 3, 4, 5",
        "Родителям: ничего не объявлено для классов 7",
    ]
    lines = coverage_csv(catalog).decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Город;Аудитория;Класс;Событий за учебный год;Часов единой модели"
    assert "Примерск;Ученики;6\xa0класс;1;2" in lines
    assert "Примерск;Ученики;5\xa0класс;0;0" in lines


def test_csv_runs_nothing() -> None:
    """A cell that looks like a formula is made plain text; a semicolon inside is quoted."""
    assert csv_bytes(("а", "б"), [("=1+1", "в; г")]).decode("utf-8-sig") == 'а;б\r\n\'=1+1;"в; г"\r\n'

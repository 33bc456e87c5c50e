"""What record pages say where something is unknown, and how they name whoever said the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from macros.catalog import Document, EventSeries, Initiative, Occupation, Organization, Statistic, VolunteerCorps
from macros.pages.number_views import numbers_view
from macros.pages.place_views import organization_view
from macros.pages.profession_view import profession_view
from macros.pages.project_views import corps_view, initiative_view, series_view
from macros.pages.record_view import Fact, statistic_view
from macros.pages.reference_views import document_view
from tests.catalog.towns import EXAMPLE, put
from tests.pages.contexts import catalog_of, context_of

SEED = "{kind: seed, document: primersk-spravka, rows: [P2]}"
PRESS = "{kind: press, site: gazeta.example, date: 2026-01-05}"
NUMBER = "title: Число\npopulation: ученики\nperiod: 2026 год\nabout: [dates/zayavlenie-2027]\n"
END = "verification: needs-verification\nchecked: 2026-11-22\n"
RECORDS = {
    "series/primersk/primersk-uroki": (
        "kind: lesson\nlevel: municipal\nstatus: {state: active}\naudience: [pupils]\n"
        "season: {rule: unknown, text: когда как}\n"
    ),
    "initiatives/primersk/proekt": (
        "kind: project\nlevel: municipal\nstatus: {state: active}\naudience: [pupils]\norganizations_open: true\n"
    ),
    "volunteers/primersk/pomoshchniki": "status: {state: unknown}\n",
}


def words(facts: list[Fact]) -> Mapping[str, str]:
    """Rows of a fact list as plain text."""
    return {row.label: re.sub(r"<[^>]+>", "", str(row.value_html)) for row in facts}


@pytest.mark.parametrize(("source", "who"), [(SEED, "исходный документ не называет"), (PRESS, "источники не называют")])
def test_who_is_not_named(source: str, who: str, town: Path) -> None:
    """Only where a source document stands behind a record is it the document that is silent."""
    for place, fields in RECORDS.items():
        put(town, f"data/{place}.yml", f"title: Запись\n{fields}sources: [{source}]\n{END}")
    catalog = catalog_of(town)
    context = context_of(catalog, "page/")
    series = series_view(context, catalog.get(EventSeries, "primersk-uroki"))
    project = initiative_view(context, catalog.get(Initiative, "proekt"))
    corps = corps_view(context, catalog.get(VolunteerCorps, "pomoshchniki"))
    assert words(series["facts"])["Кто проводит"] == f"нет данных: {who} организатора"
    assert words(project["join"])["Кто ведёт"] == f"нет данных: {who} исполнителей"
    assert words(corps["facts"])["При ком работает"] == f"нет данных: {who} организацию"
    # Tasks by age and the parents' consent are on the page of the town.
    assert [item["url"] for item in corps["actions"]] == [
        "../primersk/volunteers/",
        "../primersk/volunteers/#papers",
        "../primersk/volunteers/#first-aid",
    ]


def test_a_document_shows_its_address(town: Path) -> None:
    """Where a document is published stands among its facts, as a link."""
    place = "data/documents/primersk/primersk-spravka.yml"
    put(town, place, (EXAMPLE / place).read_text("utf-8") + "link: https://primersk.example/spravka\n")
    catalog = catalog_of(town)
    view = document_view(context_of(catalog, "documents/x/"), catalog.get(Document, "primersk-spravka"))
    assert {row.label: str(row.value_html) for row in view["facts"]}["Где опубликован"] == (
        '<a href="https://primersk.example/spravka" rel="noopener">https://primersk.example/spravka</a>'
    )


def test_an_organization_leads_to_its_sheet(town: Path) -> None:
    """The page of an organization links to the sheet on which it can correct what is said of it."""
    catalog = catalog_of(town)
    organization = catalog.get(Organization, "primersk-kolledzh")
    view = organization_view(context_of(catalog, "organizations/primersk-kolledzh/"), organization)
    assert view["sheet_url"] == "../../about/freshness/primersk-kolledzh/"


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (SEED, "Справка о профориентации в Примерске"),
        (PRESS, "gazeta.example, 5\xa0января 2026 года"),
        ("{kind: press, site: gazeta.example}", "gazeta.example"),
        (
            "{kind: url, url: 'https://primersk.example/', date: 2026-01-05}",
            "https://primersk.example/, 5\xa0января 2026 года",
        ),
        (
            f"{PRESS}, {SEED}, {{kind: editorial, note: наш вывод}}",
            "gazeta.example, 5\xa0января 2026 года; Справка о профориентации в Примерске",
        ),
    ],
)
def test_who_said_a_number(sources: str, said: str, town: Path) -> None:
    """A number names the document, or the site with its day; our own words are no source."""
    fields = f"{NUMBER}value: 5000\nunit: учеников\nbound: at-least\n"
    put(town, "data/statistics/primersk/chislo.yml", f"{fields}sources: [{sources}]\n{END}")
    catalog = catalog_of(town)
    view = statistic_view(catalog, catalog.get(Statistic, "chislo"))
    assert (view["source"], view["value"]) == (said, "более 5000 учеников")


def test_numbers_stand_under_their_place(town: Path) -> None:
    """Each town has its own numbers, the last group those of regions and the country; a number leads to its subject."""
    fields = f"{NUMBER}value: 5\nunit: школ\nbound: exact\n"
    put(town, "data/statistics/chislo.yml", f"{fields}sources: [{PRESS}]\n{END}")
    groups = numbers_view(context_of(catalog_of(town), "statistics/"))
    assert [(group["title"], [(row["label"], row["url"]) for row in group["rows"]]) for group in groups] == [
        ("Примерск", [("Гости дней открытых дверей", "../series/primersk-dni-dverey/")]),
        ("Область и страна", [("Число", "../dates/zayavlenie-2027/")]),
    ]


# --- nothing announced yet ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "opening"),
    [
        ("active", "Дата ещё не объявлена."),
        ("unknown", "Дат нет, и мы не знаем, проходит ли акция сейчас"),
        ("suspended", "Дат нет: акция приостановлена."),
        ("historical", None),
        ("closed", None),
    ],
)
def test_a_series_without_dates(state: str, opening: str | None, town: Path) -> None:
    """It says that there is no date and why; what is over for good has none to wait for."""
    fields = RECORDS["series/primersk/primersk-uroki"].replace("{state: active}", f"{{state: {state}, reason: так}}")
    put(town, "data/series/primersk/primersk-uroki.yml", f"title: Уроки\n{fields}sources: [{PRESS}]\n{END}")
    catalog = catalog_of(town)
    view = series_view(context_of(catalog, "series/primersk-uroki/"), catalog.get(EventSeries, "primersk-uroki"))
    found = [section for section in view["sections"] if section.id == "coming"]
    assert [section.title for section in found] == (["Ближайшие события"] if opening else [])
    assert all(str(section.html).startswith(f"<p>{opening}") for section in found)


def test_an_organization_without_dates(town: Path) -> None:
    """It says so and leads to what happens each year; with an event ahead there is nothing to say."""
    catalog = catalog_of(town)
    context = context_of(catalog, "organizations/x/")
    college, factory = (catalog.get(Organization, f"primersk-{name}") for name in ("kolledzh", "zavod"))
    sections = {item.id: str(item.html) for item in organization_view(context, factory)["sections"]}
    assert sections["coming"].startswith("<p>Пока ничего не объявлено.")
    assert 'href="../../series/?town=primersk"' in sections["coming"]
    assert "coming" not in {item.id for item in organization_view(context, college)["sections"]}


def test_a_profession_without_events_or_programmes(town: Path) -> None:
    """Its doors lead to known dates and to those who may be asked, and say why."""
    (town / "data/events/primersk/den-dverey-2026.yml").unlink()
    (town / "data/study/primersk/primersk-15-01-35-kolledzh.yml").unlink()
    catalog = catalog_of(town)
    doors = profession_view(context_of(catalog, "professions/slesar/"), catalog.get(Occupation, "slesar"), "")["doors"]
    _, study, dates = (re.sub(r"<[^>]+>", " ", str(door["html"])) for door in doors)
    assert " ".join(study.split()) == "Нет данных: программы ещё не проверены. Спросите здесь: Мехколледж ."
    assert " ".join(dates.split()).startswith("Событий пока не объявили. Зато известны сроки: Последний день заявления")


@pytest.mark.parametrize(("ege", "dates"), [("", [9]), ("ege: [{year: 2026, choice: [math-profile]}]\n", [11, 9])])
def test_dates_of_a_profession_fit_its_ways(ege: str, dates: list[int], town: Path) -> None:
    """Where no university exam is named, the door shows the dates of grade 9 and not those of grade 11."""
    (town / "data/events/primersk/den-dverey-2026.yml").unlink()
    place = "content/professions/slesar.md"
    put(town, place, (EXAMPLE / place).read_text("utf-8").replace("klimov:", f"{ege}klimov:", 1))
    fields = "title: Сочинение\nsubject: gia\nschool_year: 2026/27\nrule_words: как всегда\ngrades: 11\nbasis: rule\n"
    put(town, "data/dates/sochinenie.yml", f"{fields}rule: {{month: 12, day: 2}}\nsources: [{PRESS}]\n{END}")
    catalog = catalog_of(town)
    doors = profession_view(context_of(catalog, "professions/slesar/"), catalog.get(Occupation, "slesar"), "")["doors"]
    grades = {"sochinenie": 11, "zayavlenie-2027": 9}
    assert [grades[name] for name in re.findall(r"dates/([a-z0-9-]+)/", doors[2]["html"])] == dates


@pytest.mark.parametrize(
    ("kind", "state", "ways"),
    [
        ("parent-meeting", "active", ["../parents/#meetings", "../teachers/kits/", "../primersk/invite/"]),
        ("open-day", "active", ["../events/?kind=open-day&town=primersk"]),
        ("meeting", "unknown", ["../primersk/visits/", "../teachers/worksheets/#professional"]),
        ("excursion", "active", ["../primersk/visits/", "../teachers/worksheets/"]),
        ("testing", "active", ["../quiz/"]),
        ("excursion", "closed", []),
        ("lesson", "active", []),
    ],
)
def test_a_series_leads_to_what_a_school_does_about_it(kind: str, state: str, ways: list[str], town: Path) -> None:
    """Kits for meetings, letters for visits and guests; nothing for what is over."""
    fields = RECORDS["series/primersk/primersk-uroki"].replace("kind: lesson", f"kind: {kind}")
    fields = fields.replace("state: active", f"state: {state}")
    put(town, "data/series/primersk/primersk-uroki.yml", f"title: Запись\n{fields}sources: [{SEED}]\n{END}")
    catalog = catalog_of(town)
    view = series_view(context_of(catalog, "page/"), catalog.get(EventSeries, "primersk-uroki"))
    assert [item["url"] for item in view.get("actions", [])] == ways


def test_an_authority_leads_to_what_it_promised(town: Path) -> None:
    """From the department and the ЦОПП to its events; who coordinates schools also finds the board."""
    centre = "kind: centre\nroles: [{kind: guidance-centre, text: Ведёт пробы}]\n"
    department = "kind: authority\nroles: [{kind: sets-system, text: Строит}]\n"
    for name, fields in {"primersk-copp": centre, "primersk-otdel": department}.items():
        put(town, f"data/organizations/primersk/{name}.yml", f"title: Запись\n{fields}sources: [{SEED}]\n{END}")
    catalog = catalog_of(town)
    context = context_of(catalog, "page/")
    found = {
        name: [item["url"] for item in organization_view(context, catalog.get(Organization, name))["actions"]]
        for name in ("primersk-copp", "primersk-otdel", "primersk-zavod")
    }
    assert found == {
        "primersk-copp": ["../primersk/copp/"],
        "primersk-otdel": [
            "../primersk/copp/",
            "../primersk/system/",
            "../primersk/week/",
            "../about/coverage/",
        ],
        "primersk-zavod": [],
    }

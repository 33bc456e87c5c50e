"""Owns the traps of the two source documents: what is easily mixed up there stays apart in the real records."""

from __future__ import annotations

import re

import pytest

from macros.catalog import (
    Catalog,
    EducationalProgram,
    EventSeries,
    Initiative,
    Municipality,
    Organization,
    Statistic,
    load,
)
from macros.feeds.slices import slices
from macros.pages.year_plan import year_plan
from tests.catalog.towns import TODAY
from tests.tools import ROOT


@pytest.fixture(scope="module")
def published() -> Catalog:
    """The real records as they are published."""
    return load(ROOT, today=TODAY, demo=False).catalog


def test_two_centres(published: Catalog) -> None:
    """«Центр» is two things in the document: nobody is called just so, and each of the two has its feed."""
    names = {name for item in published.all(Organization) for name in (item.title, item.label)}
    assert not {name for name in names if re.fullmatch(r"«?центр»?", name, re.IGNORECASE)}
    feeds = {each.name for each in slices(published) if each.town == "ryazan"}
    assert {"ryazan-cpom", "ryazan-copp", "sobytiya-copp"} <= feeds


def test_two_numbers_that_look_alike(published: Catalog) -> None:
    """«Более 3000» was said of viewers of lessons and of visitors: each has its own whom and when, none the other's."""
    found = [item for item in published.all(Statistic) if (item.value, item.bound) == (3000, "at-least")]
    assert {item.id: item.municipality for item in found} == {
        "ryazan-otkrytye-uroki": "ryazan",
        "stary-oskol-zhelezno-posetiteli": "stary-oskol",
    }
    first, second = found
    assert first.population != second.population
    assert first.period != second.period
    assert {first.share_of, first.compared_with, second.share_of, second.compared_with} == {None}


def test_abbreviations_that_two_institutes_share(published: Catalog) -> None:
    """«СТИ» stands for an institute in each town: ids begin with the town, labels tell them apart."""
    found = {item.id: item.label for item in published.all(Organization) if "СТИ" in item.label.split()}
    assert found == {"ryazan-sti": "СТИ (Рязань)", "stary-oskol-sti-misis": "СТИ НИТУ МИСИС"}
    assert all(item.id.startswith(f"{item.municipality}-") for item in published.all(Organization) if item.municipality)
    labels = [item.label for item in published.all(Organization)]
    twice = {label for label in labels if labels.count(label) > 1}
    towns = [(item.label, item.municipality) for item in published.all(Organization) if item.label in twice]
    assert len(towns) == len(set(towns))


@pytest.mark.parametrize(
    ("record", "name", "said"),
    [
        (("EventSeries", "molodye-professionaly"), "WorldSkills Russia", "до 2022"),
        (("EventSeries", "professionaly"), "Молодые профессионалы (WorldSkills Russia)", "до 2022"),
    ],
)
def test_names_of_the_past_end(record: tuple[str, str], name: str, said: str, published: Catalog) -> None:
    """A former name is kept with the year it ended, and the record has another name today."""
    (alias,) = (item for item in published.find(*record).aliases if item.name == name)
    assert f"до {alias.valid_to}".startswith(said)
    assert published.find(*record).title != name


def test_quotes_are_closed(published: Catalog) -> None:
    """The documents forget a quote in two names: the shown ones are whole, and the note tells of it."""
    for cls in (Initiative, Organization, EventSeries):
        for item in published.all(cls):
            for name in (item.title, *(alias.name for alias in item.aliases)):
                assert (name.count("«"), name.count("„")) == (name.count("»"), name.count("“")), name
    assert "одна закрывающая кавычка" in published.get(Initiative, "ya-smogu").description


def test_two_names_of_one_centre(published: Catalog) -> None:
    """«Железно!» has a name in the document and one in the press; that nobody checked which is official is said."""
    centre = published.get(Organization, "stary-oskol-zhelezno")
    assert centre.title == "Образовательно-профориентационный центр «Выставка „Железно!“»"
    (other,) = (item for item in centre.aliases if item.name.startswith("Образовательно-выставочный центр"))
    assert "не проверено" in other.note
    assert "не проверили" in centre.description


def test_bans_of_the_past_are_past(published: Catalog) -> None:
    """The ban of the pandemic stopped the meetings in colleges in 2020: a dated reason, no rule of today."""
    series = published.get(EventSeries, "ryazan-sobraniya-v-spo")
    assert (series.status.state, series.status.since) == ("suspended", "2020")
    assert "не сегодняшнее правило" in " ".join(series.description.split())


def test_grades_that_the_documents_forget(published: Catalog) -> None:
    """Grade 6 and preschoolers, of whom the documents say nothing, have calendars and a year like everybody else."""
    for town in published.all(Municipality):
        names = {each.name for each in slices(published) if each.town == town.id}
        assert {"6-klass", "6-klass-roditeli", "doshkolnyy-vozrast", "doshkolnyy-vozrast-roditeli"} <= names
    sections = {section.id: section for section in year_plan(published, "parents").grades}
    assert sections["grades-5-7"].months
    assert "grades-0" in sections


def test_exam_rules_differ_by_town(published: Catalog) -> None:
    """Ryazan follows the common order, the Belgorod region has its own: rule and words belong to that town alone."""
    rules = {town.id: {rule.subject for rule in town.special_rules} for town in published.all(Municipality)}
    assert rules["ryazan"] == set()
    assert "gia" in rules["stary-oskol"]
    plan = year_plan(published, "parents")
    assert {special.town for section in plan.grades for special in section.special} == {"Старый Оскол"}


def test_six_specialities_of_two_institutions(published: Catalog) -> None:
    """«6 специальностей» is of a college and a university together: one number, and no programme claims its share."""
    found = [item for item in published.all(Statistic) if any(each.rows == ("S25",) for each in item.sources)]
    assert [(item.value, set(item.about)) for item in found] == [
        (
            6,
            {
                "initiatives/dualnoe-obuchenie",
                "organizations/stary-oskol-pedagogicheskiy-kolledzh",
                "organizations/belgu",
            },
        )
    ]
    providers = {"stary-oskol-pedagogicheskiy-kolledzh", "belgu"}
    assert not [item.id for item in published.all(EducationalProgram) if item.provider in providers and item.dual]

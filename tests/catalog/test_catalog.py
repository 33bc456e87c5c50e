"""Owns the tests of `macros.catalog.catalog`: references resolved in both directions, on the town of Примерск."""

from pathlib import Path

import pytest

from macros.catalog import (
    TYPES,
    Catalog,
    Document,
    EducationalProgram,
    Event,
    EventSeries,
    Municipality,
    Occupation,
    Organization,
    Statistic,
)
from tests.catalog.towns import check


@pytest.fixture
def catalog(town: Path) -> Catalog:
    """The catalog of Примерск with its demo records."""
    loaded = check(town)
    assert loaded.problems == ()
    return loaded.catalog


def keys(records: tuple) -> list[str]:
    """The names of records, in their order."""
    return [record.key for record in records]


def test_one_record_of_every_type(catalog: Catalog) -> None:
    """The example has every type, in the order in which the site presents them."""
    assert {name: list(items) for name, items in catalog.records.items()} == {
        "Municipality": ["primersk"],
        "Organization": ["demo-primersk-shkola", "primersk-kolledzh", "primersk-zavod"],
        "Occupation": ["slesar"],
        "EducationalProgram": ["primersk-15-01-35-kolledzh"],
        "Initiative": ["inzhenernyy-klass"],
        "EventSeries": ["primersk-dni-dverey"],
        "Event": ["demo-primersk-kruzhok", "den-dverey-2026"],
        "KeyDate": ["zayavlenie-2027"],
        "VolunteerCorps": ["primersk-volontery"],
        "Service": ["primersk-konsultaciya"],
        "Document": ["primersk-spravka"],
        "Statistic": ["primersk-gosti"],
        "Resource": ["atlas"],
    }
    assert list(catalog.records) == list(TYPES)


def test_without_demo(town: Path) -> None:
    """Without demo records nothing of data/demo/ is there."""
    catalog = check(town, demo=False).catalog
    assert not any(record.demo for items in catalog.records.values() for record in items.values())
    assert catalog.find("Organization", "demo-primersk-shkola") is None


def test_place_of_a_file(catalog: Catalog) -> None:
    """Id, town, path and demo come from where the file lies."""
    event = catalog.get(Event, "demo-primersk-kruzhok")
    assert (event.id, event.municipality, event.path, event.demo) == (
        "demo-primersk-kruzhok", "primersk", "data/demo/events/primersk/demo-primersk-kruzhok.yml", True,
    )  # fmt: skip
    card = catalog.get(Occupation, "slesar")
    assert (card.municipality, card.path) == (None, "content/professions/slesar.md")
    assert card.body == "\n## Что делает\n\nСобирает станок по чертежу.\n"


def test_referring(catalog: Catalog) -> None:
    """Who refers to the college: by type, or all; sources and towns do not count."""
    college = catalog.get(Organization, "primersk-kolledzh")
    assert keys(catalog.referring(college, Event)) == ["events/den-dverey-2026"]
    assert sorted(keys(catalog.referrers(college))) == [
        "events/den-dverey-2026",
        "initiatives/inzhenernyy-klass",
        "municipalities/primersk",
        "series/primersk-dni-dverey",
        "services/primersk-konsultaciya",
        "study/primersk-15-01-35-kolledzh",
        "volunteers/primersk-volontery",
    ]
    series = catalog.get(EventSeries, "primersk-dni-dverey")
    assert keys(catalog.referring(series, Statistic)) == ["statistics/primersk-gosti"]
    assert catalog.referrers(catalog.get(Municipality, "primersk")) == ()


def test_referred(catalog: Catalog) -> None:
    """What an event refers to, each record once."""
    assert keys(catalog.referred(catalog.get(Event, "den-dverey-2026"))) == [
        "organizations/primersk-kolledzh",
        "series/primersk-dni-dverey",
        "professions/slesar",
        "study/primersk-15-01-35-kolledzh",
    ]
    assert keys(catalog.referred(catalog.get(Statistic, "primersk-gosti"))) == ["series/primersk-dni-dverey"]


def test_citing(catalog: Catalog) -> None:
    """Which records rest on a document; that it quotes itself does not count."""
    assert sorted(keys(catalog.citing(catalog.get(Document, "primersk-spravka")))) == [
        "municipalities/primersk",
        "organizations/primersk-kolledzh",
        "series/primersk-dni-dverey",
        "statistics/primersk-gosti",
    ]


def test_programmes_and_professions(catalog: Catalog) -> None:
    """A card and a study programme find each other by the code of the speciality."""
    card = catalog.get(Occupation, "slesar")
    program = catalog.get(EducationalProgram, "primersk-15-01-35-kolledzh")
    assert catalog.programs_of(card) == (program,)
    assert catalog.programs_with("15.01.35") == (program,)
    assert catalog.programs_with("15.01.36") == ()
    assert catalog.occupations_of(program) == (card,)


def test_find(catalog: Catalog) -> None:
    """A record by type and id, by `folder/id` of any type, or nothing."""
    college = catalog.get(Organization, "primersk-kolledzh")
    assert catalog.find("Organization", "primersk-kolledzh") is college
    assert catalog.find("*", "organizations/primersk-kolledzh") is college
    for name, record_id in [("*", "primersk-kolledzh"), ("*", "nowhere/a"), ("Event", None), ("Event", "нет")]:
        assert catalog.find(name, record_id) is None
    with pytest.raises(KeyError):
        catalog.get(Event, "нет")
    with pytest.raises(KeyError):
        catalog.term("audience", "нет")


def test_towns_and_zones(catalog: Catalog) -> None:
    """An event lives by the time of its town; a card belongs to none."""
    town = catalog.get(Municipality, "primersk")
    event = catalog.get(Event, "den-dverey-2026")
    assert catalog.towns() == (town,)
    assert catalog.town_of(event) is town
    assert catalog.town_of(catalog.get(Occupation, "slesar")) is None
    assert str(catalog.zone_of(event)) == "Europe/Moscow"
    assert str(catalog.zone_of(event.model_copy(update={"timezone": "Asia/Novosibirsk"}))) == "Asia/Novosibirsk"


def test_nothing_can_be_changed(catalog: Catalog) -> None:
    """Records and catalog are frozen: one load serves all writers."""
    with pytest.raises(TypeError):
        catalog.records["Event"]["new"] = catalog.get(Event, "den-dverey-2026")
    with pytest.raises(AttributeError):
        catalog.today = None
    with pytest.raises(ValueError, match="frozen"):
        catalog.get(Event, "den-dverey-2026").title = "Другое"

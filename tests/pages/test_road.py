"""The road as values: what stands at each stop, and how the picture says it in few words."""

from __future__ import annotations

from pathlib import Path

from macros.catalog import EducationalProgram, Occupation, Organization
from macros.pages.road import organization_road, profession_road, program_road
from macros.pages.road_map import Stop, Thing, picture
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of

EMPLOYER = """\
title: Примерский завод
short: ПрЗ
kind: employer
professions: [slesar]
sources:
  - {kind: editorial, note: пример для тестов}
verification: needs-verification
checked: 2026-11-22
"""


def things(stops: tuple[Stop, ...]) -> list[list[str]]:
    """What is named at each stop."""
    return [[f"{each.text} — {each.note}" if each.note else each.text for each in stop.things] for stop in stops]


def test_profession_road(town: Path) -> None:
    """A profession names its subjects, programmes, employers and the next date; gaps stay gaps."""
    put(town, "data/organizations/primersk/primersk-zavod.yml", EMPLOYER)
    catalog = catalog_of(town)
    road = profession_road(context_of(catalog, "professions/slesar/"), catalog.get(Occupation, "slesar"))
    assert [stop.title for stop in road.stops if stop.here] == ["Профессия"]
    named = things(road.stops)
    assert named[0] == ["Математика", "Физика"]
    assert named[1] == []
    assert named[3:5] == [["Слесарь"], ["ПрЗ — Примерск"]]
    assert len(named[5]) >= 1
    assert [each.url for each in road.stops[0].things] == ["../../subjects/math/", "../../subjects/physics/"]


def test_the_same_road_from_a_programme_and_an_employer(town: Path) -> None:
    """Whoever stands elsewhere on the road sees the same profession, and where they stand."""
    put(town, "data/organizations/primersk/primersk-zavod.yml", EMPLOYER)
    catalog = catalog_of(town)
    context = context_of(catalog, "study/x/")
    program = program_road(context, catalog.all(EducationalProgram)[0])
    employer = organization_road(context, catalog.get(Organization, "primersk-zavod"))
    assert [stop.title for stop in program.stops if stop.here] == ["Где учиться"]
    assert [stop.title for stop in employer.stops if stop.here] == ["Где работают рядом"]
    assert things(program.stops)[3] == things(employer.stops)[3] == ["Слесарь"]
    assert things(program.stops)[2] == things(employer.stops)[2]


def test_no_road_where_nothing_is_known(town: Path) -> None:
    """An organization without programmes and professions has none."""
    silent = EMPLOYER.replace("professions: [slesar]\n", "")
    put(town, "data/organizations/primersk/primersk-zavod.yml", silent)
    catalog = catalog_of(town)
    context = context_of(catalog, "organizations/primersk-zavod/")
    assert organization_road(context, catalog.get(Organization, "primersk-zavod")) is None


def test_picture_says_it_in_three_lines() -> None:
    """Long names are cut, further things counted, days stand before what happens; the description tells all."""
    stops = (
        Stop("Предмет", (Thing("Физика", "x"), Thing("Математика", "y")), more=2),
        Stop("Экзамен", ()),
        Stop("Учёба", (Thing("Монтаж и эксплуатация внутренних сантехнических устройств и вентиляции", "x"),)),
        Stop("Профессия", (Thing("Слесарь", ""),), here=True),
        Stop("Работа", (Thing("Завод", "x"),)),
        Stop("Дата", (Thing("День открытых дверей", "x", "суббота", "2026-12-05", "5 декабря"),)),
    )
    found = picture("Путь", stops)
    assert [[text for _, text in sign.lines] for sign in found.signs] == [
        ["Физика", "и ещё 3"],
        ["пока нет данных"],
        ["Монтаж и эксплуатация", "внутренних", "сантехнических…"],
        ["Слесарь"],
        ["Завод"],
        ["5 декабря — День", "открытых дверей"],
    ]
    assert [(sign.x, sign.y) for sign in found.signs] == [
        (26, 26),
        (266, 26),
        (506, 26),
        (506, 192),
        (266, 192),
        (26, 192),
    ]
    assert found.description.startswith("Дорога из шести остановок. 1. Предмет: Физика и ещё 3; 2. Экзамен: пока нет")

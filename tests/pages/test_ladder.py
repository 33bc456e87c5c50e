"""The ladder of a project and its «Как попасть»: six steps from today to an employer, gaps that stay visible."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog import Initiative
from macros.pages.ladder import initiative_ladder
from macros.pages.plan_view import OWN_PROJECT
from macros.pages.project_views import initiative_view
from macros.pages.road_map import Stop, Thing, stairs
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of
from tests.pages.test_record_words import words
from tests.pages.test_road import EMPLOYER, things

END = "sources: [{kind: editorial, note: пример для тестов}]\nverification: needs-verification\nchecked: 2026-11-22\n"
SCHOOL = "title: Школа слесаря\nkind: pre-university\nlevel: municipal\nstatus: {state: active}\naudience: [pupils]\n"
PLACE = "data/initiatives/primersk/shkola-slesarya.yml"


def project(town: Path, fields: str) -> tuple[object, Initiative]:
    """A project of Примерск with these fields besides the obligatory ones, and a page's context."""
    put(town, "data/organizations/primersk/primersk-zavod.yml", EMPLOYER)
    put(town, PLACE, SCHOOL + fields + END)
    catalog = catalog_of(town)
    return context_of(catalog, "initiatives/shkola-slesarya/"), catalog.get(Initiative, "shkola-slesarya")


def test_six_steps(town: Path) -> None:
    """Today's grade and subjects, the project, exams, programmes with code and level, professions, employers."""
    context, initiative = project(town, "grades: 8-9\nsubjects: [math]\nprofessions: [slesar]\n")
    ladder = initiative_ladder(context, initiative)
    assert [stop.title for stop in ladder.stops] == [
        "Сейчас",
        "Довузовская подготовка",
        "Экзамен",
        "Где учиться",
        "Профессия",
        "Где работают рядом",
    ]
    assert [stop.title for stop in ladder.stops if stop.here] == ["Довузовская подготовка"]
    named = things(ladder.stops)
    assert named[0] == ["8–9\xa0классы — что успеть за год", "Математика"]
    assert ladder.stops[0].things[0].url == "../../parents/#grades-8"
    assert [each.split(" — ")[1].split(", ")[:2] for each in named[3]] == [["15.01.35", "СПО"]]
    assert named[4:] == [["Слесарь"], ["ПрЗ — Примерск"]]


def test_what_is_not_known_stays_on_the_ladder(town: Path) -> None:
    """A grade nobody names, and a code that nobody nearby teaches, are steps with «нет данных»."""
    context, initiative = project(town, 'specialities: ["31.05.01"]\n')
    named = things(initiative_ladder(context, initiative).stops)
    assert named[0] == ["Класс не назван — нет данных: для каких классов"]
    assert named[3] == ["31.05.01 — нет данных: где этому учат рядом"]
    assert named[4:] == [[], []]


def test_no_ladder_to_nowhere(town: Path) -> None:
    """A project that names neither professions nor codes leads nowhere that we know."""
    assert initiative_ladder(*project(town, "")) is None


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            "",
            {
                "Когда набор и занятия": "нет данных: источники не называют месяцев",
                "Классы": "нет данных: источники не называют их",
            },
        ),
        (
            "grades: 10-11\nseason: набор в сентябре\ngives: Свидетельство.\nhow_to_join: Написать заявление.\n",
            {
                "Для кого": "10–11\xa0классы",
                "Когда набор и занятия": "набор в сентябре",
                "Что даёт": "Свидетельство.",
                "Как записаться": "Написать заявление.",
            },
        ),
    ],
    ids=["nothing known", "all known"],
)
def test_how_to_join(fields: str, told: dict[str, str], town: Path) -> None:
    """«Как попасть» says for whom, when and what it gives, or that nobody says so."""
    join = words(initiative_view(*project(town, fields))["join"])
    assert {label: join[label].strip() for label in told} == told
    assert join["Статус"] == "Действует"


def test_a_project_leads_to_its_tool(town: Path) -> None:
    """«Маршрут успеха» leads to the planner of one's own project, a network to its offers, others to nothing."""
    context, initiative = project(town, "")
    found = {
        name: [item["url"] for item in initiative_view(context, initiative.model_copy(update=fields))["actions"]]
        for name, fields in {"own": {"id": OWN_PROJECT}, "network": {"kind": "network"}, "usual": {}}.items()
    }
    assert found == {"own": ["../../plan/#marshrut"], "network": ["../../primersk/network/"], "usual": []}


def test_a_network_enrols_nobody(town: Path) -> None:
    """What a network does not have is no gap."""
    context, initiative = project(town, "")
    network = initiative.model_copy(update={"kind": "network"})
    assert set(words(initiative_view(context, network)["join"])) == {
        "Для кого",
        "Кто ведёт",
        "Статус",
        "Как записаться",
    }


def test_stairs_hold_as_much_as_fits() -> None:
    """Steps rise and get shorter; what does not fit is counted, a single long name is cut."""
    long = "Геологическая съёмка, поиски и разведка месторождений полезных ископаемых Примерья"
    stops = (
        Stop("Сейчас", (Thing("10 класс", ""), Thing("Физика", "")), more=2),
        Stop("Учёба", (Thing(long, ""), Thing("Физика", "")), here=True),
        Stop("Работа", ()),
    )
    found = stairs("Лестница", stops)
    assert [(sign.x, sign.y, [text for _, text in sign.lines]) for sign in found.signs] == [
        (32, 156, ["10 класс, Физика и ещё 2"]),
        (76, 96, ["Геологическая съёмка, поиски и разведка месторожде… и ещё 1"]),
        (120, 36, ["пока нет данных"]),
    ]
    assert found.line == "M6 186V126H50V66H94V6H734V186Z"
    assert found.treads == "M50 126H734M94 66H734"

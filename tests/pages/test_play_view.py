"""The play city as values: what a card says, which roles a page shows, whose projects lead there."""

from __future__ import annotations

from pathlib import Path

from macros.catalog import Initiative, Occupation
from macros.pages.play_view import all_view, for_players, play_view, set_view
from macros.pages.profession_view import profession_view
from tests.catalog.towns import EXAMPLE, put
from tests.pages.contexts import catalog_of, context_of

PLACE = "content/professions/slesar.md"
PLAY = """\
play:
  role: слесарь
  does: [Я чиню краны и замки., Я меряю и подгоняю детали., Я проверяю работу два раза.]
  tool: разводной ключ
  greeting: Здравствуйте! Что у вас сломалось?
  scene:
    title: Мастерская
    minutes: 21
    place: стол
    roles: [слесарь — чинит, заказчики]
    prepare: [коробка, крышки]
    opening: Мастерская открывается.
    steps: [Заказчик приходит с коробкой., Слесарь слушает и смотрит., Слесарь чинит коробку., Заказчик проверяет.]
    questions: [Что было трудно?, Что чинят дома?]
sources:
"""


def with_game(town: Path) -> None:
    """Give the only profession of Примерск a game."""
    put(town, PLACE, (EXAMPLE / PLACE).read_text("utf-8").replace("sources:\n", PLAY, 1))


def test_a_set_says_everything(town: Path) -> None:
    """Card, badges of the parts, minutes in words, the full address for paper, and where the work is seen."""
    with_game(town)
    catalog = catalog_of(town)
    view = set_view(context_of(catalog, "play/slesar/"), catalog.get(Occupation, "slesar"))
    assert (view["name"], view["me"], view["minutes"]) == ("Слесарь", "Я — слесарь.", "21\xa0минута")
    assert view["parts"] == [{"who": "Слесарь", "does": "чинит"}, {"who": "Заказчики", "does": ""}]
    assert view["address"] == "https://profnavigator.example/play/slesar/"
    assert [town["title"] for town in view["towns"]] == ["Примерск"]
    assert view["others"] == []


def test_roles_stand_in_their_worlds(town: Path) -> None:
    """Only worlds with a role are shown; the profession's page leads to its game, and without one to none."""
    catalog = catalog_of(town)
    assert play_view(context_of(catalog, "play/"))["worlds"] == []
    plain = profession_view(context_of(catalog, "professions/slesar/"), catalog.get(Occupation, "slesar"), "")
    with_game(town)
    catalog = catalog_of(town)
    worlds = play_view(context_of(catalog, "play/"))["worlds"]
    assert [(world["title"], [item["url"] for item in world["players"]]) for world in worlds] == [
        ("Техника", ["../play/slesar/"])
    ]
    played = profession_view(context_of(catalog, "professions/slesar/"), catalog.get(Occupation, "slesar"), "")
    assert (plain.get("actions"), [item["url"] for item in played["actions"]]) == (None, ["../../play/slesar/"])
    assert [role["id"] for role in all_view(context_of(catalog, "play/all/"))["roles"]] == ["slesar"]


def test_projects_of_the_youngest(town: Path) -> None:
    """A project up to the fourth grade leads to the games, one for older pupils or without grades does not."""
    catalog = catalog_of(town)
    project = catalog.get(Initiative, "inzhenernyy-klass")
    young = [project.model_copy(update={"grades": grades}) for grades in (type(project.grades)(0, 4), None)]
    assert [for_players(item) for item in (project, *young)] == [False, True, False]

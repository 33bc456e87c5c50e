"""What the questionnaire promises of its matching, run on the very module that the browser runs."""

from __future__ import annotations

import json
import random
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from macros.pages.quiz_view import quiz_data
from tests.site.builds import catalog
from tests.tools import ROOT, node_path

LETTERS = "RIASEC"
Answers = dict[str, float]
Result = dict[str, Any]


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    """What the page carries, as the browser reads it: demo records do not matter to it."""
    return json.loads(json.dumps(quiz_data(catalog(demo=False))))


def run(data: dict[str, Any], *cases: dict[str, Any]) -> list[Result]:
    """The result of each case {answers, wishes}; all in one Node."""
    module = ROOT / "overrides" / "assets" / "js" / "matching.js"
    asked = [{"wishes": {"subjects": [], "refused": []}} | case for case in cases]
    done = subprocess.run(
        [node_path(), Path(__file__).with_name("match.mjs")],
        input=json.dumps({"module": str(module), "data": data, "cases": asked}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def like(data: dict[str, Any], profession: dict[str, Any]) -> Answers:
    """Answers of somebody who wants just what a profession is: its interests first, its worlds after them."""
    worlds = {profession["klimov"]: 1.0} | dict.fromkeys(profession["also"], 0.5)
    return {
        item["id"]: round(2.5 * (profession["interests"][item["letter"]] - 1) / 6 + 1.5 * worlds.get(item["klimov"], 0))
        for item in data["statements"]
    }


def by_interests(data: dict[str, Any], profession: dict[str, Any]) -> Answers:
    """The same by the six numbers alone, the worlds told apart by nothing."""
    return {item["id"]: (profession["interests"][item["letter"]] - 1) / 1.5 for item in data["statements"]}


def at_random(data: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Somebody's whole answers."""
    subjects, conditions = ([item["id"] for item in data[name]] for name in ("subjects", "conditions"))
    return {
        "answers": {item["id"]: chance.randint(0, data["highest"]) for item in data["statements"]},
        "wishes": {
            "subjects": chance.sample(subjects, chance.randint(0, 4)),
            "refused": chance.sample(conditions, chance.randint(0, 3)),
        },
    }


def order(result: Result) -> list[str]:
    """Professions of a result, best first."""
    return [row["id"] for row in result["ranked"]]


def scores(result: Result) -> dict[str, float]:
    """How well each profession matches."""
    return {row["id"]: row["score"] for row in result["ranked"]}


def test_data_is_small(data: dict[str, Any]) -> None:
    """What stands in the page for the browser is far from its 40 KB."""
    assert len(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()) <= 40_000


def test_there_are_thirty_short_statements(data: dict[str, Any]) -> None:
    """At most 30 statements, each pair of interest and world exactly once."""
    pairs = Counter((item["letter"], item["klimov"]) for item in data["statements"])
    assert len(data["statements"]) <= 30
    assert set(pairs.values()) == {1}
    assert len(pairs) == 6 * 5


def test_paper_key_is_regular(data: dict[str, Any]) -> None:
    """On paper every sixth statement is of the same letter."""
    assert "".join(item["letter"] for item in data["statements"]) == LETTERS * 5


def test_every_profession_can_be_the_first(data: dict[str, Any]) -> None:
    """For each profession there are answers that put it alone at the top."""
    professions = data["professions"]
    cases = [
        {"answers": like(data, item), "wishes": {"subjects": item["subjects"], "refused": []}} for item in professions
    ]
    for profession, result in zip(professions, run(data, *cases), strict=True):
        first, second = result["ranked"][:2]
        assert (first["id"], first["score"] > second["score"]) == (profession["id"], True)
        assert result["shown"][0] == profession["id"]


def test_a_profile_like_a_profession_leads_to_it(data: dict[str, Any]) -> None:
    """Who answers with a profession's own six numbers finds nothing above it; what is level has the same letters."""
    professions = {item["id"]: item for item in data["professions"]}
    cases = [{"answers": by_interests(data, item)} for item in professions.values()]
    for profession, result in zip(professions.values(), run(data, *cases), strict=True):
        found = scores(result)
        assert found[profession["id"]] == max(found.values()) == 1
        best = [item for item, score in found.items() if score == 1]
        assert {json.dumps(professions[item]["interests"]) for item in best} == {json.dumps(profession["interests"])}


@pytest.mark.parametrize("letter", LETTERS)
def test_pure_interest(letter: str, data: dict[str, Any]) -> None:
    """Who likes one thing only is shown professions of that thing, and none without it."""
    professions = {item["id"]: item for item in data["professions"]}
    answers = {item["id"]: data["highest"] * (item["letter"] == letter) for item in data["statements"]}
    (result,) = run(data, {"answers": answers})
    most = max(item["interests"][letter] for item in professions.values())
    assert professions[result["shown"][0]]["interests"][letter] == most
    assert all(professions[item]["interests"][letter] > 1 for item in result["shown"])
    assert result["levels"]["letters"] == {other: int(other == letter) for other in LETTERS}


def test_scale_does_not_matter(data: dict[str, Any]) -> None:
    """Timid and bold answers of one shape give the same matches."""
    chance = random.Random(1)
    cases = [at_random(data, chance) for _ in range(40)]
    timid = [{**case, "answers": {key: 1 + value / 4 for key, value in case["answers"].items()}} for case in cases]
    for bold, other in zip(run(data, *cases), run(data, *timid), strict=True):
        assert scores(other) == pytest.approx(scores(bold), abs=2e-6)


def test_order_of_statements_and_professions_does_not_matter(data: dict[str, Any]) -> None:
    """Statements asked in another order and cards stored in another order change nothing."""
    chance = random.Random(2)
    cases = [at_random(data, chance) for _ in range(40)]
    mixed = []
    for case in cases:
        pairs = list(case["answers"].items())
        chance.shuffle(pairs)
        lists = {name: chance.sample(data[name], len(data[name])) for name in ("professions", "statements")}
        mixed.append({**case, **lists, "answers": dict(pairs)})
    keys = ("ranked", "shown", "unexpected", "swaps")
    for plain, other in zip(run(data, *cases), run(data, *mixed), strict=True):
        assert {key: other[key] for key in keys} == {key: plain[key] for key in keys}


def test_ties_are_stable(data: dict[str, Any]) -> None:
    """Equal matches keep the order of their ids, whatever the answers."""
    chance = random.Random(3)
    ties = 0
    for result in run(data, *(at_random(data, chance) for _ in range(60))):
        for one, other in zip(result["ranked"], result["ranked"][1:], strict=False):
            assert (-one["score"], one["id"]) < (-other["score"], other["id"])
            ties += one["score"] == other["score"]
    assert ties


def test_nobody_is_everybodys_favourite(data: dict[str, Any]) -> None:
    """Over a thousand random people no profession is first for more than a quarter, and every one is shown to some."""
    chance = random.Random(4)
    results = run(data, *(at_random(data, chance) for _ in range(1000)))
    first = Counter(result["shown"][0] for result in results)
    assert max(first.values()) <= 250
    shown = {item for result in results for item in (*result["shown"], result["unexpected"])}
    assert shown == {item["id"] for item in data["professions"]}


def test_opposite_answers_give_opposite_matches(data: dict[str, Any]) -> None:
    """Turning every answer round turns every match by interests and worlds round."""
    chance = random.Random(5)
    answers = at_random(data, chance)["answers"]
    turned = {key: data["highest"] - value for key, value in answers.items()}
    one, other = run(data, {"answers": answers}, {"answers": turned})
    assert scores(other) == pytest.approx({key: -value for key, value in scores(one).items()})


@pytest.mark.parametrize("value", range(5))
def test_equal_answers(value: int, data: dict[str, Any]) -> None:
    """Who answers everything alike gets one profession of each world, and no reason is made up."""
    worlds = {item["id"]: item["klimov"] for item in data["professions"]}
    (result,) = run(data, {"answers": {item["id"]: value for item in data["statements"]}})
    assert set(scores(result).values()) == {0}
    begun = [worlds[item] for item in (*result["shown"], result["unexpected"])]
    assert sorted(begun) == sorted({item["id"] for item in data["worlds"]})
    assert set(map(str, result["why"].values())) == {"[]"}


def test_equal_answers_with_subjects(data: dict[str, Any]) -> None:
    """Equal answers leave the choice to subjects and conditions, if there are any."""
    answers = {item["id"]: 2 for item in data["statements"]}
    (result,) = run(data, {"answers": answers, "wishes": {"subjects": ["biology", "chemistry"], "refused": ["shifts"]}})
    best = result["ranked"][0]
    assert best["parts"] == {"interests": 0, "worlds": 0, "subjects": pytest.approx(2 / 3), "conditions": 0}
    assert best["id"] == "agronom"  # the only one of the two subjects that does not work at night


def test_refused_condition_lowers_but_never_hides(data: dict[str, Any]) -> None:
    """A condition that does not suit lowers the professions that have it, and says so; all of them remain."""
    answers = like(data, next(item for item in data["professions"] if item["id"] == "feldsher"))
    without, refused = run(
        data, {"answers": answers}, {"answers": answers, "wishes": {"subjects": [], "refused": ["shifts"]}}
    )
    assert sorted(order(refused)) == sorted(order(without))
    against = {"good": False, "kind": "conditions", "conditions": ["shifts"]}
    for item in data["professions"]:
        has = "shifts" in item["conditions"]
        assert (against in refused["why"][item["id"]]) == has
        lowered = refused["ranked"][order(refused).index(item["id"])]["parts"]["conditions"]
        assert lowered == (-1 if has else 0)


def test_list_is_varied_and_swaps_reach_everything(data: dict[str, Any]) -> None:
    """No more than two of the same letters, the unexpected one from another world, and swapping ends with all seen."""
    professions = {item["id"]: item for item in data["professions"]}
    chance = random.Random(6)
    for result in run(data, *(at_random(data, chance) for _ in range(100))):
        shown = result["shown"]
        codes = Counter(json.dumps(professions[item]["interests"]) for item in shown)
        assert 1 <= len(shown) <= data["matching"]["shown"]
        assert max(codes.values()) <= data["matching"]["alike"]
        worlds = {professions[item]["klimov"] for item in shown}
        others = {item["klimov"] for item in professions.values()} - worlds
        assert not others or professions[result["unexpected"]]["klimov"] in others
        assert sorted([*shown, result["unexpected"], *result["swaps"]]) == sorted(professions)
        assert all(scores(result)[item] > 0 for item in shown[1:])


def test_reasons_of_one_answer_sheet(data: dict[str, Any]) -> None:
    """A technician's answers seen from a doctor's card: what speaks for it and what against."""
    answers = like(data, next(item for item in data["professions"] if item["id"] == "inzhener-radioelektronshchik"))
    wishes = {"subjects": ["biology", "physics"], "refused": ["shifts", "noise"]}
    (result,) = run(data, {"answers": answers, "wishes": wishes})
    assert result["why"]["vrach-kardiolog"] == [
        {"good": True, "kind": "letter", "letter": "I", "place": 0},
        {"good": True, "kind": "subjects", "subjects": ["biology"]},
        {"good": False, "kind": "letter", "letter": "S", "place": 1},
        {"good": False, "kind": "world", "world": "human"},
        {"good": False, "kind": "subjects", "subjects": ["chemistry"]},
        {"good": False, "kind": "conditions", "conditions": ["shifts"]},
    ]

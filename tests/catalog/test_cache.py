"""Owns the tests of `macros.catalog.cache`: a cache may save work and may never change a result."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from macros.catalog import Loaded, load
from macros.catalog import cache as cache_module
from macros.catalog.cache import key_of
from tests.catalog.towns import TODAY, put


def cached(town: Path, *, demo: bool = True, by_two: bool = False) -> Loaded:
    """A load with a cache in the project."""
    return load(town, today=TODAY, demo=demo, cache=town / ".cache", by_two=by_two)


def told(loaded: Loaded) -> tuple[object, object]:
    """All that a load gives, ready to compare."""
    records = {name: dict(items) for name, items in loaded.catalog.records.items()}
    return records, loaded.problems


def stored(town: Path) -> dict[str, object]:
    """What is in the cache file: plain JSON."""
    return json.loads((town / ".cache" / "parsed.json").read_text(encoding="utf-8"))


def test_second_load_equals_the_first(town: Path) -> None:
    """The second load reads every file from the cache, leaves it alone and gives the same catalog."""
    first = cached(town)
    before = (town / ".cache" / "parsed.json").stat().st_mtime_ns
    second = cached(town)
    assert told(first) == told(second) == told(load(town, today=TODAY, demo=True))
    assert (town / ".cache" / "parsed.json").stat().st_mtime_ns == before
    assert sorted(path.name for path in (town / ".cache").iterdir()) == ["parsed.json", "settled.json"]


def test_cache_is_what_is_read(town: Path) -> None:
    """An entry of the cache stands for its file: parsing is really saved."""
    cached(town)
    content = stored(town)
    for entry in content["files"].values():
        if entry[0]["title"] == "Примерский завод":
            entry[0]["title"] = "Завод из кеша"
    put(town, ".cache/parsed.json", json.dumps(content))
    assert cached(town).catalog.find("Organization", "primersk-zavod").title == "Завод из кеша"


def test_two_processes_tell_the_same(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking ahead by two processes changes nothing: neither records, nor problems, nor what is remembered."""
    put(town, "data/resources/portal.yml", "title: Портал: все\n")
    put(town, "data/resources/drugoy.yml", "title: Портал {{ 7 * 7 }}\n")
    alone = cached(town)
    kept = {path.name: path.read_text("utf-8") for path in (town / ".cache").iterdir()}
    shutil.rmtree(town / ".cache")
    monkeypatch.setattr(sys.modules["macros.catalog.load"], "_WORTH_A_PROCESS", 1)
    assert told(cached(town, by_two=True)) == told(alone)
    again = {path.name: path.read_text("utf-8") for path in (town / ".cache").iterdir()}
    assert {name: json.loads(text) for name, text in again.items()} == {
        name: json.loads(text) for name, text in kept.items()
    }


def test_changed_file_is_read_anew(town: Path) -> None:
    """One edited file changes one record; what is no longer used leaves the cache."""
    cached(town)
    count = len(stored(town)["files"])
    path = town / "data" / "organizations" / "primersk" / "primersk-zavod.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Примерский завод", "Новый завод"), encoding="utf-8")
    assert cached(town).catalog.find("Organization", "primersk-zavod").title == "Новый завод"
    assert len(stored(town)["files"]) == count


def test_broken_file_is_told_each_time(town: Path) -> None:
    """A file at fault is never kept, so its problems are the same in every load."""
    put(town, "data/resources/portal.yml", "title: Портал: все\n")
    first, second = cached(town), cached(town)
    assert [problem.code for problem in first.problems] == ["РЕС-001"]
    assert told(first) == told(second)


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "null", '{"code": 1}', '{"code": "CODE", "files": []}', '{"code": "CODE", "files": {"KEY": [1]}}',
     '{"code": "CODE", "files": {"KEY": "x"}}', '{"code": "CODE", "files": {"KEY": [{}, [], ""]}}'],
)  # fmt: skip
def test_damaged_cache_is_ignored(town: Path, damage: str) -> None:
    """A cut, foreign or senseless cache file changes nothing and is written anew."""
    first = cached(town)
    content = stored(town)
    text = damage.replace("CODE", content["code"]).replace("KEY", next(iter(content["files"])))
    put(town, ".cache/parsed.json", text)
    assert told(cached(town)) == told(first)
    assert stored(town) == content


def test_binary_cache_is_ignored(town: Path) -> None:
    """Bytes that are no text do no harm either."""
    first = cached(town)
    put(town, ".cache/parsed.json", b"\x80\x04\xff")
    assert told(cached(town)) == told(first)


def test_other_code_reads_anew(town: Path) -> None:
    """What another version of the parser stored is not believed."""
    cached(town)
    content = stored(town)
    for entry in content["files"].values():
        entry[0]["title"] = "Чужое"
    put(town, ".cache/parsed.json", json.dumps(content | {"code": "another"}))
    assert cached(town).catalog.find("Organization", "primersk-zavod").title == "Примерский завод"


def test_unwritable_cache_is_no_error(town: Path) -> None:
    """Where the cache cannot be written (a file stands in its place), loading goes on without it."""
    put(town, ".cache", "")
    assert cached(town).problems == ()


def test_no_pickle() -> None:
    """The cache is plain data: nothing in it can run."""
    assert "pickle" not in Path(cache_module.__file__).read_text(encoding="utf-8")


def test_settled_file_is_not_judged_again(town: Path) -> None:
    """What a file can break by itself is looked for once: a mark that somebody forged really hides a fault."""
    place = "data/organizations/primersk/primersk-zavod.yml"
    path = town / place
    path.write_text(path.read_text("utf-8").replace("Примерский завод", "Завод {{ 7 * 7 }}"), "utf-8")
    assert [problem.code for problem in cached(town).problems] == ["ОРГ-052"]
    marks = json.loads((town / ".cache" / "settled.json").read_text("utf-8"))
    assert not [mark for mark in marks["files"] if mark.startswith(place)]
    mark = f"{place} {key_of(path.read_bytes(), head_only=False)} "
    put(town, ".cache/settled.json", json.dumps(marks | {"files": [*marks["files"], mark]}))
    assert cached(town).problems == ()


def test_other_exceptions_judge_anew(town: Path) -> None:
    """A file that was fine by an exception is at fault once the exception is gone."""
    allowed = 'title: Исключения\nphones:\n  - {value: "+7 (4725) 22-33-44", why: приёмная}\n'
    put(town, "data/guard/allowed.yml", allowed)
    path = town / "data" / "organizations" / "primersk" / "primersk-zavod.yml"
    words = "Делает станки, звоните +7 (4725) 22-33-44"
    path.write_text(path.read_text("utf-8").replace("Делает станки", words), "utf-8")
    assert cached(town).problems == ()
    put(town, "data/guard/allowed.yml", "title: Исключения\n")
    assert [problem.path for problem in cached(town).problems] == [path.relative_to(town).as_posix()]


@pytest.mark.parametrize("damage", ["", "[]", '{"code": "CODE", "files": [[1]]}', '{"code": "CODE", "files": "x"}'])
def test_damaged_marks_are_ignored(town: Path, damage: str) -> None:
    """A senseless list of settled files settles nothing and is written anew."""
    first = cached(town)
    place = town / ".cache" / "settled.json"
    content = place.read_text("utf-8")
    put(town, ".cache/settled.json", damage.replace("CODE", json.loads(content)["code"]))
    assert told(cached(town)) == told(first)
    assert place.read_text("utf-8") == content

"""What an earlier build left is used only where a build from nothing would make the same."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import material
import pytest

from macros import build as site_build
from macros.build import Outcome
from macros.catalog import load
from macros.kept import kept_for
from macros.pages.forge import Forge
from macros.settings import Settings
from tests.site.builds import TODAY, URL, example_project, hashes, project_copy

EVENT = "data/events/primersk/den-dverey-2026.yml"
RECORDS = {
    "events": EVENT,
    "organizations": "data/organizations/primersk/primersk-kolledzh.yml",
    "study": "data/study/primersk/primersk-15-01-35-kolledzh.yml",
    "series": "data/series/primersk/primersk-dni-dverey.yml",
    "services": "data/services/primersk/primersk-konsultaciya.yml",
    "statistics": "data/statistics/primersk/primersk-gosti.yml",
    "initiatives": "data/initiatives/primersk/inzhenernyy-klass.yml",
    "resources": "data/resources/atlas.yml",
    "volunteers": "data/volunteers/primersk/primersk-volontery.yml",
    "documents": "data/documents/primersk/primersk-spravka.yml",
    "dates": "data/dates/zayavlenie-2027.yml",
    "municipalities": "data/municipalities/primersk.yml",
    "professions": "content/professions/slesar.md",
    "vocabularies": "data/vocabularies/event-kind.yml",
}


def write(root: Path, folder: Path, *, cache: bool, **changes: object) -> Outcome:
    """The finished files of a project, with or without what earlier builds left."""
    settings = Settings(
        root=root, today=TODAY, site_url=URL, demo=True, publish=False, cache=root / ".cache" if cache else None
    )
    settings = replace(settings, **changes)
    loaded = load(root, today=settings.today, demo=settings.demo, cache=settings.cache)
    assert loaded.errors == ()
    icons = Path(material.__file__).parent / "templates" / ".icons" / "material"
    overrides = root / "overrides"
    made = site_build.prepare(
        settings, loaded, uid_domain="profnavigator", forge=Forge(), overrides=overrides, icons=icons
    )
    writing = site_build.begin(made, folder)
    outcome = writing.finish()
    assert set(writing.addresses) <= set(outcome.names), "what MkDocs was told of is there"
    return outcome


def assert_same(root: Path, folder: Path) -> Outcome:
    """Build with the cache and from nothing; every file must be the same. Returns the build with the cache."""
    shutil.rmtree(folder, ignore_errors=True)
    outcome = write(root, folder / "kept", cache=True)
    write(root, folder / "new", cache=False)
    assert hashes(folder / "kept") == hashes(folder / "new")
    return outcome


def retitle(path: Path) -> None:
    """Add a word to the first title in a file, quoted or not."""
    text = re.sub(r'(?m)(\btitle: .*?)("?)$', r"\1 и ещё\2", path.read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The example town, built once with the cache."""
    root = example_project(tmp_path / "town")
    write(root, tmp_path / "first", cache=True)
    return root


def test_nothing_changed_means_nothing_is_made(town: Path, tmp_path: Path) -> None:
    """Every record's page is taken from the build before."""
    outcome = assert_same(town, tmp_path / "second")
    records = {f"{name}/index.html" for name in ("events/den-dverey-2026", "study/primersk-15-01-35-kolledzh")}
    assert records < outcome.taken
    assert {name for name in outcome.taken if not name.endswith("/index.html")} == set()


@pytest.mark.parametrize("kind", RECORDS)
def test_a_new_title_reaches_every_page(town: Path, tmp_path: Path, kind: str) -> None:
    """Of a record of any type, wherever its title stands."""
    retitle(town / RECORDS[kind])
    assert_same(town, tmp_path / "second")


def test_a_new_and_a_removed_event(town: Path, tmp_path: Path) -> None:
    """Pages that list an organization's events notice both."""
    text = (town / EVENT).read_text("utf-8")
    (town / EVENT).with_name("vtoroy-den-2026.yml").write_text(text.replace("2026-12-05", "2026-12-12"), "utf-8")
    assert_same(town, tmp_path / "second")
    (town / EVENT).unlink()
    outcome = assert_same(town, tmp_path / "third")
    assert "events/den-dverey-2026/index.html" not in outcome.names


def test_a_reference_that_moves(town: Path, tmp_path: Path) -> None:
    """The page it leaves and the page it comes to are both made anew, and the other event's are kept."""
    path = town / EVENT
    path.write_text(path.read_text("utf-8").replace("host: primersk-kolledzh", "host: primersk-zavod"), "utf-8")
    outcome = assert_same(town, tmp_path / "second")
    made = {f"{name}/index.html" for name in ("organizations/primersk-zavod", "organizations/primersk-kolledzh")}
    assert made.isdisjoint(outcome.taken)
    assert "events/demo-primersk-kruzhok/index.html" in outcome.taken


def test_edits_of_the_real_site(tmp_path: Path) -> None:
    """Records of five types in the data of both towns are edited at once."""
    root = project_copy(tmp_path / "site")
    write(root, tmp_path / "before", cache=True)
    for edit in ["organizations/ryazan/ryazan-copp.yml", "study", "series", "volunteers", "demo/events"]:
        path = root / "data" / edit
        retitle(path if path.is_file() else sorted(path.rglob("*.yml"))[0])
    assert assert_same(root, tmp_path / "out").taken


@pytest.mark.parametrize("change", [{"today": TODAY.replace(day=24)}, {"site_url": "https://other.example/"}])
def test_another_kind_of_build_takes_nothing(town: Path, tmp_path: Path, change: dict) -> None:
    """Pages say what day it is and where they are, so those of another day or address are of no use."""
    assert write(town, tmp_path / "other", cache=True, **change).taken == frozenset()
    assert write(town, tmp_path / "again", cache=True).taken != frozenset()


def test_a_build_without_a_cache_takes_nothing(town: Path) -> None:
    """What subscribers get is made from records alone: a published site has no cache."""
    settings = Settings(root=town, today=TODAY, site_url=URL, demo=True, publish=True, cache=None)
    kept = site_build._kept(type("Build", (), {"settings": settings}))
    assert kept is None


def test_a_file_of_the_site_may_be_written_over(town: Path, tmp_path: Path) -> None:
    """A build into a folder that holds files of the last one leaves the kept ones as they are."""
    write(town, tmp_path / "first", cache=True)
    retitle(town / EVENT)
    write(town, tmp_path / "first", cache=True)
    (town / EVENT).write_text((town / EVENT).read_text("utf-8").replace(" и ещё", ""), "utf-8")
    assert_same(town, tmp_path / "second")


def test_two_processes_make_the_same_site(town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And keep the same: a large town is written by two, whether its pages are new or kept."""
    one, two = tmp_path / "one", tmp_path / "two"
    write(town, one, cache=True)
    monkeypatch.setattr(site_build, "_WORTH_A_PROCESS", 1)
    shutil.rmtree(town / ".cache")
    made = write(town, two, cache=True)
    assert (hashes(one), made.taken) == (hashes(two), frozenset())
    retitle(town / EVENT)
    taken = assert_same(town, tmp_path / "retitled").taken
    assert "events/demo-primersk-kruzhok/index.html" in taken
    assert "events/den-dverey-2026/index.html" not in taken


def asked(answers: dict[str, str]) -> Callable[[tuple[str, ...]], str]:
    """Answers to questions, as a catalog would give them."""
    return lambda question: answers[question[-1]]


def test_a_build_that_ends_halfway_counts_for_nothing(tmp_path: Path) -> None:
    """Files that were put but not closed are forgotten, and so are those before them."""
    kept = kept_for(tmp_path, "kind", asked({"a": "1"}))
    kept.put("a.html", b"one")
    kept.close((), ["a.html"], [kept.note({"a.html": [("find", "a")]}, {})])
    kept = kept_for(tmp_path, "kind", asked({"a": "1"}))
    assert kept.has("a.html")
    assert kept_for(tmp_path, "kind", asked({"a": "1"})) is None  # the other one is not done
    del kept
    assert not kept_for(tmp_path, "kind", asked({"a": "1"})).has("a.html")


def test_links_are_settled_for_one_build_only(tmp_path: Path) -> None:
    """Where links led is remembered for the files that were checked, not for later ones."""
    kept = kept_for(tmp_path, "kind", asked({}))
    kept.close((), (), ())
    kept.checked(frozenset({("index.html", "top")}))
    kept = kept_for(tmp_path, "kind", asked({}))
    assert kept.reached == {("index.html", "top")}
    kept.close((), (), ())
    assert kept_for(tmp_path, "kind", asked({})).reached == frozenset()


def test_the_last_list_is_right(tmp_path: Path) -> None:
    """Two processes each write down what they made; what is gone from the site is forgotten."""
    kept = kept_for(tmp_path, "kind", asked({"a": "1", "b": "1"}))
    for name in ("a.html", "old/index.html"):
        kept.put(name, b"one")
    first = kept.note({"a.html": [("find", "a")], "old/index.html": []}, {"card a": ("<li>", [("find", "a")])})
    second = kept.note({"b.html": [("find", "b")]}, {"card b": ("<b>", [("find", "b")])})
    kept.close((), ["a.html", "b.html", "old/index.html"], [first, second])
    kept = kept_for(tmp_path, "kind", asked({"a": "2", "b": "1"}))
    assert [kept.has(name) for name in ("a.html", "b.html", "old/index.html")] == [False, True, True]
    assert kept.pieces == {"card b": ("<b>", [("find", "b")])}
    kept.close(["b.html"], ["b.html"], [])
    assert list((tmp_path / "kept" / "kind" / "files").iterdir()) == []
    kept = kept_for(tmp_path, "kind", asked({"a": "2", "b": "1"}))
    assert (kept.has("b.html"), kept.has("old/index.html")) == (True, False)


SPOILT = ["", "[", "{}\n", '"x"\n{"a": 1}\n', "\x00", "[1, 2]", '["build", ["gone.jsonl"]]']


@pytest.mark.parametrize("text", SPOILT)
def test_a_spoilt_index_is_an_empty_one(tmp_path: Path, text: str) -> None:
    """Whatever happened to the file, the build goes on from nothing."""
    (tmp_path / "kept" / "kind").mkdir(parents=True)
    (tmp_path / "kept" / "kind" / "index.json").write_text(text, "utf-8")
    assert not kept_for(tmp_path, "kind", asked({})).has("a.html")


@pytest.mark.parametrize("text", [*SPOILT, '[["find", "a", "1"]]\n{"a.html": [7]}\n'])
def test_a_spoilt_list_is_an_empty_one(tmp_path: Path, text: str) -> None:
    """And so it does with what the index names."""
    kept = kept_for(tmp_path, "kind", asked({"a": "1"}))
    name = kept.note({"a.html": [("find", "a")]}, {})
    kept.close((), ["a.html"], [name])
    (tmp_path / "kept" / "kind" / name).write_text(text, "utf-8")
    assert not kept_for(tmp_path, "kind", asked({"a": "1"})).has("a.html")

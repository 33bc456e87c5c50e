"""Owns the saved pull requests of tests/pulls/: good ones, mistakes, hostile ones, through the scripts of CI itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.automation.pulls import git, repository, run, scripts
from tests.automation.scripts import script
from tests.site.builds import build, example_project, pages
from tests.tools import ROOT

PULLS = ROOT / "tests" / "pulls"
CASES = sorted(PULLS.glob("*/*.patch"))
PASSING = {
    "hostile/phone-with-its-exception",
    "hostile/workflow-beside-a-record",
    "mistakes/deleted-instead-of-cancelled",
    "mistakes/same-event-again",
}
"""What a program cannot refuse, because people may have a reason: each gets a warning that people must read."""
comment = script("comment")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of Примерск, one for all pull requests."""
    return repository(tmp_path_factory.mktemp("pulls") / "town")


def name_of(case: Path) -> str:
    """A saved pull request by its folder and name."""
    return f"{case.parent.name}/{case.stem}"


def answers(town: Path, case: Path, folder: Path) -> str:
    """All that CI says of a pull request, step by step, with the comment that would be written."""
    git(town, "checkout", "-qf", "main")
    git(town, "clean", "-qfd")
    git(town, "checkout", "-qB", "pull")
    git(town, "apply", "--index", str(case))
    git(town, "commit", "-qm", "pull")
    summary, outputs = folder / "summary", folder / "outputs"
    told, failed = [], False
    places = {"BASE": "main", "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(outputs)}

    def step(name: str, text: str) -> None:
        summary.write_text("", "utf-8")
        outputs.write_text("", "utf-8")
        code, said = run(town, text, **places)
        # `make` adds the number of its own line.
        said = "".join(row for row in said.splitlines(keepends=True) if not row.startswith("make: "))
        written = outputs.read_text("utf-8") + summary.read_text("utf-8")
        nonlocal failed
        failed |= code != 0
        told.append(f"== {name}{': не прошло' if code else ''}\n{said}{written}")

    for name, each in scripts("check", "data").items():
        step(name, each["run"])
    report = (town / "report" / "report.json").read_bytes()
    told.append(f"== Комментарий\n{comment.text(comment.read_report(report), '', '')}")
    if not failed:
        step("Что увидят подписчики", scripts("check", "site")["Что увидят подписчики"]["run"])
        preview = (town / "preview.html").read_text("utf-8")
        assert preview.startswith("<!DOCTYPE html>\n")
        assert "<script" not in preview
    return "\n".join(told).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_pull_request(case: Path, town: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A pull request gets exactly the answers that lie beside it; what is wrong or hostile does not pass."""
    found = answers(town, case, tmp_path)
    expected = case.with_suffix(".txt")
    if request.config.getoption("--update-golden"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")
    passes = case.parent.name == "good" or name_of(case) in PASSING
    assert ("не прошло" not in found) == passes
    if name_of(case) in PASSING:
        assert "::warning" in found or "исчез" in found


def test_set_is_whole() -> None:
    """Good changes of each usual kind, more than ten kinds of mistakes each with its own message, hostile ones."""
    kinds = {
        folder: [case for case in CASES if case.parent.name == folder] for folder in ("good", "mistakes", "hostile")
    }
    assert {folder: len(cases) >= 5 for folder, cases in kinds.items()} == dict.fromkeys(kinds, True)
    reports = [case.with_suffix(".txt").read_text("utf-8") for case in kinds["mistakes"]]
    codes = {
        row.split(" ")[2]
        for report in reports
        for row in report.splitlines()
        if row.startswith(("- Ошибка", "- Совет"))
    }
    assert len(codes) >= 10


def test_good_ones_are_built_and_hostile_ones_are_not(town: Path, tmp_path: Path) -> None:
    """New records of good pull requests are pages of a strict build; one hostile file and nothing is built at all."""
    project = example_project(tmp_path / "project")
    chosen = [PULLS / "good" / f"{name}.patch" for name in ("new-event", "new-organization", "moved-event")]
    git(town, "checkout", "-qf", "main")
    git(town, "clean", "-qfd")
    for case in chosen:
        git(town, "apply", str(case))
    for row in git(town, "status", "--porcelain", "-uall").splitlines():
        path = row[3:]
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(town / path, project / path)
    built = build(tmp_path / "site", root=project)
    assert built.code == 0, built.output
    assert {
        "events/ekskursiya-v-liteynyy-ceh/index.html",
        "events/stanki-ozhivayut-2026-12-12/index.html",
        "organizations/primersk-muzey/index.html",
    } <= set(pages(built.folder))
    assert "Перенесено с субботы" in (built.folder / "events" / "den-dverey-2026" / "index.html").read_text("utf-8")
    (project / "content" / "about.md").write_text("# {{ ''.__class__ }}\n", "utf-8")
    hostile = build(tmp_path / "hostile", root=project)
    assert hostile.code != 0
    assert "content/about.md" in hostile.output
    assert not list((tmp_path / "hostile").rglob("*.html"))

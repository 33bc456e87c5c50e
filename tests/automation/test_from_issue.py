"""Owns the way from an issue to a pull request: the workflow's own scripts, run on saved issues, hostile ones too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.automation.pulls import git, repository, run, scripts

GOOD = """\
### Вид записи

событие

### Город

Примерск

### Название

Экскурсия в цех

### Вид

Экскурсия

### Начало

12 декабря 2026, 10:00

### Окончание

12.12.2026 12:00

### Статус

Запланировано

### Место

Проходная

### Формат

Очно

### Организатор

Примерский завод

### Для кого

Ученики, Родители

### Классы

8-11

### Уровень

Школьный

### Возрастная отметка

12+

### Описание

_No response_

### Источник

https://zavod.example/news
"""
RECORD = """\
title: Экскурсия в цех
kind: excursion
start: 2026-12-12 10:00
end: 2026-12-12 12:00
status: planned
place: {name: Проходная}
format: in-person
host: primersk-zavod
audience: [pupils, parents]
grades: 8-11
level: school
age_mark: 12+
sources:
  - {kind: url, url: https://zavod.example/news, date: 2026-11-23}
verification: needs-verification
checked: 2026-11-23
"""
PATH = "data/events/primersk/ekskursiya-v-ceh-2026-12-12.yml"
FAILED = "Из заявки пока не получилась запись. Поправьте ответы прямо в тексте заявки — редактор повторит.\n"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of Примерск, one for all issues."""
    return repository(tmp_path_factory.mktemp("issues") / "town")


def taken(town: Path, folder: Path, body: str | None) -> tuple[str, dict[str, str]]:
    """What the reading job says of an issue, and the files it hands on."""
    git(town, "clean", "-qfd", "--", "data", "found")
    event = folder / "event.json"
    event.write_text(json.dumps({"action": "labeled", "issue": {"number": 17, "body": body}}), "utf-8")
    outputs = folder / "outputs"
    outputs.write_text("", "utf-8")
    script = scripts("issue", "record")["Запись из текста заявки"]["run"]
    code, said = run(town, script, GITHUB_EVENT_PATH=str(event), GITHUB_OUTPUT=str(outputs))
    assert (code, said) == (0, "")
    found = {path.name: path.read_text("utf-8") for path in (town / "found").iterdir()}
    assert found.pop("base") == git(town, "rev-parse", "HEAD")
    return outputs.read_text("utf-8"), found


def test_an_issue_becomes_a_record(town: Path, tmp_path: Path) -> None:
    """The form's answers are a whole file; the pull request says what the check and the calendars say."""
    said, found = taken(town, tmp_path, GOOD.replace("\n", "\r\n"))
    assert said == "made=true\n"
    assert (found["path"], found["record.yml"]) == (PATH, RECORD)
    pull = found["pull.md"].replace("\N{NO-BREAK SPACE}", " ")
    assert pull.splitlines()[:12] == [
        f"Запись из заявки №17: `{PATH}`. Сверьте её с источником, поправьте прямо в этом запросе и примите.",
        "",
        "Проверки у запроса, который открыла программа, сами не начинаются: закройте его и откройте снова.",
        "",
        "## Проверка",
        "",
        "**Всё в порядке.** Записей: 1. Ошибок: 0. Советов: 0.",
        "",
        "## Что увидят подписчики",
        "",
        "**Подписчики увидят: новых — 1, перенесено — 0, отменено — 0.**",
        "",
    ]
    assert pull.endswith("\nCloses #17\n")
    assert "Экскурсия" in pull
    assert found["answer.md"].startswith("Спасибо! Из заявки получилась запись.")


HOSTILE = {
    "commands": ("Экскурсия в цех", '$(touch broken); `touch broken`"; touch broken; #'),
    "output": ("Экскурсия в цех", "Экскурсия\nmade=true\npath=.github/workflows/check.yml"),
    "template": ("Экскурсия в цех", "{{ config }} ${{ github.token }}"),
    "tag": ("Экскурсия в цех", "<script>alert(1)</script>"),
    "fence": ("Экскурсия в цех", "```\n</details> @everyone [сюда](javascript:alert(1))\n```"),
    "yaml": ("Проходная", "зал}\nstatus: confirmed\nverification: verified\nx: {"),
    "path": ("событие", "../../.github/workflows"),
    "town": ("Примерск", "../../../tmp"),
    "long": ("Экскурсия в цех", "Я" * 70_000),
}
WRITES = {"commands", "output", "yaml"}
"""Those whose text is only odd: it stands in the record as text, and nothing else comes of it."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_issue(name: str, town: Path, tmp_path: Path) -> None:
    """A text made to harm is refused in Russian or is a text: no command runs, no other file or output appears."""
    said, found = taken(town, tmp_path, GOOD.replace(*HOSTILE[name]))
    assert said == f"made={str(name in WRITES).lower()}\n"
    changed = git(town, "status", "--porcelain", "-z").split("\0")
    made = [row[3:] for row in changed if row and row[3:] != "found/"]
    if name in WRITES:
        assert [found["path"]] == made
        assert found["path"].startswith("data/events/primersk/")
        assert "verification: needs-verification\n" in found["record.yml"]
        return
    assert made == []
    assert set(found) == {"answer.md"}
    first, empty, *rows = found["answer.md"].splitlines()
    assert (first + "\n", empty) == (FAILED, "")
    assert all(row.startswith("    ") for row in rows)


def test_other_issues(town: Path, tmp_path: Path) -> None:
    """Corrections are left to people, an empty issue too; what is there already is not made twice."""
    for body in ("### Какая страница\n\nЗавод\n", "", None):
        assert taken(town, tmp_path, body) == (
            "made=false\n",
            {"answer.md": "Спасибо! Такую заявку читает человек: редактор разберёт её сам.\n"},
        )
    (town / PATH).write_text(RECORD, "utf-8")
    git(town, "add", "data")
    try:
        said, found = taken(town, tmp_path, GOOD)
        assert (said, found["answer.md"].partition("\n")[0]) == (
            "made=false\n", "Спасибо! Такая запись на сайте уже есть, второй не нужно.",
        )  # fmt: skip
    finally:
        git(town, "reset", "-q", "--hard")


GH = """\
#!/bin/bash
# Stands for the forge's own program: writes down what it was asked, with the texts it was given.
printf '%s ' "$@" | tr '\\n' ' ' >> "$CALLS"; echo >> "$CALLS"
if [ "$1 $2" = "pr list" ]; then echo "$OPEN"; fi
if [ "$1" = "api" ] && [ "$2" = "$REFUSED" ]; then exit 1; fi
exit 0
"""


def proposed(folder: Path, found: dict[str, str], **environment: str) -> tuple[int, list[str]]:
    """Exit code of the writing job, and what it asked the forge for."""
    for name, text in found.items():
        place = folder / "found" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "gh").write_text(GH, "utf-8")
    (programs / "gh").chmod(0o755)
    calls = folder / "calls"
    calls.write_text("", "utf-8")
    settings = {
        "RUNNER_TEMP": str(folder), "CALLS": str(calls), "GH_REPO": "town/site", "NUMBER": "17", "MAIN": "main",
        "OPEN": "", "REFUSED": "",
    }  # fmt: skip
    code = 0
    for name, step in scripts("issue", "propose").items():
        if code == 0 and ("if" not in step or "path" in found):
            code, _ = run(folder, f"# {name}\n{step['run']}", **settings | environment)
    return code, [row.strip() for row in calls.read_text("utf-8").splitlines()]


MADE = {"path": PATH, "base": "a" * 40 + "\n", "record.yml": "title: Я\n", "pull.md": "Текст", "answer.md": "Спасибо"}
NEW_BRANCH = f"api repos/town/site/git/refs -f ref=refs/heads/zayavka-17 -f sha={'a' * 40}"
OLD_BRANCH = f"api -X PATCH repos/town/site/git/refs/heads/zayavka-17 -f sha={'a' * 40} -F force=true"
COMMIT = (
    f"api -X PUT repos/town/site/contents/{PATH} -f branch=zayavka-17 -f message=Запись из заявки №17 "
    "-f content=dGl0bGU6INCvCg=="
)
LIST = "pr list --head zayavka-17 --state open --json number --jq .[0].number // empty"


def test_a_record_is_proposed(tmp_path: Path) -> None:
    """One branch with one file, one pull request, one answer; a second label renews them."""
    code, calls = proposed(tmp_path / "first", MADE)
    folder = tmp_path / "first"
    create = "pr create --base main --head zayavka-17 --title Запись из заявки №17 --body-file pull.md"
    answer = f"issue comment 17 --body-file {folder}/found/answer.md"
    assert (code, calls) == (0, [NEW_BRANCH, COMMIT, LIST, create, answer])
    code, calls = proposed(tmp_path / "again", MADE, REFUSED="repos/town/site/git/refs", OPEN="18")
    assert code == 0
    assert calls[:-1] == [NEW_BRANCH, OLD_BRANCH, COMMIT, LIST, "pr edit 18 --body-file pull.md"]


def test_without_a_record_only_the_answer(tmp_path: Path) -> None:
    """What could not be read is told to its author, and nothing is written."""
    code, calls = proposed(tmp_path / "none", {"answer.md": "Поправьте"})
    assert (code, calls) == (0, [f"issue comment 17 --body-file {tmp_path}/none/found/answer.md"])


@pytest.mark.parametrize(
    "path",
    [
        ".github/workflows/check.yml",
        "data/../macros/__init__.yml",
        "data/events/a.yml\nx",
        "data/guard/allowed.yml",
        "/a.yml",
    ],
)
def test_other_paths_are_refused(path: str, tmp_path: Path) -> None:
    """Whatever the first job hands on, only a record's file can be written."""
    code, calls = proposed(tmp_path / "other", MADE | {"path": path})
    assert (code, calls) == (1, [])

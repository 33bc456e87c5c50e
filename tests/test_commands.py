"""Owns the tests of `python -m macros`: exit codes and what is printed, on the town of Примерск."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.catalog.towns import lay_out, put
from tests.tools import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project folder of Примерск."""
    return lay_out(tmp_path / "primersk")


def run(*arguments: str, **environment: str) -> tuple[int, str, str]:
    """Exit code, output and messages of a command, run as people run it."""
    done = subprocess.run(
        [sys.executable, "-m", "macros", *arguments],
        cwd=ROOT,
        env=os.environ | {"SITE_TODAY": "2026-11-23"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_check_of_sound_data(project: Path) -> None:
    """Sound data: one line with the count, exit code 0."""
    assert run("--root", str(project), "check") == (0, "Записей: 16. Ошибок: 0. Советов: 0.\n", "")


def test_check_tells_every_problem(project: Path) -> None:
    """Errors block: each is a line with its place and ready value, exit code 1."""
    event = (project / "data/events/primersk/den-dverey-2026.yml").read_text(encoding="utf-8")
    event = event.replace("2026-12-05 10:00", "05.12.2026 в 10:00").replace("grades: 8-11\n", "")
    put(project, "data/events/primersk/den-dverey-2026.yml", event)
    assert run("--root", str(project), "check") == (
        1,
        "data/events/primersk/den-dverey-2026.yml:1: совет СОБ-028: Классы (grades): классы не указаны; без них "
        "событие не попадёт в календари по классам.\n"
        "data/events/primersk/den-dverey-2026.yml:3: ошибка СОБ-014: Начало (start): «05.12.2026 в 10:00»; нужно "
        "ГГГГ-ММ-ДД ЧЧ:ММ, а если время не важно — ГГГГ-ММ-ДД. Готовое значение: 2026-12-05 10:00\n"
        "\n"
        "Что это значит и как исправить:\n"
        "  СОБ-014 — Дата записана не так: /editors/messages/014/\n"
        "  СОБ-028 — Классы не указаны или записаны не так: /editors/messages/028/\n"
        "\n"
        "Записей: 16. Ошибок: 1. Советов: 1.\n",
        "",
    )


def test_advice_does_not_block(project: Path) -> None:
    """Warnings alone are printed and let the data through."""
    event = (project / "data/events/primersk/den-dverey-2026.yml").read_text(encoding="utf-8")
    put(project, "data/events/primersk/den-dverey-2026.yml", event.replace("grades: 8-11\n", ""))
    code, output, _ = run("--root", str(project), "check")
    assert (code, output.splitlines()[-1]) == (0, "Записей: 16. Ошибок: 0. Советов: 1.")


def test_wrong_folder(tmp_path: Path) -> None:
    """A folder that is no project is an error, not a site without records."""
    assert run("--root", str(tmp_path), "check") == (
        1,
        "data:1: ошибка ФАЙ-009: «data»; в этой папке проекта должны лежать записи.\n"
        "\n"
        "Что это значит и как исправить:\n"
        "  ФАЙ-009 — Файл лежит не там или назван не так: /editors/messages/009/\n"
        "\n"
        "Записей: 0. Ошибок: 1. Советов: 0.\n",
        "",
    )


def test_senseless_environment(project: Path) -> None:
    """A day that is none is told in a sentence, exit code 2."""
    assert run("--root", str(project), "check", SITE_TODAY="завтра") == (
        2, "", "SITE_TODAY: записано «завтра», нужно ГГГГ-ММ-ДД, например 2026-11-22\n",
    )  # fmt: skip


def test_no_command() -> None:
    """Without a command the usage is shown, exit code 2."""
    code, output, messages = run()
    assert (code, output) == (2, "")
    assert messages.startswith("usage: python -m macros")

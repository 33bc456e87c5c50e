"""Owns the forms in which a check reports: for a terminal, for GitHub, for programs, for a summary."""

from __future__ import annotations

import json

from macros.catalog import Problem, Severity
from macros.editing import problem_report

ERROR = Problem(
    code="СОБ-014",
    severity=Severity.ERROR,
    path="data/events/primersk/a,b:100%.yml",
    line=3,
    field="start",
    name="Начало",
    found="«12.12.2026\nв 18.30»",
    expected="нужно ГГГГ-ММ-ДД ЧЧ:ММ",
    fix="2026-12-12 18:30",
)
ADVICE = Problem(
    code="СОБ-031",
    severity=Severity.WARNING,
    path="data/events/primersk/b.yml",
    line=1,
    field="title",
    name="Название",
    found="похоже на «`x` <b> ::error::»",
    expected="исправьте прежнюю запись",
)


def test_github() -> None:
    """One command a problem; what would end it or begin another one is escaped."""
    assert problem_report.as_github([ERROR, ADVICE], 2, site_url="") == (
        "::error file=data/events/primersk/a%2Cb%3A100%25.yml,line=3,title=СОБ-014 Начало::«12.12.2026%0Aв 18.30»; "
        "нужно ГГГГ-ММ-ДД ЧЧ:ММ. Готовое значение: 2026-12-12 18:30 Подробнее: /editors/messages/014/\n"
        "::warning file=data/events/primersk/b.yml,line=1,title=СОБ-031 Название::похоже на «`x` <b> ::error::»; "
        "исправьте прежнюю запись. Подробнее: /editors/messages/031/\n"
        "Записей: 2. Ошибок: 1. Советов: 1.\n"
    )


def test_json() -> None:
    """The documented shape, whole."""
    assert json.loads(problem_report.as_json([ADVICE], 2, site_url="https://site.example/")) == {
        "version": 1,
        "records": 2,
        "errors": 0,
        "advice": 1,
        "problems": [
            {
                "code": "СОБ-031",
                "severity": "warning",
                "path": "data/events/primersk/b.yml",
                "line": 1,
                "field": "title",
                "name": "Название",
                "found": "похоже на «`x` <b> ::error::»",
                "expected": "исправьте прежнюю запись",
                "fix": "",
                "help": "https://site.example/editors/messages/031/",
            }
        ],
    }


def test_markdown() -> None:
    """The summary of a run: what was typed is shown letter by letter, codes lead to their help."""
    assert problem_report.as_markdown([ADVICE], 2, site_url="https://site.example/") == (
        "**Можно публиковать: 1\N{NO-BREAK SPACE}совет**\n"
        "\n"
        "- Совет [СОБ-031](https://site.example/editors/messages/031/) · `data/events/primersk/b.yml`, строка 1: "
        "**Название**: похоже на «\\`x\\` &lt;b&gt; ::error::»; исправьте прежнюю запись.\n"
        "\n"
        "Записей: 2. Ошибок: 0. Советов: 1.\n"
    )
    assert problem_report.as_markdown([], 2, site_url="") == ("**Всё в порядке.** Записей: 2. Ошибок: 0. Советов: 0.\n")

"""What a check found, as people and programs read it: text for a terminal, GitHub annotations, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from macros.catalog import Problem, Severity
from macros.catalog.messages import help_page, read_messages
from macros.editing.markdown import code_markdown, plain_markdown
from macros.text.russian import plural


def as_text(problems: Sequence[Problem], records: int, *, site_url: str) -> str:
    """A line a problem, where to read more, and the sum; `site_url` may be empty."""
    return problem_lines(problems, site_url=site_url) + sum_line(problems, records) + "\n"


def problem_lines(problems: Sequence[Problem], *, site_url: str) -> str:
    """The same without the sum."""
    rows = [problem.text() for problem in problems]
    return "".join(f"{row}\n" for row in (*rows, *_more(problems, site_url)))


def sum_line(problems: Iterable[Problem], records: int) -> str:
    """«Записей: 16. Ошибок: 0. Советов: 0.»"""
    errors, advice = count(problems)
    return f"Записей: {records}. Ошибок: {errors}. Советов: {advice}."


def count(problems: Iterable[Problem]) -> tuple[int, int]:
    """How many errors and how many pieces of advice."""
    marks = [problem.severity is Severity.ERROR for problem in problems]
    return sum(marks), len(marks) - sum(marks)


def _more(problems: Iterable[Problem], site_url: str) -> list[str]:
    messages = read_messages()
    pages: dict[str, list[str]] = {}
    for problem in problems:
        codes = pages.setdefault(help_page(problem.code), [])
        codes += [] if problem.code in codes else [problem.code]
    if not pages:
        return []
    rows = ["", "Что это значит и как исправить:"]
    for page, codes in sorted(pages.items()):
        title = messages[int(codes[0].rpartition("-")[2])].title
        rows.append(f"  {', '.join(codes)} — {title}: {site_url or '/'}{page}")
    return [*rows, ""]


def as_github(problems: Sequence[Problem], records: int, *, site_url: str) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request, then the sum.

    GitHub keeps about ten of a kind for a step; the full list is in the log, which is this text.
    """
    rows = []
    for problem in problems:
        command = "error" if problem.severity is Severity.ERROR else "warning"
        title = f"{problem.code} {problem.name}".strip()
        place = f"file={_property(problem.path)},line={problem.line},title={_property(title)}"
        text = f"{_sentence(problem)} Подробнее: {site_url or '/'}{help_page(problem.code)}"
        rows.append(f"::{command} {place}::{_data(text)}")
    rows.append(sum_line(problems, records))
    return "".join(f"{row}\n" for row in rows)


def _sentence(problem: Problem) -> str:
    found = f"{problem.found}; " if problem.found else ""
    fix = f" Готовое значение: {problem.fix}" if problem.fix else ""
    return f"{found}{problem.expected}.{fix}"


def _data(text: str) -> str:
    """The message of a workflow command with what would end it escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem], records: int, *, site_url: str) -> str:
    """One JSON object; keys are only ever added, `version` grows when one changes its meaning.

    `{"version": 1, "records", "errors", "advice", "problems": [{"code", "severity": "error" or "warning",
    "path", "line", "field", "name", "found", "expected", "fix", "help"}]}`: `path` from the project's root,
    `line` from 1, `field` is a dotted path of keys or "", `name` the field in Russian, `fix` a value to copy or "",
    `help` the address of the page about it.
    """
    errors, advice = count(problems)
    found: dict[str, Any] = {
        "version": 1,
        "records": records,
        "errors": errors,
        "advice": advice,
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity.value,
                "path": problem.path,
                "line": problem.line,
                "field": problem.field,
                "name": problem.name,
                "found": problem.found,
                "expected": problem.expected,
                "fix": problem.fix,
                "help": (site_url or "/") + help_page(problem.code),
            }
            for problem in problems
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def as_markdown(problems: Sequence[Problem], records: int, *, site_url: str) -> str:
    """The full list for the summary of a workflow's run; editors' texts are shown, never interpreted."""
    errors, advice = count(problems)
    if not problems:
        return f"**Всё в порядке.** {sum_line(problems, records)}\n"
    parts = [plural(errors, "ошибка", "ошибки", "ошибок")] if errors else []
    parts += [plural(advice, "совет", "совета", "советов")] if advice else []
    rows = [f"**{'Почти готово' if errors else 'Можно публиковать'}: {', '.join(parts)}**", ""]
    for problem in problems:
        mark = "Ошибка" if problem.severity is Severity.ERROR else "Совет"
        name = f" **{plain_markdown(problem.name)}**:" if problem.name else ""
        found = f" {plain_markdown(problem.found)};" if problem.found else ""
        fix = f" Готовое значение: {code_markdown(problem.fix)}." if problem.fix else ""
        code = f"[{problem.code}]({site_url}{help_page(problem.code)})" if site_url else problem.code
        rows.append(
            f"- {mark} {code} · {code_markdown(problem.path)}, "
            f"строка {problem.line}:{name}{found} {plain_markdown(problem.expected)}.{fix}"
        )
    return "".join(f"{row}\n" for row in [*rows, "", sum_line(problems, records)])

"""Owns the way from the files of tests/examples/ and tests/broken/ to a project folder of their own."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from macros.catalog import Loaded, Problem, Severity, load
from tests.tools import ROOT

TODAY = date(2026, 11, 23)
"""The Monday around which demo records are written: they stand where their files say."""
EXAMPLE = ROOT / "tests" / "examples" / "primersk"
BROKEN = ROOT / "tests" / "broken"
HOSTILE = ROOT / "tests" / "hostile"
"""Files that try to do harm, laid out as in BROKEN; «pages» lie in content/."""
TOWNLESS = ("dates", "resources", "municipalities", "questionnaires")


def lay_out(folder: Path) -> Path:
    """A project folder with the town of Примерск and the project's own vocabularies."""
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "data" / "vocabularies", folder / "data" / "vocabularies")
    return folder


def place_of(case: Path) -> str:
    """Where a file of tests/broken/<type>/ lies in a project."""
    kind = case.parent.name
    if kind == "pages":
        return f"content/{case.name}"
    if case.suffix == ".md":
        return f"content/professions/{case.name}"
    return f"data/{kind}/{case.name}" if kind in TOWNLESS else f"data/{kind}/primersk/{case.name}"


def put(town: Path, place: str, text: str | bytes) -> Path:
    """Write a file of the project, its folders too."""
    path = town / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def check(town: Path, *, demo: bool = True) -> Loaded:
    """Load the project as on the day of the demo records, without a cache."""
    return load(town, today=TODAY, demo=demo)


def listing(problems: tuple[Problem, ...], place: str = "") -> str:
    """Problems a line each: `line | code | field | found | expected | fix`, other files with their path."""
    rows = []
    for problem in problems:
        where = str(problem.line) if problem.path == place else f"{problem.path}:{problem.line}"
        code = problem.code if problem.severity is Severity.ERROR else f"совет {problem.code}"
        cells = (where, code, problem.field, problem.found, problem.expected, problem.fix)
        rows.append(" | ".join(cells).rstrip())
    return "".join(f"{row}\n" for row in rows)

"""The command line: `python -m macros check` and friends."""

from __future__ import annotations

import sys
from pathlib import Path

from macros.catalog import load
from macros.settings import from_environment

ROOT = Path(__file__).resolve().parent.parent


def check() -> int:
    """Check data and content, demo records included; 0 when nothing blocks publication."""
    settings = from_environment(ROOT)
    loaded = load(ROOT, today=settings.today, demo=True, cache=settings.cache)
    for problem in loaded.problems:
        print(problem.text())
    count = len(loaded.errors)
    records = sum(len(items) for items in loaded.catalog.records.values())
    print(f"Записей: {records}. Ошибок: {count}. Советов: {len(loaded.problems) - count}.")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(check())

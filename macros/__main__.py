"""The command line: `python -m macros check` and friends."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from macros.catalog import FOLDERS, TYPES, Loaded, load
from macros.editing.schema import input_schema
from macros.settings import SettingsError, from_environment

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0 when nothing blocks publication, 2 for wrong arguments."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Команды Профнавигатора.")
    parser.add_argument("--root", type=Path, default=ROOT, help="папка проекта")
    commands = parser.add_subparsers(dest="command", required=True, metavar="команда")
    commands.add_parser("check", help="проверить данные и тексты")
    schema = commands.add_parser("schema", help="напечатать JSON Schema записи")
    schema.add_argument("type", choices=sorted(FOLDERS), help="вид записи — имя папки в data/")
    options = parser.parse_args(arguments)
    try:
        loaded = _load(options.root)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    if options.command == "schema":
        found = input_schema(loaded.catalog, TYPES[FOLDERS[options.type]])
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    return _report(loaded)


def _load(root: Path) -> Loaded:
    settings = from_environment(root)
    return load(root, today=settings.today, demo=True, cache=settings.cache)


def _report(loaded: Loaded) -> int:
    """Print every problem and the sum of them."""
    for problem in loaded.problems:
        print(problem.text())
    errors = len(loaded.errors)
    records = sum(len(items) for items in loaded.catalog.records.values())
    print(f"Записей: {records}. Ошибок: {errors}. Советов: {len(loaded.problems) - errors}.")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())

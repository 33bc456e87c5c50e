"""The command line: `python -m macros check` and friends."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from macros import commands, record_commands
from macros.catalog import FOLDERS, TYPES, load
from macros.editing.editor_settings import editor_files
from macros.editing.issue_forms import issue_forms
from macros.editing.schema import input_schema
from macros.settings import Settings, SettingsError, from_environment

ROOT = Path(__file__).resolve().parent.parent
_FOLDERS = sorted(FOLDERS)
_FIELDS = 'поля записи: --title "Название" --start "2026-12-05 10:00" --place.name Зал'


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0 when nothing blocks publication, 2 for wrong arguments."""
    parser, runs = _parser()
    options, rest = parser.parse_known_args(arguments)
    options.fields = rest
    if rest and options.command not in ("new", "import"):
        parser.error(f"лишние слова: {' '.join(rest)}")
    try:
        return runs[options.command](from_environment(options.root), options)
    except (SettingsError, commands.WrongCall) as error:
        print(error, file=sys.stderr)
        return 2


def schema(settings: Settings, options: argparse.Namespace) -> int:
    """Print the JSON Schema of a record as an editor writes it, or write the files that are made of the schemas."""
    catalog = load(settings.root, today=settings.today, demo=True, cache=settings.cache).catalog
    files = issue_forms(catalog) if options.issue_forms else {}
    files |= editor_files(catalog) if options.vscode else {}
    for path, text in files.items():
        target = settings.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        print(path)
    if files:
        return 0
    if options.type is None:
        raise commands.WrongCall("schema: назовите вид записи или добавьте --issue-forms, --vscode")
    print(json.dumps(input_schema(catalog, TYPES[FOLDERS[options.type]]), ensure_ascii=False, indent=1))
    return 0


def _parser() -> tuple[argparse.ArgumentParser, dict[str, Callable[[Settings, argparse.Namespace], int]]]:
    parser = argparse.ArgumentParser(prog="python -m macros", description="Команды Профнавигатора.", allow_abbrev=False)
    parser.add_argument("--root", type=Path, default=ROOT, help="папка проекта")
    added = parser.add_subparsers(dest="command", required=True, metavar="команда")

    def command(name: str, words: str, **more: str) -> argparse.ArgumentParser:
        return added.add_parser(name, help=words, description=words, allow_abbrev=False, **more)

    check = command("check", "проверить данные и тексты")
    check.add_argument("paths", nargs="*", metavar="файл", help="показать только замечания к этим файлам и папкам")
    check.add_argument("--format", choices=("text", "github", "json", "markdown"), default="text", help="вид ответа")

    explain = command("explain", "объяснить код из сообщения проверки")
    explain.add_argument("code", metavar="код", help="например СОБ-014")

    new = command("new", "добавить запись: спросит в терминале или возьмёт поля из ключей", epilog=_FIELDS)
    new.add_argument("type", choices=_FOLDERS, metavar="вид", help=f"одно из: {', '.join(_FOLDERS)}")
    new.add_argument("--id", help="имя файла без окончания; иначе сложится из названия")
    new.add_argument("--town", help="город; иначе город организатора; all — вся страна")
    new.add_argument("--demo", action="store_true", help="придуманный пример, в data/demo/")
    new.add_argument("--no-questions", action="store_true", help="не спрашивать, даже в терминале")

    taken = command("import", "сделать записи из файла формы, заявки или таблицы", epilog=_FIELDS)
    taken.add_argument("file", metavar="файл", help=".xlsx, .csv, .yml, .json или .md; «-» — текст заявки со входа")
    taken.add_argument("--type", choices=_FOLDERS, default="events", metavar="вид", help="вид записей, сначала events")
    taken.add_argument("--town", help="город записей; иначе город организатора; all — вся страна")
    taken.add_argument("--name", help="как называть файл в сообщениях; по окончанию узнаётся его вид")
    taken.add_argument("--with-twins", action="store_true", help="записать и то, что похоже на уже записанное")
    taken.add_argument("--dry-run", action="store_true", help="только показать, что было бы записано")

    layout = command("format", "записать файлы данных по одному образцу")
    layout.add_argument("paths", nargs="*", metavar="файл", help="только эти файлы и папки")
    layout.add_argument("--check", action="store_true", help="ничего не менять, назвать файлы не по образцу")

    diff = command("diff", "что изменится у подписчиков, на страницах и в числах")
    diff.add_argument("base", metavar="откуда", help="коммит или ветка, куда попадёт правка")
    diff.add_argument("head", metavar="докуда", nargs="?", help="коммит правки; без него — файлы, как они лежат")
    diff.add_argument("--format", choices=("text", "markdown", "html"), default="text", help="вид ответа")
    diff.add_argument("--output", metavar="файл", help="записать ответ в файл")
    diff.add_argument("--demo", action="store_true", help="сравнивать и придуманные примеры")
    diff.add_argument("--exact", action="store_true", help="сравнить сами коммиты, а не с места, где они разошлись")

    stale = command("stale", "что не сверяли больше года, по организациям")
    stale.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="вид ответа")

    described = command("schema", "напечатать JSON Schema записи или записать то, что из неё сделано")
    described.add_argument("type", nargs="?", choices=_FOLDERS, metavar="вид", help="вид записи — имя папки в data/")
    described.add_argument("--issue-forms", action="store_true", help="записать формы заявок в .github/ISSUE_TEMPLATE/")
    described.add_argument("--vscode", action="store_true", help="записать схемы для VS Code в .vscode/")
    return parser, {
        "check": commands.check,
        "explain": commands.explain,
        "new": record_commands.new,
        "import": record_commands.import_file,
        "format": commands.format_files,
        "diff": commands.diff,
        "stale": commands.stale,
        "schema": schema,
    }


if __name__ == "__main__":
    sys.exit(main())

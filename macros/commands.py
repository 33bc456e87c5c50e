"""The door to the commands that look at data: check, explain, stale, format, diff; prints, returns exit codes."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from macros import commits
from macros.catalog import FOLDERS, TYPES, Catalog, Loaded, Problem, Severity, load
from macros.catalog.load import CLOSED
from macros.catalog.messages import read_messages
from macros.editing import calendar_diff, diff_report, problem_report, staleness
from macros.editing.layout import Unreadable, formatted
from macros.feeds.slice_clashes import path_clashes
from macros.settings import Settings

OK, FAULTS, WRONG_CALL = 0, 1, 2
"""Exit codes: fine; the data have errors or nothing was written; the command was called wrongly."""


class WrongCall(ValueError):
    """The command's arguments make no sense; the text says in Russian what to write."""


def loaded(settings: Settings) -> Loaded:
    """The data of the project, sample records included."""
    found = load(settings.root, today=settings.today, demo=True, cache=settings.cache)
    # Names of calendars are made of whole vocabularies.
    clashes = () if found.errors else path_clashes(found.catalog)
    problems = sorted(
        (*found.problems, *clashes), key=lambda item: (item.path, item.line, item.code, item.field, item.found)
    )
    return replace(found, problems=tuple(problems))


# --- check, stale, explain -----------------------------------------------------------------------------


def check(settings: Settings, options: Namespace) -> int:
    """Print every problem, of the given files only when there are any."""
    found = loaded(settings)
    chosen = _chosen_paths(settings.root, options.paths)
    problems = [item for item in found.problems if not chosen or _lies_in(item.path, chosen)]
    records = [item for items in found.catalog.records.values() for item in items.values()]
    number = sum(not chosen or _lies_in(item.path, chosen) for item in records)
    write = {
        "text": problem_report.as_text,
        "github": problem_report.as_github,
        "json": problem_report.as_json,
        "markdown": problem_report.as_markdown,
    }[options.format]
    print(write(problems, number, site_url=settings.site_url), end="")
    return FAULTS if any(item.severity is Severity.ERROR for item in problems) else OK


def stale(settings: Settings, options: Namespace) -> int:
    """Print what nobody has checked for a year."""
    groups = staleness.stale_facts(sound(settings))
    write = {"text": staleness.as_text, "markdown": staleness.as_markdown, "json": staleness.as_json}[options.format]
    print(write(groups, settings.today), end="")
    return OK


def explain(settings: Settings, options: Namespace) -> int:
    """Print the help with a code."""
    del settings
    number = options.code.rpartition("-")[2]
    found = read_messages().get(int(number)) if number.isdecimal() else None
    if found is None:
        raise WrongCall(f"Кода «{options.code}» нет. Нужен код из сообщения, например СОБ-014.")
    example = found.example
    wrong = "".join(f"  {row}\n" for row in filter(None, (example.wrong_path, *example.wrong.split("\n"))))
    right = "".join(f"  {row}\n" for row in filter(None, (example.right_path, *example.right.split("\n"))))
    note = f"\n{example.note}\n" if example.note else ""
    print(f"{found.title}\n\n{found.means}\n\n{found.why}\n\nНеверно:\n{wrong}\nВерно:\n{right}{note}", end="")
    return OK


# --- format --------------------------------------------------------------------------------------------------


def format_files(settings: Settings, options: Namespace) -> int:
    """Give data files the one layout; with --check only name those that lack it."""
    chosen = _chosen_paths(settings.root, options.paths)
    changed, unread = [], []
    for path, cls in _data_files(settings.root):
        name = path.relative_to(settings.root).as_posix()
        if chosen and not _lies_in(name, chosen):
            continue
        try:
            text = path.read_bytes().decode("utf-8-sig")
            done = formatted(text, cls)
        except (Unreadable, UnicodeDecodeError):
            unread.append(name)
            continue
        if done.encode() != path.read_bytes():
            changed.append(name)
            if not options.check:
                path.write_bytes(done.encode())
    for name in changed:
        print(f"{name}: {'записан не по образцу' if options.check else 'записан по образцу'}")
    for name in unread:
        print(f"{name}: не тронут, в нём есть ошибки — запустите check")
    if changed and options.check:
        print("Исправит команда: python -m macros format")
    return FAULTS if unread or (changed and options.check) else OK


def _data_files(root: Path) -> Iterable[tuple[Path, type]]:
    types = {folder: TYPES[name] for folder, name in FOLDERS.items()} | CLOSED
    for base in (root / "data", root / "data" / "demo"):
        for folder, cls in types.items():
            yield from ((path, cls) for path in sorted((base / folder).rglob("*.yml")))
    cards = sorted((root / "content" / "professions").glob("*.md"))
    yield from ((path, TYPES["Occupation"]) for path in cards if path.name != "index.md")


# --- diff ------------------------------------------------------------------------------------------------------


def diff(settings: Settings, options: Namespace) -> int:
    """Print what a change changes for subscribers and readers, between two commits or up to the files as they lie."""
    with ExitStack() as stack:
        try:
            base = options.base
            if not options.exact:
                base = commits.common_ancestor(settings.root, base, options.head or "HEAD")
            folders = [stack.enter_context(commits.files_of(settings.root, base))]
            head = commits.files_of(settings.root, options.head) if options.head else None
            folders.append(stack.enter_context(head) if head else settings.root)
        except commits.NoCommit as error:
            raise WrongCall(str(error)) from None
        states = [load(folder, today=settings.today, demo=options.demo, cache=None) for folder in folders]
        for name, state in zip((options.base, options.head or "рабочая папка"), states, strict=True):
            if state.errors:
                _blame(name, state.errors)
                return FAULTS
        found = calendar_diff.compare(states[0].catalog, states[1].catalog, (_prose(folders[0]), _prose(folders[1])))
    if options.format == "html":
        title = f"Что изменится: {options.base} → {options.head or 'рабочая папка'}"
        text = diff_report.as_html(found, overrides=settings.root / "overrides", title=title)
    else:
        text = {"text": diff_report.as_text, "markdown": diff_report.as_markdown}[options.format](found)
    if options.output:
        Path(options.output).write_text(text, "utf-8")
    else:
        print(text, end="")
    return OK


def _blame(name: str, problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        print(problem.text())
    print(f"Сравнить нельзя: в «{name}» есть ошибки. Их {len(problems)}, они перечислены выше.")


def _prose(folder: Path) -> dict[str, str]:
    """Markdown pages by file, profession cards apart: those are records."""
    pages = (folder / "content").rglob("*.md")
    texts = {page.relative_to(folder).as_posix(): page.read_text("utf-8", "replace") for page in sorted(pages)}
    return {
        name: text
        for name, text in texts.items()
        if not name.startswith("content/professions/") or name.endswith("/index.md")
    }


# --- what they share -------------------------------------------------------------------------------------------


def sound(settings: Settings) -> Catalog:
    """The catalog; the problems of others do not keep an editor from working."""
    found = loaded(settings)
    if found.errors:
        print(f"В данных есть ошибки: {len(found.errors)}. Их назовёт команда check.", file=sys.stderr)
    return found.catalog


def _chosen_paths(root: Path, given: list[str]) -> list[str]:
    """Paths from the project's root; a folder stands for all in it."""
    found = []
    home = root.resolve()
    for text in given:
        places = [(start / text).resolve() for start in (Path.cwd(), root)]
        place = next((item for item in places if item.exists() and item.is_relative_to(home)), None)
        if place is None:
            raise WrongCall(f"Такого файла или папки нет: {text}")
        found.append(place.relative_to(home).as_posix())
    return found


def _lies_in(path: str, chosen: list[str]) -> bool:
    return any(place in (".", path) or path.startswith(f"{place}/") for place in chosen)

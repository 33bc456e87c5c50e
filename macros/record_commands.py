"""The door to the commands that make records: new, import; asks on the terminal, prints, returns exit codes."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from macros.catalog import FOLDERS, TYPES, Catalog, Event, Record, Severity
from macros.catalog.new_date import new_date_of
from macros.catalog.problem import near
from macros.catalog.shape import name_of
from macros.catalog.source import Tree
from macros.commands import FAULTS, OK, WrongCall, sound
from macros.editing import importing, problem_report
from macros.editing.answers import answer, field_names, field_path, known_name, place
from macros.editing.drafts import Draft, draft, free_id, problems_of
from macros.editing.incoming import Unreadable, read
from macros.editing.interview import Interview, Question
from macros.settings import Settings

_WHOLE_COUNTRY = ("all", "")


def new(settings: Settings, options: Namespace) -> int:
    """Write one new record, or say what is wrong with it; on a terminal ask for what is missing."""
    catalog = sound(settings)
    cls = _type(options.type)
    town = _town(catalog, options.town)
    data = _with_series(catalog, cls, _given(catalog, cls, options.fields))
    try:
        if sys.stdin.isatty() and sys.stdout.isatty() and not options.no_questions:
            print(f"Новая запись: {cls.TYPE.one}. Enter пропускает необязательное, Ctrl+C бросает всё.")
            data = Interview(catalog, cls, _asked, today=settings.today, town=town).run(data)
        made = draft(catalog, cls, data, today=settings.today, record_id=options.id or "", town=town, demo=options.demo)
        if not options.id:
            made = _with_free_id(catalog, made, settings, town, demo=options.demo)
    except (EOFError, KeyboardInterrupt):
        print("\nНичего не записано.")
        return FAULTS
    if not made.id:
        raise WrongCall("Имя записи не складывается из названия. Назовите его сами: --id latinskimi-bukvami")
    if (settings.root / made.path).exists():
        raise WrongCall(f"Файл {made.path} уже есть, мы его не трогаем. Другое имя: --id …")
    problems = problems_of(catalog, [made])
    if any(item.severity is Severity.ERROR for item in problems):
        print(made.text, end="")
        print("—")
        print(problem_report.problem_lines(problems, site_url=settings.site_url), end="")
        print(f"Файл {made.path} не записан: сначала исправьте ошибки.")
        return FAULTS
    _write(settings.root, [made])
    for problem in problems:
        print(problem.text())
    print(f"Записано: {made.path}")
    return OK


def _with_free_id(catalog: Catalog, made: Draft, settings: Settings, town: str | None, *, demo: bool) -> Draft:
    name = free_id(catalog, made.cls, made.id) if made.id else ""
    if sys.stdin.isatty() and sys.stdout.isatty():
        said = input(f"Имя файла и конец адреса [{name}]: ").strip()
        name = said or name
    return draft(catalog, made.cls, made.data, today=settings.today, record_id=name, town=town, demo=demo)


def _asked(question: Question) -> str:
    """One question on the terminal."""
    print()
    if question.trouble:
        print(f"! {question.trouble}")
    skip = " (Enter — пропустить)" if question.optional else ""
    # A list of answers says more than the help, which names their codes.
    help_text = f" {question.help}." if question.help and not question.options else ""
    print(f"{question.name}{skip}.{help_text}")
    for number, (code, title) in enumerate(question.options, 1):
        print(f"  {number:>2}. {title} ({code})")
    return input(f"[{question.example}] " if question.example and not question.options else "> ")


# --- import ------------------------------------------------------------------------------------------------


def import_file(settings: Settings, options: Namespace) -> int:
    """Make records of a form file, an issue or a table."""
    catalog = sound(settings)
    cls = _type(options.type)
    common = _given(catalog, cls, options.fields)
    try:
        raw = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    except OSError as error:
        raise WrongCall(f"Файл {options.file} не читается: {error.strerror}.") from None
    name = options.name or ("issue.md" if options.file == "-" else Path(options.file).name)
    try:
        incoming = read(catalog, name, raw, cls=cls, common=common, today=settings.today.isoformat())
    except Unreadable as error:
        print(f"{name}: {error}.")
        return FAULTS
    plan = importing.plan(
        catalog,
        name,
        incoming,
        today=settings.today,
        town=_town(catalog, options.town),
        twins=options.with_twins,
    )
    for line in (*plan.errors, *plan.notes):
        print(line)
    if plan.errors:
        print(f"Ничего не записано. Ошибок: {len(plan.errors)}.")
        return FAULTS
    if not options.dry_run:
        _write(settings.root, plan.new)
    for made in plan.new:
        print(f"{'Было бы записано' if options.dry_run else 'Записано'}: {made.path}")
    print(f"Новых записей: {len(plan.new)}. Уже были: {len(plan.same)}.")
    return OK


def _type(folder: str) -> type[Record]:
    return TYPES[FOLDERS[folder]]


def _town(catalog: Catalog, said: str | None) -> str | None:
    if said is None:
        return None
    if said in _WHOLE_COUNTRY:
        return ""
    known = known_name(catalog, "Municipality", said)
    if known is None:
        towns = ", ".join(town.id for town in catalog.towns())
        raise WrongCall(f"Города «{said}» нет. Есть: {towns}; для всей страны — all.")
    return known


def _given(catalog: Catalog, cls: type[Record], words: list[str]) -> dict[str, Tree]:
    """`--start "2026-12-05 10:00" --audience pupils --place.name Зал` as fields; a name may be Russian too."""
    data: dict[str, Tree] = {}
    rest = list(words)
    while rest:
        flag = rest.pop(0)
        if not flag.startswith("--"):
            raise WrongCall(f'Лишнее слово «{flag}»: поля пишут как --title "Название".')
        name, equals, value = flag[2:].partition("=")
        if not equals:
            if not rest:
                raise WrongCall(f"После --{name} нужно значение.")
            value = rest.pop(0)
        path = _flag_path(cls, name)
        found = answer(catalog, cls, path, value)
        former = data.get(path)
        if isinstance(found, list) and isinstance(former, list):
            found = [*former, *found]
        place(data, path, found)
    return data


def _with_series(catalog: Catalog, cls: type[Record], data: dict[str, Tree]) -> dict[str, Tree]:
    """A new date of a series with what the series knows of it; what was said on the line comes first."""
    said = data.get("series")
    series = catalog.find("EventSeries", said) if cls is Event and isinstance(said, str) else None
    if series is None:
        return data
    taken = {name: value for name, value in new_date_of(series).items() if name not in data}
    names = ", ".join(name_of(cls, name) for name in taken)
    print(f"Из акции «{series.title}» взято: {names}.")
    return data | taken


def _flag_path(cls: type[Record], name: str) -> str:
    path = field_path(cls, name)
    if path is None and any(part.isdigit() for part in name.split(".")):
        # sources.1.kind: the second of a list of fields.
        first = ".".join("0" if part.isdigit() else part for part in name.split("."))
        path = name if field_path(cls, first.replace(".0", "")) == first else None
    if path is None:
        guess = near(name, [*cls.model_fields, *field_names(cls)])
        raise WrongCall(f"Поля «{name}» нет." + (f" Возможно, вы имели в виду --{guess}." if guess else ""))
    return path


def _write(root: Path, drafts: Iterable[Draft]) -> None:
    for made in drafts:
        path = root / made.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(made.text)

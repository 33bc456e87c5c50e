"""Import: which of the incoming entries become files, which are there already, and what is wrong with the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.catalog import Catalog, Problem, Record, Severity
from macros.catalog.fields import when_text
from macros.catalog.problem import KINDS
from macros.catalog.shape import name_of
from macros.editing.drafts import Draft, draft, problems_of
from macros.editing.incoming import Entry, Incoming

_ASIDE = frozenset({"id", "path", "demo", "body", "checked", "sources", "verification"})
"""What may differ between a row and its record: where it lies and how we know it."""
_TWIN = KINDS["near-duplicate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`new` are the files to write, `same` the paths of records that say so already.

    With `errors` nothing is to be written; `notes` are worth reading in any case. Both are Russian sentences that
    name the file, the row and the column.
    """

    new: tuple[Draft, ...]
    same: tuple[str, ...]
    errors: tuple[str, ...]
    notes: tuple[str, ...]


def plan(
    catalog: Catalog, name: str, incoming: Incoming, *, today: date, town: str | None = None, twins: bool = False
) -> Plan:
    """Decide about every entry of the file called `name`; `town` is for entries that name none.

    Importing a file again changes nothing: a record is known by its name, which follows from title and day. A record
    very like another one is held back unless `twins` are wanted.
    """
    notes = [f"{name}: {note}." for note in incoming.notes]
    errors: list[str] = []
    same: list[str] = []
    fresh: dict[str, tuple[Draft, Entry]] = {}
    for entry in incoming.entries:
        made = draft(
            catalog, entry.cls, entry.data, today=today,
            record_id=entry.id, town=town if entry.town is None else entry.town,
        )  # fmt: skip
        if not made.id:
            errors.append(f"{_place(name, entry)}: нет названия, а без него запись не назвать.")
            continue
        known = catalog.find(entry.cls.__name__, made.id)
        if known is not None:
            same.append(known.path)
            notes += _differences(catalog, name, entry, made, known)
        elif made.path in fresh:
            if fresh[made.path][0].data != made.data:
                errors.append(
                    f"{_place(name, entry)}: имя «{made.id}» уже заняла {fresh[made.path][1].where}; добавьте столбец "
                    "«Идентификатор» и назовите записи по-разному."
                )
        else:
            fresh[made.path] = (made, entry)
    held: set[str] = set()
    told: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for problem in problems_of(catalog, [made for made, _ in fresh.values()]):
        entry = fresh[problem.path][1]
        if problem.code.endswith(f"-{_TWIN:03d}"):
            if twins or _is_first(problem, list(fresh), held):
                continue
            held.add(problem.path)
            notes.append(
                f"{_place(name, entry)}: не записано: {problem.found}. Если это другое событие, добавьте --with-twins."
            )
            continue
        _tell(name, problem, entry, told, errors, notes)
    errors += [_no_column(name, key, entries) for key, entries in told.items()]
    new = tuple(made for path, (made, _) in fresh.items() if path not in held)
    return Plan(new=() if errors else new, same=tuple(same), errors=tuple(errors), notes=tuple(notes))


def _is_first(problem: Problem, order: list[str], held: set[str]) -> bool:
    """Whether the twin stands later in the same file, so that this one is the one to keep."""
    later = order[order.index(problem.path) + 1 :]
    earlier = [path for path in order[: order.index(problem.path)] if path not in held]
    return any(f"({path})" in problem.found for path in later) and not any(
        f"({path})" in problem.found for path in earlier
    )


def _tell(
    name: str,
    problem: Problem,
    entry: Entry,
    told: dict[tuple[str, ...], list[Entry]],
    errors: list[str],
    notes: list[str],
) -> None:
    is_error = problem.severity is Severity.ERROR
    column = _column(entry, problem.field)
    absent = problem.code.endswith(f"-{KINDS['missing']:03d}") and "." not in problem.field
    if is_error and absent and entry.columns:
        key = (problem.code, name_of(entry.cls, problem.field), problem.field, problem.expected)
        told[key].append(entry)
        return
    mark = "ошибка" if is_error else "совет"
    field = column or f"поле «{name_of(entry.cls, problem.field)}»" if problem.field else ""
    place = ", ".join(filter(None, (_place(name, entry), field)))
    fix = f" Готовое значение: {problem.fix}" if problem.fix else ""
    line = f"{place}: {mark} {problem.code}: {problem.found}; {problem.expected}.{fix}"
    (errors if is_error else notes).append(line)


def _no_column(name: str, key: tuple[str, ...], entries: list[Entry]) -> str:
    """One sentence for a column that all rows lack, or cells that some of them do."""
    code, title, field, expected = key
    rows = ", ".join(entry.where.removeprefix("строка ") for entry in entries if entry.where)
    where = f", {'строка' if len(entries) == 1 else 'строки'} {rows}" if rows else ""
    column = next((found for entry in entries if (found := _column(entry, field))), "")
    what = f"{column}: пусто" if column else f"нет значения «{title}»"
    return f"{name}{where}: ошибка {code}: {what}; {expected}. Для всех записей сразу: --{field} …"


def _column(entry: Entry, path: str) -> str:
    while path:
        if path in entry.columns:
            return entry.columns[path]
        path = path.rpartition(".")[0]
    return ""


def _place(name: str, entry: Entry) -> str:
    return f"{name}, {entry.where}" if entry.where else name


def _differences(catalog: Catalog, name: str, entry: Entry, made: Draft, known: Record) -> Iterable[str]:
    """What the file says otherwise than the record that is there; the record stays as it is."""
    problems = [item for item in problems_of(catalog, [made]) if item.severity is Severity.ERROR]
    problems = [item for item in problems if item.path != known.path or item.field]
    if made.path != known.path:
        yield f"{_place(name, entry)}: запись «{made.id}» уже есть в {known.path}."
        return
    if problems:
        yield f"{_place(name, entry)}: запись {known.path} уже есть, а в файле ошибки; запись не тронута."
        return
    place: dict[str, Any] = {"id": made.id, "path": made.path, "municipality": known.municipality, "demo": known.demo}
    said = entry.cls.model_validate(made.data | place)
    changed = [
        f"{name_of(entry.cls, field)}: в записи {_shown(getattr(known, field))}, в файле {_shown(getattr(said, field))}"
        for field in made.data
        if field not in _ASIDE and getattr(known, field) != getattr(said, field)
    ]
    if changed:
        yield (
            f"{_place(name, entry)}: запись {known.path} уже есть и отличается; исправьте её сами, если нужно. "
            f"{'; '.join(changed)}."
        )


def _shown(value: Any) -> str:
    if value is None or value == ():
        return "пусто"
    if isinstance(value, date):
        return f"«{when_text(value)}»"
    if isinstance(value, tuple):
        return f"«{', '.join(map(str, value))}»"
    return f"«{value}»"

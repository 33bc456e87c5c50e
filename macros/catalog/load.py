"""From files to a checked catalog: find, parse, type, link, and report everything that is wrong at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_origin

from pydantic import BaseModel, ValidationError, create_model
from pydantic.fields import FieldInfo

from macros.catalog import demo as demo_records
from macros.catalog.cache import ParsedFiles, Settled, key_of, parse
from macros.catalog.catalog import FOLDERS, TYPES, Catalog, build
from macros.catalog.conditions import faults as condition_faults
from macros.catalog.duplicates import near_duplicates, twins_of
from macros.catalog.event import Event
from macros.catalog.exceptions import AllowedThings, Exceptions
from macros.catalog.fields import RefTo
from macros.catalog.file_name import LONGEST, safe_name
from macros.catalog.guard import guard_faults
from macros.catalog.in_two import CAN_FORK, in_two
from macros.catalog.problem import Fault, Problem, Severity, code, flow, near, quoted
from macros.catalog.prose import link_fault, prose_problems
from macros.catalog.questionnaire import Questionnaire
from macros.catalog.record import Model, Record
from macros.catalog.sayings import SAYINGS
from macros.catalog.shape import FROM_PLACE, fields_of, info_at, inner_model, model_at, name_of
from macros.catalog.source import Source, Tree, decoded
from macros.catalog.vocabulary import Vocabulary

_FILE_PREFIX = "ФАЙ"
_WORTH_A_PROCESS = 1_000
"""Files that nobody has parsed yet, from which a second process saves more than it costs."""
CLOSED: dict[str, type[Model]] = {cls.TYPE.folder: cls for cls in (Vocabulary, Questionnaire, Exceptions)}
"""Files of the whole site by folder: no towns, no samples, no pages of their own."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load gives: a catalog to publish when there are no errors, and every problem found.

    With errors the catalog still holds the sound parts, for reports; it must not be published.
    `digests` are of the files' contents, by their paths from the root.
    """

    catalog: Catalog
    problems: tuple[Problem, ...]
    digests: Mapping[str, str]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems that block publication."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


class _Place(NamedTuple):
    """A file that may hold a record: where it lies says which type it is and of which town."""

    path: Path
    cls: type[Model]
    municipality: str | None
    demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    path: str
    cls: type[Model]
    id: str
    municipality: str | None
    demo: bool
    digest: str
    source: Source
    text: str = ""
    """The file as it is written, kept only where the content guard has to look closely."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """A file's record, or its sound part, or None when nothing can be read; and what is wrong with the file so far."""

    file: _File
    record: Any
    broken: frozenset[str]
    problems: tuple[Problem, ...]


def load(root: Path, *, today: date, demo: bool, cache: Path | None = None, by_two: bool = False) -> Loaded:
    """Load `data/` and `content/professions/` below `root`.

    `today` fixes the build's day (and the season of demo records), `demo` adds `data/demo/`, `cache` is
    a folder for parsed data or None. Of thousands of new files a second process takes half when `by_two` says so:
    a third less time, a tenth more work. Never raises for what an editor wrote.
    """
    # Nearly all that is made here stays, so looking for garbage meanwhile costs a quarter of the time for nothing.
    collects = gc.isenabled()
    gc.disable()
    try:
        return _load(root, today=today, demo=demo, cache=cache, by_two=by_two)
    finally:
        if collects:
            gc.enable()


def _load(root: Path, *, today: date, demo: bool, cache: Path | None, by_two: bool) -> Loaded:
    problems: list[Problem] = []
    parsed = ParsedFiles(cache)
    places = list(_places(root, demo, problems))
    weeks = demo_records.weeks_from_anchor(today)
    allowed = _allowed(root, places, parsed, weeks)
    settled = Settled(cache, allowed.digest)

    def judged(place: _Place) -> _Typed:
        item = _typed(_read(root, place, parsed), weeks)
        if item.record is not None:
            _own_problems(item, allowed, settled, weeks)
        return item

    if by_two and len(places) >= _WORTH_A_PROCESS and CAN_FORK and not parsed.has_memory:
        items = _judged_by_two(places, parsed, settled, weeks, judged)
    else:
        items = [_typed(_read(root, place, parsed), weeks) for place in places]
    parsed.save()
    files = [item.file for item in items]
    problems += [problem for item in items for problem in item.problems]
    typed = [item for item in items if item.record is not None]
    catalog = _catalog(today, typed, problems)
    # A reference to a file that exists but cannot be read is not a second problem, and what a record at
    # fault says about others is not weighed before it is mended.
    sound = _catalog(today, [item for item in typed if not item.broken], []) if problems else catalog
    links = _Links(catalog, sound, frozenset((file.cls.__name__, file.id) for file in files))
    readable = {id(item.file) for item in typed}
    for item in typed:
        problems += _link_problems(item, links)
        problems += _own_problems(item, allowed, settled, weeks)
    problems += _guarded((file for file in files if id(file) not in readable), allowed)
    problems += prose_problems(root, allowed, settled)
    settled.save()
    owners = {id(item.record): item.file for item in typed}
    problems += [_problem(owners[id(event)], fault) for event, fault in near_duplicates(catalog)]
    problems.sort(key=lambda problem: (problem.path, problem.line, problem.code, problem.field))
    return Loaded(catalog, tuple(dict.fromkeys(problems)), {file.path: file.digest for file in files})


def _judged_by_two(
    places: Sequence[_Place], parsed: ParsedFiles, settled: Settled, weeks: int, judged: Callable[[_Place], _Typed]
) -> list[_Typed]:
    """All files, parsed and judged by two processes: the load goes its way and finds the sound ones settled."""

    def there() -> tuple[list[_File], dict[str, list], set[str]]:
        # Records take longer to send than to make again.
        return [judged(place).file for place in places[1::2]], parsed.used, settled.seen

    even, (files, used, seen) = in_two(lambda: [judged(place) for place in places[::2]], there)
    parsed.adopt(used)
    settled.adopt(seen)
    odd = [_typed(file, weeks) for file in files]
    return [item for pair in zip_longest(even, odd) for item in pair if item is not None]


def _allowed(root: Path, places: Iterable[_Place], parsed: ParsedFiles, weeks: int) -> AllowedThings:
    """What the guard lets pass, by the sound parts of the files that say so."""
    lists = (_typed(_read(root, place, parsed), weeks).record for place in places if place.cls is Exceptions)
    return AllowedThings(item for item in lists if item is not None)


def check_drafts(catalog: Catalog, drafts: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Every problem that new files would have among the records of a sound catalog, in a check's own words.

    `drafts` are contents by path from the project's root; a path that is taken already stands for its record
    anew. Nothing is read or written.
    """
    problems: list[Problem] = []
    files = [file for path, raw in drafts.items() if (file := _draft(catalog, path, raw, problems)) is not None]
    items = [_typed(file, 0) for file in files]
    problems += [problem for item in items for problem in item.problems]
    typed = [item for item in items if item.record is not None]
    records = {name: dict(items) for name, items in catalog.records.items()}
    for item in typed:
        same = records[item.file.cls.__name__]
        first = same.get(item.file.id)
        if first is not None and first.path != item.file.path:
            problems.append(_problem(item.file, _taken(item.file, first)))
        else:
            same[item.file.id] = item.record
    # Rules ask for records by their ids only, so the indexes of the catalog may stay as they are.
    together = replace(catalog, records=records)
    names = {(name, record_id) for name, items in records.items() for record_id in items}
    links = _Links(together, together, frozenset(names))
    for item in typed:
        problems += [*_link_problems(item, links), *_rule_problems(item)]
        if isinstance(item.record, Event) and not item.broken & {"title", "start", "host"}:
            problems += [_problem(item.file, fault) for fault in twins_of(item.record, together)]
    # What is no fault in one file may well be one in a new file, so nothing is allowed beforehand.
    problems += _guarded(files, AllowedThings())
    problems.sort(key=lambda problem: (problem.path, problem.line, problem.code, problem.field))
    return tuple(dict.fromkeys(problems))


def _draft(catalog: Catalog, path: str, raw: bytes, problems: list[Problem]) -> _File | None:
    """A file that does not exist yet, or None when no record can lie there."""
    parts = Path(path).parts
    is_card = parts[:2] == ("content", "professions") and len(parts) == 3 and path.endswith(".md")
    demo = parts[:2] == ("data", "demo")
    inner = parts[2:] if demo else parts[1:]
    cls = TYPES["Occupation"] if is_card else TYPES.get(FOLDERS.get(inner[0], ""))
    town = inner[1] if len(inner) == 3 and not is_card else None
    in_data = parts[0] == "data" and path.endswith(".yml") and 2 <= len(inner) <= 3
    known_town = town is None or town in catalog.records["Municipality"]
    if cls is None or not known_town or not (is_card or (in_data and not cls.TYPE.content)):
        problems.append(_misplaced(Path(), Path(path), "запись лежит в data/<вид>/<город>/ или в data/<вид>/"))
        return None
    source, suspect = parse(raw, head_only=is_card)
    return _File(
        path=path,
        cls=cls,
        id=Path(path).stem,
        municipality=town,
        demo=demo,
        digest=key_of(raw, head_only=is_card),
        source=source,
        text=decoded(raw) if suspect else "",
    )


# --- files -----------------------------------------------------------------------------------------


def _places(root: Path, demo: bool, problems: list[Problem]) -> Iterator[_Place]:
    data = root / "data"
    if not data.is_dir():
        problems.append(_misplaced(root, data, "в этой папке проекта должны лежать записи"))
    towns = {path.stem for path in (data / "municipalities").glob("*.yml")}
    yield from _folder_places(root, data, towns, problems, demo=False)
    if demo and (data / "demo").is_dir():
        yield from _folder_places(root, data / "demo", towns, problems, demo=True)
    cards = root / "content" / "professions"
    for path in sorted(cards.iterdir()) if cards.is_dir() else ():
        if path.name.startswith(".") or path.name == "index.md":
            continue
        if path.is_symlink():
            continue  # told with the other files of content/
        if path.suffix == ".md" and path.is_file():
            yield _Place(path, TYPES["Occupation"], None, False)
        else:
            fix = f"{path.stem}.md" if path.is_file() else ""
            problems.append(_misplaced(root, path, "карточка профессии — это файл с окончанием .md", fix))


def _folder_places(root: Path, base: Path, towns: set[str], problems: list[Problem], *, demo: bool) -> Iterator[_Place]:
    folders = {name: cls for name, type_name in FOLDERS.items() if not (cls := TYPES[type_name]).TYPE.content}
    folders |= {} if demo else CLOSED
    for path in sorted(base.iterdir()) if base.is_dir() else ():
        if path.name.startswith(".") or path.name == "README.md" or (path.name == "demo" and not demo):
            continue
        if path.is_symlink():
            problems.append(_problem_at(root, path, link_fault(path)))
            continue
        if not path.is_dir() or path.name not in folders:
            fix = near(path.name, folders)
            problems.append(_misplaced(root, path, "такой папки нет среди видов записей", fix))
            continue
        townless = path.name == "municipalities" or path.name in CLOSED
        for entry in _entries(path):
            if entry.is_dir() and not entry.is_symlink():
                if entry.name not in towns or townless:
                    fix = near(entry.name, towns)
                    expected = f"папки внутри «{path.name}» называются именами городов"
                    if townless:
                        expected, fix = f"внутри «{path.name}» папок нет, только файлы", ""
                    problems.append(_misplaced(root, entry, expected, fix))
                    continue
                for inner in _entries(entry):
                    yield from _one_place(root, inner, folders[path.name], entry.name, demo, problems)
            else:
                yield from _one_place(root, entry, folders[path.name], None, demo, problems)


def _entries(folder: Path) -> list[Path]:
    """What a folder holds, by name: comparing names is much faster than comparing paths."""
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


def _one_place(
    root: Path, path: Path, cls: type[Model], town: str | None, demo: bool, problems: list[Problem]
) -> Iterator[_Place]:
    if path.name.startswith("."):
        return
    if path.is_symlink():
        problems.append(_problem_at(root, path, link_fault(path)))
        return
    if path.suffix != ".yml" or not path.is_file():
        fix = f"{path.stem}.yml" if path.suffix.lower() in (".yaml", ".yml", ".txt", "") and path.is_file() else ""
        problems.append(_misplaced(root, path, "запись — это файл с окончанием .yml", fix))
        return
    yield _Place(path, cls, town, demo)


def _read(root: Path, place: _Place, parsed: ParsedFiles) -> _File:
    path = place.path
    raw, head_only = path.read_bytes(), path.suffix == ".md"
    digest = key_of(raw, head_only=head_only)
    source, suspect = parsed.parse(raw, digest, head_only=head_only)
    return _File(
        path=path.relative_to(root).as_posix(),
        cls=place.cls,
        id=path.stem,
        municipality=place.municipality,
        demo=place.demo,
        digest=digest,
        source=source,
        text=decoded(raw) if suspect else "",
    )


def _guarded(files: Iterable[_File], allowed: AllowedThings) -> Iterator[Problem]:
    for file in files:
        if file.text and file.cls is not Exceptions:
            for line, fault in guard_faults(file.text, file.source, allowed):
                yield _problem(file, fault, line)


def _misplaced(root: Path, path: Path, expected: str, fix: str = "") -> Problem:
    return _problem_at(
        root, path, Fault(field="", kind="misplaced", found=f"«{path.name}»", expected=expected, fix=fix)
    )


def _problem_at(root: Path, path: Path, fault: Fault) -> Problem:
    return Problem(
        code=code(_FILE_PREFIX, fault.kind),
        severity=Severity.ERROR,
        path=path.relative_to(root).as_posix(),
        line=1,
        field="",
        name="",
        found=fault.found,
        expected=fault.expected,
        fix=fault.fix,
    )


# --- types -----------------------------------------------------------------------------------------


def _typed(file: _File, weeks: int) -> _Typed:
    """The record, or the sound part of it when fields are at fault, or None when nothing can be read."""
    problems = [_problem(file, fault, line) for line, fault in file.source.faults]
    faults = list(_name_faults(file))
    data = dict(file.source.data)
    told = [fault.field for _, fault in file.source.faults if fault.severity is Severity.ERROR]
    broken = {field.split(".")[0] for field in told if field}
    if not data:
        problems.extend(_problem(file, fault) for fault in faults)
        return _Typed(file, None, frozenset(), tuple(problems))
    for key in sorted(FROM_PLACE & data.keys()):
        del data[key]
        faults.append(
            Fault(
                field=key,
                kind="derived-field",
                found=f"поле «{key}»",
                expected="это поле берётся из имени и места файла: удалите строку",
            )
        )
    if file.cls.TYPE.content and data.pop("render_macros", None) is not None:
        faults.append(
            Fault(
                field="render_macros",
                kind="template",
                found="поле «render_macros»",
                expected="макросы вызывают только страницы сайта, карточки профессий — нет: удалите строку",
            )
        )
    if file.demo and file.cls.__name__ == "Event":
        data = demo_records.shifted(data, weeks)
    place: dict[str, Any] = {"id": file.id, "path": file.path}
    if issubclass(file.cls, Record):
        place |= {"municipality": file.municipality, "demo": file.demo}
        if file.cls.TYPE.content:
            place["body"] = file.source.body
    try:
        record = file.cls.model_validate(data | place)
    except ValidationError as error:
        unread = {fault.field for _, fault in file.source.faults if fault.kind == "yaml-syntax"}
        found = _first_causes(list(_translated(file, error, data)), told, unread)
        faults += found
        broken |= {fault.field.split(".")[0] for fault in found}
        record = _partial(file.cls, {key: value for key, value in data.items() if key not in broken} | place)
    problems.extend(_problem(file, fault) for fault in faults)
    return _Typed(file, record, frozenset(broken), tuple(problems))


def _first_causes(faults: list[Fault], told: list[str], unread: set[str]) -> list[Fault]:
    """The faults without those that follow from others: one mistake is one message."""
    # A field that is empty in the file, or misspelt and recognised, is not missing too.
    present = set(told)
    present |= {_beside(fault.field, fault.fix) for fault in faults if fault.kind == "unknown-field" and fault.fix}
    return [
        fault
        for fault in faults
        if not (fault.kind == "missing" and fault.field in present)
        and fault.field not in unread
        # A list is not too short because its items are at fault.
        and not (fault.kind == "too-short" and any(item.field.startswith(f"{fault.field}.") for item in faults))
    ]


def _beside(path: str, name: str) -> str:
    parent = path.rpartition(".")[0]
    return f"{parent}.{name}" if parent else name


def _name_faults(file: _File) -> Iterator[Fault]:
    expected = "имя файла — строчные латинские буквы, цифры и дефисы; оно станет адресом и не меняется"
    safe = safe_name(file.id)
    if safe != file.id:
        yield Fault(field="", kind="file-name", found=f"имя файла «{file.id}»", expected=expected, fix=safe)
    elif len(file.id) > LONGEST:
        yield Fault(
            field="",
            kind="file-name",
            found=f"в имени файла знаков: {len(file.id)}",
            expected=f"нужно не больше {LONGEST}: длиннее не помещается в адреса и календари",
            fix=file.id[:LONGEST].rpartition("-")[0] or file.id[:LONGEST],
        )
    if file.demo != file.id.startswith("demo-") and issubclass(file.cls, Record):
        yield Fault(
            field="",
            kind="demo",
            found=f"имя файла «{file.id}»",
            expected="имена примеров начинаются с demo-, а имена настоящих записей — нет",
            fix=f"demo-{file.id}" if file.demo else file.id.removeprefix("demo-"),
        )


_PARTIAL: dict[type, type] = {}
"""Derived from the classes alone, filled on first use."""


def _partial(cls: type[Model], data: dict[str, Any]) -> Any:
    """The record with faulty and missing fields empty, so that rules about the sound ones can still run."""
    if cls not in _PARTIAL:
        fields: dict[str, Any] = {}
        for name, info in cls.model_fields.items():
            if info.is_required():
                annotation: Any = info.annotation
                for item in info.metadata:
                    annotation = Annotated[annotation, item]
                fields[name] = (annotation | None, None)
        _PARTIAL[cls] = create_model(cls.__name__, __base__=cls, **fields)
    try:
        return _PARTIAL[cls].model_validate(data)
    except ValidationError:
        return None


def _translated(file: _File, error: ValidationError, data: dict[str, Tree]) -> Iterator[Fault]:
    """pydantic's errors in our kinds and in Russian."""
    for item in error.errors(include_url=False):
        path = ".".join(map(str, item["loc"]))
        kind, context, value = item["type"], item.get("ctx", {}), item.get("input")
        if "expected" in context and "found" in context:
            yield Fault(field=path, kind=kind, found=context["found"], expected=context["expected"], fix=context["fix"])
        elif kind == "missing":
            yield _missing(file, path)
        elif kind == "extra_forbidden":
            yield _unknown(file, path, data)
        elif kind in ("tuple_type", "dict_type"):
            yield _list_expected(file, path, value)
        elif kind in ("model_type", "model_attributes_type"):
            yield _mapping_expected(file, path, value)
        elif kind in ("string_too_long", "too_long"):
            limit = context["max_length"]
            size = context.get("actual_length") or len(value)
            expected = SAYINGS["too-long"].format(limit=limit)
            yield Fault(field=path, kind="too-long", found=f"{_unit(value)}: {size}", expected=expected)
        elif kind in ("string_too_short", "too_short"):
            limit = context["min_length"]
            found = quoted(value) if str(value).strip() else SAYINGS["nothing"]
            expected = SAYINGS["too-short"].format(unit=_unit(value), limit=limit)
            yield Fault(field=path, kind="too-short", found=found, expected=expected)
        elif kind in ("greater_than_equal", "less_than_equal"):
            bound, limit = ("at-least", context["ge"]) if "ge" in context else ("at-most", context["le"])
            yield Fault(field=path, kind="range", found=quoted(value), expected=SAYINGS[bound].format(limit=limit))
        else:
            # A kind nobody foresaw is still a message with a place, never a traceback.
            yield Fault(field=path, kind="pattern", found=quoted(value), expected="значение не подходит к полю")


def _unit(value: Any) -> str:
    return SAYINGS["letters" if isinstance(value, str) else "values"]


def _missing(file: _File, path: str) -> Fault:
    return Fault(field=path, kind="missing", found=SAYINGS["missing"], expected=words_of_missing(file.cls, path))


def words_of_missing(cls: type[BaseModel], path: str) -> str:
    """What is said of a field that must be there and is not."""
    info = info_at(cls, path)
    name = path.rsplit(".", 1)[-1]
    expected = f"поле обязательно: {info.description[0].lower() + info.description[1:]}" if info else "поле обязательно"
    if info and (example := _example(info)):
        # A sample, not a ready value: what is pasted unread would be published.
        expected += f"; образец: {name}: {example}"
    return expected


def _example(info: FieldInfo) -> str:
    """A value to begin with, ready for YAML: the field's first example, or its required parts'."""
    if info.examples:
        example = flow(info.examples[0])
        return f"[{example}]" if get_origin(info.annotation) is tuple else example
    model = inner_model(info.annotation)
    parts = {name: item for name, item in model.model_fields.items() if item.is_required()} if model else {}
    if get_origin(info.annotation) is tuple or not parts or not all(item.examples for item in parts.values()):
        return ""
    return flow({name: item.examples[0] for name, item in parts.items()})


def _list_expected(file: _File, path: str, value: Tree) -> Fault:
    if model_at(file.cls, path) is not None:
        expected = "нужен список: каждый пункт с новой строки, с дефиса и пробела"
        fix = flow([value]) if isinstance(value, dict) else ""
    else:
        expected = "нужен список в квадратных скобках"
        fix = flow([part.strip() for part in value.split(",") if part.strip()]) if isinstance(value, str) else ""
    return Fault(field=path, kind="list-expected", found=quoted(value), expected=expected, fix=fix)


def _mapping_expected(file: _File, path: str, value: Tree) -> Fault:
    model = model_at(file.cls, path)
    names = _fields_at(file.cls, path)
    needed = [name for name in names if model.model_fields[name].is_required()] if model else []
    rest = [name for name in names if name not in needed]
    listed = "; по желанию ".join(", ".join(part) for part in (needed, rest) if part)
    start = needed[0] if len(needed) == 1 else "name" if not needed and "name" in names else ""
    fix = flow({start: value}) if start and isinstance(value, str) else ""
    expected = f"нужны вложенные поля: {listed}"
    return Fault(field=path, kind="mapping-expected", found=quoted(value), expected=expected, fix=fix)


def _unknown(file: _File, path: str, data: dict[str, Tree]) -> Fault:
    parent, _, name = path.rpartition(".")
    model = model_at(file.cls, parent)
    known = _fields_at(file.cls, parent)
    beside = _value_at(data, parent)
    # A field that is there already is not what was meant.
    names = [key for key in known if not isinstance(beside, dict) or key not in beside]
    by_title = {model.model_fields[key].title: key for key in names} if model else {}
    fix = by_title.get(name) or near(name, names) or by_title.get(near(name, by_title), "")
    return Fault(
        field=path,
        kind="unknown-field",
        found=f"поле «{name}»",
        expected="такого поля нет" + (f"; возможно, вы имели в виду {fix}" if fix else ": сверьте имя с образцом"),
        fix=fix,
    )


# --- the shape of a class along a path ---------------------------------------------------------------


def _value_at(data: Tree, path: str) -> Tree | None:
    for part in path.split(".") if path else ():
        if isinstance(data, dict):
            data = data.get(part, "")
        elif isinstance(data, list) and part.isdigit() and int(part) < len(data):
            data = data[int(part)]
    return data


def _fields_at(cls: type[BaseModel], path: str) -> list[str]:
    model = model_at(cls, path)
    return fields_of(model) if model else []


def _problem(file: _File, fault: Fault, line: int | None = None) -> Problem:
    lines = file.source.lines
    place = fault.field
    while line is None and place and place not in lines:
        place = place.rpartition(".")[0]
    return Problem(
        code=code(file.cls.TYPE.prefix, fault.kind),
        severity=fault.severity,
        path=file.path,
        line=line or lines.get(place, 1),
        field=fault.field,
        name=name_of(file.cls, fault.field),
        found=fault.found,
        expected=fault.expected,
        fix=fault.fix,
    )


# --- links and rules ---------------------------------------------------------------------------------


def _catalog(today: date, typed: Iterable[_Typed], problems: list[Problem]) -> Catalog:
    records: dict[str, dict[str, Record]] = {name: {} for name in TYPES}
    closed: dict[type[Model], dict[str, Any]] = {cls: {} for cls in CLOSED.values()}
    for item in typed:
        if item.file.cls in closed:
            closed[item.file.cls][item.file.id] = item.record
            continue
        same = records[item.file.cls.__name__]
        first = same.setdefault(item.file.id, item.record)
        if first is not item.record:
            problems.append(_problem(item.file, _taken(item.file, first)))
    return build(today, records, closed[Vocabulary], closed[Questionnaire])


def _taken(file: _File, first: Any) -> Fault:
    return Fault(
        field="",
        kind="duplicate-id",
        found=f"имя «{file.id}» уже занято файлом {first.path}",
        expected="имя файла не повторяется во всех городах: по нему строится адрес",
    )


@dataclass(frozen=True, slots=True)
class _Links:
    """What references are checked against: the catalog, all files, and names for "perhaps you meant"."""

    catalog: Catalog
    sound: Catalog
    files: frozenset[tuple[str, str]]
    names: dict[str, dict[str, str]] = field(default_factory=dict)

    def ids_by_name(self, type_name: str) -> dict[str, str]:
        """Ids by lower-case title and alias, collected on the first mistake only."""
        if type_name not in self.names:
            records = self.catalog.records[type_name].values()
            self.names[type_name] = {name.lower(): item.id for item in records if item.title for name in item.names}
        return self.names[type_name]


def _own_problems(item: _Typed, allowed: AllowedThings, settled: Settled, weeks: int) -> tuple[Problem, ...]:
    """What a record and its file break by themselves; nothing when they broke nothing the last time."""
    file = item.file
    mark = f"{file.path} {file.digest} {weeks if file.demo else ''}"
    if settled.has(mark):
        return ()
    found = (*_rule_problems(item), *_guarded([file], allowed))
    if not found and not item.broken and not file.source.faults:
        settled.add(mark)
    return found


def _rule_problems(item: _Typed) -> Iterator[Problem]:
    for fault in condition_faults(item.record, item.broken):
        yield _problem(item.file, fault)
    for name in item.record.RULES:
        check = getattr(item.record, name)
        if not item.broken.intersection(check.rule_fields):
            for fault in check():
                yield _problem(item.file, fault)


def _link_problems(item: _Typed, links: _Links) -> Iterator[Problem]:
    for fault in _marker_faults(item, links):
        yield _problem(item.file, fault)
    for name in item.record.LINK_RULES:
        check = getattr(item.record, name)
        if not item.broken.intersection(check.link_rule_fields):
            for fault in check(links.sound):
                yield _problem(item.file, fault)


def _marker_faults(item: _Typed, links: _Links) -> Iterator[Fault]:
    catalog = links.catalog
    for path, marker, value in item.record.marks:
        if path.split(".")[0] in item.broken or path == "municipality":
            continue
        if isinstance(marker, RefTo):
            target = catalog.find(marker.type_name, value)
            if target is None and _file_key(marker, value) not in links.files:
                yield _unknown_reference(path, marker, value, links)
            elif target is not None and target.demo and not item.record.demo:
                yield Fault(
                    field=path,
                    kind="demo",
                    found=f"«{value}»",
                    expected="настоящая запись не ссылается на пример из data/demo/",
                )
        else:
            vocabulary = catalog.vocabularies.get(marker.vocabulary)
            if (vocabulary is None or not vocabulary.terms) and ("Vocabulary", marker.vocabulary) in links.files:
                continue
            if vocabulary is None or vocabulary.term(value) is None:
                yield _unknown_term(path, marker.vocabulary, value, vocabulary)


def _file_key(marker: RefTo, value: str) -> tuple[str, str]:
    folder, _, record_id = value.partition("/")
    return (FOLDERS.get(folder, ""), record_id) if marker.type_name == "*" else (marker.type_name, value)


def _unknown_term(path: str, name: str, value: str, vocabulary: Vocabulary | None) -> Fault:
    terms = vocabulary.terms if vocabulary else ()
    by_title = {term.title.lower(): term.id for term in terms}
    fix = by_title.get(value.lower()) or near(value, [term.id for term in terms])
    fix = fix or by_title.get(near(value.lower(), by_title), "")
    listed = ", ".join(f"{term.id} ({term.title.lower()})" for term in terms[:14])
    more = f" и ещё {len(terms) - 14}" if len(terms) > 14 else ""
    return Fault(
        field=path,
        kind="unknown-term",
        found=quoted(value),
        expected=f"нужно одно из значений словаря {name}: {listed}{more}",
        fix=fix,
    )


def _unknown_reference(path: str, marker: RefTo, value: str, links: _Links) -> Fault:
    if marker.type_name == "*":
        folder = value.partition("/")[0]
        type_name = FOLDERS.get(folder, "")
        known = [f"{folder}/{record_id}" for record_id in links.catalog.records.get(type_name, {})]
        where = "такой записи нет; нужно «папка/имя», например organizations/ryazan-cpom"
        same = (
            f"{item.TYPE.folder}/{value}" for item in TYPES.values() if value in links.catalog.records[item.__name__]
        )
        fix = near(value, known) or next(same, "")
    else:
        cls = TYPES[marker.type_name]
        by_name = links.ids_by_name(marker.type_name)
        ids = links.catalog.records[marker.type_name]
        fix = by_name.get(value.lower()) or near(value, ids) or by_name.get(near(value.lower(), by_name), "")
        place = "content/professions/" if cls.TYPE.content else f"data/{cls.TYPE.folder}/"
        where = f"такой записи нет в {place}" + ("" if fix else "; нужно имя её файла без окончания")
    maybe = f"; возможно, вы имели в виду {fix}" if fix else ""
    return Fault(field=path, kind="unknown-reference", found=quoted(value), expected=where + maybe, fix=fix)

"""The conversation that makes a record: which question comes next, in Russian, until a check is content."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.catalog import Catalog, Organization, Problem, Record, Severity
from macros.catalog.catalog import TYPES
from macros.catalog.fields import RefTo, TermOf
from macros.catalog.problem import near
from macros.catalog.shape import fields_of, info_at, inner_model, is_list, name_of
from macros.catalog.source import Tree, parse
from macros.editing.answers import answer, field_names, field_path, marker_of, place
from macros.editing.drafts import draft, problems_of

_FILLED = frozenset({"verification", "checked"})
"""Required fields with an answer that goes without saying."""
_ALSO = {"Event": ("start", "end", "format", "host", "grades")}
"""Fields no rule of the class alone demands, but hardly a record does without."""
_OF_SOURCE = {
    "seed": ("document", "rows", "note"),
    "document": ("document", "rows", "note"),
    "url": ("url", "date", "note"),
    "press": ("site", "date", "note"),
    "editorial": ("note",),
}
_NAME = "novaya-zapis"
"""Stands for the record's name while it is being made up."""
_MOST_OPTIONS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to ask for one field: `options` are (code, Russian word), `trouble` says why it is asked again."""

    path: str
    name: str
    help: str
    example: str
    options: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    trouble: str = ""


Ask = Callable[[Question], str]


class Interview:
    """Asks `ask` for the fields of one record that are not given yet; "" skips what is optional."""

    def __init__(self, catalog: Catalog, cls: type[Record], ask: Ask, *, today: date, town: str | None) -> None:
        self._catalog = catalog
        self._cls = cls
        self._ask = ask
        self._today = today
        self._town = town

    def run(self, data: dict[str, Tree]) -> dict[str, Tree]:
        """The given fields and the answers; a check finds no mistake in them."""
        also = _ALSO.get(self._cls.__name__, ())
        for name in fields_of(self._cls):
            needed = self._cls.model_fields[name].is_required() and name not in _FILLED
            if name not in data and (needed or name in also):
                self._field(data, name, optional=not needed)
        self._mend(data)
        self._more(data)
        return data

    def _mend(self, data: dict[str, Tree]) -> None:
        """Ask anew for whatever a check complains of; advice may be passed over."""
        passed: set[tuple[str, str]] = set()
        while True:
            open_ones = [item for item in self._problems(data) if item.field and (item.code, item.field) not in passed]
            if not open_ones:
                return
            found = min(open_ones, key=lambda item: item.severity is not Severity.ERROR)
            is_advice = found.severity is not Severity.ERROR
            if is_advice:
                passed.add((found.code, found.field))
            self._field(data, found.field, optional=is_advice, trouble=_words(found))

    def _more(self, data: dict[str, Tree]) -> None:
        """Any other fields the editor names, until an empty answer."""
        trouble = ""
        while True:
            rest = [name for name in fields_of(self._cls) if name not in data]
            if not rest:
                return
            titles = tuple((name, str(self._cls.model_fields[name].title)) for name in rest)
            question = Question(
                path="",
                name="Добавить ещё поле? Введите его название или номер",
                help="",
                example="",
                options=titles,
                optional=True,
                trouble=trouble,
            )
            said = self._ask(question).strip()
            if not said:
                return
            name = _chosen(said, titles) or field_path(self._cls, said)
            if name is None:
                guess = near(said, field_names(self._cls))
                trouble = f"Поля «{said}» нет" + (f"; возможно, «{guess}»" if guess else "")
                continue
            trouble = ""
            self._field(data, name, optional=True)
            self._mend(data)

    def _field(self, data: dict[str, Tree], path: str, *, optional: bool, trouble: str = "") -> None:
        info = info_at(self._cls, path)
        model = inner_model(info.annotation) if info else None
        if info is not None and model is not None:
            base = f"{path}.0" if is_list(info) and not path.rpartition(".")[2].isdigit() else path
            self._parts(data, base, model, optional=optional, trouble=trouble)
            return
        while True:
            said = self._ask(self._question(path, optional=optional, trouble=trouble)).strip()
            if not said:
                if optional:
                    return
                trouble = "Это поле обязательно"
                continue
            if self._pasted(data, said, instead=path):
                return
            former = copy.deepcopy(data)
            options = self._options(path)
            value = answer(self._catalog, self._cls, path, self._by_number(path, said, options))
            place(data, path, value)
            wrong = [item for item in self._problems(data) if _about(item, path) and item.severity is Severity.ERROR]
            if not wrong:
                return
            trouble = _words(wrong[0])
            data.clear()
            data |= former

    def _pasted(self, data: dict[str, Tree], said: str, *, instead: str) -> bool:
        """Whether the answer was a row of a file, such as a ready value: it takes the place of the field `instead`."""
        key = said.partition(": ")[0]
        if key not in fields_of(self._cls) or not said.startswith(f"{key}: "):
            return False
        found = parse(said)
        if found.faults:
            return False
        data.pop(instead.partition(".")[0], None)
        data |= found.data
        return True

    def _parts(self, data: dict[str, Tree], base: str, model: type, *, optional: bool, trouble: str) -> None:
        """The inner fields of one; the required ones first decide whether there is anything to tell."""
        names = fields_of(model)
        for name in names:
            if model.__name__ == "Source" and name != "kind":
                kind = _value(data, f"{base}.kind")
                if name not in _OF_SOURCE.get(str(kind), names):
                    continue
            needed = model.model_fields[name].is_required() and not (optional and not _value(data, base))
            needed |= model.__name__ == "Source" and name in _OF_SOURCE.get(str(_value(data, f"{base}.kind")), ())[:1]
            self._field(data, f"{base}.{name}", optional=not needed, trouble=trouble)
            trouble = ""

    def _question(self, path: str, *, optional: bool, trouble: str) -> Question:
        info = info_at(self._cls, path)
        examples = list(info.examples or ()) if info else []
        return Question(
            path=path,
            name=name_of(self._cls, path).replace(" 1 — ", " — "),
            help=(info.description or "") if info else "",
            example=str(examples[0]) if examples else "",
            options=self._options(path),
            optional=optional,
            trouble=trouble,
        )

    def _options(self, path: str) -> tuple[tuple[str, str], ...]:
        info = info_at(self._cls, path)
        marker = marker_of(info) if info else None
        if isinstance(marker, TermOf):
            vocabulary = self._catalog.vocabularies.get(marker.vocabulary)
            return tuple((term.id, term.title) for term in (vocabulary.terms if vocabulary else ()))
        if isinstance(marker, RefTo) and marker.type_name in TYPES:
            records = self._catalog.records[marker.type_name].values()
            towns = (None, "", self._town)
            near_by = [item for item in records if (not self._town or item.municipality in towns) and not item.demo]
            titles = [(item.id, getattr(item, "short", None) or item.title) for item in near_by]
            return tuple(sorted(titles, key=lambda pair: pair[1])) if len(titles) <= _MOST_OPTIONS else ()
        return ()

    def _by_number(self, path: str, said: str, options: tuple[tuple[str, str], ...]) -> str:
        info = info_at(self._cls, path)
        if info is not None and is_list(info):
            return "; ".join(_chosen(part, options) or part for part in said.split(","))
        return _chosen(said, options) or said

    def _problems(self, data: dict[str, Tree]) -> tuple[Problem, ...]:
        town = self._town
        prefix = f"{town}-" if town and self._cls is Organization else ""
        made = draft(
            self._catalog, self._cls, data, today=self._today, record_id=f"{prefix}{_NAME}", town=town, demo=False
        )
        return problems_of(self._catalog, [made])


def _about(problem: Problem, path: str) -> bool:
    return problem.field == path or problem.field.startswith(f"{path}.")


def _words(problem: Problem) -> str:
    fix = f" Готовое значение: {problem.fix}" if problem.fix else ""
    return f"{problem.code}: {problem.found}; {problem.expected}.{fix}"


def _chosen(said: str, options: tuple[tuple[str, str], ...]) -> str:
    said = said.strip()
    return options[int(said) - 1][0] if said.isdecimal() and 0 < int(said) <= len(options) else ""


def _value(data: dict[str, Tree], path: str) -> Any:
    current: Any = data
    for part in path.split("."):
        if isinstance(current, dict):
            current = current.get(part)
        elif isinstance(current, list) and part.isdigit() and int(part) < len(current):
            current = current[int(part)]
        else:
            return None
    return current

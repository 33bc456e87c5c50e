"""Answers in Russian words: what people write in a cell, a form or a terminal, as the text of a record's field."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, BeforeValidator

from macros.catalog import Catalog
from macros.catalog.catalog import TYPES
from macros.catalog.fields import Count, Day, Flag, Grades, Moment, RefTo, TermOf, When, loose_date
from macros.catalog.shape import fields_of, info_at, inner_model, is_list
from macros.catalog.source import Tree

_DATES = frozenset(mark.func for kind in (Day, Moment, When) for mark in kind.__metadata__ if hasattr(mark, "func"))
_DAYS = frozenset(mark.func for mark in Day.__metadata__ if isinstance(mark, BeforeValidator))
_FLAGS = frozenset(mark.func for mark in Flag.__metadata__ if isinstance(mark, BeforeValidator))
_COUNTS = frozenset(mark.func for mark in Count.__metadata__ if isinstance(mark, BeforeValidator))
_YES = {"да": "true", "есть": "true", "yes": "true", "нет": "false", "no": "false"}
_SEPARATOR = re.compile(r"\s*[;\n]\s*")
_WITH_COMMAS = re.compile(r"\s*[;,\n]\s*")


def field_path(cls: type[BaseModel], name: str) -> str | None:
    """The path of a field called by its key (`registration.deadline`) or as forms print it («Записаться до»).

    Inner names may stand alone where only one field has them; None when there is no such field.
    """
    wanted = _folded(name)
    known = dict(_names(cls))
    exact = [path for path, names in known.items() if wanted in {_folded(item) for item in names[:2]}]
    inner = [path for path, names in known.items() if wanted == _folded(names[-1])]
    if exact:
        return min(exact, key=lambda path: path.count("."))
    return inner[0] if len(inner) == 1 else None


def field_names(cls: type[BaseModel]) -> list[str]:
    """Every name `field_path` knows by which people may call a field, for "perhaps you meant"."""
    return [names[1] for _, names in _names(cls)]


def _names(cls: type[BaseModel], path: str = "", title: str = "", depth: int = 0) -> Iterator[tuple[str, list[str]]]:
    """(path, [key path, full Russian name, own Russian name]) of every field, lists of fields by their first item."""
    for name in fields_of(cls):
        info = cls.model_fields[name]
        own = info.title or name
        inner_path = f"{path}.{name}" if path else name
        full = f"{title} — {own}" if title and title != own else own
        yield inner_path, [re.sub(r"\.0\b", "", inner_path), full, own]
        model = inner_model(info.annotation)
        if model is not None and depth < 2:
            yield from _names(model, f"{inner_path}.0" if is_list(info) else inner_path, full, depth + 1)


def _folded(name: str) -> str:
    return re.sub(r"\s*[—–-]\s*", " — ", " ".join(name.lower().replace("ё", "е").split())).strip(" *:")


def answer(catalog: Catalog, cls: type[BaseModel], path: str, text: str) -> Tree:
    """One answer as the value of a field: words of closed lists become their codes, names of records their ids,
    Russian dates dates, lists are taken apart. What is not understood stays as it is, for the check to name.
    """
    text = text.strip()
    info = info_at(cls, path)
    if info is None:
        return text
    if is_list(info) and inner_model(info.annotation) is None and not path.rpartition(".")[2].isdigit():
        return _list_of(catalog, info, text)
    return _one(catalog, info, text)


def _list_of(catalog: Catalog, info: Any, text: str) -> Tree:
    whole = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    marker = marker_of(info)
    # Sentences hold commas; codes, numbers and dates do not, and names of records are tried whole first.
    by_commas = marker is not None or _is(info, _DATES | _COUNTS) or whole is not text
    parts = _SEPARATOR.split(whole)
    if by_commas:
        parts = [
            item
            for part in parts
            for item in ([part] if _known(catalog, marker, part) is not None else _WITH_COMMAS.split(part))
        ]
    return [_one(catalog, info, part.strip(" -•")) for part in parts if part.strip(" -•")]


def _one(catalog: Catalog, info: Any, text: str) -> str:
    marker = marker_of(info)
    if marker is not None:
        return _known(catalog, marker, text) or text
    if _is(info, _FLAGS):
        return _YES.get(text.lower(), text)
    if _is(info, _DATES):
        found = loose_date(text)
        return found[:10] if found and _is(info, _DAYS) and not _is(info, _DATES - _DAYS) else found or text
    if _has(info, Grades):
        return _grades(text)
    return text


def _grades(text: str) -> str:
    """«8–11 классы», «9 кл.», «8, 9, 10» as a range; anything else as it is."""
    numbers = [int(item) for item in re.findall(r"\d{1,2}", text)]
    rest = re.sub(r"[\d\s,;–—-]|класс(?:ы|ов|а|е)?|кл\b\.?", "", text.lower())
    follow = all(later == first + 1 for first, later in itertools.pairwise(numbers))
    if rest or not numbers or not (len(numbers) <= 2 or follow):
        return text
    if len(numbers) == 2 and re.search(r"[,;]", text) and not follow:
        return text
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"


def known_name(catalog: Catalog, type_name: str, text: str) -> str | None:
    """The id of the record that a name means exactly, or None."""
    return _known(catalog, RefTo(type_name), text)


def _known(catalog: Catalog, marker: RefTo | TermOf | None, text: str) -> str | None:
    """The code or id that a word means exactly, or None."""
    wanted = _plain(text)
    if isinstance(marker, TermOf):
        vocabulary = catalog.vocabularies.get(marker.vocabulary)
        for term in vocabulary.terms if vocabulary else ():
            words = (term.id, term.title, *term.title.split(" или "), term.many, term.short)
            if wanted in {_plain(word) for word in words if word}:
                return term.id
    elif isinstance(marker, RefTo):
        for name in [marker.type_name] if marker.type_name != "*" else TYPES:
            for record in catalog.records[name].values():
                own = record.key if marker.type_name == "*" else record.id
                short = getattr(record, "short", None)
                if wanted in {own, _plain(record.title), *map(_plain, record.names[1:]), _plain(short or "")} - {""}:
                    return own
    return None


def _plain(text: str) -> str:
    return re.sub(r"[«»\"„“”]", "", " ".join(text.lower().replace("ё", "е").split()))


def marker_of(info: Any) -> RefTo | TermOf | None:
    """What a field's text stands for: a record, a term of a closed list, or nothing but itself."""
    return next((mark for mark in _marks(info) if isinstance(mark, RefTo | TermOf)), None)


def _is(info: Any, functions: frozenset[Any]) -> bool:
    return any(isinstance(mark, BeforeValidator) and mark.func in functions for mark in _marks(info))


def _has(info: Any, cls: type) -> bool:
    return any(mark is cls for mark in _marks(info))


def _marks(info: Any) -> Iterator[Any]:
    """Everything a field's type is made of."""
    stack = [info.annotation, *info.metadata]
    while stack:
        part = stack.pop(0)
        yield part
        if not isinstance(part, BeforeValidator | RefTo | TermOf) and not (
            isinstance(part, type) and issubclass(part, BaseModel)
        ):
            stack += [*getattr(part, "__metadata__", ()), *get_args(part)]


def place(data: dict[str, Tree], path: str, value: Tree) -> None:
    """Put a value at a path such as `sources.0.kind`, making what is needed on the way."""
    current: Any = data
    parts = path.split(".")
    for part, following in itertools.pairwise(parts):
        empty: Tree = [] if following.isdigit() else {}
        if isinstance(current, list):
            index = min(int(part), len(current))
            if index == len(current):
                current.append(empty)
            current = current[index]
        else:
            if not isinstance(current.get(part), list | dict):
                current[part] = empty
            current = current[part]
    if isinstance(current, list):
        index = int(parts[-1])
        current[index : index + 1] = [value]
    else:
        current[parts[-1]] = value

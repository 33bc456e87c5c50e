"""Rules between fields, told as values: the check runs them, JSON Schema and the site's form repeat them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from operator import eq, ge, gt, le, lt
from typing import Any

from pydantic import BaseModel

from macros.catalog.fields import when_text
from macros.catalog.problem import Fault, Severity
from macros.catalog.shape import inner_model

Test = bool | Mapping[str, Any]
"""What a field is asked: `True` — has a value, `False` — has none, or a small JSON Schema of its value.

An empty list is no value. A `not` also passes where there is nothing.
"""
TIMED: Test = {"pattern": " "}
"""A moment: a day with its hour."""
WHOLE_DAY: Test = {"pattern": "^[^ ]+$"}
"""A day without an hour."""
YES: Test = {"const": True}
NOT_YES: Test = {"not": {"const": True}}
_SIGNS = {"<": lt, "<=": le, "=": eq, ">=": ge, ">": gt}
_SLOT = re.compile(r"\{([a-z_.]+)(?:[:~]([a-z_.]+|\d+))?\}")


def one_of(*values: str) -> Test:
    """The field has one of these values."""
    return {"enum": list(values)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`left` and `right` are paths to dates or hours; both have values and compare so.

    `path@0` and `path@1` are the two sides of a dash. Values of different length are compared by what both of them
    tell: a moment with a day as days. `days` are added to the right one; then only values of one kind are compared.
    """

    left: str
    sign: str
    right: str
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A fault that is there when all of `when` and of `compared` hold; it is silent when one of `fields` is broken.

    Paths start at the model that has the condition, a `field` of "" is the model itself. `{path}` in `found` and
    `fix` stands for a value, `{path:10}` for its first ten letters, `{path~other}` for as many as the other has.
    """

    fields: tuple[str, ...]
    when: Mapping[str, Test]
    compared: tuple[Comparison, ...] = ()
    field: str
    kind: str
    found: str
    expected: str
    fix: str = ""
    severity: Severity = Severity.ERROR


def faults(model: BaseModel, broken: frozenset[str] = frozenset(), path: str = "") -> Iterator[Fault]:
    """The faults of all conditions of a model and of what is nested in it; `broken` are names of faulty fields."""
    getters, conditions = _compiled(type(model))
    values = [get(model) for get in getters]
    for condition, tests in conditions:
        for index, test in tests:
            if not test(values[index]):
                break
        else:
            if (path or not broken.intersection(condition.fields)) and _compare(model, condition):
                yield _fault(model, condition, path)
    for name in _nested(type(model)):
        value = getattr(model, name, None)
        if value and (path or name not in broken):
            yield from _inner_faults(value, f"{path}.{name}" if path else name)


_Compiled = tuple[list[Callable[[BaseModel], Any]], list[tuple[Condition, list[tuple[int, Callable[[Any], bool]]]]]]


@cache
def _compiled(cls: type[BaseModel]) -> _Compiled:
    """What the conditions of a class ask for, each path once, and their tests: ten thousand events are checked."""
    conditions: tuple[Condition, ...] = getattr(cls, "CONDITIONS", ())
    paths = list(dict.fromkeys(path for condition in conditions for path in condition.when))
    tests = [
        (condition, [(paths.index(path), _test(asked)) for path, asked in condition.when.items()])
        for condition in conditions
    ]
    return [_getter(path) for path in paths], tests


def _getter(path: str) -> Callable[[BaseModel], Any]:
    return partial(value_at, path=path) if {".", "@"} & set(path) else lambda model: _plain(getattr(model, path, None))


def _test(asked: Test) -> Callable[[Any], bool]:
    if asked is True:
        return lambda value: value is not None and value != []
    if asked is False:
        return lambda value: value is None or value == []
    if set(asked) == {"enum"}:
        values = frozenset(asked["enum"])
        return lambda value: value is not None and value in values
    if set(asked) == {"pattern"}:
        search = re.compile(asked["pattern"]).search
        return lambda value: value is not None and search(value) is not None
    return lambda value: passes(value, asked)


@cache
def _nested(cls: type[BaseModel]) -> tuple[str, ...]:
    """The fields below which some model has conditions."""
    inner = {name: inner_model(info.annotation) for name, info in cls.model_fields.items()}
    return tuple(name for name, model in inner.items() if model and (_has_conditions(model) or _nested(model)))


def _has_conditions(cls: type[BaseModel]) -> bool:
    return bool(getattr(cls, "CONDITIONS", ()))


def _inner_faults(value: Any, path: str) -> Iterator[Fault]:
    if isinstance(value, BaseModel):
        yield from faults(value, path=path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _inner_faults(item, f"{path}.{index}")


def _compare(model: BaseModel, condition: Condition) -> bool:
    return all(_compares(model, item) for item in condition.compared)


def passes(value: Any, test: Test) -> bool:
    """Whether a plain value — text, list, mapping, flag or None — is as a test wants it."""
    absent = value is None or value == []
    if isinstance(test, bool):
        return absent is not test
    if "not" in test:
        return absent or not passes(value, test["not"])
    return not absent and (
        ("const" not in test or value == test["const"])
        and ("enum" not in test or value in test["enum"])
        and ("pattern" not in test or re.search(test["pattern"], value) is not None)
        and ("contains" not in test or any(passes(item, test["contains"]) for item in value))
        and all(passes(value.get(name), inner) for name, inner in test.get("properties", {}).items())
    )


def value_at(model: BaseModel, path: str) -> Any:
    """The plain value at a path of names, None when something on the way has none."""
    path, _, side = path.partition("@")
    value: Any = model
    for name in path.split("."):
        value = getattr(value, name, None)
    value = _plain(value)
    return re.split("[-–]", value)[int(side)] if side and value else value


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, date):
        return when_text(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    return str(value)


def _compares(model: BaseModel, asked: Comparison) -> bool:
    left, right = value_at(model, asked.left), value_at(model, asked.right)
    if left is None or right is None or (asked.days and len(left) != len(right)):
        return False
    if asked.days:
        from_day = date.fromisoformat(right[:10]) + timedelta(days=asked.days)
        right = f"{from_day.isoformat()}{right[10:]}"
    size = min(len(left), len(right))
    left, right = left[:size], right[:size]
    return _SIGNS[asked.sign](left, right)


def _fault(model: BaseModel, condition: Condition, path: str) -> Fault:
    return Fault(
        field=".".join(filter(None, (path, condition.field))),
        kind=condition.kind,
        found=_filled(model, condition.found),
        expected=condition.expected,
        fix=_filled(model, condition.fix),
        severity=condition.severity,
    )


def _filled(model: BaseModel, text: str) -> str:
    def value(match: re.Match[str]) -> str:
        shown, cut = str(value_at(model, match[1])), match[2]
        if cut is None:
            return shown
        return shown[: int(cut) if cut.isdigit() else len(value_at(model, cut))]

    return _SLOT.sub(value, text)

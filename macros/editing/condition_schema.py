"""Conditions between fields in JSON Schema: `if`/`then` for programs of editors, and whole for our own form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from macros.catalog.conditions import Condition, Test
from macros.catalog.problem import Severity


def conditions_schema(model: type[BaseModel]) -> dict[str, Any]:
    """What a schema of a class gets: `allOf` with every error that JSON Schema can tell, `x-conditions` with all.

    `errorMessage` is what the YAML extension of VS Code shows.
    """
    conditions: tuple[Condition, ...] = getattr(model, "CONDITIONS", ())
    if not conditions:
        return {}
    told = [item for item in conditions if not item.compared and item.severity is Severity.ERROR]
    rules = [{"if": _asked(item.when), "then": {"not": {}, "errorMessage": _sentence(item)}} for item in told]
    return {"allOf": rules, "x-conditions": [_whole(item) for item in conditions]}


def _sentence(condition: Condition) -> str:
    return f"{condition.expected[0].upper()}{condition.expected[1:]}"


def _asked(when: Mapping[str, Test]) -> dict[str, Any]:
    return {"allOf": [_of_path(path.split("."), test) for path, test in when.items()]}


def _of_path(path: list[str], test: Test) -> dict[str, Any]:
    """The schema of a model whose value at a path is as a test wants it."""
    name, *rest = path
    if rest:
        return {"required": [name], "properties": {name: _of_path(rest, test)}}
    if test is False:
        return {"not": {"required": [name]}}
    if test is True:
        return {"required": [name]}
    inner = _value(test)
    return {"properties": {name: inner}} if "not" in test else {"required": [name], "properties": {name: inner}}


def _value(test: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(test)
    for key in ("not", "contains"):
        if key in found:
            found[key] = _value(found[key])
    if "properties" in found:
        found["properties"] = {name: _value(inner) for name, inner in found["properties"].items()}
        found["required"] = list(found["properties"])
    return found


def _whole(condition: Condition) -> dict[str, Any]:
    compared = [[item.left, item.sign, item.right, item.days] for item in condition.compared]
    more = {"compared": compared, "fix": condition.fix}
    severity = {} if condition.severity is Severity.ERROR else {"severity": str(condition.severity)}
    return {
        "fields": list(condition.fields),
        "when": dict(condition.when),
        "field": condition.field,
        "kind": condition.kind,
        "found": condition.found,
        "expected": condition.expected,
        **{key: value for key, value in more.items() if value},
        **severity,
    }

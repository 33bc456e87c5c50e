"""The fields of a form, read out of the JSON Schema of a record: for the template and for the browser's check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from macros.catalog import Catalog, Record
from macros.catalog.load import words_of_missing
from macros.editing.schema import input_schema, models_of
from macros.text import russian

Node = Mapping[str, Any]
_CODE = re.compile(r"\b[a-z][a-z-]{2,}\b")
_LIMITS = {"minLength": "shortest", "maxLength": "longest", "minimum": "least", "maximum": "most"}
_LONGEST_LINE = 1_000
"""Letters; a text that may be longer has paragraphs."""


def form_fields(catalog: Catalog, cls: type[Record]) -> dict[str, Any]:
    """`fields` and `conditions` of a type, in the order of its file. A field has

    `name`, `title`, `help`, `kind` (line, text, url, day, moment, when, flag, number, age-mark, grades, pattern,
    time-zone, term, ref, model); where they apply `list`, `required`, `missing` (what is said when it is not
    there), limits, `pattern` with `expected`, `options` as [code, title] of a `vocabulary`, `ref` (type of the
    records named), `example`, `default`, and for a model its own `fields` and `conditions`.
    """
    schema = input_schema(catalog, cls)
    return _model(schema, cls, schema.get("$defs", {}), models_of(cls))


def _model(node: Node, model: type[BaseModel], parts: Node, models: Mapping[str, type[BaseModel]]) -> dict[str, Any]:
    required = set(node.get("required", ()))
    fields = []
    for name, field in node["properties"].items():
        made = _field(name, field, parts, models)
        if name in required:
            made |= {"required": True, "missing": words_of_missing(model, name)}
        fields.append(made)
    return {"fields": fields, "conditions": node.get("x-conditions", [])}


def _field(name: str, node: Node, parts: Node, models: Mapping[str, type[BaseModel]]) -> dict[str, Any]:
    kinds = [item for item in (node, *node.get("anyOf", ())) if {"type", "$ref", "enum", "x-ref"} & item.keys()]
    own = next(item for item in kinds if item.get("type") != "null")
    is_list = own.get("type") == "array"
    inner = own["items"] if is_list else own
    made: dict[str, Any] = {"name": name, "title": node["title"], "help": node["description"], "kind": _kind(inner)}
    if is_list:
        made["list"] = True
    if node.get("examples"):
        example = node["examples"][0]
        made["example"] = str(example[0] if is_list else example)
    if node.get("default") is not None and not is_list:
        made["default"] = node["default"]
    if made["kind"] == "model":
        key = inner["$ref"].rpartition("/")[2]
        return made | _model(parts[key], models[key], parts, models)
    made |= {ours: inner[theirs] for theirs, ours in _LIMITS.items() if theirs in inner and "x-kind" not in inner}
    if made["kind"] == "number":
        made |= {ours: inner[theirs] for theirs, ours in _LIMITS.items() if theirs in inner}
    if made["kind"] in ("pattern", "time-zone"):
        made |= {"pattern": inner["pattern"], "expected": inner.get("x-expected", "")}
    if "enum" in inner:
        titles = inner.get("x-titles", {})
        made["options"] = [[item, titles.get(item, item)] for item in inner["enum"]]
        made["vocabulary"] = inner.get("x-vocabulary", "")
    if "x-ref" in inner:
        made["ref"] = inner["x-ref"]
    return made


def _kind(node: Node) -> str:
    if "$ref" in node:
        return "model"
    if "x-ref" in node:
        return "ref"
    if "x-vocabulary" in node:
        return "term"
    return node.get("x-kind") or ("text" if node.get("maxLength", 0) > _LONGEST_LINE else "line")


def plain_help(field: dict[str, Any]) -> str:
    """The help without what only matters to who writes the file by hand: codes, «true или false»."""
    words = field["help"].removeprefix("true или false").removeprefix("; ")
    words = re.sub(r"^true, (если)", r"\1", words)
    if field["kind"] == "term" and _CODE.search(words):
        return ""
    return russian.capitalise(words)

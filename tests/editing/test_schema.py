"""Owns the JSON Schema of what editors write: complete, Russian, true of every record there is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from macros.catalog import TYPES, Record
from macros.editing.schema import input_schema
from tests.site.builds import catalog

RUSSIAN = re.compile(r"[А-Яа-яЁё]")
PAGES = pytest.mark.parametrize("cls", TYPES.values(), ids=lambda cls: cls.TYPE.folder)


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(place, field) of a schema and of its nested parts."""
    for name, part in (("", schema), *schema.get("$defs", {}).items()):
        yield from ((f"{name}.{key}", field) for key, field in part["properties"].items())


def is_nested(field: dict[str, Any]) -> bool:
    """Whether a field holds fields of its own."""
    return "$ref" in json.dumps(field)


@PAGES
def test_every_field_is_explained(cls: type[Record]) -> None:
    """Each field and each part has a Russian name and help; nothing English is left of the code."""
    schema = input_schema(catalog(demo=True), cls)
    for place, node in [*fields(schema), *schema.get("$defs", {}).items(), ("", schema)]:
        assert RUSSIAN.search(node["title"]) or node["title"].isupper(), place
        assert node["description"], place
        assert RUSSIAN.search(node["description"]) or "x-vocabulary" in json.dumps(node), place


@PAGES
def test_examples_fit(cls: type[Record]) -> None:
    """A field that is filled in directly has an example, and the example is allowed there."""
    schema = input_schema(catalog(demo=True), cls)
    without = []
    for place, field in fields(schema):
        if is_nested(field):
            continue
        if not field.get("examples"):
            without.append(place)
            continue
        jsonschema.Draft202012Validator({**field, "$defs": schema.get("$defs", {})}).validate(field["examples"][0])
    assert without == []


@PAGES
def test_closed_lists_carry_their_words(cls: type[Record]) -> None:
    """Wherever a word of a vocabulary is asked for, the words are there, each with its Russian title."""
    for node in _nodes(input_schema(catalog(demo=True), cls)):
        if "x-vocabulary" in node:
            assert node["enum"] == [term.id for term in catalog(demo=True).vocabularies[node["x-vocabulary"]].terms]
            assert list(node["x-titles"]) == node["enum"]


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for item in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(item)


@PAGES
def test_schema_is_true_of_all_records(cls: type[Record]) -> None:
    """Every real and every sample record obeys the schema of its type."""
    validator = jsonschema.Draft202012Validator(input_schema(catalog(demo=True), cls))
    for record in catalog(demo=True).all(cls):
        written = record.model_dump(mode="json", exclude_defaults=True, exclude={"id", "municipality", "path", "demo"})
        assert [error.message for error in validator.iter_errors(written)] == [], record.path

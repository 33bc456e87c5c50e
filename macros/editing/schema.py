"""JSON Schema of a record as an editor writes it: for editors' programs and for forms, all words Russian."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from macros.catalog import TYPES, Catalog, Grades, Record
from macros.catalog.fields import when_text
from macros.catalog.shape import FROM_PLACE, fields_of, inner_model
from macros.editing.condition_schema import conditions_schema

_LONGEST_EXAMPLE = 160
_GRADES = Grades.__get_pydantic_json_schema__(None, None)
_BOUNDS = (("ge", "minimum"), ("le", "maximum"))
_USUAL = {"boolean": True, "integer": 1}
_LINK = "https://example.org/page"


def input_schema(catalog: Catalog, cls: type[Record]) -> dict[str, Any]:
    """The schema of one YAML file of a type: closed lists carry their present terms and Russian words, and each
    field has an example that fits it.
    """
    schema = cls.model_json_schema(mode="validation")
    for name in FROM_PLACE:
        schema["properties"].pop(name, None)
    schema["required"] = [name for name in schema.get("required", []) if name not in FROM_PLACE]
    schema["properties"] = {name: schema["properties"][name] for name in fields_of(cls)}
    schema["title"] = cls.TYPE.one
    place = f"content/{cls.TYPE.folder}/" if cls.TYPE.content else f"data/{cls.TYPE.folder}/"
    schema["description"] = f"Запись вида «{cls.TYPE.one}», файл в папке {place}"
    parts = schema.get("$defs", {})
    _name_parts(schema, parts)
    models = models_of(cls)
    for name, node in ((cls.__name__, schema), *parts.items()):
        _fill_bounds(node, models[name])
        node |= conditions_schema(models[name])
    _fill_terms(schema, catalog)
    written = _written(catalog)
    for model, node in ((cls.__name__, schema), *parts.items()):
        for name, field in node["properties"].items():
            _fill_examples(field, catalog, parts, written.get((model, name), ""))
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}


def without_records(catalog: Catalog) -> Catalog:
    """The closed lists alone: a schema of them changes with the model, not with every new record."""
    return replace(catalog, records={name: {} for name in TYPES})


def models_of(cls: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """A class and all classes nested in it, by name."""
    found = {cls.__name__: cls}
    for info in cls.model_fields.values():
        inner = inner_model(info.annotation)
        if inner is not None and inner.__name__ not in found:
            found |= models_of(inner)
    return found


def _fill_bounds(node: dict[str, Any], model: type[BaseModel]) -> None:
    """Limits of numbers stand beside the field, not in its type."""
    for name, info in model.model_fields.items():
        limits = {key: getattr(mark, short) for mark in info.metadata for short, key in _BOUNDS if hasattr(mark, short)}
        if limits and name in node["properties"]:
            field = node["properties"][name]
            for kind in (field, *field.get("anyOf", ())):
                if kind.get("type") == "integer":
                    kind |= limits


def _name_parts(schema: dict[str, Any], parts: dict[str, Any]) -> None:
    """Nested fields are called as the fields that hold them."""
    for node in (schema, *parts.values()):
        for field in node["properties"].values():
            for reference in _references(field):
                part = parts[reference.rpartition("/")[2]]
                if "description" in part and part["title"] in parts:
                    part |= {"title": field["title"], "description": field["description"]}


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for item in node.values():
            yield from _references(item)
    elif isinstance(node, list):
        for item in node:
            yield from _references(item)


def _fill_terms(node: Any, catalog: Catalog) -> None:
    """Write the terms of each vocabulary where the model only names it."""
    if isinstance(node, list):
        for item in node:
            _fill_terms(item, catalog)
    elif isinstance(node, dict):
        vocabulary = catalog.vocabularies.get(node.get("x-vocabulary", ""))
        if vocabulary is not None:
            node["enum"] = [term.id for term in vocabulary.terms]
            node["x-titles"] = {term.id: term.title for term in vocabulary.terms}
        if node.get("pattern") == _GRADES["pattern"]:
            # One class is a bare number to every reader of YAML but ours.
            node |= {"type": ["string", "integer"], "minimum": 0, "maximum": 11}
        for item in list(node.values()):
            _fill_terms(item, catalog)


# --- examples ----------------------------------------------------------------------------------------


def _fill_examples(field: dict[str, Any], catalog: Catalog, parts: Mapping[str, Any], written: str) -> None:
    """The model's own example or a fitting one, of the type the field takes; none for nested fields."""
    kinds = [item for item in (field, *field.get("anyOf", ())) if item.get("type") != "null"]
    own = field.pop("examples", [])
    if any("$ref" in item or "$ref" in item.get("items", {}) for item in kinds):
        return
    kind = next(item for item in kinds if {"type", "enum", "x-ref"} & item.keys())
    is_list = kind.get("type") == "array"
    inner = kind["items"] if is_list else kind
    # A list that wants several values shows as many, if the model has them.
    several = own[: kind.get("minItems", 1) or 1] if is_list else own[:1]
    examples = [_example(inner, catalog, item, written) for item in several or [""]]
    if examples[0] is not None:
        field["examples"] = [examples if is_list else examples[0]]


def _example(kind: Mapping[str, Any], catalog: Catalog, own: str, written: str) -> Any:
    if "enum" in kind:
        return own if own in kind["enum"] else next(iter(kind["enum"]), None)
    if kind.get("type") in ("boolean", "integer"):
        if kind["type"] == "integer":
            return int(own or written or kind.get("minimum") or _USUAL["integer"])
        return own != "false" if own else _USUAL["boolean"]
    if own:
        return own
    if "x-ref" in kind:
        names = [kind["x-ref"]] if kind["x-ref"] != "*" else list(TYPES)
        found = (item for name in names for item in catalog.records[name].values() if not item.demo)
        first = next(found, None)
        return first and (first.key if kind["x-ref"] == "*" else first.id)
    if kind.get("pattern", "").startswith("^https?"):
        return _LINK
    return written or None


def _written(catalog: Catalog) -> dict[tuple[str, str], str]:
    """What records say in each field, the shortest of a fair length: (class name, field) → text."""
    found: dict[tuple[str, str], str] = {}
    for items in catalog.records.values():
        for record in items.values():
            if not record.demo:
                _collect(record, found)
    return found


def _collect(model: BaseModel, found: dict[tuple[str, str], str]) -> None:
    for name in type(model).model_fields:
        value = getattr(model, name, None)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                _collect(item, found)
            elif item is not None and not isinstance(item, bool):
                text = when_text(item) if isinstance(item, date) else str(item)
                key = type(model).__name__, name
                text = text.partition("\n")[0]
                if len(text) > _LONGEST_EXAMPLE:
                    text = f"{text.partition('. ')[0]}."
                if text:
                    found[key] = min(found.get(key, text), text, key=lambda each: (len(each), each))

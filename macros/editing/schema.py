"""JSON Schema of a record as an editor writes it: for editors' programs and, later, for forms."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from macros.catalog import Catalog, Record

_FROM_PLACE = ("id", "municipality", "path", "demo", "body")


def input_schema(catalog: Catalog, cls: type[Record]) -> dict[str, Any]:
    """The schema of one YAML file of a type; closed lists carry their present terms and Russian words."""
    schema = cls.model_json_schema(mode="validation")
    for name in _FROM_PLACE:
        schema["properties"].pop(name, None)
    schema["required"] = [name for name in schema.get("required", []) if name not in _FROM_PLACE]
    schema["title"] = cls.TYPE.one
    _fill_terms(schema, catalog)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}


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
        for item in list(node.values()):
            _fill_terms(item, catalog)

"""Open data: every record type as JSON with its JSON Schema, straight from the model."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from macros.catalog import TYPES, Catalog, KeyDate, Record
from macros.pages.links import address

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_INDEX = "api/v1/index.json"


def api(catalog: Catalog, site_url: str) -> dict[str, bytes]:
    """Files by address: `api/v1/<folder>.json`, `api/v1/schema/<folder>.json`, and `api/v1/index.json`."""
    files: dict[str, bytes] = {}
    index = []
    for cls in TYPES.values():
        files[_file_of(cls)] = _records(catalog, cls, site_url)
        files[_schema_of(cls)] = _pretty(schema(cls))
        index.append(
            {
                "type": cls.TYPE.folder,
                "title": cls.TYPE.title,
                "url": _file_of(cls),
                "schema": _schema_of(cls),
                "count": len(catalog.all(cls)),
            }
        )
    files[_INDEX] = _pretty({"license": LICENCE, "types": index})
    return files


def api_addresses() -> list[str]:
    """The addresses of all files of `api`, before they are made."""
    return [_INDEX, *(name for cls in TYPES.values() for name in (_file_of(cls), _schema_of(cls)))]


def _file_of(cls: type[Record]) -> str:
    return f"api/v1/{cls.TYPE.folder}.json"


def _schema_of(cls: type[Record]) -> str:
    return f"api/v1/schema/{cls.TYPE.folder}.json"


def _records(catalog: Catalog, cls: type[Record], site_url: str) -> bytes:
    head = json.dumps(
        {"type": cls.TYPE.folder, "license": LICENCE, "schema": f"{site_url}{_schema_of(cls)}"}, ensure_ascii=False
    )
    rows = ",\n".join(_row(record, site_url) for record in catalog.all(cls))
    return f'{head[:-1]}, "records": [\n{rows}\n]}}\n'.encode()


def _row(record: Record, site_url: str) -> str:
    text = record.model_dump_json(exclude_none=True)
    more: dict[str, Any] = {"url": site_url + address(record)}
    if isinstance(record, KeyDate):
        more["day"] = record.day.isoformat() if record.day else None
        more["is_shifted"] = record.is_shifted
    return text[:-1] + "," + json.dumps(more, ensure_ascii=False)[1:]


def schema(cls: type[Record]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the file `api/v1/<folder>.json`."""
    record = cls.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = record.pop("$defs", {})
    record["properties"]["url"] = {"type": "string", "title": "Адрес страницы"}
    if cls is KeyDate:
        record["properties"]["day"] = {"type": ["string", "null"], "title": "День с учётом переноса"}
        record["properties"]["is_shifted"] = {"type": "boolean", "title": "Перенесено на рабочий день"}
    # None is left out of the files, so nothing but identity is always there.
    record["required"] = ["id", "title", "sources", "verification", "checked", "url"]
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": f"Профнавигатор: {cls.TYPE.title.lower()}",
        "type": "object",
        "required": ["type", "license", "records"],
        "properties": {
            "type": {"const": cls.TYPE.folder},
            "license": {"type": "string"},
            "schema": {"type": "string"},
            "records": {"type": "array", "items": record},
        },
        "additionalProperties": False,
        "$defs": definitions,
    }


def _pretty(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()

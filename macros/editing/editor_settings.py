"""What VS Code needs to prompt and check in the data files: schemas of all types, and which files each is for."""

from __future__ import annotations

import json
from typing import Any

from macros.catalog import TYPES, Catalog
from macros.editing.schema import input_schema, without_records

FOLDER = ".vscode/"


def editor_files(catalog: Catalog) -> dict[str, str]:
    """Files by path from the project's root: `.vscode/settings.json` and a schema for every type in `data/`.

    The schemas carry the closed lists and no records, so that a new record changes none of them.
    """
    bare = without_records(catalog)
    kinds = [cls for cls in TYPES.values() if not cls.TYPE.content]
    schemas = {f"{FOLDER}schemas/{cls.TYPE.folder}.json": input_schema(bare, cls) for cls in kinds}
    settings: dict[str, Any] = {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True, "editor.formatOnSave": False},
        "yaml.schemas": {f"./{path}": _files(path) for path in schemas},
    }
    extensions = {"recommendations": ["redhat.vscode-yaml"]}
    files = {f"{FOLDER}settings.json": settings, f"{FOLDER}extensions.json": extensions, **schemas}
    return {path: json.dumps(value, ensure_ascii=False, indent=1) + "\n" for path, value in files.items()}


def _files(schema: str) -> list[str]:
    folder = schema.rpartition("/")[2].removesuffix(".json")
    return [f"data/{folder}/**/*.yml", f"data/demo/{folder}/**/*.yml"]

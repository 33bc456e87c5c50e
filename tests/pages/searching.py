"""Owns the way from a catalog to answers: the search's files on disk, asked by the search page's own script."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from macros.catalog import Catalog
from macros.pages.search_index import search_files
from tests.tools import ROOT, node_path

ENGINE = ROOT / "overrides" / "assets" / "js" / "search-engine.js"


def prose(content: Path = ROOT / "content") -> list[tuple[str, str]]:
    """The Markdown pages of a project as the build gives them to the search."""
    found = []
    for path in sorted(content.rglob("*.md")):
        name = path.relative_to(content).as_posix().removesuffix(".md")
        if name == "search" or (name.startswith("professions/") and path.stem != "index"):
            continue
        found.append((f"{name.removesuffix('index')}/".replace("//", "/").lstrip("/"), path.read_text("utf-8")))
    return found


def write(folder: Path, catalog: Catalog, pages: Iterable[tuple[str, str]] = ()) -> Path:
    """The files of the search below `folder`; returns the folder that holds words.json."""
    for name, body in search_files(catalog, pages):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return folder / "search"


def ask(folder: Path, questions: Iterable[str]) -> Mapping[str, Any]:
    """Of each question: `how` it was answered, the first ten `pages`, the `files` that were read."""
    asked = list(questions)
    command = [node_path(), Path(__file__).with_name("search.mjs"), ENGINE, folder]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return dict(zip(asked, json.loads(done.stdout), strict=True))

"""Our own stages, each a process: `python -m tests.bench.stages <stage> <report.json>` in a town's folder.

The report holds the processor seconds of the stage's parts and the process's own peak of memory.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from time import process_time as clock
from typing import Any

import material

from macros import build as site_build
from macros.build import Build
from macros.catalog import load
from macros.feeds.publish import feeds
from macros.pages.forge import Forge
from macros.pages.search_index import search_files
from macros.settings import from_environment


def prepared(town: Path) -> Build:
    """The build of a town, as macros/hooks.py prepares it; parsed data come from the cache when it is there."""
    settings = from_environment(town, site_url="http://127.0.0.1:8000/")
    loaded = load(town, today=settings.today, demo=False, cache=settings.cache, by_two=True)
    if loaded.problems:
        raise SystemExit("\n".join(problem.text() for problem in loaded.problems[:20]))
    return site_build.prepare(
        settings,
        loaded,
        uid_domain="profnavigator",
        forge=Forge(),
        overrides=town / "overrides",
        icons=Path(material.__file__).parent / "templates" / ".icons" / "material",
    )


def run_feeds(town: Path) -> Mapping[str, float]:
    """Records → feeds and single downloads, each written as it comes: a town's feeds are larger than its memory."""
    start = clock()
    build = prepared(town)
    ready = clock()
    folder = town / ".bench" / "feeds"
    for name, body in feeds(build.catalog, build.calendars):
        _put(folder, name, body)
    return {"load": ready - start, "make and write": clock() - ready}


def run_pages(town: Path) -> Mapping[str, float]:
    """Records → finished pages and open data, written as they come by two processes."""
    start = clock()
    build = prepared(town)
    ready = clock()
    site_build.write_pages(build, town / ".bench" / "pages")
    return {"load": ready - start, "make and write here": clock() - ready}


def run_build(town: Path) -> Mapping[str, float]:
    """`mkdocs build --strict`."""
    del town
    from mkdocs.__main__ import cli

    start = clock()
    cli(["build", "--strict", "--quiet"], standalone_mode=False)
    return {"build": clock() - start}


def _put(folder: Path, name: str, body: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


def _peak() -> int:
    """The most memory this process itself ever held, bytes; what a child inherits or takes does not count."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def run_search(town: Path) -> Mapping[str, float]:
    """Records → the files of the search, written."""
    start = clock()
    build = prepared(town)
    ready = clock()
    folder = town / ".bench" / "search"
    for name, body in search_files(build.catalog, ()):
        _put(folder, name, body)
    return {"load": ready - start, "make and write": clock() - ready}


STAGES: Mapping[str, Any] = {"feeds": run_feeds, "pages": run_pages, "build": run_build, "search": run_search}


if __name__ == "__main__":
    parts = STAGES[sys.argv[1]](Path.cwd())
    Path(sys.argv[2]).write_text(json.dumps({"parts": parts, "peak": _peak()}), "utf-8")

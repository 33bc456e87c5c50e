"""Builds of the site for tests: always another folder, a fixed day, a fixed address, the real commands."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from macros.catalog import Catalog, load
from tests.tools import ROOT

TODAY = date(2026, 11, 23)
URL = "https://profnavigator.example/"
FIXED = {
    "SITE_TODAY": TODAY.isoformat(),
    "SITE_URL": URL,
    "SOURCE_DATE_EPOCH": str(int(datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC).timestamp())),
    "NO_MKDOCS_2_WARNING": "1",
}
_INHERITED = ("DEMO", "PUBLISH", "CACHE", "EDIT_URL", "REPOSITORY", "FORGE", "BRANCH")


@dataclass(frozen=True, slots=True)
class Built:
    """What `mkdocs build` left: its exit code, everything it said, and the folder of the site."""

    code: int
    output: str
    folder: Path


def build(folder: Path, *, root: Path = ROOT, **environment: str) -> Built:
    """Run `mkdocs build --strict` of the project in `root` into `folder`, with more variables if given."""
    inherited = {key: value for key, value in os.environ.items() if key not in _INHERITED}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--site-dir", str(folder)],
        cwd=root,
        env=inherited | FIXED | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return Built(done.returncode, done.stdout, folder)


def build_once(
    shared: Path, name: str, *, project: Callable[[Path], Path] = lambda _: ROOT, **environment: str
) -> Built:
    """The build called `name` in a folder that all workers share: the first to ask makes it, the rest wait.

    `project` prepares the root of another project in the folder it is given.
    """
    folder, log = shared / name, shared / f"{name}.log"
    with locked(shared / f"{name}.lock"):
        if not log.exists():
            built = build(folder, root=project(shared / f"{name}-project"), **environment)
            log.write_text(f"{built.code}\n{built.output}", "utf-8")
    code, _, output = log.read_text("utf-8").partition("\n")
    return Built(int(code), output, folder)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock between processes; it goes when the process does."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def project_copy(folder: Path) -> Path:
    """The project's texts, data and templates in another folder, to be changed there; its code stays ours."""
    folder.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("content", "data", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "macros").symlink_to(ROOT / "macros")
    return folder


def example_project(folder: Path) -> Path:
    """The tiny town of tests/examples/primersk as a project: the site's own prose pages, its records alone."""
    project_copy(folder)
    example = ROOT / "tests" / "examples" / "primersk"
    for card in (folder / "content" / "professions").glob("*.md"):
        if card.stem != "index":
            card.unlink()
    shutil.rmtree(folder / "data")
    for name in ("vocabularies", "questionnaires"):
        shutil.copytree(ROOT / "data" / name, folder / "data" / name)
    shutil.copytree(example, folder, dirs_exist_ok=True)
    return folder


@cache
def catalog(*, demo: bool) -> Catalog:
    """The records that the shared builds publish."""
    return load(ROOT, today=TODAY, demo=demo).catalog


def files(site: Path) -> list[str]:
    """Every file of a site, from its root."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def pages(site: Path) -> list[str]:
    """Every HTML file of a site, from its root."""
    return [name for name in files(site) if name.endswith(".html")]


def hashes(site: Path) -> Mapping[str, str]:
    """What each file of a site holds."""
    return {name: sha256((site / name).read_bytes()).hexdigest() for name in files(site)}

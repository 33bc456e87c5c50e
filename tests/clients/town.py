"""A copy of the project with a history of its own, built before and after a day of edits, served from one address."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.catalog import Catalog, load
from tests.site.builds import TODAY, URL, build, project_copy
from tests.site.server import serving

TOWN = "stary-oskol"
FEED = f"calendar/{TOWN}/{TOWN}.ics"
EVENTS = Path("data/demo/events") / TOWN
VENUE = Path("data/demo/organizations") / TOWN / "demo-stary-oskol-shkola.yml"


class Project:
    """The copy; `commit` writes history at a given day, `publish` builds it and swaps the served folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.root = project_copy(folder / "project")
        self._folder = folder
        self._builds = 0
        self.served = folder / "served"
        (self.root / ".gitignore").write_text(".cache/\n", "utf-8")
        self._git("init", "--quiet", "--initial-branch=main")

    def commit(self, day: str) -> None:
        """Everything as it is now."""
        self._git("add", "--all")
        self._git("commit", "--quiet", "--message=data", day=day)

    def publish(self) -> None:
        """Build the site with its samples; the swap is atomic, as on a real host."""
        self._builds += 1
        built = build(self._folder / f"site-{self._builds}", root=self.root, DEMO="1", CACHE="0")
        assert built.code == 0, built.output
        link = self._folder / "next"
        link.symlink_to(built.folder)
        link.replace(self.served)

    def catalog(self) -> Catalog:
        """What the records say now."""
        loaded = load(self.root, today=TODAY, demo=True)
        assert [problem.text() for problem in loaded.errors] == []
        return loaded.catalog

    def edit(self, path: Path, **fields: str) -> None:
        """Change lines of a record, or add them after its title."""
        file = self.root / path
        text = file.read_text("utf-8")
        for name, value in fields.items():
            line = f"{name}: {value}\n"
            text, changed = re.subn(rf"(?m)^{name}:.*\n", lambda _, line=line: line, text)
            assert changed <= 1
            text = text if changed else re.sub(r"(?m)\A(title:.*\n)", lambda match, line=line: match[1] + line, text)
            assert line in text
        file.write_text(text, "utf-8")

    def copy(self, path: Path, name: str) -> None:
        """Another record like this one."""
        shutil.copy(self.root / path, self.root / path.with_name(name))

    def remove(self, path: Path) -> None:
        """As somebody does by mistake."""
        (self.root / path).unlink()

    def _git(self, *arguments: str, day: str = "2026-11-01") -> None:
        person = {
            f"GIT_{role}_{word}": "test@example.org" for role in ("AUTHOR", "COMMITTER") for word in ("NAME", "EMAIL")
        }
        dates = {f"GIT_{role}_DATE": f"{day}T12:00:00+0300" for role in ("AUTHOR", "COMMITTER")}
        nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment = clean | person | dates | nobody
        subprocess.run(["git", *arguments], cwd=self.root, env=environment, check=True, capture_output=True)


@contextmanager
def published(folder: Path) -> Iterator[tuple[Project, str]]:
    """The project in its first state on a local server, and the address of the town's feed there."""
    project = Project(folder)
    project.commit("2026-11-20")
    project.publish()
    with serving(project.served) as server:
        yield project, server.url + FEED


SITE = URL
"""Where the feeds say that the site is; the local server only carries the files."""

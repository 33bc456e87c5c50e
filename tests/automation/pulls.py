"""A small town as a repository of its own, in which the very scripts of our workflows run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.catalog.towns import TODAY, lay_out
from tests.tools import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
_NOBODY = {f"GIT_{role}_{part}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
_NOBODY |= {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


def repository(folder: Path) -> Path:
    """Примерск with our code in `folder`, committed on `main`; `make` finds everything installed already."""
    lay_out(folder)
    shutil.copytree(ROOT / "macros", folder / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    (folder / "overrides").symlink_to(ROOT / "overrides")
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    (folder / ".gitignore").write_text(".venv/\n.cache/\n__pycache__/\n", "utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "main")
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    python = programs / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    (folder / ".venv" / "site.stamp").touch()
    return folder


def git(folder: Path, *arguments: str) -> str:
    """What git says, as somebody without settings."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | _NOBODY, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def scripts(name: str, job: str) -> dict[str, dict[str, Any]]:
    """The steps of a workflow's job that run a script, by their names."""
    steps = yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text("utf-8"))["jobs"][job]["steps"]
    return {step["name"]: step for step in steps if "run" in step}


_OURS = ("PYTHONPATH", "CI", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES")
"""What a script must not see of the run of the tests themselves: `make` tells every `make` below how deep it is."""


def run(folder: Path, script: str, **environment: str) -> tuple[int, str]:
    """Exit code and all that a script says, run as GitHub runs it, with our Python before others."""
    inherited = {key: value for key, value in os.environ.items() if key not in _OURS}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=inherited
        | {"PATH": f"{folder / '.venv' / 'bin'}:{os.environ['PATH']}"}
        | {"SITE_TODAY": TODAY.isoformat(), "LC_ALL": "C.UTF-8"}
        | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout

"""Where the calendar programs are, and what is said when one is not here."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from tests.tools import ROOT

OWN = ROOT / ".cache" / "clients" / "bin"
"""Programs of requirements-clients.txt, installed by `make test-clients`."""
SYSTEM_PYTHON = Path("/usr/bin/python3")
"""GNOME's libraries speak with the system's Python only."""


def program(name: str, how: str) -> Path:
    """A program of our own environment or of the system; without it the test is skipped, in CI it fails."""
    own = OWN / name
    found = str(own) if own.is_file() else shutil.which(name)
    return Path(found) if found else missing(name, how)


def gnome_python() -> Path:
    """The system's Python with the libraries of GNOME's calendar store."""
    how = "apt install evolution-data-server gir1.2-ecal-2.0 python3-gi dbus"
    program("dbus-run-session", how)
    script = "import gi; gi.require_version('ECal', '2.0'); from gi.repository import ECal"
    if not SYSTEM_PYTHON.is_file() or subprocess.run([SYSTEM_PYTHON, "-c", script], capture_output=True).returncode:
        missing("evolution-data-server", how)
    return SYSTEM_PYTHON


def missing(name: str, how: str) -> NoReturn:
    """Skip by name; with CI_CLIENTS=1 every program has to be there."""
    reason = f"{name} is not here: {how}"
    if os.environ.get("CI_CLIENTS", "") not in ("", "0"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)

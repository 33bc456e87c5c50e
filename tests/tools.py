"""Where the outside tools of the tests are, as recorded by .ci/setup_tests.py (`make test` runs it).

A missing tool skips the test that asks for it, by name; in CI (environment variable CI) it fails it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
NODE_MODULES = ROOT / "node_modules"

# What a headless Chromium needs in a container, as root, and to stay off the network.
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Two pages of the address bar's own, drawn in every window nobody sees, take a third of the processor. A second
    # list replaces Playwright's own, so what we need of that stands here, too.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding",
)


def chromium_path() -> Path:
    """The Chromium or Chrome to drive: `launch(executable_path=…, args=[*CHROMIUM_ARGS])`."""
    return _recorded("chromium", "a Chromium or Chrome browser (or set CHROMIUM)")


def node_path() -> Path:
    """A Node that runs what package.json names; the packages are installed in NODE_MODULES."""
    node = _recorded("node", "Node 20.19 or newer with npm")
    if not NODE_MODULES.is_dir():
        _missing("node_modules/ (npm ci)")
    return node


def libical_python() -> Path:
    """A Python that can `gi.require_version("ICalGLib", "3.0")`: the system's, never our own."""
    return _recorded("libical", "libical for the system's python3 (python3-gi, gir1.2-ical-3.0)")


def axe_script() -> Path:
    """axe.min.js, ready for `page.add_script_tag(path=…)`."""
    import axe_playwright_python

    return Path(axe_playwright_python.__file__).parent / "axe.min.js"


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def _recorded(name: str, what: str) -> Path:
    record = ROOT / ".cache" / "tools" / name
    path = Path(record.read_text(encoding="utf-8").strip()) if record.is_file() else None
    if path is None or not path.is_file():
        _missing(what)
    return path


def _missing(what: str) -> NoReturn:
    reason = f"{what} is not here: run `make test` or `python .ci/setup_tests.py` and read its warnings"
    if in_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)

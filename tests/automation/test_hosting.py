"""Owns the page about hosting: its headers are those of the site, and its switch is as atomic as it says."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from tests.tools import ROOT

PAGE = (ROOT / ".github" / "hosting.md").read_text(encoding="utf-8")
HEAD = (ROOT / "overrides" / "partials" / "head.html").read_text(encoding="utf-8")


def policy(text: str) -> dict[str, list[str]]:
    """A content security policy by directives."""
    return {name: values for name, *values in (part.split() for part in text.split(";"))}


def test_policy_is_that_of_the_pages() -> None:
    """The header says what every page says, and what only a header can."""
    header = policy(re.search(r'Content-Security-Policy "([^"]+)"', PAGE)[1])
    assert header == policy(re.search(r'Content-Security-Policy" content="([^"]+)"', HEAD)[1]) | {
        "frame-ancestors": ["'none'"]
    }
    assert header["default-src"] == header["script-src"] == header["style-src"] == ["'self'"]
    assert header["object-src"] == header["base-uri"] == ["'none'"]


def test_switch(tmp_path: Path) -> None:
    """The script puts a whole new site in place, keeps the time of old files, and the last five sites."""
    script = re.search(r"```sh\n#!/bin/sh\n(.*?)```", PAGE, re.DOTALL)[1]
    steps = script[script.index("new=") :].replace("date -u +%Y%m%d-%H%M%S", "cat number")
    source = tmp_path / "source" / "site"
    (source / "calendar").mkdir(parents=True)
    (source / "calendar" / "feeds.json").write_text("[]", encoding="utf-8")
    for number in range(1, 8):
        (tmp_path / "number").write_text(str(number), encoding="utf-8")
        (source / "index.html").write_text(f"site {number}", encoding="utf-8")
        os.utime(source / "calendar" / "feeds.json", (number, number))
        subprocess.run(["sh", "-eu", "-c", steps], cwd=tmp_path, check=True)
        assert (tmp_path / "current" / "index.html").read_text(encoding="utf-8") == f"site {number}"
    assert sorted(path.name for path in (tmp_path / "releases").iterdir()) == ["3", "4", "5", "6", "7"]
    times = {name: (tmp_path / "releases" / name / "calendar" / "feeds.json").stat().st_mtime_ns for name in "37"}
    assert times["3"] == times["7"]

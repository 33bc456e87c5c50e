"""khal, a calendar on the terminal, with vdirsyncer, which fetches subscriptions for it."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date, timedelta
from pathlib import Path

from tests.clients.programs import program
from tests.clients.seen import Seen

_HOW = "make test-clients installs requirements-clients.txt"
_FETCH = """[general]
status_path = "{home}/status/"
[pair feed]
a = "web"
b = "disk"
collections = null
conflict_resolution = "a wins"
partial_sync = "revert"
[storage web]
type = "http"
url = "{url}"
[storage disk]
type = "filesystem"
path = "{home}/feed/"
fileext = ".ics"
"""
_SHOW = """[calendars]
[[feed]]
path = {home}/feed/
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M:%S
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:%SZ
longdatetimeformat = %Y-%m-%dT%H:%M:%SZ
[sqlite]
path = {home}/khal.db
[default]
default_calendar = feed
"""
_FIELDS = ("title", "start-long-full", "end-long-full", "status", "location", "url", "all-day")


class Khal:
    """A subscription of khal: `read` fetches the feed again and tells what khal lists."""

    def __init__(self, home: Path, url: str) -> None:
        self._home = home
        self._fetch, self._list = program("vdirsyncer", _HOW), program("khal", _HOW)
        (home / "feed").mkdir(parents=True)
        (home / "fetch.conf").write_text(_FETCH.format(home=home, url=url), "utf-8")
        (home / "khal.conf").write_text(_SHOW.format(home=home), "utf-8")
        self._run(self._fetch, "-c", home / "fetch.conf", "discover")

    def read(self, first: date, last: date) -> list[Seen]:
        """All occurrences between two days."""
        self._run(self._fetch, "-c", self._home / "fetch.conf", "sync")
        asked = [word for name in _FIELDS for word in ("--json", name)]
        command = ("-c", self._home / "khal.conf", "list", "--once", *asked, first.isoformat(), last.isoformat())
        days = self._run(self._list, *command).splitlines()
        return sorted({_seen(row) for day in days if day.startswith("[") for row in json.loads(day)})

    def _run(self, *command: object) -> str:
        environment = os.environ | {"HOME": str(self._home), "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "ignore"}
        done = subprocess.run(
            [str(each) for each in command], env=environment, stdin=subprocess.DEVNULL, capture_output=True,
            encoding="utf-8", timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def _seen(row: dict[str, str]) -> Seen:
    start, end = row["start-long-full"], row["end-long-full"]
    if row["all-day"] == "True":
        # khal names the last day, we the day after it.
        start, end = start[:10], (date.fromisoformat(end[:10]) + timedelta(days=1)).isoformat()
    return Seen(
        url=row["url"], start=start, end=end, title=row["title"].strip(), place=row["location"],
        status=row["status"].strip(),
    )  # fmt: skip

"""GNOME's calendar store (evolution-data-server), which GNOME Calendar and Evolution show."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tests.clients.programs import gnome_python
from tests.clients.seen import Seen

_READER = Path(__file__).with_name("gnome_reader.py")


class Gnome:
    """A running store with one subscription."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def read(self, first: date, last: date) -> list[Seen]:
        """All occurrences between two days, after fetching the feed again."""
        self._process.stdin.write(f"{first} {last}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "GNOME's calendar store gave up, see its log"
        return sorted(Seen(**row) for row in json.loads(answer))


@contextmanager
def running(home: Path, url: str) -> Iterator[Gnome]:
    """A store in a D-Bus session and a folder of its own, subscribed to a feed."""
    python = gnome_python()
    home.mkdir(parents=True)
    command = ["dbus-run-session", "--", python, _READER, home / "home", url]
    with (home / "log").open("w") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, encoding="utf-8"
        )  # fmt: skip
        try:
            yield Gnome(process)
        finally:
            process.stdin.close()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()

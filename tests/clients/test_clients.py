"""Real calendar programs show what the catalog says, and take every kind of change."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from tests.clients import gnome, thunderbird
from tests.clients.khal_client import Khal
from tests.clients.seen import Seen, differences, expected
from tests.clients.town import EVENTS, SITE, TOWN, VENUE, Project, published

UID_DOMAIN = "profnavigator"
FIRST, LAST = date(2026, 9, 1), date(2029, 1, 1)
MOVED = EVENTS / "demo-stary-oskol-proba-programmist.yml"
CANCELLED = EVENTS / "demo-stary-oskol-konsultaciya-9-klass.yml"
REMOVED = EVENTS / "demo-stary-oskol-klub-risunok.yml"
ADDED = "demo-stary-oskol-novoe.yml"


class Client(Protocol):
    """A program with one subscription."""

    def read(self, first: date, last: date) -> list[Seen]:
        """All occurrences between two days, after fetching the feed again."""


CLIENTS: dict[str, Callable[[Path, str], AbstractContextManager[Client]]] = {
    "khal": lambda home, url: nullcontext(Khal(home, url)),
    "thunderbird": thunderbird.running,
    "gnome": gnome.running,
}


def wanted(project: Project) -> list[Seen]:
    """What the records of the project ask of a program."""
    return expected(project.catalog(), TOWN, SITE, UID_DOMAIN)


def troubles(client: Client, project: Project) -> list[str]:
    """What a program shows wrongly, after it has had time to take an update in."""
    asked = wanted(project)
    for _ in range(20):
        found = differences(client.read(FIRST, LAST), asked)
        if not found:
            break
        time.sleep(1)
    return found


def day_of_edits(project: Project) -> None:
    """Moved, cancelled, removed, added, a venue renamed: each as an editor does it."""
    project.edit(
        MOVED, start="2026-12-30 16:00", end="2026-12-30 18:00", status="moved", moved_from="2026-12-29 15:00",
        status_reason="лаборатория занята",
    )  # fmt: skip
    project.edit(CANCELLED, status="cancelled", status_reason="нет света", status_date="2026-11-22")
    project.copy(CANCELLED, ADDED)
    project.edit(
        EVENTS / ADDED, title="Новая встреча", status="confirmed", start="2027-01-20 17:00", end="2027-01-20 18:00"
    )
    project.remove(REMOVED)
    project.edit(VENUE, title='"Пример: школа с другим именем"')


@pytest.mark.parametrize("name", CLIENTS)
def test_subscription(name: str, tmp_path: Path) -> None:
    """A program shows every occurrence of the catalog and nothing else, and follows a day of edits."""
    with published(tmp_path / "town") as (project, url), CLIENTS[name](tmp_path / name, url) as client:
        before = wanted(project)
        assert len(before) > 40
        assert troubles(client, project) == []
        day_of_edits(project)
        project.commit("2026-11-22")
        project.publish()
        after = wanted(project)
        assert {each.url for each in before} ^ {each.url for each in after} == {
            f"{SITE}events/{REMOVED.stem}/",
            f"{SITE}events/{ADDED.removesuffix('.yml')}/",
        }
        # What the program still shows from before is wrong now, so the comparison can fail.
        assert differences(before, after)
        assert troubles(client, project) == []


def test_differences_are_noticed() -> None:
    """The comparison notices what is missing, doubled, unwanted, or wrong in any value."""
    right = {"url": "u", "start": "2026-12-05", "end": "2026-12-06", "title": "А", "status": "CONFIRMED", "place": "П"}
    wrong_values = {"start": "2026-12-04", "end": "2026-12-07", "title": "Б", "status": "TENTATIVE", "place": "Р"}
    one = Seen(**right)
    assert differences([one], [one]) == []
    for wrong in ([], [one, one]):
        assert differences(wrong, [one])
    assert differences([one], [])
    for name, value in wrong_values.items():
        assert differences([Seen(**right | {name: value})], [one]), name
    assert differences([Seen(**right, uid="b")], [Seen(**right, uid="a")])

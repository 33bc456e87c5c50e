"""Owns the tests of the plan of participation: places by school, who has not answered, the table for coordinators."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog import Event
from macros.pages.participation import by_school, participation_tables
from tests.catalog.towns import check, listing, put
from tests.pages.contexts import catalog_of, context_of

END = "sources: [{kind: editorial, note: пример}]\nverification: needs-verification\nchecked: 2026-11-22\n"
CENTRE = "title: Центр\nkind: centre\nroles: [{kind: guidance-centre, text: Связывает школы}]\n" + END
SECOND = "title: Школа у леса\nkind: school\n" + END
SCHOOL = "title: Школа у реки\nkind: school\n" + END
PATH = "data/events/primersk/proba.yml"


def trial(start: str, quotas: str, more: str = "", status: str = "confirmed") -> str:
    """A trial of the ЦОПП at which schools have places."""
    return (
        f"title: Проба\nkind: trial\nstart: {start} 15:00\nend: {start} 16:00\nstatus: {status}\n"
        "place: {name: Мастерская}\nformat: in-person\nhost: primersk-copp\naudience: [pupils]\ngrades: 8-9\n"
        f"level: municipal\nage_mark: 12+\n{more}quotas: [{quotas}]\n" + END
    )


@pytest.fixture
def project(town: Path) -> Path:
    """Примерск with a ЦОПП and two schools."""
    put(town, "data/organizations/primersk/primersk-copp.yml", CENTRE)
    put(town, "data/organizations/primersk/primersk-shkola-u-reki.yml", SCHOOL)
    put(town, "data/organizations/primersk/primersk-shkola.yml", SECOND)
    return town


@pytest.mark.parametrize(
    ("start", "deadline", "quota", "gap"),
    [
        ("2026-12-01", "2026-11-25", "seats: 12", "ещё не ответила"),
        ("2026-12-01", "2026-11-20", "seats: 12", "срок прошёл, ответа нет"),
        ("2026-12-01", "2026-11-20", "seats: 12, coming: 12", ""),
        ("2026-12-01", "2026-11-20", "seats: 12, coming: 13", "просит больше мест, чем есть"),
        ("2026-11-20", "2026-11-19", "seats: 12, coming: 12", "не сообщила, сколько пришло"),
        ("2026-11-20", "2026-11-19", "seats: 12, coming: 12, came: 0", ""),
    ],
)
def test_whom_to_ask(start: str, deadline: str, quota: str, gap: str, project: Path) -> None:
    """A school is asked for an answer before the day and for a number after it; nobody who came is a number too."""
    registration = f"registration: {{needed: true, deadline: {deadline}}}\n"
    put(project, PATH, trial(start, f"{{school: primersk-shkola-u-reki, {quota}}}", registration))
    context = context_of(catalog_of(project), "primersk/copp/")
    (event,) = by_school(context, [context.catalog.get(Event, "proba")])
    assert (event["rows"][0][0], event["rows"][0][-1], event["gaps"]) == ("Школа у реки", gap or "—", bool(gap))


def test_nobody_is_asked_about_what_is_called_off(project: Path) -> None:
    """A cancelled event waits for no answer."""
    more = "status_reason: ремонт\n"
    put(project, PATH, trial("2026-12-01", "{school: primersk-shkola-u-reki, seats: 12}", more, status="cancelled"))
    context = context_of(catalog_of(project), "primersk/copp/")
    (event,) = by_school(context, [context.catalog.get(Event, "proba")])
    assert event["gaps"] is False


def test_table_for_the_coordinator(project: Path) -> None:
    """A line a school; the file opens in office programs, and holds numbers only."""
    quotas = "{school: primersk-shkola-u-reki, seats: 12, coming: 10}, {school: primersk-shkola, seats: 5}"
    put(project, PATH, trial("2026-12-01", quotas))
    ((path, body),) = participation_tables(catalog_of(project), "https://profnavigator.example/")
    assert path == "primersk/copp/participation.csv"
    assert body.decode("utf-8-sig").splitlines() == [
        "Событие;Начало;Школа;Мест;Придёт;Пришло;Чего нет;Страница",
        "Проба;2026-12-01 15:00;Школа у реки;12;10;;;https://profnavigator.example/events/proba/",
        "Проба;2026-12-01 15:00;Школа у леса;5;;;ещё не ответила;https://profnavigator.example/events/proba/",
    ]


def test_numbers_must_agree(project: Path) -> None:
    """A school has one line; not more guests come from schools than come at all."""
    twice = "{school: primersk-shkola, came: 7}, {school: primersk-shkola, came: 8}"
    put(project, PATH, trial("2026-11-20", twice, "results: {participants: 10}\n"))
    assert listing(check(project).problems, PATH) == (
        "13 | СОБ-050 | results.participants | «10», а из школ пришло 15 | участников не меньше, чем пришло из школ "
        "вместе | 15\n"
        "14 | СОБ-050 | quotas.1.school | «primersk-shkola» уже записана | у каждой школы одна строка плана участия |\n"
    )

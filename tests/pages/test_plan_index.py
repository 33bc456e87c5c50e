"""What the plan and the comparison fetch: a line for each record in small parts, facts of pages as files."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from macros.catalog import EducationalProgram, Event, KeyDate
from macros.pages.compare_files import compare_files
from macros.pages.plan_index import PLANNED, part_count, part_of, plan_item, plan_parts
from macros.pages.plan_view import plan_view
from macros.pages.record_view import View
from tests.catalog.towns import TODAY, put
from tests.pages.contexts import catalog_of, context_of

ORGANIZATION = """\
title: Примерская школа {number} имени примерного человека
kind: school
sources: [{{kind: editorial, note: пример для тестов}}]
verification: needs-verification
checked: 2026-11-22
"""


def event_with(town: Path, *changes: tuple[str, str]) -> View:
    """The plan's line of the town's open day after changes of its file."""
    path = town / "data/events/primersk/den-dverey-2026.yml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    catalog = catalog_of(town)
    return plan_item(catalog, catalog.get(Event, "den-dverey-2026"))


def test_event(town: Path) -> None:
    """An event says what, where, when in words and for computers, and nothing twice."""
    assert event_with(town) == {
        "title": "День открытых дверей",
        "kind": "День открытых дверей",
        "town": "Примерск",
        "accent": "primersk",
        "badges": [["age", "12+"]],
        "dates": [
            [
                "Суббота, 5\u00a0декабря 2026, 10:00–13:00",
                "2026-12-05T10:00+03:00",
                "2026-12-05T13:00+03:00",
            ]
        ],
        "line": "Примерский механический колледж",
    }


def test_cancelled_event(town: Path) -> None:
    """Of a cancelled event the plan says so first."""
    found = event_with(town, ("status: planned", "status: cancelled\nstatus_reason: карантин"))
    assert (found["off"], found["badges"][0]) == (True, ["status-off", "Отменено"])


def test_event_without_a_day(town: Path) -> None:
    """Where only the month is known there are words, and the day after which it is over."""
    found = event_with(
        town, ("start: 2026-12-05 10:00\nend: 2026-12-05 13:00", "date_words: в декабре\nperiod: 2026-12")
    )
    assert ("dates" in found, found["until"]) == (False, "2026-12-31")
    assert "декабр" in found["when"]


def test_next_dates_of_a_club(town: Path) -> None:
    """A club tells its next dates, so that the plan of another day knows the next one, and no more of them."""
    catalog = catalog_of(town, demo=True)
    club = plan_item(catalog, catalog.get(Event, "demo-primersk-kruzhok"))
    ends = [end[:10] for _, _, end in club["dates"]]
    assert (len(ends), ends) == (3, sorted(ends))
    assert ends[0] >= TODAY.isoformat()


def test_key_date(town: Path) -> None:
    """A day by rule says that nobody has confirmed it."""
    catalog = catalog_of(town)
    assert plan_item(catalog, catalog.get(KeyDate, "zayavlenie-2027")) == {
        "title": "Последний день заявления на экзамены",
        "kind": "Экзамены",
        "badges": [["status-warn", "По правилу, не подтверждена"]],
        "dates": [["Понедельник, 1\u00a0марта 2027", "2027-03-01", "2027-03-01"]],
        "line": "9\u00a0класс",
    }


def test_every_record_stands_in_its_part(town: Path) -> None:
    """All that can be saved is in the part that its name says, once."""
    catalog = catalog_of(town, demo=True)
    ((name, body),) = plan_parts(catalog)
    assert name == "plan/parts/0.json"
    assert list(json.loads(body)) == [record.key for cls in PLANNED for record in catalog.all(cls)]


def test_parts_stay_small(town: Path) -> None:
    """With a thousand records a part is no larger than with a hundred: a browser never fetches the whole."""
    for number in range(1000):
        put(town, f"data/organizations/primersk/primersk-s-{number}.yml", ORGANIZATION.format(number=number))
    catalog = catalog_of(town)
    parts = dict(plan_parts(catalog))
    assert len(parts) == part_count(catalog) == 63
    assert max(len(gzip.compress(body)) for body in parts.values()) < 2_500
    for name, body in parts.items():
        assert {part_of(key, len(parts)) for key in json.loads(body)} == {int(name.split("/")[-1].split(".")[0])}


def test_compared_facts_are_those_of_the_page(town: Path) -> None:
    """A programme is compared by the facts of its own page, a gap staying a gap, with links from where it stands."""
    catalog = catalog_of(town)
    files = dict(compare_files(context_of(catalog, "")))
    program = catalog.all(EducationalProgram)[0]
    assert sorted(files) == ["compare/professions/slesar.json", f"compare/study/{program.id}.json"]
    found = json.loads(files[f"compare/study/{program.id}.json"])
    rows = dict(found["rows"])
    assert found["title"] == program.title
    assert rows["Где учат"] == '<a href="../organizations/primersk-kolledzh/">Мехколледж</a>'
    assert "Другие названия" not in rows
    profession = dict(json.loads(files["compare/professions/slesar.json"])["rows"])
    assert list(profession)[:3] == ["Что делает", "Где этому учатся здесь", "Ближайшая дверь"]


def test_project_takes_days_of_its_own_grades(town: Path) -> None:
    """Steps of a project in grades 10–11 take their days from dates of those grades; a town without any has none."""
    assert plan_view(context_of(catalog_of(town), "plan/"))["dates"] == []
    path = town / "data/dates/zayavlenie-2027.yml"
    path.write_text(path.read_text("utf-8").replace("grades: 9", "grades: 9-11"), "utf-8")
    view = plan_view(context_of(catalog_of(town), "plan/"))
    assert view["dates"] == [
        {
            "id": "zayavlenie-2027",
            "day": "2027-03-01",
            "text": "Понедельник, 1\u00a0марта 2027 — Последний день заявления на экзамены",
        }
    ]
    assert view["project"] is None

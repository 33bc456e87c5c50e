"""The columns that filters compute with, on the tiny town of tests/examples/primersk."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from macros.catalog import Catalog, EducationalProgram, Event, Grades, KeyDate, Occupation, Organization, load
from macros.pages.facet_table import facet_table, name_ranks
from macros.pages.facets import FACETS, grades_of
from tests.site.builds import TODAY, example_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny town as a project."""
    return example_project(tmp_path_factory.mktemp("facets") / "project")


@pytest.fixture(scope="module")
def primersk(project: Path) -> Catalog:
    """The tiny town, its sample records included."""
    return load(project, today=TODAY, demo=True).catalog


def test_events(primersk: Catalog) -> None:
    """A club for grades 5–9 on Saturday 28 November and an open day for 8–11 on 5 December, both in Moscow time."""
    table = facet_table(primersk, Event)
    assert [item.id for item in table.records] == ["demo-primersk-kruzhok", "den-dverey-2026"]
    assert json.loads(table.text) == {
        "version": table.version,
        "block": 20,
        "facets": {
            "grade": {
                "values": ["5", "6", "7", "8", "9", "10", "11"],
                "sets": [[0, 1, 2, 3, 4], [3, 4, 5, 6]],
                "rows": [0, 1],
            },
            "month": {"values": ["2026-11", "2026-12"], "sets": [[0], [1]], "rows": [0, 1]},
            "kind": {"values": ["open-day", "club"], "sets": [[1], [0]], "rows": [0, 1]},
            "audience": {"values": ["pupils", "parents"], "sets": [[0], [0, 1]], "rows": [0, 1]},
            "host": {"values": ["school", "college"], "sets": [[0], [1]], "rows": [0, 1]},
            "level": {"values": ["school", "municipal"], "sets": [[0], [1]], "rows": [0, 1]},
        },
        "groups": [["Ноябрь 2026", 1], ["Декабрь 2026", 1]],
        "today": "2026-11-23",
        "end": {"days": [5, 12], "minutes": [9 * 60 + 30, 10 * 60]},
    }


def test_what_is_over_stands_last_and_is_not_counted(project: Path) -> None:
    """On 10 December the open day of the 5th is past: behind the club, and its kind counts nothing."""
    table = facet_table(load(project, today=date(2026, 12, 10), demo=True).catalog, Event)
    assert [item.id for item in table.records] == ["demo-primersk-kruzhok", "den-dverey-2026"]
    assert table.past == 1
    counts = {item.facet.name: dict(item.counts) for item in table.columns}
    assert counts["kind"] == {"club": 1}
    assert json.loads(table.text)["end"]["days"] == [2, -5]


def test_organizations(primersk: Catalog) -> None:
    """Three kinds, one of which teaches; the town is the same everywhere and tells nothing, so it is not asked."""
    table = facet_table(primersk, Organization)
    assert json.loads(table.text) == {
        "version": table.version,
        "block": 20,
        "facets": {
            "kind": {"values": ["school", "college", "employer"], "sets": [[0], [1], [2]], "rows": [0, 1, 2]},
            "teaches": {"values": ["1"], "sets": [[], [0]], "rows": [0, 1, 0]},
        },
        "groups": [["Примерск: школы", 1], ["Примерск: колледжи и техникумы", 1], ["Примерск: работодатели", 1]],
    }
    titles = [item.title for item in table.records]
    assert [titles[name_ranks(table).index(rank)] for rank in range(3)] == sorted(titles, key=str.casefold)


@pytest.mark.parametrize("cls", [Occupation, EducationalProgram, KeyDate])
def test_one_record_has_no_filters(cls: type, primersk: Catalog) -> None:
    """Where there is nothing to choose between, no facet is offered."""
    assert facet_table(primersk, cls).columns == ()


def test_version_follows_the_content(project: Path, primersk: Catalog) -> None:
    """The same records on the same day give the same version; another day gives another one."""
    again = load(project, today=TODAY, demo=True).catalog
    later = load(project, today=date(2026, 12, 10), demo=True).catalog
    versions = [facet_table(item, Event).version for item in (primersk, again, later)]
    assert versions[0] == versions[1] != versions[2]


@pytest.mark.parametrize(
    ("audience", "grades", "expected"),
    [
        (["pupils"], "8-9", "8 9"),
        (["pupils", "parents"], None, "1 2 3 4 5 6 7 8 9 10 11"),
        (["preschoolers", "parents"], None, "0"),
        (["parents"], "9", "9"),
        (["teachers"], None, ""),
    ],
)
def test_grades_an_event_is_for(audience: list[str], grades: str | None, expected: str, primersk: Catalog) -> None:
    """Named grades count for whoever is invited; without them pupils of every grade are meant, teachers of none."""
    event = primersk.get(Event, "den-dverey-2026")
    changes = {"audience": audience, "grades": grades and Grades.parse(grades)}
    assert " ".join(grades_of(primersk, event.model_copy(update=changes))) == expected


def test_names_in_addresses_never_change() -> None:
    """Shared addresses hold these words."""
    assert {cls.TYPE.folder: " ".join(facet.name for facet in facets) for cls, facets in FACETS.items()} == {
        "events": "town grade month free open help kind audience format host work profession level",
        "professions": "subject work town ege oge route",
        "study": "town after subject profession level ege work where form basis dual",
        "organizations": "town kind offer teaches work profession",
        "series": "town grade month kind audience level state profession",
        "dates": "grade about",
    }

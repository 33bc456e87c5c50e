"""Owns the tests of `macros.pages.wall_month`: which sheets there are, and what stands on their days."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.pages.wall_month import first_sheets, wall_view
from macros.pages.wall_plan import Sheet, WallPlan
from tests.feeds.town.town import TODAY, catalog_of, write_town
from tests.pages.contexts import context_of

DECEMBER = Sheet(town="lesnoy", month="2026-12")
NINTH = Sheet(town="lesnoy", month="2026-12", band="8-9-klassy")


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The calendar's example town on its day, 25 November 2026."""
    return catalog_of(write_town(tmp_path_factory.mktemp("town")))


def sheets(catalog: Catalog) -> tuple[Sheet, ...]:
    """Every sheet of the town."""
    return tuple(WallPlan().sheets(catalog))


def view(catalog: Catalog, sheet: Sheet) -> dict:
    """What a sheet shows."""
    return wall_view(context_of(catalog, sheet.address), sheet)


def lines(shown: dict, day: int) -> list[str]:
    """The lines of a day with all their marks, and what does not fit."""
    (cell,) = [cell for week in shown["weeks"] for cell in week if cell["day"] == day]
    marks = (
        " ".join(filter(None, (item["time"], item["state"], "…" * item["goes_on"], item["title"], item["note"])))
        for item in cell["items"]
    )
    return [line.replace("\u00a0", " ") for line in (*marks, cell["more"]) if line]


def test_only_months_with_something(tmp_path: Path) -> None:
    """This month and the next three have sheets where something is on; bands have their own."""
    catalog = catalog_of(write_town(tmp_path))
    found = {sheet.address for sheet in sheets(catalog)}
    assert {"calendar/lesnoy/2026-11/", "calendar/lesnoy/2027-02/", NINTH.address} <= found
    assert not [each for each in found if "/2026-10/" in each or "/2027-03/" in each]
    for sheet in sheets(catalog):
        assert any(cell["day"] and cell["items"] for week in view(catalog, sheet)["weeks"] for cell in week)


def test_weeks_begin_on_monday(catalog: Catalog) -> None:
    """December 2026 begins on a Tuesday; weekends and holidays are days off, days of other months stay empty."""
    shown = view(catalog, DECEMBER)
    assert [cell["day"] for cell in shown["weeks"][0]] == [0, 1, 2, 3, 4, 5, 6]
    assert [cell["off"] for cell in shown["weeks"][0][1:]] == [False] * 4 + [True] * 2
    january = view(catalog, Sheet(town="lesnoy", month="2027-01"))
    first = next(cell for cell in january["weeks"][0] if cell["day"] == 1)
    assert (first["off"], first["holiday"], first["weekday"]) == (True, True, "пт")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (9, ["14:00 перенесено Экскурсия на завод"]),
        (10, ["12:00 отменено Встреча с лесничим"]),
        (11, ["12:00 приостановлено Встреча с лётчиком"]),
        (18, ["15:00 Кружок робототехники"]),
        (28, ["09:00 Урок о лесе"]),
    ],
)
def test_days(catalog: Catalog, day: int, words: list[str]) -> None:
    """A day shows hour, state and title; a moved meeting of a club stands on its new day."""
    assert [line for line in lines(view(catalog, DECEMBER), day) if line in words] == words


def test_moved_away(catalog: Catalog) -> None:
    """Nothing is left on the day that an event was moved from, nor on a skipped one."""
    shown = view(catalog, DECEMBER)
    assert not [line for line in lines(shown, 2) if "Экскурсия на завод" in line]
    assert not [line for day in (10, 17) for line in lines(shown, day) if "Кружок робототехники" in line]


def test_band(catalog: Catalog) -> None:
    """A band holds what its feed holds, and its QR code leads to that feed's line."""
    shown = view(catalog, NINTH)
    assert shown["feed"]["https"].endswith("calendar/lesnoy/lesnoy-8-9-klassy.ics")
    assert shown["subscribe"] == "https://profnavigator.example/calendar/lesnoy/#lesnoy-8-9-klassy"
    young = Sheet(town="lesnoy", month="2026-12", band="1-4-klassy")
    assert young not in sheets(catalog) or "12:00 отменено Встреча с лесничим" not in lines(view(catalog, young), 10)
    assert shown["qr"].startswith("<svg")
    assert "style=" not in shown["qr"]


def test_choosers_lead_somewhere(catalog: Catalog) -> None:
    """Every link of the choice leads to a sheet that exists; one of each row is the present one."""
    known = {sheet.address for sheet in sheets(catalog)}
    rows = view(catalog, NINTH)["choosers"]
    assert [row["title"] for row in rows] == ["Месяц", "Классы", "Город"]
    for row in rows:
        assert {item["url"].removeprefix("../../../../") for item in row["items"]} <= known
        assert sum(item["current"] for item in row["items"]) == 1


def test_first_sheets(catalog: Catalog) -> None:
    """The calendar page offers each month once, for all grades."""
    offered = first_sheets(context_of(catalog, "calendar/"), "lesnoy")
    assert [item["title"] for item in offered][:2] == ["Ноябрь 2026", "Декабрь 2026"]
    assert offered[0]["url"] == f"../calendar/lesnoy/{TODAY:%Y-%m}/"

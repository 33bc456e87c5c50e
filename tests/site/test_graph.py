"""Walks the finished pages as a family does: from a profession to a door near home, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from macros.catalog import Catalog, EducationalProgram, EventSeries, Initiative, Occupation, Organization, Record
from macros.pages.links import address
from tests.site.builds import catalog
from tests.site.reading import Page, main_of

CLICKS = 3
DOORS = ("organizations", "study", "initiatives", "events", "series")
"""Folders of records that have a place or a day in a town."""
_RECORD = re.compile(
    r"(?:organizations|study|initiatives|events|series|services|professions|volunteers|documents)/"
    r"(?!ryazan-vystuplenie-tsopp/|stary-oskol-informatsiya/)[^/]+/"
)
"""Pages to walk through: no lists, no towns, and not the two source documents, which lead to everything."""

NO_CARD = "учат или работают по профессиям, карточек которых пока нет"
SILENT = "источники не говорят, чему здесь учат или кто работает"
NOT_WORK = "помогает учителям, волонтёрам или на экзаменах, а не показывает профессии"
DEAD_ENDS: Mapping[str, str] = {
    "organizations/ryazan-akademiya-fsin": NO_CARD,
    "organizations/ryazan-avtotransportnyy-tehnikum": NO_CARD,
    "organizations/ryazan-kolledzh-kultury": NO_CARD,
    "organizations/ryazan-muzykalnyy-kolledzh": NO_CARD,
    "organizations/ryazan-rgvvdku": NO_CARD,
    "organizations/ryazan-riro": NOT_WORK,
    "organizations/ryazan-rnpk": NO_CARD,
    "organizations/ryazan-russkaya-kozha": NO_CARD,
    "organizations/ryazan-tehnologicheskiy-kolledzh": SILENT,
    "organizations/ryazan-volonterskiy-centr": NOT_WORK,
    "organizations/ryazan-zheleznodorozhnyy-kolledzh": NO_CARD,
    "organizations/stary-oskol-centr-ocenki-kachestva": NOT_WORK,
    "organizations/stary-oskol-ostek": NO_CARD,
    "organizations/stary-oskol-vodokanal": SILENT,
    "study/ryazan-23-02-07-avtotransportnyy-tehnikum": NO_CARD,
    "study/ryazan-40-03-01-akademiya-fsin": NO_CARD,
}
"""Records that honestly lead to no profession, with the reason."""


@cache
def targets(site: Path, page: str) -> tuple[str, ...]:
    """Pages of records that the main part of a page links to, in order, from the site root."""
    main = main_of((site / page / "index.html").read_text("utf-8"))
    links = (urlsplit(urljoin(f"https://site/{page}", values.get("href", ""))) for values in Page(main).all("a"))
    inside = (link.path.lstrip("/") for link in links if link.hostname == "site")
    return tuple(dict.fromkeys(path for path in inside if _RECORD.fullmatch(path) and path != page))


def reached(site: Path, page: str) -> dict[str, int]:
    """Every record page within three clicks, with the number of clicks."""
    found, front = {page: 0}, [page]
    for clicks in range(1, CLICKS + 1):
        front = [target for name in front for target in targets(site, name) if target not in found]
        found |= dict.fromkeys(front, clicks)
    return found


def pages_of(records: Catalog, *classes: type[Record]) -> list[str]:
    """The addresses of all records of some types."""
    return [address(record) for cls in classes for record in records.all(cls)]


def doors(records: Catalog, town: str) -> set[str]:
    """Pages of a town's own records."""
    return {
        address(record)
        for items in records.records.values()
        for record in items.values()
        if record.TYPE.folder in DOORS and record.municipality == town
    }


@pytest.mark.parametrize(("name", "demo"), [("published_site", False), ("demo_site", True)])
def test_three_clicks_to_a_local_door(name: str, demo: bool, request: pytest.FixtureRequest) -> None:
    """From every profession a door in each town is at most three clicks away, and one in some town is next."""
    site: Path = request.getfixturevalue(name)
    records = catalog(demo=demo)
    local = {town.id: doors(records, town.id) for town in records.towns()}
    for page in pages_of(records, Occupation):
        found = reached(site, page)
        assert [town for town, own in local.items() if not own & found.keys()] == [], page
        assert any(own & set(targets(site, page)) for own in local.values()), page


def test_everything_leads_back_to_professions(published_site: Path) -> None:
    """From every organization, programme, series and project a profession is at most three clicks away."""
    cards = set(pages_of(catalog(demo=False), Occupation))
    pages = pages_of(catalog(demo=False), Organization, EducationalProgram, EventSeries, Initiative)
    lost = {page.rstrip("/") for page in pages if not cards & reached(published_site, page).keys()}
    assert sorted(lost) == sorted(DEAD_ENDS)


def test_every_series_names_a_profession(published_site: Path) -> None:
    """A recurring action is about somebody's work: one click leads to a card."""
    cards = set(pages_of(catalog(demo=False), Occupation))
    pages = pages_of(catalog(demo=False), EventSeries)
    assert [page for page in pages if not cards & set(targets(published_site, page))] == []


def test_every_profession_names_a_date(published_site: Path) -> None:
    """The third door of a card leads to an event or to a key date."""
    for page in pages_of(catalog(demo=False), Occupation):
        html = (published_site / page / "index.html").read_text("utf-8")
        door = re.search(r"Ближайшая дверь</h2>(.*?)</li></ul>|Ближайшая дверь</h2>(.*?)</ul>", html, re.DOTALL)
        assert door, page
        assert re.search(r'href="\.\./\.\./(?:dates|events)/[^/"]+/"', door[0]), page


def test_every_row_is_on_a_page(published_site: Path) -> None:
    """Beside every fact of the two source documents stands a link to where it lives."""
    html = (published_site / "about" / "sources" / "index.html").read_text("utf-8")
    rows = re.findall(r'<tr><th scope="row">([RS]\d+[ab]?)</th><td>.*?</td><td>(.*?)</td></tr>', html, re.DOTALL)
    assert len(rows) == 43 + 31
    assert [row for row, links in rows if "<a href=" not in links] == []

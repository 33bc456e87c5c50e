"""The roads of the built site: from every profession to a door nearby, and back from where one stands."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from macros.catalog import EducationalProgram, Event, Initiative, Occupation, Organization
from tests.site.builds import catalog, pages
from tests.site.reading import main_of

CLICKS = 3
LINK = re.compile(r'<a\b[^>]*\bhref="([^"#?]*)')
STOPS = ["Предмет в школе", "Экзамен", "Где учиться", "Профессия", "Где работают рядом", "Ближайшая дата"]


@cache
def links(site: Path, page: str) -> frozenset[str]:
    """Pages that the main part of a page leads to, from the site's root; the menus are no way of their own."""
    file = site / page / "index.html"
    if not file.is_file():
        return frozenset()
    text = main_of(file.read_text("utf-8"))
    found = (urlsplit(urljoin(f"https://x/{page}", each)) for each in LINK.findall(text) if each)
    return frozenset(each.path.removeprefix("/") for each in found if each.netloc == "x")


def clicks_to(site: Path, start: str, goals: frozenset[str]) -> int | None:
    """How many links lie between a page and the nearest of `goals`; None for more than CLICKS."""
    seen, edge = {start}, {start}
    for number in range(1, CLICKS + 1):
        edge = {each for page in edge for each in links(site, page)} - seen
        if edge & goals:
            return number
        seen |= edge
    return None


@pytest.mark.parametrize("town", ["ryazan", "stary-oskol"])
def test_three_clicks_from_a_profession_to_a_door_of_the_town(town: str, demo_site: Path) -> None:
    """From every profession's page its own links reach a coming date or a programme of either town in three clicks."""
    known = catalog(demo=True)
    doors = frozenset(
        [
            *(
                f"events/{item.id}/"
                for item in known.all(Event)
                if item.municipality == town and item.last_known_day and item.last_known_day >= known.today
            ),
            *(f"study/{item.id}/" for item in known.all(EducationalProgram) if item.municipality == town),
        ]
    )
    far = {
        item.id: clicks
        for item in known.all(Occupation)
        if (clicks := clicks_to(demo_site, f"professions/{item.id}/", doors)) is None
    }
    assert far == {}


def test_three_clicks_from_home_to_where_a_profession_is_taught(demo_site: Path) -> None:
    """Home, all professions, the card: the third click is a programme, or the next date where nobody teaches nearby."""
    known = catalog(demo=True)
    assert "professions/" in links(demo_site, "")
    for item in known.all(Occupation):
        card = f"professions/{item.id}/"
        taught = {f"study/{each.id}/" for each in known.programs_of(item)}
        assert (item.id, card in links(demo_site, "professions/")) == (item.id, True)
        found = links(demo_site, card)
        assert (item.id, bool(found & taught if taught else re.search("(dates|events)/.", " ".join(found)))) == (
            item.id,
            True,
        )


@pytest.mark.parametrize("name", ["demo_site", "published_site"])
def test_one_click_from_a_profession_to_a_date(name: str, request: pytest.FixtureRequest) -> None:
    """Even without any event a profession names the next key date, one click away."""
    site: Path = request.getfixturevalue(name)
    dates = frozenset(page.removesuffix("index.html") for page in pages(site) if re.match(r"(dates|events)/.", page))
    for item in catalog(demo=False).all(Occupation):
        assert (item.id, clicks_to(site, f"professions/{item.id}/", dates)) == (item.id, 1)


def test_the_road_stands_on_every_record_that_has_one(demo_site: Path) -> None:
    """Professions, programmes, organizations that lead to professions, and subjects show six stops twice."""
    known = catalog(demo=True)
    stood = [f"professions/{item.id}/" for item in known.all(Occupation)]
    stood += [f"study/{item.id}/" for item in known.all(EducationalProgram)]
    stood += [f"organizations/{item.id}/" for item in known.all(Organization) if item.professions]
    stood += [page.removesuffix("index.html") for page in pages(demo_site) if re.match(r"subjects/.+/", page)]
    taught = {item.provider for item in known.all(EducationalProgram)}
    stops = ("employer", "school", "college", "university", "university-branch")
    shown = {
        f"organizations/{item.id}/"
        for item in known.all(Organization)
        if item.kind not in stops and item.id not in taught
    }
    assert len(stood) > 100
    for page in stood:
        text = (demo_site / page / "index.html").read_text("utf-8")
        titles = re.findall(r'<p class="road-title">([^<]*?) ?(?:<span|</p>)', text)
        drawn = re.findall(r'<text class="road-name"[^>]*>([^<]*)</text>', text)
        assert (page, titles, drawn) == (page, STOPS, STOPS)
        # A museum or a centre shows professions and is no stop of the way to them.
        assert (page, text.count("вы здесь")) == (page, 0 if page in shown else 1)
        named = re.search(r'<svg class="road-map"[^>]*role="img"[^>]*><title [^>]*>[^<]+</title><desc ', text)
        assert (page, named is not None) == (page, True)


def test_projects_show_where_they_lead(demo_site: Path) -> None:
    """A project that names professions or codes has six steps, drawn and told, each led on; others have none.

    Neither have a game for small children, a network, and one's own project: they lead to any profession.
    """
    anywhere = {"professii-belgorodchiny", "marshrut-uspeha"}
    for item in catalog(demo=True).all(Initiative):
        page = f"initiatives/{item.id}/"
        text = (demo_site / page / "index.html").read_text("utf-8")
        titles = re.findall(r'<p class="road-title">([^<]*?) ?(?:<span|</p>)', text)
        drawn = re.findall(r'<text class="road-name"[^>]*>([^<]*)</text>', text)
        leads = bool(item.professions or item.specialities) and item.kind != "network" and item.id not in anywhere
        assert (page, len(titles), titles == drawn, "Лестница из шести ступеней" in text) == (
            page,
            6 * leads,
            True,
            leads,
        )
        assert (page, text.count('class="road-all"')) == (page, 5 * leads)
        assert (page, '<h2 id="join-title">Как попасть</h2>' in text) == (page, True)
    found = links(demo_site, "initiatives/medicinskiy-klass-40/")
    assert {"study/stary-oskol-34-02-01-medkolledzh/", "professions/feldsher/", "subjects/biology/"} <= found
    assert "organizations/stary-oskol-bolnica/" in found


def test_the_play_city_is_found(demo_site: Path) -> None:
    """Cards and scripts are one click from where small children and those who teach them are."""
    for page in ("initiatives/professii-belgorodchiny/", "quiz/kids/", "parents/", "teachers/"):
        assert (page, "play/" in links(demo_site, page)) == (page, True)
    played = [item.id for item in catalog(demo=False).all(Occupation) if item.play]
    assert {f"play/{item}/" for item in played} <= links(demo_site, "play/")
    for item in played:
        assert (item, f"play/{item}/" in links(demo_site, f"professions/{item}/")) == (item, True)


def test_subjects_lead_to_exams_programmes_and_professions(demo_site: Path) -> None:
    """Physics has its exams, its programmes in both towns, its professions, and is listed among the subjects."""
    found = links(demo_site, "subjects/physics/")
    assert {"professions/gornyy-inzhener/", "study/stary-oskol-21-05-04-sti-misis/"} <= found
    assert {page for page in found if page.startswith("study/ryazan-")}
    assert {page for page in found if page.startswith("dates/")}
    assert "subjects/physics/" in links(demo_site, "subjects/")
    assert "subjects/" in links(demo_site, "professions/")

"""The pages for parents, teachers and partners, and the sheets, as the built site has them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.site.builds import URL, catalog, pages
from tests.site.reading import read

BANDS = ["grades-0", "grades-1-4", "grades-5-7", "grades-8", "grades-9", "grades-10", "grades-11"]
ENGLISH = re.compile(r"[A-Za-z]{3,}")


@pytest.mark.parametrize(("name", "rest"), [("parents", ["no-grade"]), ("teachers", ["no-grade"]), ("partners", [])])
def test_jump_list_leads_to_every_grade(name: str, rest: list[str], demo_site: Path) -> None:
    """At the top a chip for each band, in order, and a section for each chip."""
    page = read(demo_site, f"{name}/index.html")
    chips = [link["href"].removeprefix("#") for link in page.all("a") if "data-remember-grade" in link]
    sections = [section["id"] for section in page.all("section") if section.get("class") == "plan"]
    assert chips == sections == [*BANDS, *rest]


def test_empty_grade_says_so(example_site: Path) -> None:
    """Where nobody has named anything for a grade, a drawing, a sentence and a way on stand in its place."""
    text = (example_site / "parents/index.html").read_text("utf-8")
    (section,) = re.findall(r'<section class="plan" id="grades-1-4".*?</section>', text, re.DOTALL)
    assert "Здесь пока ничего не назначено" in section
    assert 'href="../professions/"' in section
    assert "plan-month" not in section


def test_chat_text_keeps_its_lines(demo_site: Path) -> None:
    """The text for the chat of a class is pasted line by line, and leads to the family's page."""
    text = (demo_site / "teachers/index.html").read_text("utf-8")
    assert f"&#10;Весь год по месяцам: {URL}parents/#grades-9</p>" in text
    assert "data-copy-source" not in (demo_site / "parents/index.html").read_text("utf-8")


def test_home_leads_to_roles_and_grades(demo_site: Path) -> None:
    """From the home page to the three pages, and from a grade straight to its year."""
    links = {urljoin(URL, link["href"]).removeprefix(URL) for link in read(demo_site, "index.html").all("a")}
    assert {"parents/", "teachers/", "partners/"} | {f"parents/#{band}" for band in BANDS} <= links


def test_every_organization_has_its_sheet(published_site: Path) -> None:
    """Exactly the organizations of the site, each found from the board."""
    sheets = {f"about/freshness/{item}/index.html" for item in catalog(demo=False).records["Organization"]}
    assert {page for page in pages(published_site) if re.match(r"about/freshness/.+/", page)} == sheets
    links = [link["href"] for link in read(published_site, "about/freshness/index.html").all("a")]
    assert sheets <= {urljoin("about/freshness/", link).removeprefix("/") + "index.html" for link in links}


def test_nothing_is_sent(published_site: Path) -> None:
    """Neither the board nor a sheet has a form or a field that would leave the device."""
    for name in pages(published_site):
        if name.startswith("about/freshness/"):
            page = read(published_site, name)
            assert [form.get("method") for form in page.all("form")] == ["dialog"]
            assert (page.all("textarea"), page.all("select")) == ([], [])


@pytest.mark.parametrize("name", ["parents", "teachers", "partners", "about/freshness", "about/coverage"])
def test_own_words_are_russian(name: str) -> None:
    """What we wrote on these pages has no English word and no machine dash."""
    place = Path(__file__).parents[2] / "content" / name
    text = (place / "index.md" if place.is_dir() else place.with_suffix(".md")).read_text("utf-8")
    prose = re.sub(r"\{\{.*?\}\}|\{[:\s].*?\}|\]\([^)]*\)", "", text.split("---\n", 2)[2])
    assert ENGLISH.findall(prose) == []
    assert (" - " in prose, '"' in prose) == (False, False)

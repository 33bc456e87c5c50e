"""Addresses: the sitemap, robots.txt, canonical addresses, the page for missing ones."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.catalog import Organization, Record
from tests.site.builds import URL, catalog, files, pages
from tests.site.reading import read

SAMPLE_TOOL = re.compile(r"[a-z]+/demo-[^/]+/(route|planner|visit)/")
"""Tools that stand on a sample record."""
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def address(name: str) -> str:
    """The address at which a page's file is served."""
    return URL + name.removesuffix("index.html")


def everything() -> list[Record]:
    """All records of the site with samples."""
    return [item for items in catalog(demo=True).records.values() for item in items.values()]


def shared(site: Path, page: str, name: str) -> str:
    """What messengers read of a page."""
    (found,) = [meta["content"] for meta in read(site, page).all("meta") if meta.get("property") == name]
    return found


@pytest.mark.parametrize("name", ["demo_site", "published_site"])
def test_sitemap_lists_every_page_once(name: str, request: pytest.FixtureRequest) -> None:
    """Exactly the HTML pages are in the sitemap, the one for missing addresses apart."""
    site: Path = request.getfixturevalue(name)
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    listed = [place.text for place in root.findall(f"{SITEMAP}url/{SITEMAP}loc")]
    assert root.tag == f"{SITEMAP}urlset"
    assert listed == sorted(address(page) for page in pages(site) if page != "404.html")


def test_robots(published_site: Path) -> None:
    """Everything is open to search engines, and they learn where the sitemap is."""
    assert (published_site / "robots.txt").read_text("utf-8") == (
        "User-agent: *\nAllow: /\nSitemap: https://profnavigator.example/sitemap.xml\n"
    )


@pytest.mark.parametrize("name", ["demo_site", "published_site"])
def test_every_page_names_itself(name: str, request: pytest.FixtureRequest) -> None:
    """Canonical address and og:url of a page are its own; the page for missing addresses has neither."""
    site: Path = request.getfixturevalue(name)
    for page in pages(site):
        told = read(site, page)
        own = [] if page == "404.html" else [address(page)]
        canonical = [link["href"] for link in told.all("link") if link.get("rel") == "canonical"]
        told_to_messengers = [meta["content"] for meta in told.all("meta") if meta.get("property") == "og:url"]
        assert (page, canonical, told_to_messengers) == (page, own, own)


def test_lists_have_titles_of_their_own(demo_site: Path) -> None:
    """No two lists, months or pages of prose share a title: each tab and search result can be told apart."""
    records = {f"{item.TYPE.folder}/{item.id}/index.html" for item in everything()}
    titles = Counter(shared(demo_site, page, "og:title") for page in pages(demo_site) if page not in records)
    assert [title for title, count in titles.items() if count > 1] == []
    assert len(titles) > 30


def test_title_of_a_programme_says_where(example_site: Path) -> None:
    """One speciality is taught in many places, so the title names code and place."""
    page = "study/primersk-15-01-35-kolledzh/index.html"
    title = "Мастер слесарных работ, 15.01.35, Мехколледж — Профнавигатор"
    assert shared(example_site, page, "og:title") == title


def test_only_samples_are_hidden_from_search_engines(demo_site: Path) -> None:
    """Pages of sample records, their sheets and letters say noindex, all others say nothing."""
    samples = {f"{item.TYPE.folder}/{item.id}/index.html" for item in everything() if item.demo}
    samples |= {f"about/freshness/{item.id}/index.html" for item in catalog(demo=True).all(Organization) if item.demo}
    samples |= {page for page in pages(demo_site) if SAMPLE_TOOL.match(page)}
    samples |= {page for page in pages(demo_site) if "/network/demo-" in page}
    hidden = {
        page
        for page in pages(demo_site)
        if any(meta.get("name") == "robots" for meta in read(demo_site, page).all("meta"))
    }
    assert hidden == samples


def test_every_page_is_described(demo_site: Path) -> None:
    """Every page has one description for search engines and messengers, the same for both."""
    for page in pages(demo_site):
        told = read(demo_site, page).all("meta")
        for_engines = [meta["content"] for meta in told if meta.get("name") == "description"]
        for_messengers = [meta["content"] for meta in told if meta.get("property") == "og:description"]
        assert (page, for_engines) == (page, for_messengers)
        assert (page, len(for_engines), all(for_engines)) == (page, page != "404.html", True)


def test_no_template_is_published(demo_site: Path) -> None:
    """No Jinja file, source map or editor's leaving gets into the site, and no file is empty but .nojekyll."""
    kinds = {Path(name).suffix for name in files(demo_site)}
    drawn = {".css", ".js", ".svg", ".png", ".webp", ".woff2"}
    assert kinds == {".html", ".json", ".ics", ".xml", ".txt", ".webmanifest", ".atom", ".csv", ""} | drawn
    assert [name for name in files(demo_site) if not (demo_site / name).stat().st_size] == [".nojekyll"]
    # Only the help that tells editors not to write them shows such braces.
    marked = [page for page in pages(demo_site) if "{{" in (demo_site / page).read_text("utf-8")]
    assert marked == ["editors/messages/052/index.html"]

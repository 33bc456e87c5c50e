"""Every internal link of the site leads somewhere, under any prefix."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from macros.link_check import check_links
from tests.site.builds import URL, build, example_project, pages
from tests.site.page_types import PAGES
from tests.site.reading import dead, read


@pytest.mark.parametrize("name", ["demo_site", "published_site"])
def test_no_dead_links(name: str, request: pytest.FixtureRequest) -> None:
    """The build's own check and one with a real HTML parser agree that nothing is dead."""
    site: Path = request.getfixturevalue(name)
    assert [link.text() for link in check_links(site).dead] == []
    assert list(dead(site, pages(site), URL)) == []


def test_site_works_under_a_prefix(tmp_path: Path) -> None:
    """Published below a path, every link stays inside; only the page for missing addresses needs to know the path."""
    built = build(
        tmp_path / "site",
        root=example_project(tmp_path / "project"),
        SITE_URL="https://host.example/deep/navigator",
        DEMO="1",
    )
    assert built.code == 0, built.output
    assert list(dead(built.folder, pages(built.folder), "https://host.example/deep/navigator/")) == []
    assert [link.text() for link in check_links(built.folder, prefix="/deep/navigator/").dead] == []


def test_relative_links_do_not_know_where_the_site_stands(demo_site: Path) -> None:
    """The same files work under a prefix nobody told the build about; the page for missing addresses apart."""
    names = [name for name in pages(demo_site) if name != "404.html"]
    assert list(dead(demo_site, names, "https://other.example/somewhere/else/")) == []


def test_main_pages_lead_to_each_other(demo_site: Path) -> None:
    """Every page of the site can be reached from the home page by links alone."""
    seen, front = set(), {"index.html"}
    while front:
        seen |= front
        front = {target for name in front for target in _targets(demo_site, name)} - seen
    # The page for days without a network is opened by the browser itself.
    assert set(pages(demo_site)) - seen == {"404.html", "offline/index.html"}
    assert {f"{page}index.html" for page in PAGES.values() if page not in ("404.html", "offline/")} <= seen


def _targets(site: Path, name: str) -> set[str]:
    """Pages that a page links to."""
    here = urljoin("https://site/", name.removesuffix("index.html"))
    found = set()
    for values in read(site, name).all("a"):
        target = urlsplit(urljoin(here, values.get("href", "")))
        if target.hostname == "site" and target.path.endswith("/"):
            found.add(f"{target.path}index.html".lstrip("/"))
    return found

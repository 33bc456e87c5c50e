"""What pages weigh: every single page of the site within its budget, and every page type among those measured."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.site.builds import pages
from tests.site.page_types import PAGES
from tests.site.reading import read

KB = 1000
PAGE, FRONT = 150 * KB, 200 * KB
FRONT_PAGES = ("index.html", "ryazan/index.html", "stary-oskol/index.html")
ROOM = 25 * KB
"""What modules of a page may load after it, see the measured types in tests/browser/test_page_types.py."""


def weight(path: Path) -> int:
    """Bytes of a file as gzip would send it."""
    body = path.read_bytes()
    return min(len(body), len(gzip.compress(body, 6)))


@pytest.mark.parametrize("name", ["demo_site", "published_site"])
def test_every_page_is_light(name: str, request: pytest.FixtureRequest) -> None:
    """Each page with everything its head and its pictures name fits its budget, with room for its modules."""
    site: Path = request.getfixturevalue(name)
    known: dict[Path, int] = {}
    heavy = {}
    for page in pages(site):
        files = {(site / page).parent / link.partition("?")[0] for link in read(site, page).loaded}
        files = {path.resolve() for path in files if path.suffix in (".css", ".js", ".woff2", ".svg", ".webp")}
        files = {path for path in files if path.is_file()}
        total = weight(site / page) + sum(known.setdefault(path, weight(path)) for path in files)
        if total > (FRONT if page in FRONT_PAGES else PAGE) - ROOM:
            heavy[page] = total
    assert heavy == {}
    assert known


def kind(page: str) -> str:
    """The sort of a page by its address: `events/*`, `events/*/*`, `editors/messages/*`, `about/sources`."""
    page = page.replace("stary-oskol/", "ryazan/", 1) if page.startswith("stary-oskol/") else page
    first, *rest = [part for part in page.removesuffix("index.html").split("/") if part] or [""]
    named = 1 if first in ("about", "editors", "quiz") or rest[:1] == ["archive"] else 0
    return "/".join([first, *rest[:named], *("*" for _ in rest[named:])])


def test_every_page_type_is_measured(demo_site: Path) -> None:
    """No sort of address is missing from the list that browser and markup tests go through."""
    assert {kind(page) for page in pages(demo_site)} - {kind(page) for page in PAGES.values()} == set()

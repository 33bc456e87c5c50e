"""The markup itself: valid by html-validate, and nothing in it loads from another host."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.site.builds import files, pages
from tests.site.page_types import PAGES
from tests.site.reading import read
from tests.tools import NODE_MODULES, ROOT, node_path

HERE = Path(__file__).parent
# Names of XML namespaces, which nobody loads.
NAMESPACES = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/xlink")


def test_every_page_type_is_valid_html(demo_site: Path, tmp_path: Path) -> None:
    """html-validate finds nothing by its recommended and document rules.

    Two are off in html-validate.json: require-sri, because every file comes from our own host, and
    long-title, because documents and exams have long names and a shortened one would tell less.
    """
    names = sorted({f"{page}index.html" if page != "404.html" else page for page in PAGES.values()})
    command = [NODE_MODULES / ".bin" / "html-validate", "--config", HERE / "html-validate.json", "--formatter", "json"]
    told = tmp_path / "told.json"
    # Into a file: the program ends before it has filled a pipe with more than 64 KB.
    with told.open("wb") as out:
        done = subprocess.run(
            [str(part) for part in (node_path(), *command, *names)],
            cwd=demo_site,
            stdout=out,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
    assert done.stderr == ""
    assert [
        f"{Path(page['filePath']).relative_to(demo_site)}:{found['line']}: {found['ruleId']}: {found['message']}"
        for page in json.loads(told.read_text("utf-8"))
        for found in page["messages"]
    ] == []


@pytest.mark.parametrize("name", ["demo_site", "published_site"])
def test_pages_load_nothing_from_other_hosts(name: str, request: pytest.FixtureRequest) -> None:
    """Every script, style, image and icon of every page has a relative address; no page has inline code."""
    site: Path = request.getfixturevalue(name)
    for page in pages(site):
        told = read(site, page)
        foreign = [link for link in told.loaded if re.match(r"[a-z][a-z0-9+.-]*:|//", link, re.IGNORECASE)]
        styled = [values["style"] for _, values in told.tags if "style" in values]
        handlers = [attribute for _, values in told.tags for attribute in values if attribute.startswith("on")]
        inline = [
            values for values in told.all("script") if "src" not in values and values["type"] != "application/ld+json"
        ]
        policies = [values for values in told.all("meta") if values.get("http-equiv") == "Content-Security-Policy"]
        assert (page, foreign, styled, told.styles, handlers, inline) == (page, [], [], [], [], [])
        assert (page, len(policies)) == (page, 1)
        assert "unsafe" not in policies[0]["content"]


def test_styles_and_scripts_name_no_other_host(demo_site: Path) -> None:
    """Our styles, scripts and pictures hold no address outside the site."""
    found = {}
    for name in files(demo_site):
        if name.startswith("assets/") and name.endswith((".css", ".js", ".svg")):
            text = (demo_site / name).read_text("utf-8")
            for namespace in NAMESPACES:
                text = text.replace(namespace, "")
            addresses = re.findall(r"""[a-z+.-]+://[^\s"')]*|url\(\s*["']?//|@import""", text)
            if addresses:
                found[name] = addresses
    assert found == {}


def test_styles_load_only_files_of_the_site(demo_site: Path) -> None:
    """Every url() in a style is a file of the site or an inline picture."""
    for name in files(demo_site):
        if name.startswith("assets/") and name.endswith(".css"):
            for address in re.findall(r"""url\(\s*["']?([^"')]+)""", (demo_site / name).read_text("utf-8")):
                if not address.startswith("data:"):
                    target = (demo_site / name).parent / address.partition("?")[0]
                    assert (name, address, target.is_file()) == (name, address, True)


def test_icons_are_not_empty(demo_site: Path) -> None:
    """A misspelt icon name leaves an empty place: there is none."""
    empty = re.compile(r'<span class="i[^"]*" aria-hidden="true"></span>')
    assert [page for page in pages(demo_site) if empty.search((demo_site / page).read_text("utf-8"))] == []


def test_every_block_of_a_stylesheet_is_closed() -> None:
    """An open block would swallow all the rules after it without a word from any browser."""
    for path in (ROOT / "overrides" / "assets" / "css").glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert (path.name, text.count("{")) == (path.name, text.count("}"))

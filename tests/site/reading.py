"""A page as an independent HTML parser sees it: tags with attributes, texts of scripts, visible text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

ADDRESSES = ("href", "src", "action", "data", "poster", "formaction", "xlink:href")
# Elements that make the browser load what they name; other links only lead there.
LOADING = {"script", "img", "iframe", "source", "video", "audio", "object", "embed", "use", "image", "track"}
LOADING_RELS = {"stylesheet", "icon", "preload", "modulepreload", "apple-touch-icon", "manifest", "preconnect"}
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


class Page(HTMLParser):
    """`tags` holds every start tag in order, `scripts` the text of JSON-LD scripts, `text` all visible text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._text: list[str] = []
        self._inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the tag; open a script or style."""
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        if tag == "script" and values.get("type") == "application/ld+json":
            self._inside = "script"
            self.scripts.append("")
        elif tag in ("script", "style"):
            self._inside = tag
            if tag == "style":
                self.styles.append("")

    def handle_endtag(self, tag: str) -> None:
        """Close a script or style."""
        if tag in ("script", "style"):
            self._inside = ""

    def handle_data(self, data: str) -> None:
        """Keep text where it belongs."""
        if self._inside == "script" and self.scripts:
            self.scripts[-1] += data
        elif self._inside == "style":
            self.styles[-1] += data
        elif not self._inside:
            self._text.append(data)

    @property
    def text(self) -> str:
        """Visible text, spaces squeezed."""
        return " ".join(" ".join(self._text).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        """Attributes of every element of a name."""
        return [values for name, values in self.tags if name == tag]

    @property
    def ids(self) -> set[str]:
        """Places an anchor can lead to."""
        return {values["id"] for _, values in self.tags if "id" in values}

    @property
    def links(self) -> list[str]:
        """Every address in the page, as written."""
        found = [values[name] for _, values in self.tags for name in ADDRESSES if name in values]
        sets = [values["srcset"] for _, values in self.tags if "srcset" in values]
        return found + [part.split()[0] for text in sets for part in text.split(",")]

    @property
    def loaded(self) -> list[str]:
        """Addresses that the browser loads by itself."""
        found = []
        for tag, values in self.tags:
            if tag in LOADING or (tag == "link" and LOADING_RELS & set(values.get("rel", "").split())):
                found += [values[name] for name in ADDRESSES if name in values]
        return found


def read(site: Path, name: str) -> Page:
    """A page of a built site."""
    return Page((site / name).read_text("utf-8"))


def main_of(html: str) -> str:
    """The main part of a page, without the shapes of icons and drawings."""
    found = _MAIN.search(html)
    assert found, html
    return _SVG.sub("<svg/>", found[0]) + "\n"


def dead(site: Path, names: list[str], served_at: str) -> Iterator[str]:
    """Links of pages that lead nowhere when the site stands at `served_at`, which ends in "/"."""
    known: dict[Path, set[str]] = {}
    for name in names:
        here = urljoin(served_at, name.removesuffix("index.html"))
        for link in read(site, name).links:
            target = urlsplit(urljoin(here, link))
            if urlsplit(served_at)[:2] != target[:2]:
                continue
            root = urlsplit(served_at).path
            path = unquote(target.path)
            if not path.startswith(root):
                yield f"{name}: {link} leads out of the site"
                continue
            file = site / path.removeprefix(root)
            file = file / "index.html" if path.endswith("/") else file
            if not file.is_file():
                yield f"{name}: {link}"
            elif target.fragment:
                if file not in known:
                    known[file] = Page(file.read_text("utf-8")).ids
                if unquote(target.fragment) not in known[file]:
                    yield f"{name}: {link} has no such place"

"""Checks every internal link of a built site: pages, files and anchors, in HTML of both kinds."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from macros.catalog.in_two import CAN_FORK, in_two

_LINK = re.compile(
    r"<(?:a|link|img|script|source|use|iframe|form)\b[^>]*?\s(?:href|src|action)=[\"']?([^\"'\s>]*)", re.IGNORECASE
)
_ID = re.compile(r"\s(?:id|name)=[\"']?([^\"'\s>]+)", re.IGNORECASE)
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLink:
    """A link that leads nowhere: the page it is on, the link as written, what is missing."""

    page: str
    link: str
    reason: str

    def text(self) -> str:
        """One line for a log."""
        return f"{self.page}: {self.link} — {self.reason}"


_WORTH_A_PROCESS = 1_000
"""Pages from which a second process saves more than it costs."""
Place = tuple[str, str]
"""A file of the site and an anchor in it, "" for its top."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: links that lead nowhere, and every place on another page that a link leads to."""

    dead: tuple[DeadLink, ...]
    reached: frozenset[Place]


def check_links(
    site: Path, *, prefix: str = "/", settled: Collection[str] = (), reached: Collection[Place] = ()
) -> Checked:
    """Follow every internal link below `site`; `prefix` is the path under which the site is served.

    `settled` pages were sound in an earlier check, which reached the places `reached`, and have not changed:
    as long as all those places are there they need not be read again.
    """
    settled = frozenset(settled)
    check = _Check(site, prefix)
    wanted = check.follow_all(check.pages - settled)
    if not check.has_all(place for place in reached if place[0] not in settled or not place[1]):
        return check_links(site, prefix=prefix)
    # A place that was there before, on a page that has not changed, is there.
    sure = {place for place in reached if place[0] in settled}
    dead = [*check.dead, *check.dead_anchors({place: links for place, links in wanted.items() if place not in sure})]
    elsewhere = {place for place, links in wanted.items() if any(page != place[0] for page, _ in links) or not links}
    return Checked(tuple(sorted(dead, key=lambda link: (link.page, link.link))), frozenset(reached) | elsewhere)


class _Check:
    """One walk over a site's pages.

    Anchors are looked up only in pages that something links to with an anchor, so that ten thousand pages
    are each read once and few are parsed twice.
    """

    def __init__(self, site: Path, prefix: str) -> None:
        self._site = site
        self._prefix = prefix
        self._files = set(_files(str(site)))
        self._anchors: dict[str, set[str]] = {}
        self.pages = {name for name in self._files if name.endswith(".html")}
        self.dead: list[DeadLink] = []

    def follow_all(self, pages: Collection[str]) -> dict[Place, list[tuple[str, str]]]:
        """The same as `follow`, of many pages by two processes."""
        if len(pages) < _WORTH_A_PROCESS or not CAN_FORK:
            return self.follow(pages)
        # Neighbours share their chrome and their links, but pages of one kind are larger than those of another.
        names = sorted(pages)
        halves = [[name for index, name in enumerate(names) if index // 100 % 2 == half] for half in (0, 1)]

        def follow(some: Sequence[str]) -> tuple[dict[Place, list[tuple[str, str]]], list[DeadLink]]:
            return self.follow(some), self.dead

        (found, dead), (others, also_dead) = in_two(lambda: follow(halves[0]), lambda: follow(halves[1]))
        for place, links in others.items():
            found.setdefault(place, []).extend(links)
        self.dead = [*dead, *also_dead]
        return found

    def follow(self, pages: Iterable[str]) -> dict[Place, list[tuple[str, str]]]:
        """The places that links of these pages lead to, each with the links that have an anchor: (page, link)."""
        found: dict[Place, list[tuple[str, str]]] = {}
        resolved: dict[tuple[str, str], tuple[str | None, str] | None] = {}
        chrome: set[tuple[str, bytes]] = set()
        for name in sorted(pages):
            text = (self._site / name).read_bytes()
            folder = name.rpartition("/")[0]
            root = "../" * (folder.count("/") + 1) if folder else ""
            for link in _links(text, root, chrome):
                # The same menu from the same depth is the same links: look each up once, from the site's root.
                from_root = bool(root) and link.startswith(root)
                key = ("", link.removeprefix(root)) if from_root else (folder, link) if "/" in link else (name, link)
                if key not in resolved:
                    resolved[key] = _resolve(name, folder, link, self._files, self._prefix)
                if resolved[key] is None:
                    continue
                target, anchor = resolved[key]
                if target is None:
                    self.dead.append(DeadLink(page=name, link=link, reason="такого файла нет"))
                    continue
                if anchor and target == name and f' id="{anchor}"'.encode() in text:
                    continue  # most anchors are of the page itself, which is at hand
                links = found.setdefault((target, anchor), [])
                if anchor:
                    links.append((name, link))
        return found

    def has_all(self, places: Iterable[Place]) -> bool:
        """Whether every place is there."""
        return all(target in self._files and self._has(target, anchor) for target, anchor in places)

    def dead_anchors(self, wanted: Mapping[Place, Iterable[tuple[str, str]]]) -> Iterator[DeadLink]:
        """Links to anchors that their target pages lack."""
        for (target, anchor), links in wanted.items():
            if not self._has(target, anchor):
                for page, link in links:
                    yield DeadLink(page=page, link=link, reason=f"на странице {target} нет такого места")

    def _has(self, target: str, anchor: str) -> bool:
        if not anchor or not target.endswith(".html"):
            return True
        if target not in self._anchors:
            pieces = (self._site / target).read_text("utf-8").split(' id="')
            self._anchors[target] = {piece[: piece.find('"')] for piece in pieces[1:]}
        if anchor in self._anchors[target]:
            return True
        # Perhaps it has other quotes or is the name of an old link: the slow way sees them all.
        return anchor in _ID.findall((self._site / target).read_text("utf-8"))


def _files(folder: str, start: str = "") -> Iterator[str]:
    """Names of all files below a folder, with "/" between their parts."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path, f"{start}{entry.name}/")
            else:
                yield start + entry.name


def _links(text: bytes, root: str, chrome: set[tuple[str, bytes]]) -> list[str]:
    """The links of a page, each once; a header that stood at the same depth before is not read again."""
    body, start = text.find(b"<body"), text.find(b"<main")
    parts = [text]
    if -1 < body < start:
        # The head of the document is the page's own; only the header is shared.
        header = (root, text[body:start])
        parts = [text[:body], text[start:], *([] if header in chrome else [header[1]])]
        chrome.add(header)
    found: dict[bytes, None] = {}
    for part in parts:
        for attribute in (b"href", b"src", b"action"):
            pieces = part.split(b' %b="' % attribute)
            if len(pieces) - 1 != part.count(attribute + b"=") or attribute.upper() + b"=" in part:
                return list(dict.fromkeys(_LINK.findall(text.decode())))  # other quotes: the slow way sees them all
            found |= dict.fromkeys(piece[: piece.find(b'"')] for piece in pieces[1:])
    return [link.decode() for link in found]


def _resolve(page: str, folder: str, link: str, files: set[str], prefix: str) -> tuple[str | None, str] | None:
    """(the file a link leads to or None, its anchor), or None for what leads outside or nowhere."""
    if not link or _OUTSIDE.match(link):
        return None
    path, _, anchor = link.replace("&amp;", "&").partition("#")
    return _target(page, folder, unquote(path.partition("?")[0]), files, prefix), unquote(anchor)


def _target(page: str, folder: str, path: str, files: set[str], prefix: str) -> str | None:
    """The file a link leads to, or None."""
    if not path:
        return page
    if path.startswith("/"):
        if not path.startswith(prefix):
            return None
        parts, rest = [], path.removeprefix(prefix)
    else:
        parts, rest = folder.split("/") if folder else [], path
    for part in rest.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    name = "/".join(parts)
    if rest.endswith("/") or rest in ("", ".", "..") or rest.endswith("/..") or rest.endswith("/."):
        name = f"{name}/index.html".lstrip("/")
        return name if name in files else None
    if name in files:
        return name
    index = f"{name}/index.html".lstrip("/")
    return index if index in files else None

"""Checks every internal link of a built site: pages, files and anchors, in HTML of both kinds."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

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


def dead_links(site: Path, *, prefix: str = "/") -> Iterator[DeadLink]:
    """Every dead internal link below `site`; `prefix` is the path under which the site is served.

    Anchors are looked up only in pages that something links to with an anchor, so that ten thousand pages
    are each read once and few are parsed twice.
    """
    files = set(_files(site))
    wanted: dict[str, list[tuple[str, str, str]]] = {}
    resolved: dict[tuple[str, str], tuple[str | None, str] | None] = {}
    chrome: set[tuple[str, str]] = set()
    for name in sorted(name for name in files if name.endswith(".html")):
        text = (site / name).read_text("utf-8")
        folder = name.rpartition("/")[0]
        root = "../" * (folder.count("/") + 1) if folder else ""
        for link in _links(text, root, chrome):
            # The same menu from the same depth is the same links: look each up once, from the site's root.
            from_root = bool(root) and link.startswith(root)
            key = ("", link.removeprefix(root)) if from_root else (folder, link) if "/" in link else (name, link)
            if key not in resolved:
                resolved[key] = _resolve(name, folder, link, files, prefix)
            if resolved[key] is None:
                continue
            target, anchor = resolved[key]
            if target is None:
                yield DeadLink(page=name, link=link, reason="такого файла нет")
            elif anchor and target.endswith(".html"):
                wanted.setdefault(target, []).append((name, link, anchor))
    for target, links in sorted(wanted.items()):
        known = set(_ID.findall((site / target).read_text("utf-8")))
        for page, link, anchor in links:
            if anchor not in known:
                yield DeadLink(page=page, link=link, reason=f"на странице {target} нет такого места")


def _files(site: Path) -> Iterator[str]:
    """Names of all files below a folder, with "/" between their parts."""
    for folder, _, names in os.walk(site):
        inner = Path(folder).relative_to(site).as_posix()
        yield from (f"{inner}/{name}" if inner != "." else name for name in names)


def _links(text: str, root: str, chrome: set[tuple[str, str]]) -> dict[str, None]:
    """The links of a page, each once; a header that stood at the same depth before is not read again."""
    start = max(text.find("<main"), 0)
    head = (root, text[text.find("<body") : start])
    if start and head in chrome:
        # The head of the document is the page's own; only the header is shared.
        text = text[: text.find("<body")] + text[start:]
    chrome.add(head)
    found: dict[str, None] = {}
    for attribute in ("href", "src", "action"):
        pieces = text.split(f' {attribute}="')
        if len(pieces) - 1 != text.count(f"{attribute}=") or f"{attribute.upper()}=" in text:
            return dict.fromkeys(_LINK.findall(text))  # other quotes somewhere: the slow way sees them all
        found |= dict.fromkeys(piece[: piece.find('"')] for piece in pieces[1:])
    return found


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

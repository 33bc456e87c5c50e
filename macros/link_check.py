"""Checks every internal link of a built site: pages, files and anchors, in HTML of both kinds."""

from __future__ import annotations

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
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    wanted: dict[str, list[tuple[str, str, str]]] = {}
    resolved: dict[tuple[str, str], str | None] = {}
    for name in sorted(name for name in files if name.endswith(".html")):
        text = (site / name).read_text("utf-8")
        folder = name.rpartition("/")[0]
        for link in dict.fromkeys(_LINK.findall(text)):
            if not link or _OUTSIDE.match(link):
                continue
            path, _, anchor = link.partition("#")
            path = path.partition("?")[0]
            key = (folder, path) if path else (name, "")
            if key not in resolved:
                resolved[key] = _target(name, folder, unquote(path.replace("&amp;", "&")), files, prefix)
            target = resolved[key]
            if target is None:
                yield DeadLink(page=name, link=link, reason="такого файла нет")
            elif anchor and target.endswith(".html"):
                wanted.setdefault(target, []).append((name, link, unquote(anchor)))
    for target, links in sorted(wanted.items()):
        known = set(_ID.findall((site / target).read_text("utf-8")))
        for page, link, anchor in links:
            if anchor not in known:
                yield DeadLink(page=page, link=link, reason=f"на странице {target} нет такого места")


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

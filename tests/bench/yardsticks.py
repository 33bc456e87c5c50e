"""The same pages for other programs: a Hugo site and a plain Material site made from a town's own views.

Run in the town's folder as a process of its own: `python yardsticks.py <hugo folder> <material folder>`.
Both get resolved values: who refers to whom, words for dates and cards are already worked out for them.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pydantic import BaseModel

from macros.catalog import Occupation
from macros.pages import cards
from macros.pages.links import address
from macros.pages.site_pages import site_pages
from tests.bench.stages import prepared

_HERE = Path(__file__).resolve().parent
_CHROME = ("template", "page", "chrome", "accent", "root", "json_ld", "record", "catalogue")
"""Values that each program shows in a way of its own, as are those of the head, `page_…`."""
_RECORD_REST = ("doors", "join", "road", "contest", "measures", "charts", "papers", "help", "worksheets", "players")
"""Parts of a record's page that only some records have."""
_LD = re.compile(r"<script[^>]*>(.*)</script>", re.DOTALL)
_PAGE_LINK = re.compile(r"\]\(\.\./([a-z0-9/-]+/)index\.html")
_TAG = re.compile(r"<[^>]*>")
_HUGO = """\
baseURL = "http://127.0.0.1:8000/"
locale = "ru"
title = "Профнавигатор"
disableKinds = ["section", "taxonomy", "term", "rss", "404"{more}]
enableGitInfo = false
[outputFormats.api]
mediaType = "application/json"
baseName = "index"
isPlainText = true
[outputs]
home = ["html", "api"]
[markup.goldmark.parser]
autoHeadingID = false
"""
_MATERIAL = """\
site_name: Профнавигатор
site_url: http://127.0.0.1:8000/
docs_dir: content
site_dir: site
theme:
  name: material
  language: ru
  font: false
markdown_extensions: [admonition, attr_list, def_list, tables]
plugins:
  - search:
      lang: ru
not_in_nav: |
  /**/*.md
nav:
  - index.md
"""


class _Recorder:
    """Stands where the renderer stands and keeps what it is asked to render."""

    def __init__(self, renderer: Any) -> None:
        self._renderer = renderer
        self.chrome: dict[str, dict[str, str]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._renderer, name)

    def render(self, template: str, *, page: str, section: str = "", in_town: str = "", **values: Any) -> Any:
        site = self._renderer.site(page, section=section, town=in_town)
        key = "|".join((site["root"], section, in_town))
        self.chrome[key] = {part: str(site[f"{part}_html"]) for part in ("head", "header", "footer")}
        return {"template": template, "page": page, "chrome": key, "accent": in_town, **values}


class _CardValues:
    """Stands where the shelf of rendered cards stands: the yardsticks render their cards themselves."""

    def __init__(self, catalog: Any) -> None:
        self._catalog = catalog

    def list(self, records: Sequence[Any], root: str) -> dict[str, Any]:
        kind = cards.kind_of(records[0]) if records else "generic"
        return {"kind": kind, "items": [cards.card(self._catalog, record, root) for record in records]}


def _values(value: Any) -> Any:
    """Namespaces, named tuples and models as plain values; groups of cards as their values."""
    if isinstance(value, SimpleNamespace):
        return _values(vars(value))
    if isinstance(value, BaseModel):
        return _values(value.model_dump())
    if hasattr(value, "_asdict"):
        return _values(value._asdict())
    if isinstance(value, dict):
        found = {key: _values(item) for key, item in value.items()}
        html = found.get("html")
        return {**found, **html} if isinstance(html, dict) else found
    return [_values(item) for item in value] if isinstance(value, list | tuple) else value


def _rest(values: dict[str, Any]) -> dict[str, Any]:
    """What the page shows beside the chrome, the record and its cards: planners, letters, sheets of paper."""
    found = {key: value for key, value in values.items() if key not in _CHROME and not key.startswith("page_")}
    record = values.get("record") or {}
    return found | {key: record[key] for key in _RECORD_REST if record.get(key)}


def write(town: Path, hugo: Path, material: Path) -> None:
    """Both sites; the folders are written anew."""
    build = prepared(town)
    recorder = _Recorder(build.renderer)
    records = {address(item): item for items in build.catalog.records.values() for item in items.values()}
    pages = []
    for page, render, _ in site_pages(replace(build.pages, shelf=_CardValues(build.catalog)), recorder):
        values = _values(render())
        record = records.get(page)
        text = getattr(record, "description", None) or ""
        view = values.get("record")
        if view:
            values["record"] = view | {"sections": [each for each in view["sections"] if each["id"] != "description"]}
        pages.append((page, values, text if view else ""))
    icons = {}
    for name in ("alert-circle-outline", "check", "close", "history", "map-marker-outline", "account-group-outline"):
        icons[name] = str(build.renderer.svg(name))
    icons |= {name: str(build.renderer.svg(name)) for name in _icons_of([values for _, values, _ in pages])}
    _write_hugo(hugo, pages, recorder.chrome, icons, town, build)
    _write_material(material, pages, build)


def _icons_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        found = {value[key] for key in ("icon", "type_icon") if isinstance(value.get(key), str) and value[key]}
        return found.union(*map(_icons_of, value.values()))
    if isinstance(value, list):
        return set().union(*map(_icons_of, value))
    return set()


# --- Hugo --------------------------------------------------------------------------------------------


def _write_hugo(hugo: Path, pages: list, chrome: dict, icons: dict, town: Path, build: Any) -> None:
    from macros.pages.api import api

    shutil.rmtree(hugo, ignore_errors=True)
    shutil.copytree(_HERE / "hugo", hugo)
    (hugo / "hugo.toml").write_text(_HUGO.format(more=', "sitemap"'), "utf-8")
    (hugo / "full.toml").write_text(_HUGO.format(more=""), "utf-8")
    (hugo / "data").mkdir()
    shutil.copytree(town / "overrides" / "assets", hugo / "static" / "assets")
    _dump(hugo / "data" / "chrome.json", chrome)
    _dump(hugo / "data" / "icons.json", icons)
    # The open data: the same rows as ours, which Hugo prints again as JSON.
    rows = {}
    for name, body in api(build.catalog, build.settings.site_url).items():
        if name.count("/") == 2 and not name.endswith("index.json"):
            rows[Path(name).stem] = json.loads(body)["records"]
    _dump(hugo / "assets" / "records.json", rows)
    found = []
    for page, values, text in pages:
        ld = _LD.search(str(values.get("json_ld") or ""))
        params = {key: values[key] for key in ("record", "catalogue") if key in values}
        params["rest"] = _rest(values)
        params |= {key: values.get(key, "") for key in ("chrome", "accent", "page_description", "page_canonical")}
        params["ld"] = json.loads(ld[1]) if ld else None
        found.append({
            "path": page.rstrip("/"),
            "title": values.get("page_title", ""),
            "layout": "record" if "record" in params else "list",
            "text": text,
            "params": params,
        })  # fmt: skip
    _dump(hugo / "assets" / "pages.json", found)


def _dump(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, default=str), "utf-8")


# --- Material ----------------------------------------------------------------------------------------


def _write_material(material: Path, pages: list, build: Any) -> None:
    shutil.rmtree(material, ignore_errors=True)
    content = material / "content"
    known = {page for page, _, _ in pages} | {address(item) for item in build.catalog.all(Occupation)}
    folders = sorted({page.partition("/")[0] for page in known if page.count("/") > 1})
    known |= {f"{folder}/" for folder in folders}
    for page, values, text in pages:
        _markdown(content, page, _document(values, text, page, known))
    for occupation in build.catalog.all(Occupation):
        head = {"title": occupation.title, "record": {"summary": occupation.summary, "facts": [], "sections": []}}
        text = "\n".join(f"- {line}" for line in occupation.conditions) + f"\n\n{occupation.body}"
        text = _PAGE_LINK.sub(lambda link: f"]({_relative(link[1], address(occupation))}", text)  # noqa: B023
        _markdown(content, address(occupation), _document(head, text, address(occupation), known))
    for folder in folders:
        held = sorted(page for page in known if page.startswith(f"{folder}/") and page.count("/") == 2)[:100]
        _markdown(content, f"{folder}/", f"# {folder}\n\n" + "".join(
            f"- [{page}]({_relative(page, f'{folder}/')})\n" for page in held
        ))  # fmt: skip
    links = "".join(f"- [{folder}]({folder}/index.md)\n" for folder in folders)
    (content / "index.md").write_text(f"# Профнавигатор\n\n{links}", "utf-8")
    nav = "".join(f"  - {folder}/index.md\n" for folder in folders)
    (material / "mkdocs.yml").write_text(_MATERIAL + nav, "utf-8")


def _file_of(page: str) -> str:
    """`events/x/` is written in events/x.md, `events/` in events/index.md."""
    return f"{page}index.md" if page.count("/") == 1 else f"{page.rstrip('/')}.md"


def _relative(target: str, page: str) -> str:
    return posixpath.relpath(_file_of(target), posixpath.dirname(_file_of(page)))


def _markdown(content: Path, page: str, text: str) -> None:
    path = content / _file_of(page)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _document(values: dict[str, Any], text: str, page: str, known: set[str]) -> str:
    record = values.get("record") or {}
    title = record.get("title") or values.get("page_title") or values.get("title") or page
    lines = ["---", f"title: {json.dumps(str(title), ensure_ascii=False)}", "---", "", f"# {title}", ""]
    if record.get("summary"):
        lines += [record["summary"], ""]
    if record.get("when"):
        lines += [f"**{record['when']['text']}**", ""]
    if record.get("badges"):
        lines += [" · ".join(item["text"] for item in record["badges"]), ""]
    if record.get("state_html"):
        lines += [_plain(record["state_html"]), ""]
    lines += [f"- **{item['label']}:** {_plain(item['value_html'])}" for item in record.get("facts", [])] + [""]
    if text:
        lines += ["## Подробнее", "", text, ""]
    for section in record.get("sections", []):
        lines += [f"## {section['title']}", "", str(section["html"]), ""]
    if record.get("sources"):
        lines += ["## Откуда это известно", ""]
        lines += [" ".join(filter(None, ("-", item["text"], item["rows"], item["date"]))) for item in record["sources"]]
        lines += ["", record.get("checked", ""), ""]
    lines += [*_lines(_rest(values)), ""]
    groups = [*record.get("links", []), *(values.get("catalogue") or {}).get("groups", [])]
    for group in groups:
        lines += [f"## {group['title']}", ""] if group["title"] else []
        for item in group["items"]:
            lines.append("- " + _card(item, page, known))
        lines.append("")
    return "\n".join(lines)


def _lines(value: Any, depth: int = 0) -> Iterator[str]:
    """Nested lists of everything a value says; addresses stay words, as nobody checks them for Material."""
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, dict | list):
            yield from _lines(item, min(depth + 1, 3))
        elif item and not isinstance(item, bool) and (text := " ".join(_plain(item).split())):
            yield f"{'    ' * depth}- {text}"


def _card(item: dict[str, Any], page: str, known: set[str]) -> str:
    target = posixpath.normpath(posixpath.join(page, item.get("url", ""))) + "/"
    title = item["title"].replace("[", "(").replace("]", ")")
    name = f"[{title}]({_relative(target, page)})" if target in known else title
    rest = [item.get(key) or "" for key in ("when", "kicker", "place", "audience", "line", "summary")]
    badges = [badge["text"] for badge in item.get("badges", [])]
    return " – ".join(filter(None, (name, *rest, *badges)))


def _plain(html: object) -> str:
    return _TAG.sub("", str(html))


if __name__ == "__main__":
    write(Path.cwd(), Path(sys.argv[1]), Path(sys.argv[2]))

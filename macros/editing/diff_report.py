"""The calendar diff as people read it: text for a terminal, Markdown for a pull request, one HTML file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.editing.calendar_diff import (
    ADDED,
    CANCELLED,
    CHANGED,
    MOVED,
    NEW,
    REMOVED,
    CatalogDiff,
    Change,
    EntryChange,
    PageChange,
)
from macros.editing.markdown import code_markdown, plain_markdown
from macros.text.russian import NBSP, plural

_ENTRY_TITLES = {
    NEW: "Новые",
    MOVED: "Перенесены",
    CANCELLED: "Отменены",
    CHANGED: "Изменены",
    REMOVED: "Исчезнут из календарей",
}
_PAGE_TITLES = {ADDED: "Новые страницы", CHANGED: "Изменённые страницы", REMOVED: "Страниц больше не будет"}
_GONE = (
    "Запись удалена или переименована: у подписчиков она просто пропадёт. Чтобы семьи узнали об отмене, верните файл "
    "и напишите status: cancelled."
)
_NOTHING = "Ничего не изменится: ни в календарях, ни на страницах, ни в числах."


def headline(diff: CatalogDiff) -> str:
    """«Подписчики увидят: новых — 1, перенесено — 1, отменено — 0, изменено — 2.»"""
    words = {NEW: "новых", MOVED: "перенесено", CANCELLED: "отменено", CHANGED: "изменено", REMOVED: "исчезнет"}
    told = []
    for kind, word in words.items():
        number = sum(entry.kind == kind for entry in diff.entries)
        if number or kind in (NEW, MOVED, CANCELLED):
            told.append(f"{word}{NBSP}— {number}")
    return f"Подписчики увидят: {', '.join(told)}."


def as_text(diff: CatalogDiff) -> str:
    """For a terminal."""
    if diff.is_empty:
        return f"{_NOTHING}\n"
    rows = [headline(diff)]
    for kind, title in _ENTRY_TITLES.items():
        chosen = [entry for entry in diff.entries if entry.kind == kind]
        rows += ["", f"{title}:"] if chosen else []
        for entry in chosen:
            rows.append(f"  {entry.title} ({entry.when})")
            rows.append(f"    файл: {entry.path}")
            rows += [f"    {row}" for change in entry.changes for row in _change_rows(change, is_new=kind == NEW)]
        rows += [f"  {_GONE}"] if _is_loss(chosen) else []
    for kind, title in _PAGE_TITLES.items():
        chosen = [page for page in diff.pages if page.kind == kind]
        rows += ["", f"{title}:"] if chosen else []
        for page in chosen:
            rows.append(f"  /{page.address} — {page.title}")
            rows += [f"    {row}" for change in page.changes for row in _change_rows(change)]
    if diff.neighbours:
        rows += ["", _neighbours(diff)]
    if diff.counts:
        rows += ["", "Числа:", *(f"  {row.name}: было {row.before}, будет {row.after}" for row in diff.counts)]
    return "".join(f"{row}\n" for row in rows)


def _is_loss(entries: Sequence[EntryChange]) -> bool:
    return any(entry.orphaned for entry in entries)


def _change_rows(change: Change, *, is_new: bool = False) -> list[str]:
    before, after = change.before.split("\n"), change.after.split("\n")
    if not change.before and not change.after:
        return [f"{change.name}: изменён"]
    if is_new:
        return [f"{change.name}: {after[0]}", *(f"  {row}" for row in after[1:])]
    if len(before) == len(after) == 1:
        return [f"{change.name}: было {_or_nothing(before[0])}, будет {_or_nothing(after[0])}"]
    rows = [f"{change.name}:"]
    rows += [f"  − {row}" for row in before if row]
    return rows + [f"  + {row}" for row in after if row]


def _or_nothing(text: str) -> str:
    return f"«{text}»" if text else "пусто"


def _neighbours(diff: CatalogDiff) -> str:
    pages = plural(diff.neighbours, "страница покажет", "страницы покажут", "страниц покажут")
    return f"Ещё {pages} это в своих списках."


def as_markdown(diff: CatalogDiff) -> str:
    """For a comment on a pull request; texts of records are shown, never interpreted."""
    if diff.is_empty:
        return f"**{_NOTHING}**\n"
    rows = [f"**{plain_markdown(headline(diff))}**"]
    for kind, title in _ENTRY_TITLES.items():
        chosen = [entry for entry in diff.entries if entry.kind == kind]
        rows += ["", f"### {title}", ""] if chosen else []
        for entry in chosen:
            rows += _markdown_entry(entry)
        rows += ["", f"> {plain_markdown(_GONE)}"] if _is_loss(chosen) else []
    for kind, title in _PAGE_TITLES.items():
        chosen = [page for page in diff.pages if page.kind == kind]
        rows += ["", f"### {title}", ""] if chosen else []
        for page in chosen:
            rows += _markdown_page(page)
    if diff.neighbours:
        rows += ["", plain_markdown(_neighbours(diff))]
    if diff.counts:
        rows += ["", "### Числа", "", "| Что | Было | Будет |", "| --- | ---: | ---: |"]
        rows += [
            f"| {' | '.join(plain_markdown(cell) for cell in (row.name, row.before, row.after))} |"
            for row in diff.counts
        ]
    return "".join(f"{row}\n" for row in rows)


def _markdown_entry(entry: EntryChange) -> list[str]:
    rows = [f"- **{plain_markdown(entry.title)}** — {plain_markdown(entry.when)} · {code_markdown(entry.path)}"]
    return rows + [f"  - {_markdown_change(change, is_new=entry.kind == NEW)}" for change in entry.changes]


def _markdown_page(page: PageChange) -> list[str]:
    rows = [f"- {plain_markdown(page.title)} — {code_markdown(f'/{page.address}')}"]
    return rows + [f"  - {_markdown_change(change)}" for change in page.changes]


def _markdown_change(change: Change, *, is_new: bool = False) -> str:
    name = plain_markdown(change.name)
    before, after = (plain_markdown(text.replace("\n", " / ")) for text in (change.before, change.after))
    if not before and not after:
        return f"{name}: изменён"
    return f"{name}: {after}" if is_new else f"{name}: {before or 'пусто'} → {after or 'пусто'}"


def as_html(diff: CatalogDiff, *, overrides: Path, title: str) -> str:
    """One file that opens anywhere: no script, no request to any host, every text escaped."""
    environment = Environment(
        loader=FileSystemLoader(overrides), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("standalone/calendar_diff.html").render(
        title=title,
        nothing=_NOTHING if diff.is_empty else "",
        headline=headline(diff),
        entry_groups=[
            {
                "kind": kind,
                "title": group,
                "note": _GONE if _is_loss(chosen) else "",
                "entries": chosen,
            }
            for kind, group in _ENTRY_TITLES.items()
            for chosen in [[entry for entry in diff.entries if entry.kind == kind]]
        ],
        page_groups=[
            {"title": group, "pages": [page for page in diff.pages if page.kind == kind]}
            for kind, group in _PAGE_TITLES.items()
        ],
        neighbours=_neighbours(diff) if diff.neighbours else "",
        counts=diff.counts,
    )

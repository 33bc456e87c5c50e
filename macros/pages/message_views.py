"""Pages about the messages of the check: the list of all, and one for each number that ends a code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from macros.catalog import TYPES, Vocabulary
from macros.catalog.messages import FOLDER, Example, Help, read_messages
from macros.pages.catalogue_views import crumbs
from macros.pages.context import PageContext
from macros.pages.job import Job
from macros.pages.renderer import Renderer

_EDITORS = ("Редакторам", "editors/")
_LIST = ("Сообщения проверки", FOLDER)
_GROUPS = (
    ("file", "Файл и его строки", frozenset({*range(1, 11), 51})),
    ("field", "Одно поле", frozenset(range(11, 31))),
    ("together", "Поля и записи вместе", frozenset(range(31, 51))),
)
"""The numbers of a group; a new number stands with the last until it is sorted in."""
_TAB = "→   "
"""How a tab is shown, as it cannot be seen."""


def message_pages(context: PageContext, renderer: Renderer) -> Iterator[Job]:
    """The list and every message; no record can change them."""
    messages = list(read_messages().values())
    yield Job(FOLDER, partial(_list_page, context.at(FOLDER), renderer, messages), lasting=True)
    for index, item in enumerate(messages):
        near = (messages[index - 1] if index else None, messages[index + 1] if index + 1 < len(messages) else None)
        yield Job(item.page, partial(_page, context.at(item.page), renderer, item, near), lasting=True)


def _list_page(context: PageContext, renderer: Renderer, messages: list[Help]) -> str:
    sorted_in = frozenset().union(*(numbers for _, _, numbers in _GROUPS))
    groups = [
        {
            "id": name,
            "title": title,
            "rows": [
                _row(context, item)
                for item in messages
                if item.number in numbers or (name == _GROUPS[-1][0] and item.number not in sorted_in)
            ],
        }
        for name, title, numbers in _GROUPS
    ]
    prefixes = [("ФАЙ", "файл вообще"), *((cls.TYPE.prefix, cls.TYPE.one) for cls in (*TYPES.values(), Vocabulary))]
    return renderer.render(
        "pages/messages.html",
        page=context.page,
        messages={
            "breadcrumbs": crumbs(context, _EDITORS, _LIST),
            "groups": groups,
            "prefixes": [{"prefix": prefix, "title": title} for prefix, title in prefixes],
        },
        page_title=_LIST[0],
        page_description="Что значит каждое сообщение проверки данных и как исправить запись — с примерами.",
        page_canonical=context.site_url + context.page,
    )


def _row(context: PageContext, item: Help) -> dict[str, str]:
    return {"number": f"{item.number:03d}", "title": item.title, "url": context.root + item.page}


def _page(context: PageContext, renderer: Renderer, item: Help, near: tuple[Help | None, Help | None]) -> str:
    return renderer.render(
        "pages/message.html",
        page=context.page,
        message=message_view(context, item, near),
        page_title=f"{item.number:03d}. {item.title}",
        page_description=item.means,
        page_canonical=context.site_url + context.page,
    )


def message_view(context: PageContext, item: Help, near: tuple[Help | None, Help | None]) -> dict[str, Any]:
    """What the template shows of one kind of problem."""
    before, after = near
    return {
        "breadcrumbs": crumbs(context, _EDITORS, _LIST, (f"{item.number:03d}", item.page)),
        "number": f"{item.number:03d}",
        "title": item.title,
        "means": item.means,
        "why": item.why,
        "examples": _examples(item.example),
        "note": item.example.note,
        "before": _row(context, before) if before else None,
        "after": _row(context, after) if after else None,
        "list_url": context.root + FOLDER,
    }


def _examples(example: Example) -> list[dict[str, str]]:
    sides = (
        ("off", "Неверно", example.wrong_path, example.wrong),
        ("ok", "Верно", example.right_path, example.right),
    )
    # Rows that are the same on both sides only make a whole file of the test's example.
    same = example.wrong == example.right and (example.wrong_path != example.right_path)
    return [
        {"kind": kind, "title": title, "path": path if same else "", "rows": "" if same else _shown(rows)}
        for kind, title, path, rows in sides
    ]


def _shown(rows: str) -> str:
    return rows.rstrip("\n").replace("\t", _TAB)

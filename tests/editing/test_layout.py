"""Owns the layout of data files: one for every record, settled, kept true to what was written."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import yaml

from macros.catalog import FOLDERS, TYPES, Event
from macros.catalog.load import CLOSED
from macros.catalog.source import parse_bytes
from macros.editing.layout import WIDTH, Unreadable, dump, formatted
from tests.tools import ROOT

FILES = sorted([*(ROOT / "data").rglob("*.yml"), *(ROOT / "content" / "professions").glob("*.md")])
FILES = [path for path in FILES if path.name != "index.md"]


def class_of(path: Path) -> type:
    """The class of the record in a file of the project."""
    if path.suffix == ".md":
        return TYPES["Occupation"]
    parts = path.relative_to(ROOT / "data").parts
    folder = parts[1] if parts[0] == "demo" else parts[0]
    return CLOSED.get(folder) or TYPES[FOLDERS[folder]]


def test_all_records_stay_what_they_are() -> None:
    """Every real and sample file says the same after formatting, comments too, and a second time nothing changes."""
    for path in FILES:
        raw = path.read_bytes()
        done = formatted(raw.decode(), class_of(path))
        before, after = (parse_bytes(each, head_only=path.suffix == ".md") for each in (raw, done.encode()))
        assert (after.data, after.body, after.faults) == (before.data, before.body, before.faults), path
        assert formatted(done, class_of(path)) == done, path
        head = done.split("---\n")[1] if path.suffix == ".md" else done
        # Lines of a text that has lines are its author's.
        assert [row for row in head.splitlines() if len(row) > WIDTH and re.match(r" *(- )?[a-z_]+:", row)] == [], path


def test_other_readers_see_the_same_texts() -> None:
    """A text is a text for any reader of YAML: what looks like a number, a date or a yes is in quotes."""
    words = [
        "no",
        "on",
        "012",
        "1e3",
        "10:00",
        "2026-12-05",
        "~",
        "null",
        "0x1F",
        "12.50",
        "да",
        "12+",
        "=",
        "-",
        "yes",
    ]
    data = yaml.safe_load(dump({"title": "x", "bring": words}, Event))
    assert data["bring"] == words


def test_whole_layout() -> None:
    """Fields in the model's order, provenance last; short lists and parts in brackets; long texts folded."""
    text = """\
checked: 2026-11-22
verification: "needs-verification"
sources: [{note: 'письмо', kind: editorial}]
# Завод просил не печатать телефон
start: 2026-12-05T10:00
title: 'Экскурсия: цех'   # уточнить
grades: "8-11"
end_unknown: true
audience:
- pupils
- parents
bring:
  - удобная обувь и одежда, которую не жалко испачкать
  - паспорт
place:
    address: "ул. Заводская, 1"
    name: Проходная
summary: Покажем, как из заготовки получается деталь, и расскажем, кто здесь работает
  и где этому учат в нашем городе сегодня.
"""
    assert (
        formatted(text, Event)
        == """\
title: "Экскурсия: цех"  # уточнить
summary: >-
  Покажем, как из заготовки получается деталь, и расскажем, кто здесь работает и где этому учат в нашем городе
  сегодня.
# Завод просил не печатать телефон
start: 2026-12-05 10:00
end_unknown: true
place: {name: Проходная, address: "ул. Заводская, 1"}
audience: [pupils, parents]
grades: 8-11
bring:
  - удобная обувь и одежда, которую не жалко испачкать
  - паспорт
sources:
  - {kind: editorial, note: письмо}
verification: needs-verification
checked: 2026-11-22
"""
    )


COMMENTED = """\
# Вверху
title: Экскурсия
description: |  # у заголовка
  # Это текст, а не заметка
  второй # тоже текст
sources:  # у списка
  # над первым
  - kind: editorial  # у вида
    # над словами
    note: "с # внутри"
  - {kind: press, site: rzn.info}  # у второго
audience: [pupils,  # внутри скобок
  parents]
# В конце
"""


def test_comments_stay() -> None:
    """Not one note is lost, wherever it stands, and number signs inside texts are no notes."""
    assert (
        formatted(COMMENTED, Event)
        == """\
# Вверху
title: Экскурсия
description: |  # у заголовка
  # Это текст, а не заметка
  второй # тоже текст
audience: [pupils, parents]  # внутри скобок
sources:  # у списка
  # над первым
  # у вида
  - kind: editorial
    # над словами
    note: "с # внутри"
  - {kind: press, site: rzn.info}  # у второго
# В конце
"""
    )


@pytest.mark.parametrize("text", ["", "title: Школа: цех\n", "title: А\ntitle: Б\n", "просто текст\n"])
def test_files_with_mistakes_are_left_alone(text: str) -> None:
    """What cannot be read is not written anew."""
    with pytest.raises(Unreadable):
        formatted(text, Event)


PIECES = [
    *(
        "а",
        "Б",
        " ",
        "  ",
        ": ",
        " #",
        "#",
        "-",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "\\",
        "&",
        "*",
        "!",
        "|",
        ">",
    ),
    *("%", "@", "`", "\n", "\n\n", "\xa0", "«ё»", "—", "?", "1", "0x1", "~", "no", "2026-01-01", "\t", "\x85"),
    "слово " * 30,
]


def test_any_text_survives() -> None:
    """Whatever letters a text is made of, its file says the very same, in a field, a list and a nested field."""
    chance = random.Random(20261122)
    for _ in range(1_500):
        texts = ["".join(chance.choices(PIECES, k=chance.randint(1, 6))) for _ in range(3)]
        if not all(text.strip() for text in texts):
            continue
        data = {"title": texts[0], "bring": [texts[1], "б"], "place": {"name": texts[2]}}
        written = dump(data, Event)
        found = parse_bytes(written.encode())
        assert (found.data, found.faults) == (data, ()), written
        assert yaml.safe_load(written) == data, written

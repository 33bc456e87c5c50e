"""Owns import: tables, issues and form files become records, once, and every mistake has its row and column."""

from __future__ import annotations

import io
import json
import re
from datetime import datetime, time
from pathlib import Path

import openpyxl
import pytest

from macros.catalog import Catalog, Event
from macros.editing.importing import Plan, plan
from macros.editing.incoming import Unreadable, read
from tests.catalog.towns import TODAY, check, put

COMMON = {
    "host": "primersk-kolledzh", "level": "school", "age_mark": "6+", "audience": ["pupils"], "status": "confirmed",
    "format": "in-person",
}  # fmt: skip
TABLE = """\
План школы на декабрь;;;;
Название;Дата;Время;Место;Классы;Ответственный;Вид
Экскурсия на завод;12.12.2026;10:00-12:00;Примерский завод;8-11;И. И.;экскурсия

Урок «Профессии рядом»;14 декабря 2026;9:00–9:45;кабинет 5;7;П. П.;урок или лекция
"""
LESSON = """\
title: Урок «Профессии рядом»
kind: lesson
start: 2026-12-14 09:00
end: 2026-12-14 09:45
status: confirmed
place: {name: кабинет 5}
format: in-person
host: primersk-kolledzh
audience: [pupils]
grades: 7
level: school
age_mark: 6+
sources:
  - {kind: editorial, note: прислано файлом «plan.csv»}
verification: needs-verification
checked: 2026-11-23
"""


def taken(catalog: Catalog, name: str, raw: str | bytes, *, twins: bool = False, **common: object) -> Plan:
    """The plan of importing one file."""
    raw = raw.encode() if isinstance(raw, str) else raw
    incoming = read(catalog, name, raw, cls=Event, common=common, today=TODAY.isoformat())
    return plan(catalog, name, incoming, today=TODAY, twins=twins)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_table(primersk: Catalog, encoding: str) -> None:
    """A school's plan as Excel saves it becomes records of the host's town; a column we do not know stays out."""
    found = taken(primersk, "plan.csv", TABLE.encode(encoding), **COMMON)
    assert [made.path for made in found.new] == [
        "data/events/primersk/ekskursiya-na-zavod-2026-12-12.yml",
        "data/events/primersk/urok-professii-ryadom-2026-12-14.yml",
    ]
    assert found.new[1].text == LESSON
    assert "place: {organization: primersk-zavod}" in found.new[0].text
    assert found.errors == ()
    assert found.notes == ("plan.csv: столбец F «Ответственный» не переносим, такого поля нет.",)


def test_spreadsheet(primersk: Catalog) -> None:
    """Cells that Excel knows to be dates, times and numbers mean the same as typed ones; empty sheets are passed."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("План")
    sheet.append(["Название", "Начало", "Время окончания", "Классы", "Вид", "Место", "Бесплатно"])
    sheet.append(["Урок", datetime(2026, 12, 14, 9, 0), None, 7, "Урок или лекция", "кабинет 5", True])  # noqa: DTZ001
    sheet.append([None, time(9), None, None, None, None, None])
    raw = io.BytesIO()
    book.save(raw)
    found = taken(primersk, "plan.xlsx", raw.getvalue(), **COMMON, end_unknown="true")
    assert found.errors == ("plan.xlsx, строка 3: нет названия, а без него запись не назвать.",)
    sheet.delete_rows(3)
    raw = io.BytesIO()
    book.save(raw)
    found = taken(primersk, "plan.xlsx", raw.getvalue(), **COMMON, end_unknown="true")
    assert found.errors == ()
    data = found.new[0].data
    assert (data["start"], data["grades"], data["free"]) == ("2026-12-14 09:00", "7", "true")


def test_mistakes_have_their_cells(primersk: Catalog) -> None:
    """Each mistake names row and column; what all rows lack is told once; nothing is to be written."""
    text = "Название;Дата;Время;Классы;Вид\nИгра;31.11.2026;10:00;8-12;игра\nУрок;12.12.2026;10:00-11:00;9;занятие\n"
    common = {key: value for key, value in COMMON.items() if key != "level"} | {"place": {"name": "зал"}}
    found = taken(primersk, "plan.csv", text, **common)
    assert found.new == ()
    assert [line.partition("; ")[0] for line in found.errors] == [
        "plan.csv, строка 2, столбец B «Дата»: ошибка СОБ-014: «31.11.2026 10:00»",
        "plan.csv, строка 2, столбец D «Классы»: ошибка СОБ-028: «8-12»",
        "plan.csv, строка 3, столбец E «Вид»: ошибка СОБ-025: «занятие»",
        "plan.csv, строки 2, 3: ошибка СОБ-012: нет значения «Уровень»",
    ]


def test_twice_changes_nothing(town: Path, primersk: Catalog) -> None:
    """The same file again finds its records there, whatever day it is, and reports only what differs."""
    for made in taken(primersk, "plan.csv", TABLE, **COMMON).new:
        put(town, made.path, made.text.replace("checked: 2026-11-23", "checked: 2026-11-20"))
    after = check(town).catalog
    again = taken(after, "plan.csv", TABLE, **COMMON)
    assert (again.new, again.errors, len(again.same), len(again.notes)) == ((), (), 2, 1)
    other = taken(after, "plan.csv", TABLE.replace("кабинет 5;7", "кабинет 5;8"), **COMMON)
    assert (other.new, other.notes[1:]) == (
        (),
        (
            "plan.csv, строка 5: запись data/events/primersk/urok-professii-ryadom-2026-12-14.yml уже есть и "
            "отличается; исправьте её сами, если нужно. Классы: в записи «7», в файле «8».",
        ),
    )


def test_near_duplicates_are_held_back(primersk: Catalog) -> None:
    """What is probably there already, or stands in the file twice, is told and not written unless asked for."""
    text = (
        "Название;Начало;Окончание;Вид;Место;Классы\n"
        "День открытых дверей!;05.12.2026 10:00;05.12.2026 13:00;день открытых дверей;зал;9\n"
        "Игра в профессии;12.12.2026 10:00;12.12.2026 11:00;игра;зал;9\n"
        "Игра в профессию;12.12.2026 10:00;12.12.2026 11:00;игра;зал;9\n"
    )
    found = taken(primersk, "plan.csv", text, **COMMON)
    assert [made.id for made in found.new] == ["igra-v-professii-2026-12-12"]
    assert [note.partition(":")[0] for note in found.notes] == ["plan.csv, строка 2", "plan.csv, строка 4"]
    assert "похоже на «День открытых дверей» (data/events/primersk/den-dverey-2026.yml)" in found.notes[0]
    assert len(taken(primersk, "plan.csv", text, twins=True, **COMMON).new) == 3


def test_one_name_for_two_rows(primersk: Catalog) -> None:
    """Two different rows that would be one file need names; the very same row twice is one record."""
    rows = "Игра;12.12.2026;10:00-11:00;игра;зал 1;9;\nИгра;12.12.2026;12:00-13:00;игра;зал 2;5;{id}\n"
    text = "Название;Дата;Время;Вид;Место;Классы;Идентификатор\n" + rows
    assert taken(primersk, "plan.csv", text.format(id=""), **COMMON).errors == (
        "plan.csv, строка 3: имя «igra-2026-12-12» уже заняла строка 2; добавьте столбец «Идентификатор» и назовите "
        "записи по-разному.",
    )
    assert len(taken(primersk, "plan.csv", text.format(id="igra-2"), **COMMON).new) == 2


ISSUE = """\
### Название

Встреча с инженером

### Вид

Встреча с профессионалом

### Начало

2026-12-20 15:00

### Окончание

_No response_

### Окончание неизвестно

да

### Для кого

- [x] Ученики
- [ ] Родители

### Классы

9

### Описание

```markdown
Расскажет про «{чертежи}» & станки.
```

### Организатор

Примерский завод

### Место

Музей

### Источник

https://zavod.example/news анонс

### Телефон

+7
"""


def test_issue(primersk: Catalog) -> None:
    """A form of the forge: labels are the Russian names, what was not answered is not there, texts are only texts."""
    common = {key: value for key, value in COMMON.items() if key not in ("host", "audience")}
    found = taken(primersk, "issue.md", ISSUE.replace("\n", "\r\n"), **common)
    assert found.errors == ()
    assert found.notes == ("issue.md: поле «Телефон» не переносим, такого поля нет.",)
    assert (
        found.new[0].text
        == """\
title: Встреча с инженером
description: Расскажет про «{чертежи}» & станки.
kind: meeting
start: 2026-12-20 15:00
end_unknown: true
status: confirmed
place: {name: Музей}
format: in-person
host: primersk-zavod
audience: [pupils]
grades: 9
level: school
age_mark: 6+
sources:
  - {kind: url, url: https://zavod.example/news, date: 2026-11-23, note: анонс}
verification: needs-verification
checked: 2026-11-23
"""
    )


def test_hostile_issue(primersk: Catalog) -> None:
    """Templates and tags in an issue are refused by the check's own messages, and nothing is made of it."""
    common = {key: value for key, value in COMMON.items() if key not in ("host", "audience")}
    hostile = ISSUE.replace("«{чертежи}»", "{{ config }} и <b>чертежи</b>")
    errors = taken(primersk, "issue.md", hostile, **common).errors
    assert [re.search(r"СОБ-\d+", error)[0] for error in errors] == ["СОБ-052", "СОБ-053"]


FORM = {
    "type": "events", "id": "igra-na-zavode", "municipality": "primersk", "title": "Игра", "kind": "game",
    "start": "2026-12-12", "status": "planned", "place": {"name": "Музей", "address": None}, "format": "in-person",
    "host": "primersk-zavod", "audience": ["pupils"], "grades": 9, "level": "school", "age_mark": "6+", "free": True,
    "bring": [], "sources": [{"kind": "editorial", "note": "форма на сайте"}], "checked": "2026-11-20",
}  # fmt: skip


def test_form_file(primersk: Catalog) -> None:
    """What the site's form saves, as JSON or YAML, is the record itself with its name and town."""
    made = taken(primersk, "событие.json", json.dumps(FORM)).new[0]
    assert (made.path, made.data["free"], made.data["grades"], "bring" in made.data) == (
        "data/events/primersk/igra-na-zavode.yml", "true", "9", False,
    )  # fmt: skip
    text = "type: events\nid: igra-na-zavode\nmunicipality: primersk\n" + made.text
    assert taken(primersk, "событие.yml", text).new[0] == made


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("plan.xlsx", b"PK\x03\x04", "это не книга Excel: сохраните таблицу как .xlsx или CSV"),
        ("plan.csv", b"", "нет строки с названиями столбцов"),
        ("plan.csv", "а;б\n1;2\n".encode(), "нет строки с названиями столбцов"),
        ("plan.docx", b"x", "такие файлы не читаем"),
        ("form.json", b"[1]", "нужен объект с полями записи"),
        ("form.json", b"{", "это не JSON"),
        ("form.yml", "title: Школа: цех".encode(), "строка 1: «title: Школа: цех»; внутри текста есть двоеточие"),
        ("issue.md", "просто текст".encode(), "в тексте нет полей"),
        ("issue.md", "### Вид записи\n\nчудо\n".encode(), "вид записи «чудо» неизвестен"),
        ("issue.md", "Привет".encode("cp1251"), "файл записан не в UTF-8"),
    ],
)
def test_unreadable_files(primersk: Catalog, name: str, raw: bytes, words: str) -> None:
    """A file that is none of these is told in a sentence."""
    with pytest.raises(Unreadable, match="^" + words.replace("(", r"\(")):
        taken(primersk, name, raw)

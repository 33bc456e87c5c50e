"""Owns the promise that what tries to do harm is stopped with a clear message (tests/hostile/)."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog.exceptions import AllowedThings
from macros.catalog.guard import guard_faults, is_suspect
from macros.catalog.prose import MACROS
from macros.catalog.source import parse_bytes
from macros.page_macros import PageMacros
from tests.catalog.towns import EXAMPLE, HOSTILE, check, listing, place_of, put

CASES = sorted(path for path in HOSTILE.glob("*/*") if path.suffix in (".yml", ".md"))
EVENT = (EXAMPLE / "data" / "events" / "primersk" / "den-dverey-2026.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_hostile_file(town: Path, case: Path, request: pytest.FixtureRequest) -> None:
    """A hostile file among sound ones gives exactly the problems listed beside it, one at least, all errors."""
    place = place_of(case)
    put(town, place, case.read_bytes())
    found = listing(check(town).problems, place)
    expected = case.with_suffix(".txt")
    if request.config.getoption("--update-golden"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert found
    assert "совет" not in [row.split(" ")[2] for row in found.splitlines()]


EXCEPTIONS = """\
title: Исключения
phones:
  - {value: "+7 (4725) 22-33-44", why: общий телефон колледжа с его страницы}
emails:
  - {value: kolledzh@mail.ru, why: общая почта колледжа с его страницы}
names:
  - {value: Ваня Солнцев, why: герой повести}
words:
  - {value: ФизтехLab, why: имя кружка}
photos:
  - {file: https://kolledzh.example/zal.jpg, consent: людей на снимке нет}
"""
TEXT = (
    "Звоните 8 (4725) 22-33-44, пишите Kolledzh@mail.ru. Читаем о том, как Ваня Солнцев, 12 лет, попал в полк; "
    "ФизтехLab покажет https://kolledzh.example/zal.jpg"
)


def test_exceptions(town: Path) -> None:
    """What is on the list of exceptions is let through; without the list each of the five is told."""
    path = "data/events/primersk/den-dverey-2026.yml"
    put(town, path, f'{EVENT}description: "{TEXT}"\n')
    codes = [problem.code for problem in check(town).problems]
    assert codes == ["СОБ-055", "СОБ-058", "СОБ-058", "СОБ-058", "СОБ-059"]
    put(town, "data/guard/allowed.yml", EXCEPTIONS)
    assert listing(check(town).problems) == ""


def test_exceptions_are_checked_like_records(town: Path) -> None:
    """An exception without a reason is none."""
    put(town, "data/guard/allowed.yml", 'title: Исключения\nphones:\n  - {value: "+7 (4725) 22-33-44"}\n')
    assert listing(check(town).problems) == (
        "data/guard/allowed.yml:3 | ОХР-012 | phones.0.why | поля нет | поле обязательно: чьё это и откуда известно; "
        "образец: why: общий телефон колледжа с его страницы |\n"
    )


GOOD = [
    "IT-специалист, web-дизайн, 3D-печать, Wi-Fi и SMM",
    "JavaScript: язык программирования; данные: числа и слова",
    "Витамин C, класс A, корпус B, подъезд 2",
    "Телефон доверия 8 800 100-20-30, почта info@kolledzh.example",
    "Дмитрий Иванович Менделеев — химик. Ученики Старого Оскола. Школьники Белгородской области, 9 класс.",
    "5 < 6, 7 > 3, № 5, м², °C, α — это буква, O*NET",
    "[сайт колледжа](https://kolledzh.example/) и [kolledzh.example](https://www.kolledzh.example/den/)",
    "[на сайте](../../study/index.md), <https://kolledzh.example/>, https://пример.рф/",
    "Ударение: за́мок и замо́к. Семья: \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "Паспорт или свидетельство о рождении, приказ 457-2020, код 15.01.35, 2026-12-05 10:00",
]


@pytest.mark.parametrize("text", GOOD)
def test_harmless_text(town: Path, text: str) -> None:
    """What only looks odd to a program is no problem."""
    path = put(town, "data/events/primersk/den-dverey-2026.yml", EVENT)
    path.write_text(f"{EVENT}description: >-\n  {text}\n", encoding="utf-8")
    assert listing(check(town).problems) == ""


def test_quick_look_misses_nothing() -> None:
    """No hostile file passes the look that spares sound files the close one."""
    for case in CASES:
        rows = case.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
        guarded = any(int(row.split(" | ")[1][-3:]) in range(52, 60) for row in rows)
        assert is_suspect(case.read_text(encoding="utf-8")) or not guarded or case.stem == "render-macros", case


@pytest.mark.parametrize(
    "words",
    ["Паспорт 45\n  08 123456", "Его дата\n  рождения 5 мая", "Победила ученица\n  Иванова Анна",
     "звоните 8 910 111\n  22 33", "Школа c\n  углублённым изучением", "пишите @İvanova"],
)  # fmt: skip
def test_quick_look_reads_over_the_end_of_a_line(words: str) -> None:
    """What YAML folds into one line is looked at as one line."""
    text = f"title: Х\nsummary: {words}\n"
    assert list(guard_faults(text, parse_bytes(text.encode()), AllowedThings([])))
    assert is_suspect(text)


def test_links_in_the_file_system(town: Path, tmp_path: Path) -> None:
    """A file that only points at another one is not read: it could be any file of the machine."""
    secret = tmp_path / "secret.yml"
    secret.write_text(EVENT, encoding="utf-8")
    links = ("data/events/primersk/a.yml", "data/events/b", "data/guard", "content/c.md", "content/professions/d.md")
    for name in links:
        path = town / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(secret if path.suffix else tmp_path)
    expected = "ссылка на другой файл | на сайт идут только сами файлы: положите сюда файл вместо ссылки"
    rows = [f"{name}:1 | ФАЙ-009 |  | «{Path(name).name}» — {expected} |" for name in sorted(links)]
    assert listing(check(town).problems).splitlines() == rows


def test_files_that_would_be_published(town: Path) -> None:
    """The folder of texts holds nothing that a browser would run, and no picture without consent."""
    for name in ("x.html", "x.svg", "x.js", "klass.JPG"):
        put(town, f"content/about/{name}", "x")
    texts = "в content/ лежат только тексты — файлы .md"
    consent = (
        "снимок публикуют с согласия тех, кто на нём: впишите его в photos файла data/guard/allowed.yml вместе с "
        "согласием или уберите"
    )
    assert listing(check(town).problems) == (
        f"content/about/klass.JPG:1 | ФАЙ-059 |  | «content/about/klass.JPG» | {consent} |\n"
        f"content/about/x.html:1 | ФАЙ-009 |  | «x.html» | {texts} |\n"
        f"content/about/x.js:1 | ФАЙ-009 |  | «x.js» | {texts} |\n"
        f"content/about/x.svg:1 | ФАЙ-009 |  | «x.svg» | {texts} |\n"
    )


def test_pages_call_what_there_is() -> None:
    """The check and the pages know the same macros."""
    assert set(PageMacros.NAMES) == MACROS
    assert all(callable(getattr(PageMacros, name)) for name in MACROS)

"""The board of what needs a check, and the sheet on which an organization corrects what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from macros.catalog import Organization
from macros.pages.freshness_view import board, is_stale, sheet
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of

FAR = date(2027, 11, 22)
"""A year after everything in Примерск was checked."""


def board_of(town: Path, today: date = date(2026, 11, 23)) -> dict[str, Any]:
    """The board of the town on a day."""
    return board(context_of(catalog_of(town, today=today), "about/freshness/"))


def due(view: dict[str, Any]) -> str:
    """What is to be checked, a line each: town, organization, type, records; then what belongs to nobody."""
    rows = []
    for town in view["towns"]:
        for item in town["organizations"]:
            rows.append(f"{town['title']}: {item['title']} | {item['count'] or 'нечего'} | {item['sheet']}")
            rows += [f"  {row}" for row in _groups(item["types"])]
    return "".join(f"{row}\n" for row in [*rows, "Редакция", *(f"  {row}" for row in _groups(view["rest"]))])


def _groups(groups: list[dict[str, Any]]) -> Iterator[str]:
    for group in groups:
        names = ", ".join(f"{record['title']} ({record['url']})" for record in group["records"])
        yield f"{group['title']}, {group['count']}: {names}"


DUE = """\
Примерск: Примерский завод | 1\xa0запись | ../../about/freshness/primersk-zavod/
  Организации, 1: Примерский завод (../../organizations/primersk-zavod/)
Примерск: Примерский механический колледж | 5\xa0записей | ../../about/freshness/primersk-kolledzh/
  Программы обучения, 1: Мастер слесарных работ (../../study/primersk-15-01-35-kolledzh/)
  Проекты, 1: Инженерный класс (../../initiatives/inzhenernyy-klass/)
  События, 1: День открытых дверей (../../events/den-dverey-2026/)
  Волонтёры, 1: Волонтёры Примерска (../../volunteers/primersk-volontery/)
  Услуги, 1: Консультация для школьников (../../services/primersk-konsultaciya/)
Редакция
  Профессии, 1: Слесарь (../../professions/slesar/)
  Важные даты, 1: Последний день заявления на экзамены (../../dates/zayavlenie-2027/)
"""


def test_what_needs_a_check(town: Path) -> None:
    """Each organization with all that belongs to it, by type; seeds and verified records wait for nobody."""
    view = board_of(town)
    assert (view["total"], view["due"]) == ("14\xa0записей", "8\xa0записей")
    assert due(view) == DUE


def test_how_records_are_checked(town: Path) -> None:
    """Every type with its numbers by state and age; the columns add up."""
    view = board_of(town)
    assert view["state_titles"] == ["Проверено", "По исходному документу", "Требует проверки", "Источники расходятся"]
    assert [state["count"] for state in view["states"]] == [1, 5, 8, 0]
    assert {row["title"]: (*row["counts"], row["stale"], row["total"]) for row in view["types"]} == {
        "Города": (0, 1, 0, 0, 0, 1),
        "Организации": (0, 1, 1, 0, 0, 2),
        "Профессии": (0, 0, 1, 0, 0, 1),
        "Программы обучения": (0, 0, 1, 0, 0, 1),
        "Проекты": (0, 0, 1, 0, 0, 1),
        "Акции и циклы": (0, 1, 0, 0, 0, 1),
        "События": (0, 0, 1, 0, 0, 1),
        "Важные даты": (0, 0, 1, 0, 0, 1),
        "Волонтёры": (0, 0, 1, 0, 0, 1),
        "Услуги": (0, 0, 1, 0, 0, 1),
        "Документы": (0, 1, 0, 0, 0, 1),
        "Числа": (0, 1, 0, 0, 0, 1),
        "Ресурсы": (1, 0, 0, 0, 0, 1),
    }
    assert [age["count"] for age in view["ages"]] == [14, 0, 0, 0]


@pytest.mark.parametrize(
    ("today", "stale"), [(date(2026, 11, 22), False), (date(2027, 11, 21), False), (date(2027, 11, 22), True)]
)
def test_age_of_a_fact(today: date, stale: bool, town: Path) -> None:
    """A record is stale from the day a whole year has passed since it was checked."""
    assert is_stale(catalog_of(town).get(Organization, "primersk-kolledzh"), today) == stale


def test_a_year_later_everything_waits(town: Path) -> None:
    """What was verified grows old too: then every record is on the board, and nothing is lost between the groups."""
    view = board_of(town, FAR)
    assert view["due"] == view["total"]
    assert [row["stale"] for row in view["types"]] == [row["total"] for row in view["types"]]
    assert view["oldest"] == "22\xa0ноября 2026 года"


def said(town: Path, organization: str, today: date = date(2026, 11, 23)) -> str:
    """A sheet in words: own facts, then every group with its records."""
    catalog = catalog_of(town, today=today)
    context = context_of(catalog, f"about/freshness/{organization}/")
    view = sheet(context, catalog.get(Organization, organization))
    rows = [f"{view['title']}, {view['type_text']}, {view['town']}", f"  {_origin(view['origin'])}"]
    rows += [f"  {fact.label}: {_plain(fact.value)}" for fact in view["own"]]
    for group in view["groups"]:
        rows.append(group["title"])
        for record in group["rows"]:
            facts = "; ".join(f"{fact.label}: {_plain(fact.value)}" for fact in record["facts"])
            rows += [f"  {record['title']} ({record['url']})", f"    {facts}", f"    {_origin(record['origin'])}"]
    rows.append(f"Вернуть: {_plain(view['owner']) or '—'}")
    return "".join(f"{row}\n" for row in rows).replace("\xa0", " ")


def _plain(value: str) -> str:
    return Markup(value).striptags() or "—"


def _origin(origin: dict[str, Any]) -> str:
    sources = ", ".join(f"{source['text']} {source['rows']}".strip() for source in origin["sources"])
    return f"[{origin['state']}, {origin['checked']}{', устарело' if origin['stale'] else ''}: {sources}]"


SHEET = """\
Примерский механический колледж, Колледж или техникум, Примерск
  [По исходному документу, 22 ноября 2026 года: Справка о профориентации в Примерске P2]
  Название: Примерский механический колледж
  Другие названия: Примерский техникум (до 2014)
  Вид: Колледж или техникум
  Краткое название: Мехколледж
  Чем занимается: —
  Роли: Координирует школы · Проводит дни открытых дверей
  Предлагает: —
  Профессии: Слесарь
  Сайт: —
  Доступная среда: —
Программы обучения
  Мастер слесарных работ (../../../study/primersk-15-01-35-kolledzh/)
    Код: 15.01.35; Год перечня: 2022; Уровень: СПО — рабочая профессия; После класса: 9
    [Требует проверки, 22 ноября 2026 года: пример для тестов]
Акции и циклы
  Дни открытых дверей (../../../series/primersk-dni-dverey/)
    Вид: День открытых дверей; Уровень: Городской или муниципальный; Статус: Действует; \
Когда бывает: В октябре и апреле; Для кого: Ученики, родители
    [По исходному документу, 22 ноября 2026 года: Справка о профориентации в Примерске P2]
События впереди
  День открытых дверей (../../../events/den-dverey-2026/)
    Когда: Суббота, 5 декабря 2026, 10:00–13:00; Состояние: Запланировано; Для кого: 8–11 классы, родители; \
Возраст: 12+; Запись: До 1 декабря 2026
    [Требует проверки, 22 ноября 2026 года: пример для тестов]
Услуги
  Консультация для школьников (../../../services/primersk-konsultaciya/)
    Статус: Действует; Для кого: Ученики
    [Требует проверки, 22 ноября 2026 года: пример для тестов]
Проекты
  Инженерный класс (../../../initiatives/inzhenernyy-klass/)
    Вид: Профильный класс; Уровень: Школьный; Статус: Действует, с 2025 года; Классы: 10–11 классы; Для кого: Ученики
    [Требует проверки, 22 ноября 2026 года: пример для тестов]
Волонтёры
  Волонтёры Примерска (../../../volunteers/primersk-volontery/)
    Статус: Действует; Задачи: Встречает гостей · 8–11 классы; Где помогает: Дни открытых дверей
    [Требует проверки, 22 ноября 2026 года: пример для тестов]
Вернуть: Мехколледж
"""


def test_whole_sheet(town: Path) -> None:
    """Every fact with its source and check date, gaps that the organization can fill, and whom to return it to."""
    assert said(town, "primersk-kolledzh") == SHEET


def test_past_events_are_not_on_the_sheet(town: Path) -> None:
    """What is over needs no correction; what is old says so."""
    told = said(town, "primersk-kolledzh", FAR)
    assert "События впереди" not in told
    assert told.count("устарело") == told.count("[") == 6


def test_parts_have_sheets_of_their_own(town: Path) -> None:
    """A sheet leads to those of the parts and of the whole instead of repeating them."""
    text = (town / "data/organizations/primersk/primersk-zavod.yml").read_text("utf-8")
    part = text.replace("Примерский завод", "Учебный цех") + "part_of: primersk-zavod\n"
    put(town, "data/organizations/primersk/primersk-tseh.yml", part)
    catalog = catalog_of(town)
    whole, shop = (
        sheet(context_of(catalog, f"about/freshness/{item}/"), catalog.get(Organization, item))
        for item in ("primersk-zavod", "primersk-tseh")
    )
    assert whole["parts"] == [{"title": "Учебный цех", "url": "../../../about/freshness/primersk-tseh/"}]
    assert shop["parent"] == [{"title": "Примерский завод", "url": "../../../about/freshness/primersk-zavod/"}]
    assert (whole["parent"], shop["parts"], whole["groups"]) == ([], [], [])

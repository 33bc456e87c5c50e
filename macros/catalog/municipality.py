"""Municipality: a town or district with its name's cases, time zone and own rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from macros.catalog.fields import (
    Grades,
    Line,
    RichText,
    TimeZone,
    Url,
    described,
    listed,
    matching,
    ref,
    required,
    term,
)
from macros.catalog.problem import Fault
from macros.catalog.record import Model, Record, RecordType, field_rule

RESERVED = frozenset(
    [
        "events",
        "series",
        "initiatives",
        "professions",
        "organizations",
        "study",
        "volunteers",
        "calendar",
        "choice",
        "dual",
        "offline",
        "subjects",
        "api",
        "quiz",
        "plan",
        "play",
        "compare",
        "services",
        "documents",
        "statistics",
        "resources",
        "dates",
        "parents",
        "teachers",
        "partners",
        "editors",
        "about",
        "assets",
        "search",
        "pagefind",
        "all",
    ]
)
"""First segments of addresses that pages of the whole site use (design: they cannot be town ids)."""


class SpecialRule(Model):
    """Something that is different here from the country's common order."""

    subject: term("key-date-subject") = required("О чём", "К каким важным датам относится", "gia")
    grades: Grades = required("Классы", "Кого касается", "9-11")
    text: RichText = required("Что иначе", "Одно-два предложения для семьи")
    short: Line = required("Коротко", "Одна строка для календаря", "уточните в школе: в области свой порядок")


class Municipality(Record):
    """A town whose data live in folders named after its id."""

    TYPE: ClassVar = RecordType("municipalities", "ГОР", "город", "Города", ("город", "города", "городов"))

    title: Line = required("Название", "Как город называется, без слова «город»", "Рязань")
    genitive: Line = required("Родительный падеж", "Чего?", "Рязани")
    dative: Line = required("Дательный падеж", "Чему?", "Рязани")
    locative: Line = required("Предложный падеж с предлогом", "Где?", "в Рязани")
    into: Line = required("Винительный падеж с предлогом", "Куда?", "в Рязань")
    territory: Line = required("Территория", "Полное название муниципального образования", "городской округ")
    region: Line = required("Регион", "Область, край или республика", "Рязанская область")
    region_genitive: Line = required("Регион, родительный падеж", "Чего?", "Рязанской области")
    timezone: TimeZone = required("Часовой пояс", "Имя пояса из базы tz", "Europe/Moscow")
    accent: matching(r"#[0-9a-f]{6}", "нужен цвет вида #1f5fbf") = required(
        "Цвет", "Цвет города на светлом фоне", "#1f5fbf"
    )
    accent_dark: matching(r"#[0-9a-f]{6}", "нужен цвет вида #8ab6ff") = required(
        "Цвет в тёмной схеме", "Цвет города на тёмном фоне", "#8ab6ff"
    )
    calendar_color: term("calendar-color") = required("Цвет календаря", "Название цвета для календарей", "royalblue")
    owner: ref("Organization") | None = described("Кто ведёт", "Организация, которая отвечает за данные города")
    link: Url | None = described("Официальный сайт", "Адрес сайта администрации")
    special_rules: tuple[SpecialRule, ...] = listed("Особые правила", "Чем порядок здесь отличается от общего")

    @field_rule("timezone")
    def zone_is_known(self) -> Iterator[Fault]:
        """The zone is one the tz database has."""
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError):
            yield Fault(
                field="timezone",
                kind="pattern",
                found=f"«{self.timezone}»",
                expected="такого пояса нет в базе tz",
                fix="Europe/Moscow",
            )

    @field_rule()
    def id_is_not_reserved(self) -> Iterator[Fault]:
        """A town cannot take the address of a section of the site."""
        if self.id in RESERVED:
            yield Fault(
                field="",
                kind="reserved",
                found=f"«{self.id}»",
                expected="это имя занято разделом сайта, назовите город иначе",
            )

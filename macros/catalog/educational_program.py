"""EducationalProgram: a study programme of a college or university, by its code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from macros.catalog.fields import (
    Count,
    Day,
    Flag,
    Line,
    SpecialityCode,
    Url,
    described,
    listed,
    ref,
    required,
    term,
)
from macros.catalog.occupation import Exams
from macros.catalog.problem import Fault
from macros.catalog.record import Model, Record, RecordType, field_rule

_LEVEL_OF_PAIR = {"01": {"ppkrs"}, "02": {"ppssz"}, "03": {"bachelor"}, "04": {"master"}, "05": {"specialist"}}
"""Middle pair of the code → levels (lists of 2013 and 2022); levels outside this table are not checked."""
_CHECKED = frozenset().union(*_LEVEL_OF_PAIR.values())


class Admission(Model):
    """What an institution itself published about one admission campaign."""

    year: Count = required("Год", "Год приёма", "2026", ge=2015, le=2100)
    places: Count | None = described("Мест", "Сколько мест по источнику")
    score: Line | None = described("Проходной балл", "Как его назвал источник", "4,35 — средний балл аттестата")
    url: Url = required("Источник", "Страница, где это опубликовано")
    read: Day = required("Прочитано", "Когда читали страницу", "2026-06-20")


class EducationalProgram(Record):
    """What is taught, where, after which grade, with which exams."""

    TYPE: ClassVar = RecordType(
        "study", "ОБР", "программа обучения", "Программы обучения", ("программа", "программы", "программ")
    )

    code: SpecialityCode = required("Код", "Код профессии, специальности или направления", "21.05.04")
    list_year: Count = required("Год перечня", "2013 или 2022 — из какого перечня код", "2022", ge=2000, le=2100)
    level: term("education-level") = required("Уровень", "СПО, бакалавриат, специалитет…", "ppssz")
    provider: ref("Organization") = required("Где учат", "Колледж, техникум или вуз", "ryazan-medicinskiy-kolledzh")
    forms: tuple[term("study-form"), ...] = listed("Форма", "Очная, очно-заочная, заочная")
    basis: tuple[term("study-basis"), ...] = listed("Основа", "Бюджет, договор, целевое — только из источника")
    after: tuple[Count, ...] = listed("После класса", "После 9, после 11", "9")
    duration: Line | None = described("Срок", "Только из источника", "3 года 10 месяцев")
    dual: Flag = described("Дуальное обучение", "Часть времени — на предприятии", "false", default=False)
    workplaces: tuple[ref("Organization"), ...] = listed(
        "Рабочее место", "У кого проходит практика при дуальном обучении", "stary-oskol-oemk"
    )
    exams: tuple[Exams, ...] = listed("Вступительные экзамены", "Набор с годом приёма")
    admission: tuple[Admission, ...] = listed("Приём", "Места и баллы прошлых лет — только с источником")
    replaces: tuple[SpecialityCode, ...] = listed("Прежние коды", "Коды прежнего перечня")
    professions: tuple[ref("Occupation"), ...] = listed(
        "Профессии", "Если по коду связь не находится сама", "programmist"
    )
    link: Url | None = described("Страница программы", "Адрес на сайте организации")

    @field_rule("code", "level")
    def code_fits_level(self) -> Iterator[Fault]:
        """The middle pair of the code says the level (own knowledge H; domain 3.2)."""
        allowed = _LEVEL_OF_PAIR.get(self.code[3:5], set())
        if self.level in _CHECKED and self.level not in allowed:
            fix = next(iter(allowed), "")
            yield Fault(
                field="level",
                kind="code-level",
                found=f"«{self.level}» при коде {self.code}",
                expected="средняя пара цифр кода говорит о другом уровне",
                fix=fix,
            )

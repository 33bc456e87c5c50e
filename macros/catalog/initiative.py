"""Initiative: a long-running project, profile class, pre-university school, dual training or network."""

from __future__ import annotations

from typing import ClassVar

from macros.catalog.fields import Flag, Grades, Line, RichText, Url, described, listed, ref, required, term
from macros.catalog.record import Record, RecordType, Stage, Status


class Initiative(Record):
    """Something long-running that the town's guidance is made of."""

    TYPE: ClassVar = RecordType("initiatives", "ПРЖ", "проект", "Проекты", ("проект", "проекта", "проектов"))

    kind: term("initiative-kind") = required("Вид", "Проект, профильный класс, довузовская школа, сеть", "project")
    level: term("level") = required("Уровень", "Школьный, муниципальный, региональный, всероссийский", "municipal")
    status: Status = required("Статус", "Действует ли сегодня", "unknown")
    aim: RichText | None = described("Цель", "Зачем это придумали")
    grades: Grades | None = described("Классы", "Для кого; 0 — дошкольники", "10-11")
    audience: tuple[term("audience"), ...] = required("Для кого", "Ученики, родители…", "pupils", min_length=1)
    organizations: tuple[ref("Organization"), ...] = listed("Кто ведёт", "Организации-исполнители")
    organizations_open: Flag = described(
        "Список неполон", "true, если исходный документ не называет всех участников", default=False
    )
    season: Line | None = described(
        "Когда набор и занятия", "Как говорят организаторы", "набор в сентябре, занятия до мая"
    )
    gives: RichText | None = described(
        "Что даёт", "Что получают участники; только по источнику", "Свидетельство об окончании"
    )
    how_to_join: RichText | None = described("Как попасть", "Что известно о приёме")
    subjects: tuple[term("subject"), ...] = listed("Предметы", "Чем занимаются", "physics")
    professions: tuple[ref("Occupation"), ...] = listed("Профессии", "К каким профессиям ведёт")
    specialities: tuple[Line, ...] = listed("Коды специальностей", "Куда поступают после", "21.05.04")
    stages: tuple[Stage, ...] = listed("Этапы", "Из чего состоит")
    part_of: ref("Initiative") | None = described("Часть", "Более широкий проект")
    link: Url | None = described("Сайт", "Страница проекта, если известна")

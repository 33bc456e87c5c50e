"""Occupation: a profession card, typed front matter of a prose page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from macros.catalog.cliches import cliche_faults
from macros.catalog.fields import (
    Count,
    Grades,
    Isco,
    Line,
    RichText,
    SpecialityCode,
    Summary,
    described,
    listed,
    matching,
    ref,
    required,
    term,
)
from macros.catalog.play import Play, play_faults
from macros.catalog.problem import Fault, Severity
from macros.catalog.record import Model, Record, RecordType, field_rule

LETTERS = "RIASEC"
"""Holland's six interests in their usual order."""


class Exams(Model):
    """Exam subjects of one admission year; a set without a year means nothing."""

    year: Count = required("Год", "Год приёма, к которому относится набор", "2026", ge=2020, le=2100)
    required_subjects: tuple[term("subject"), ...] = listed("Обязательные", "Предметы, без которых не примут")
    choice: tuple[term("subject"), ...] = listed("По выбору", "Один из этих предметов")
    note: Line | None = described("Примечание", "Откуда набор и что проверить в вузе")


class Limit(Model):
    """A health or legal limit: never a verdict, always with the law."""

    kind: term("limit-kind") = required("Вид", "Здоровье, возраст, допуск", "health")
    text: RichText = required("Что важно знать", "Без приговора: «спросите врача»")
    law: Line | None = described("Норма", "Закон или приказ", "приказ Минздрава России от 28.01.2021 № 29н")


class Try(Model):
    """Something to try at a certain age."""

    grades: Grades = required("Классы", "0 — дошкольники, 1-4, 5-7, 8-9 или 10-11", "5-7")
    text: RichText = required("Что попробовать", "Одно занятие, которое можно сделать здесь и сейчас")


class Route(Model):
    """A way into the profession."""

    kind: term("route-kind") = required("Путь", "После 9 класса, после 11, целевое…", "spo-after-9")
    text: RichText = required("Как это устроено", "Одно-два предложения")


class Occupation(Record):
    """A profession with its codes, interests, exams, ways in and honest limits."""

    TYPE: ClassVar = RecordType(
        "professions", "ПРО", "профессия", "Профессии", ("профессия", "профессии", "профессий"), content=True
    )

    body: str = Field(default="", title="Текст карточки", description="Проза под шапкой файла", exclude=True)
    summary: Summary = required("Коротко", "Одно предложение: что делает человек этой профессии")
    klimov: term("klimov") = required("Тип по Климову", "Главный предмет труда", "tech")
    klimov_also: tuple[term("klimov"), ...] = listed("Ещё типы", "До двух дополнительных", "nature", max_length=2)
    riasec: matching(r"[RIASEC]{2,3}", "нужны две-три буквы из R, I, A, S, E, C, главная первой") = required(
        "Код RIASEC", "Две-три буквы интересов по Холланду, главная первой", "RIE"
    )
    isco08: tuple[Isco, ...] = required("Код ISCO-08", "Код занятия МСКЗ-08", "2146", min_length=1)
    okz: tuple[Isco, ...] = listed(
        "Код ОКЗ", "Код по ОК 010-2014: обычно тот же, что ISCO-08, но сверяют его отдельно", "2146"
    )
    okz_verification: term("verification") = described(
        "Проверка ОКЗ", "Насколько надёжен код ОКЗ", "needs-verification", default="needs-verification"
    )
    subjects: tuple[term("subject"), ...] = required("Школьные предметы", "Что пригодится", "math", min_length=1)
    oge: tuple[term("subject"), ...] = listed("ОГЭ", "Полезный выбор для профильного класса", "physics")
    ege: tuple[Exams, ...] = listed("ЕГЭ", "Обычный набор с годом приёма")
    specialities: tuple[SpecialityCode, ...] = listed(
        "Коды специальностей", "Коды СПО и ВО, которые ведут в профессию", "21.05.04"
    )
    routes: tuple[Route, ...] = listed("Пути", "Как прийти в профессию")
    conditions: tuple[Line, ...] = listed("Условия", "Где и как работают", "на открытом воздухе в любую погоду")
    environment: tuple[term("work-condition"), ...] = listed(
        "Условия словами из списка", "То из условий, по чему ищут и сравнивают; по тексту карточки", "outdoors"
    )
    not_for: tuple[Line, ...] = listed("Не подойдёт, если…", "Об условиях работы, не о людях")
    limits: tuple[Limit, ...] = listed("Ограничения", "Здоровье и закон, с нормой")
    tries: tuple[Try, ...] = listed("Попробовать", "По возрастам")
    play: Play | None = described("Игра", "Карточка роли и сценарий игры для 5–10 лет")
    questions: tuple[Line, ...] = listed("Спросить у профессионала", "Вопросы для встречи")
    related: tuple[ref("Occupation"), ...] = listed("Похожие профессии", "Соседние карточки", max_length=6)

    @property
    def interests(self) -> dict[str, int]:
        """Six scores 1–7 by the published rule: first letter 7, second 5, third 4, others 1."""
        scores = dict(zip(self.riasec, (7, 5, 4), strict=False))
        return {letter: scores.get(letter, 1) for letter in LETTERS}

    @field_rule("riasec")
    def letters_differ(self) -> Iterator[Fault]:
        """No letter of the RIASEC code occurs twice."""
        if len(set(self.riasec)) < len(self.riasec):
            yield Fault(
                field="riasec",
                kind="pattern",
                found=f"«{self.riasec}»",
                expected="буквы не повторяются",
                fix=letters if len(letters := "".join(dict.fromkeys(self.riasec))) > 1 else "",
            )

    @field_rule("klimov", "klimov_also")
    def types_differ(self) -> Iterator[Fault]:
        """The primary Klimov type is not repeated among the secondary ones."""
        if self.klimov in self.klimov_also:
            yield Fault(
                field="klimov_also",
                kind="rule",
                found=f"«{self.klimov}»",
                expected="главный тип не повторяют среди дополнительных",
            )

    @field_rule("ege")
    def exams_name_subjects(self) -> Iterator[Fault]:
        """A set of exams has at least one subject."""
        for index, exams in enumerate(self.ege):
            if not exams.required_subjects and not exams.choice:
                yield Fault(
                    field=f"ege.{index}",
                    kind="exam-year",
                    found="нет предметов",
                    expected="назовите предметы или удалите набор",
                )

    @field_rule()
    def words_have_no_cliches(self) -> Iterator[Fault]:
        """Nothing about sex, family or innate character: the card is about work."""
        return cliche_faults(self)

    @field_rule("play")
    def play_is_safe(self) -> Iterator[Fault]:
        """Nothing sharp, hot or to be swallowed is among the things of a game."""
        return play_faults(self.play)

    @field_rule("tries")
    def small_children_are_served(self) -> Iterator[Fault]:
        """A card with no try for the youngest loses them (a warning)."""
        if self.tries and not any(item.grades.first <= 4 for item in self.tries):
            yield Fault(
                field="tries",
                kind="rule",
                found="нет занятия для дошкольников и 1–4 классов",
                expected="без него карточку не увидят младшие",
                severity=Severity.WARNING,
            )

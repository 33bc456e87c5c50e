"""Questionnaire: statements about activities, how they are answered, and the public weights of matching."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from macros.catalog.fields import Count, Line, described, listed, required, term
from macros.catalog.occupation import LETTERS
from macros.catalog.problem import Fault
from macros.catalog.record import Model, RecordType, field_rule
from macros.catalog.vocabulary import Slug

_WHOLE = 100


class Answer(Model):
    """One of the answers, the same for all statements."""

    value: Count = required("Баллы", "Сколько баллов даёт ответ", "4", le=10)
    title: Line = required("Ответ", "Слова на кнопке", "Очень хочу")


class Statement(Model):
    """An activity to like or not."""

    id: Slug = required("Код", "Не меняется: по нему устройство помнит ответ; для младших — имя рисунка", "pochinit")
    text: Line = required("Занятие", "Неопределённая форма, до 90 знаков", "Написать рассказ", max_length=90)
    klimov: term("klimov") = required("Мир", "Предмет труда по Климову", "tech")
    letter: term("riasec") | None = described("Интерес", "Буква RIASEC", "R")


class Weights(Model):
    """What counts how much, in points of a hundred."""

    interests: Count = required("Интересы", "Шесть чисел RIASEC", "55")
    worlds: Count = required("Миры", "Пять чисел по Климову", "20")
    subjects: Count = required("Предметы", "Школьные предметы, которые нравятся", "10")
    conditions: Count = required("Условия", "Условия, которые не подходят", "15")


class Matching(Model):
    """How professions are ranked, chosen and spoken of; levels are per cent of the highest possible."""

    weights: Weights = required("Веса", "Вместе ровно 100")
    shown: Count = required("Сколько показать", "Профессий в результате, кроме неожиданной", "4", ge=1, le=8)
    alike: Count = required("Похожих", "Сколько показанных могут иметь один код RIASEC", "2", ge=1)
    strong: Count = required("Сильное совпадение", "С какого числа, в сотых", "60", le=100)
    fair: Count = required("Заметное совпадение", "С какого числа, в сотых", "30", le=100)
    near: Count = required("Близко", "С какого уровня интерес — довод «за»", "60", le=100)
    far: Count = required("Не близко", "До какого уровня интерес — довод «против»", "40", le=100)
    spread: Count = required("Разброс", "При меньшей разнице интересов результат шаток", "15", le=100)


class Questionnaire(Model):
    """A closed list of statements with its scale; the one with letters also ranks professions."""

    TYPE: ClassVar = RecordType(
        "questionnaires", "ОПР", "опросник", "Опросники", ("опросник", "опросника", "опросников")
    )

    id: str = Field(title="Имя файла")
    path: str = Field(title="Файл", exclude=True)
    title: Line = required("Название", "Для кого опросник", "Опросник интересов, 12–17 лет")
    note: Line | None = described("Примечание", "Кто составил утверждения")
    answers: tuple[Answer, ...] = required("Ответы", "От «нет» к «да»", min_length=2)
    statements: tuple[Statement, ...] = listed("Занятия", "Не больше 30: дольше семи минут не отвечают", max_length=30)
    matching: Matching | None = described("Подбор", "Веса и пороги; нужны опроснику с буквами")

    @property
    def highest(self) -> int:
        """Points of the strongest answer."""
        return self.answers[-1].value

    @field_rule("answers")
    def answers_rise(self) -> Iterator[Fault]:
        """Points go 0, 1, 2… so that steps between answers are equal."""
        for index, answer in enumerate(self.answers):
            if answer.value != index:
                yield Fault(
                    field=f"answers.{index}.value",
                    kind="range",
                    found=f"«{answer.value}»",
                    expected="баллы идут подряд с нуля: 0, 1, 2…",
                    fix=str(index),
                )

    @field_rule("statements")
    def statements_differ(self) -> Iterator[Fault]:
        """Each statement has its own code."""
        seen: set[str] = set()
        for index, item in enumerate(self.statements):
            if item.id in seen:
                yield Fault(
                    field=f"statements.{index}.id",
                    kind="duplicate-id",
                    found=f"«{item.id}»",
                    expected="занятие с таким кодом уже есть",
                )
            seen.add(item.id)

    @field_rule("statements")
    def statements_are_balanced(self) -> Iterator[Fault]:
        """Every world, and every letter if letters are used, is asked about equally often."""
        worlds = Counter(item.klimov for item in self.statements)
        if len(set(worlds.values())) > 1:
            yield _unequal("у каждого мира", worlds)
        letters = Counter(item.letter for item in self.statements)
        if set(letters) != {None} and (set(letters) != set(LETTERS) or len(set(letters.values())) > 1):
            yield _unequal(
                "у каждой буквы из R, I, A, S, E, C", Counter({str(key or "—"): n for key, n in letters.items()})
            )

    @field_rule("statements", "matching")
    def letters_have_weights(self) -> Iterator[Fault]:
        """A questionnaire with letters ranks professions, so it says how."""
        if self.matching is None and any(item.letter for item in self.statements):
            yield Fault(
                field="matching", kind="missing", found="поля нет", expected="опроснику с буквами нужны веса подбора"
            )

    @field_rule("matching")
    def weights_make_a_whole(self) -> Iterator[Fault]:
        """Weights are points of a hundred."""
        if self.matching is None:
            return
        total = sum(self.matching.weights.model_dump().values())
        if total != _WHOLE:
            yield Fault(
                field="matching.weights",
                kind="range",
                found=f"вместе {total}",
                expected=f"веса вместе дают ровно {_WHOLE}",
            )


def _unequal(what: str, counts: Counter[str]) -> Fault:
    found = ", ".join(f"{key}: {number}" for key, number in sorted(counts.items()))
    return Fault(field="statements", kind="rule", found=found, expected=f"{what} должно быть поровну занятий")

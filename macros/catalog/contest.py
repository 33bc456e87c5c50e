"""Contests: who competes, in what, up which ladder of stages — and the rules of all that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.catalog.fields import Count, Line, described, listed, ref, required, term
from macros.catalog.problem import Fault, quoted
from macros.catalog.record import Model, Stage

CONTESTS = ("contest", "championship")
"""Kinds of series whose stages are a ladder."""
LADDER = ("school", "municipal", "regional", "national")
"""Levels from the lowest rung up, terms of the vocabulary «level»."""


class Category(Model):
    """Who competes among their own."""

    kind: term("contest-category") = required("Категория", "Школьники, студенты, специалисты, юниоры", "pupils")
    from_age: Count | None = described("С какого возраста", "Полных лет, только из источника", "14", ge=5, le=99)


class Competency(Model):
    """One sort of competition of a championship, and the professions whose work it shows."""

    title: Line = required("Вид соревнований", "Как назван в источнике", "Дизайн плаката")
    professions: tuple[ref("Occupation"), ...] = listed("Профессии", "Чью работу показывает", "graficheskiy-dizayner")
    seen: Line = required("Где и когда был", "Этап и год, как в источнике", "национальный чемпионат 2025 года")


def rungs_up_to(level: str) -> tuple[str, ...]:
    """The rungs of a contest whose highest stage is of this level."""
    return LADDER[: LADDER.index(level) + 1]


def ladder_faults(kind: str, level: str, stages: Sequence[Stage]) -> Iterator[Fault]:
    """Every stage of a contest stands on its rung, none above the contest itself, lower rungs first."""
    before = 0
    for index, stage in enumerate(stages):
        field = f"stages.{index}.level"
        if kind not in CONTESTS:
            if stage.level:
                expected = "ступени бывают только у конкурсов и чемпионатов"
                yield Fault(field=field, kind="contest", found=f"«{stage.level}»", expected=expected)
            continue
        if stage.level is None:
            expected = "у этапа соревнования указывают ступень: school, municipal, regional или national"
            yield Fault(field=field, kind="contest", found="ступени нет", expected=expected, fix=level)
            continue
        rung = LADDER.index(stage.level)
        if rung > LADDER.index(level):
            expected = f"этап выше самого соревнования: его уровень — {level}"
            yield Fault(field=field, kind="contest", found=f"«{stage.level}»", expected=expected, fix=level)
        elif rung < before:
            expected = "этапы идут снизу вверх: школа, муниципалитет, регион, страна"
            yield Fault(field=field, kind="contest", found=f"«{stage.level}»", expected=expected)
        before = max(before, rung)


def contestant_faults(kind: str, categories: Sequence[Category], competencies: Sequence[Competency]) -> Iterator[Fault]:
    """Only contests have categories and sorts of competition, and each of these once."""
    names = {"categories": [item.kind for item in categories], "competencies": [item.title for item in competencies]}
    for field, found in names.items():
        if found and kind not in CONTESTS:
            expected = "это поле только для конкурсов и чемпионатов"
            yield Fault(field=field, kind="contest", found=quoted(", ".join(found)), expected=expected)
            continue
        for index, name in enumerate(found):
            if name in found[:index]:
                expected = "это уже есть в списке"
                yield Fault(field=f"{field}.{index}", kind="contest", found=quoted(name), expected=expected)

"""Comparison: when one number may be shown as a part of another, and when two may stand in one picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from macros.catalog.problem import Fault

if TYPE_CHECKING:
    from macros.catalog.small_records import Statistic


def share_faults(part: Statistic, whole: Statistic | None) -> Iterator[Fault]:
    """A part is counted in the same time as its whole, is not larger, and both are more than lower bounds."""
    if whole is None:
        return
    if whole.id == part.id:
        yield _fault("share_of", whole, "число не бывает частью самого себя")
    elif "at-least" in (part.bound, whole.bound):
        yield _fault("share_of", whole, "доли не посчитать, если одно из чисел — «более»")
    elif part.period != whole.period:
        yield _fault("share_of", whole, f"часть и целое считают за одно время, а у целого — «{whole.period}»")
    elif whole.value == 0:
        yield _fault("share_of", whole, "от нуля доли не бывает")
    elif part.value > whole.value:
        yield _fault("share_of", whole, f"часть больше целого: {part.value} и {whole.value}")


def comparison_faults(one: Statistic, other: Statistic | None) -> Iterator[Fault]:
    """Two numbers of one picture are about the same thing, and differ in time or in whom they count."""
    if other is None:
        return
    if other.id == one.id:
        yield _fault("compared_with", other, "число не сравнивают с ним самим")
    elif "at-least" in (one.bound, other.bound):
        yield _fault("compared_with", other, "«более» с другим числом на одной картинке не сравнить")
    elif not set(one.about) & set(other.about):
        yield _fault("compared_with", other, "сравнимы числа об одном и том же: в about нет ни одной общей записи")
    elif (one.period, one.population) == (other.period, other.population):
        yield _fault("compared_with", other, "у сравнимых чисел отличается время или место")
    elif other.compared_with:
        expected = "все числа картинки сравнивают с одним и тем же"
        yield _fault("compared_with", other, expected, other.compared_with)


def _fault(field: str, named: Statistic, expected: str, fix: str = "") -> Fault:
    return Fault(field=field, kind="comparison", found=f"«{named.id}»", expected=expected, fix=fix)

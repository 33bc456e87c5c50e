"""The account of an event: who was told of it, which school had how many places, what came of it; sums, never names."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalog.fields import Count, Day, Line, RichText, Url, described, listed, ref, required, term
from macros.catalog.problem import Fault
from macros.catalog.record import Model


class Notice(Model):
    """A log entry: whom we told, when and how (promise 2 of the Ryazan document)."""

    date: Day = required("Когда", "Дата уведомления", "2026-11-20")
    audience: term("audience") = required("Кого", "Ученики, родители, педагоги", "parents")
    channel: Line = required("Как", "Канал", "сайт школы")


class Quota(Model):
    """The part of one school in an event, in numbers only (promise 3 of the Ryazan document)."""

    school: ref("Organization") = required("Школа", "Какая школа", "stary-oskol-shkola-40")
    seats: Count | None = described("Мест", "Сколько мест у школы", "12")
    coming: Count | None = described("Придёт", "Сколько учеников назвала школа; пусто — ещё не ответила", "10")
    came: Count | None = described("Пришло", "Сколько пришло, без имён", "9")


class Results(Model):
    """What came of it, in sums only."""

    participants: Count | None = described("Участников", "Сколько человек пришло, без имён")
    recording: Url | None = described("Запись", "Ссылка на запись")
    materials: tuple[Url, ...] = listed("Материалы", "Ссылки на материалы")
    note: RichText | None = described("Итог", "Одно-два предложения")


def quota_faults(quotas: tuple[Quota, ...], results: Results | None) -> Iterator[Fault]:
    """A school has one line of the plan, and its guests are among those who came."""
    schools = [item.school for item in quotas]
    for number, school in enumerate(schools):
        if school in schools[:number]:
            yield Fault(
                field=f"quotas.{number}.school",
                kind="rule",
                found=f"«{school}» уже записана",
                expected="у каждой школы одна строка плана участия",
            )
    came, everybody = sum(item.came or 0 for item in quotas), results.participants if results else None
    if everybody is not None and came > everybody:
        yield Fault(
            field="results.participants",
            kind="rule",
            found=f"«{everybody}», а из школ пришло {came}",
            expected="участников не меньше, чем пришло из школ вместе",
            fix=str(came),
        )

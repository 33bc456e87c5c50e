"""Owns answers in Russian words: how fields are called, and what people write in them."""

from __future__ import annotations

import pytest

from macros.catalog import Catalog, Event, Statistic
from macros.editing.answers import answer, field_path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("start", "start"),
        ("Начало", "start"),
        (" для кого* ", "audience"),
        ("registration.deadline", "registration.deadline"),
        ("Запись — Записаться до", "registration.deadline"),
        ("Записаться до", "registration.deadline"),
        ("запись - записаться до", "registration.deadline"),
        ("sources.kind", "sources.0.kind"),
        ("Место", "place"),
        ("Причина", "status_reason"),
        ("Примечание", None),  # several fields have one
        ("Ответственный", None),
        ("id", None),
    ],
)
def test_names_of_fields(name: str, path: str | None) -> None:
    """A field is found by its key or its Russian name, an inner one by its own name where only one has it."""
    assert field_path(Event, name) == path


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("start", "5 декабря 2026 в 10:00", "2026-12-05 10:00"),
        ("start", "05.12.2026", "2026-12-05"),
        ("start", "скоро", "скоро"),
        ("status_date", "05.12.2026 10:00", "2026-12-05"),
        ("kind", "день открытых дверей", "open-day"),
        ("kind", "Дни открытых дверей", "open-day"),
        ("level", "Муниципальный", "municipal"),
        ("kind", "собрание кружка", "собрание кружка"),
        ("host", "Примерский завод", "primersk-zavod"),
        ("host", "мехколледж", "primersk-kolledzh"),
        ("audience", "Ученики, родители", ["pupils", "parents"]),
        ("audience", "[pupils]", ["pupils"]),
        ("bring", "паспорт, если есть; сменная обувь", ["паспорт, если есть", "сменная обувь"]),
        ("free", "Да", "true"),
        ("grades", "8–11 классы", "8-11"),
        ("grades", "9 кл.", "9"),
        ("grades", "8, 9, 10", "8-10"),
        ("grades", "5, 9", "5, 9"),
        ("grades", "старшие", "старшие"),
        ("title", "  День открытых дверей ", "День открытых дверей"),
        ("place.organization", "Примерский завод", "primersk-zavod"),
    ],
)
def test_answers(primersk: Catalog, path: str, text: str, value: object) -> None:
    """Words of lists become codes, names ids, Russian dates dates; what is not understood stays for the check."""
    assert answer(primersk, Event, path, text) == value


def test_references_of_any_type(primersk: Catalog) -> None:
    """Where records of all types may stand, the answer names the folder too."""
    assert answer(primersk, Statistic, "about", "Примерский завод") == ["organizations/primersk-zavod"]

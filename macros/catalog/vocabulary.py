"""Vocabularies: the closed lists of data/vocabularies/, one file a list."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from macros.catalog.fields import Grades, Line, described, listed, matching, required
from macros.catalog.record import Model, RecordType

Slug = matching(r"[a-z0-9]+(-[a-z0-9]+)*", "нужны строчные латинские буквы, цифры и дефисы")


class VocabularyTerm(Model):
    """One allowed value: its code, its Russian words, and what depends on it."""

    id: matching(r"[a-z0-9]+(-[a-z0-9]+)*|[RIASEC]|seed", "нужны строчные латинские буквы, цифры и дефисы") = required(
        "Код", "Код, который пишут в записях", "open-day"
    )
    title: Line = required("Название", "Как это называется на сайте", "День открытых дверей")
    many: Line | None = described("Во множественном числе", "Для заголовков списков", "Дни открытых дверей")
    slug: Slug | None = described("Слово в имени календаря", "Транслитом; не меняется никогда", "dni-otkrytyh-dverey")
    short: Line | None = described("Коротко", "Для значков")
    grades: Grades | None = described("Классы", "Для ступеней и для тех, у кого календари по классам", "8-9")
    icon: matching(r"[a-z0-9-]+", "нужно имя значка") | None = described("Значок", "Имя значка Material Design")
    help: Line | None = described("Пояснение", "Что это значит, одной строкой")


class Vocabulary(Model):
    """A closed list; a record may use only its terms."""

    TYPE: ClassVar = RecordType("vocabularies", "СЛВ", "словарь", "Словари", ("словарь", "словаря", "словарей"))

    id: str = Field(title="Имя файла")
    path: str = Field(title="Файл", exclude=True)
    title: Line = required("Название", "О чём список", "Виды событий")
    note: Line | None = described("Примечание", "Откуда список")
    terms: tuple[VocabularyTerm, ...] = listed("Значения", "Все допустимые значения")

    def term(self, term_id: str) -> VocabularyTerm | None:
        """The term with this id, or None."""
        return next((term for term in self.terms if term.id == term_id), None)

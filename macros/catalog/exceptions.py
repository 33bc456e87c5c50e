"""Exceptions of the content guard: what only looks like a danger, one reason each (data/guard/)."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import ClassVar

from pydantic import Field

from macros.catalog.fields import Line, listed, required
from macros.catalog.personal_data import Allowed, digits_of
from macros.catalog.record import Model, RecordType


class Excepted(Model):
    """One thing that may stand in our files, and why."""

    value: Line = required("Что", "Точно так, как написано в записи", "+7 (4912) 00-00-00")
    why: Line = required("Почему можно", "Чьё это и откуда известно", "общий телефон колледжа с его страницы")


class Photo(Model):
    """A picture that people have agreed to."""

    file: Line = required("Снимок", "Адрес или имя файла, как в записи", "https://example.org/zal.jpg")
    consent: Line = required("Согласие", "Чьё согласие, от какого дня и где хранится; или «людей нет»", "людей нет")


class Exceptions(Model):
    """A list of exceptions; the guard puts all lists of the folder together."""

    TYPE: ClassVar = RecordType("guard", "ОХР", "исключения", "Исключения", ("список", "списка", "списков"))

    id: str = Field(title="Имя файла")
    path: str = Field(title="Файл", exclude=True)
    title: Line = required("Название", "О чём список", "Исключения проверки")
    phones: tuple[Excepted, ...] = listed("Телефоны", "Общие телефоны организаций")
    emails: tuple[Excepted, ...] = listed("Почта", "Общая почта организаций")
    names: tuple[Excepted, ...] = listed("Имена", "Имена из истории и литературы")
    words: tuple[Excepted, ...] = listed("Слова", "Слова, в которых два алфавита стоят нарочно")
    photos: tuple[Photo, ...] = listed("Снимки", "Снимки с согласием тех, кто на них")


class AllowedThings:
    """All exceptions together, ready to be looked up."""

    def __init__(self, lists: Iterable[Exceptions] = ()) -> None:
        lists = tuple(lists)
        self.personal = Allowed(
            phones=frozenset(digits_of(item.value) for each in lists for item in each.phones),
            emails=frozenset(item.value.lower() for each in lists for item in each.emails),
            names=frozenset(item.value for each in lists for item in each.names),
        )
        self.words = frozenset(item.value for each in lists for item in each.words)
        self.photos = frozenset(item.file for each in lists for item in each.photos)
        self.digest = blake2b(repr(lists).encode(), digest_size=8).hexdigest()
        """Changes when anything in the lists does."""

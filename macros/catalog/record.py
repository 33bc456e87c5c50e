"""What all records have in common: identity, sources, verification, and rules beside their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field

from macros.catalog.conditions import Condition
from macros.catalog.fields import (
    Count,
    Day,
    Line,
    RichText,
    Summary,
    Url,
    described,
    listed,
    ref,
    required,
    term,
)
from macros.catalog.marks import Mark, marks_of
from macros.catalog.problem import Fault
from macros.catalog.record_conditions import RECORDS, SOURCES

if TYPE_CHECKING:
    from macros.catalog.catalog import Catalog


class Model(BaseModel):
    """A frozen value whose unknown keys are faults."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    CONDITIONS: ClassVar[tuple[Condition, ...]] = ()
    RULES: ClassVar[tuple[str, ...]] = ()
    LINK_RULES: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        # dir() is sorted, so the order of messages does not depend on anything but names.
        cls.RULES = tuple(name for name in dir(cls) if hasattr(getattr(cls, name, None), "rule_fields"))
        cls.LINK_RULES = tuple(name for name in dir(cls) if hasattr(getattr(cls, name, None), "link_rule_fields"))

    def model_copy(self, **options: Any) -> Self:
        """A copy with `update`d fields; what was derived from the old ones is derived anew."""
        copy = super().model_copy(**options)
        for name in copy.__dict__.keys() - type(copy).model_fields.keys():
            del copy.__dict__[name]
        return copy

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Every reference and vocabulary term inside: (dotted path, its kind, the text)."""
        return marks_of(self)


@dataclass(frozen=True, slots=True)
class RecordType:
    """How a type is called: `folder` is its place in data/, in the site and in the API.

    `prefix` begins the codes of its problems, `one` names a record, `title` all of them, `counted` are the
    three forms that follow a number (1 событие, 2 события, 5 событий).
    """

    folder: str
    prefix: str
    one: str
    title: str
    counted: tuple[str, str, str]
    content: bool = False
    """Lives in content/ as front matter and prose instead of data/."""


LIST_PAGES = frozenset({"archive", "index", "page"})
"""Names below a type's folder that catalogues use themselves."""

Rule = Callable[..., Iterator[Fault]]


def field_rule(*fields: str) -> Callable[[Rule], Rule]:
    """A rule between fields of one record: runs when none of the named fields is itself at fault."""

    def mark(function: Rule) -> Rule:
        function.rule_fields = fields
        return function

    return mark


def link_rule(*fields: str) -> Callable[[Rule], Rule]:
    """A rule that needs the other records too: the method takes the catalog."""

    def mark(function: Rule) -> Rule:
        function.link_rule_fields = fields
        return function

    return mark


class Source(Model):
    """Where a fact comes from."""

    CONDITIONS: ClassVar = SOURCES

    kind: term("source-kind") = required(
        "Вид источника", "seed — исходный документ, document, url, press, editorial", "seed"
    )
    document: ref("Document") | None = described(
        "Документ", "Идентификатор записи из data/documents/", "ryazan-vystuplenie-tsopp"
    )
    rows: tuple[Line, ...] = listed("Строки", "Какие строки исходного документа несёт запись", "R9")
    url: Url | None = described("Адрес", "Полный адрес страницы", "https://example.org/page")
    site: Line | None = described("Издание", "Название сайта или издания", "rzn.info")
    date: Day | None = described("Дата источника", "Когда опубликовано или прочитано", "2026-03-27")
    note: Line | None = described("Примечание", "Что именно взято из источника")

    @property
    def is_outside(self) -> bool:
        """Whether somebody other than our editors stands behind the fact."""
        return self.kind in ("seed", "document", "url")


class Alias(Model):
    """Another or a former name: found by search, shown with its term."""

    name: Line = required("Название", "Другое или прежнее название", "WorldSkills Russia")
    valid_to: Line | None = described("До какого времени", "Год или дата, до которой название верно", "2022")
    note: Line | None = described("Примечание", "Почему название сменилось")


class Status(Model):
    """Whether something long-running runs today, since when, and why not."""

    state: term("activity-status") = required("Статус", "Действует, приостановлено, в архиве…", "unknown")
    since: Line | None = described("С какого времени", "Год или дата", "2020")
    reason: Line | None = described("Причина", "Почему приостановлено или закрыто")
    as_of: Line | None = described("На какое время", "К какому времени относится сказанное", "2019–2020 учебный год")


class Record(Model):
    """A record of any type. `id`, `municipality`, `path` and `demo` come from the file's place."""

    TYPE: ClassVar[RecordType]
    CONDITIONS: ClassVar = RECORDS

    id: str = Field(title="Идентификатор", description="Имя файла без расширения; не меняется никогда")
    municipality: ref("Municipality") | None = Field(
        default=None, title="Город", description="Папка, в которой лежит файл"
    )
    path: str = Field(exclude=True, title="Файл")
    demo: bool = Field(default=False, title="Пример", description="Запись из data/demo/")

    title: Line = required("Название", "Как называется, без кавычек вокруг всего названия", "День открытых дверей")
    summary: Summary | None = described("Коротко", "Одно-два предложения для списков и карточек")
    description: RichText | None = described(
        "Описание", "Подробности; можно абзацы, списки, ссылки", "Покажут мастерские и ответят на вопросы о приёме."
    )
    aliases: tuple[Alias, ...] = listed("Другие названия", "Прежние и разговорные названия: по ним найдёт поиск")
    sources: tuple[Source, ...] = required("Источники", "Откуда известно: хотя бы один источник", min_length=1)
    verification: term("verification") = required(
        "Проверка", "seed, verified, needs-verification или disputed", "needs-verification"
    )
    checked: Day = required("Проверено", "Когда запись в последний раз сверяли с источником", "2026-11-22")

    @property
    def key(self) -> str:
        """`folder/id`: the record's name among all records, its address and its API identity."""
        return f"{self.TYPE.folder}/{self.id}"

    @property
    def names(self) -> tuple[str, ...]:
        """The title and all other names, for search and for "perhaps you meant"."""
        return (self.title, *(alias.name for alias in self.aliases))

    @link_rule()
    def address_is_free(self, catalog: Catalog) -> Iterator[Fault]:
        """A record's page does not stand where a catalogue has its further pages and its months."""
        taken = self.TYPE.folder == "events" and self.id in catalog.records["Municipality"]
        if taken or self.id in LIST_PAGES:
            yield Fault(
                field="",
                kind="reserved",
                found=f"имя файла «{self.id}»",
                expected="по этому адресу стоит страница списка, назовите файл иначе",
                fix=f"{self.id}-{self.TYPE.folder}",
            )

    @link_rule("sources")
    def rows_exist(self, catalog: Catalog) -> Iterator[Fault]:
        """A quoted row is a row of the document it names."""
        for index, source in enumerate(self.sources):
            document = catalog.find("Document", source.document) if source.document else None
            if document is None or not source.rows:
                continue
            known = {row.id for row in document.rows}
            for position, row in enumerate(source.rows):
                if row not in known:
                    yield Fault(
                        field=f"sources.{index}.rows.{position}",
                        kind="source",
                        found=f"«{row}»",
                        expected=f"в документе «{document.title}» такой строки нет",
                    )


class Stage(Model):
    """One step of a route, contest or project."""

    title: Line = required("Шаг", "Как называется шаг", "Тестирование")
    text: RichText | None = described("Что происходит", "Одно-два предложения")
    month: Count | None = described("Месяц", "Номер месяца, если известен", "4", ge=1, le=12)
    level: term("level") | None = described("Ступень", "Для этапов соревнования: от школы до страны", "regional")

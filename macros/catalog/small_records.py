"""VolunteerCorps, Statistic, Document, Resource and Service: the short record types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from macros.catalog.comparison import comparison_faults, share_faults
from macros.catalog.fields import (
    Count,
    Day,
    Flag,
    Grades,
    Line,
    RichText,
    Url,
    described,
    listed,
    matching,
    ref,
    required,
    term,
)
from macros.catalog.problem import Fault
from macros.catalog.record import Model, Record, RecordType, Status, field_rule, link_rule

if TYPE_CHECKING:
    from macros.catalog.catalog import Catalog


class Task(Model):
    """What a volunteer does, and from which grade."""

    title: Line = required("Задача", "Что делает волонтёр", "встречает гостей")
    grades: Grades | None = described("Классы", "С какого класса", "8-11")
    text: RichText | None = described("Подробности", "Что нужно уметь", "Умение говорить с незнакомыми людьми")


class VolunteerCorps(Record):
    """Pupils who help to run career guidance; counted in sums, never named."""

    TYPE: ClassVar = RecordType(
        "volunteers", "ВОЛ", "волонтёрский корпус", "Волонтёры", ("корпус", "корпуса", "корпусов")
    )

    organization: ref("Organization") | None = described("При ком", "Организация, при которой работает корпус")
    status: Status = required("Статус", "Действует ли сегодня")
    grades: Grades | None = described("Классы", "Кто может вступить", "8-11")
    tasks: tuple[Task, ...] = listed("Задачи", "Что делают волонтёры")
    how_to_join: RichText | None = described("Как вступить", "Что известно")
    helps: tuple[ref("EventSeries"), ...] = listed("Где помогает", "Акции и циклы")
    professions: tuple[ref("Occupation"), ...] = listed("Профессии", "С чем знакомит")


class Statistic(Record):
    """A number with everything that makes it honest."""

    TYPE: ClassVar = RecordType("statistics", "ЧИС", "показатель", "Числа", ("число", "числа", "чисел"))

    value: Count = required("Значение", "Целое число", "11927")
    bound: term("bound") = required("Точность", "exact, at-least, rounded", "exact")
    unit: Line = required("Единица", "Чего столько, в родительном множественном", "учеников")
    population: Line = required("Кто посчитан", "Кого или что считали", "8–11 классы школ Рязани")
    period: Line = required("За какое время", "Год или «на момент выступления»", "2020 год")
    about: tuple[ref("*"), ...] = required(
        "О чём", "Записи вида папка/имя", "initiatives/klyuchi-k-professii", min_length=1
    )
    historical: Flag = described("Историческое", "true, если число не о сегодняшнем дне", default=True)
    share_of: ref("Statistic") | None = described("Часть от", "Целое, если источник говорит, что это его часть")
    compared_with: ref("Statistic") | None = described(
        "Сравнимо с", "То же самое в другое время или в другом месте, если сравнивать честно"
    )

    @link_rule("share_of", "value", "bound", "period")
    def part_fits_its_whole(self, catalog: Catalog) -> Iterator[Fault]:
        """A part is counted at the same time as its whole and is not larger; a lower bound has no share."""
        return share_faults(self, catalog.find("Statistic", self.share_of))

    @link_rule("compared_with", "bound", "period", "population", "about")
    def compared_are_comparable(self, catalog: Catalog) -> Iterator[Fault]:
        """Compared numbers are about one thing; time or place differs; a lower bound is not compared."""
        return comparison_faults(self, catalog.find("Statistic", self.compared_with))


class Measure(Model):
    """One measure of a plan or order and the series that carry it out."""

    title: Line = required("Мера", "Как названа мера")
    series: tuple[ref("EventSeries"), ...] = listed("Акции", "Чем исполняется")
    initiatives: tuple[ref("Initiative"), ...] = listed("Проекты", "Чем исполняется")
    volunteers: tuple[ref("VolunteerCorps"), ...] = listed("Волонтёры", "Чем исполняется")
    form: term("guidance-form") | None = described("Форма работы", "Встреча, экскурсия, соревнование…", "excursion")
    rows: tuple[Line, ...] = listed("Строки", "Какие строки документа об этом говорят", "S6")


class Row(Model):
    """One fact of a document, numbered so that records can quote it."""

    id: matching(r"[A-Z]\d{1,3}[a-z]?", "нужен номер строки вида R12") = required("Номер", "Номер строки", "R12")
    fact: Line = required("Факт", "Что сказано, нашими словами")


class Document(Record):
    """An order, agreement, speech or note that other facts rest on."""

    TYPE: ClassVar = RecordType("documents", "ДОК", "документ", "Документы", ("документ", "документа", "документов"))

    kind: term("document-kind") = required("Вид", "Приказ, соглашение, выступление…", "order")
    number: Line | None = described("Номер", "Только из источника", "363")
    date: Day | None = described("Дата", "Только из источника", "2020-03-13")
    date_words: Line | None = described("Дата словами", "Если точной даты нет", "не ранее декабря 2020 года")
    issuer: ref("Organization") | None = described("Кто издал", "Организация")
    parties: tuple[ref("Organization"), ...] = listed("Стороны", "Для соглашений")
    author: Line | None = described("Подписал", "Должность и имя на время документа, как в документе")
    addressees: Line | None = described("Кому направлен", "Адресаты")
    in_force: term("in-force") = required("Действие", "in-force, not-in-force, unknown или not-normative", "unknown")
    measures: tuple[Measure, ...] = listed("Меры", "Меры и чем они исполняются")
    measures_from: ref("Document") | None = described(
        "Меры — по документу", "Если своего текста нет: документ, который перечисляет то, что делали тогда же"
    )
    file: Line | None = described("Файл", "Имя файла исходного документа", "000.txt")
    rows: tuple[Row, ...] = listed("Строки", "Факты документа по номерам")
    link: Url | None = described("Адрес", "Где опубликован")

    @field_rule("rows")
    def rows_are_unique(self) -> Iterator[Fault]:
        """Each row has its own number."""
        seen: set[str] = set()
        for index, row in enumerate(self.rows):
            if row.id in seen:
                yield Fault(
                    field=f"rows.{index}.id",
                    kind="duplicate-id",
                    found=f"«{row.id}»",
                    expected="строка с таким номером уже есть",
                )
            seen.add(row.id)

    @field_rule("measures", "rows")
    def measures_quote_rows(self) -> Iterator[Fault]:
        """A measure names only rows that its document has."""
        known = {row.id for row in self.rows}
        for index, measure in enumerate(self.measures):
            for position, row in enumerate(measure.rows):
                if row not in known:
                    yield Fault(
                        field=f"measures.{index}.rows.{position}",
                        kind="source",
                        found=f"«{row}»",
                        expected="в этом документе такой строки нет",
                    )

    @link_rule("measures", "measures_from")
    def borrowed_measures_are_there(self, catalog: Catalog) -> Iterator[Fault]:
        """Measures are the document's own or another's, and the other one has them."""
        other = catalog.find("Document", self.measures_from)
        if other is None:
            return
        if self.measures or not other.measures:
            yield Fault(
                field="measures_from",
                kind="source",
                found=f"«{self.measures_from}»",
                expected="у этого документа есть свои меры" if self.measures else "в том документе мер нет",
            )


class Resource(Record):
    """A portal or site outside."""

    TYPE: ClassVar = RecordType("resources", "РЕС", "ресурс", "Ресурсы", ("ресурс", "ресурса", "ресурсов"))

    link: Url | None = described("Адрес", "Только если он известен точно")
    status: Status = required("Статус", "Работает ли сегодня")
    audience: tuple[term("audience"), ...] = required("Для кого", "Ученики, родители…", "pupils", min_length=1)
    grades: Grades | None = described("Классы", "Для кого", "6-11")
    use: RichText | None = described("Чем полезен", "Что там делать")
    series: tuple[ref("EventSeries"), ...] = listed("Акции", "Какие акции на нём идут")
    organizations: tuple[ref("Organization"), ...] = listed("Кто поможет", "Организации, где о нём расскажут")
    instead: ref("Resource") | None = described("Чем заменить", "Если ресурс закрыт")


class Service(Record):
    """Something one can ask for: testing, consultation, help to class teachers."""

    TYPE: ClassVar = RecordType("services", "УСЛ", "услуга", "Услуги", ("услуга", "услуги", "услуг"))

    provider: ref("Organization") = required("Кто оказывает", "Организация", "ryazan-cpom")
    status: Status = required("Статус", "Оказывают ли сегодня")
    audience: tuple[term("audience"), ...] = required("Для кого", "Ученики, родители…", "pupils", min_length=1)
    grades: Grades | None = described("Классы", "Для кого", "7-11")
    how_to_get: RichText | None = described("Как получить", "Что известно", "Записывает классный руководитель")
    preparation: tuple[Line, ...] = listed("Как подготовиться", "Что сделать заранее")
    questions: tuple[Line, ...] = listed("О чём спросить", "Вопросы для встречи")
    frequency: Line | None = described("Как часто", "Как сказано в источнике", "ежегодно")
    professions: tuple[ref("Occupation"), ...] = listed("Профессии", "Если услуга о них")

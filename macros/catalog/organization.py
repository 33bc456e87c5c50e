"""Organization: a school, college, university, centre, museum, authority, employer or movement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from macros.catalog.conditions import Condition
from macros.catalog.fields import Grades, Line, RichText, Url, described, listed, ref, required, term
from macros.catalog.problem import Fault
from macros.catalog.record import Model, Record, RecordType, field_rule, link_rule

if TYPE_CHECKING:
    from macros.catalog.catalog import Catalog


class Role(Model):
    """What an organization answers for in the town's career guidance."""

    kind: term("organization-role") = required("Роль", "За что отвечает", "coordinates")
    text: Line = required("Что делает", "Одна строка", "Координирует школы города в профориентации")


class Offer(Model):
    """What an organization offers to schools and pupils."""

    kind: term("offer-kind") = required("Что предлагает", "Экскурсия, встреча, проба…", "excursion")
    title: Line | None = described("Название", "Как оно называется, если имя есть", "Первая сварка")
    grades: Grades | None = described("Классы", "Для кого", "8-11")
    when: Line | None = described("Когда", "Дни и часы, время года", "по четвергам с 15:00, с октября по апрель")
    only_for: tuple[ref("Organization"), ...] = listed(
        "Только для", "Если не всем, кто попросит: каким школам", "stary-oskol-shkola-27"
    )
    group: Line | None = described("Группа", "Сколько человек принимают", "до 20 человек")
    bring: tuple[Line, ...] = listed("Что взять", "Что понадобится гостям", "закрытая обувь")
    apply: Line | None = described("Как попроситься", "Кто и за сколько подаёт заявку", "школа, за неделю")
    text: RichText | None = described("Подробности", "Что ещё важно знать")


class Organization(Record):
    """A partner institution or employer."""

    TYPE: ClassVar = RecordType(
        "organizations", "ОРГ", "организация", "Организации", ("организация", "организации", "организаций")
    )

    CONDITIONS: ClassVar = (
        *Record.CONDITIONS,
        Condition(
            fields=("municipality", "serves"),
            when={"municipality": True, "serves": True},
            field="serves",
            kind="derived-field",
            found="город указан и папкой, и полем",
            expected="уберите поле: организация из папки города и так для его жителей",
        ),
    )

    title: Line = required("Название", "Полное название, без кавычек вокруг всего названия", "Механический колледж")
    kind: term("organization-kind") = required("Вид", "Школа, колледж, вуз, работодатель…", "college")
    short: Line | None = described("Сокращённо", "Сокращённое название, как говорят в городе", "РГРТУ")
    part_of: ref("Organization") | None = described("Входит в", "Головная организация", "ryazan-muc")
    field: Line | None = described("Чем занимается", "Отрасль или чему учит, одной строкой")
    roles: tuple[Role, ...] = listed("Роли", "За что отвечает в профориентации города")
    offers: tuple[Offer, ...] = listed("Предлагает", "Экскурсии, встречи, пробы")
    professions: tuple[ref("Occupation"), ...] = listed(
        "Профессии", "Какие профессии здесь видны или каким учат", "gornyy-inzhener"
    )
    serves: tuple[ref("Municipality"), ...] = listed(
        "Для городов", "Чьим жителям она близка, если сама не в городе: соседний округ, одна на область", "stary-oskol"
    )
    link: Url | None = described("Сайт", "Только если адрес известен точно")
    address: Line | None = described(
        "Адрес", "Только из источника; у оборонных предприятий не пишут", "ул. Примерная, 3"
    )
    accessible: Line | None = described("Доступная среда", "Что известно для людей с инвалидностью", "пандус у входа")
    closed: Line | None = described("Закрыта", "Год, если организации больше нет", "2023")

    @property
    def label(self) -> str:
        """The name people use in a line of a list."""
        return self.short or self.title

    @field_rule()
    def id_names_the_town(self) -> Iterator[Fault]:
        """The id begins with the town: it names the organization's calendar, and abbreviations repeat."""
        if self.municipality and not self.demo and not self.id.startswith(f"{self.municipality}-"):
            yield Fault(
                field="",
                kind="feed-name",
                found=f"имя файла «{self.id}»",
                expected="имя файла организации начинается с имени города: так называется её календарь",
                fix=f"{self.municipality}-{self.id}",
            )

    @link_rule("part_of")
    def parents_have_no_circle(self, catalog: Catalog) -> Iterator[Fault]:
        """An organization is not, at any distance, a part of itself."""
        seen, current = {self.id}, self.part_of
        while current:
            if current in seen:
                yield Fault(
                    field="part_of",
                    kind="self-reference",
                    found=f"«{self.part_of}»",
                    expected="организация не может входить в саму себя",
                )
                return
            seen.add(current)
            parent = catalog.find("Organization", current)
            current = parent.part_of if parent else None

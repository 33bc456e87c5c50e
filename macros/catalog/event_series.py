"""EventSeries: a recurring action with the rule of its season."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from macros.catalog.cliches import cliche_faults
from macros.catalog.contest import Category, Competency, contestant_faults, ladder_faults
from macros.catalog.fields import Count, Flag, Grades, Line, RichText, Url, described, listed, ref, required, term
from macros.catalog.problem import Fault
from macros.catalog.record import Model, Record, RecordType, Stage, Status, field_rule, link_rule

if TYPE_CHECKING:
    from macros.catalog.catalog import Catalog

OVER = ("historical", "closed", "suspended")
"""States of what does not run today."""


class Season(Model):
    """When a series usually happens; `rule` says how sure that is."""

    rule: term("season-rule") = required("Правило", "Как назначают дату", "annual-order")
    months: tuple[Count, ...] = listed("Месяцы", "Номера всех месяцев, когда это бывает", "10")
    text: Line = required("Словами", "Как сказать это семье", "обычно в апреле")

    @property
    def is_open(self) -> bool:
        """Whether nobody knows even the month."""
        return not self.months


class Guest(Model):
    """Who is invited and whether they said yes."""

    organization: ref("Organization") | None = described("Организация", "Если известно, какая именно")
    role: term("organization-role") | None = described("Кто", "Роль, если организация не названа", "employer")
    status: term("invitation") = described("Приглашение", "invited или confirmed", "invited", default="invited")


class EventSeries(Record):
    """What happens again and again: open days, weeks, fairs, contests, lessons."""

    TYPE: ClassVar = RecordType("series", "ЦИК", "акция", "Акции и циклы", ("акция", "акции", "акций"))

    kind: term("event-kind") = required("Вид", "День открытых дверей, экскурсия, ярмарка…", "open-day")
    level: term("level") = required("Уровень", "Школьный, муниципальный, региональный, всероссийский", "municipal")
    status: Status = required("Статус", "Проходит ли сегодня")
    season: Season = required("Когда бывает", "Правило и месяцы")
    grades: Grades | None = described("Классы", "Для кого; 0 — дошкольники", "8-11")
    audience: tuple[term("audience"), ...] = required("Для кого", "Ученики, родители…", "pupils", min_length=1)
    formats: tuple[term("event-format"), ...] = listed("Формат", "Очно, онлайн…")
    hosts: tuple[ref("Organization"), ...] = listed("Кто проводит", "Организаторы")
    guests: tuple[Guest, ...] = listed("Кто приходит", "Приглашённые и участники")
    initiative: ref("Initiative") | None = described("Проект", "В рамках какого проекта")
    campaign: ref("EventSeries") | None = described("Часть акции", "Более широкая акция")
    successor: ref("EventSeries") | None = described("Преемник", "Что проходит вместо неё сегодня")
    professions: tuple[ref("Occupation"), ...] = listed("Профессии", "С какими профессиями знакомит")
    stages: tuple[Stage, ...] = listed("Из чего состоит", "Части, станции или этапы")
    categories: tuple[Category, ...] = listed("Категории участников", "Для соревнований: кто с кем состязается")
    competencies: tuple[Competency, ...] = listed("Виды соревнований", "Для чемпионатов: что и какой профессии")
    inclusive: Flag = described(
        "Для людей с инвалидностью и ОВЗ", "true, если участники — люди с инвалидностью и ОВЗ", default=False
    )
    accessibility: RichText | None = described(
        "Доступность и условия", "Что известно из источника: площадка, сопровождение, переводчик", "Вход без ступеней"
    )
    what_to_bring: RichText | None = described("Что взять", "Что понадобится")
    how_to_join: RichText | None = described("Как попасть", "Кто и как записывает")
    link: Url | None = described("Сайт", "Официальная страница, если известна")

    @field_rule("season")
    def months_fit_the_rule(self) -> Iterator[Fault]:
        """Months are 1–12, each once; a rule that names days or months has them, an unknown one has none."""
        months = self.season.months
        if len(set(months)) < len(months) or any(not 1 <= month <= 12 for month in months):
            yield Fault(
                field="season.months",
                kind="season",
                found=f"«{', '.join(map(str, months))}»",
                expected="нужны номера месяцев от 1 до 12, каждый один раз",
                fix=f"[{', '.join(str(month) for month in sorted(set(months)) if 1 <= month <= 12)}]",
            )
        elif months and self.season.rule == "unknown":
            yield Fault(
                field="season.months",
                kind="season",
                found="месяцы при правиле unknown",
                expected="если месяцы известны, назовите правило: tradition, window или annual-order",
                fix="rule: tradition",
            )
        elif not months and self.season.rule in ("fixed", "nth-weekday", "window", "tradition"):
            yield Fault(
                field="season.months",
                kind="season",
                found="месяцев нет",
                expected="при этом правиле нужен хотя бы один месяц, а если он неизвестен — правило unknown",
                fix="rule: unknown",
            )

    @field_rule("kind", "level", "stages")
    def stages_are_a_ladder(self) -> Iterator[Fault]:
        """Stages of a contest go up from school to country; other series have no rungs."""
        return ladder_faults(self.kind, self.level, self.stages)

    @field_rule("kind", "categories", "competencies")
    def contestants_are_of_a_contest(self) -> Iterator[Fault]:
        """Categories and sorts of competition belong to contests, each of them once."""
        return contestant_faults(self.kind, self.categories, self.competencies)

    @field_rule()
    def words_have_no_cliches(self) -> Iterator[Fault]:
        """Everybody is invited, and nobody is called by an illness."""
        return cliche_faults(self)

    @link_rule("successor", "status")
    def successor_runs_instead(self, catalog: Catalog) -> Iterator[Fault]:
        """What has a successor is over, and the successor is another series that nothing has replaced yet."""
        if self.successor is None:
            return
        next_one = catalog.find("EventSeries", self.successor)
        if next_one is None:
            return
        if next_one.id == self.id or next_one.status.state in OVER:
            yield Fault(
                field="successor",
                kind="successor",
                found=f"«{self.successor}»",
                expected="преемник — другая акция, которая идёт сегодня",
                fix=next_one.successor or "" if next_one.id != self.id else "",
            )
        elif self.status.state not in OVER:
            yield Fault(
                field="status.state",
                kind="successor",
                found=f"«{self.status.state}» при преемнике",
                expected="преемник есть у того, чего под этим названием больше нет: historical или closed",
                fix="historical",
            )

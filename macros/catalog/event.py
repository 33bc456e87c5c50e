"""Event: one announced happening, in wall-clock time of its town."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from macros.catalog.cliches import cliche_faults
from macros.catalog.event_account import Notice, Quota, Results, quota_faults
from macros.catalog.event_conditions import EVENTS
from macros.catalog.event_series import Guest
from macros.catalog.fields import (
    AgeMark,
    Count,
    Day,
    Flag,
    Grades,
    Hours,
    Line,
    Moment,
    Period,
    TimeZone,
    Url,
    When,
    described,
    listed,
    ref,
    required,
    term,
    when_text,
)
from macros.catalog.occurrences import Occurrence, occurrences
from macros.catalog.problem import Fault
from macros.catalog.record import Model, Record, RecordType, field_rule, link_rule
from macros.catalog.record_conditions import WITHHELD_PLACES

if TYPE_CHECKING:
    from macros.catalog.catalog import Catalog

LONGEST_CLUB = timedelta(days=366)
"""A club runs for a school year; the next year is another record."""
EARLIEST = date(1990, 1, 1)
"""Calendars know their zones since 1970, and nothing that is older is an event of ours."""


class Place(Model):
    """Where to come; what is withheld stays withheld in pages and feeds."""

    CONDITIONS: ClassVar = WITHHELD_PLACES

    organization: ref("Organization") | None = described("Организация", "Если место — известная организация")
    name: Line | None = described("Место", "Как называется место", "актовый зал")
    address: Line | None = described("Адрес", "Улица и дом — только из источника", "ул. Примерная, 3")
    visibility: term("visibility") = described(
        "Показ места", "open — всем, at-school — «уточняется у школы»", "open", default="open"
    )


class Online(Model):
    """How to take part from home."""

    link: Url | None = described("Ссылка", "Адрес трансляции или встречи")
    note: Line | None = described("Примечание", "Как получить ссылку, если она не открытая")


class Registration(Model):
    """How to get in."""

    needed: Flag = described("Нужна запись", "true или false", "true", default=True)
    deadline: When | None = described("Записаться до", "День или день и час", "2026-12-01")
    link: Url | None = described("Где записаться", "Страница организатора")
    who: Line | None = described("Кто записывает", "Школа, родитель, сам ученик", "школа подаёт список группы")


class Volunteers(Model):
    """Help that is wanted."""

    corps: ref("VolunteerCorps") | None = described("Корпус", "Какой волонтёрский корпус помогает")
    tasks: tuple[Line, ...] = listed("Задачи", "Что делать волонтёрам", "встречать гостей")
    count: Count | None = described("Сколько нужно", "Число помощников")


class UnifiedModel(Model):
    """How the event counts in the unified career-guidance model."""

    direction: term("guidance-direction") = required("Направление", "Одно из семи направлений единой модели")
    hours: Count = required("Часы", "Сколько часов засчитать", "2", ge=1, le=40)


class Repeat(Model):
    """A weekly club: the first date is the event's own start."""

    every: term("repeat-rule") = required("Повтор", "weekly — каждую неделю, fortnightly — через неделю", "weekly")
    until: Day = required("До какого дня", "Последний возможный день", "2027-05-31")
    skip: tuple[Day, ...] = listed("Пропуски", "Дни, когда занятия нет", "2026-12-31")
    moved: tuple[MovedDate, ...] = listed("Переносы", "Занятия, перенесённые на другой день")
    extra: tuple[Moment, ...] = listed("Дополнительно", "Занятия вне расписания", "2027-01-09 12:00")


class MovedDate(Model):
    """One date of a club that takes place at another time."""

    day: Day = required("Какое занятие", "День по расписанию", "2027-01-07")
    to: Moment = required("Куда перенесено", "Новые день и час", "2027-01-09 10:00")


class Event(Record):
    """A date to walk through a real door, or to sit down at a screen."""

    TYPE: ClassVar = RecordType("events", "СОБ", "событие", "События", ("событие", "события", "событий"))
    CONDITIONS: ClassVar = (*Record.CONDITIONS, *EVENTS)

    kind: term("event-kind") = required("Вид", "День открытых дверей, экскурсия, ярмарка…", "open-day")
    start: When | None = described("Начало", "День и час; день без часа — весь день", "2026-12-05 10:00")
    end: When | None = described(
        "Окончание", "День и час окончания; для нескольких дней — последний день", "2026-12-05 13:00"
    )
    end_unknown: Flag = described("Окончание неизвестно", "true, если час окончания не объявлен", default=False)
    hours: Hours | None = described("Часы каждого дня", "Когда событие идёт несколько дней по часам", "10:00-18:00")
    time_withheld: Flag = described(
        "Час уточняется у школы", "true, если час не публикуют; начало тогда — день без часа", default=False
    )
    date_words: Line | None = described("Когда примерно", "Если дата ещё не объявлена", "в апреле 2027 года")
    period: Period | None = described("Месяц или год", "Если день не известен: 2020-12 или 2020", "2020-12")
    timezone: TimeZone | None = described(
        "Часовой пояс", "Только если событие идёт не по времени города", "Asia/Yekaterinburg"
    )
    end_timezone: TimeZone | None = described(
        "Пояс окончания", "Только если заканчивается в другом поясе", "Europe/Samara"
    )
    repeat: Repeat | None = described("Повторы", "Для кружков: каждую неделю до…")
    status: term("event-status") = required("Статус", "planned, confirmed, moved, cancelled…", "planned")
    status_reason: Line | None = described("Причина", "Почему перенесено, отменено или ушло в онлайн", "ремонт в школе")
    status_date: Day | None = described("Когда изменили", "Дата решения", "2026-11-20")
    moved_from: When | None = described("Перенесено с", "Прежние день и час", "2026-12-03 10:00")
    place: Place | None = described("Место", "Куда приходить")
    online: Online | None = described("Онлайн", "Как подключиться")
    format: term("event-format") | None = described("Формат", "in-person, online, hybrid, remote-contest", "in-person")
    host: ref("Organization") | None = described(
        "Организатор", "Кто проводит; у будущего события обязателен", "ryazan-cpom"
    )
    co_hosts: tuple[ref("Organization"), ...] = listed("Соорганизаторы", "Кто помогает проводить")
    guests: tuple[Guest, ...] = listed("Гости", "Кого пригласили и кто подтвердил")
    audience: tuple[term("audience"), ...] = required("Для кого", "Ученики, родители, педагоги", "pupils", min_length=1)
    grades: Grades | None = described("Классы", "Промежуток классов; 0 — дошкольники", "8-11")
    level: term("level") = required("Уровень", "Школьный, муниципальный, региональный, всероссийский", "municipal")
    age_mark: AgeMark = required("Возрастная отметка", "0+, 6+, 12+ или 16+ (436-ФЗ)", "12+")
    registration: Registration | None = described("Запись", "Как попасть")
    free: Flag | None = described("Бесплатно", "true или false; не знаете — не пишите", "true")
    bring: tuple[Line, ...] = listed("Что взять", "Что понадобится участнику", "паспорт или свидетельство о рождении")
    series: ref("EventSeries") | None = described("Акция", "Какой акции или циклу принадлежит")
    initiative: ref("Initiative") | None = described("Проект", "В рамках какого проекта")
    parent: ref("Event") | None = described("Часть события", "Более крупное событие, внутри которого это идёт")
    professions: tuple[ref("Occupation"), ...] = listed("Профессии", "С какими профессиями познакомит")
    programs: tuple[ref("EducationalProgram"), ...] = listed("Программы обучения", "О каких программах расскажут")
    volunteers: Volunteers | None = described("Волонтёры", "Нужна ли помощь")
    unified_model: UnifiedModel | None = described("Единая модель", "Как засчитать в единой модели профориентации")
    quotas: tuple[Quota, ...] = listed("Места школ", "План участия: у какой школы сколько мест и сколько пришло")
    notified: tuple[Notice, ...] = listed("Кого уведомили", "Журнал: когда, кого, как")
    results: Results | None = described("Итоги", "Числа и материалы после события")

    # --- derived ----------------------------------------------------------------------------------

    @property
    def all_day(self) -> bool:
        """Whether the event is told in days, not in hours."""
        return self.start is not None and not isinstance(self.start, datetime)

    @property
    def run_by(self) -> tuple[str, ...]:
        """Ids of the organizations that run it, the host first."""
        return (self.host, *self.co_hosts) if self.host else self.co_hosts

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """All dates in order of time; none while the date is to be announced."""
        return occurrences(self)

    @cached_property
    def last_known_day(self) -> date | None:
        """The last day the event can be on: its own, or the end of the month or year that is all we know."""
        if self.start is not None or self.period is None:
            return self.last_day
        year, month = int(self.period[:4]), int(self.period[5:7] or 12)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

    @cached_property
    def last_day(self) -> date | None:
        """The last calendar day on which anything of the event happens; midnight belongs to the day before."""
        if self.repeat is not None:
            moved = [item.to.date() for item in self.repeat.moved]
            return max([self.repeat.until, *moved, *(moment.date() for moment in self.repeat.extra)])
        latest = self.end or self.start
        if isinstance(latest, datetime):
            return (latest - timedelta(minutes=1)).date() if self.end else latest.date()
        return latest

    # --- rules ------------------------------------------------------------------------------------

    @field_rule()
    def words_have_no_cliches(self) -> Iterator[Fault]:
        """Nothing about sex, family or innate character: everybody is invited."""
        return cliche_faults(self)

    @field_rule("start", "end", "moved_from", "registration", "repeat")
    def days_are_of_our_time(self) -> Iterator[Fault]:
        """No day that calendars cannot hold: a slip of the pen in the year."""
        repeat = self.repeat
        days = [("start", self.start), ("end", self.end), ("moved_from", self.moved_from)]
        days += [("registration.deadline", self.registration.deadline)] if self.registration else []
        days += [(f"repeat.moved.{n}.to", item.to) for n, item in enumerate(repeat.moved)] if repeat else []
        days += [(f"repeat.extra.{n}", moment) for n, moment in enumerate(repeat.extra)] if repeat else []
        for field, day in days:
            if day is not None and _day_of(day) < EARLIEST:
                yield Fault(
                    field=field,
                    kind="impossible-date",
                    found=f"«{when_text(day)}»",
                    expected=f"раньше {EARLIEST.year} года событий на сайте нет: проверьте год",
                )

    @field_rule("repeat", "start", "end")
    def repeats_are_on_schedule(self) -> Iterator[Fault]:
        """A club skips or moves only dates it has."""
        if self.repeat is None or not isinstance(self.start, datetime) or self.repeat.until < self.start.date():
            return
        if self.repeat.until - self.start.date() > LONGEST_CLUB:
            yield Fault(
                field="repeat.until",
                kind="repeat",
                found=f"«{self.repeat.until}»",
                expected="кружок записывают не больше чем на год, а на следующий учебный год делают новую запись",
                fix=str(self.start.date() + LONGEST_CLUB),
            )
            return
        days = set(self.regular_days())
        named = [(f"repeat.skip.{n}", day) for n, day in enumerate(self.repeat.skip)]
        named += [(f"repeat.moved.{n}.day", item.day) for n, item in enumerate(self.repeat.moved)]
        for field, day in named:
            if day not in days:
                yield Fault(
                    field=field, kind="repeat", found=f"«{day}»", expected="в этот день занятия нет по расписанию"
                )

    @field_rule("quotas", "results")
    def schools_add_up(self) -> Iterator[Fault]:
        """A school has one line, and its guests are among those who came."""
        return quota_faults(self.quotas, self.results)

    @field_rule("parent")
    def is_not_its_own_parent(self) -> Iterator[Fault]:
        """An event is not inside itself."""
        if self.parent == self.id:
            yield Fault(
                field="parent",
                kind="self-reference",
                found=f"«{self.parent}»",
                expected="событие не может быть частью самого себя",
            )

    @link_rule("parent", "start", "end")
    def lies_within_parent(self, catalog: Catalog) -> Iterator[Fault]:
        """A part happens while the whole does."""
        parent = catalog.find("Event", self.parent) if self.parent else None
        if parent is None or parent.start is None or self.start is None:
            return
        if not _day_of(parent.start) <= _day_of(self.start) <= (parent.last_day or _day_of(parent.start)):
            yield Fault(
                field="start",
                kind="order-of-dates",
                found=f"«{when_text(self.start)}»",
                expected=f"событие «{parent.title}», частью которого оно названо, идёт в другие дни",
            )

    @link_rule("start", "end", "hours", "timezone", "end_timezone")
    def clocks_show_it(self, catalog: Catalog) -> Iterator[Fault]:
        """Calendars can hold it: no hour that the clock skips or repeats, and an end after the start in both zones."""
        zone = catalog.zone_of(self)
        end_zone = ZoneInfo(self.end_timezone) if self.end_timezone else zone
        times = [("start", self.start, zone), ("end", self.end, end_zone)]
        times = [(name, value.replace(tzinfo=zone)) for name, value, zone in times if isinstance(value, datetime)]
        for name, value in times:
            if value.replace(fold=0).utcoffset() != value.replace(fold=1).utcoffset():
                yield Fault(
                    field=name,
                    kind="impossible-date",
                    found=f"«{when_text(getattr(self, name))}»",
                    expected=f"в поясе {value.tzinfo} в этот час переводят часы: возьмите другое время",
                )
        if self.end_timezone and len(times) == 2 and times[1][1].astimezone(UTC) <= times[0][1].astimezone(UTC):
            yield Fault(
                field="end",
                kind="order-of-dates",
                found=f"«{when_text(self.end)}» по поясу {self.end_timezone}",
                expected="окончание должно быть позже начала и с учётом поясов",
            )

    def regular_days(self) -> Iterator[date]:
        """The days a club meets by its plain schedule, before skips and moves."""
        if self.repeat is None or self.start is None:
            return
        step = timedelta(days=14 if self.repeat.every == "fortnightly" else 7)
        day = _day_of(self.start)
        while day <= self.repeat.until:
            yield day
            day += step


def _day_of(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


Repeat.model_rebuild()

"""KeyDate: an exam, application or result date of one school year, by rule or by order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from macros.catalog.dates import last_year_of, nth_weekday, working_day_from, year_of_month
from macros.catalog.fields import (
    Count,
    Day,
    Flag,
    Grades,
    Line,
    RichText,
    SchoolYear,
    described,
    listed,
    required,
    term,
)
from macros.catalog.problem import Fault
from macros.catalog.record import Model, Record, RecordType, field_rule


class DateRule(Model):
    """How a date follows from the calendar alone: a fixed day, or the n-th weekday of a month."""

    month: Count = required("Месяц", "Номер месяца", "2", ge=1, le=12)
    day: Count | None = described("Число", "Для постоянного дня", "1", ge=1, le=31)
    nth: Count | None = described("Какой по счёту", "Для «второй среды февраля»", "2", ge=1, le=5)
    weekday: term("weekday") | None = described("День недели", "Вместе с «какой по счёту»", "wednesday")
    working: Flag = described("Только рабочие", "true для «второй рабочей среды»", default=False)
    after_summer: Flag = described("После лета", "true, если дата — осенью после учебного года", default=False)
    minus_days: Count = described("За сколько дней", "Отступить назад от найденного дня", "14", default=0, le=200)


class KeyDate(Record):
    """A date that a family of a certain grade must not miss."""

    TYPE: ClassVar = RecordType("dates", "ДАТ", "важная дата", "Важные даты", ("дата", "даты", "дат"))

    subject: term("key-date-subject") = required("О чём", "ГИА, поступление…", "gia")
    school_year: SchoolYear = required("Учебный год", "К какому году относится", "2026/27")
    grades: Grades = required("Классы", "Кого касается", "9")
    audience: tuple[term("audience"), ...] = described(
        "Для кого", "Ученики, родители…", "pupils", default=("pupils", "parents")
    )
    basis: term("date-basis") = required("Основание", "rule — по правилу, order — по приказу, unknown", "rule")
    date: Day | None = described("Дата", "Только по приказу или объявлению", "2027-02-10")
    until: Day | None = described("По", "Последний день, если это промежуток", "2027-02-12")
    rule: DateRule | None = described("Правило", "Из чего дата следует сама")
    deadline: Flag = described("Крайний срок", "true, если это последний день", default=False)
    shifts: Flag = described(
        "Переносится с выходного", "true, только если так бывало: с выходного на рабочий день", default=False
    )
    date_words: Line | None = described("Когда примерно", "Если приказа ещё нет", "обычно с конца мая до начала июля")
    rule_words: Line = required("Правило словами", "Как сказать правило семье", "вторая среда февраля")
    what_to_do: RichText | None = described("Что сделать", "Что сделать семье до этой даты")
    last_year: tuple[Line, ...] = listed("В прошлом году", "Как было в прошлом учебном году, с источником")

    @property
    def is_confirmed(self) -> bool:
        """Whether an order or an official announcement stands behind the date."""
        return self.basis == "order"

    @property
    def computed(self) -> date | None:
        """The day as the calendar gives it, before any shift to a working day."""
        if self.date is not None:
            return self.date
        if self.rule is None:
            return None
        year = year_of_month(self.school_year, self.rule.month) + self.rule.after_summer
        if self.rule.day is not None:
            found = date(year, self.rule.month, self.rule.day)
        else:
            nth, weekday = self.rule.nth or 1, self.rule.weekday or "monday"
            found = nth_weekday(year, self.rule.month, nth, weekday, working=self.rule.working)
        return date.fromordinal(found.toordinal() - self.rule.minus_days)

    @property
    def day(self) -> date | None:
        """The day that counts: a deadline known to move goes from a day off to the next working day."""
        found = self.computed
        return working_day_from(found) if found and self.shifts and self.date is None else found

    @property
    def is_shifted(self) -> bool:
        """Whether the day moved because of a day off."""
        return self.day != self.computed

    @field_rule("basis", "date", "rule", "date_words")
    def basis_has_its_date(self) -> Iterator[Fault]:
        """A rule has its rule, an order its date, an unknown date only words."""
        expected = {
            "rule": (self.rule is not None and self.date is None, "при basis: rule нужен rule и не нужна date"),
            "order": (self.date is not None and self.rule is None, "при basis: order нужна date и не нужен rule"),
            "unknown": (
                self.date is None and self.rule is None and self.date_words is not None,
                "при basis: unknown нужны только date_words",
            ),
        }.get(self.basis)
        if expected and not expected[0]:
            yield Fault(field="basis", kind="date-or-words", found=f"«{self.basis}»", expected=expected[1])

    @field_rule("deadline", "shifts")
    def only_deadlines_shift(self) -> Iterator[Fault]:
        """A start never moves: who comes on the printed day must not be too early."""
        if self.shifts and not self.deadline:
            yield Fault(
                field="shifts",
                kind="rule",
                found="перенос без крайнего срока",
                expected="с выходного переносят только последний день: добавьте deadline или удалите shifts",
                fix="deadline: true",
            )

    @field_rule("rule")
    def rule_is_whole(self) -> Iterator[Fault]:
        """Either a day of the month, or an n-th weekday."""
        if self.rule is None:
            return
        by_day = self.rule.day is not None
        by_weekday = self.rule.nth is not None and self.rule.weekday is not None
        if by_day == by_weekday or (by_day and self.rule.nth is not None):
            yield Fault(
                field="rule",
                kind="season",
                found="правило неполно",
                expected="нужно либо day, либо nth и weekday вместе; образец: {month: 2, nth: 2, weekday: wednesday}",
            )
        elif by_day and self.rule.day > 28 and self.rule.month == 2:
            yield Fault(
                field="rule.day", kind="impossible-date", found=f"«{self.rule.day}»", expected="в феврале 28 дней"
            )
        elif by_day and self.rule.day == 31 and self.rule.month in (4, 6, 9, 11):
            yield Fault(field="rule.day", kind="impossible-date", found="«31»", expected="в этом месяце 30 дней")

    @field_rule("date", "until", "school_year")
    def days_are_in_order(self) -> Iterator[Fault]:
        """A period ends after it begins, and lies in its school year or the summer after it."""
        if self.until and (self.date is None or self.until < self.date):
            yield Fault(
                field="until",
                kind="order-of-dates",
                found=f"«{self.until}»",
                expected="последний день промежутка не раньше первого, а первый пишут в date",
            )
        last = last_year_of(self.school_year)
        if self.date and not date(last - 1, 9, 1) <= self.date <= date(last, 12, 31):
            yield Fault(
                field="date",
                kind="order-of-dates",
                found=f"«{self.date}»",
                expected=f"дата не из учебного года {self.school_year}",
            )

    @field_rule("school_year")
    def years_follow(self) -> Iterator[Fault]:
        """2026/27, never 2026/28."""
        first, second = int(self.school_year[:4]), int(self.school_year[5:])
        if (first + 1) % 100 != second:
            yield Fault(
                field="school_year",
                kind="pattern",
                found=f"«{self.school_year}»",
                expected="второй год следует за первым",
                fix=f"{first}/{(first + 1) % 100:02}",
            )

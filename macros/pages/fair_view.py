"""The planner of a fair: stands with programmes to pick, what to ask there, and where to go afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from macros.catalog import EducationalProgram, Event, EventSeries, Organization
from macros.catalog.wording import audience_text, change_lines, place_text
from macros.pages import cards
from macros.pages.announcements import short_when
from macros.pages.context import PageContext
from macros.pages.fair import HOST, MAYBE, OFF, STUDY, Exhibitor, Fair, days_of, named, neighbours, title_of
from macros.text import russian
from macros.text.richtext import richtext

T = TypeVar("T")
STATES = {
    HOST: "среди организаторов",
    "confirmed": "подтвердили участие",
    "invited": "приглашены, ответа ещё нет",
    MAYBE: "участие не подтверждено",
}
_COLLEGE = (
    "Кем я буду работать и где проходит практика?",
    "По чему принимают и какой балл аттестата был в прошлом году?",
    "Сколько мест бесплатных и платных, сколько стоит год?",
    "Сколько учиться после 9 и после 11 класса?",
    "Есть ли общежитие и стипендия, как добираться?",
    "Когда можно прийти и попробовать?",
)
_UNIVERSITY = (
    "Какие экзамены нужны и какой был проходной балл в прошлом году?",
    "Сколько мест бюджетных, целевых и платных, сколько стоит год?",
    "Что на первом курсе самое трудное?",
    "Где проходит практика и куда идут выпускники?",
    "Есть ли общежитие и стипендия, можно ли прийти после колледжа?",
    "Когда день открытых дверей, есть ли занятия для школьников?",
)
_EMPLOYER = (
    "Каких работников вам не хватает и чему они учились?",
    "Заключаете ли целевые договоры: что они дают и к чему обязывают?",
    "Берёте ли на практику и на работу с 14 лет?",
    "Можно ли прийти к вам с классом?",
)
_SERVICE = (
    "Какие работники нужны в городе сейчас и понадобятся потом?",
    "Как устроиться на временную работу с 14 лет?",
    "Где пройти тест и поговорить с консультантом?",
)
_OTHERS = (
    "Чем вы заняты и кого ждёте у себя?",
    "Что можно попробовать уже в этом году?",
    "С кем поговорить подробнее?",
)
_ASKS = {
    "college": _COLLEGE,
    "university": _UNIVERSITY,
    "university-branch": _UNIVERSITY,
    "employer": _EMPLOYER,
    "employment-service": _SERVICE,
}
"""What to ask at a stand, by the kind of the organization; our own questions."""
_NOUNS = {
    "fair": {"who": "ярмарка", "of": "ярмарки", "what": "ярмарку"},
    "exhibition": {"who": "выставка", "of": "выставки", "what": "выставку"},
}
"""What the page calls it, in the cases that it needs."""
_BLANK = 3
"""Empty stands on a sheet of A4."""
_MOST_MAYBE = 12
"""Neighbours of one kind that are shown: a large town has a hundred, and nobody said that they come."""
_MOST_DATES = 40
_PER_STAND = 3
"""Next dates of one stand, open days before others."""


def fair_view(context: PageContext, fair: Fair) -> dict[str, Any]:
    """Who comes with which programmes, the next dates of each of them, and what to do if one missed it."""
    catalog = context.catalog
    coming, past = days_of(catalog, fair)
    exhibitors, unnamed = named(catalog, fair, coming)
    everybody = neighbours(catalog, fair, exhibitors)
    maybe = _first_of_each_kind(everybody)
    told = coming or (fair if isinstance(fair, Event) else None)
    rows = {item.organization.key: _next_dates(context, item.organization, fair) for item in (*exhibitors, *maybe)}
    ends = coming.last_known_day if coming else None
    return {
        "title": fair.title,
        "page_title": f"{title_of(catalog, fair)}: план посещения",
        "description": f"{fair.title}: кто там будет, какие программы сравнить, что спросить и куда прийти потом.",
        "url": context.link(fair),
        "demo": fair.demo,
        "town": fair.municipality or "",
        "facts": _facts(context, fair, told),
        "changes": _changes(context, told),
        "over": isinstance(fair, Event) and past is not None,
        "noun": _NOUNS[fair.kind],
        "unknown": isinstance(fair, EventSeries) and fair.status.state == "unknown" and coming is None,
        "stands": [_stand(context, item, coming, rows[item.organization.key]) for item in exhibitors],
        "unnamed": [
            f"{catalog.term('organization-role', item.role).title} — {STATES[item.state]}; кто именно, не сказано"
            for item in unnamed
        ],
        "maybe": [_stand(context, item, coming, rows[item.organization.key]) for item in maybe],
        "maybe_more": russian.plural(len(everybody) - len(maybe), "место", "места", "мест")
        if len(everybody) > len(maybe)
        else "",
        "blank": {"count": _BLANK, "asks": _COLLEGE},
        "dates": _merged({key: _after(found, ends) for key, found in rows.items()}),
        "earlier": _merged({key: [row for row in found if _is_before(row, ends)] for key, found in rows.items()}),
        "deadlines": _deadlines(context),
        "missed": _missed(context, past),
        "study_url": f"{context.root}study/" + (f"?town={fair.municipality}" if fair.municipality else ""),
        "visits_url": f"{context.root}{fair.municipality}/visits/",
        "address": context.site_url + context.page,
    }


def _first_of_each_kind(found: Sequence[Exhibitor]) -> list[Exhibitor]:
    seen: Counter[str] = Counter()
    shown = []
    for item in found:
        seen[item.organization.kind] += 1
        if seen[item.organization.kind] <= _MOST_MAYBE:
            shown.append(item)
    return shown


def _facts(context: PageContext, fair: Fair, event: Event | None) -> list[tuple[str, str]]:
    catalog = context.catalog
    if event is None:
        hosts = ", ".join(item.title for item in catalog.organizations(fair.hosts))
        season = russian.capitalise(fair.season.text)
        return [("Когда", f"Дата ещё не объявлена. {season}"), ("Кто проводит", hosts or "нет данных")]
    registration = event.registration
    entry = "нет данных"
    if registration is not None:
        entry = (registration.who or "нужна запись") if registration.needed else "записываться не нужно"
    found = (
        ("Когда", russian.capitalise(_when(event))),
        ("Где", place_text(catalog, event)),
        ("Для кого", audience_text(catalog, event.audience, event.grades)),
        ("Кто проводит", ", ".join(item.label for item in catalog.organizations(event.run_by[:1]))),
        ("Запись", entry),
        ("Взять с собой", ", ".join(event.bring)),
    )
    return [(label, value) for label, value in found if value]


def _when(event: Event) -> str:
    """The whole of the fair: one day with its hours, or all its days and the hours of each."""
    dates = event.occurrences
    if not dates:
        return cards.date_words(event)
    if len(dates) == 1 or event.hours is None:
        return cards.occurrence_words(dates[0], event, with_year=True)
    days = russian.when(dates[0].first_day, dates[-1].last_day, with_year=True)
    return f"{days}, каждый день {dates[0].start:%H:%M}–{dates[0].end:%H:%M}"


def _changes(context: PageContext, event: Event | None) -> list[str]:
    shown = cards.next_occurrence(event, context.catalog.today) if event else None
    return list(change_lines(event, shown)) if event and shown else []


def _stand(
    context: PageContext, exhibitor: Exhibitor, event: Event | None, dates: list[dict[str, Any]]
) -> dict[str, Any]:
    """A table of the fair: who stands there, which programmes it has (those of the event first), what to ask."""
    shown = frozenset(event.programs if event else ())
    ends = event.last_known_day if event else None
    organization = exhibitor.organization
    programs = _recalled(context, "programs", organization, _programs)
    named = [each | {"line": f"{each['line']}, назвал организатор"} for each in programs if each["id"] in shown]
    return _recalled(context, "place", organization, _place) | {
        "state": exhibitor.state,
        "state_text": STATES[exhibitor.state],
        "programs": named + [each for each in programs if each["id"] not in shown] if named else programs,
        "next": _after(dates, ends)[:1],
    }


def _recalled(
    context: PageContext, name: str, organization: Organization, make: Callable[[PageContext, Organization], T]
) -> T:
    """The same organization may stand on every fair of its town: what is told of it is worked out once a build."""
    key = ("fair", name, context.root, organization.key)
    return context.recall.get(context.catalog, key, lambda: make(context, organization))


def _place(context: PageContext, organization: Organization) -> dict[str, Any]:
    return {
        "key": organization.key,
        "title": organization.title,
        "label": organization.label,
        "url": context.link(organization),
        "kind": context.catalog.term("organization-kind", organization.kind).title,
        "line": organization.field or "",
        "study": organization.kind in STUDY,
        "asks": _ASKS.get(organization.kind, _OTHERS),
    }


def _programs(context: PageContext, organization: Organization) -> list[dict[str, Any]]:
    found = context.catalog.referring(organization, EducationalProgram)
    return [_program(context, item) for item in sorted(found, key=lambda item: (item.title, item.id))]


def _program(context: PageContext, program: EducationalProgram) -> dict[str, Any]:
    level = context.catalog.term("education-level", program.level)
    grades = " и ".join(str(grade) for grade in program.after)
    words = (
        program.code,
        level.short or level.title.lower(),
        f"после {grades} класса" if grades else "",
        "дуальное обучение" if program.dual else "",
    )
    return {
        "id": program.id,
        "key": program.key,
        "title": program.title,
        "url": context.link(program),
        "line": ", ".join(filter(None, words)),
    }


def _next_dates(context: PageContext, organization: Organization, fair: Fair) -> list[dict[str, Any]]:
    """The next dates that an organization holds itself, the fair apart."""
    found = _recalled(context, "dates", organization, _own_dates)
    return [row for row in found if f"{Event.TYPE.folder}/{row['id']}" != fair.key and row["series"] != fair.id]


def _own_dates(context: PageContext, organization: Organization) -> list[dict[str, Any]]:
    catalog = context.catalog
    found = []
    for event in catalog.referring(organization, Event):
        shown = cards.next_occurrence(event, catalog.today)
        if shown is None or shown.last_day < catalog.today or event.status in OFF:
            continue
        if organization.id not in event.run_by:
            continue
        found.append(
            {
                "day": shown.start.isoformat(),
                "id": event.id,
                "series": event.series,
                "when": short_when(shown.start, shown.last_day),
                "end": cards.iso(catalog, event, shown.end or shown.start),
                "title": event.title,
                "url": context.link(event),
                "who": organization.label,
                "open": event.kind == "open-day",
            }
        )
    return sorted(found, key=lambda item: (not item["open"], item["day"], item["id"]))


def _merged(rows: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The first dates of all stands in order of time; an event of two of them stands once."""
    found: dict[str, dict[str, Any]] = {}
    for key, own in rows.items():
        for each in own[:_PER_STAND]:
            row = found.setdefault(each["id"], each | {"of": [], "who": []})
            row["of"].append(key)
            row["who"].append(each["who"])
    return sorted(found.values(), key=lambda item: (item["day"], item["id"]))[:_MOST_DATES]


def _after(rows: list[dict[str, Any]], ends: date | None) -> list[dict[str, Any]]:
    return [row for row in rows if not _is_before(row, ends)]


def _is_before(row: dict[str, Any], ends: date | None) -> bool:
    """Whether a date of a stand comes earlier than the last day of the fair."""
    return ends is not None and row["day"][:10] <= ends.isoformat()


def _deadlines(context: PageContext) -> list[dict[str, str]]:
    """The next date of exams or admission after grades 9 and 11."""
    found = []
    for grade in (9, 11):
        found_date = context.doors.date(context.catalog, grade)
        if found_date and found_date.day:
            found.append(
                {
                    "grade": russian.grades_text(grade, grade),
                    "when": russian.date_text(found_date.day, context.catalog.today),
                    "title": found_date.title,
                    "url": context.link(found_date),
                }
            )
    return found


def _missed(context: PageContext, past: Event | None) -> dict[str, Any] | None:
    """What remains of the last fair: its page, materials and summary."""
    if past is None:
        return None
    results, dates = past.results, past.occurrences
    links = []
    if results:
        links = [("Запись", results.recording)] if results.recording else []
        links += [(f"Материалы {number}", link) for number, link in enumerate(results.materials, 1)]
    return {
        "title": past.title,
        "url": context.link(past),
        "when": cards.occurrence_words(dates[-1], past, with_year=True) if dates else past.date_words or "",
        "links": [{"title": title, "url": url} for title, url in links],
        "note": richtext(results.note) if results and results.note else "",
    }

"""What each catalogue can be narrowed by: the facets of a record type and what a record has of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from macros.catalog import (
    Catalog,
    EducationalProgram,
    Event,
    EventSeries,
    KeyDate,
    Occupation,
    Organization,
    Record,
)
from macros.pages import cards
from macros.pages.links import month_of
from macros.text import russian

GRADES = range(12)
"""0 is preschool."""
_GRADE_WORDS = ("Дошкольники", *(f"{grade} класс" for grade in GRADES[1:]))
_SUMMER_LAST = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One chip: its word in the address, its text, and its text away from its facet's title."""

    id: str
    title: str
    words: str = ""


_Choices = Callable[[Catalog, Collection[str]], Iterable[Choice]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One question that narrows a catalogue.

    `name` is its word in the address and never changes. `mode` says what several choices mean: `one` replaces
    the other, `any` widens, `all` narrows, `flag` is a single yes. `of` gives the ids of a record's choices,
    `choices` those to offer, in order, given the ids in use. `main` ones are always in sight. `mine` heads the chip
    of a choice that the reader's device remembers.
    """

    name: str
    title: str
    mode: Literal["one", "any", "all", "flag"]
    of: Callable[[Catalog, Any], Iterable[str]]
    choices: _Choices
    main: bool = False
    mine: str = ""


# --- choices ------------------------------------------------------------------------------------------


def _towns(catalog: Catalog, used: Collection[str]) -> list[Choice]:
    del used
    return [Choice(id=town.id, title=town.title) for town in catalog.towns()]


def _grades(catalog: Catalog, used: Collection[str]) -> list[Choice]:
    del catalog, used
    return [
        Choice(id=str(grade), title=str(grade or "до школы"), words=words) for grade, words in enumerate(_GRADE_WORDS)
    ]


def _terms(vocabulary: str) -> _Choices:
    def choices(catalog: Catalog, used: Collection[str]) -> list[Choice]:
        del used
        return [Choice(id=term.id, title=term.many or term.title) for term in catalog.vocabularies[vocabulary].terms]

    return choices


def _klimov_types(catalog: Catalog, used: Collection[str]) -> list[Choice]:
    del used
    terms = catalog.vocabularies["klimov"].terms
    return [Choice(id=term.id, title=term.short or term.title, words=term.title) for term in terms]


def _exams(words: str) -> _Choices:
    def choices(catalog: Catalog, used: Collection[str]) -> list[Choice]:
        del used
        terms = catalog.vocabularies["subject"].terms
        return [Choice(id=term.id, title=term.title, words=f"{words}: {term.title.lower()}") for term in terms]

    return choices


def _professions(catalog: Catalog, used: Collection[str]) -> list[Choice]:
    del used
    found = sorted(catalog.all(Occupation), key=lambda item: item.title.casefold())
    return [Choice(id=item.id, title=item.title) for item in found]


def _providers(catalog: Catalog, used: Collection[str]) -> list[Choice]:
    found = catalog.organizations(tuple(sorted(used)))
    return [Choice(id=item.id, title=item.label) for item in sorted(found, key=lambda item: item.label.casefold())]


def _coming_months(catalog: Catalog, used: Collection[str]) -> list[Choice]:
    present = f"{catalog.today:%Y-%m}"
    return [
        Choice(id=month, title=russian.month_text(int(month[:4]), int(month[5:7])).removesuffix(f" {present[:4]}"))
        for month in sorted(used)
        if month >= present
    ]


def _calendar_months(catalog: Catalog, used: Collection[str]) -> list[Choice]:
    del catalog, used
    return [
        Choice(id=str(month), title=russian.month_text(2026, month).removesuffix(" 2026")) for month in _SUMMER_LAST
    ]


def _after(catalog: Catalog, used: Collection[str]) -> list[Choice]:
    del catalog
    return [Choice(id=grade, title=f"{grade}-го", words=f"После {grade} класса") for grade in sorted(used, key=int)]


def _yes(title: str) -> _Choices:
    return lambda catalog, used: [Choice(id="1", title=title)]


# --- what a record has --------------------------------------------------------------------------------


def own_town(catalog: Catalog, record: Record) -> list[str]:
    """Towns the record is near to; nothing for one of the whole country."""
    return list(catalog.near(record))


def any_town(catalog: Catalog, record: Record) -> list[str]:
    """Towns the record is near to; what is for the whole country is for every town."""
    return own_town(catalog, record) or [town.id for town in catalog.towns()]


def grades_of(catalog: Catalog, record: Event | EventSeries | KeyDate) -> list[str]:
    """The grades it is for; a happening for pupils that names none is for all of them."""
    del catalog
    if record.grades:
        return [str(grade) for grade in range(record.grades.first, record.grades.last + 1)]
    found = ["0"] if "preschoolers" in record.audience else []
    return found + [str(grade) for grade in GRADES[1:]] if "pupils" in record.audience else found


def _event_months(catalog: Catalog, event: Event) -> list[str]:
    """Every month of the date that the card shows."""
    shown = cards.next_occurrence(event, catalog.today)
    if shown is None:
        month = month_of(event)
        return [month] if month else []
    first, last = (12 * day.year + day.month - 1 for day in (shown.first_day, shown.last_day))
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def _hosts(catalog: Catalog, event: Event) -> set[str]:
    """Kinds of the organizations that run it."""
    return {catalog.get(Organization, item).kind for item in event.run_by}


def _works(catalog: Catalog, record: Event | EventSeries | Organization) -> list[str]:
    """Klimov's types of the professions it names."""
    return sorted({kind for item in record.professions for kind in _klimov(catalog, catalog.get(Occupation, item))})


def _klimov(catalog: Catalog, occupation: Occupation) -> tuple[str, ...]:
    del catalog
    return (occupation.klimov, *occupation.klimov_also)


def _ege(catalog: Catalog, record: Occupation | EducationalProgram) -> set[str]:
    del catalog
    sets = record.ege if isinstance(record, Occupation) else record.exams
    return {subject for exams in sets for subject in (*exams.required_subjects, *exams.choice)}


def _profession_towns(catalog: Catalog, occupation: Occupation) -> set[str]:
    """Where the profession is taught or works."""
    places = (*catalog.programs_of(occupation), *catalog.referring(occupation, Organization))
    return {item.municipality for item in places if item.municipality}


def _program_subjects(catalog: Catalog, program: EducationalProgram) -> set[str]:
    """Subjects that its professions rest on; where none is known, those of its exams."""
    found = {subject for item in catalog.occupations_of(program) for subject in item.subjects}
    return found or _ege(catalog, program)


def _program_works(catalog: Catalog, program: EducationalProgram) -> set[str]:
    return {kind for item in catalog.occupations_of(program) for kind in _klimov(catalog, item)}


def _flag(test: Callable[[Any], object]) -> Callable[[Catalog, Any], list[str]]:
    return lambda catalog, record: ["1"] if test(record) else []


def _teaches(catalog: Catalog, organization: Organization) -> list[str]:
    return ["1"] if catalog.referring(organization, EducationalProgram) else []


# --- the facets of each catalogue ---------------------------------------------------------------------


def _town(of: Callable[[Catalog, Any], Iterable[str]]) -> Facet:
    return Facet(name="town", title="Город", mode="one", of=of, choices=_towns, main=True, mine="Ваш город")


_GRADE = Facet(name="grade", title="Класс", mode="one", of=grades_of, choices=_grades, main=True, mine="Ваш класс")
_AUDIENCE = Facet(
    name="audience", title="Для кого", mode="any", of=lambda catalog, item: item.audience, choices=_terms("audience")
)
_LEVEL = Facet(
    name="level", title="Уровень", mode="any", of=lambda catalog, item: [item.level], choices=_terms("level")
)


def _kind(vocabulary: str) -> Facet:
    return Facet(
        name="kind", title="Вид", mode="any", of=lambda _, item: [item.kind], choices=_terms(vocabulary), main=True
    )


def _work(of: Callable[[Catalog, Any], Iterable[str]], *, main: bool = False) -> Facet:
    return Facet(name="work", title="Сфера", mode="any", of=of, choices=_klimov_types, main=main)


def _profession(of: Callable[[Catalog, Any], Iterable[str]], *, main: bool = False) -> Facet:
    return Facet(name="profession", title="Профессия", mode="any", of=of, choices=_professions, main=main)


def _subject(of: Callable[[Catalog, Any], Iterable[str]]) -> Facet:
    return Facet(name="subject", title="Предмет", mode="all", of=of, choices=_terms("subject"), main=True)


def _yes_facet(name: str, title: str, of: Callable[[Catalog, Any], Iterable[str]]) -> Facet:
    return Facet(name=name, title="Только", mode="flag", of=of, choices=_yes(title), main=True)


FACETS: dict[type[Record], tuple[Facet, ...]] = {
    Event: (
        _town(any_town),
        _GRADE,
        Facet(name="month", title="Месяц", mode="any", of=_event_months, choices=_coming_months, main=True),
        _yes_facet("free", "Бесплатно", _flag(lambda item: item.free)),
        _yes_facet("open", "Без записи", _flag(lambda item: item.registration and not item.registration.needed)),
        _yes_facet("help", "Нужны волонтёры", _flag(lambda item: item.volunteers)),
        _kind("event-kind"),
        _AUDIENCE,
        Facet(
            name="format",
            title="Формат",
            mode="any",
            of=lambda catalog, item: [item.format] if item.format else [],
            choices=_terms("event-format"),
        ),
        Facet(name="host", title="Кто проводит", mode="any", of=_hosts, choices=_terms("organization-kind")),
        _work(_works),
        _profession(lambda catalog, item: item.professions),
        _LEVEL,
    ),
    Occupation: (
        _subject(lambda catalog, item: item.subjects),
        _work(_klimov, main=True),
        _town(_profession_towns),
        Facet(name="ege", title="ЕГЭ", mode="all", of=_ege, choices=_exams("ЕГЭ"), main=True),
        Facet(name="oge", title="ОГЭ", mode="all", of=lambda _, item: item.oge, choices=_exams("ОГЭ")),
        Facet(
            name="route",
            title="Путь",
            mode="any",
            of=lambda catalog, item: {route.kind for route in item.routes},
            choices=_terms("route-kind"),
        ),
    ),
    EducationalProgram: (
        _town(own_town),
        Facet(
            name="after",
            title="После класса",
            mode="any",
            of=lambda catalog, item: [str(grade) for grade in item.after],
            choices=_after,
            main=True,
        ),
        _subject(_program_subjects),
        _profession(lambda catalog, item: [found.id for found in catalog.occupations_of(item)], main=True),
        Facet(
            name="level",
            title="Уровень",
            mode="any",
            of=lambda catalog, item: [item.level],
            choices=_terms("education-level"),
        ),
        Facet(name="ege", title="ЕГЭ", mode="all", of=_ege, choices=_exams("ЕГЭ")),
        _work(_program_works),
        Facet(name="where", title="Где", mode="any", of=lambda catalog, item: [item.provider], choices=_providers),
        Facet(
            name="form", title="Форма", mode="any", of=lambda catalog, item: item.forms, choices=_terms("study-form")
        ),
        Facet(
            name="basis", title="Основа", mode="any", of=lambda catalog, item: item.basis, choices=_terms("study-basis")
        ),
        _yes_facet("dual", "Дуальное обучение", _flag(lambda item: item.dual)),
    ),
    Organization: (
        _town(own_town),
        _kind("organization-kind"),
        Facet(
            name="offer",
            title="Школам",
            mode="any",
            of=lambda catalog, item: {offer.kind for offer in item.offers},
            choices=_terms("offer-kind"),
            main=True,
        ),
        _yes_facet("teaches", "Есть программы обучения", _teaches),
        _work(_works),
        _profession(lambda catalog, item: item.professions),
    ),
    EventSeries: (
        _town(any_town),
        _GRADE,
        Facet(
            name="month",
            title="Месяц",
            mode="any",
            of=lambda catalog, item: [str(month) for month in item.season.months],
            choices=_calendar_months,
            main=True,
        ),
        _kind("event-kind"),
        _AUDIENCE,
        _LEVEL,
        Facet(
            name="state",
            title="Статус",
            mode="any",
            of=lambda catalog, item: [item.status.state],
            choices=_terms("activity-status"),
        ),
        _profession(lambda catalog, item: item.professions),
    ),
    KeyDate: (
        _GRADE,
        Facet(
            name="about",
            title="О чём",
            mode="any",
            of=lambda catalog, item: [item.subject],
            choices=_terms("key-date-subject"),
            main=True,
        ),
    ),
}
"""The facets of each filtered catalogue, in the order of their rows."""

"""The road from a school subject to a door nearby: six stops, seen from any record that stands on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from macros.catalog import EducationalProgram, Event, KeyDate, Occupation, Organization, Record
from macros.catalog.occupation import Exams
from macros.pages import cards
from macros.pages.context import PageContext
from macros.pages.links import subject_address
from macros.pages.road_map import Picture, Stop, Thing, picture
from macros.text import russian

MOST = 4
"""Things named at one stop; the rest is counted."""
_WIDE = 12
"""Professions looked at from a stop that leads to many."""
_TEACHING = ("college", "university", "university-branch")
_STANDING = {"employer": ("Путь сюда из школы", 4), "school": ("Куда ведёт эта школа", 0)}
_NOWHERE = ("Как прийти в эти профессии", -1)
"""The name of the road and the stop at which a kind of organization stands."""
OBLIGATORY = ("russian", "math")
"""Asked of everybody, so they say least about a road."""
NO_EMPLOYERS = "Нет данных: наши источники не называют, кто рядом берёт на такую работу."
_NONE = {"study/": "Нет данных: где рядом этому учат, мы пока не узнали.", "organizations/": NO_EMPLOYERS}
"""What the stops say that lead to these pages, when nothing is known; the others say it in fewer words."""


class Road(NamedTuple):
    """The stops as text, and the same as a picture."""

    title: str
    stops: tuple[Stop, ...]
    picture: Picture


def profession_road(context: PageContext, occupation: Occupation) -> Road:
    """From what a profession asks at school to who employs it nearby."""
    programs = context.catalog.programs_of(occupation)
    return _road(
        context,
        "Путь в профессию",
        here=3,
        subjects=occupation.subjects,
        exams=_exam_things(context, latest(occupation.ege), occupation.oge),
        programs=programs,
        occupations=[occupation],
    )


def program_road(context: PageContext, program: EducationalProgram) -> Road:
    """What a programme asks of its entrants, and where it leads."""
    occupations = context.catalog.occupations_of(program)
    exams = latest(program.exams) or latest([each for item in occupations for each in item.ege])
    after_school = 11 in program.after
    return _road(
        context,
        "Путь через эту программу",
        here=2,
        subjects=by_use(item.subjects for item in occupations),
        exams=_exam_things(context, exams if after_school else None, by_use(item.oge for item in occupations)),
        programs=[program],
        occupations=occupations,
        towns=context.catalog.near(program),
    )


def organization_road(context: PageContext, organization: Organization) -> Road | None:
    """What leads to or through an organization; None if nothing is known to.

    One stands at the work of an employer, at the study of a college or university (its own programmes, or those of
    its parts), at the lessons of a school; a museum or a centre shows professions and is no stop itself.
    """
    catalog = context.catalog
    parts = [item for item in catalog.referring(organization, Organization) if item.part_of == organization.id]
    programs = unique(each for item in (organization, *parts) for each in catalog.referring(item, EducationalProgram))
    found = {item.id: item for program in programs for item in catalog.occupations_of(program)}
    found |= {item: catalog.get(Occupation, item) for item in organization.professions}
    occupations = [found[key] for key in sorted(found)][:_WIDE]
    if not occupations:
        return None
    teaches = bool(programs) or organization.kind in _TEACHING
    title, here = _STANDING.get(organization.kind, ("Путь через это место", 2) if teaches else _NOWHERE)
    ways = programs or ([] if teaches else unique(each for item in occupations for each in catalog.programs_of(item)))
    return _road(
        context,
        title,
        here=here,
        subjects=by_use(item.subjects for item in occupations),
        exams=_exam_things(context, None, (), by_use(_asked(item) for item in occupations)),
        programs=ways,
        study=[place_thing(context, organization)._replace(note="какие программы, спросите")]
        if teaches and not ways
        else None,
        occupations=occupations,
        employers=[organization] if organization.kind == "employer" else None,
        towns=catalog.near(organization),
    )


def subject_road(
    context: PageContext, subject: str, occupations: Sequence[Occupation], programs: Sequence[EducationalProgram]
) -> Road:
    """Where a school subject leads: `occupations` and `programs` are those that ask for it."""
    ways = programs or unique(each for item in occupations for each in context.catalog.programs_of(item))
    asked = [
        Thing(title, f"#{anchor}")
        for anchor, title, uses in (
            ("ege", "ЕГЭ", any(subject in _asked(item) for item in occupations) or bool(programs)),
            ("oge", "ОГЭ", any(subject in item.oge for item in occupations)),
        )
        if uses
    ]
    return _road(
        context,
        "Куда ведёт этот предмет",
        here=0,
        subjects=[subject],
        exams=asked,
        programs=ways,
        occupations=occupations,
    )


def _road(
    context: PageContext,
    title: str,
    *,
    here: int,
    subjects: Sequence[str],
    exams: Sequence[Thing],
    programs: Sequence[EducationalProgram],
    occupations: Sequence[Occupation],
    employers: Sequence[Organization] | None = None,
    study: Sequence[Thing] | None = None,
    towns: Sequence[str] = (),
) -> Road:
    """`study` stands for programmes where none is known; in `towns`, if any, are employers and events that are near."""
    catalog = context.catalog
    wide = occupations[:_WIDE]
    if employers is None:
        found = unique(each for item in wide for each in catalog.referring(item, Organization))
        employers = [each for each in found if each.kind == "employer" and not each.closed]
        employers = [each for each in employers if not towns or any(catalog.is_near(each, town) for town in towns)]
    root = context.root
    doors = _doors(context, wide, programs, towns)
    kinds = (
        ("Предмет в школе", subjects, subject_thing, "Все предметы", "subjects/"),
        ("Экзамен", exams, as_it_is, "Даты экзаменов", "dates/"),
        ("Где учиться", study or spread(programs), as_it_is if study else program_thing, "Все программы", "study/"),
        ("Профессия", occupations, occupation_thing, "Все профессии", "professions/"),
        ("Где работают рядом", employers, place_thing, "Все организации", "organizations/"),
        ("Ближайшая дата", doors, as_it_is, "Все события", "events/"),
    )
    # A stop may lead to hundreds: only those that are shown are told.
    stops = tuple(
        Stop(
            name,
            tuple(thing(context, item) for item in items[:MOST]),
            more=max(0, len(items) - MOST),
            here=number == here,
            onward=None if number == here else Thing(words, root + page),
            none=_NONE.get(page, Stop._field_defaults["none"]),
        )
        for number, (name, items, thing, words, page) in enumerate(kinds)
    )
    return Road(title, stops, picture(title, stops))


def subject_thing(context: PageContext, subject: str) -> Thing:
    """A school subject."""
    return Thing(context.catalog.term("subject", subject).title, context.root + subject_address(subject))


def _exam_things(
    context: PageContext, exams: Exams | None, oge: Iterable[str], others: Iterable[str] = ()
) -> list[Thing]:
    """Exam subjects, those that not everybody takes first; the choice of grade 9 only where no later exam is known."""

    def thing(exam: str, anchor: str, subject: str, note: str) -> Thing:
        word = context.catalog.term("subject", subject).title.lower()
        return Thing(f"{exam}: {word}", f"{context.root}{subject_address(subject)}#{anchor}", note)

    if exams:
        year = f"приём {exams.year} года"
        required = sorted(exams.required_subjects, key=lambda item: item in OBLIGATORY)
        found = [thing("ЕГЭ", "ege", item, year) for item in required]
        return found + [thing("ЕГЭ на выбор", "ege", item, year) for item in exams.choice]
    later = sorted(others, key=lambda item: item in OBLIGATORY)
    return [thing("ЕГЭ", "ege", item, "") for item in later] or [thing("ОГЭ", "oge", item, "на выбор") for item in oge]


def program_thing(context: PageContext, program: EducationalProgram) -> Thing:
    """A programme with who teaches it where, and after which grade."""
    provider = context.catalog.get(Organization, program.provider)
    after = "" if not program.after else "после " + " и ".join(map(str, program.after)) + " класса"
    note = ", ".join(filter(None, (provider.label, _town(context, provider), after)))
    return Thing(program.title, context.link(program), note)


def occupation_thing(context: PageContext, occupation: Occupation) -> Thing:
    """A profession."""
    return Thing(occupation.title, context.link(occupation))


def as_it_is(context: PageContext, thing: Thing) -> Thing:
    """A thing that is told already."""
    del context
    return thing


def place_thing(context: PageContext, organization: Organization) -> Thing:
    """An organization with its town."""
    return Thing(organization.label, context.link(organization), _town(context, organization))


def _doors(
    context: PageContext,
    occupations: Sequence[Occupation],
    programs: Sequence[EducationalProgram],
    towns: Sequence[str],
) -> list[Thing]:
    """The next event of each town, of `towns` if any; then the next date that opens or closes the way to programmes."""
    catalog = context.catalog
    soonest: dict[str | None, Event] = {}
    for item in sorted(
        {each.id: each for job in occupations for each in context.doors.events(catalog, job)}.values(),
        key=lambda each: (cards.next_occurrence(each, catalog.today).start.isoformat(), each.id),
    ):
        if not towns or item.municipality in (None, *towns):
            soonest.setdefault(item.municipality, item)
    grades = sorted({grade for item in programs for grade in item.after} & {9, 11}) or [9, 11]
    dates = [context.doors.date(catalog, grade) for grade in grades]
    events = [_event(context, item) for item in list(soonest.values())[: MOST - len(grades)]]
    return events + [_date(context, item) for item in dict.fromkeys(filter(None, dates))]


def _event(context: PageContext, event: Event) -> Thing:
    shown = cards.next_occurrence(event, context.catalog.today)
    note = ", ".join(filter(None, (cards.occurrence_words(shown, event), _town(context, event))))
    sample = "Пример: " if event.demo and not event.title.startswith("Пример") else ""
    ends = cards.iso(context.catalog, event, shown.end or shown.start)
    day = russian.date_text(shown.first_day, context.catalog.today)
    return Thing(sample + event.title, context.link(event), note, ends, day)


def _date(context: PageContext, key_date: KeyDate) -> Thing:
    day = russian.date_text(key_date.day, context.catalog.today)
    words = [day, russian.grades_text(key_date.grades.first, key_date.grades.last)]
    if not key_date.is_confirmed:
        words.append(cards.basis_words(context.catalog, key_date).lower())
    ends = (key_date.until or key_date.day).isoformat()
    return Thing(key_date.title, context.link(key_date), ", ".join(words), ends, day)


def _town(context: PageContext, record: Record) -> str:
    town = context.catalog.town_of(record)
    return town.title if town else ""


def latest(sets: Sequence[Exams]) -> Exams | None:
    """The set of the newest year."""
    return max(sets, key=lambda item: item.year, default=None)


def _asked(occupation: Occupation) -> tuple[str, ...]:
    exams = latest(occupation.ege)
    return (*exams.required_subjects, *exams.choice) if exams else ()


def by_use(lists: Iterable[Iterable[str]]) -> list[str]:
    """Terms, those used most often first; equals in the order of their first use."""
    return [item for item, _ in Counter(each for some in lists for each in some).most_common()]


def spread(programs: Sequence[EducationalProgram]) -> list[EducationalProgram]:
    """Programmes of the towns in turn, so that the few shown are of more than one town and grade."""
    seen: Counter[tuple[str | None, tuple[int, ...]]] = Counter()
    ranked = []
    for item in programs:
        kind = (item.municipality, item.after)
        ranked.append((seen[kind], len(ranked), item))
        seen[kind] += 1
    return [item for _, _, item in sorted(ranked, key=lambda row: row[:2])]


def unique(records: Iterable[Record]) -> list:
    """Records in their order, each once."""
    return list({item.key: item for item in records}.values())

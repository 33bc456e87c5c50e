"""The ladder of a project: from today's grade through the project to exams, study, a profession and an employer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from macros.catalog import EducationalProgram, Initiative, Occupation, Organization
from macros.catalog.occupation import Exams
from macros.pages.context import PageContext
from macros.pages.links import subject_address
from macros.pages.road import (
    NO_EMPLOYERS,
    OBLIGATORY,
    Road,
    as_it_is,
    by_use,
    latest,
    occupation_thing,
    place_thing,
    program_thing,
    spread,
    subject_thing,
    unique,
)
from macros.pages.road_map import Stop, Thing, stairs
from macros.pages.year_plan import BANDS, band_id
from macros.text import russian

T = TypeVar("T")
TITLE = "Как это ведёт к профессии"
_MOST = 6
"""Things named on a step; the rest is counted."""
_SUBJECTS = 4
_COLLEGE = ("ppkrs", "ppssz")


def initiative_ladder(context: PageContext, initiative: Initiative) -> Road | None:
    """Six steps, the project itself the second; None for one that names neither professions nor codes."""
    occupations = occupations_of(context, initiative)
    named = _with_codes(context, initiative)
    if not (occupations or initiative.specialities):
        return None
    known = {item.key for item in named}
    others = unique(each for item in occupations for each in context.catalog.programs_of(item))
    programs = _near(context, initiative, named, [each for each in others if each.key not in known])
    kind = context.catalog.term("initiative-kind", initiative.kind)
    here = Thing(initiative.title, "#join", "как попасть, сказано выше")
    now, exams = _now(context, initiative, occupations), _exams(context, occupations, named, programs)
    study, employers = _study(context, initiative, programs), _employers(context, initiative, occupations)
    steps = (
        _step(context, "Сейчас", now, as_it_is, "Год по классам", "parents/"),
        Stop(kind.title, (here,), here=True),
        _step(context, "Экзамен", exams, as_it_is, "Даты экзаменов", "dates/"),
        _step(context, "Где учиться", study, _study_thing, "Все программы", "study/"),
        _step(context, "Профессия", occupations, occupation_thing, "Все профессии", "professions/"),
        _step(context, "Где работают рядом", employers, place_thing, "Все организации", "organizations/")._replace(
            none=NO_EMPLOYERS
        ),
    )
    return Road(TITLE, steps, stairs(TITLE, steps))


def occupations_of(context: PageContext, initiative: Initiative) -> list[Occupation]:
    """Professions that a project names, then those its codes lead to."""
    catalog = context.catalog
    named = [catalog.get(Occupation, item) for item in initiative.professions]
    return unique([*named, *(each for code in initiative.specialities for each in catalog.occupations_with(code))])


def _step(
    context: PageContext,
    title: str,
    items: Sequence[T],
    thing: Callable[[PageContext, T], Thing],
    words: str,
    page: str,
) -> Stop:
    shown = tuple(thing(context, item) for item in items[:_MOST])
    return Stop(title, shown, more=len(items) - len(shown), onward=Thing(words, context.root + page))


def _now(context: PageContext, initiative: Initiative, occupations: Sequence[Occupation]) -> list[Thing]:
    """The grade of today and the subjects of the project, or else those that its professions need."""
    grades = initiative.grades
    if grades:
        band = next(item for item in BANDS if item.meets(grades))
        words = russian.capitalise(russian.grades_text(grades.first, grades.last))
        found = [Thing(words, f"{context.root}parents/#{band_id(band)}", "что успеть за год")]
    else:
        found = [Thing("Класс не назван", f"{context.root}parents/", "нет данных: для каких классов")]
    own = list(initiative.subjects)
    subjects = own or by_use(item.subjects for item in occupations)[:_SUBJECTS]
    note = "" if own else "пригодится в профессии"
    return found + [subject_thing(context, item)._replace(note=note) for item in subjects]


def _with_codes(context: PageContext, initiative: Initiative) -> list[EducationalProgram]:
    catalog = context.catalog
    return unique(each for code in initiative.specialities for each in catalog.programs_with(code))


def _near(
    context: PageContext,
    initiative: Initiative,
    named: Sequence[EducationalProgram],
    others: Sequence[EducationalProgram],
) -> list[EducationalProgram]:
    """Programmes near the project's own town first; there and elsewhere those of its own codes come first."""
    found = []
    for near in (True, False):
        for some in (named, others):
            found += spread([item for item in some if _is_near(context, initiative, item) is near])
    return found


def _is_near(context: PageContext, initiative: Initiative, record: EducationalProgram | Organization) -> bool:
    """Whether a record is of the project's town or of a neighbour that serves it."""
    return initiative.municipality in context.catalog.near(record)


def _study(
    context: PageContext, initiative: Initiative, programs: Sequence[EducationalProgram]
) -> list[EducationalProgram | str]:
    """Programmes, and among those that are shown the codes for which nobody is known to teach."""
    unknown = [code for code in initiative.specialities if not context.catalog.programs_with(code)]
    room = max(0, _MOST - len(unknown))
    return [*programs[:room], *unknown, *programs[room:]]


def _study_thing(context: PageContext, item: EducationalProgram | str) -> Thing:
    return Thing(item, "", "нет данных: где этому учат рядом") if isinstance(item, str) else _program(context, item)


def _program(context: PageContext, program: EducationalProgram) -> Thing:
    """A programme with what tells it from its namesakes: code, level, place; after which grade, if that is known."""
    level = context.catalog.term("education-level", program.level)
    thing = program_thing(context, program)
    return thing._replace(note=f"{program.code}, {level.short or level.title.lower()}, {thing.note}")


def _exams(
    context: PageContext,
    occupations: Sequence[Occupation],
    named: Sequence[EducationalProgram],
    programs: Sequence[EducationalProgram],
) -> list[Thing]:
    """Subjects of the newest admission year: those that all ask for, those that some do, those of one's choice.

    Sets of the project's own programmes and of its professions; older years would only confuse.
    """
    sets = [(item.title, latest(item.exams)) for item in named] + [
        (item.title, latest(item.ege)) for item in occupations
    ]
    known = [(title, exams) for title, exams in sets if exams]
    newest = max((exams.year for _, exams in known), default=0)
    known = [(title, exams) for title, exams in known if exams.year == newest]
    found = _exam_things(context, known, newest) if known else []
    if any(item.level in _COLLEGE for item in programs):
        words = "ЕГЭ не спрашивают; конкурс аттестатов, на некоторые специальности — испытание"
        found.append(Thing("Колледж", f"{context.root}choice/", words))
    return found


def _exam_things(context: PageContext, known: Sequence[tuple[str, Exams]], year: int) -> list[Thing]:
    asked = by_use(exams.required_subjects for _, exams in known)
    chosen = [item for item in by_use(exams.choice for _, exams in known) if item not in asked]
    asking = {item: [title for title, exams in known if item in exams.required_subjects] for item in asked}
    asked.sort(key=lambda item: (item in OBLIGATORY, -len(asking[item])))
    things = []
    for item in (*asked, *chosen):
        who = asking.get(item, [])
        note = [f"приём {year} года"]
        note += [] if item in chosen or len(who) == len(known) else [", ".join(dict.fromkeys(who))]
        note += ["на выбор"] if item in chosen else []
        word = context.catalog.term("subject", item).title.lower()
        things.append(Thing(f"ЕГЭ: {word}", f"{context.root}{subject_address(item)}#ege", "; ".join(note)))
    return things


def _employers(context: PageContext, initiative: Initiative, occupations: Sequence[Occupation]) -> list[Organization]:
    """Who runs the project and employs, then employers of its professions near its town, or all for the country."""
    catalog = context.catalog
    found = list(catalog.organizations(initiative.organizations))
    found += [each for item in occupations for each in catalog.referring(item, Organization)]
    employers = [item for item in unique(found) if item.kind == "employer" and not item.closed]
    town = initiative.municipality
    return [
        item for item in employers if item.id in initiative.organizations or not town or catalog.is_near(item, town)
    ]

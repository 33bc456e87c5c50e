"""School subjects: the list of all, and a page for each with its exams, programmes, professions and doors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup

from macros.catalog import Catalog, EducationalProgram, Initiative, Occupation, Organization
from macros.catalog.occupation import Exams
from macros.pages.catalogue_views import crumbs
from macros.pages.context import PageContext
from macros.pages.links import subject_address
from macros.pages.record_view import sections
from macros.pages.renderer import Renderer
from macros.pages.road import subject_road
from macros.text import russian

FOLDER = "subjects/"
_TRAIL = (("Профессии", "professions/"), ("Школьные предметы", FOLDER))


class Uses(NamedTuple):
    """Who asks for a subject: at school, at the exams of grades 9 and 11, in a programme's admission."""

    school: tuple[Occupation, ...]
    oge: tuple[Occupation, ...]
    ege: tuple[Occupation, ...]
    admission: tuple[EducationalProgram, ...]
    initiatives: tuple[Initiative, ...]

    @property
    def occupations(self) -> tuple[Occupation, ...]:
        """Professions that need the subject in any way, those that need it at school first."""
        return tuple({item.id: item for item in (*self.school, *self.ege, *self.oge)}.values())


def uses_of(catalog: Catalog, subject: str) -> Uses:
    """Everything that asks for a subject; exams by their newest year only."""
    occupations, programs = catalog.all(Occupation), catalog.all(EducationalProgram)
    return Uses(
        school=tuple(item for item in occupations if subject in item.subjects),
        oge=tuple(item for item in occupations if subject in item.oge),
        ege=tuple(item for item in occupations if _asks(item.ege, subject)),
        admission=tuple(item for item in programs if _asks(item.exams, subject)),
        initiatives=tuple(item for item in catalog.all(Initiative) if subject in item.subjects),
    )


def subject_pages(context: PageContext, renderer: Renderer) -> Iterator[tuple[str, Callable[[], str]]]:
    """(address from the site root, what renders the page), only for subjects that something asks for."""
    catalog = context.catalog
    used = [(term, uses_of(catalog, term.id)) for term in catalog.vocabularies["subject"].terms]
    used = [(term, uses) for term, uses in used if any(uses)]
    yield FOLDER, partial(_list_page, context.at(FOLDER), renderer, used)
    for term, uses in used:
        page = subject_address(term.id)
        yield page, partial(_page, context.at(page), renderer, term.id, uses)


def _list_page(context: PageContext, renderer: Renderer, used: Sequence[tuple[Any, Uses]]) -> str:
    rows = [
        {
            "title": term.title,
            "url": context.root + subject_address(term.id),
            "line": _counted(uses),
            "exams": [word for word, found in (("ЕГЭ", uses.ege or uses.admission), ("ОГЭ", uses.oge)) if found],
        }
        for term, uses in sorted(used, key=lambda row: (-len(row[1].occupations), row[0].title))
    ]
    return renderer.render(
        "pages/subjects.html",
        page=context.page,
        section="professions",
        subjects={"breadcrumbs": crumbs(context, *_TRAIL), "rows": rows},
        page_title="Школьные предметы",
        page_description="Что любите в школе: какие экзамены, профессии и программы рядом ведут из каждого предмета.",
        page_canonical=context.site_url + context.page,
    )


def _page(context: PageContext, renderer: Renderer, subject: str, uses: Uses) -> str:
    view = subject_view(context, subject, uses)
    return renderer.render(
        "pages/subject.html",
        page=context.page,
        section="professions",
        subject=view,
        page_title=f"{view['title']}: куда ведёт предмет",
        page_description=f"{view['title']}: {_counted(uses)}. Экзамены, программы, работодатели и ближайшие даты.",
        page_canonical=context.site_url + context.page,
    )


def subject_view(context: PageContext, subject: str, uses: Uses) -> dict[str, Any]:
    """What the template shows of a subject."""
    catalog = context.catalog
    term = catalog.term("subject", subject)
    near = [
        item
        for item in catalog.vocabularies["subject"].terms
        if item.id != subject and (item.id.startswith(f"{subject}-") or subject.startswith(f"{item.id}-"))
    ]
    towns = [(town.id, town.title) for town in catalog.towns()]
    local = [
        (title, [item for item in uses.admission if item.municipality == town]) for town, title in [*towns, (None, "")]
    ]
    return {
        "title": term.title,
        "lead": f"{russian.capitalise(_counted(uses))}.",
        "breadcrumbs": crumbs(context, *_TRAIL, (term.title, "")),
        "near": [
            {"title": item.title, "url": context.root + subject_address(item.id)}
            for item in near
            if any(uses_of(catalog, item.id))
        ],
        "road": subject_road(context, subject, uses.occupations, uses.admission),
        "sections": sections(
            ("ege", "ЕГЭ", _ege(context, subject, uses)),
            ("oge", "ОГЭ", _oge(context, uses)),
        ),
        "places": [(title or "Другие места", context.cards(found)) for title, found in local if found],
        "school": context.cards(uses.school) if uses.school else "",
        "initiatives": context.cards(uses.initiatives) if uses.initiatives else "",
    }


def _ege(context: PageContext, subject: str, uses: Uses) -> Markup | None:
    """Which professions ask for the subject, each with the year of the rule."""
    lines = []
    for item in uses.ege:
        exams = _latest(item.ege)
        how = "обязательно" if subject in exams.required_subjects else "один из предметов на выбор"
        lines.append(
            Markup('<li><a href="{}">{}</a> — {}, приём {} года</li>').format(
                context.link(item), item.title, how, exams.year
            )
        )
    for item in [] if uses.ege else uses.admission:
        provider = context.catalog.get(Organization, item.provider).label
        lines.append(
            Markup('<li><a href="{}">{}</a> — {}, приём {} года</li>').format(
                context.link(item), item.title, provider, _latest(item.exams).year
            )
        )
    if not lines:
        return None
    note = Markup('<p class="soft">Обычные наборы. Точный список экзаменов — в правилах приёма вуза.</p>')
    return Markup("<ul>{}</ul>{}").format(Markup("").join(lines), note)


def _oge(context: PageContext, uses: Uses) -> Markup | None:
    if not uses.oge:
        return None
    links = Markup("").join(
        Markup('<li><a href="{}">{}</a></li>').format(context.link(item), item.title) for item in uses.oge
    )
    return Markup("<p>Полезный выбор в 9 классе, если думаете об одной из этих профессий:</p><ul>{}</ul>").format(links)


def _counted(uses: Uses) -> str:
    """«12 профессий, 9 программ с этим экзаменом»."""
    words = []
    if uses.occupations:
        words.append(russian.plural(len(uses.occupations), "профессия", "профессии", "профессий"))
    if uses.admission:
        count = russian.plural(len(uses.admission), "программа", "программы", "программ")
        words.append(f"{count} с этим экзаменом")
    if uses.initiatives:
        words.append(russian.plural(len(uses.initiatives), "проект", "проекта", "проектов"))
    return ", ".join(words)


def _latest(sets: Sequence[Exams]) -> Exams:
    return max(sets, key=lambda item: item.year)


def _asks(sets: Sequence[Exams], subject: str) -> bool:
    if not sets:
        return False
    latest = _latest(sets)
    return subject in latest.required_subjects or subject in latest.choice

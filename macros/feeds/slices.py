"""Slices: which feeds exist and what each is called for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from macros.catalog import Catalog, EventSeries, Organization
from macros.catalog.fields import Grades
from macros.catalog.vocabulary import VocabularyTerm
from macros.text import russian

ALL = "all"
"""The town of feeds over all towns."""
KEY_DATES = "vazhnye-daty"
DEADLINES = "sroki-zapisi"
GUIDANCE_CENTRE = "sobytiya-copp"
VOLUNTEERS_WANTED = "nuzhny-volontery"
GUIDANCE_ROLE = "guidance-centre"
"""The role that makes an organization a ЦОПП."""
_BETWEEN = " · "
"""Between the words of a title; a comma would be shown escaped by some programs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One feed's identity: `town` is a town id or "all", `name` a frozen word, "" for everything there.

    `title` is what a calendar program shows, `short_title` the same where the town is plain to see;
    `filters` says in codes what was selected.
    """

    town: str
    name: str
    title: str
    short_title: str
    description: str
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The feed's address from the site root, kept for ever."""
        return feed_path(self.town, self.name)


def feed_path(town: str, name: str) -> str:
    """Where a feed lives: `calendar/ryazan/ryazan-roditeli.ics`.

    Calendar programs show the file name, so it says town and slice; an organization's id begins with its
    town already.
    """
    stem = town if not name else name if name.startswith(f"{town}-") else f"{town}-{name}"
    return f"calendar/{town}/{stem}.ics"


def series_name(series: EventSeries) -> str:
    """The word of a series' feeds: `akciya-dni-otkrytyh-dverey`, as without it a kind of events has that name."""
    town = series.municipality
    return f"akciya-{series.id.removeprefix(f'{town}-') if town else series.id}"


def bands(catalog: Catalog) -> list[tuple[VocabularyTerm, Grades]]:
    """The spans of grades that have a feed: preschool, 1–4, 5–7, 8–9, 10–11."""
    return [(term, term.grades) for term in catalog.vocabularies["grade-band"].terms if term.grades]


def steps(catalog: Catalog) -> list[tuple[VocabularyTerm, Grades]]:
    """What a family calls its grade: preschool and 1–4 as spans, then each grade alone."""
    single = [(term, term.grades) for term in catalog.vocabularies["grade"].terms if term.grades]
    young = [row for row in bands(catalog) if not any(row[1].meets(grades) for _, grades in single)]
    return [*young, *single]


def word(term: VocabularyTerm) -> str:
    """The word of a term in the names of feeds."""
    return term.slug or term.id


def joins(audience: VocabularyTerm, grades: Grades) -> bool:
    """Whether an audience has a feed for a grade: it has people there, and people elsewhere too."""
    return bool(audience.grades) and audience.grades.meets(grades) and audience.grades != grades


def slices(catalog: Catalog) -> tuple[Slice, ...]:
    """Every feed of the site, whether or not it holds anything today."""
    found: list[Slice] = []
    towns = [(town.id, town.title) for town in catalog.towns()]
    for town, place in [*towns, (ALL, "Все города")]:
        found += _closed_slices(catalog, town, place)
        found += _series_slices(catalog, town, place)
        found += _organization_slices(catalog, town)
    return tuple(found)


def _closed_slices(catalog: Catalog, town: str, place: str) -> Iterator[Slice]:
    """The feeds that follow from the closed lists alone; two words at once only in a town, where people live."""

    def of(name: str, title: str, description: str, **filters: str) -> Slice:
        return Slice(
            town=town,
            name=name,
            title=f"{place}: {title}",
            short_title=russian.capitalise(title),
            description=description,
            filters=filters,
        )

    in_town = town != ALL
    audiences, fields = (catalog.vocabularies[name].terms for name in ("audience", "klimov"))
    every_step = [(word(term), term.title.lower(), grades) for term, grades in steps(catalog)]
    every_band = [(word(term), term.title.lower(), grades) for term, grades in bands(catalog)]

    yield of("", "события и важные даты", "Все события и важные даты")
    for term in audiences:
        title = term.title.lower()
        yield of(word(term), title, f"Для кого: {title}", audience=term.id)
    for name, title, grades in [*every_band, *(step for step in every_step if step not in every_band)]:
        yield of(name, title, f"Классы: {title}", grades=str(grades))
    if in_town:
        for name, title, grades in every_step:
            for term in audiences:
                if joins(term, grades):
                    both = f"{title}{_BETWEEN}{term.title.lower()}"
                    about = f"Классы: {title}. Для кого: {term.title.lower()}"
                    yield of(f"{name}-{word(term)}", both, about, grades=str(grades), audience=term.id)
    for term in fields:
        title = _lower(term.title)
        about = f"События о профессиях типа «{term.title}»"
        yield of(word(term), title, about, field=term.id)
        if in_town:
            for name, grade_title, grades in every_band:
                both = f"{title}{_BETWEEN}{grade_title}"
                more = f"{about}. Классы: {grade_title}"
                yield of(f"{word(term)}-{name}", both, more, field=term.id, grades=str(grades))
    for term in catalog.vocabularies["event-kind"].terms:
        many = (term.many or term.title).lower()
        yield of(word(term), many, f"Вид событий: {many}", kind=term.id)
    for own, title, about, kind in (
        (KEY_DATES, "важные даты", "Экзамены и поступление", "key-date"),
        (DEADLINES, "сроки записи", "Последние дни записи на события", "deadline"),
    ):
        yield of(own, title, about, type=kind)
        if in_town:
            for name, grade_title, grades in every_step:
                both = f"{title}{_BETWEEN}{grade_title}"
                yield of(f"{own}-{name}", both, f"{about}. Классы: {grade_title}", type=kind, grades=str(grades))
    about = "События, которые проводят или принимают центры опережающей профессиональной подготовки"
    yield of(GUIDANCE_CENTRE, "события ЦОПП", about, role=GUIDANCE_ROLE)
    yield of(VOLUNTEERS_WANTED, "нужны волонтёры", "События, которым нужны волонтёры", volunteers="wanted")


def _series_slices(catalog: Catalog, town: str, place: str) -> Iterator[Slice]:
    """A town's own series there; one of the whole country in every town and in all of them."""
    for series in catalog.all(EventSeries):
        if series.municipality in (None, town):
            title = f"акция «{_inner_quotes(series.title)}»"
            yield Slice(
                town=town,
                name=series_name(series),
                title=f"{place}: {title}",
                short_title=russian.capitalise(title),
                description=f"Когда и где проходит: {series.title}",
                filters={"series": series.id},
            )


def _organization_slices(catalog: Catalog, town: str) -> Iterator[Slice]:
    at_home = [item for item in catalog.all(Organization) if (item.municipality or ALL) == town]
    labels = Counter(item.label for item in at_home)
    titles = Counter(item.title for item in at_home)
    for item in at_home:
        title = item.label if labels[item.label] == 1 else item.title
        if labels[item.label] > 1 and titles[item.title] > 1:
            title = f"{item.title} ({item.id})"  # nothing else tells two namesakes apart
        yield Slice(
            town=town,
            name=item.id,
            title=title,
            short_title=title,
            description=f"События, которые проводит или принимает {item.title}",
            filters={"organization": item.id},
        )


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _inner_quotes(title: str) -> str:
    """Quotation marks as they are written inside others."""
    return title.translate({ord("«"): "„", ord("»"): "“"})

"""Slices: which feeds exist, what each is called, and which entries it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from macros.catalog import Catalog, Organization
from macros.catalog.problem import Problem, Severity, code
from macros.feeds.entries import Item
from macros.text import russian

ALL = "all"
"""The town of feeds over all towns."""
KEY_DATES = "vazhnye-daty"
DEADLINES = "sroki-zapisi"
_VOCABULARIES = {"audience": "audience", "grades": "grade-band", "kind": "event-kind"}
"""Which closed list a filter of a slice comes from."""


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


def slices(catalog: Catalog) -> tuple[Slice, ...]:
    """Every feed of the site, whether or not it holds anything today."""
    found: list[Slice] = []
    towns = [(town.id, town.title) for town in catalog.towns()]
    for town, place in [*towns, (ALL, "Все города")]:
        found += _town_slices(catalog, town, place)
    return tuple(found)


def _town_slices(catalog: Catalog, town: str, place: str) -> Iterator[Slice]:
    def of(name: str, title: str, description: str, **filters: str) -> Slice:
        return Slice(
            town=town,
            name=name,
            title=f"{place}: {title}",
            short_title=russian.capitalise(title),
            description=description,
            filters=filters,
        )

    yield of("", "события и важные даты", "Все события и важные даты")
    for term in catalog.vocabularies["audience"].terms:
        yield of(term.slug or term.id, term.title.lower(), f"Для кого: {term.title.lower()}", audience=term.id)
    for term in catalog.vocabularies["grade-band"].terms:
        grades = str(term.grades or "")
        yield of(term.slug or term.id, term.title.lower(), f"Классы: {term.title.lower()}", grades=grades)
    for term in catalog.vocabularies["event-kind"].terms:
        many = (term.many or term.title).lower()
        yield of(term.slug or term.id, many, f"Вид событий: {many}", kind=term.id)
    yield of(KEY_DATES, "важные даты", "Экзамены и поступление", type="key-date")
    yield of(DEADLINES, "сроки записи", "Последние дни записи на события", type="deadline")
    for organization in catalog.all(Organization):
        if (organization.municipality or ALL) == town:
            title = organization.label
            yield Slice(
                town=town,
                name=organization.id,
                title=title,
                short_title=title,
                description=f"События, которые проводит или принимает {organization.title}",
                filters={"organization": organization.id},
            )


def path_clashes(catalog: Catalog) -> tuple[Problem, ...]:
    """Records and vocabulary terms whose feed would have the address of another one."""
    first: dict[str, Slice] = {}
    found: list[Problem] = []
    for each in slices(catalog):
        taken = first.setdefault(each.path, each)
        if taken is not each:
            own_word = "type" in each.filters  # ours stays, the vocabulary's goes
            found.append(_clash(catalog, *((taken, each) if own_word else (each, taken))))
    # A word that occurs twice does so in every town.
    return tuple(dict.fromkeys(found))


def _clash(catalog: Catalog, each: Slice, taken: Slice) -> Problem:
    vocabulary = next((name for key, name in _VOCABULARIES.items() if key in each.filters), None)
    if vocabulary:
        prefix, path, field = "СЛВ", catalog.vocabularies[vocabulary].path, "slug"
        found = f"слово «{each.name}» у «{each.short_title}»"
    else:
        prefix, path, field = "ОРГ", catalog.get(Organization, each.filters["organization"]).path, ""
        found = f"имя файла «{each.name}»"
    return Problem(
        code=code(prefix, "feed-name"),
        severity=Severity.ERROR,
        path=path,
        line=1,
        field=field,
        name=field,
        found=found,
        expected=f"так уже называется календарь «{taken.short_title}»: выберите другое имя, пока его не опубликовали",
    )


def assign(catalog: Catalog, items: Sequence[Item]) -> dict[tuple[str, str], list[Item]]:
    """Items by (town, name) of the feeds that hold them; one pass over the items."""
    audiences = {term.id: term.slug or term.id for term in catalog.vocabularies["audience"].terms}
    kinds = {term.id: term.slug or term.id for term in catalog.vocabularies["event-kind"].terms}
    bands = [(term.slug or term.id, term.grades) for term in catalog.vocabularies["grade-band"].terms if term.grades]
    all_towns = [town.id for town in catalog.towns()]
    home = {item.id: item.municipality or ALL for item in catalog.all(Organization)}
    found: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        if item.kind == "deadline":
            names = [DEADLINES]
        else:
            names = ["", *(audiences[each] for each in item.audience)]
            names += [slug for slug, grades in bands if item.grades and grades.meets(item.grades)]
            names.append(KEY_DATES if item.kind == "key-date" else kinds[item.event_kind])
        for town in (*([item.town] if item.town else all_towns), ALL):
            for name in names:
                found[town, name].append(item)
        if item.kind == "event":
            for organization in item.organizations:
                found[home[organization], organization].append(item)
    return found

"""Clashes: records and words whose feed would have the address of another one."""

from __future__ import annotations

from macros.catalog import Catalog, EventSeries, Organization
from macros.catalog.problem import Problem, Severity, code
from macros.feeds.slices import Slice, slices

_VOCABULARIES = {"audience": "audience", "field": "klimov", "kind": "event-kind", "grades": "grade-band"}
"""Which closed list a filter of a slice comes from; single grades have their own."""
_RECORDS = {"organization": Organization, "series": EventSeries}


def path_clashes(catalog: Catalog) -> tuple[Problem, ...]:
    """Records and vocabulary terms whose feed would have the address of another one."""
    first: dict[str, Slice] = {}
    found: list[Problem] = []
    for each in slices(catalog):
        taken = first.setdefault(each.path, each)
        if taken is not each:
            wrong, right = sorted((each, taken), key=_firmness)
            found.append(_clash(catalog, wrong, right))
    # A word that occurs twice does so in every town.
    return tuple(dict.fromkeys(found))


def _firmness(each: Slice) -> int:
    """Which of two has to give way, the lower: a record's name, one word of a list, two words, a word of ours."""
    if not _RECORDS.keys().isdisjoint(each.filters):
        return 0
    return len(each.filters) if _VOCABULARIES.keys() >= each.filters.keys() else 3


def _clash(catalog: Catalog, each: Slice, taken: Slice) -> Problem:
    record = next((catalog.get(cls, each.filters[key]) for key, cls in _RECORDS.items() if key in each.filters), None)
    if record is not None:
        prefix, path, field = record.TYPE.prefix, record.path, ""
        found = f"имя файла «{record.id}»"
    else:
        vocabulary = next(name for key, name in _VOCABULARIES.items() if key in each.filters)
        if any(term.slug == each.name for term in catalog.vocabularies["grade"].terms):
            vocabulary = "grade"
        prefix, path, field = "СЛВ", catalog.vocabularies[vocabulary].path, "slug"
        found = f"слово «{each.name}» у «{each.short_title}»"
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

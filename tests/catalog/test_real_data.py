"""Owns what must be true of the real data: the records in data/ and the cards in content/."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import material
import pytest

from macros.catalog import TYPES, Catalog, Event, Municipality, Occupation, Organization, Questionnaire, load
from macros.catalog.fields import RefTo
from macros.catalog.municipality import RESERVED
from macros.feeds.slices import slices
from tests.catalog.towns import TODAY
from tests.tools import ROOT

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The real records, demo records included."""
    return load(ROOT, today=TODAY, demo=True).catalog


@pytest.fixture(scope="module")
def published() -> Catalog:
    """The real records as they are published."""
    return load(ROOT, today=TODAY, demo=False).catalog


@pytest.mark.parametrize("demo", [True, False])
def test_loads_clean(demo: bool) -> None:
    """No errors and no advice left, with and without demo records."""
    assert [problem.text() for problem in load(ROOT, today=TODAY, demo=demo).problems] == []


def test_demo_stays_apart(catalog: Catalog, published: Catalog) -> None:
    """No real record refers to a demo one, and every demo event happens at demo organizations."""
    for items in catalog.records.values():
        for record in items.values():
            named = [value for _, marker, value in record.marks if isinstance(marker, RefTo)]
            if not record.demo:
                assert not [
                    value for value in named if value.partition("/")[2].startswith("demo-") or value.startswith("demo-")
                ]
    for event in catalog.all(Event):
        if event.demo:
            assert all(catalog.get(Organization, name).demo for name in event.run_by), event.id
            assert event.place is None or not event.place.organization or event.place.organization.startswith("demo-")
    assert not any(record.id.startswith("demo-") for items in published.records.values() for record in items.values())


PHONE = re.compile(
    r"(?<![\w.])(?:\+7|8)[\s(-]*\d{3,5}[\s)-]*\d{1,3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)|\(\d{3,5}\)\s*\d{2}|\bтел\.|телефон:"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
NOT_PERSONAL: frozenset[str] = frozenset()
"""What the patterns take for a phone number or an address and is none."""


def texts() -> Iterator[tuple[str, str]]:
    """Every editable file with its text."""
    for folder in ("data", "content"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".yml", ".md"):
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["+7 (4912) 12-34-56", "8-910-123-45-67", "8 4912 123456", "(4912) 12-34-56", "тел. 12", "ivanov@mail.ru"]
)
def test_patterns_find_personal_data(text: str) -> None:
    """The patterns below do see what they are meant to see."""
    assert PHONE.search(text) or EMAIL.search(text)


def test_no_personal_data() -> None:
    """No phone numbers and no e-mail addresses in what is published."""
    found = [(path, match[0]) for path, text in texts() for match in (*PHONE.finditer(text), *EMAIL.finditer(text))]
    assert [item for item in found if item[1] not in NOT_PERSONAL] == []


def test_vocabulary_icons_exist(published: Catalog) -> None:
    """Every icon of a closed list is in the set of icons that the theme brings."""
    icons = Path(material.__file__).parent / "templates" / ".icons" / "material"
    named = {term.icon for vocabulary in published.vocabularies.values() for term in vocabulary.terms if term.icon}
    assert named
    assert sorted(name for name in named if not (icons / f"{name}.svg").is_file()) == []


def test_vocabulary_terms_are_unique(published: Catalog) -> None:
    """No closed list has one code or one name twice."""
    for name, vocabulary in published.vocabularies.items():
        assert max(Counter(term.id for term in vocabulary.terms).values()) == 1, name
        assert max(Counter(term.title.lower() for term in vocabulary.terms).values()) == 1, name


def test_vocabularies_are_used(published: Catalog) -> None:
    """Every closed list belongs to a field or to the whole site, and every field has its list."""
    wanted = set()
    for cls in (*TYPES.values(), Questionnaire):
        schema = str(cls.model_json_schema())
        wanted |= set(re.findall(r"'x-vocabulary': '([a-z-]+)'", schema))
    whole_site = {"grade-band", "grade", "project-kind", "project-step", "search-synonyms"}
    assert wanted | whole_site == set(published.vocabularies)


def test_slugs_are_frozen(published: Catalog, request: pytest.FixtureRequest) -> None:
    """Slugs name calendars that people have subscribed to: none may change or go, new ones are added to the list."""
    slugs = [
        (name, term.id, term.slug)
        for name, vocabulary in sorted(published.vocabularies.items())
        for term in vocabulary.terms
        if term.slug
    ]
    assert len({slug for _, _, slug in slugs}) == len(slugs)
    text = "".join(f"{name} {term} {slug}\n" for name, term, slug in slugs)
    golden = GOLDEN / "slugs.txt"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_feed_names_are_unique(published: Catalog) -> None:
    """Every calendar has an address of its own, and every organization of a town has one."""
    paths = [item.path for item in slices(published)]
    assert sorted(paths) == sorted(set(paths))
    assert {item.filters.get("organization") for item in slices(published)} >= set(published.records["Organization"])


def test_town_ids(published: Catalog) -> None:
    """The two towns keep their ids, and neither takes the address of a section."""
    assert [town.id for town in published.all(Municipality)] == ["ryazan", "stary-oskol"]
    assert not {town.id for town in published.all(Municipality)} & RESERVED


def test_samples_in_messages_exist(published: Catalog) -> None:
    """A sample that names a record names a real one: it is shown to editors as something to copy."""
    missing = []
    for cls in TYPES.values():
        for name, info in cls.model_fields.items():
            markers = [item for item in (*info.metadata, *_inner(info.annotation)) if isinstance(item, RefTo)]
            for marker in markers[:1]:
                missing += [
                    f"{cls.__name__}.{name}: {example}"
                    for example in info.examples or ()
                    if published.find(marker.type_name, example) is None
                ]
    assert missing == []


def _inner(annotation: object) -> Iterator[object]:
    """Everything inside `tuple[Annotated[…], ...]` and `Annotated[…] | None`."""
    yield from getattr(annotation, "__metadata__", ())
    for argument in get_args(annotation):
        yield from _inner(argument)


def test_games_for_small_children(published: Catalog) -> None:
    """Every profession can be played, of all five Klimov types, each with its own drawing."""
    played = [item for item in published.all(Occupation) if item.play]
    assert [item.id for item in published.all(Occupation) if not item.play] == []
    assert {item.klimov for item in played} == {term.id for term in published.vocabularies["klimov"].terms}
    drawings = {path.stem for path in (ROOT / "overrides/assets/img/professions").glob("*.svg")}
    assert {item.id for item in played} <= drawings

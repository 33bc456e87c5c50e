"""Owns what must be true of the real records together: no card without a way on, no fact of a document lost."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from macros.catalog import (
    Catalog,
    Document,
    EventSeries,
    Initiative,
    KeyDate,
    Municipality,
    Occupation,
    Organization,
    Record,
    load,
)
from macros.catalog.catalog import build
from macros.catalog.occupation import LETTERS
from tests.catalog.towns import TODAY
from tests.tools import ROOT

THEMES = {
    "mining": {"gornyy-inzhener", "mashinist-ekskavatora", "obogatitel", "geolog"},
    "metallurgy": {"metallurg", "obogatitel"},
    "medicine": {"vrach-kardiolog", "medicinskaya-sestra", "feldsher"},
    "teaching": {"vospitatel", "uchitel-nachalnyh-klassov"},
    "engineering": {"mehatronik", "inzhener-radioelektronshchik", "inzhener-tehnolog-mashinostroeniya"},
    "computers": {"programmist", "sistemnyy-administrator"},
}
"""What the two source documents speak of, with the cards that answer it."""
WORDS = 600
LOCAL_CARDS = 8


@pytest.fixture(scope="module")
def published() -> Catalog:
    """The real records as they are published."""
    return load(ROOT, today=TODAY, demo=False).catalog


def is_of_document(record: Record) -> bool:
    """Whether one of the two source documents tells of the record."""
    return any(source.kind == "seed" for source in record.sources)


def local_programs(catalog: Catalog, occupation: Occupation, town: str) -> list[str]:
    """Study programmes of a profession at organizations of a town."""
    programs = catalog.programs_of(occupation)
    return [item.id for item in programs if catalog.get(Organization, item.provider).municipality == town]


# --- cards -------------------------------------------------------------------------------------------


def test_cards_cover_all_interests(published: Catalog) -> None:
    """24 cards: every type of Klimov is the main one somewhere, every letter of RIASEC occurs, every theme twice."""
    cards = published.all(Occupation)
    assert len(cards) == 24
    assert {card.klimov for card in cards} == {term.id for term in published.vocabularies["klimov"].terms}
    assert {letter for card in cards for letter in card.riasec} == set(LETTERS)
    assert all(len(theme & {card.id for card in cards}) >= 2 for theme in THEMES.values())


def test_each_town_has_its_own_places(published: Catalog) -> None:
    """In each town at least eight professions can be learned in a local place."""
    counts = {
        town.id: sum(bool(local_programs(published, card, town.id)) for card in published.all(Occupation))
        for town in published.all(Municipality)
    }
    assert len(counts) == 2
    assert {town: count for town, count in counts.items() if count < LOCAL_CARDS} == {}


def test_every_card_leads_on(published: Catalog) -> None:
    """To a local programme or to what a source document tells of, to an organization, and to a date that is known."""
    towns = [town.id for town in published.all(Municipality)]
    assert [item for item in published.all(KeyDate) if item.day and item.day >= TODAY]
    for card in published.all(Occupation):
        found = published.referring(card, Initiative) + published.referring(card, EventSeries)
        seeds = [item for item in found if is_of_document(item)]
        programs = [item for town in towns for item in local_programs(published, card, town)]
        teaching = [published.get(Organization, item.provider) for item in published.programs_of(card)]
        assert programs or seeds, card.id
        assert published.referring(card, Organization) or teaching, card.id


def test_cards_are_written_out(published: Catalog) -> None:
    """A card has at least 600 words of its own below its head."""
    words = {card.id: len(re.findall(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*", card.body)) for card in published.all(Occupation)}
    assert {card: count for card, count in words.items() if count < WORDS} == {}


def own_texts(card: Occupation) -> list[str]:
    """What the editors wrote in a card, piece by piece; names in quotes and names of links are nobody's own words."""
    told = [item.text for items in (card.routes, card.limits, card.tries) for item in items]
    told += [*card.conditions, *card.not_for, *card.questions, *card.body.splitlines()]
    return [piece for text in told for piece in re.split(r"\[[^\]]*\]\([^)]*\)|«[^»]*»", text)]


def test_no_card_repeats_another(published: Catalog) -> None:
    """No eight words in a row stand in two cards, be it in the prose, in the tries or in the limits."""
    counts: Counter[str] = Counter()
    for card in published.all(Occupation):
        found = set()
        for text in own_texts(card):
            words = re.findall(r"[а-яё\d]+", text.lower())
            found |= {" ".join(words[start : start + 8]) for start in range(len(words) - 7)}
        counts.update(found)
    assert [words for words, count in counts.items() if count > 1] == []


HEADINGS = [
    "Что делает",
    "День на работе",
    "Где и как работают",
    "Что утомляет",
    "Что нужно уметь",
    "Как прийти в профессию",
    "Что есть рядом",
]
AGES = ["0", "1-4", "5-7", "8-9", "10-11"]
DRAWINGS = ROOT / "overrides" / "assets" / "img" / "professions"


def test_cards_are_whole(published: Catalog) -> None:
    """Each has its seven chapters, a try for each age, honest limits with a law, questions, neighbours, a drawing."""
    for card in published.all(Occupation):
        assert (card.id, re.findall(r"^## (.+)$", card.body, re.MULTILINE)) == (card.id, HEADINGS)
        assert (card.id, [str(item.grades) for item in card.tries]) == (card.id, AGES)
        assert card.conditions, card.id
        assert len(card.not_for) >= 3, card.id
        assert "health" in {limit.kind for limit in card.limits}, card.id
        assert any(limit.law for limit in card.limits), card.id
        assert len(card.questions) >= 7, card.id
        assert len(card.related) >= 2, card.id
        assert set(card.okz) <= set(card.isco08), card.id
        assert card.okz, card.id
        assert card.okz_verification == "needs-verification", card.id
        assert (DRAWINGS / f"{card.id}.svg").is_file(), card.id


def test_a_day_goes_hour_by_hour(published: Catalog) -> None:
    """At least eight hours of a day at work, one after another; only a night shift passes midnight, once."""
    for card in published.all(Occupation):
        day = card.body.partition("## День на работе")[2].partition("\n## ")[0]
        hours = [
            int(hour) * 60 + int(minute) for hour, minute in re.findall(r"^- \*\*(\d+):(\d\d)\*\*", day, re.MULTILINE)
        ]
        assert len(hours) >= 8, card.id
        midnights = sum(after <= before for before, after in pairwise(hours))
        assert midnights == (1 if hours[0] > 12 * 60 else 0), card.id


# --- facts of the source documents -------------------------------------------------------------------


def seeds(catalog: Catalog) -> list[Document]:
    """The two source documents."""
    return [document for document in catalog.all(Document) if document.file]


def carriers(catalog: Catalog, document: Document, row: str) -> list[Record]:
    """Records other than the document itself that carry one of its rows."""
    return [
        record
        for record in catalog.citing(document)
        if any(source.document == document.id and row in source.rows for source in record.sources)
    ]


def lost_rows(catalog: Catalog) -> list[str]:
    """Rows that no record carries."""
    return [row.id for document in seeds(catalog) for row in document.rows if not carriers(catalog, document, row.id)]


def without(catalog: Catalog, dropped: list[Record]) -> Catalog:
    """The catalog as if some records had been deleted."""
    keys = {record.key for record in dropped}
    records = {
        name: {key: item for key, item in items.items() if item.key not in keys}
        for name, items in catalog.records.items()
    }
    return build(TODAY, records, catalog.vocabularies)


def test_every_row_is_carried(published: Catalog) -> None:
    """R1–R43 and S1–S30 (S9 has two parts): each is in at least one record other than the document itself."""
    rows = {document.id: [row.id for row in document.rows] for document in seeds(published)}
    assert rows == {
        "ryazan-vystuplenie-tsopp": [f"R{number}" for number in range(1, 44)],
        "stary-oskol-informatsiya": [
            part for number in range(1, 31) for part in (("S9a", "S9b") if number == 9 else (f"S{number}",))
        ],
    }
    assert lost_rows(published) == []


def test_a_dropped_row_is_noticed(published: Catalog) -> None:
    """Whichever row loses its last record, the test above fails and names it."""
    for document in seeds(published):
        for row in document.rows:
            left = without(published, carriers(published, document, row.id))
            assert row.id in lost_rows(left)


# --- records are said of what they know --------------------------------------------------------------


def test_links_to_professions_are_owned(published: Catalog) -> None:
    """No source document names our cards: whoever links to one says in a source of ours that the link is ours."""
    silent = []
    for cls in (Organization, EventSeries, Initiative):
        for record in published.all(cls):
            notes = " ".join(source.note or "" for source in record.sources if source.kind == "editorial")
            if record.professions and not re.search(r"професси|чему уч|кого уч", notes):
                silent.append(record.key)
    assert silent == []

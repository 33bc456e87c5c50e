"""The network of a town: what its schools, colleges and centres offer to the pupils of one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from macros.catalog import Catalog, Initiative, Municipality, Organization
from macros.catalog.organization import Offer
from macros.pages import cards
from macros.pages.catalogue_views import PAGE_SIZE, pages_of
from macros.pages.context import PageContext
from macros.pages.matrix import Matrix, Row, csv_bytes
from macros.pages.record_view import report_url, status_facts
from macros.text import russian
from macros.text.richtext import richtext

MEMBERS = ("school", "kindergarten", "college", "university", "university-branch", "centre")
"""Kinds of organizations that teach: those the project «#Я смогу!» connects."""
_ALONE = "job"
"""Work is for a pupil who applies alone; no school asks another one for it."""
_ROWS = 100
"""Organizations in the table of a page; the file has all of them."""
_NETWORK = "network"
_COUNTED = ("предложение", "предложения", "предложений")
_TOLD = ("kind", "title", "grades", "when", "only_for", "group", "bring", "apply")
"""Fields of an offer that a school is asked for, in this order."""
_GRADES = range(12)


class Shared(NamedTuple):
    """An offer, who makes it, and its number among the organization's offers, from 1."""

    organization: Organization
    offer: Offer
    number: int

    @property
    def name(self) -> str:
        """The part of an address that means this offer, the same on every page."""
        return f"{self.organization.id}-{self.number}"


def network_address(town: str, organization: Organization | None = None) -> str:
    """The page of a town's network, or of one organization's offers in it, from the site root."""
    return f"{town}/{_NETWORK}/" + (f"{organization.id}/" if organization else "")


def csv_name(town: str) -> str:
    """The file with all offers of a town's network; its columns are only added to."""
    return f"{network_address(town)}{_NETWORK}.csv"


def offers_in(organization: Organization) -> list[Shared]:
    """What an organization offers to other schools; nothing if it is none of those that teach, or is closed."""
    if organization.kind not in MEMBERS or organization.closed:
        return []
    return [Shared(organization, item, number) for number, item in enumerate(organization.offers, 1) if _is_ours(item)]


def members(catalog: Catalog, town: str) -> list[Organization]:
    """Those that teach in a town, and those elsewhere that name it among the towns they serve; real ones first."""
    found = [
        item
        for item in catalog.all(Organization)
        if item.kind in MEMBERS and not item.closed and town in catalog.near(item)
    ]
    return sorted(found, key=lambda item: (item.demo, item.title))


def shared_offers(catalog: Catalog, town: str) -> list[Shared]:
    """Every offer of a town's network, by kind, real ones first."""
    order = {term.id: place for place, term in enumerate(catalog.vocabularies["offer-kind"].terms)}
    found = [each for item in members(catalog, town) for each in offers_in(item)]
    return sorted(found, key=lambda each: (order[each.offer.kind], each.organization.demo, each.organization.title))


def network_pages(catalog: Catalog, town: str) -> list[str]:
    """Addresses of all pages of a town's network."""
    return pages_of(network_address(town).rstrip("/"), len(shared_offers(catalog, town)))


def network_view(context: PageContext, town: Municipality, number: int = 1) -> dict[str, Any]:
    """A page of the offers by kind; the first also has the tables, the project behind them and how to join."""
    catalog = context.catalog
    found = shared_offers(catalog, town.id)
    pages = network_pages(catalog, town.id)
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]:
        groups.setdefault(each.offer.kind, []).append(offer_view(context, town.id, each))
    kinds = _kinds(catalog, found)
    view = {
        "id": town.id,
        "title": f"Что школы и колледжи предлагают друг другу {town.locative}",
        "count": russian.plural(len(found), *_COUNTED),
        "counted": "|".join(_COUNTED),
        "kinds": kinds,
        "grades": [(grade, _grade_words(grade)) for grade in _GRADES if any(_suits(item, grade) for item in found)],
        "groups": [{"id": kind, "title": dict(kinds)[kind], "offers": offers} for kind, offers in groups.items()],
        "pages": [
            {"title": str(index), "url": context.root + page, "current": index == number}
            for index, page in enumerate(pages, 1)
        ]
        if len(pages) > 1
        else [],
        "visits_url": f"{context.root}{town.id}/visits/",
        "csv": context.root + csv_name(town.id),
        "first": number == 1,
        "confirmed": any(each.organization.verification == "verified" for each in found),
        "projects": _projects(context, town.id),
    }
    return view | (_tables(context, town.id, found, kinds) | _joining(context, town.id) if number == 1 else {})


def offer_view(context: PageContext, town: str, each: Shared) -> dict[str, Any]:
    """One offer in words: what is known, what is left to ask, to whom it is open."""
    organization, offer, number = each
    catalog = context.catalog
    kind = catalog.term("offer-kind", offer.kind).title
    known, unknown = offer_facts(each)
    return {
        "name": each.name,
        "anchor": f"offer-{number}",
        "kind": kind,
        "title": offer.title or kind,
        "organization": organization.title,
        "url": context.link(organization),
        "badge": _badge(catalog, organization),
        "text": richtext(offer.text) if offer.text else "",
        "facts": known,
        "unknown": unknown,
        "whom": [
            {"title": item.label, "url": context.link(item)}
            for item in (catalog.get(Organization, each) for each in offer.only_for)
        ],
        "first": offer.grades.first if offer.grades else "",
        "last": offer.grades.last if offer.grades else "",
        "kind_id": offer.kind,
        "letter": f"{context.root}{network_address(town, organization)}#letter-{number}",
    }


def offer_facts(each: Shared) -> tuple[list[tuple[str, str]], list[str]]:
    """What is known of an offer, and the names of what is not."""
    offer = each.offer
    facts = (
        ("Для кого", russian.grades_text(offer.grades.first, offer.grades.last) if offer.grades else ""),
        ("Когда", offer.when or ""),
        ("Группа", offer.group or ""),
        ("Что взять", ", ".join(offer.bring)),
        ("Как попроситься", offer.apply or ""),
    )
    known = [(label, value) for label, value in facts if value]
    if each.organization.accessible:
        known.append(("Доступная среда", each.organization.accessible))
    return known, [label.lower() for label, value in facts if not value]


def network_tables(catalog: Catalog, site_url: str) -> Iterator[tuple[str, bytes]]:
    """The table of each town's network."""
    for town in catalog.towns():
        yield csv_name(town.id), network_csv(catalog, town, site_url)


def network_csv(catalog: Catalog, town: Municipality, site_url: str) -> bytes:
    """Every offer of a town's network with all that is known of it; an empty cell is not known."""
    heading = (
        *("Организация", "Вид организации", "Что предлагает", "Название", "С класса", "По класс", "Когда", "Группа"),
        *("Что взять", "Как попроситься", "Только для", "Подробности", "Проверка сведений", "Проверено", "Страница"),
    )
    rows = []
    for organization, offer, number in shared_offers(catalog, town.id):
        rows.append(
            (
                organization.title,
                catalog.term("organization-kind", organization.kind).title,
                catalog.term("offer-kind", offer.kind).title,
                offer.title or "",
                offer.grades.first if offer.grades else "",
                offer.grades.last if offer.grades else "",
                offer.when or "",
                offer.group or "",
                ", ".join(offer.bring),
                offer.apply or "",
                ", ".join(catalog.get(Organization, item).label for item in offer.only_for),
                offer.text or "",
                catalog.term("verification", organization.verification).title,
                organization.checked.isoformat(),
                f"{site_url}{network_address(town.id, organization)}#offer-{number}",
            )
        )
    return csv_bytes(heading, rows)


def _tables(
    context: PageContext, town: str, found: Sequence[Shared], kinds: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    by_place: dict[str, list[Shared]] = {}
    for each in found:
        by_place.setdefault(each.organization.id, []).append(each)
    places = sorted(by_place.values(), key=lambda mine: (mine[0].organization.demo, mine[0].organization.label))
    titles = tuple(title for _, title in kinds)

    def row(title: str, some: Iterable[Shared], url: str = "") -> Row:
        have = [each.offer.kind for each in some]
        return Row(title, tuple(have.count(kind) for kind, _ in kinds), url)

    rows = [
        row(
            mine[0].organization.label,
            mine,
            context.root + network_address(town, mine[0].organization),
        )
        for mine in places[:_ROWS]
    ]
    grades = [row(_grade_words(grade), [each for each in found if _suits(each, grade)]) for grade in _GRADES]
    nameless = [each for each in found if not each.offer.grades]
    if nameless:
        grades.append(row("класс не назван", nameless))
    return {
        "places": Matrix("Кто что предлагает: число предложений", "Кто", titles, tuple(rows), frozenset()),
        "more_places": len(places) > _ROWS,
        "by_grade": Matrix("Какому классу что предлагают", "Класс", titles, tuple(grades), frozenset()),
    }


def _joining(context: PageContext, town: str) -> dict[str, Any]:
    silent = [item for item in members(context.catalog, town) if not item.demo and not offers_in(item)]
    return {
        "asked": [(Offer.model_fields[name].title, Offer.model_fields[name].description) for name in _TOLD],
        "silent": [{"title": item.label, "url": report_url(context, item)} for item in silent[:_ROWS]],
        "form_url": f"{context.root}editors/organization/",
        "fix_url": f"{context.root}editors/fix/",
    }


def _projects(context: PageContext, town: str) -> list[dict[str, Any]]:
    found = [item for item in context.catalog.all(Initiative) if item.kind == _NETWORK and item.municipality == town]
    views = []
    for item in found:
        (state,) = status_facts(context.catalog, item.status)
        views.append({"title": item.title, "url": context.link(item), "state": state.value_html})
    return views


def _badge(catalog: Catalog, organization: Organization) -> dict[str, str]:
    """«Пример», or how the organization's facts were checked."""
    if organization.demo:
        return {"kind": "demo", "text": ""}
    term = catalog.term("verification", organization.verification)
    return {"kind": cards.VERIFICATION[organization.verification], "text": term.title}


def _kinds(catalog: Catalog, found: Sequence[Shared]) -> list[tuple[str, str]]:
    have = {each.offer.kind for each in found}
    return [(term.id, term.title) for term in catalog.vocabularies["offer-kind"].terms if term.id in have]


def _is_ours(offer: Offer) -> bool:
    return offer.kind != _ALONE


def _suits(each: Shared, grade: int) -> bool:
    grades = each.offer.grades
    return grades is not None and grades.first <= grade <= grades.last


def _grade_words(grade: int) -> str:
    return russian.grades_text(grade, grade)

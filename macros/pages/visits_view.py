"""What organizations show and tell schools, and whom a town can invite to its events."""

from __future__ import annotations

from typing import Any, NamedTuple

from macros.catalog import Catalog, Event, Municipality, Occupation, Organization
from macros.catalog.organization import Offer
from macros.pages.announcements import brief
from macros.pages.catalogue_views import PAGE_SIZE, pages_of
from macros.pages.class_visit import has_visit_plan, visit_address
from macros.pages.context import PageContext
from macros.pages.copp_view import ROLE, guidance_centres
from macros.pages.papers import TALKS, VISITS
from macros.pages.town_events import TownEvents
from macros.text import russian
from macros.text.richtext import richtext

_INVITING = ("school", "municipal")
_GUESTS = (
    ("ЦОПП", "Расскажет о пробах и о том, где чему учат"),
    ("Служба занятости", "Расскажет, какие работники нужны рядом и как устроиться с 14 лет"),
    ("Работодатели", "Покажут дело изнутри: что делают, чему учились, что трудно"),
    ("Колледжи и вузы", "Расскажут, чему учат, как поступить и когда открытые двери"),
    ("Музеи и центры", "Помогут посмотреть на профессию иначе"),
)
_STUDY = ("college", "university", "university-branch")


class Offered(NamedTuple):
    """An offer and who makes it."""

    organization: Organization
    offer: Offer


def offers_of(catalog: Catalog, town: str) -> list[Offered]:
    """Everything that organizations of a town and of the whole country offer, by kind, real ones first."""
    order = {term.id: number for number, term in enumerate(catalog.vocabularies["offer-kind"].terms)}
    found = [
        Offered(item, offer)
        for item in catalog.all(Organization)
        if catalog.is_near(item, town) and not item.closed
        for offer in item.offers
    ]
    return sorted(found, key=lambda item: (order[item.offer.kind], item.organization.demo, item.organization.title))


def visits_pages(catalog: Catalog, town: str) -> list[str]:
    """Addresses of all pages of a town's catalogue of offers."""
    return pages_of(f"{town}/visits", len(offers_of(catalog, town)))


def visits_view(context: PageContext, town: Municipality, number: int = 1) -> dict[str, Any]:
    """A page of offers by kind: professions shown, age, group, what to bring, how to ask."""
    catalog = context.catalog
    found = offers_of(catalog, town.id)
    pages = visits_pages(catalog, town.id)
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]:
        groups.setdefault(each.offer.kind, []).append(_offer(context, each))
    return {
        "id": town.id,
        "town": town.title,
        "title": f"Куда прийти с классом {town.locative}",
        "count": russian.plural(len(found), "предложение", "предложения", "предложений"),
        "groups": [
            {"id": kind, "title": catalog.term("offer-kind", kind).title, "offers": offers}
            for kind, offers in groups.items()
        ],
        "pages": [
            {"title": str(index), "url": context.root + page, "current": index == number}
            for index, page in enumerate(pages, 1)
        ]
        if len(pages) > 1
        else [],
        "invite_url": f"{context.root}{town.id}/invite/",
        "network_url": f"{context.root}{town.id}/network/",
        "worksheets_url": f"{context.root}teachers/worksheets/",
    }


def _offer(context: PageContext, each: Offered) -> dict[str, Any]:
    organization, offer = each
    catalog = context.catalog
    letter = "request-visit" if offer.kind in VISITS else "request-talk" if offer.kind in TALKS else ""
    facts = (
        ("Для кого", russian.grades_text(offer.grades.first, offer.grades.last) if offer.grades else ""),
        ("Группа", offer.group or ""),
        ("Что взять", ", ".join(offer.bring)),
        ("Как попроситься", offer.apply or ""),
        ("Доступная среда", organization.accessible or ""),
    )
    return {
        "title": organization.title,
        "url": context.link(organization),
        "demo": organization.demo,
        "needs": organization.verification == "needs-verification" and not organization.demo,
        "kind": catalog.term("organization-kind", organization.kind).title,
        "text": richtext(offer.text) if offer.text else "",
        "professions": [
            {"title": item.title, "url": context.link(item)}
            for item in (catalog.get(Occupation, each) for each in organization.professions)
        ],
        "facts": [(label, value) for label, value in facts if value],
        "unknown": [label.lower() for label, value in facts[:4] if not value],
        "letter": f"{context.link(organization)}#{letter}" if letter else "",
        "plan": context.root + visit_address(organization)
        if offer.kind in VISITS and has_visit_plan(organization)
        else "",
    }


def invite_view(context: PageContext, events: TownEvents, town: Municipality) -> dict[str, Any]:
    """Who can be invited, and the school and city events to which; each event has a letter."""
    catalog = context.catalog
    going = [item for item in events.coming(town.id) if item.level in _INVITING and item.status != "cancelled"]
    guests = _guests(catalog, town)
    return {
        "id": town.id,
        "town": town.title,
        "title": f"Кого и куда пригласить {town.locative}",
        "groups": [
            {"title": title, "why": why, "guests": [_guest(context, item) for item in found]}
            for (title, why), found in zip(_GUESTS, guests, strict=True)
        ],
        "labels": sorted({item.label for found in guests for item in found}),
        "events": [_invitation(context, item) for item in going[:PAGE_SIZE]],
        "count": russian.plural(len(going), *Event.TYPE.counted),
        "more": len(going) > PAGE_SIZE,
    }


def _guests(catalog: Catalog, town: Municipality) -> list[list[Organization]]:
    """Organizations for each of _GUESTS: by what the data say they do, not by what they might."""
    here = [item for item in catalog.all(Organization) if catalog.is_near(item, town.id) and not item.closed]
    here.sort(key=lambda item: (item.demo, item.municipality is None, item.title))

    def talking(*kinds: str) -> list[Organization]:
        return [item for item in here if item.kind in kinds and any(offer.kind in TALKS for offer in item.offers)]

    return [
        guidance_centres(catalog, town),
        [item for item in here if item.kind == "employment-service" or _has_role(item, "employment-service")],
        talking("employer"),
        [item for item in here if item.kind in _STUDY and (item.offers or _has_role(item, "teaches"))],
        [item for item in talking("museum", "centre", "ngo", "movement") if not _has_role(item, ROLE)],
    ]


def _has_role(organization: Organization, role: str) -> bool:
    return any(item.kind == role for item in organization.roles)


def _guest(context: PageContext, organization: Organization) -> dict[str, Any]:
    return {
        "title": organization.title,
        "label": organization.label,
        "url": context.link(organization),
        "demo": organization.demo,
        "line": organization.roles[0].text if organization.roles else organization.field or "",
    }


def _invitation(context: PageContext, event: Event) -> dict[str, Any]:
    catalog = context.catalog
    states = []
    for guest in event.guests:
        organization = catalog.find("Organization", guest.organization)
        role = catalog.term("organization-role", guest.role).title if guest.role else ""
        name = organization.label if organization else role
        states.append(f"{name} — {catalog.term('invitation', guest.status).title.lower()}")
    return {
        **brief(context, event),
        "letter": f"{context.link(event)}#letter",
        "guests": ", ".join(states),
    }

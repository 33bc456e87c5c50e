"""Letters between schools: each offer of an organization with the request that a school sends for it."""

from __future__ import annotations

from typing import Any, NamedTuple

from macros.catalog import Municipality, Organization
from macros.pages.context import PageContext
from macros.pages.network_view import Shared, network_address, offer_facts, offer_view, offers_in
from macros.pages.papers import TALKS


class Blank(NamedTuple):
    """A line that the sender fills in; `name`, with the offer's number, binds its field to its place in the text."""

    name: str
    label: str
    wide: bool


_FROM = Blank("ot", "От кого (школа)", True)
_ANSWER = Blank("answer", "Кому ответить (должность, рабочий телефон школы)", True)
_ASKS = {
    "talk": "Приглашаем вашего специалиста к нашим ученикам по вашему предложению",
    "consultation": "Просим о консультации для наших учеников по вашему предложению",
}
_SAID = ("Для кого", "Когда", "Группа")
"""What the letter repeats of an offer: by these its maker knows which one is meant."""
_ASK = "Просим принять наших учеников по вашему предложению"


def letters_view(context: PageContext, town: Municipality, organization: Organization) -> dict[str, Any]:
    """All that one organization offers to schools, a letter with each."""
    return {
        "title": f"{organization.title}: предложения школам",
        "organization": organization.title,
        "url": context.link(organization),
        "network_url": context.root + network_address(town.id),
        "offers": [
            offer_view(context, town.id, each) | {"request": _request(context, town, each)}
            for each in offers_in(organization)
        ],
    }


def _request(context: PageContext, town: Municipality, each: Shared) -> dict[str, Any]:
    organization, offer, number = each
    kind = context.catalog.term("offer-kind", offer.kind).title.lower()
    known, unknown = offer_facts(each)
    return {
        "id": f"letter-{number}",
        "number": number,
        "title": offer.title or kind,
        "text_id": f"text-{number}",
        "to": organization.title,
        "demo": organization.demo,
        "from": _FROM,
        "ask": f"{_ASKS.get(offer.kind, _ASK)}: {f'{offer.title} ({kind})' if offer.title else kind}.",
        "facts": [(label, value) for label, value in known if label in _SAID],
        "blanks": (
            Blank("klass", "Класс и сколько учеников", False),
            Blank("long", "Сколько минут", False)
            if offer.kind in TALKS
            else Blank("adults", "Сколько взрослых с ними", False),
            Blank("days", "Удобные дни и часы", False),
            Blank("care", "Что важно учесть (доступная среда, дорога, еда)", True),
            Blank("back", "Чем поделимся в ответ (что предлагает наша школа)", True),
        ),
        "questions": f"Подскажите, пожалуйста: {', '.join(unknown)}." if unknown else "",
        "answer": _ANSWER,
        "address": f"{context.site_url}{network_address(town.id, organization)}#offer-{number}",
    }

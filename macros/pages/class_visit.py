"""The plan of a class's visit to a museum or a centre: what is known, which professions, sheets for the class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from macros.catalog import EducationalProgram, Event, EventSeries, Initiative, Occupation, Organization, Statistic
from macros.catalog.organization import Offer
from macros.pages import cards
from macros.pages.announcements import brief
from macros.pages.context import PageContext
from macros.pages.papers import VISITS, Paper, organization_papers, visit_letter
from macros.pages.record_view import event_order, statistic_words
from macros.text import russian
from macros.text.richtext import richtext

_KINDS = ("museum", "centre")
_QUESTIONS = 2
_PROGRAMS = 6
"""Programmes shown of a profession nearby; its card has all."""
_EVENTS = 6
_LAST_PRIMARY = 4


def has_visit_plan(organization: Organization) -> bool:
    """Whether a class can prepare a visit: a museum of professions, or a museum or centre that lets classes in."""
    if organization.kind not in _KINDS or organization.closed:
        return False
    return bool(_offers(organization)) or (organization.kind == "museum" and bool(organization.professions))


def visit_address(organization: Organization) -> str:
    """Where the plan of a visit lives, kept for ever."""
    return f"organizations/{organization.id}/visit/"


def visit_plan_view(context: PageContext, organization: Organization) -> dict[str, Any]:
    """Facts and gaps, professions with places of study nearby, events, the letter; what sheets are for whom."""
    catalog = context.catalog
    offers = _offers(organization)
    professions = [catalog.get(Occupation, item) for item in organization.professions]
    young, older = _ages(offers)
    onward = _onward(context, organization, professions)
    return {
        "title": organization.title,
        "label": organization.label,
        "page_title": f"{organization.title}: прийти с классом",
        "description": f"{organization.label}: листы до, во время и после, письмо-просьба, список дел учителя.",
        "url": context.link(organization),
        "demo": organization.demo,
        "needs": not organization.demo and organization.verification != "verified",
        "offers": [_offer(context, item) for item in offers],
        "facts": _place(context, organization),
        "numbers": [statistic_words(context, item) for item in catalog.referring(organization, Statistic)],
        "professions": [_profession(context, item, organization) for item in professions],
        "onward": onward,
        "onward_older": [item for item in onward if not item["young"]],
        "series": _series(context, organization),
        "events": _events(context, organization),
        "young": young,
        "older": older,
        "letter": _letter(context, organization),
        "worksheets_url": f"{context.root}teachers/worksheets/",
        "address": context.site_url + context.page,
    }


def _offers(organization: Organization) -> list[Offer]:
    """What a class comes for."""
    return [item for item in organization.offers if item.kind in VISITS]


def _ages(offers: Sequence[Offer]) -> tuple[bool, bool]:
    """Whether sheets for grades 1–4 and for the others are wanted; both while nobody says who is let in."""
    if not offers or any(item.grades is None for item in offers):
        return True, True
    spans = [item.grades for item in offers if item.grades]
    return any(item.first <= _LAST_PRIMARY for item in spans), any(item.last > _LAST_PRIMARY for item in spans)


def _offer(context: PageContext, offer: Offer) -> dict[str, Any]:
    facts = (
        ("Для кого", russian.grades_text(offer.grades.first, offer.grades.last) if offer.grades else ""),
        ("Группа", offer.group or ""),
        ("Что взять", ", ".join(offer.bring)),
        ("Как попроситься", offer.apply or ""),
    )
    return {
        "title": context.catalog.term("offer-kind", offer.kind).title,
        "text": richtext(offer.text) if offer.text else "",
        "facts": facts,
    }


def _place(context: PageContext, organization: Organization) -> list[tuple[str, str]]:
    """What is known of the place; an empty value is a gap that the page shows."""
    town = context.catalog.town_of(organization)
    return [
        ("Где", ", ".join(filter(None, (town.title if town else "", organization.address)))),
        ("Сайт", organization.link or ""),
        ("Доступная среда", organization.accessible or ""),
        # The model has no fields for these: they change often, and a visit begins with asking.
        ("Часы и цена", ""),
    ]


def _profession(context: PageContext, occupation: Occupation, organization: Organization) -> dict[str, Any]:
    """A profession of the place: its questions, what to try at which age, programmes nearby."""
    catalog = context.catalog
    programs = [item for item in catalog.programs_of(occupation) if _is_near(context, item, organization)]
    return {
        "title": occupation.title,
        "url": context.link(occupation),
        "summary": occupation.summary,
        "questions": occupation.questions[:_QUESTIONS],
        "tries": [
            {
                "grades": russian.capitalise(russian.grades_text(item.grades.first, item.grades.last)),
                "young": 0 < item.grades.last <= _LAST_PRIMARY,
                "html": richtext(item.text),
            }
            for item in occupation.tries
        ],
        "programs": [
            {
                "title": item.title,
                "code": item.code,
                "url": context.link(item),
                "provider": catalog.get(Organization, item.provider).label,
                "after": " и ".join(str(grade) for grade in item.after),
            }
            for item in programs[:_PROGRAMS]
        ],
        "more": len(programs) > _PROGRAMS,
    }


def _is_near(context: PageContext, program: EducationalProgram, organization: Organization) -> bool:
    catalog = context.catalog
    provider = catalog.get(Organization, program.provider)
    return provider.demo == organization.demo and not set(catalog.near(program)).isdisjoint(catalog.near(organization))


def _onward(
    context: PageContext, organization: Organization, professions: Sequence[Occupation]
) -> list[dict[str, Any]]:
    """Projects of the town that lead to these professions: by name, or to one of their specialities."""
    catalog = context.catalog
    ids = {item.id for item in professions}
    codes = {code for item in professions for code in item.specialities}
    found = [
        item
        for item in catalog.all(Initiative)
        if item.municipality == organization.municipality
        and item.demo == organization.demo
        and (ids & set(item.professions) or codes & set(item.specialities))
    ]
    return [
        {
            "title": item.title,
            "url": context.link(item),
            "grades": russian.grades_text(item.grades.first, item.grades.last) if item.grades else "",
            "state": catalog.term("activity-status", item.status.state).title.lower(),
            "young": item.grades is not None and item.grades.last <= _LAST_PRIMARY,
        }
        for item in found
    ]


def _series(context: PageContext, organization: Organization) -> list[dict[str, str]]:
    """Recurring visits that it hosts, with whether they go on."""
    catalog = context.catalog
    return [
        {
            "title": item.title,
            "url": context.link(item),
            "state": catalog.term("activity-status", item.status.state).title.lower(),
        }
        for item in catalog.referring(organization, EventSeries)
        if organization.id in item.hosts and item.kind == "excursion"
    ]


def _events(context: PageContext, organization: Organization) -> list[dict[str, Any]]:
    """Its coming events for pupils."""
    today = context.catalog.today
    ahead = [
        item
        for item in context.catalog.referring(organization, Event)
        if organization.id in item.run_by and item.start is not None and not cards.is_past(item, today)
    ]
    return [brief(context, item) for item in sorted(ahead, key=event_order(today))[:_EVENTS]]


def _letter(context: PageContext, organization: Organization) -> Paper:
    """The letter of the organization's own page, or the same for a museum that has not said what it offers."""
    papers = {item.id: item for item in organization_papers(context, organization)}
    return papers.get("request-visit") or visit_letter(context, organization)

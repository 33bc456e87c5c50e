"""Papers: sheets that people print, fill in by hand and hand over; what each holds, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from macros.catalog import Catalog, Event, EventSeries, Organization, Service
from macros.catalog.occupation import Occupation
from macros.pages import cards
from macros.pages.announcements import Told, announcements
from macros.pages.context import PageContext
from macros.pages.links import address
from macros.pages.qr import qr_svg
from macros.text import russian

_POSTED = timedelta(days=60)
"""How long before its day an event is posted on walls: a code costs more to draw than the page around it."""
_INVITING = ("school", "municipal")
"""Levels of events to which schools and the town invite guests (promise 4 of the Ryazan document)."""
_AFTERWARDS = frozenset({"excursion", "open-day", "meeting", "broadcast", "lesson", "trial", "exhibition", "fair"})
"""Kinds of events that a class prepares for and talks over: there are worksheets for them."""
VISITS = ("excursion", "trial", "master-class", "lab", "practice", "class")
"""Offers for which a school comes to the organization."""
TALKS = ("talk", "consultation")
"""Offers for which somebody comes to the school."""


class Paper(NamedTuple):
    """A sheet: `id` is its anchor, by which it is printed alone; `kind` names its macro in components/papers.html."""

    id: str
    title: str
    kind: str
    values: Any
    icon: str = "file-document-outline"


def event_papers(context: PageContext, event: Event) -> list[Paper]:
    """Ready texts, a sheet for the wall, a letter to a guest, a briefing; of a cancelled event only the texts."""
    if cards.is_past(event, context.catalog.today):
        return []
    words = Told(context, event)
    texts = Paper("texts", "Готовые тексты объявления", "texts", announcements(context, event, words), "content-copy")
    if event.status == "cancelled":
        return [texts]
    told = event_words(context, event, words)
    papers = [texts, Paper("sheet", "Объявление на лист А4", "poster", told, "printer-outline")]
    papers += family_papers(event, told)
    if event.level in _INVITING:
        papers.append(Paper("letter", "Письмо: пригласить гостя", "letter", told, "handshake-outline"))
    if event.volunteers:
        briefing = {"told": told, "tasks": event.volunteers.tasks, "count": event.volunteers.count}
        papers.append(Paper("briefing", "Памятка волонтёру", "briefing", briefing, "hand-heart-outline"))
    return papers


def family_papers(record: Event | EventSeries, told: dict[str, Any] | None = None) -> list[Paper]:
    """The sheet with which a pupil and a parent go to an open day; `told` of an event, see event_words."""
    if record.kind != "open-day":
        return []
    values = told or {"title": record.title, "demo": record.demo, "when": ""}
    return [Paper("family", "Лист семье: ученику и родителям", "family", values, "account-group-outline")]


def event_words(context: PageContext, event: Event, told: Told) -> dict[str, Any]:
    """What a sheet of paper says of an event; `qr` is empty while nobody posts it yet."""
    catalog = context.catalog
    url = context.site_url + address(event)
    return {
        "title": event.title,
        "demo": event.demo,
        "summary": event.summary or "",
        "when": told.when,
        "changes": told.changes,
        "place": told.place,
        "whom": told.whom,
        "age": event.age_mark,
        "registration": told.registration,
        "free": event.free,
        "bring": ", ".join(event.bring),
        "hosts": told.hosts,
        "professions": [catalog.get(Occupation, item).title for item in event.professions],
        "qr": qr_svg(url) if told.first_day and told.first_day - catalog.today <= _POSTED else "",
        "url": url,
    }


def has_worksheets(event: Event) -> bool:
    """Whether there are worksheets for an event of this kind."""
    return event.kind in _AFTERWARDS


def service_papers(catalog: Catalog, service: Service) -> list[Paper]:
    """A sheet to prepare on, and a request; a service that is over has none."""
    if service.status.state in ("historical", "closed"):
        return []
    provider = catalog.get(Organization, service.provider)
    values = {
        "title": service.title,
        "provider": provider.title,
        "preparation": service.preparation,
        "questions": service.questions,
        "with_result": "pupils" in service.audience,
        "for_parents": "parents" in service.audience,
    }
    sheet = Paper("prepare-sheet", "Лист подготовки", "preparation", values, "clipboard-text-outline")
    request = {
        "title": service.title,
        "provider": provider.title,
        "from_school": bool({"class-teachers", "teachers"} & set(service.audience)),
        "grades": russian.grades_text(service.grades.first, service.grades.last) if service.grades else "",
    }
    return [sheet, Paper("request", "Заявка", "service_request", request, "handshake-outline")]


def organization_papers(context: PageContext, organization: Organization) -> list[Paper]:
    """Letters by which a school asks for what an organization offers: to be let in, or to have somebody come."""
    catalog = context.catalog
    if organization.closed:
        return []
    papers = []
    for paper_id, kinds, title in (
        ("request-visit", VISITS, "Письмо: прийти с классом"),
        ("request-talk", TALKS, "Письмо: пригласить к себе"),
    ):
        offers = [catalog.term("offer-kind", item.kind).title for item in organization.offers if item.kind in kinds]
        if offers:
            papers.append(_request(context, organization, paper_id, title, list(dict.fromkeys(offers))))
    return papers


def visit_letter(context: PageContext, organization: Organization, offers: Sequence[str] = ()) -> Paper:
    """The letter by which a class asks to come, also to a place that has not said what it offers."""
    return _request(context, organization, "request-visit", "Письмо: прийти с классом", offers)


def _request(
    context: PageContext, organization: Organization, paper_id: str, title: str, offers: Sequence[str]
) -> Paper:
    values = {
        "title": organization.title,
        "professions": [context.catalog.get(Occupation, item).title for item in organization.professions],
        "offers": offers,
        "coming": paper_id == "request-visit",
    }
    return Paper(paper_id, title, "visit_request", values, "handshake-outline")

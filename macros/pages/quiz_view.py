"""The questionnaire's page as plain values: statements, what the browser ranks by, what a result leads on to."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from macros.catalog import Catalog, Event, KeyDate, Occupation, Organization, Questionnaire, Service
from macros.catalog.occupation import LETTERS
from macros.catalog.vocabulary import VocabularyTerm
from macros.pages import cards
from macros.pages.catalogue_views import coming_events, crumbs
from macros.pages.context import PageContext
from macros.pages.record_view import event_order
from macros.text import russian

View = dict[str, Any]
MAIN = "interests"
_PROGRAMS, _EVENTS, _DATES = 3, 2, 3
"""How many of each a result shows for a town: enough to go on, the cards have the rest."""
_FAMILY = {"pupils", "parents"}
_ADVISES = {"tests", "employment-service"}


def quiz_data(catalog: Catalog) -> View:
    """All that overrides/assets/js/matching.js needs, as JSON values; small enough to stand in the page."""
    quiz = catalog.questionnaires[MAIN]
    subjects, conditions = _terms_used(catalog, "subjects", "subject"), _terms_used(catalog, "environment")
    return {
        "highest": quiz.highest,
        "statements": [item.model_dump(include={"id", "text", "letter", "klimov"}) for item in quiz.statements],
        "letters": terms(catalog, "riasec"),
        "worlds": terms(catalog, "klimov"),
        "subjects": subjects,
        "conditions": conditions,
        "matching": quiz.matching.model_dump() if quiz.matching else {},
        "professions": [
            {
                "id": item.id,
                "title": item.title,
                "interests": item.interests,
                "klimov": item.klimov,
                "also": item.klimov_also,
                "subjects": item.subjects,
                "conditions": item.environment,
            }
            for item in catalog.all(Occupation)
        ],
    }


def quiz_view(context: PageContext) -> View:
    """The questionnaire for 12–17: its words for paper and screen, and a result waiting for its answers."""
    catalog = context.catalog
    quiz = catalog.questionnaires[MAIN]
    data = quiz_data(catalog)
    occupations = catalog.all(Occupation)
    return {
        "title": "Какая профессия мне подойдёт?",
        "breadcrumbs": crumbs(context, ("Какая профессия мне подойдёт?", "quiz/")),
        "count": russian.plural(len(quiz.statements), "занятие", "занятия", "занятий"),
        "data": _json(data),
        "answers": quiz.answers,
        "statements": quiz.statements,
        "highest": quiz.highest,
        "subjects": data["subjects"],
        "conditions": data["conditions"],
        "letters": [_letter_key(context, quiz, letter) for letter in LETTERS],
        "worlds": [world_key(context, quiz, item) for item in catalog.vocabularies["klimov"].terms],
        "towns": [{"id": town.id, "title": town.title} for town in catalog.towns()],
        "professions": [_lead(context, item) for item in occupations],
        **_onward(context),
        "kids_url": f"{context.root}quiz/kids/",
        "matching_url": f"{context.root}about/matching/",
    }


def terms(catalog: Catalog, vocabulary: str) -> list[dict[str, str]]:
    """A closed list as plain values."""
    return [
        {"id": item.id, "title": item.title, "short": item.short or item.title, "help": item.help or ""}
        for item in catalog.vocabularies[vocabulary].terms
    ]


def _terms_used(catalog: Catalog, field: str, vocabulary: str = "work-condition") -> list[dict[str, str]]:
    """The terms of a list that some profession names, in the list's order."""
    used = {value for item in catalog.all(Occupation) for value in getattr(item, field)}
    return [{"id": item.id, "title": item.title} for item in catalog.vocabularies[vocabulary].terms if item.id in used]


def _json(value: object) -> Markup:
    """JSON as the text of a template element: quotes stay as they are, which halves it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;"))


def _numbers(quiz: Questionnaire, field: str, value: str) -> list[int]:
    """Numbers of the statements of one letter or world, as printed on paper."""
    return [number for number, item in enumerate(quiz.statements, 1) if getattr(item, field) == value]


def _letter_key(context: PageContext, quiz: Questionnaire, letter: str) -> View:
    """How to count one letter by hand, and the professions it leads to, its own first."""
    occupations = [item for item in context.catalog.all(Occupation) if letter in item.riasec]
    occupations.sort(key=lambda item: (item.riasec.index(letter), item.title))
    term = context.catalog.term("riasec", letter)
    return {
        "id": letter,
        "title": term.title,
        "help": term.help or "",
        "numbers": ", ".join(map(str, _numbers(quiz, "letter", letter))),
        "most": len(_numbers(quiz, "letter", letter)) * quiz.highest,
        "first": [profession_link(context, item) for item in occupations if item.riasec[0] == letter],
        "then": [profession_link(context, item) for item in occupations if item.riasec[1] == letter],
        "also": [profession_link(context, item) for item in occupations if item.riasec.index(letter) > 1],
    }


def world_key(context: PageContext, quiz: Questionnaire, term: VocabularyTerm) -> View:
    """A world of work, how to count it by hand, and the professions that belong to it first of all."""
    numbers = _numbers(quiz, "klimov", term.id)
    return {
        "id": term.id,
        "title": term.title,
        "short": term.short,
        "help": term.help or "",
        "icon": term.icon or "",
        "numbers": ", ".join(map(str, numbers)),
        "most": len(numbers) * quiz.highest,
        "professions": [
            profession_link(context, item) for item in context.catalog.all(Occupation) if item.klimov == term.id
        ],
    }


def profession_link(context: PageContext, occupation: Occupation) -> dict[str, str]:
    """A profession's name and card."""
    return {"title": occupation.title, "url": context.link(occupation)}


def _lead(context: PageContext, occupation: Occupation) -> View:
    """A profession as the result shows it: what it is, what to ask oneself, where to study, when to come."""
    catalog = context.catalog
    term = catalog.term("klimov", occupation.klimov)
    programs, counted = [], {}
    for program in catalog.programs_of(occupation):
        town = " ".join(catalog.near(program))
        counted[town] = counted.get(town, 0) + 1
        if counted[town] <= _PROGRAMS:
            provider = catalog.get(Organization, program.provider).label
            programs.append({"town": town, "title": program.title, "url": context.link(program), "line": provider})
    events, counted = [], {}
    for event in sorted(catalog.referring(occupation, Event), key=event_order(catalog.today)):
        town = event.municipality or ""
        if not cards.is_past(event, catalog.today) and counted.setdefault(town, 0) < _EVENTS:
            counted[town] += 1
            card = cards.event_card(catalog, event, context.root)
            title = f"Пример: {event.title}" if event.demo else event.title
            events.append(
                {"town": town, "title": title, "url": card["url"], "line": card["when"], "end": card["end_iso"]}
            )
    return {
        "id": occupation.id,
        "title": occupation.title,
        "url": context.link(occupation),
        "summary": occupation.summary or "",
        "klimov": occupation.klimov,
        "klimov_text": term.short,
        "check": list(occupation.not_for[:2]),
        "programs": programs,
        "events": events,
    }


def _onward(context: PageContext) -> View:
    """Where to go with a result: services for families, the next events and key dates."""
    catalog = context.catalog
    services = [
        item
        for item in catalog.all(Service)
        if _FAMILY & set(item.audience)
        and any(role.kind in _ADVISES for role in catalog.get(Organization, item.provider).roles)
    ]
    days = sorted(
        (item for item in catalog.all(KeyDate) if item.day and item.day >= catalog.today),
        key=lambda item: (item.day, item.id),
    )
    events = []
    for town in catalog.towns():
        events += [(town.id, item) for item in coming_events(catalog, town.id)[:_DATES]]
    return {
        "services": [
            {"town": item.municipality or "", "card": cards.generic_card(catalog, item, context.root)}
            for item in services
        ],
        "served": sorted({item.municipality or "" for item in services}),
        "dates": [cards.date_card(catalog, item, context.root) for item in days[:_DATES]],
        "events": [{"town": town, "card": cards.event_card(catalog, item, context.root)} for town, item in events],
        "dates_url": f"{context.root}dates/",
        "events_url": f"{context.root}events/",
        "calendar_url": f"{context.root}calendar/",
    }

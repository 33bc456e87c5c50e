"""The town of professions to play at ages 5–10: pictures of roles, role cards, scripts, where to see it in truth."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from macros.catalog import Event, Initiative, Occupation, Organization
from macros.pages import cards
from macros.pages.catalogue_views import crumbs
from macros.pages.context import PageContext
from macros.pages.record_view import event_order
from macros.text import russian

View = dict[str, Any]
PLAY = "play/"
ALL = "play/all/"
TITLE = "Игровой город профессий"
_OLDEST = 4
"""The last grade that plays; older pupils try."""
_PLACES = 4
"""Places of a town that a set names."""


def play_address(occupation: Occupation) -> str:
    """Where the role card and the script of a profession live, from the site root, kept for ever."""
    return f"{PLAY}{occupation.id}/"


def played(context: PageContext) -> tuple[Occupation, ...]:
    """Professions that have a game, by their ids."""
    return tuple(item for item in context.catalog.all(Occupation) if item.play)


def play_view(context: PageContext) -> View:
    """Every role as a picture, by Klimov's worlds; the words of the page come from its Markdown."""
    known = played(context)
    worlds = [
        {
            "id": term.id,
            "title": term.short,
            "help": term.help or "",
            "players": players(context, (item for item in known if item.klimov == term.id)),
        }
        for term in context.catalog.vocabularies["klimov"].terms
    ]
    return {
        "title": TITLE,
        "breadcrumbs": crumbs(context, (TITLE, "")),
        "count": russian.plural(len(known), "роль", "роли", "ролей"),
        "worlds": [world for world in worlds if world["players"]],
        "all_url": context.root + ALL,
        "projects": [
            {"title": item.title, "url": context.link(item), "town": town.title if town else ""}
            for item in context.catalog.all(Initiative)
            if for_players(item)
            for town in [context.catalog.town_of(item)]
        ],
    }


def for_players(initiative: Initiative) -> bool:
    """Whether a project is for children who play: its pages lead to the cards and scripts."""
    return initiative.grades is not None and initiative.grades.last <= _OLDEST


def players(context: PageContext, occupations: Iterable[Occupation]) -> list[View]:
    """Roles as pictures that lead to their sets; professions without a game are left out."""
    return [
        {
            "id": item.id,
            "klimov": item.klimov,
            "role": russian.capitalise(item.play.role),
            "game": item.play.scene.title,
            "url": context.root + play_address(item),
        }
        for item in occupations
        if item.play
    ]


def set_view(context: PageContext, occupation: Occupation) -> View:
    """One profession's set: its card, badges of the parts, the script, other roles, places nearby."""
    role = role_view(context, occupation)
    return role | {
        "title": f"Играем: {occupation.play.role}",
        "lead": f"Игра «{occupation.play.scene.title}» для детей 5–10 лет: карточка роли и сценарий на двух листах.",
        "profession_url": context.link(occupation),
        "play_url": context.root + PLAY,
        "towns": _places(context, occupation),
        "others": players(context, (item for item in played(context) if item is not occupation)),
    }


def all_view(context: PageContext) -> View:
    """All role cards, two on a sheet, then all scripts."""
    return {
        "title": "Все карточки и сценарии",
        "roles": [role_view(context, item) for item in played(context)],
        "play_url": context.root + PLAY,
    }


def role_view(context: PageContext, occupation: Occupation) -> View:
    """What a role card and a script say; parts of the scene as (who, what they do)."""
    play = occupation.play
    world = context.catalog.term("klimov", occupation.klimov)
    parts = [part.partition(" — ") for part in play.scene.roles]
    return {
        "id": occupation.id,
        "klimov": occupation.klimov,
        "world": world.short,
        "name": russian.capitalise(play.role),
        "me": f"Я — {play.role}.",
        "does": play.does,
        "tool": play.tool,
        "greeting": play.greeting,
        "scene": play.scene,
        "parts": [{"who": russian.capitalise(who), "does": what} for who, _, what in parts],
        "minutes": russian.plural(play.scene.minutes, "минута", "минуты", "минут"),
        "address": f"{context.site_url}{play_address(occupation)}",
        "url": context.root + play_address(occupation),
    }


def _places(context: PageContext, occupation: Occupation) -> list[View]:
    """By town: organizations where this work is seen, and its next events that suit the youngest."""
    catalog = context.catalog
    organizations = [item for item in catalog.referring(occupation, Organization) if not item.closed]
    events = [
        item
        for item in sorted(catalog.referring(occupation, Event), key=event_order(catalog.today))
        if item.grades and item.grades.first <= _OLDEST and not cards.is_past(item, catalog.today)
    ]
    towns = []
    for town in catalog.towns():
        places = [item for item in organizations if town.id in catalog.near(item)][:_PLACES]
        coming = [item for item in events if item.municipality == town.id][:_PLACES]
        if places or coming:
            shown = [{"title": item.label, "url": context.link(item)} for item in places]
            towns.append({"title": town.title, "places": shown, "events": [_event(context, item) for item in coming]})
    return towns


def _event(context: PageContext, event: Event) -> View:
    shown = cards.next_occurrence(event, context.catalog.today)
    when = cards.occurrence_words(shown, event) if shown else cards.date_words(event)
    return {"title": event.title, "url": context.link(event), "when": when, "demo": event.demo}

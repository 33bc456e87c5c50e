"""The picture questionnaire for 7–11 as plain values: activities, five worlds of work, things to try."""

from __future__ import annotations

from macros.catalog import Occupation
from macros.catalog.vocabulary import VocabularyTerm
from macros.pages.catalogue_views import crumbs
from macros.pages.context import PageContext
from macros.pages.play_view import PLAY, play_address
from macros.pages.quiz_view import View, profession_link, world_key
from macros.text import russian

KIDS = "kids"
_SOME = 6
"""Professions of a world: enough to choose from, few enough to read."""
_YOUNG = ((0, 4), (5, 7))
"""Grades whose tries are shown: to the fourth, and the next step."""


def kids_quiz_view(context: PageContext) -> View:
    """All of the page; whole without JavaScript too."""
    quiz = context.catalog.questionnaires[KIDS]
    title = "Что мне нравится делать?"
    return {
        "title": title,
        "breadcrumbs": crumbs(context, ("Какая профессия мне подойдёт?", "quiz/"), (title, "")),
        "statements": quiz.statements,
        "answers": quiz.answers,
        "highest": quiz.highest,
        "worlds": [
            world_key(context, quiz, term) | {"professions": _professions(context, term)}
            for term in context.catalog.vocabularies["klimov"].terms
        ],
        "quiz_url": f"{context.root}quiz/",
        "professions_url": f"{context.root}professions/",
        "play_url": context.root + PLAY,
    }


def _professions(context: PageContext, term: VocabularyTerm) -> list[View]:
    """The world's own professions, then those that only touch it."""
    occupations = context.catalog.all(Occupation)
    own = [item for item in occupations if item.klimov == term.id]
    guests = [item for item in occupations if term.id in item.klimov_also]
    return [_profession(context, item) for item in (*own, *guests)[:_SOME]]


def _profession(context: PageContext, occupation: Occupation) -> View:
    tries = []
    for first, last in _YOUNG:
        # A try for the fourth grade suits a first reader better than one for preschoolers: the last fits best.
        found = [item for item in occupation.tries if first <= item.grades.first and item.grades.last <= last]
        for item in sorted(found, key=lambda item: item.grades.last)[-1:]:
            grades = russian.capitalise(russian.grades_text(item.grades.first, item.grades.last))
            tries.append({"grades": grades, "text": item.text})
    game = context.root + play_address(occupation) if occupation.play else ""
    return profession_link(context, occupation) | {"summary": occupation.summary or "", "tries": tries, "game": game}

"""How professions are matched, as tables: weights, statements, the professions' numbers."""

from __future__ import annotations

from macros.catalog import Occupation
from macros.catalog.occupation import LETTERS
from macros.pages.context import PageContext
from macros.pages.quiz_view import MAIN, View, terms


def matching_view(context: PageContext) -> View:
    """The weights, the statements' key and the professions' numbers for the page that explains matching."""
    catalog = context.catalog
    quiz = catalog.questionnaires[MAIN]
    weights = quiz.matching.weights
    return {
        "matching": quiz.matching,
        "weights": [
            {"title": info.title, "help": info.description, "value": getattr(weights, name)}
            for name, info in type(weights).model_fields.items()
        ],
        "note": quiz.note or "",
        "letters": terms(catalog, "riasec"),
        "worlds": terms(catalog, "klimov"),
        "statements": [
            {
                "text": item.text,
                "letter": catalog.term("riasec", item.letter),
                "world": catalog.term("klimov", item.klimov).short,
            }
            for item in quiz.statements
        ],
        "professions": [
            {
                "title": item.title,
                "url": context.link(item),
                "interests": [item.interests[letter] for letter in LETTERS],
                "worlds": ", ".join(
                    (catalog.term("klimov", world).short or "").lower() for world in (item.klimov, *item.klimov_also)
                ),
            }
            for item in catalog.all(Occupation)
        ],
    }

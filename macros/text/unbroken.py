"""Owns what stays on one line of a page: «10:00–13:00», «8–9 классы», «А. А. Угарова»."""

import re

from markupsafe import Markup, escape

_PERHAPS = re.compile(r"–(?=\d)|\.(?<=[А-ЯЁ].)")
"""What every text with something to bind has; most have nothing."""
_TAG_OR_BOUND = re.compile(r"<[^>]*>|[\w:.]*\d–\d[\w:.]*|\b(?:[А-ЯЁ]\. ?){1,2}[А-ЯЁ][а-яё]+")


def unbroken(text: str) -> Markup:
    """The text as HTML whose ranges of numbers and initials do not break; ready markup keeps its tags as they are.

    A class does it and no hidden character, so that copied text is what it looks like.
    """
    html = escape(text)
    return Markup(_TAG_OR_BOUND.sub(_bound, html)) if _PERHAPS.search(html) else html


def _bound(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<") else f'<span class="nb">{found[0]}</span>'

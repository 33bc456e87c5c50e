"""Owns ranges on pages: «10:00–13:00» and «8–9 классы» do not break at their dash."""

import re

from markupsafe import Markup, escape

_TAG_OR_RANGE = re.compile(r"<[^>]*>|[\w:.]*\d–\d[\w:.]*")


def unbroken(text: str) -> Markup:
    """The text as HTML whose ranges of numbers stay on one line; ready markup keeps its tags as they are.

    A class does it and no hidden character, so that copied text is what it looks like.
    """
    safe = escape(text)
    return Markup(_TAG_OR_RANGE.sub(_bound, safe)) if "–" in safe else safe


def _bound(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<") else f'<span class="nb">{found[0]}</span>'

"""Texts of records inside the Markdown of a forge: shown letter by letter, never interpreted."""

from __future__ import annotations

import re


def plain_markdown(text: str) -> str:
    """A text as Markdown that shows its very letters."""
    escaped = "".join(f"\\{letter}" if letter in r"\`*_{}[]()#+!|~" else letter for letter in text)
    shown = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A zero-width space: nobody is called by a name that only stands in a record.
    return shown.replace("@", "@\u200b").replace("\n", " ")


def code_markdown(text: str) -> str:
    """A text in the type of code."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{' '.join(text.split())}{pad}{fence}"

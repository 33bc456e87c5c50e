"""File names that become addresses: lower-case Latin letters, digits and hyphens."""

from __future__ import annotations

import re

LONGEST = 100
"""Letters of a name at most: an entry's UID adds a date and our domain to it and has 255."""

_GOOD = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f h c ch sh shch _ y _ e yu ya".replace("_", "").split(" "),
        strict=True,
    )
)


def safe_name(name: str) -> str:
    """The same name as an address can carry it: «День_2026» gives `den-2026`; a good name comes back as it is."""
    if _GOOD.fullmatch(name):
        return name
    latin = "".join(LETTERS.get(letter, letter) for letter in name.lower())
    words = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in latin)
    return "-".join(filter(None, words.split("-")))

"""Characters that deceive the eye: hidden ones, and letters of one alphabet inside a word of another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache

from macros.catalog.problem import Fault

_LATIN = "ABCEHIJKMOPSTXYaceijopsxy"
_CYRILLIC = "АВСЕНІЈКМОРЅТХУасеіјорѕху"
_TO_CYRILLIC = dict(zip(_LATIN, _CYRILLIC, strict=True)) | dict(zip("kmtbn", "кмтьп", strict=True))
_TO_LATIN = dict(zip(_CYRILLIC, _LATIN, strict=True))
_FOREIGN_CYRILLIC = frozenset("ІЈЅіјѕ")
"""Cyrillic letters that no Russian word has."""

_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_ADDRESS = re.compile(r"(?:https?|mailto|tel):[^\s<>()\"«»]+|[\w.+-]+@[\w.-]+", re.IGNORECASE)
_LETTERS_IN_DISGUISE = re.compile("[\uff21-\uff5a\U0001d400-\U0001d7ff\u24b6-\u24e9\u2100-\u2115\u2117-\u214f]")
_LONE = re.compile(r"(?:(?<=[а-яё,;] )[aceoyk]|(?:(?<=[.!?] )|^)[ABCKOY])(?= [а-яё])")
"""A Latin letter in the place of a one-letter Russian word: «школа c углублённым изучением»."""

_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufeff\uffa0\ufff0-\ufffc\U000e0000-\U000e0fff]|[\ue000-\uf8ff]|[\u0300-\u036f]{3}"
)
# Hidden signs, marks above letters, letters in fancy dress, numbers that are letters to Python, all alphabets but two,
# Cyrillic letters that are not Russian.
_ODD = re.compile(
    "[\u00aa\u00ad\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u0250-\u03ff\u0530-\u1fff\u200b-\u200f\u202a-\u202e\u2060-\u209f"
    "\u2100-\u2115\u2117-\u218f\u2460-\u24ff\u2776-\u2793\u2800\u2c00-\u2dff\u2e2f\u3005-\ufe0e\ufe10-\uffff"
    "\U00010000-\U0001f10f\U00020000-\U0010ffffІЈЅіјѕ]"
)
_LATIN_AMONG = re.compile(
    "[A-Za-z\u00c0-\u024f](?:(?=[\u0400-\u052f])|(?<=[\u0400-\u052f].)|(?=\\s+[а-яё])(?<![\\w./@-].))"
)
"""A Latin letter beside a Russian one, or alone before a Russian word."""
_NAMES = {
    "\u00ad": "мягкий перенос",
    "\u200b": "пробел нулевой ширины",
    "\u200d": "невидимый соединитель",
    "\u2060": "невидимый соединитель",
    "\ufeff": "знак порядка байтов",
}
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def may_deceive(text: str) -> bool:
    """A quick look that never misses what the other functions find; it may be wrong the other way."""
    return bool(_ODD.search(text) or _LATIN_AMONG.search(text))


def hidden_sign(text: str) -> str:
    """The first character nobody can see, or ""; a joiner inside a picture of several people is seen."""
    for match in _HIDDEN.finditer(text):
        if match[0] != "\u200d" or not _joins_pictures(text, match.start()):
            return match[0]
    return ""


def without_hidden(text: str) -> str:
    """The same text without characters nobody can see, and with at most two marks above a letter."""
    text = re.sub("([\u0300-\u036f]{2})[\u0300-\u036f]+", r"\1", text)
    return _HIDDEN.sub(lambda match: match[0] if _joins_pictures(text, match.start()) else "", text)


def hidden_fault(row: str) -> Fault | None:
    """What to say of a row with a hidden character; the ready value is the row without it."""
    if not (sign := hidden_sign(row)):
        return None
    if len(sign) > 1:
        found = "над одной буквой больше двух значков"
    else:
        name = "знак направления письма" if sign in _DIRECTIONS else _NAMES.get(sign, "знак")
        found = f"в строке спрятан {name} U+{ord(sign):04X}"
    return Fault(
        field="",
        kind="hidden-character",
        found=found,
        expected="таких знаков не видно, а смысл они меняют: замените строку готовой или наберите её заново",
        fix=" ".join(without_hidden(row).split()),
    )


def look_alike_faults(text: str, allowed: Collection[str] = ()) -> Iterator[Fault]:
    """Words of two alphabets, single Latin letters among Russian words, and letters in fancy dress.

    `allowed` are words that mix alphabets on purpose, such as names of firms. Addresses are looked at elsewhere.
    """
    text = _ADDRESS.sub(" ", text)
    told: set[str] = set()
    for match in _WORD.finditer(text):
        word = match[0]
        if word in told or word in allowed or (word.isascii() and len(word) > 1):
            continue
        plain = unicodedata.normalize("NFKC", word) if _LETTERS_IN_DISGUISE.search(word) else word
        scripts = {_script(letter) for letter in plain if letter.isalpha()}
        if plain == word and len(scripts) < 2 and not _FOREIGN_CYRILLIC.intersection(word):
            continue
        told.add(word)
        yield _look_alike(word, plain if plain != word and len(scripts) < 2 else as_one_alphabet(plain))
    for match in _LONE.finditer(text):
        if match[0] not in told:
            told.add(match[0])
            here = f"{match[0]} {text[match.end() + 1 :].split(' ', 1)[0]}"
            yield _look_alike(here, _TO_CYRILLIC[match[0]] + here[1:])


def _look_alike(word: str, fix: str) -> Fault:
    return Fault(
        field="",
        kind="look-alike",
        found=f"«{word}»",
        expected=f"похожие буквы разных алфавитов в одном слове{_told(word)}: наберите слово заново одними русскими "
        "или одними латинскими буквами",
        fix=fix,
    )


def _told(word: str) -> str:
    """Which letters are the odd ones: the fewer."""
    latin = [letter for letter in word if _script(letter) == "LATIN"]
    cyrillic = [letter for letter in word if _script(letter) == "CYRILLIC"]
    if not latin or not cyrillic:
        return ""
    odd, name = (latin, "латинские") if len(latin) <= len(cyrillic) else (cyrillic, "русские")
    return f" ({name} здесь: {', '.join(dict.fromkeys(odd))})"


def as_one_alphabet(word: str) -> str:
    """The word in the alphabet that most of its letters have, or "" when some letter has no look-alike there."""
    cyrillic = "".join(_TO_CYRILLIC.get(letter, letter) for letter in word)
    latin = "".join(_TO_LATIN.get(letter, letter) for letter in word)
    whole = {
        name: text
        for name, text in (("CYRILLIC", cyrillic), ("LATIN", latin))
        if all(_script(letter) == name for letter in text) and not _FOREIGN_CYRILLIC.intersection(text)
    }
    own = sum(_script(letter) == "LATIN" for letter in word) * 2 > len(word)
    order = ("LATIN", "CYRILLIC") if own else ("CYRILLIC", "LATIN")
    return next((whole[name] for name in order if name in whole), "")


@cache
def _script(letter: str) -> str:
    """LATIN, CYRILLIC, GREEK…: the first word of the letter's name; marks above letters have none of their own."""
    name = unicodedata.name(letter, "UNKNOWN").split(" ")[0].split("-")[0]
    return "LATIN" if name in ("FEMININE", "MASCULINE") else name


def _joins_pictures(text: str, place: int) -> bool:
    return (
        text[place] == "\u200d"
        and 0 < place < len(text) - 1
        and all(unicodedata.category(text[index]) in ("So", "Mn", "Sk") for index in (place - 1, place + 1))
    )

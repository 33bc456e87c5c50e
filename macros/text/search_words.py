"""Words as the search knows them: a text's words in one spelling, and the stem that a word's forms share."""

from __future__ import annotations

import re
from unicodedata import normalize

_STOP = """
а без бы был была были было быть в во все вы где для до его ее если же за и из или их к как какая какие какой какую ко
когда которая которые который куда ли мне можно мой мы на над надо не ни но нужно о об он она они от по под при с
сколько со стать так там то тоже только ты у уже хочу чем что чтобы эта эти это этот
"""
STOP_WORDS = frozenset(_STOP.split())
"""Words that tell nothing of a page: the search leaves them out of pages and of questions."""

# overrides/assets/js/search-engine.js reads questions in the same way; a test holds the two together.
_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)+|[a-zа-я0-9]+")


def words(text: str) -> list[str]:
    """The words of a text in small letters, ё as е, in their order; a code like 34.02.01 is one word."""
    return _WORD.findall(normalize("NFC", text).lower().replace("ё", "е"))


class Stems(dict[str, str]):
    """The stem of each word met so far, "" for a stop word: a site has few words and many repetitions."""

    def __missing__(self, word: str) -> str:
        found = self[word] = "" if word in STOP_WORDS else stem(word)
        return found

    def of(self, text: str) -> set[str]:
        """The different stems of a text, stop words left out."""
        found = {self[word] for word in words(text)}
        found.discard("")
        return found


def with_parts(stems: set[str]) -> set[str]:
    """The stems, and of every code among them its parts: 34.02.01 gives 34, 02, 01 too."""
    codes = [item for item in stems if "." in item]
    return stems.union(*[code.split(".") for code in codes]) if codes else stems


# --- the Russian algorithm of Snowball: https://snowballstem.org/algorithms/russian/stemmer.html ------------

_VOWELS = "аеиоуыэюя"
_TO_VOWEL = re.compile(f"[^{_VOWELS}]*[{_VOWELS}]")
"""Endings are sought behind the first vowel."""
_TO_R2 = re.compile(f"[^{_VOWELS}]*[{_VOWELS}]+[^{_VOWELS}]+[{_VOWELS}]+[^{_VOWELS}]")


def _one_of(endings: str, after_a: str) -> str:
    """A pattern for one of the endings; those of the second list count only after а or я."""
    return f"(?:{endings}|(?<=[ая])(?:{after_a}))".replace(" ", "|")


_GERUND = re.compile(_one_of("ив ивши ившись ыв ывши ывшись", "в вши вшись") + "$")
_REFLEXIVE = re.compile("с[ья]$")
_ADJECTIVE = re.compile(
    _one_of("ивш ывш ующ", "ем нн вш ющ щ")
    + "?(?:ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею)$".replace(" ", "|")
)
_VERB = re.compile(
    _one_of(
        "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю",
        "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
    )
    + "$"
)
_NOUN = re.compile(
    "(?:а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я)$"
    .replace(" ", "|")
)  # fmt: skip


def stem(word: str) -> str:
    """What is left of a Russian word without its endings: горного → горн; any other word as it is."""
    head = _TO_VOWEL.match(word)
    if head is None:
        return word
    start, rest = head[0], word[head.end() :]
    rest, cut = _GERUND.subn("", rest, 1)
    if not cut:
        rest = _REFLEXIVE.sub("", rest)
        for ending in (_ADJECTIVE, _VERB, _NOUN):
            rest, cut = ending.subn("", rest, 1)
            if cut:
                break
    rest = rest.removesuffix("и")
    for ending in ("ост", "ость"):
        if rest.endswith(ending) and _TO_R2.match(start + rest.removesuffix(ending)):
            rest = rest.removesuffix(ending)
            break
    shorter = rest.removesuffix("е").removesuffix("ейш") if rest.endswith(("ейш", "ейше")) else rest
    if shorter.endswith("нн"):
        return start + shorter[:-1]
    return start + (shorter if shorter != rest else shorter.removesuffix("ь"))

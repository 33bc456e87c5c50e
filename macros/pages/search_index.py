"""The files of the search: its words, where they occur, and what is shown of each page."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby, takewhile
from typing import Any

from macros.catalog import Catalog
from macros.pages.search_text import Group, Page, prose_page, record_pages
from macros.text.search_words import STOP_WORDS, Stems, stem, with_parts, words

_WEIGHTS = {
    Group.TOWN: 16,
    Group.SECTION: 12,
    Group.PROFESSION: 15,
    Group.PROGRAM: 12,
    Group.ORGANIZATION: 12,
    Group.LASTING: 10,
    Group.PAPER: 8,
    Group.COMING: 9,
    Group.PAST: 4,
}
"""What a page of a group weighs against others, in tenths."""
_SYNONYMS = "search-synonyms"
_PAGES_A_FILE = 24
_LETTERS_A_FILE = 24_000
_SUMMARY, _ALSO = 160, 120
"""How many letters of the summary and of the other names are shown."""

Occurrences = Mapping[str, str]
"""Of each stem, in alphabetical order: the pages it is on, as «3aBc1b». A digit is the mark of a field; each number
after it says how many pages are skipped since the one before, in `_Numerals`."""


def search_files(catalog: Catalog, prose: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """(file name in the site, contents) of the whole search: records, and prose as (address, Markdown).

    A question fetches `words.json`, then only the parts that hold its own words and the pages it shows. Parts
    lie in a folder named after what is in all of them, so files of two builds never mix.
    """
    pages = [prose_page(address, text) for address, text in prose]
    pages += record_pages(catalog)
    pages.sort(key=lambda page: (page.group, page.place))
    found, lengths = _occurrences(pages)
    word_parts = _word_parts(found)
    parts = {f"words-{number}.json": _json(part) for number, part in enumerate(word_parts)}
    for number, start in enumerate(range(0, len(pages), _PAGES_A_FILE)):
        shown = [_shown(page) for page in pages[start : start + _PAGES_A_FILE]]
        parts[f"pages-{number}.json"] = _json(shown)
    head: dict[str, Any] = {
        "words": _shared_beginnings(found),
        "parts": [len(part) for part in word_parts],
        "pages": _PAGES_A_FILE,
        "groups": [[len(list(some)), _WEIGHTS[group]] for group, some in groupby(page.group for page in pages)],
        "titles": lengths,
        "synonyms": _synonyms(catalog, found),
        "stop": " ".join(sorted(STOP_WORDS)),
    }
    version = sha256(b"\n".join([_json(head), *parts.values()])).hexdigest()[:10]
    yield "search/words.json", _json({"version": version} | head)
    for name, body in parts.items():
        yield f"search/{version}/{name}", body


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


# --- words and where they occur --------------------------------------------------------------------


def _occurrences(pages: Sequence[Page]) -> tuple[Occurrences, str]:
    """Where the words are, and of each page how many words name it.

    A stem counts on a page once, in the weightiest field: a one-word name, title, other name, near, text.
    """
    stems = Stems()
    fields = {mark: defaultdict[str, list[int]](list) for mark in "43210"}
    repeated = _Repeated(stems)
    lengths = []
    for number, page in enumerate(pages):
        titles, names = [stems.of(text) for text in page.titles], [stems.of(text) for text in page.names]
        here = (
            set().union(*[name for name in (*titles, *names) if len(name) == 1]),
            with_parts(set().union(*titles)),
            with_parts(set().union(*names)),
            with_parts(stems.of(page.summary).union(*[repeated[text] for text in page.near])),
            with_parts(stems.of(page.text)),
        )
        known: set[str] = set()
        for field, found in zip(fields.values(), here, strict=True):
            for item in found - known:
                field[item].append(number)
            known |= found
        # A name of one word has a mark of its own, so it is the longer ones that are measured.
        lengths.append(min((len(title) for title in titles if len(title) > 1), default=1))
    numerals = _Numerals()
    written: dict[str, list[str]] = defaultdict(list)
    for mark, field in fields.items():
        for item, numbers in field.items():
            skipped = [numerals[one - before - 1] for before, one in zip((-1, *numbers), numbers, strict=False)]
            written[item].append(mark + "".join(skipped))
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    counts = "".join([digits[min(length, 35)] for length in lengths])
    return {item: "".join(written[item]) for item in sorted(written)}, counts


class _Repeated(dict[str, set[str]]):
    """The stems of what many pages say alike: towns, kinds, organizers."""

    def __init__(self, stems: Stems) -> None:
        super().__init__()
        self._stems = stems

    def __missing__(self, text: str) -> set[str]:
        found = self[text] = self._stems.of(text)
        return found


class _Numerals(dict[int, str]):
    """Numbers by 26 letters; the last digit is a small letter, the others capitals: 0 is «a», 27 is «Bb»."""

    def __missing__(self, number: int) -> str:
        rest, last = divmod(number, 26)
        text = chr(ord("a") + last)
        while rest:
            rest, digit = divmod(rest, 26)
            text = chr(ord("A") + digit) + text
        self[number] = text
        return text


def _word_parts(found: Occurrences) -> list[list[str]]:
    """Occurrences of the words in their order, dealt out into files of about equal length."""
    parts: list[list[str]] = []
    length = _LETTERS_A_FILE
    for text in found.values():
        if length >= _LETTERS_A_FILE:
            parts.append([])
            length = 0
        parts[-1].append(text)
        length += len(text)
    return parts


def _shared_beginnings(found: Occurrences) -> str:
    """All stems, each as a capital for how many letters it shares with the one before, and its rest: AврачEебн."""
    written, before = [], ""
    for item in found:
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, item, strict=False))
        shared = min(len(list(alike)), 25)
        written.append(chr(ord("A") + shared) + item[shared:])
        before = item
    return "".join(written)


def _synonyms(catalog: Catalog, found: Occurrences) -> dict[str, list[str]]:
    """What readers say → what pages say, as stems in alphabetical order; without what no page says."""
    vocabulary = catalog.vocabularies.get(_SYNONYMS)
    told: dict[str, list[str]] = defaultdict(list)
    for term in vocabulary.terms if vocabulary else ():
        meant = [text for text in _phrases(term.title) if all(one in found for one in text.split())]
        for said in _phrases(term.help or ""):
            told[said] += [text for text in meant if text != said and text not in told[said]]
    return {said: told[said] for said in sorted(told) if told[said]}


def _phrases(text: str) -> list[str]:
    """The stems of each of the phrases between commas."""
    return [" ".join(sorted(stem(word) for word in words(one) if word not in STOP_WORDS)) for one in text.split(",")]


# --- what is shown ---------------------------------------------------------------------------------


def _shown(page: Page) -> list[str]:
    return [page.address, page.titles[0], page.label, _clipped(page.summary, _SUMMARY), _clipped(page.also, _ALSO)]


def _clipped(text: str, length: int) -> str:
    """The text, or as many of its words as there is room for."""
    return text if len(text) <= length else text[:length].rpartition(" ")[0].rstrip(" ,.;:–—-") + "…"

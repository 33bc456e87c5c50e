"""Files that an earlier build made and that are still right, kept below `.cache/`; safe to delete at any time."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from macros.catalog.observed import Question

_VARIANTS = 3
"""How many kinds of build are kept side by side: with and without demo records, of another day."""
_INDEX = "index.json"
Text = tuple[str, Collection[Question]]
"""A piece of HTML with the questions whose answers it shows."""


class Kept:
    """Finished files by their names in the site and `texts` by theirs, each with what they asked of the catalog.

    Both are fresh as long as every question gets the answer of the build that made them. Files are given to
    a site as hard links where the disk allows it: write anew, never into them.
    """

    texts: Mapping[str, Text]

    def __init__(self, folder: Path, answer: Callable[[Question], str]) -> None:
        """Use `folder`, made for one kind of build; `answer` gives today's answer to a question."""
        self._folder = folder
        self._ask = answer
        self._answers: dict[Question, str] = {}
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._fresh, self.texts = self._read()
        # A build that ends halfway leaves no index, so what it wrote counts for nothing.
        (folder / _INDEX).unlink(missing_ok=True)

    def has(self, name: str) -> bool:
        """Whether the file of this name is there and right."""
        return name in self._fresh

    def give(self, name: str, to: str) -> None:
        """Put a kept file at a path that is free; its folder is there."""
        source = self._file(name)
        try:
            os.link(source, to)
        except OSError:  # another disk, or one without links
            shutil.copyfile(source, to)

    def put(self, name: str, body: bytes) -> None:
        """Keep a file; it counts only when `close` is told of it."""
        path = Path(self._file(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        # The old file may live on in a site, under another name of the same bytes on the disk.
        path.unlink(missing_ok=True)
        path.write_bytes(body)

    def close(self, used: Iterable[str], made: Mapping[str, Collection[Question]], texts: Mapping[str, Text]) -> None:
        """Remember the files used from before and those made now, and all the texts given; forget all others."""
        known: dict[Question, int] = {}

        def numbers(asked: Collection[Question]) -> list[int]:
            return [known.setdefault(each, len(known)) for each in asked]

        files = {name: self._fresh[name] for name in used} | made
        stored = {
            "files": {name: numbers(asked) for name, asked in files.items()},
            "texts": {name: [text, numbers(asked)] for name, (text, asked) in texts.items()},
            "answers": [[*question, self._answer(question)] for question in known],
        }
        partial = self._folder / "index.partial"
        partial.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")), "utf-8")
        partial.replace(self._folder / _INDEX)
        for name in self._fresh.keys() - files.keys():
            Path(self._file(name)).unlink(missing_ok=True)
        os.close(self._lock)

    def _answer(self, question: Question) -> str:
        if question not in self._answers:
            self._answers[question] = self._ask(question)
        return self._answers[question]

    def _file(self, name: str) -> str:
        return f"{self._folder}/files/{name}"

    def _read(self) -> tuple[dict[str, list[Question]], dict[str, Text]]:
        """The fresh files and texts of the index, with their questions."""
        try:
            stored = json.loads((self._folder / _INDEX).read_text("utf-8"))
            rows = [(tuple(words), then) for *words, then in stored["answers"]]
            files, texts = stored["files"], stored["texts"]
        except (OSError, ValueError, KeyError, TypeError):
            return {}, {}
        changed = {number for number, (question, then) in enumerate(rows) if self._answer(question) != then}
        questions = [question for question, _ in rows]

        def asked(numbers: list[int]) -> list[Question]:
            return [questions[number] for number in numbers]

        return (
            {name: asked(numbers) for name, numbers in files.items() if changed.isdisjoint(numbers)},
            {name: (text, asked(numbers)) for name, (text, numbers) in texts.items() if changed.isdisjoint(numbers)},
        )


def kept_for(cache: Path, kind: str, answer: Callable[[Question], str]) -> Kept:
    """The kept files of one kind of build, a short word; kinds unused for long are deleted."""
    base = cache / "kept"
    others = sorted(base.glob("*/"), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in [each for each in others if each.name != kind][_VARIANTS - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
    return Kept(base / kind, answer)

"""Files that an earlier build made and that are still right, kept below `.cache/`; safe to delete at any time."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from secrets import token_hex
from typing import Any

from macros.catalog.observed import Question
from macros.link_check import Place

_VARIANTS = 3
"""How many kinds of build are kept side by side: with and without demo records, of another day."""
_INDEX = "index.json"
"""The name of the build and its lists: each a line of answers, one of files, one for each piece, never all at once."""
Piece = tuple[Any, Collection[Question]]
"""What a file is made of, as JSON can hold it, with the questions whose answers it shows."""

_FILES = "files"
_LINKS = "links.json"


class Kept:
    """Finished files by their names in the site and `pieces` by theirs, each with what they asked of the catalog.

    Both are fresh as long as every question gets the answer of the build that made them. Files are given to
    a site as hard links where the disk allows it: write anew, never into them.
    """

    pieces: Mapping[str, Piece]
    reached: frozenset[Place]
    """The places that links of the files led to when all of them were checked; empty if they were not."""

    def __init__(self, folder: Path, answer: Callable[[Question], str]) -> None:
        """Use `folder`, made for one kind of build; `answer` gives today's answer to a question.

        Raises BlockingIOError while another build uses it: until that build's `close`, or its end.
        """
        self._folder = folder
        self._ask = answer
        self._answers: dict[Question, str] = {}
        (folder / _FILES).mkdir(parents=True, exist_ok=True)
        self._lock = (folder / "lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._build = ""
        self._fresh, self.pieces = self._read()
        self.reached = self._read_reached()
        # A build that ends halfway leaves no index, so what it wrote counts for nothing.
        (folder / _INDEX).unlink(missing_ok=True)

    def __del__(self) -> None:
        """A build that fails lets go, too."""
        self._lock.close()

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
        # The old file may live on in a site, under another name of the same bytes on the disk.
        path.unlink(missing_ok=True)
        path.write_bytes(body)

    def note(self, made: Mapping[str, Collection[Question]], pieces: Mapping[str, Piece]) -> str:
        """Write down files and pieces with what they asked; returns the name of the list, which `close` wants."""
        known: dict[Question, int] = {}

        def numbers(asked: Collection[Question]) -> list[int]:
            return [known.setdefault(each, len(known)) for each in asked]

        rows = {name: numbers(asked) for name, asked in made.items()}
        asked_by = {name: numbers(asked) for name, (_, asked) in pieces.items()}
        answers = [[*question, self._answer(question)] for question in known]
        name = f"{token_hex(8)}.jsonl"
        with (self._folder / name).open("w", encoding="utf-8") as lines:
            lines.write(_line(answers) + _line(rows))
            lines.writelines(_line([name, asked_by[name], piece]) for name, (piece, _) in pieces.items())
        return name

    def close(self, used: Iterable[str], site: Iterable[str], lists: Iterable[str]) -> None:
        """Remember the files used from before, the old pieces and what is on these lists; forget all others.

        `site` are the names of all files of the site.
        """
        lists = [*lists, self.note({name: self._fresh[name] for name in used}, self.pieces)]
        self._build = token_hex(8)
        partial = self._folder / "index.partial"
        partial.write_text(json.dumps([self._build, lists]), "utf-8")
        partial.replace(self._folder / _INDEX)
        for path in self._folder.glob("*.jsonl"):
            if path.name not in lists:
                path.unlink(missing_ok=True)
        named = set(map(self._file, site))
        for path in (self._folder / _FILES).iterdir():
            if str(path) not in named:
                path.unlink()
        self._lock.close()

    def checked(self, reached: frozenset[Place]) -> None:
        """Remember, after `close`, that no link of the kept files is dead, and where they lead."""
        body = json.dumps([self._build, sorted(reached)], ensure_ascii=False)
        (self._folder / _LINKS).write_text(body, "utf-8")

    def _read_reached(self) -> frozenset[Place]:
        try:
            build, places = json.loads((self._folder / _LINKS).read_text("utf-8"))
        except (OSError, ValueError):
            return frozenset()
        return frozenset((file, anchor) for file, anchor in places) if build == self._build else frozenset()

    def _answer(self, question: Question) -> str:
        if question not in self._answers:
            self._answers[question] = self._ask(question)
        return self._answers[question]

    def _file(self, name: str) -> str:
        # All in one folder: to make ten thousand takes longer than to write what is in them.
        return f"{self._folder}/{_FILES}/{name.replace('/', '~')}"

    def _read(self) -> tuple[dict[str, list[Question]], dict[str, Piece]]:
        """The fresh files and pieces of the last build, with their questions."""
        files: dict[str, list[Question]] = {}
        pieces: dict[str, Piece] = {}
        try:
            self._build, lists = json.loads((self._folder / _INDEX).read_text("utf-8"))
            for name in lists:
                self._read_list(self._folder / name, files, pieces)
        except (OSError, ValueError, TypeError, LookupError, StopIteration):
            return {}, {}
        return files, pieces

    def _read_list(self, path: Path, files: dict[str, list[Question]], pieces: dict[str, Piece]) -> None:
        with path.open(encoding="utf-8") as lines:
            rows = [(tuple(words), then) for *words, then in json.loads(next(lines))]
            changed = {number for number, (question, then) in enumerate(rows) if self._answer(question) != then}

            def fresh(numbers: list[int]) -> list[Question] | None:
                return [rows[number][0] for number in numbers] if changed.isdisjoint(numbers) else None

            for name, numbers in json.loads(next(lines)).items():
                if (asked := fresh(numbers)) is not None:
                    files[name] = asked
            for line in lines:
                name, numbers, piece = json.loads(line)
                if (asked := fresh(numbers)) is not None:
                    pieces[name] = (piece, asked)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def kept_for(cache: Path, kind: str, answer: Callable[[Question], str]) -> Kept | None:
    """The kept files of one kind of build, a short word; kinds unused for long are deleted.

    None while another build uses them: two builds at once cannot know what the other leaves.
    """
    base = cache / "kept"
    others = sorted(base.glob("*/"), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in [each for each in others if each.name != kind][_VARIANTS - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
    try:
        return Kept(base / kind, answer)
    except BlockingIOError:
        return None

"""What a load remembers for the next one, as JSON files keyed by content and code; safe to delete at any time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from macros import text as text_package
from macros.catalog import characters, guard, markup, personal_data
from macros.catalog import source as source_module
from macros.catalog.guard import is_suspect
from macros.catalog.source import Source, decoded, parse_bytes

_PARSING = tuple(Path(each.__file__) for each in (source_module, guard, characters, markup, personal_data))
"""Modules that decide what is remembered of a parsed file."""
_JUDGING = (Path(__file__).parent, Path(text_package.__file__).parent)
"""Folders of all the rules that a file can break by itself."""
_LIBRARIES = ("markdown-it-py", "pydantic")
"""What the rules lean on."""


class Parsed(NamedTuple):
    """A parsed file, and whether the content guard has to look at it closely."""

    source: Source
    suspect: bool


class ParsedFiles:
    """Parses files, and remembers in `folder` what it parsed the last time; None means no memory."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / "parsed.json" if folder else None
        self._code = _digest(_PARSING)
        files = _stored(self._path, self._code)
        self._known = {key: each for key, each in files.items() if _is_entry(each)} if isinstance(files, dict) else {}
        self.used: dict[str, list] = {}
        """What this run was asked for, by key, as JSON can hold it."""
        self._fresh = 0

    @property
    def has_memory(self) -> bool:
        """Whether anything was parsed before."""
        return bool(self._known)

    def adopt(self, used: Mapping[str, list]) -> None:
        """Remember what another process parsed."""
        self._fresh += len(used)
        self.used |= used

    def parse(self, raw: bytes, key: str, *, head_only: bool) -> Parsed:
        """The parsed file, from memory when a file of the same key was parsed before; see `key_of`."""
        entry = self.used.get(key) or self._known.get(key)
        if entry is not None:
            self.used[key] = entry
            data, lines, body, suspect = entry
            return Parsed(Source(data, lines, (), body), suspect)
        parsed = parse(raw, head_only=head_only)
        self._fresh += 1
        # Files with faults are few and parsed again each time: the cache stays plain.
        if not parsed.source.faults:
            self.used[key] = [parsed.source.data, parsed.source.lines, parsed.source.body, parsed.suspect]
        return parsed

    def save(self) -> None:
        """Write what this run used, if anything changed; a cache that cannot be written is no error."""
        if self._path is not None and (self._fresh or len(self.used) != len(self._known)):
            _store(self._path, self._code, self.used)


class Settled:
    """Files that had nothing wrong in themselves the last time: only what others say of them is left to be checked.

    `allowed` is a digest of the exceptions that they were judged by, `folder` None means no memory. A mark is a
    file's path with the digest of its content.
    """

    def __init__(self, folder: Path | None, allowed: str) -> None:
        self._path = folder / "settled.json" if folder else None
        libraries = "".join(version(name) for name in _LIBRARIES)
        self._code = f"{_digest(_modules_below(_JUDGING)) if folder else ''} {libraries} {allowed}"
        marks = _stored(self._path, self._code)
        self._known = frozenset(marks) if isinstance(marks, list) and {*map(type, marks)} <= {str} else frozenset()
        self.seen: set[str] = set()
        """Marks of files that are right, in this run."""

    def has(self, mark: str) -> bool:
        """Whether this file was found right before."""
        if mark in self._known:
            self.seen.add(mark)
        return mark in self.seen

    def adopt(self, seen: Iterable[str]) -> None:
        """Believe another process of this run."""
        self.seen.update(seen)

    def add(self, mark: str) -> None:
        """Nothing is wrong in this file."""
        self.seen.add(mark)

    def save(self) -> None:
        """Write the marks of this run, if they are others; a cache that cannot be written is no error."""
        if self._path is not None and self.seen != self._known:
            _store(self._path, self._code, sorted(self.seen))


def parse(raw: bytes, *, head_only: bool) -> Parsed:
    """A file that nobody has seen before."""
    try:
        suspect = is_suspect(decoded(raw))
    except UnicodeDecodeError:  # told by the parser
        suspect = False
    return Parsed(parse_bytes(raw, head_only=head_only), suspect)


def key_of(raw: bytes, *, head_only: bool) -> str:
    """A digest of a file and of how it is to be parsed."""
    return blake2b(raw, digest_size=16, salt=b"head" if head_only else b"data").hexdigest()


def _digest(modules: tuple[Path, ...]) -> str:
    return blake2b(b"".join(path.read_bytes() for path in modules), digest_size=16).hexdigest()


def _modules_below(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(path for folder in folders for path in sorted(folder.glob("*.py")))


def _stored(path: Path | None, code: str) -> Any:
    """What a file remembers, None when there is nothing or other code wrote it."""
    if path is None:
        return None
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return stored.get("files") if isinstance(stored, dict) and stored.get("code") == code else None


def _store(path: Path, code: str, files: Any) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.write_text(json.dumps({"code": code, "files": files}, ensure_ascii=False), "utf-8")
        partial.replace(path)
    except OSError:
        return


def _is_entry(entry: object) -> bool:
    return isinstance(entry, list) and [type(part) for part in entry] == [dict, dict, str, bool]

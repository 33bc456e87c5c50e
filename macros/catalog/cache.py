"""A cache of parsed files in one JSON file, keyed by content and code; safe to delete at any time."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from macros.catalog import characters, guard, markup, personal_data
from macros.catalog import source as source_module
from macros.catalog.guard import is_suspect
from macros.catalog.source import Source, decoded, parse_bytes

_CODE = (source_module, guard, characters, markup, personal_data)
"""Modules that decide what is remembered."""


class Parsed(NamedTuple):
    """A parsed file, and whether the content guard has to look at it closely."""

    source: Source
    suspect: bool


class ParsedFiles:
    """Parses files, and remembers in `folder` what it parsed the last time; None means no memory."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / "parsed.json" if folder else None
        code = b"".join(Path(module.__file__).read_bytes() for module in _CODE)
        self._code = blake2b(code, digest_size=16).hexdigest()
        self._known: dict[str, list] = self._read()
        self._used: dict[str, list] = {}
        self._fresh = 0

    def parse(self, raw: bytes, key: str, *, head_only: bool) -> Parsed:
        """The parsed file, from memory when a file of the same key was parsed before; see `key_of`."""
        entry = self._known.get(key)
        if entry is not None:
            self._used[key] = entry
            data, lines, body, suspect = entry
            return Parsed(Source(data, lines, (), body), suspect)
        parsed = parse(raw, head_only=head_only)
        self._fresh += 1
        # Files with faults are few and parsed again each time: the cache stays plain.
        if not parsed.source.faults:
            self._used[key] = [parsed.source.data, parsed.source.lines, parsed.source.body, parsed.suspect]
        return parsed

    def save(self) -> None:
        """Write what this run used, if anything changed; a cache that cannot be written is no error."""
        if self._path is None or (not self._fresh and len(self._used) == len(self._known)):
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            partial = self._path.with_suffix(".partial")
            partial.write_text(json.dumps({"code": self._code, "files": self._used}, ensure_ascii=False), "utf-8")
            partial.replace(self._path)
        except OSError:
            return

    def _read(self) -> dict[str, list]:
        if self._path is None:
            return {}
        try:
            stored = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        files = stored.get("files") if isinstance(stored, dict) else None
        if not isinstance(files, dict) or stored.get("code") != self._code:
            return {}
        return {key: entry for key, entry in files.items() if _is_entry(entry)}


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


def _is_entry(entry: object) -> bool:
    return isinstance(entry, list) and [type(part) for part in entry] == [dict, dict, str, bool]

"""The one layout of a data file: order of fields, quotes, line lengths; the same record for every reader of YAML."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any, get_args

import yaml
from pydantic import BaseModel, BeforeValidator

from macros.catalog.fields import Count, Day, Flag, Grades, Moment, When
from macros.catalog.shape import fields_of, inner_model
from macros.catalog.source import Tree, parse
from macros.editing.comments import Comments, comments_of

WIDTH = 118
"""Columns of a line; longer texts are folded."""
_NATIVE = {
    mark.func
    for kind in (Count, Day, Flag, Moment, When)
    for mark in kind.__metadata__
    if isinstance(mark, BeforeValidator)
}
"""What makes numbers, dates and flags of texts: in such a field any reader of YAML may do the same."""
_RESOLVER = yaml.SafeLoader.yaml_implicit_resolvers
_STARTS = "&*!@%`|>?-,]}#[{'\":"
_NUMBER = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|0[ox][0-9a-fA-F]+")
"""What YAML 1.2 takes for a number; PyYAML knows the rest, which is YAML 1.1."""
_WORDS_OF_A_SENTENCE = 4
_WORDS = {"true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", ""}


class Unreadable(ValueError):
    """The file has mistakes that come before its layout; `check` names them."""


def formatted(text: str, cls: type[BaseModel]) -> str:
    """The same record in the one layout, comments kept; a card keeps its prose byte for byte.

    Raises Unreadable for a file that cannot be read as YAML of fields.
    """
    head, body = _parts(text.replace("\r\n", "\n"), cls)
    source = parse(head)
    if any(fault.severity == "error" for _, fault in source.faults) or not source.data:
        raise Unreadable
    done = dump(source.data, cls, comments_of(head, source.lines))
    return f"---\n{done}---\n{body}" if body is not None else done


def dump(data: dict[str, Tree], cls: type[BaseModel], comments: Comments | None = None) -> str:
    """A record of text values as the text of its file."""
    writer = _Writer(comments or Comments())
    rows = [*writer.mapping(data, cls, "", "")]
    rows += [f"# {note}".rstrip() for note in writer.comments.tail]
    return "".join(f"{row}\n" for row in rows)


def _parts(text: str, cls: type[BaseModel]) -> tuple[str, str | None]:
    """The YAML of a file and the prose after it, None when there is none by nature."""
    if not getattr(getattr(cls, "TYPE", None), "content", False):
        return text, None
    match = re.match(r"---[ \t]*\n(.*?)^---[ \t]*$\n?", text, re.DOTALL | re.MULTILINE)
    if match is None:
        raise Unreadable
    return match[1], text[match.end() :]


class _Writer:
    """Writes one file; `comments` say what stands before and behind the values."""

    def __init__(self, comments: Comments) -> None:
        self.comments = comments

    def mapping(self, data: dict[str, Tree], model: type[BaseModel] | None, indent: str, path: str) -> Iterator[str]:
        for key in _ordered(data, model):
            inner = f"{path}.{key}" if path else key
            yield from (f"{indent}# {note}".rstrip() for note in self.comments.before(inner))
            info = model.model_fields.get(key) if model else None
            yield from self._field(f"{indent}{_scalar(key, None)}:", data[key], info, indent, inner)

    def _field(self, start: str, value: Tree, info: Any, indent: str, path: str) -> Iterator[str]:
        annotation = info.annotation if info else None
        # pydantic takes the markers of a plain annotated type apart: together they are the type again.
        own_type = (annotation, *info.metadata) if info else None
        behind = self._behind(path)
        whole = _flow(value, annotation, own_type, self.comments.inside(path))
        if whole is not None and len(start) + 1 + len(whole) + len(behind) <= WIDTH:
            yield f"{start} {whole}{behind}"
        elif isinstance(value, str):
            yield from _text(start, value, own_type, indent, behind)
        elif isinstance(value, dict):
            yield start + behind
            yield from self.mapping(value, inner_model(annotation), indent + "  ", path)
        else:
            yield start + behind
            yield from self._items(value, annotation, indent + "  ", path)

    def _items(self, values: list[Tree], annotation: Any, indent: str, path: str) -> Iterator[str]:
        model = inner_model(annotation)
        for number, value in enumerate(values):
            inner = f"{path}.{number}"
            yield from (f"{indent}# {note}".rstrip() for note in self.comments.before(inner))
            behind = self._behind(inner)
            whole = _flow(value, annotation, (annotation,), self.comments.inside(inner))
            if whole is not None and len(indent) + 2 + len(whole) + len(behind) <= WIDTH:
                yield f"{indent}- {whole}{behind}"
            elif isinstance(value, str):
                yield from _text(f"{indent}-", value, (annotation,), indent, behind)
            elif isinstance(value, dict):
                if behind:
                    yield f"{indent}{behind.strip()}"
                rows = self.mapping(value, model, indent + "  ", inner)
                yield from _dashed(rows, indent)
            else:
                yield from _dashed(self._items(value, annotation, indent + "  ", inner), indent)

    def _behind(self, path: str) -> str:
        note = self.comments.behind(path)
        return f"  # {note}" if note else ""


def _dashed(rows: Iterator[str], indent: str) -> Iterator[str]:
    """The rows of an item, its first one that is no comment begun with a dash."""
    done = False
    for row in rows:
        if done or row.lstrip().startswith("#"):
            yield row if done else row[2:]
        else:
            yield f"{indent}- {row[len(indent) + 2 :]}"
            done = True


def _ordered(data: dict[str, Tree], model: type[BaseModel] | None) -> list[str]:
    known = fields_of(model) if model else []
    return [name for name in known if name in data] + [name for name in data if name not in known]


# --- one line ----------------------------------------------------------------------------------------


def _flow(value: Tree, annotation: Any, own_type: Any, commented: bool) -> str | None:
    """A value on one line, or None when it is told better in several."""
    if isinstance(value, str):
        return None if "\n" in value else _scalar(value, own_type)
    if commented:
        return None
    if isinstance(value, list):
        # Sentences want a line each; so do nested fields.
        if not all(isinstance(item, str) and "\n" not in item for item in value):
            return None
        items = [_scalar(item, (annotation,), flow=True) for item in value]
        return (
            None
            if any(item.count(" ") > _WORDS_OF_A_SENTENCE or "," in item for item in items)
            else f"[{', '.join(items)}]"
        )
    model = inner_model(annotation)
    parts = []
    for key in _ordered(value, model):
        info = model.model_fields.get(key) if model else None
        item = value[key]
        if isinstance(item, dict) or (isinstance(item, list) and not _is_plain_list(item)):
            return None
        if isinstance(item, str) and "\n" in item:
            return None
        inner_type = (info.annotation, *info.metadata) if info else None
        if isinstance(item, list):
            item_text = "[" + ", ".join(_scalar(each, inner_type, flow=True) for each in item) + "]"
        else:
            item_text = _scalar(item, inner_type, flow=True)
        parts.append(f"{key}: {item_text}")
    return "{" + ", ".join(parts) + "}"


def _is_plain_list(value: list[Tree]) -> bool:
    return all(isinstance(item, str) and "\n" not in item for item in value)


def _scalar(value: str, own_type: Any, *, flow: bool = False) -> str:
    """A text value on one line: bare where every reader takes it for the same, else in double quotes."""
    value = _native_form(value, own_type)
    if _is_plain(value, flow) and (_is_native(own_type) or not _looks_typed(value)):
        return value
    return _quoted(value)


_UNSEEN = [*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF]
_ESCAPES = {chr(code): f"\\u{code:04X}" for code in _UNSEEN} | {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_ODD = re.compile(f"[{''.join(re.escape(chr(code)) for code in _UNSEEN)}]")
"""Letters nobody sees: they only stand in quotes, by their numbers."""


def _is_plain(value: str, flow: bool) -> bool:
    if not value or value != value.strip() or value[0] in _STARTS or "\t" in value or "\n" in value:
        return False
    if ": " in value or " #" in value or value.endswith(":") or value.startswith(("---", "...")):
        return False
    if _ODD.search(value):
        return False
    # The same signs are harmless outside of brackets; a question mark stops only some readers.
    return not (flow and any(sign in value for sign in ",[]{}?"))


def _looks_typed(value: str) -> bool:
    """Whether some reader of YAML would make a number, a date or a yes of it."""
    if value.lower() in _WORDS or _NUMBER.fullmatch(value):
        return True
    tests = _RESOLVER.get(value[0], [])
    return any(pattern.match(value) for tag, pattern in tests if not tag.endswith(":merge"))


def _is_native(own_type: Any) -> bool:
    """Whether a number or a date of this type may stand bare."""
    for part in own_type if isinstance(own_type, tuple) else (own_type,):
        if part is Grades or (isinstance(part, BeforeValidator) and part.func in _NATIVE):
            return True
        inner = (*getattr(part, "__metadata__", ()), *get_args(part)) if not isinstance(part, BeforeValidator) else ()
        if inner and _is_native(inner):
            return True
    return False


def _native_form(value: str, own_type: Any) -> str:
    """Dates as the documentation writes them: a space before the hour."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", value) and _is_native(own_type):
        return value.replace("T", " ")
    return value


# --- several lines -----------------------------------------------------------------------------------


def _text(start: str, value: str, own_type: Any, indent: str, behind: str) -> Iterator[str]:
    """A text too long for its line: folded where it is one paragraph, as it stands where it has lines."""
    inner = indent + "  "
    room = WIDTH - len(inner)
    rows = value.removesuffix("\n").split("\n")
    unusual = value != value.strip(" \n") + "\n" * value.endswith("\n") or any(row != row.rstrip() for row in rows)
    if unusual or not value.strip() or _ODD.search(value.replace("\n", "")):
        yield f"{start} {_quoted(value)}{behind}"
    elif len(rows) > 1:
        # Lines that are a list or a verse stay lines.
        yield f"{start} |{'' if value.endswith(chr(10)) else '-'}{behind}"
        yield from (f"{inner}{row}" if row else "" for row in rows)
    elif "  " in value:
        yield f"{start} {_quoted(value)}{behind}"
    else:
        yield f"{start} >{'' if value.endswith(chr(10)) else '-'}{behind}"
        yield from (f"{inner}{row}" for row in _folded(rows[0], room))


def _folded(value: str, room: int) -> list[str]:
    """Lines broken at plain spaces only; no-break spaces stay."""
    glued = value.replace("\xa0", "\ue000")
    lines = textwrap.wrap(glued, room, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\ue000", "\xa0") for line in lines]


def _quoted(value: str) -> str:
    return '"' + "".join(_ESCAPES.get(letter, letter) for letter in value) + '"'

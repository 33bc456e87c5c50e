"""Reads the bytes of an .ics file into lines and components, and tells what is wrong with the bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_LINE = re.compile(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentLine:
    """An unfolded line (RFC 5545 section 3.1): `number` is from 1, `params` as in the file."""

    number: int
    name: str
    params: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """What stands between BEGIN and END, in the order of the file; `number` is the line of BEGIN."""

    name: str
    number: int
    lines: list[ContentLine] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)

    def first(self, name: str) -> ContentLine | None:
        """Return the first property of that name."""
        return next((line for line in self.lines if line.name == name), None)


def byte_problems(data: bytes) -> Iterator[str]:
    """Yield what is wrong with line ends, folding, encoding and characters (RFC 5545 sections 3.1 and 6)."""
    if data.startswith(b"\xef\xbb\xbf"):
        yield "line 1: begins with a byte order mark"
    *lines, rest = data.split(b"\n")
    if rest:
        yield f"line {len(lines) + 1}: the file does not end with CRLF"
        lines.append(rest + b"\r")
    for number, line in enumerate(lines, start=1):
        if not line.endswith(b"\r"):
            yield f"line {number}: ends with LF alone, not CRLF"
        octets = line.removesuffix(b"\r")
        if len(octets) > 75:
            yield f"line {number}: {len(octets)} octets, more than 75"
        if not octets.strip():
            yield f"line {number}: empty"
        if octets.startswith(b"\t"):
            yield f"line {number}: folded with a tab"
        try:
            text = octets.decode("utf-8")
        except UnicodeDecodeError:
            yield f"line {number}: not UTF-8, or folded inside a character"
        else:
            for match in _CONTROL.finditer(text.removeprefix("\ufeff") if number == 1 else text):
                yield f"line {number}: forbidden character U+{ord(match[0]):04X}"


def content_lines(data: bytes) -> tuple[list[ContentLine], list[str]]:
    """Return the unfolded lines, read as leniently as the bytes allow, and the problems of their syntax."""
    raw: list[tuple[int, bytes]] = []
    for number, octets in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        if octets[:1] in (b" ", b"\t") and raw:
            raw[-1] = raw[-1][0], raw[-1][1] + octets[1:]
        elif octets:
            raw.append((number, octets))
    lines, problems = [], []
    for number, octets in raw:
        text = octets.decode("utf-8", errors="replace")
        if match := _LINE.fullmatch(text):
            lines.append(ContentLine(number=number, name=match[1], params=match[2][1:], value=match[3]))
        else:
            problems.append(f"line {number}: not NAME;PARAMETERS:VALUE but {text[:40]!r}")
    return lines, problems


def components(lines: Sequence[ContentLine]) -> tuple[Component, list[str]]:
    """Return a nameless component that holds those of the file, and the problems of BEGIN and END."""
    root = Component(name="", number=0)
    stack, problems = [root], []
    for line in lines:
        if line.name == "BEGIN":
            child = Component(name=line.value, number=line.number)
            stack[-1].children.append(child)
            stack.append(child)
        elif line.name != "END":
            stack[-1].lines.append(line)
            if stack[-1].children:
                problems.append(f"line {line.number}: {line.name} after a component, not before it")
        elif line.value == stack[-1].name:
            stack.pop()
        else:
            problems.append(f"line {line.number}: END:{line.value} closes nothing")
    problems += [f"line {open_.number}: BEGIN:{open_.name} is never closed" for open_ in stack[1:]]
    return root, problems

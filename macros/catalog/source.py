"""Strict YAML: text in, a tree of text values with their lines out, and every fault by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from macros.catalog.problem import Fault, quoted

Tree = str | list["Tree"] | dict[str, "Tree"]

MAX_BYTES = 64 * 1024
"""A record larger than this is not a record: split it or move prose to a page."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY = {"", "~", "null", "Null", "NULL"}
_HEAD = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file: `data` with every scalar still text, `lines` by dotted path, `body` of a card."""

    data: dict[str, Tree]
    lines: dict[str, int]
    faults: tuple[tuple[int, Fault], ...] = ()
    body: str = ""


@dataclass(slots=True)
class _Walk:
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[tuple[int, Fault]] = field(default_factory=list)


def parse_bytes(raw: bytes, *, head_only: bool = False) -> Source:
    """Parse a whole file; `head_only` means front matter between `---` lines with a prose body after it.

    Never raises for anything an editor can write: faults come back in the value.
    """
    if len(raw) > MAX_BYTES:
        return _broken(1, "too-large", f"размер {len(raw) // 1024} КБ", f"нужно не больше {MAX_BYTES // 1024} КБ")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return _broken(line, "encoding", "файл не в кодировке UTF-8", "сохраните файл в кодировке UTF-8")
    if not head_only:
        return parse(text)
    match = _HEAD.match(text)
    if match is None:
        return _broken(
            1, "not-a-mapping", "нет шапки карточки", "файл начинается со строки ---, потом поля, потом снова ---"
        )
    head = parse(match[1], first_line=2)
    return Source(head.data, head.lines, head.faults, text[match.end() :])


def parse(text: str, *, first_line: int = 1) -> Source:
    """Parse YAML text into a tree of text values (RFC-less on purpose: no types, anchors or tags)."""
    shift = first_line - 1
    early = _forbidden(text, shift)
    if early:
        return Source({}, {}, tuple(early))
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line, fault = _syntax_fault(error, text, shift)
        return Source({}, {}, ((line, fault),))
    except yaml.YAMLError as error:
        # The reader's own errors (control characters) carry no mark.
        return _broken(first_line, "yaml-syntax", quoted(error), "уберите из файла невидимые управляющие символы")
    if not isinstance(node, yaml.MappingNode):
        return _broken(
            first_line, "not-a-mapping", "файл пуст или начинается не с поля", "нужны строки «поле: значение»"
        )
    walk = _Walk()
    data = _mapping(node, "", walk, shift)
    return Source(data, walk.lines, tuple(walk.faults))


def _broken(line: int, kind: str, found: str, expected: str) -> Source:
    return Source({}, {}, ((line, Fault(field="", kind=kind, found=found, expected=expected)),))


def _value(node: yaml.Node, path: str, walk: _Walk, shift: int) -> Tree | None:
    if isinstance(node, yaml.ScalarNode):
        if node.style is None and node.value in _EMPTY:
            return None
        return node.value
    if isinstance(node, yaml.SequenceNode):
        items: list[Tree] = []
        for index, child in enumerate(node.value):
            inner = f"{path}.{index}"
            line = child.start_mark.line + 1 + shift
            walk.lines[inner] = line
            value = _value(child, inner, walk, shift)
            if value is None:
                walk.faults.append((line, _empty_fault(inner)))
            else:
                items.append(value)
        return items
    return _mapping(node, path, walk, shift)


def _mapping(node: yaml.MappingNode, path: str, walk: _Walk, shift: int) -> dict[str, Tree]:
    result: dict[str, Tree] = {}
    prefix = f"{path}." if path else ""
    for key_node, child in node.value:
        line = key_node.start_mark.line + 1 + shift
        if not isinstance(key_node, yaml.ScalarNode):
            fault = Fault(
                field=path, kind="yaml-syntax", found="имя поля в скобках", expected="имя поля пишется одним словом"
            )
            walk.faults.append((line, fault))
            continue
        key = key_node.value
        inner = prefix + key
        if key in result or (inner in walk.lines):
            fault = Fault(
                field=inner,
                kind="duplicate-key",
                found=f"поле уже есть в строке {walk.lines[inner]}",
                expected="каждое поле пишется один раз: оставьте одну из строк",
            )
            walk.faults.append((line, fault))
            continue
        walk.lines[inner] = line
        value = _value(child, inner, walk, shift)
        if value is None or value == [] or value == {}:
            walk.faults.append((line, _empty_fault(inner)))
        else:
            result[key] = value
    return result


def _empty_fault(path: str) -> Fault:
    return Fault(
        field=path,
        kind="empty",
        found="значения нет",
        expected="впишите значение или удалите строку: неизвестное не пишут",
    )


def _forbidden(text: str, shift: int) -> list[tuple[int, Fault]]:
    """Tabs, anchors, aliases, tags and merge keys: legal YAML that editors never mean."""
    faults: list[tuple[int, Fault]] = []
    for number, line in enumerate(text.split("\n"), 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            fix = indent.replace("\t", "  ") + line.lstrip()
            faults.append(
                (
                    number + shift,
                    Fault(
                        field="",
                        kind="tab",
                        found="отступ сделан табуляцией",
                        expected="отступ делают двумя пробелами",
                        fix=fix,
                    ),
                )
            )
    if faults or not any(sign in text for sign in "&*!"):
        return faults
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken):
                line_text = text.split("\n")[token.start_mark.line].strip()
                fault = Fault(
                    field="",
                    kind="anchor",
                    found=quoted(line_text),
                    expected="значение начинается с &, * или !, у которых в YAML особый смысл: возьмите его в кавычки",
                    fix=_requoted(line_text),
                )
                faults.append((token.start_mark.line + 1 + shift, fault))
    except yaml.YAMLError:
        return []  # compose() meets the same error and names it better
    return faults


def _requoted(line: str) -> str:
    """The same `key: value` line with the value in double quotes, ready to paste."""
    dash, rest = ("- ", line[2:]) if line.startswith("- ") else ("", line)
    key, colon, value = rest.partition(": ")
    if not colon:
        key, value = "", rest
    value = value.strip().strip("\"'").replace('"', "'")
    return f'{dash}{key}{": " if colon else ""}"{value}"'


def _syntax_fault(error: yaml.MarkedYAMLError, text: str, shift: int) -> tuple[int, Fault]:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or ""
    rows = text.split("\n")
    number = min(mark.line if mark else 0, len(rows) - 1)
    if "stream" in problem and error.context_mark:
        number = error.context_mark.line
    row = rows[number].strip()
    fix = ""
    if "mapping values are not allowed" in problem:
        expected = "внутри текста есть двоеточие с пробелом: возьмите весь текст в кавычки"
        fix = _requoted(row)
    elif "quoted scalar" in (error.context or "") or "stream" in problem:
        expected = "кавычка открыта, но не закрыта: закройте её в этой же строке"
        fix = _requoted(row)
    elif "cannot start any token" in problem:
        expected = "значение начинается со знака, у которого в YAML особый смысл: возьмите его в кавычки"
        fix = _requoted(row)
    elif "expected ':'" in problem:
        expected = "после имени поля нужны двоеточие и пробел"
    elif "block end" in problem or "block mapping" in (error.context or ""):
        expected = "отступ не такой, как у соседних строк, или после закрытой кавычки есть лишний текст"
        fix = _requoted(row) if row.count('"') > 2 else ""
    else:
        expected = "строку нельзя прочитать: сверьте её с образцом"
    return number + 1 + shift, Fault(field="", kind="yaml-syntax", found=quoted(row), expected=expected, fix=fix)

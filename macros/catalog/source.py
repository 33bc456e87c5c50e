"""Strict YAML: text in, a tree of text values with their lines out, and every fault by name."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import dataclass, field

import yaml

from macros.catalog.problem import Fault, Severity, quoted

Tree = str | list["Tree"] | dict[str, "Tree"]

MAX_BYTES = 64 * 1024
"""A record larger than this is not a record: split it or move prose to a page."""
MAX_BRACKETS = 2000
MAX_DASHES = 200
MAX_DEPTH = 20
"""Deeper nesting is no record, and libyaml overruns the stack at some ten thousand levels."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Asks of no value whether it is a number or a date: to us all are texts."""

    def resolve(self, *_: object) -> None:
        """The kind of a value."""


_EMPTY = {"", "~", "null", "Null", "NULL"}
_HEAD = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_DASHES = re.compile(rf"(?:[-?:] +){{{MAX_DASHES}}}")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_PERHAPS_SIGN = re.compile(r"(?:[&*](?=[\w-])|!)(?<![^\s\[\]{},:?\"'\ufeff].)")
"""A sign of an anchor, an alias or a tag where one can begin; in a text it may be no such thing."""
_KEY = re.compile(r"(?P<dash>(?:- )*)(?:(?P<key>[a-z][a-z0-9_]*):(?: +|$))?(?P<value>.*)")
_GLUED = re.compile(r"(?P<key>(?:- )?[a-z][a-z0-9_]*)(?::| )(?P<value>\S.*)")
_SIGNS = "&*!@%`|>?-,]}#"
"""With one of these in front a plain value means something else to YAML, or nothing at all."""


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file: `data` with every scalar still text, `lines` by dotted path, `body` of a card."""

    data: dict[str, Tree]
    lines: dict[str, int]
    faults: tuple[tuple[int, Fault], ...] = ()
    body: str = ""


@dataclass(slots=True)
class _Walk:
    rows: list[str]
    shift: int
    commented: bool
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[tuple[int, Fault]] = field(default_factory=list)


def parse_bytes(raw: bytes, *, head_only: bool = False) -> Source:
    """Parse a whole file; `head_only` means front matter between `---` lines with a prose body after it.

    Never raises for anything an editor can write: faults come back in the value.
    """
    if len(raw) > MAX_BYTES:
        return _broken(
            1,
            "too-large",
            f"размер {-(-len(raw) // 1024)} КБ",
            f"нужно не больше {MAX_BYTES // 1024} КБ: сократите текст или вынесите его на отдельную страницу",
        )
    try:
        text = decoded(raw)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return _broken(
            line,
            "encoding",
            "файл записан не в UTF-8",
            "сохраните его заново: «Сохранить как…», кодировка UTF-8",
        )
    if not head_only:
        return parse(text)
    match = _HEAD.match(text)
    if match is None:
        return _broken(
            1, "not-a-mapping", "нет шапки карточки", "файл начинается со строки ---, потом поля, потом снова ---"
        )
    head = parse(match[1], first_line=2)
    return Source(head.data, head.lines, head.faults, text[match.end() :])


def decoded(raw: bytes) -> str:
    """The text of a file, its rows ended by line feeds; raises UnicodeDecodeError for what is not UTF-8."""
    text = raw.removeprefix(BOM_UTF8).decode()
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def parse(text: str, *, first_line: int = 1) -> Source:
    """Parse YAML text into a tree of text values: no types, anchors or tags."""
    shift = first_line - 1
    early = _forbidden(text, shift)
    if early:
        return Source({}, {}, tuple(early))
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line, fault = _syntax_fault(error, text.split("\n"))
        return Source({}, {}, ((line + shift, fault),))
    except yaml.YAMLError:
        return _broken(first_line, "yaml-syntax", "файл нельзя прочитать", "сверьте его с образцом")
    if not isinstance(node, yaml.MappingNode):
        found = "файл пуст" if node is None else "в файле нет полей"
        return _broken(first_line, "not-a-mapping", found, "нужны строки «поле: значение»")
    walk = _Walk(text.split("\n"), shift, "#" in text)
    data = _mapping(node, "", walk)
    return Source(data, walk.lines, tuple(walk.faults))


def _broken(line: int, kind: str, found: str, expected: str) -> Source:
    return Source({}, {}, ((line, Fault(field="", kind=kind, found=found, expected=expected)),))


def _value(node: yaml.Node, path: str, walk: _Walk) -> Tree | None:
    if isinstance(node, yaml.ScalarNode):
        if node.style:  # quoted or a block: whatever it says is meant
            return node.value
        if walk.commented:
            _look_for_comment(node, path, walk)
        return None if node.value in _EMPTY else node.value
    if path.count(".") >= MAX_DEPTH:
        fault = Fault(
            field=path.split(".")[0],
            kind="yaml-syntax",
            found=f"вложенность больше {MAX_DEPTH}",
            expected="так глубоко записи не вкладывают: сверьте поле с образцом",
        )
        walk.faults.append((node.start_mark.line + 1 + walk.shift, fault))
        return ""
    if isinstance(node, yaml.SequenceNode):
        items: list[Tree] = []
        for child in node.value:
            # Empty items are left out, so that positions here and in the model agree.
            inner = f"{path}.{len(items)}"
            line = child.start_mark.line + 1 + walk.shift
            walk.lines[inner] = line
            value = _value(child, inner, walk)
            if value is None:
                walk.faults.append((line, _empty_fault(path, walk.rows[line - 1 - walk.shift])))
            else:
                items.append(value)
        return items
    return _mapping(node, path, walk)


def _mapping(node: yaml.MappingNode, path: str, walk: _Walk) -> dict[str, Tree]:
    result: dict[str, Tree] = {}
    prefix = f"{path}." if path else ""
    for key_node, child in node.value:
        line = key_node.start_mark.line + 1 + walk.shift
        if not isinstance(key_node, yaml.ScalarNode):
            fault = Fault(
                field=path, kind="yaml-syntax", found="имя поля в скобках", expected="имя поля пишут одним словом"
            )
            walk.faults.append((line, fault))
            continue
        key = key_node.value
        if ":" in key and not key_node.style and (glued := _GLUED.fullmatch(key)):
            fault = Fault(
                field=prefix + glued["key"],
                kind="yaml-syntax",
                found=quoted(key),
                expected="после имени поля нужны двоеточие и пробел",
            )
            walk.faults.append((line, fault))
            continue
        inner = prefix + key
        if key in result or (inner in walk.lines):
            fault = Fault(
                field=inner,
                kind="duplicate-key",
                found=f"поле уже есть в строке {walk.lines[inner]}",
                expected="каждое поле пишут один раз: оставьте одну из строк",
            )
            walk.faults.append((line, fault))
            continue
        walk.lines[inner] = line
        value = _value(child, inner, walk)
        if value is None or value == [] or value == {}:
            walk.faults.append((line, _empty_fault(inner, walk.rows[line - 1 - walk.shift])))
        else:
            result[key] = value
    return result


def _empty_fault(path: str, row: str) -> Fault:
    value = _KEY.fullmatch(row.strip())["value"]
    if value.startswith("#"):
        return Fault(
            field=path,
            kind="empty",
            found="значение начинается с #, поэтому его не видно",
            expected="возьмите его в кавычки",
            fix=_requoted(row),
        )
    return Fault(
        field=path,
        kind="empty",
        found="значения нет",
        expected="впишите значение или удалите строку: о неизвестном не пишут",
    )


def _look_for_comment(node: yaml.ScalarNode, path: str, walk: _Walk) -> None:
    """A plain value that an editor did not know to end at the number sign (a warning)."""
    end = node.end_mark
    lost = walk.rows[end.line][end.column :].strip() if end.line < len(walk.rows) else ""
    if node.value and lost.startswith("#"):
        fault = Fault(
            field=path,
            kind="comment",
            found=quoted(lost),
            expected="эта часть строки не попадёт на сайт: с # начинаются заметки для себя",
            fix=_requoted(walk.rows[end.line]),
            severity=Severity.WARNING,
        )
        walk.faults.append((end.line + 1 + walk.shift, fault))


def _forbidden(text: str, shift: int) -> list[tuple[int, Fault]]:
    """Tabs, invisible characters, anchors, aliases and tags: YAML that editors never mean."""
    dashes = sum(map(text.count, ("- ", "? ", ": "))) >= MAX_DASHES and _DASHES.search(text)
    if text.count("[") + text.count("{") > MAX_BRACKETS or dashes:
        found = "слишком много скобок или дефисов подряд"
        return [(1 + shift, Fault(field="", kind="yaml-syntax", found=found, expected="сверьте файл с образцом"))]
    faults = []
    if "\t" in text or _INVISIBLE.search(text):
        rows = enumerate(text.split("\n"), 1)
        faults = [(number + shift, fault) for number, row in rows if (fault := _odd_space(row))]
    if faults or not _PERHAPS_SIGN.search(text):
        return faults
    rows = text.split("\n")
    try:
        for token in yaml.scan(text, Loader=_Loader):
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken):
                line = token.start_mark.line
                faults.append((line + 1 + shift, _sign_fault(rows[line])))
    except yaml.YAMLError:
        return []  # compose() meets the same error and names it better
    return faults


def _odd_space(row: str) -> Fault | None:
    """A tab before the text of a row, or a character nobody can see."""
    if "\t" in row and "\t" in (indent := row[: len(row) - len(row.lstrip())]):
        if not row.strip():
            return Fault(
                field="", kind="tab", found="в пустой строке стоит табуляция", expected="удалите из строки все знаки"
            )
        return Fault(
            field="",
            kind="tab",
            found="отступ сделан табуляцией",
            expected="отступ делают пробелами, по два на каждый шаг",
            fix=indent.replace("\t", "  ") + row.lstrip(),
        )
    if match := _INVISIBLE.search(row):
        return Fault(
            field="",
            kind="yaml-syntax",
            found=f"в строке есть невидимый знак U+{ord(match[0]):04X}",
            expected="наберите эту строку заново, без вставки из другой программы",
            fix=" ".join(_INVISIBLE.sub(lambda sign: " " if sign[0].isspace() else "", row).split()),
        )
    return None


def _sign_fault(row: str) -> Fault:
    return Fault(
        field="",
        kind="anchor",
        found=quoted(row),
        expected="значение начинается с &, * или !, у которых в YAML особый смысл: возьмите его в кавычки",
        fix=_requoted(row),
    )


def _requoted(row: str) -> str:
    """The same `key: value` row with its value in double quotes, ready to paste; "" when that is not clear."""
    match = _KEY.fullmatch(row.strip())
    value = match["value"].strip()
    if value[:1] in ("{", "[") and value[-1:] in ("}", "]"):
        return ""
    if not match["key"] and not match["dash"]:
        return ""
    if value[:1] in ("'", '"'):
        mark, second = value[0], value.find(value[0], 1)
        if second < 0:
            value = value[1:]
        elif value[-1] == mark and (second == len(value) - 1 or value[second - 1].isspace()):
            value = value[1:-1]  # quotes around everything, not around the first and the last word
    key = f"{match['key']}: " if match["key"] else ""
    return f'{match["dash"]}{key}"{_guillemets(value)}"'


def _guillemets(text: str) -> str:
    """Straight double quotes inside a text as «ёлочки», which YAML does not mind."""
    return re.sub(r'(^|[\s(])"', r"\1«", text.replace("\\", "/")).replace('"', "»")


def _syntax_fault(error: yaml.MarkedYAMLError, rows: list[str]) -> tuple[int, Fault]:
    """What the editor typed, told from the rows; the parser's own words only say where to look."""
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    number = min(mark.line if mark else 0, len(rows) - 1)
    opened = min(error.context_mark.line, len(rows) - 1) if error.context_mark else number
    if "flow sequence" in said or "flow mapping" in said or "flow node" in said:
        expected = "скобка открыта, но не закрыта, или между значениями нет запятой"
        while opened and not rows[opened].strip():
            opened -= 1  # cut off in the middle of brackets: the last row is where it happened
        if "flow node" in said and any(sign in rows[opened] for sign in ",]}"):
            expected = "в скобках пропущено значение или стоит лишняя запятая"
        return opened + 1, _row_fault(rows[opened], expected)
    if "quoted scalar" in said or "block scalar" in said or "simple key" in said:
        number = opened
    row = rows[number]
    if "simple key" in said or "directive" in said:
        return number + 1, _unlike_field(row)
    if any(word in said for word in ("anchor", "alias", "a tag")):
        return number + 1, _sign_fault(row)
    if "document" in said:
        marks = [index for index, text in enumerate(rows[: number + 1]) if text.strip() in ("---", "...") and index]
        if marks:
            return marks[-1] + 1, _row_fault(rows[marks[-1]], "эта строка здесь лишняя: удалите её")
    if "escape" in said:
        expected = "обратная косая черта в двойных кавычках имеет особый смысл: замените её обычной"
        return number + 1, _row_fault(row, expected, row.strip().replace("\\", "/"))
    if "mapping values" in said and mark and row[: mark.column].strip().isidentifier():
        return _colon_above(number, rows)
    return _told_by_rows(said, number, rows)


def _colon_above(number: int, rows: list[str]) -> tuple[int, Fault]:
    """A sound row `field: value` that the parser takes for the rest of the row above it."""
    row = rows[number]
    before = next((index for index in range(number - 1, -1, -1) if rows[index].strip()), number)
    if _indent(row) > _indent(rows[before]) and _KEY.fullmatch(rows[before].strip())["key"]:
        if row.strip()[0].isascii():
            return number + 1, _row_fault(row, "перед полем лишние пробелы: начните его вровень с соседними полями")
        expected = "внутри текста есть двоеточие с пробелом: возьмите весь текст в кавычки, начиная с первой строки"
        return number + 1, _row_fault(row, expected)
    return before + 1, _unlike_field(rows[before])


def _told_by_rows(said: str, number: int, rows: list[str]) -> tuple[int, Fault]:
    """What a row itself shows: a sign in front of the value, text after a bracket, a stray quotation mark."""
    row = rows[number]
    value = _KEY.fullmatch(row.strip())["value"].strip()
    if value[:1] in ("'", '"') and (odd := _odd_quotes(value)):
        return number + 1, _row_fault(row, odd, _requoted(row))
    if value and value[0] in _SIGNS:
        expected = "значение начинается со знака, у которого в YAML особый смысл: возьмите его в кавычки"
        return number + 1, _row_fault(row, expected, _requoted(row))
    if value[:1] in ("[", "{") and value[-1:] not in ("]", "}"):
        expected = "после закрытой скобки есть ещё текст: возьмите всё значение в кавычки"
        return number + 1, _row_fault(row, expected, _requoted(row))
    if "mapping values" in said:
        expected = "внутри текста есть двоеточие с пробелом: возьмите весь текст в кавычки"
        return number + 1, _row_fault(row, expected, _requoted(row))
    if rows[0].startswith("- "):
        return 1, _row_fault(rows[0], "запись начинается с имени поля, дефис перед ним лишний", rows[0][2:].strip())
    for index in range(number - 1, -1, -1):
        value = _KEY.fullmatch(rows[index].strip())["value"].strip()
        if value[:1] in ("'", '"') and (odd := _odd_quotes(value)):
            return index + 1, _row_fault(rows[index], odd, _requoted(rows[index]))
    if "block" in said or "document start" in said:
        return number + 1, _row_fault(row, "отступ не такой, как у соседних строк: начните поля вровень")
    return number + 1, _row_fault(row, "строку нельзя прочитать: сверьте её с образцом")


def _odd_quotes(value: str) -> str:
    """What is wrong with a value that begins with a quotation mark, or "" when nothing is."""
    mark = value[0]
    closing = value.find(mark, 1)
    if closing < 0:
        return "кавычка открыта, но не закрыта: закройте её в этой же строке"
    rest = value[closing + 1 :].strip()
    if not rest or rest.startswith("#"):
        return ""
    return "после закрытой кавычки есть ещё текст: возьмите в кавычки всё значение, а внутри ставьте «ёлочки»"


def _unlike_field(row: str) -> Fault:
    """A row that is no `field: value`: the colon or the space after it is missing, or it continues a text."""
    glued = _GLUED.fullmatch(row.strip())
    if glued:
        fix = f"{glued['key']}: {glued['value']}"
        return _row_fault(row, "после имени поля нужны двоеточие и пробел", fix)
    expected = "строка не похожа на «поле: значение»; если это продолжение текста, начните её с двух пробелов"
    return _row_fault(row, expected)


def _row_fault(row: str, expected: str, fix: str = "") -> Fault:
    return Fault(field="", kind="yaml-syntax", found=quoted(row), expected=expected, fix=fix)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())

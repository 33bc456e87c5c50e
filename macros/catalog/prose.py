"""Prose pages: which files content/ may hold, what their heads and their calls of macros may say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.catalog.cache import Settled, key_of
from macros.catalog.exceptions import AllowedThings
from macros.catalog.guard import Found, is_suspect, prose_faults
from macros.catalog.markup import template_faults, without_templates
from macros.catalog.problem import Fault, Problem, code, near, quoted
from macros.catalog.source import decoded, parse_bytes

PREFIX = "СТР"
"""Begins the codes of problems with prose pages."""

MACROS = frozenset(
    {
        "calendar",
        "catalogue",
        "choice_dates",
        "choice_places",
        "choice_schools",
        "choice_sides",
        "coming",
        "coverage_board",
        "dual_days",
        "dual_numbers",
        "dual_places",
        "dual_sources",
        "form_shots",
        "freshness_board",
        "matching",
        "matching_numbers",
        "matching_weights",
        "numbers",
        "parent_meetings",
        "partner_contacts",
        "partner_offers",
        "partner_series",
        "record_count",
        "saved_pages",
        "seed_tables",
        "stacked_table",
        "town_tools",
        "year_plan",
    }
)
"""What a page may call; macros/page_macros.py makes exactly these."""

_ENVIRONMENT = Environment()
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".svg", ".gif", ".avif"})
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*=[^{}\n]*\}")
_CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_ON = frozenset({"true", "yes", "on", "1"})


def prose_problems(root: Path, allowed: AllowedThings, settled: Settled) -> Iterator[Problem]:
    """Every problem of content/ but the profession cards: its files, the heads, the calls, the words."""
    content = root / "content"
    for path in sorted(content.rglob("*")) if content.is_dir() else ():
        place = path.relative_to(root).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        if fault := _file_fault(path, place, allowed):
            yield _problem(place, 1, fault, "ФАЙ")
        elif path.suffix == ".md" and not is_card(place):
            raw = path.read_bytes()
            mark = f"{place} {key_of(raw, head_only=True)}"
            if settled.has(mark):
                continue
            faults = list(_page_faults(raw, allowed))
            yield from (_problem(place, line, fault, PREFIX) for line, fault in faults)
            if not faults:
                settled.add(mark)


def is_card(place: str) -> bool:
    """Whether a file of content/ is a record, by its path from the project's root."""
    return place.startswith("content/professions/") and place != "content/professions/index.md"


def _file_fault(path: Path, place: str, allowed: AllowedThings) -> Fault | None:
    if path.is_symlink():
        return link_fault(path)
    if path.suffix == ".md" or is_card(place) or path.name.startswith("."):
        return None
    if path.suffix.lower() in _PICTURES - {".svg"}:
        if place in allowed.photos:
            return None
        return Fault(
            field="",
            kind="photo",
            found=quoted(place),
            expected="снимок публикуют с согласия тех, кто на нём: впишите его в photos файла data/guard/allowed.yml "
            "вместе с согласием или уберите",
        )
    return Fault(
        field="", kind="misplaced", found=quoted(path.name), expected="в content/ лежат только тексты — файлы .md"
    )


def link_fault(path: Path) -> Fault:
    """A link in the file system: it could show any file of the machine that builds."""
    return Fault(
        field="",
        kind="misplaced",
        found=f"«{path.name}» — ссылка на другой файл",
        expected="на сайт идут только сами файлы: положите сюда файл вместо ссылки",
    )


def _page_faults(raw: bytes, allowed: AllowedThings) -> Iterator[Found]:
    source = parse_bytes(raw, head_only=True)
    for line, fault in source.faults:
        yield line, replace(fault, found=fault.found.replace("шапки карточки", "шапки страницы"))
    if not source.data and source.faults:
        return
    text = decoded(raw)
    for name, value in source.data.items():
        for words in _texts(value):
            for fault in template_faults(words) if "{" in words or "}" in words else ():
                yield source.lines.get(name, 1), replace(fault, field=name)
    body = source.body
    if "{" in body or "}" in body:
        first = text.count("\n") - body.count("\n")
        renders = str(source.data.get("render_macros", "")).lower() in _ON
        for line, fault in call_faults(body) if renders else _brace_faults(body):
            yield line + first, fault
        # What is left of a call is as long as it was, so that lines stay.
        body = _CALL.sub(lambda match: "\n" * match[0].count("\n"), body)
    if is_suspect(text):
        for line, fault in prose_faults(text, body, allowed):
            if fault.kind != "template":
                yield line, fault


def _texts(value: object) -> Iterator[str]:
    """Every text of a field of the head, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    else:
        yield str(value)


def call_faults(body: str) -> Iterator[Found]:
    """All that a page's template does beyond text and calls of known macros with plain values."""
    try:
        tree = _ENVIRONMENT.parse(body)
    except TemplateSyntaxError as error:
        row = body.split("\n")[error.lineno - 1]
        yield error.lineno, _not_a_call(row.strip(), "такой вызов нельзя прочитать: сверьте его с соседней страницей")
        return
    for output in tree.body:
        for node in output.nodes if isinstance(output, nodes.Output) else (output,):
            if not isinstance(node, nodes.TemplateData) and (fault := _call_fault(node, body)):
                yield node.lineno, fault
    for number, row in enumerate(body.split("\n"), 1):
        if found := _ATTRIBUTES.search(without_templates(row)):
            yield number, _attributes(found[0])


def _call_fault(node: nodes.Node, body: str) -> Fault | None:
    row = body.split("\n")[node.lineno - 1].strip()
    while isinstance(node, nodes.Getattr) and not node.attr.startswith("_"):
        node = node.node
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        return _not_a_call(row, 'на странице можно только вызвать известный макрос: {{ catalogue("events") }}')
    name = node.node.name
    if name not in MACROS:
        return _not_a_call(row, f"макроса «{name}» нет", near(name, MACROS))
    values = [*node.args, *(each.value for each in node.kwargs)]
    if node.dyn_args or node.dyn_kwargs or not all(map(_is_literal, values)):
        return _not_a_call(row, "макросу передают только слова в кавычках и числа")
    return None


def _is_literal(node: nodes.Node) -> bool:
    """A word, a number, or a list of them."""
    return isinstance(node, nodes.Const) or (isinstance(node, nodes.List) and all(map(_is_literal, node.items)))


def _brace_faults(body: str) -> Iterator[Found]:
    """Pages that call no macros have no braces that a template engine knows, and no attributes."""
    rows = body.split("\n")
    for fault in template_faults(body):
        yield next((n for n, row in enumerate(rows, 1) if fault.found.strip("«»…") in row), 1), fault
    for number, row in enumerate(rows, 1):
        if found := _ATTRIBUTES.search(without_templates(row)):
            yield number, _attributes(found[0])


def _attributes(found: str) -> Fault:
    expected = "в скобках у Markdown бывают только имя #якоря и .класса: остальное могло бы стать кодом"
    return Fault(field="", kind="raw-html", found=quoted(found), expected=expected)


def _not_a_call(found: str, expected: str, fix: str = "") -> Fault:
    return Fault(field="", kind="template", found=quoted(found), expected=expected, fix=fix)


def _problem(place: str, line: int, fault: Fault, prefix: str) -> Problem:
    return Problem(
        code=code(prefix, fault.kind),
        severity=fault.severity,
        path=place,
        line=line,
        field=fault.field,
        name="",
        found=fault.found,
        expected=fault.expected,
        fix=fault.fix,
    )

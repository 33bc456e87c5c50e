"""Issue forms of the forge, made of the same fields as the site's own forms; `import` reads their answers."""

from __future__ import annotations

from typing import Any

import yaml

from macros.catalog import Catalog
from macros.editing.form_fields import form_fields, plain_help
from macros.editing.forms import FORMS, LETTERS, Form, Letter
from macros.editing.schema import without_records

FOLDER = ".github/ISSUE_TEMPLATE/"
_MORE = {
    "event": ("description", "registration.deadline", "registration.link"),
    "organization": ("short", "address", "professions"),
}
"""What an issue asks beside the open questions of the form: it cannot fold the rest away."""
_OPTIONAL = {"end", "end_unknown", "grades", "place", "field", "link"}
"""Open questions that may stay without an answer."""
_BY_HAND = "Этот файл сделан командой `python -m macros schema --issue-forms`: правьте модель, а не его."
_NOTE = (
    "Имён, телефонов и почты людей не пишите: заявки видны всем. Чего не знаете — пропустите. "
    "Редактор проверит ответы и превратит их в запись."
)


def issue_forms(catalog: Catalog) -> dict[str, str]:
    """Files by path from the project's root."""
    bare = without_records(catalog)
    towns = [town.title for town in catalog.towns()]
    made = {form.id: _record(bare, form, towns) for form in FORMS}
    made |= {letter.id: _letter(letter) for letter in LETTERS}
    files = {f"{FOLDER}{name}.yml": _text(form) for name, form in made.items()}
    return files | {f"{FOLDER}config.yml": _text({"blank_issues_enabled": True})}


def _text(form: dict[str, Any]) -> str:
    return f"# {_BY_HAND}\n" + yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=110)


def _form(name: str, about: str, subject: str, body: list[dict[str, Any]]) -> dict[str, Any]:
    intro = {"type": "markdown", "attributes": {"value": _NOTE}}
    return {"name": name, "description": about, "title": f"{subject}: ", "body": [intro, *body]}


# --- records ------------------------------------------------------------------------------------------


def _record(catalog: Catalog, form: Form, towns: list[str]) -> dict[str, Any]:
    fields = {field["name"]: field for field in form_fields(catalog, form.cls)["fields"]}
    preset = dict(form.preset)
    body = [
        _constant("type", "dropdown", "Вид записи", options=[form.cls.TYPE.one], default=0),
        _constant("town", "dropdown", "Город", options=towns),
    ]
    for group in form.groups:
        body += [_question(name, fields[name], preset) for name in form.in_order(group.asked)]
    for path in _MORE[form.id]:
        name, _, inner = path.partition(".")
        field = fields[name]
        if inner:
            part = next(item for item in field["fields"] if item["name"] == inner)
            field = part | {"title": f"{field['title']} — {part['title']}", "required": False}
        body.append(_question(path.replace(".", "-"), field | {"required": False}, preset, needed=False))
    body.append(_constant("source", "input", "Источник", about="Адрес страницы с объявлением или название документа"))
    return _form(form.title, form.lead, form.cls.TYPE.one.capitalize(), body)


def _question(name: str, field: dict[str, Any], preset: dict[str, str], *, needed: bool = True) -> dict[str, Any]:
    """One field as an element of the forge: a choice, a line or a text."""
    title, kind, about = field["title"], field["kind"], field["help"]
    required = needed and name not in _OPTIONAL
    if kind == "flag":
        return _constant(name, "dropdown", title, about=plain_help(field), options=["Да", "Нет"], required=False)
    if field.get("options"):
        options = [text for _, text in field["options"]]
        chosen = [code for code, _ in field["options"]].index(preset[name]) if name in preset else None
        return _constant(
            name, "dropdown", title, about=plain_help(field), options=options, default=chosen, required=required,
            multiple=field.get("list", False),
        )  # fmt: skip
    example = field.get("example", "")
    type_ = "textarea" if kind == "text" else "input"
    example = _EXAMPLES.get(name) or _EXAMPLES.get(kind, example)
    return _constant(name, type_, title, about=about, example=example, required=required)


_EXAMPLES = {
    "end": "5 декабря 2026, 13:00",
    "registration-deadline": "1 декабря 2026",
    "when": "5 декабря 2026, 10:00",
    "day": "5 декабря 2026",
    "grades": "8-11",
    "ref": "название с этого сайта",
}


def _constant(
    name: str,
    type_: str,
    label: str,
    *,
    about: str = "",
    example: str = "",
    options: list[str] | None = None,
    default: int | None = None,
    multiple: bool = False,
    required: bool = True,
) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": label}
    attributes |= {"description": about} if about else {}
    attributes |= {"placeholder": example} if example else {}
    attributes |= {"multiple": True} if multiple else {}
    attributes |= {"options": options} if options else {}
    attributes |= {"default": default} if default is not None else {}
    element: dict[str, Any] = {"type": type_, "id": name.replace("_", "-"), "attributes": attributes}
    return element | ({"validations": {"required": True}} if required else {})


# --- letters ------------------------------------------------------------------------------------------


def _letter(letter: Letter) -> dict[str, Any]:
    body = [
        _constant(item.id, "textarea" if item.long else "input", item.title, about=item.help, required=item.required)
        for item in letter.questions
    ]
    return _form(letter.title, letter.lead, letter.subject, body)

"""Owns the files that are made of the schemas and committed: issue forms and VS Code's schemas, always up to date."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from macros.catalog import TYPES, Event, Organization, Severity
from macros.catalog.shape import fields_of
from macros.catalog.source import parse_bytes
from macros.editing.drafts import draft, problems_of
from macros.editing.editor_settings import editor_files
from macros.editing.forms import FILLED, FORMS
from macros.editing.incoming import read
from macros.editing.issue_forms import issue_forms
from macros.editing.schema import input_schema, without_records
from tests.catalog.towns import BROKEN
from tests.site.builds import TODAY, catalog
from tests.tools import ROOT

ALLOWED = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


def test_committed_files_are_up_to_date() -> None:
    """`python -m macros schema --issue-forms --vscode` would change nothing, and leaves no file of a former type."""
    made = issue_forms(catalog(demo=True)) | editor_files(catalog(demo=True))
    committed = {path: (ROOT / path).read_text("utf-8") for path in made if (ROOT / path).is_file()}
    assert committed == made
    folders = [ROOT / ".github" / "ISSUE_TEMPLATE", ROOT / ".vscode"]
    there = {path.relative_to(ROOT).as_posix() for folder in folders for path in folder.rglob("*") if path.is_file()}
    assert there == set(made)


def test_generated_files_do_not_know_records() -> None:
    """A new record changes neither a schema nor an issue form: only the closed lists and the model do."""
    bare = without_records(catalog(demo=True))
    assert editor_files(bare) == editor_files(catalog(demo=True))


def forms() -> dict[str, dict[str, Any]]:
    """The issue forms, as a forge reads them."""
    files = issue_forms(catalog(demo=True))
    return {Path(path).stem: yaml.safe_load(text) for path, text in files.items() if "config" not in path}


@pytest.mark.parametrize("name", forms())
def test_issue_forms_are_as_the_forge_wants_them(name: str) -> None:
    """Elements of known kinds, ids and labels each once, choices that are texts, each once."""
    form = forms()[name]
    assert form["name"]
    assert form["description"]
    questions = [item for item in form["body"] if item["type"] != "markdown"]
    assert {item["type"] for item in form["body"]} <= ALLOWED
    for key in (lambda item: item["id"], lambda item: item["attributes"]["label"]):
        assert len({key(item) for item in questions}) == len(questions)
    assert all(re.fullmatch("[a-z0-9-]+", item["id"]) for item in questions)
    for item in questions:
        options = item["attributes"].get("options", ["-"])
        assert all(isinstance(option, str) for option in options)
        assert len(set(options)) == len(options)


ANSWERS = {
    "Город": "Рязань",
    "Название": "Экскурсия на завод",
    "Вид": "Экскурсия",
    "Начало": "12 декабря 2026, 10:00",
    "Окончание": "12.12.2026 12:30",
    "Статус": "Запланировано",
    "Место": "проходная",
    "Формат": "Очно",
    "Организатор": "Рязанский государственный радиотехнический университет имени В. Ф. Уткина",
    "Для кого": "Ученики, Родители",
    "Классы": "8–11 классы",
    "Уровень": "Городской или муниципальный",
    "Возрастная отметка": "12+",
    "Запись — Записаться до": "10 декабря 2026",
    "Источник": "https://example.org/news",
}


def issue(form: dict[str, Any], answers: dict[str, str]) -> str:
    """The text that the forge makes of a filled form."""
    rows = []
    for item in form["body"]:
        if item["type"] != "markdown":
            label = item["attributes"]["label"]
            options = item["attributes"].get("options", [])
            usual = options[item["attributes"]["default"]] if "default" in item["attributes"] else "_No response_"
            rows.append(f"### {label}\n\n{answers.get(label, usual)}\n")
    return "\n".join(rows)


def test_an_issue_becomes_a_record() -> None:
    """Answers to the issue form give an event in which the check finds nothing; every answer arrives."""
    records = catalog(demo=True)
    host = next(item for item in records.all(Organization) if item.municipality == "ryazan" and not item.demo)
    text = issue(forms()["event"], ANSWERS | {"Организатор": host.title})
    incoming = read(records, "issue.md", text.encode(), cls=Event, common={}, today=TODAY.isoformat())
    assert incoming.notes == ()
    (entry,) = incoming.entries
    made = draft(records, entry.cls, entry.data, today=TODAY, town=entry.town)
    assert [item.text() for item in problems_of(records, [made]) if item.severity is Severity.ERROR] == []
    assert made.path == "data/events/ryazan/ekskursiya-na-zavod-2026-12-12.yml"
    assert made.text.splitlines()[:9] == [
        "title: Экскурсия на завод",
        "kind: excursion",
        "start: 2026-12-12 10:00",
        "end: 2026-12-12 12:30",
        "status: planned",
        "place: {name: проходная}",
        "format: in-person",
        f"host: {host.id}",
        "audience: [pupils, parents]",
    ]


def test_samples_fit_their_questions() -> None:
    """A sample answer is of the kind that is asked: an organization is no open day, an event ends after it begins."""
    samples = {
        name: {item["id"]: item["attributes"].get("placeholder") for item in form["body"] if "id" in item}
        for name, form in forms().items()
    }
    assert samples["event"]["title"] == "День открытых дверей"
    assert samples["organization"]["title"] == "Механический колледж"
    assert (samples["event"]["start"], samples["event"]["end"]) == ("5 декабря 2026, 10:00", "5 декабря 2026, 13:00")
    assert samples["event"]["registration-deadline"] == "1 декабря 2026"


def test_forms_ask_every_field_once() -> None:
    """Each field of a record stands in one group of its form, open or under «Ещё», but for those filled in."""
    for form in FORMS:
        names = [name for group in form.groups for name in (*group.asked, *group.more)]
        assert sorted(names) == sorted(set(fields_of(form.cls)) - set(FILLED))


def test_schemas_are_found_for_every_file() -> None:
    """Each data file of a type falls to the schema of its type and to no other."""
    settings = json.loads(editor_files(catalog(demo=True))[".vscode/settings.json"])
    schemas = settings["yaml.schemas"]
    assert all(path.startswith("./.vscode/") for path in schemas)
    for cls in TYPES.values():
        for record in catalog(demo=True).all(cls):
            if not cls.TYPE.content:
                found = [path for path, places in schemas.items() if any(fits(record.path, each) for each in places)]
                assert found == [f"./.vscode/schemas/{cls.TYPE.folder}.json"], record.path


def fits(path: str, pattern: str) -> bool:
    """Whether a glob of VS Code takes a path: `**/` also stands for no folder."""
    return fnmatch(path, pattern) or fnmatch(path, pattern.replace("**/", ""))


def test_schema_tells_the_rules_between_fields() -> None:
    """Every `if` of the schema of an event refuses a broken record for the reason that the check gives for it."""
    schema = input_schema(without_records(catalog(demo=True)), Event)
    told = set()
    for case in sorted((BROKEN / "events").glob("*.yml")):
        data = parse_bytes(case.read_bytes(), head_only=False).data
        data |= {name: True for name, value in data.items() if value == "true"}
        problems = case.with_suffix(".txt").read_text("utf-8")
        for rule in schema["allOf"]:
            message = rule["then"]["errorMessage"]
            if message[1:] in problems and not jsonschema.Draft202012Validator(rule).is_valid(data):
                told.add(message)
    assert {rule["then"]["errorMessage"] for rule in schema["allOf"]} == told

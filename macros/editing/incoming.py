"""What comes from outside as entries: the site's form file, an issue of the forge, a school's table."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from macros.catalog import FOLDERS, TYPES, Catalog, Record
from macros.catalog.fields import loose_date
from macros.catalog.problem import near
from macros.catalog.shape import fields_of, info_at, inner_model, is_list
from macros.catalog.source import Tree, parse
from macros.editing.answers import answer, field_names, field_path, known_name, place
from macros.editing.tables import NoTable, read_table

_ID, _TOWN, _TYPE, _SOURCE = "@id", "@town", "@type", "@source"
_DAY, _TIME, _FROM, _TO = "@day", "@time", "@from", "@to"
_TELLS = {_DAY: ("start",), _TIME: ("start", "end"), _FROM: ("start",), _TO: ("end",), _SOURCE: ("sources",)}
"""The fields that each of these columns fills, for messages about them."""
_SPECIAL = {
    "идентификатор": _ID, "имя файла": _ID, "id": _ID,
    "город": _TOWN, "municipality": _TOWN,
    "вид записи": _TYPE, "type": _TYPE,
    "источник": _SOURCE,
}  # fmt: skip
_OF_PLAN = {"дата": _DAY, "день": _DAY, "дата проведения": _DAY, "время": _TIME, "время начала": _FROM,
            "время окончания": _TO}  # fmt: skip
"""How plans of events name their days and hours, beside «Начало» and «Окончание»."""
_TEXT_PARTS = ("name", "note", "who", "text", "title")
"""The part of a nested field that plain words in a cell mean, the likeliest first."""
_LINK = re.compile(r"https?://\S+")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")
_SPAN = re.compile(r"(\d{1,2}[:.]\d{2})\s*(?:[-–—]|до)\s*(\d{1,2}[:.]\d{2})")
_NO_ANSWER = {"", "_no response_", "none", "нет ответа", "-", "—"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record to be: `where` names its row, `columns` the column of each field, by path."""

    cls: type[Record]
    data: dict[str, Tree]
    where: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    town: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """The entries of one file, and what was left out of them."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()


class Unreadable(ValueError):
    """The file is none of what can be imported; the text says in Russian why."""


def read(
    catalog: Catalog, name: str, raw: bytes, *, cls: type[Record], common: Mapping[str, Tree], today: str
) -> Incoming:
    """The entries of a file, told apart by the ending of its name: .xlsx, .csv, .json, .yml, .md (an issue).

    `common` are fields that all entries share unless they say otherwise. Raises Unreadable.
    """
    ending = name.lower().rpartition(".")[2]
    reader = _Reader(catalog, cls, common, name, today)
    if ending in ("xlsx", "csv", "tsv"):
        return reader.table(raw, spreadsheet=ending == "xlsx")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Unreadable("файл записан не в UTF-8: сохраните его заново в этой кодировке") from None
    if ending == "json":
        return reader.json(text)
    if ending in ("yml", "yaml"):
        return reader.yaml(text)
    if ending in ("md", "txt"):
        return reader.issue(text)
    raise Unreadable("такие файлы не читаем: нужны .xlsx, .csv, .yml, .json или .md с текстом заявки")


class _Reader:
    def __init__(self, catalog: Catalog, cls: type[Record], common: Mapping[str, Tree], name: str, today: str) -> None:
        self._catalog = catalog
        self._cls = cls
        self._common = common
        self._name = name
        self._today = today
        self._notes: dict[str, None] = {}

    # --- tables ---

    def table(self, raw: bytes, *, spreadsheet: bool) -> Incoming:
        try:
            table = read_table(raw, spreadsheet=spreadsheet, is_name=lambda text: self._path(text) is not None)
        except NoTable as error:
            raise Unreadable(str(error)) from None
        titles = {letter: title for letter, title in table.columns if title}
        paths = {letter: self._path(title) for letter, title in titles.items()}
        for letter, title in titles.items():
            if paths[letter] is None:
                self._unknown(f"столбец {letter} «{title}»", title)
        entries = []
        for number, cells in table.rows:
            named = [
                (paths[letter], f"столбец {letter} «{title}»", cell)
                for (letter, title), cell in zip(table.columns, cells, strict=True)
                if paths.get(letter)
            ]
            entries.append(self._entry(self._cls, named, where=f"строка {number}"))
        return Incoming(tuple(entries), tuple(self._notes))

    # --- issues ---

    def issue(self, text: str) -> Incoming:
        """`### Название`, an empty line, the answer: what a form of the forge makes of an issue."""
        parts = re.split(r"^###[ \t]+(.+?)[ \t]*$", text, flags=re.MULTILINE)
        if len(parts) < 3:
            raise Unreadable("в тексте нет полей: каждое начинается строкой «### Название поля»")
        answers = [(label, _issue_answer(body)) for label, body in zip(parts[1::2], parts[2::2], strict=True)]
        cls = self._type_of(next((body for label, body in answers if _SPECIAL.get(_plain(label)) == _TYPE), ""))
        named = []
        for label, body in answers:
            path = self._path(label, cls)
            if path is None:
                self._unknown(f"поле «{label}»", label)
            else:
                named.append((path, f"поле «{label}»", body))
        return Incoming((self._entry(cls, named, where=""),), tuple(self._notes))

    # --- form files ---

    def yaml(self, text: str) -> Incoming:
        source = parse(text)
        if source.faults:
            line, fault = source.faults[0]
            raise Unreadable(f"строка {line}: {fault.found}; {fault.expected}")
        return self._form(source.data)

    def json(self, text: str) -> Incoming:
        try:
            data = json.loads(text)
        except ValueError as error:
            raise Unreadable(f"это не JSON: {error}") from None
        items = data if isinstance(data, list) else [data]
        if not items or not all(isinstance(item, dict) for item in items):
            raise Unreadable("нужен объект с полями записи или список таких объектов")
        found = [self._form(_tree(item)) for item in items]
        entries = [entry for incoming in found for entry in incoming.entries]
        if len(entries) > 1:
            entries = [replace(entry, where=f"запись {number}") for number, entry in enumerate(entries, 1)]
        return Incoming(tuple(entries), tuple(self._notes))

    def _form(self, data: dict[str, Tree]) -> Incoming:
        cls = self._type_of(str(data.get("type", "")))
        named: list[tuple[str, str, str]] = []
        whole: dict[str, Tree] = {}
        for key, value in data.items():
            path = _SPECIAL.get(key.lower()) or (key if key in fields_of(cls) else self._path(key, cls))
            if path is None:
                whole[key] = value  # the check names it and what may have been meant
            elif isinstance(value, str):
                named.append((path, f"поле «{key}»", value))
            else:
                whole[path] = value
        return Incoming((self._entry(cls, named, where="", ready=whole),), tuple(self._notes))

    # --- all of them ---

    def _entry(
        self,
        cls: type[Record],
        named: list[tuple[str, str, str]],
        *,
        where: str,
        ready: Mapping[str, Tree] | None = None,
    ) -> Entry:
        data: dict[str, Tree] = {}
        special: dict[str, str] = {}
        columns: dict[str, str] = {}
        for path, column, text in named:
            for target in _TELLS.get(path, (path,)):
                columns.setdefault(target, column)
            if text.lower() in _NO_ANSWER:
                continue
            if path.startswith("@"):
                special[path] = text
            else:
                self._fill(cls, data, path, text)
        data |= ready or {}
        _add_hours(data, special)
        for key, value in self._common.items():
            data.setdefault(key, value)
        if "sources" not in data:
            data["sources"] = [self._source(special.get(_SOURCE, ""))]
        ordered = {key: data[key] for key in fields_of(cls) if key in data}
        town = special.get(_TOWN)
        return Entry(
            cls=cls,
            data=ordered | {key: value for key, value in data.items() if key not in ordered},
            where=where,
            columns=columns,
            id=special.get(_ID, ""),
            town=self._town(town) if town else None,
        )

    def _fill(self, cls: type[Record], data: dict[str, Tree], path: str, text: str) -> None:
        info = info_at(cls, path)
        model = inner_model(info.annotation) if info else None
        if model is None:
            place(data, path, answer(self._catalog, cls, path, text))
            return
        base = f"{path}.0" if is_list(info) else path
        parts = fields_of(model)
        known = known_name(self._catalog, "Organization", text) if "organization" in parts else None
        if known:
            place(data, f"{base}.organization", known)
        elif "link" in parts and _LINK.fullmatch(text):
            place(data, f"{base}.link", text)
        else:
            part = next((name for name in _TEXT_PARTS if name in parts), "")
            first = next((name for name in parts if model.model_fields[name].is_required()), "")
            chosen = first if first and not (part and part == first) else part
            place(data, f"{base}.{chosen}" if chosen else path, answer(self._catalog, cls, f"{base}.{chosen}", text))

    def _source(self, said: str) -> Tree:
        link = _LINK.search(said)
        if link:
            note = said.replace(link[0], "").strip(" ,;—-()")
            return {"kind": "url", "url": link[0], "date": self._today} | ({"note": note} if note else {})
        return {"kind": "editorial", "note": said or f"прислано файлом «{self._name}»"}

    def _path(self, label: str, cls: type[Record] | None = None) -> str | None:
        cls = cls or self._cls
        word = _plain(label)
        if word in _SPECIAL:
            return _SPECIAL[word]
        if cls is TYPES["Event"] and word in _OF_PLAN:
            return _OF_PLAN[word]
        return field_path(cls, label)

    def _type_of(self, said: str) -> type[Record]:
        if not said:
            return self._cls
        names = {folder: folder for folder in FOLDERS}
        names |= {_plain(word): cls.TYPE.folder for cls in TYPES.values() for word in (cls.TYPE.one, cls.TYPE.title)}
        folder = names.get(_plain(said))
        if folder is None:
            raise Unreadable(f"вид записи «{said}» неизвестен, нужно одно из: {', '.join(FOLDERS)}")
        return TYPES[FOLDERS[folder]]

    def _town(self, said: str) -> str:
        return known_name(self._catalog, "Municipality", said) or said

    def _unknown(self, what: str, name: str) -> None:
        guess = near(name, field_names(self._cls))
        maybe = f"; возможно, вы имели в виду «{guess}»" if guess else ""
        self._notes[f"{what} не переносим, такого поля нет{maybe}"] = None


def _plain(label: str) -> str:
    return " ".join(label.lower().replace("ё", "е").split()).strip(" *:")


def _issue_answer(body: str) -> str:
    """An answer without what the forge adds: fences of code, boxes that were not ticked."""
    body = body.strip()
    fence = re.fullmatch(r"```[^\n]*\n(.*?)\n?```", body, re.DOTALL)
    if fence:
        return fence[1].strip()
    boxes = re.findall(r"^- \[([ xX])\] (.+)$", body, re.MULTILINE)
    return "; ".join(text for mark, text in boxes if mark != " ") if boxes else body


def _add_hours(data: dict[str, Tree], special: Mapping[str, str]) -> None:
    """A day and its hours from separate cells as `start` and `end`."""
    day = special.get(_DAY)
    if not day:
        return
    found = loose_date(day)
    day = found[:10] if found else day
    span = _SPAN.search(special.get(_TIME, ""))
    opening = special.get(_FROM) or (span[1] if span else special.get(_TIME, ""))
    closing = special.get(_TO) or (span[2] if span else "")
    data.setdefault("start", " ".join(filter(None, (day, _clock(opening)))))
    if closing:
        data.setdefault("end", f"{day} {_clock(closing)}")


def _clock(text: str) -> str:
    match = _CLOCK.fullmatch(text.strip())
    return f"{int(match[1]):02}:{match[2]}" if match else text.strip()


def _tree(value: Any) -> Any:
    """JSON as our parser would give it: every scalar a text, nothing where there is nothing."""
    if isinstance(value, dict):
        return {key: found for key, item in value.items() if (found := _tree(item)) not in (None, "", [], {})}
    if isinstance(value, list):
        return [found for item in value if (found := _tree(item)) not in (None, "", [], {})]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value is None else str(value)

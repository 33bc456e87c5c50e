"""The forms as pages of the site, and what of the records the browser must know to help with them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from typing import Any

from macros.catalog import TYPES, Catalog, Event, Organization
from macros.catalog.duplicates import ALIKE
from macros.catalog.fields import when_text
from macros.catalog.file_name import LETTERS as LATIN
from macros.catalog.problem import KINDS
from macros.catalog.sayings import FIRST_YEAR, LAST_YEAR, SAYINGS
from macros.catalog.wording import FROM_WEEKDAY
from macros.editing.drafts import LONGEST_NAME
from macros.editing.form_fields import form_fields, plain_help
from macros.editing.forms import FORMS, LETTERS, Form, Letter
from macros.editing.layout import WIDTH
from macros.editing.schema import without_records
from macros.pages.cards import STATES
from macros.pages.catalogue_views import crumbs
from macros.pages.context import PageContext
from macros.pages.job import Job
from macros.pages.renderer import Renderer
from macros.text import russian

View = dict[str, Any]
KNOWN = "editors/known.json"
"""Names of records and coming events, fetched by the forms alone."""
CHANGE = "editors/change/"
LONGEST_ADDRESS = 8_000
"""Letters of an address that every browser and forge takes."""
_EDITORS = ("Редакторам", "editors/")


def form_pages(context: PageContext, renderer: Renderer) -> Iterator[Job]:
    """Every page on which something is proposed, changed or corrected."""
    for form in FORMS:
        page = f"editors/{form.id}/"
        yield Job(page, partial(_form_page, context.at(page), renderer, form))
    for letter in LETTERS:
        page = f"editors/{letter.id}/"
        yield Job(page, partial(_letter_page, context.at(page), renderer, letter))
    yield Job(CHANGE, partial(_change_page, context.at(CHANGE), renderer))


def known_records(catalog: Catalog) -> bytes:
    """`editors/known.json`: `records` by type as [id, title, town] and `events` that are not over as
    [id, start, host, town, title]; sample records are not among them, because real ones cannot name them.
    """
    records = {}
    for name, cls in TYPES.items():
        real = [item for item in catalog.all(cls) if not item.demo]
        times = Counter(item.title for item in real)
        records[name] = [
            [item.id, item.title if times[item.title] == 1 else f"{item.title} ({item.id})", item.municipality or ""]
            for item in real
        ]
    events = [
        [item.id, when_text(item.start), item.host or "", item.municipality or "", item.title]
        for item in catalog.all(Event)
        if not item.demo and item.start and item.status != "cancelled" and item.last_day >= catalog.today
    ]
    return json.dumps({"records": records, "events": events}, ensure_ascii=False, separators=(",", ":")).encode()


# --- a record -----------------------------------------------------------------------------------------


def _form_page(context: PageContext, renderer: Renderer, form: Form) -> str:
    return renderer.render(
        "pages/form.html",
        page=context.page,
        form=form_view(context, form),
        page_title=form.title,
        page_description=form.lead,
        page_canonical=context.site_url + context.page,
    )


def form_view(context: PageContext, form: Form) -> View:
    """What the template shows of a form, and `data` for the browser."""
    spec = form_fields(without_records(context.catalog), form.cls)
    fields = {field["name"]: field for field in spec["fields"]}
    preset = dict(form.preset)
    groups = [
        {
            "title": group.title,
            "asked": [_shown(fields[name], preset) for name in form.in_order(group.asked)],
            "more": [_shown(fields[name], preset) for name in form.in_order(group.more)],
        }
        for group in form.groups
    ]
    return {
        "id": form.id,
        "folder": form.folder,
        "title": form.title,
        "lead": form.lead,
        "done": form.done,
        "one": form.cls.TYPE.one,
        "breadcrumbs": crumbs(context, _EDITORS, (form.title, context.page)),
        "groups": groups,
        "towns": [{"id": town.id, "title": town.title} for town in context.catalog.towns()],
        "source": _shown(SOURCE, {}),
        "is_event": form.cls is Event,
        "issue_url": _issue(context, form.id),
        "new_url": context.forge.new,
        "later": LATER,
        "states": [{"id": state, "text": text} for state, text in _states(context.catalog)],
        "data": json.dumps(form_data(context, form, spec), ensure_ascii=False, separators=(",", ":")),
    }


SOURCE = {
    "name": "source",
    "title": "Откуда известно",
    "help": "Адрес страницы с объявлением; если его нет — кто и когда сообщил, без имён",
    "kind": "line",
    "required": True,
}
"""One question instead of the list of sources: a link becomes a page read today, words what the editors were told."""
LATER = (
    "нет ли такой записи уже — среди событий, которые прошли или добавлены после сборки этой страницы",
    "есть ли на сайте записи, на которые вы сослались",
    "идут ли занятия кружка в дни пропусков и переносов",
    "попадает ли часть события в дни целого, не приходится ли час на перевод стрелок",
    "свободно ли имя файла",
)
"""What only the records of the site can tell."""


def form_data(context: PageContext, form: Form, spec: View) -> View:
    """All that overrides/assets/js/form*.js need, as JSON values."""
    return {
        "type": form.folder,
        "prefix": form.cls.TYPE.prefix,
        "organization": form.cls is Organization,
        **spec,
        "sayings": SAYINGS,
        "years": [FIRST_YEAR, LAST_YEAR],
        "kinds": KINDS,
        "width": WIDTH,
        "latin": LATIN,
        "longest_name": LONGEST_NAME,
        "longest_address": LONGEST_ADDRESS,
        "alike": ALIKE,
        "words": russian.calendar_words() | {"from_weekdays": list(FROM_WEEKDAY)},
        "towns": {town.id: town.title for town in context.catalog.towns()},
        "new_url": context.forge.new,
        "known": context.root + KNOWN,
        "root": context.root,
        "site_url": context.site_url,
        "title": form.title,
    }


def _shown(field: View, preset: dict[str, str], path: str = "") -> View:
    """A field for the template: with its path, words without codes, what stands in it from the start."""
    own = f"{path}.{field['name']}" if path else field["name"]
    more: View = {"path": own, "help": plain_help(field), "value": preset.get(own, "")}
    more["id"] = own.replace(".", "-")
    if field["kind"] == "model":
        inner = f"{own}._n_" if field.get("list") else own
        # A list inside an item of a list is left to those who edit the file itself.
        nested = [item for item in field["fields"] if not (item.get("list") and "_n_" in inner)]
        more["fields"] = [_shown(item, preset, inner) for item in nested]
    if not more["value"] and isinstance(field.get("default"), str):
        more["value"] = field["default"]
    return {"example": "", "required": False, "list": False, "options": [], "ref": "", **field, **more}


def _states(catalog: Catalog) -> list[tuple[str, str]]:
    """The states of a card by the event's status, for the templates of the preview."""
    return [("", "")] + [(state, catalog.term("event-status", status).title) for status, state in STATES.items()]


# --- a letter -----------------------------------------------------------------------------------------


def _letter_page(context: PageContext, renderer: Renderer, letter: Letter) -> str:
    return renderer.render(
        "pages/letter.html",
        page=context.page,
        letter={
            **asdict(letter),
            "breadcrumbs": crumbs(context, _EDITORS, (letter.title, context.page)),
            "issue_url": _issue(context, letter.id),
        },
        page_title=letter.title,
        page_description=letter.lead,
        page_canonical=context.site_url + context.page,
    )


def _issue(context: PageContext, form: str) -> str:
    return context.forge.issue.replace("{form}", form)


def _change_page(context: PageContext, renderer: Renderer) -> str:
    title = "Отменить или перенести событие"
    return renderer.render(
        "pages/change.html",
        page=context.page,
        change={
            "title": title,
            "breadcrumbs": crumbs(context, _EDITORS, (title, context.page)),
            "edit_url": context.forge.edit,
        },
        page_title=title,
        page_description="Какие строки вписать в запись, чтобы подписчики узнали об отмене или новой дате.",
        page_canonical=context.site_url + context.page,
    )

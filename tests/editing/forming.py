"""Owns the way from a test into the browser's modules of the form, run in Node on many cases at once."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from macros.catalog import TYPES, Catalog
from macros.editing.form_fields import form_fields
from macros.editing.form_pages import form_data
from macros.editing.forms import EVENT, Form
from macros.editing.schema import without_records
from macros.pages.context import PageContext
from tests.site.builds import URL, catalog
from tests.tools import ROOT, node_path

SCRIPTS = ROOT / "overrides" / "assets" / "js"
MODULES = [str(SCRIPTS / f"form-{name}.js") for name in ("check", "yaml", "names", "preview")]


def spec(records: Catalog, form: Form) -> dict[str, Any]:
    """What the page of a form carries for the browser."""
    context = PageContext(catalog=records, page=f"editors/{form.id}/", site_url=URL, shelf=None)  # no cards are asked
    return form_data(context, form, form_fields(without_records(records), form.cls))


@cache
def event_spec() -> dict[str, Any]:
    """The form for an event, by the project's own vocabularies."""
    return spec(catalog(demo=True), EVENT)


def in_browser(
    cases: Iterable[Mapping[str, Any]], *, asked: dict[str, Any] | None = None, records: Catalog | None = None
) -> list[Any]:
    """What the modules answer to each case: {"ask": a name in form.mjs, …}."""
    shown = records or catalog(demo=True)
    names = {name: {item.id: item.title for item in shown.records[name].values()} for name in TYPES}
    done = subprocess.run(
        [node_path(), Path(__file__).with_name("form.mjs")],
        input=json.dumps({"modules": MODULES, "spec": asked or event_spec(), "names": names, "cases": list(cases)}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)

"""Owns the way from a project folder to a page's context, with the project's own templates and icons."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import material

from macros.catalog import Catalog, load
from macros.catalog.observed import ObservedCatalog
from macros.pages.card_html import CardShelf
from macros.pages.context import PageContext
from macros.pages.renderer import Renderer
from tests.catalog.towns import TODAY
from tests.tools import ROOT

ICONS = Path(material.__file__).parent / "templates" / ".icons" / "material"


def catalog_of(town: Path, *, today: date = TODAY, demo: bool = False) -> Catalog:
    """The records of a project without an error."""
    loaded = load(town, today=today, demo=demo)
    assert [problem.text() for problem in loaded.errors] == []
    return loaded.catalog


def context_of(catalog: Catalog, page: str) -> PageContext:
    """A page's place among the catalog's pages."""
    catalog = ObservedCatalog.of(catalog)
    renderer = Renderer(catalog, overrides=ROOT / "overrides", icons=ICONS, demo=False)
    shelf = CardShelf(catalog, renderer.environment)
    return PageContext(catalog=catalog, page=page, site_url="https://profnavigator.example/", shelf=shelf)

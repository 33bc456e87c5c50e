"""One build of the site as values: everything that is made from records, before MkDocs sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros import revisions
from macros.catalog import Catalog
from macros.feeds.entries import FORMAT, Context
from macros.feeds.publish import feeds
from macros.pages.api import api
from macros.pages.context import PageContext
from macros.pages.renderer import Renderer
from macros.pages.site_pages import site_pages
from macros.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A catalog with all that is needed to write it out; `warnings` are for people."""

    settings: Settings
    catalog: Catalog
    pages: PageContext
    calendars: Context
    renderer: Renderer
    warnings: tuple[str, ...]


def prepare(
    settings: Settings, catalog: Catalog, *, uid_domain: str, edit_url: str, overrides: Path, icons: Path
) -> Build:
    """Read git and templates once. Raises revisions.RevisionsUnavailable when publishing without history."""
    history = revisions.read(settings.root, today=settings.today, format_revision=FORMAT, publish=settings.publish)
    return Build(
        settings=settings,
        catalog=catalog,
        pages=PageContext(catalog=catalog, page="", site_url=settings.site_url, edit_url=edit_url),
        calendars=Context(site_url=settings.site_url, uid_domain=uid_domain, revision_of=history.of),
        renderer=Renderer(catalog, overrides=overrides, icons=icons, demo=settings.demo),
        warnings=(history.warning,) if history.warning else (),
    )


def html_pages(build: Build) -> Iterator[tuple[str, str]]:
    """(file name in the site, HTML) of every finished page."""
    for page, html in site_pages(build.pages, build.renderer):
        yield f"{page}index.html", html


def data_files(build: Build) -> Mapping[str, bytes]:
    """Feeds, single downloads and open data by file name in the site."""
    return {**feeds(build.catalog, build.calendars).files, **api(build.catalog, build.settings.site_url)}

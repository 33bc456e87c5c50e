"""One build of the site as values: everything that is made from records, before MkDocs sees it."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros import revisions
from macros.catalog import Catalog
from macros.feeds.entries import FORMAT, Context
from macros.feeds.publish import feeds
from macros.pages.api import api
from macros.pages.card_html import CardShelf
from macros.pages.context import PageContext
from macros.pages.renderer import Renderer
from macros.pages.site_pages import site_pages
from macros.settings import Settings

_WORTH_A_PROCESS = 1_000
"""Records from which a second process saves more than it costs."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Build:
    """A catalog with all that is needed to write it out; `warnings` are for people.

    It travels in MkDocs' configuration, which the macros plugin prints: hence no repr of ten thousand records.
    """

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
    renderer = Renderer(catalog, overrides=overrides, icons=icons, demo=settings.demo)
    shelf = CardShelf(catalog, renderer.environment)
    return Build(
        settings=settings,
        catalog=catalog,
        pages=PageContext(catalog=catalog, page="", site_url=settings.site_url, shelf=shelf, edit_url=edit_url),
        calendars=Context(site_url=settings.site_url, uid_domain=uid_domain, revision_of=history.of),
        renderer=renderer,
        warnings=(history.warning,) if history.warning else (),
    )


def write(build: Build, folder: Path) -> list[str]:
    """Write every finished file below `folder`, each as soon as it is made; returns their names.

    Pages and data are independent, so a large town has its data written by a second process.
    """
    count = sum(len(items) for items in build.catalog.records.values())
    if count < _WORTH_A_PROCESS or not hasattr(os, "fork"):
        return [*_write_all(data_files(build), folder), *_write_all(html_pages(build), folder)]
    # A forked child shares the catalog instead of being sent a copy.
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=lambda: sender.send(_write_all(data_files(build), folder)))
    child.start()
    sender.close()
    pages = _write_all(html_pages(build), folder)
    try:
        data = receiver.recv()
    except EOFError:
        raise RuntimeError("feeds and open data were not written, see the error above") from None
    finally:
        child.join()
    return [*data, *pages]


def html_pages(build: Build) -> Iterator[tuple[str, bytes]]:
    """(file name in the site, HTML) of every finished page."""
    for page, html in site_pages(build.pages, build.renderer):
        yield f"{page}index.html", html.encode()


def data_files(build: Build) -> Iterator[tuple[str, bytes]]:
    """Feeds, single downloads and open data by file name in the site."""
    yield from feeds(build.catalog, build.calendars)
    yield from api(build.catalog, build.settings.site_url).items()


def _write_all(files: Iterable[tuple[str, bytes]], folder: Path) -> list[str]:
    names = []
    made: set[str] = set()
    for name, body in files:
        parent = name.rpartition("/")[0]
        if parent not in made:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        (folder / name).write_bytes(body)
        names.append(name)
    return names

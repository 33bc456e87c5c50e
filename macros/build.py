"""One build of the site as values: everything that is made from records, before MkDocs sees it."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
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
_ALL_TURNS = frozenset(range(4))
"""Every page has one of four turns, by its place in the order, so that work can be dealt out."""


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
    # Records live as long as the build, so looking for garbage among them only costs: a sixth of the time.
    gc.set_threshold(200_000, 50, 1_000)
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

    Files do not depend on each other, so for a large town a second process takes the feeds, the open data
    and every fourth page: about half of the work.
    """
    count = sum(len(items) for items in build.catalog.records.values())
    if count < _WORTH_A_PROCESS or not hasattr(os, "fork"):
        return _write_all(chain(data_files(build), html_pages(build)), folder)
    return _in_two(
        lambda: _write_all(html_pages(build, frozenset({0, 1, 2})), folder),
        lambda: _write_all(chain(data_files(build), html_pages(build, frozenset({3}))), folder),
    )


def write_pages(build: Build, folder: Path) -> list[str]:
    """Only the pages and the open data, by two processes: what the benchmark compares with Hugo."""
    return _in_two(
        lambda: _write_all(html_pages(build, frozenset({0, 1})), folder),
        lambda: _write_all(chain(_open_data(build), html_pages(build, frozenset({2, 3}))), folder),
    )


def _in_two(here: Callable[[], list[str]], there: Callable[[], list[str]]) -> list[str]:
    """What two functions return together, the second run by a forked process that shares our memory."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=lambda: sender.send(there()))
    child.start()
    sender.close()
    found = here()
    try:
        return [*found, *receiver.recv()]
    except EOFError:
        raise RuntimeError("a part of the files was not written, see the error above") from None
    finally:
        child.join()


def html_pages(build: Build, turns: frozenset[int] = _ALL_TURNS) -> Iterator[tuple[str, bytes]]:
    """(file name in the site, HTML) of the finished pages whose turn it is."""
    for index, (page, render) in enumerate(site_pages(build.pages, build.renderer)):
        if index % len(_ALL_TURNS) in turns:
            yield f"{page}index.html", render().encode()


def data_files(build: Build) -> Iterator[tuple[str, bytes]]:
    """Feeds, single downloads and open data by file name in the site."""
    yield from feeds(build.catalog, build.calendars)
    yield from _open_data(build)


def _open_data(build: Build) -> Iterator[tuple[str, bytes]]:
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

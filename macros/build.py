"""One build of the site as values: everything that is made from records, before MkDocs sees it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from importlib.metadata import distributions
from itertools import chain
from pathlib import Path

from macros import revisions
from macros.catalog import Catalog, Loaded
from macros.catalog.in_two import CAN_FORK, Beside
from macros.catalog.observed import ObservedCatalog, Question, answer
from macros.editing.form_pages import KNOWN, form_pages, known_records
from macros.feeds.atom import atom_feeds
from macros.feeds.changes import changes
from macros.feeds.entries import FORMAT, Context
from macros.feeds.entry_shelf import EntryShelf
from macros.feeds.publish import INDEX as FEEDS
from macros.feeds.publish import feeds
from macros.feeds.revision import Revision
from macros.kept import Kept, Piece, kept_for
from macros.pages.api import api, api_addresses
from macros.pages.card_html import CardShelf
from macros.pages.compare_files import compare_files
from macros.pages.context import PageContext
from macros.pages.coverage_view import CSV_NAME, coverage_csv
from macros.pages.filter_view import filter_files
from macros.pages.forge import Forge
from macros.pages.job import Job
from macros.pages.measures import measure_tables
from macros.pages.network_view import network_tables
from macros.pages.participation import participation_tables
from macros.pages.plan_index import plan_parts
from macros.pages.renderer import Renderer, compiled_templates
from macros.pages.site_pages import site_pages
from macros.pages.town_year_view import year_tables
from macros.settings import Settings

_WORTH_A_PROCESS = 1_000
"""Finished files from which a second process saves more than it costs."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Build:
    """A catalog with all that is needed to write it out; `warnings` are for people.

    `kind` is a digest of everything but records that a finished file depends on, `digests` are of the
    records' files. It travels in MkDocs' configuration, which the macros plugin prints: hence no repr of
    ten thousand records.
    """

    settings: Settings
    catalog: Catalog
    pages: PageContext
    calendars: Context
    renderer: Renderer
    kind: str
    digests: dict[str, str]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """Names of files that one process wrote, and its list of those that can be kept, if there is one."""

    names: tuple[str, ...]
    kept: str | None


def prepare(
    settings: Settings, loaded: Loaded, *, uid_domain: str, forge: Forge, overrides: Path, icons: Path
) -> Build:
    """Read git and templates once. Raises revisions.RevisionsUnavailable when publishing without history."""
    # Records live as long as the build, so looking for garbage among them only costs: a sixth of the time.
    gc.set_threshold(200_000, 50, 1_000)
    gc.freeze()
    history = revisions.read(settings.root, today=settings.today, format_revision=FORMAT, publish=settings.publish)
    catalog = ObservedCatalog.of(loaded.catalog)
    compiled = compiled_templates(settings.cache, "own")
    renderer = Renderer(catalog, overrides=overrides, icons=icons, demo=settings.demo, compiled=compiled)
    shelf = CardShelf(catalog, renderer.environment)

    def revision_of(paths: Iterable[str]) -> Revision:
        paths = tuple(paths)
        catalog.note([("revision", *paths)])
        return history.of(paths)

    return Build(
        settings=settings,
        catalog=loaded.catalog,
        pages=PageContext(
            catalog=catalog,
            page="",
            site_url=settings.site_url,
            shelf=shelf,
            forge=forge,
            news=changes(loaded.catalog, history.history),
        ),
        calendars=Context(
            site_url=settings.site_url, uid_domain=uid_domain, revision_of=revision_of, shelf=EntryShelf(catalog)
        ),
        renderer=renderer,
        kind=_kind(settings, loaded, overrides, forge, uid_domain),
        digests=dict(loaded.digests),
        warnings=(history.warning,) if history.warning else (),
    )


def _kind(settings: Settings, loaded: Loaded, overrides: Path, forge: Forge, uid_domain: str) -> str:
    """A digest of what every page depends on: code, templates, libraries, settings, closed lists, towns."""
    digest = blake2b(digest_size=10)
    for folder in (Path(__file__).parent, overrides):
        for path in sorted(each for each in folder.rglob("*") if each.is_file() and each.suffix != ".pyc"):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    libraries = sorted(f"{each.name} {each.version}" for each in distributions())
    everywhere = [f"{path} {mark}" for path, mark in loaded.digests.items() if path.startswith(_EVERYWHERE)]
    asked_for = [
        settings.today.isoformat(),
        settings.site_url,
        str(settings.demo),
        repr(forge),
        uid_domain,
        sys.version,
    ]
    digest.update("\n".join([*libraries, *sorted(everywhere), *asked_for]).encode())
    return digest.hexdigest()


_EVERYWHERE = ("data/vocabularies/", "data/municipalities/", "data/questionnaires/")
"""Closed lists, and towns, whose names stand on every page."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Names of all written files; those taken from an earlier build, and where all its files are kept."""

    names: tuple[str, ...]
    taken: frozenset[str]
    kept: Kept | None


@dataclass(frozen=True, slots=True)
class Writing:
    """A build whose second process may still be writing.

    `addresses` are names of the files that Markdown may link to: pages, open data, the list of feeds.
    """

    addresses: tuple[str, ...]
    finish: Callable[[], Outcome]
    """Waits for everything to be written. Raises RuntimeError when a part of the work was not done."""
    stop: Callable[[], None]
    """Ends a build that will not be finished."""


def begin(build: Build, folder: Path, more: Iterable[tuple[str, bytes]] = ()) -> Writing:
    """Write every finished file below `folder`, and `more`, each as soon as it is made.

    Pages of records that an earlier build made and that would come out the same are taken from there. Files
    do not depend on each other, so for a large town a second process takes the feeds, the open data and some of
    the pages: half of the work, when it goes on while MkDocs makes the pages of Markdown.
    """
    return _begin(build, folder, data_files(build), more, share=0.38)


def write_pages(build: Build, folder: Path) -> Outcome:
    """Only the pages and the open data: what the benchmark compares with Hugo."""
    return _begin(build, folder, _open_data(build), (), share=0.5).finish()


def _begin(
    build: Build, folder: Path, others: Iterable[tuple[str, bytes]], more: Iterable[tuple[str, bytes]], *, share: float
) -> Writing:
    """Write the pages and other files; of many pages to make, a second process takes this share."""
    kept = _kept(build)
    fresh, new = [], []
    for job in chain(site_pages(build.pages, build.renderer), form_pages(build.pages, build.renderer)):
        (fresh if kept and job.lasting and kept.has(_file_of(job)) else new).append(job)
    if kept:
        _fill_shelves(build, kept.pieces)
    taken = frozenset(map(_file_of, fresh))
    addresses = (*taken, *map(_file_of, new), *api_addresses(), FEEDS)
    writer = _Writer(build, kept, folder)

    def finish(parts: Iterable[_Written]) -> Outcome:
        names = tuple(name for part in parts for name in part.names)
        if kept:
            kept.close(taken, names, [part.kept for part in parts if part.kept])
        return Outcome(names, taken, kept)

    if len(taken) + len(new) < _WORTH_A_PROCESS or not CAN_FORK:
        done = writer.write(chain(more, others), fresh, new)
        return Writing(addresses, lambda: finish([done]), lambda: None)
    there, here = [], []
    for index, job in enumerate(new):
        (there if int((index + 1) * share) > int(index * share) else here).append(job)
    other = Beside(lambda: writer.write(others, [], there))
    done = other.meanwhile(lambda: writer.write(more, fresh, here))
    return Writing(addresses, lambda: finish([done, other.result()]), other.stop)


def _kept(build: Build) -> Kept | None:
    """What earlier builds left; a published site has no cache and is made anew from its records."""
    settings = build.settings
    if settings.cache is None:
        return None
    return kept_for(settings.cache, build.kind, partial(_answer, build))


def _answer(build: Build, question: Question) -> str:
    if question[0] == "revision":
        revision = build.calendars.revision_of(question[1:])
        return f"{revision.sequence} {revision.last_modified}"
    return answer(build.catalog, build.digests, question)


class _Writer:
    """Writes files of one build below a folder, in one process."""

    def __init__(self, build: Build, kept: Kept | None, folder: Path) -> None:
        self._build = build
        self._kept = kept
        self._root = str(folder)
        self._made: set[str] = set()
        self._names: list[str] = []

    def write(self, files: Iterable[tuple[str, bytes]], fresh: Iterable[Job], new: Iterable[Job]) -> _Written:
        """Write ready files by name, take fresh pages from the build before, and make new ones."""
        kept = self._kept
        before = set(_pieces(self._build))
        asked: dict[str, Collection[Question]] = {}
        for name, body in files:
            Path(self._ready(name)).write_bytes(body)
        for job in fresh:
            kept.give(_file_of(job), self._ready(_file_of(job)))
        for job in new:
            name = _file_of(job)
            if kept is None or not job.lasting:
                Path(self._ready(name)).write_bytes(job.render().encode())
                continue
            html, asked[name] = self._build.pages.catalog.asked_by(job.render)
            kept.put(name, html.encode())
            kept.give(name, self._ready(name))
        pieces = {name: piece for name, piece in _pieces(self._build).items() if name not in before}
        return _Written(tuple(self._names), kept.note(asked, pieces) if kept else None)

    def _ready(self, name: str) -> str:
        """The path for a file: its folder is there, the file of an earlier build is not."""
        parent = name.rpartition("/")[0]
        if parent not in self._made:
            self._made.add(parent)
            _make_folder(f"{self._root}/{parent}")
        self._names.append(name)
        path = f"{self._root}/{name}"
        with suppress(FileNotFoundError):
            os.remove(path)  # noqa: PTH107 ten thousand paths as objects take a third of a second
        return path


def _make_folder(path: str) -> None:
    # Nearly always its parent is there already; to ask first takes as long as to make it.
    try:
        os.mkdir(path)  # noqa: PTH102 as above
    except FileExistsError:
        return
    except FileNotFoundError:
        Path(path).mkdir(parents=True, exist_ok=True)


def _pieces(build: Build) -> dict[str, Piece]:
    """What pages and feeds are made of, by names for `.cache/`."""
    cards = {f"card {key}": text for key, text in build.pages.shelf.rendered.items()}
    return cards | {f"entries {key}": text for key, text in build.calendars.shelf.made.items()}


def _fill_shelves(build: Build, pieces: Mapping[str, Piece]) -> None:
    for name, text in pieces.items():
        kind, _, key = name.partition(" ")
        (build.pages.shelf.rendered if kind == "card" else build.calendars.shelf.made)[key] = text


def _file_of(job: Job) -> str:
    return f"{job.page}index.html"


def data_files(build: Build) -> Iterator[tuple[str, bytes]]:
    """Feeds, single downloads, open data, what filters and plans load, by file name in the site."""
    yield from feeds(build.pages.catalog, build.calendars)
    yield from atom_feeds(
        build.catalog, build.pages.news, site_url=build.settings.site_url, uid_domain=build.calendars.uid_domain
    )
    yield from filter_files(build.pages)
    yield from plan_parts(build.catalog)
    yield from compare_files(build.pages)
    yield from _open_data(build)
    yield KNOWN, known_records(build.catalog)
    yield CSV_NAME, coverage_csv(build.catalog)
    yield from measure_tables(build.catalog)
    yield from year_tables(build.catalog)
    yield from network_tables(build.catalog, build.settings.site_url)
    yield from participation_tables(build.catalog, build.settings.site_url)


def _open_data(build: Build) -> Iterator[tuple[str, bytes]]:
    yield from api(build.catalog, build.settings.site_url).items()

"""What tests of the finished site share: two builds, a server for them, a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.site.builds import Built, build_once, example_project
from tests.site.server import Server, serving
from tests.tools import CHROMIUM_ARGS, chromium_path


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes what tests would compare; look at the difference before committing it."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew instead of comparing")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One temporary folder for all workers of a run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def demo_build(shared_folder: Path) -> Built:
    """The site with sample records, as `DEMO=1 make build` makes it."""
    return build_once(shared_folder, "demo-site", DEMO="1")


@pytest.fixture(scope="session")
def published_build(shared_folder: Path) -> Built:
    """The site for publication, as `make build` makes it."""
    return build_once(shared_folder, "published-site")


@pytest.fixture(scope="session")
def example_build(shared_folder: Path) -> Built:
    """The tiny town of tests/examples/primersk as a site, its sample records included."""
    return build_once(shared_folder, "example-site", project=example_project, DEMO="1")


@pytest.fixture(scope="session")
def example_site(example_build: Built) -> Path:
    """The folder of the tiny town's site."""
    assert example_build.code == 0, example_build.output
    return example_build.folder


@pytest.fixture(scope="session")
def demo_site(demo_build: Built) -> Path:
    """The folder of the site with sample records."""
    assert demo_build.code == 0, demo_build.output
    return demo_build.folder


@pytest.fixture(scope="session")
def published_site(published_build: Built) -> Path:
    """The folder of the site for publication."""
    assert published_build.code == 0, published_build.output
    return published_build.folder


@pytest.fixture(scope="session")
def demo_server(demo_site: Path) -> Iterator[Server]:
    """The site with sample records on a local port."""
    with serving(demo_site) as server:
        yield server


@pytest.fixture(scope="session")
def published_server(published_site: Path) -> Iterator[Server]:
    """The site for publication on a local port."""
    with serving(published_site) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, one for each worker."""
    path = chromium_path()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*CHROMIUM_ARGS])
        yield started
        started.close()

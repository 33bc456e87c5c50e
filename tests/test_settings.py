"""Owns the tests of `macros.settings`: how day, address and strictness enter a build."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from macros.settings import Settings, SettingsError, from_environment

NAMES = ("SITE_TODAY", "SITE_URL", "DEMO", "PUBLISH", "CACHE")
ROOT = Path("/project")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment without any variable of ours."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_everything_said(environment: pytest.MonkeyPatch) -> None:
    """Each variable has its place; an address always ends in a slash."""
    for name, value in zip(NAMES, ("2026-11-23", "https://example.org/site", "1", "1", "0"), strict=True):
        environment.setenv(name, value)
    assert from_environment(ROOT) == Settings(
        root=ROOT, today=date(2026, 11, 23), site_url="https://example.org/site/", demo=True, publish=True, cache=None
    )


def test_nothing_said(environment: pytest.MonkeyPatch) -> None:
    """Without variables: no demo records, nothing published, a cache, the address of mkdocs.yml."""
    found = from_environment(ROOT, site_url="http://127.0.0.1:8000/")
    assert (found.site_url, found.demo, found.publish, found.cache) == (
        "http://127.0.0.1:8000/", False, False, ROOT / ".cache",
    )  # fmt: skip
    assert from_environment(ROOT).site_url == ""


@pytest.mark.parametrize("value", ["", "0", "false", "no"])
def test_flags_that_say_no(environment: pytest.MonkeyPatch, value: str) -> None:
    """A flag set to a word of refusal is not set."""
    environment.setenv("DEMO", value)
    assert from_environment(ROOT).demo is False


@pytest.mark.parametrize("text", ["завтра", "22.11.2026", "2026-13-01", "2026-11-31", "20261122", "2026-W47-7", " "])
def test_senseless_day(environment: pytest.MonkeyPatch, text: str) -> None:
    """A day that is none is told with the way it is written, not as a traceback."""
    environment.setenv("SITE_TODAY", text)
    with pytest.raises(SettingsError) as caught:
        from_environment(ROOT)
    assert str(caught.value) == f"SITE_TODAY: записано «{text}», нужно ГГГГ-ММ-ДД, например 2026-11-22"


def test_senseless_address(environment: pytest.MonkeyPatch) -> None:
    """An address without its scheme would break every absolute link."""
    environment.setenv("SITE_URL", "example.org")
    with pytest.raises(SettingsError) as caught:
        from_environment(ROOT)
    assert str(caught.value) == "SITE_URL: записано «example.org», нужен полный адрес, например https://example.org/"


def test_publishing_needs_an_address(environment: pytest.MonkeyPatch) -> None:
    """What is published says its real address itself; the one of mkdocs.yml is not enough."""
    environment.setenv("PUBLISH", "1")
    with pytest.raises(SettingsError) as caught:
        from_environment(ROOT, site_url="https://example.org/")
    assert str(caught.value) == (
        "PUBLISH=1 требует SITE_URL: адрес, по которому сайт увидят, например https://example.org/"
    )


def test_publishing_believes_no_cache(environment: pytest.MonkeyPatch) -> None:
    """What an earlier load remembers, or a commit brought into .cache/, vouches for nothing that is published."""
    environment.setenv("PUBLISH", "1")
    environment.setenv("SITE_URL", "https://example.org/")
    assert from_environment(ROOT).cache is None

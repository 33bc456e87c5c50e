"""What a build is asked for: the door through which clock and environment enter."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`today` is the day of the build, `site_url` ends in "/" or is empty, `publish` demands the strict rules."""

    root: Path
    today: date
    site_url: str
    demo: bool
    publish: bool
    cache: Path | None


class SettingsError(ValueError):
    """The environment asks for something impossible; the text says what to write instead."""


def from_environment(root: Path, *, site_url: str = "") -> Settings:
    """Read SITE_TODAY, SITE_URL, DEMO, PUBLISH and CACHE; raises SettingsError on nonsense."""
    # Both towns keep Moscow time: the day of the site is the day of its readers.
    today = _day("SITE_TODAY") or datetime.now(UTC).astimezone(ZoneInfo("Europe/Moscow")).date()
    url = os.environ.get("SITE_URL", "") or site_url
    if url and not url.startswith(("https://", "http://")):
        raise SettingsError(f"SITE_URL: записано «{url}», нужен полный адрес, например https://example.org/")
    publish = _flag("PUBLISH")
    if publish and not os.environ.get("SITE_URL"):
        raise SettingsError("PUBLISH=1 требует SITE_URL: адрес, по которому сайт увидят, например https://example.org/")
    return Settings(
        root=root,
        today=today,
        site_url=url.rstrip("/") + "/" if url else "",
        demo=_flag("DEMO"),
        publish=publish,
        # What lies in .cache/ is believed, so nothing that a commit might have put there is published.
        cache=None if publish or os.environ.get("CACHE") == "0" else root / ".cache",
    )


def _day(name: str) -> date | None:
    text = os.environ.get(name, "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # Python reads 20261122 and 2026-W47 too; one way of writing is enough.
    if day is None or day.isoformat() != text:
        raise SettingsError(f"{name}: записано «{text}», нужно ГГГГ-ММ-ДД, например 2026-11-22")
    return day


def _flag(name: str) -> bool:
    return os.environ.get(name, "") not in ("", "0", "false", "no")

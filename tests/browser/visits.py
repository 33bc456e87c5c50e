"""A visitor of the built site: opens pages in a real browser on the build's day and remembers all that went wrong."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.site.server import Server

NOON = "2026-11-23T12:00:00+03:00"
PHONE = (360, 780)
DESKTOP = (1280, 800)
_MOMENT, _SILENCE = 30, 90
"""Milliseconds: how often a page is asked whether it loads anything, and for how long it has to say no."""


@dataclass(slots=True)
class Visit:
    """One open page, and what it loaded, refused and complained about."""

    page: Page
    server: Server
    scripts: bool = True
    trouble: list[str] = field(default_factory=list)
    loaded: list[Response] = field(default_factory=list)
    waiting: set[Request] = field(default_factory=set)

    def open(self, address: str) -> Visit:
        """Go to a page of the site and wait until it has nothing more to load."""
        self.loaded.clear()
        self.waiting.clear()
        self.page.goto(self.server.url + address, wait_until="load")
        # Playwright's own idle network means half a second of silence, which is half the time of all visits.
        silent = 0
        while self.scripts and silent < _SILENCE:
            self.page.wait_for_timeout(_MOMENT)
            silent = 0 if self.waiting else silent + _MOMENT
        return self

    def addresses(self) -> list[str]:
        """What was loaded since the last `open`, from the site's root."""
        return [response.url.removeprefix(self.server.url) for response in self.loaded]

    def weights(self) -> dict[str, int]:
        """Bytes of everything loaded, as gzip would send it."""
        found = {}
        for response in self.loaded:
            body = response.body()
            found[response.url.removeprefix(self.server.url)] = min(len(body), len(gzip.compress(body, 6)))
        return found


@contextmanager
def visit(browser: Browser, server: Server, size: tuple[int, int] = DESKTOP, **options: Any) -> Iterator[Visit]:
    """A fresh visitor in Ryazan at noon of the build's day; `options` are Playwright's for a context."""
    settings: dict[str, Any] = {
        "viewport": {"width": size[0], "height": size[1]},
        "locale": "ru-RU",
        "timezone_id": "Europe/Moscow",
        "has_touch": size[0] < 600,
    }
    settings |= options
    context: BrowserContext = browser.new_context(**settings)
    try:
        context.clock.set_fixed_time(NOON)
        # What is kept on the device has tests of its own; here every page comes from the host.
        context.add_init_script("delete Navigator.prototype.serviceWorker")
        page = context.new_page()
        visitor = Visit(page, server, settings.get("java_script_enabled", True))
        _watch(visitor)
        yield visitor
    finally:
        context.close()


def _watch(visitor: Visit) -> None:
    """Write down every error, failed request and request to another host."""
    trouble, own = visitor.trouble, visitor.server.url

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            trouble.append(f"{message.type} in the console: {message.text}")

    def asked(request: Request) -> None:
        visitor.waiting.add(request)
        if not request.url.startswith((own, "data:", "blob:")):
            trouble.append(f"asked another host: {request.url}")

    def answered(response: Response) -> None:
        if response.url.startswith(own):
            visitor.loaded.append(response)
        if response.status >= 400:
            trouble.append(f"{response.status}: {response.url}")

    def failed(request: Request) -> None:
        # Going on to another page gives up what the last one still wanted.
        visitor.waiting.discard(request)
        if request.failure != "net::ERR_ABORTED":
            trouble.append(f"failed: {request.url} {request.failure}")

    visitor.page.on("console", said)
    visitor.page.on("pageerror", lambda error: trouble.append(f"exception: {error}"))
    visitor.page.on("request", asked)
    visitor.page.on("response", answered)
    visitor.page.on("requestfailed", failed)
    visitor.page.on("requestfinished", lambda request: visitor.waiting.discard(request))

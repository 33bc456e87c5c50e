"""The site without a network: kept pages say so, dates in files are never kept, a new version clears up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

EVENT = "events/demo-ryazan-den-dverey-kolledzh/"
KEPT = """async () => {
  const found = []
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) found.push(request.url)
  }
  return found
}"""
UNTIL_KEPT = """async (url) => {
  while (!navigator.serviceWorker.controller || !(await caches.match(url))) {
    await new Promise((go) => setTimeout(go, 50))
  }
}"""
UNTIL_CLEARED = """async (old) => {
  for (;;) {
    const names = await caches.keys()
    if (names.includes('pn-assets-next') && !names.includes(old)) return
    await new Promise((go) => setTimeout(go, 50))
  }
}"""
SAVED = re.compile(r"^\s*Сохранено \d{1,2} [а-я]+ \d{4} года, даты могли измениться\.\s+Обновить\s*$")


class Host:
    """A served site that can be cut off or fall silent, and can pretend to be a newer version of itself."""

    def __init__(self) -> None:
        self.url = ""
        self.gone = False
        self.version = ""
        self.speaks = Event()
        self.speaks.set()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, host: Host, prefix: str, **kwargs: object) -> None:
        self.host, self.prefix = host, prefix
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.host.speaks.wait(30)
        if self.host.gone:
            self.close_connection = True
            self.connection.close()
            return
        page = Path(self.translate_path(self.path))
        page = page / "index.html" if page.is_dir() else page
        if not self.host.version or page.suffix != ".html":
            super().do_GET()
            return
        body = re.sub(r"\?v=\w+", f"?v={self.host.version}", page.read_text("utf-8")).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def handle(self) -> None:
        """A cut connection is what the tests want, not an error."""
        try:
            super().handle()
        except (OSError, ValueError):
            self.close_connection = True

    def finish(self) -> None:
        try:
            super().finish()
        except (OSError, ValueError):
            self.close_connection = True


@contextmanager
def hosting(folder: Path, prefix: str = "/") -> Iterator[Host]:
    """Serve `folder`; the host in hand decides how it answers."""
    host = Host()
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Handler, directory=str(folder), host=host, prefix=prefix)
    ) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        host.url = f"http://127.0.0.1:{server.server_port}{prefix}"
        yield host
        host.speaks.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh reader."""
    found = browser.new_context(locale="ru-RU", timezone_id="Europe/Moscow", viewport={"width": 360, "height": 780})
    yield found
    found.close()


def visit(context: BrowserContext, host: Host, address: str) -> Page:
    """A first visit: until the worker rules the page and has kept it."""
    page = context.new_page()
    page.goto(host.url + address)
    page.evaluate(UNTIL_KEPT, host.url + address)
    return page


@pytest.mark.parametrize("prefix", ["/", "/some/folder/"])
def test_a_page_seen_once_is_readable_offline(prefix: str, context: BrowserContext, demo_site: Path) -> None:
    """Without the host the page comes from memory with its styles, under a banner with the day it was kept."""
    with hosting(demo_site, prefix) as host:
        page = visit(context, host, EVENT)
        title = page.locator("h1").inner_text()
        expect(page.locator(".saved-bar")).to_have_count(0)
        host.gone = True
        page.goto(f"{host.url}{EVENT}?from=chat#facts")
        expect(page.locator("h1")).to_have_text(title)
        expect(page.locator(".saved-bar")).to_have_text(SAVED)
        expect(page.get_by_role("status").filter(has_text="Сохранено")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.saved-bar')).display") == "flex"
        assert page.evaluate("document.fonts.check('16px \"Golos Text\"')")
        expect(page.get_by_role("button", name="Для слабовидящих")).to_be_visible()
        host.gone = False
        page.locator(".saved-bar a").click()
        expect(page.locator(".saved-bar")).to_have_count(0)
        expect(page.locator("h1")).to_have_text(title)


def test_a_page_never_seen_says_so_and_offers_the_others(context: BrowserContext, demo_site: Path) -> None:
    """Offline, an unknown page leads to «Нет связи» with the pages at hand and a way to try again."""
    with hosting(demo_site) as host:
        page = visit(context, host, EVENT)
        title = page.title()
        host.gone = True
        page.goto(f"{host.url}professions/geolog/")
        expect(page.locator("h1")).to_have_text("Нет связи")
        offered = page.locator("[data-saved-pages] a")
        expect(offered).to_have_text(["Попробовать ещё раз открыть нужную страницу", title])
        offered.last.click()
        expect(page.locator(".saved-bar")).to_have_text(SAVED)
        page.goto(f"{host.url}offline/?page=https://elsewhere.example/")
        expect(offered).to_have_text([title])
        host.gone = False
        page.goto(f"{host.url}professions/geolog/")
        expect(page.locator("h1")).to_contain_text("Геолог")


def test_a_silent_host_does_not_keep_a_reader_waiting(context: BrowserContext, demo_site: Path) -> None:
    """When the host takes a question and gives no answer, the kept page comes, and says that it is kept."""
    with hosting(demo_site) as host:
        page = visit(context, host, EVENT)
        host.speaks.clear()
        page.goto(host.url + EVENT, wait_until="commit", timeout=15_000)
        expect(page.locator(".saved-bar")).to_have_text(SAVED)
        host.speaks.set()


def test_calendars_and_lists_are_never_kept(context: BrowserContext, demo_site: Path) -> None:
    """Only pages and what they are drawn with are kept: no .ics, no JSON with dates, no feed."""
    with hosting(demo_site) as host:
        page = visit(context, host, "events/")
        visit(context, host, "calendar/ryazan/")
        for name in (f"{EVENT}event.ics", "events/facets.json", "calendar/ryazan/next.json", "calendar/feeds.json"):
            assert page.evaluate("async (url) => (await fetch(url)).status", host.url + name) == 200
        kept = [url.removeprefix(host.url) for url in page.evaluate(KEPT)]
        others = [name for name in kept if not name.startswith("assets/") and name and not name.endswith("/")]
        assert others == []
        assert {"events/", "calendar/ryazan/", "offline/"} <= set(kept)
        host.gone = True
        refused = "async (url) => fetch(url, { cache: 'no-store' }).then(() => 'answered', () => 'refused')"
        assert page.evaluate(refused, f"{host.url}{EVENT}event.ics") == "refused"
        assert page.evaluate(refused, f"{host.url}calendar/ryazan/next.json") == "refused"


def test_a_new_version_clears_up_after_the_old_one(context: BrowserContext, demo_site: Path) -> None:
    """The next version brings its own files and removes the old ones; pages once seen stay readable."""
    with hosting(demo_site) as host:
        page = visit(context, host, EVENT)
        (old,) = [name for name in page.evaluate("caches.keys()") if "assets" in name]
        host.version = "next"
        page.goto(host.url)
        page.evaluate(UNTIL_CLEARED, old)
        host.gone = True
        page.goto(host.url + EVENT)
        expect(page.locator(".saved-bar")).to_have_text(SAVED)
        assert page.evaluate("getComputedStyle(document.querySelector('.saved-bar')).display") == "flex"


def test_the_site_can_be_installed(context: BrowserContext, demo_site: Path) -> None:
    """Chromium finds nothing that forbids installing; every icon of the manifest is there."""
    with hosting(demo_site) as host:
        page = visit(context, host, "")
        found = context.new_cdp_session(page).send("Page.getInstallabilityErrors")["installabilityErrors"]
        # A browser of tests keeps no profile, which Chromium calls incognito.
        assert [each["errorId"] for each in found if each["errorId"] != "in-incognito"] == []
    manifest = json.loads((demo_site / "manifest.webmanifest").read_text("utf-8"))
    assert [icon["src"] for icon in manifest["icons"] if not (demo_site / icon["src"]).is_file()] == []
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    inside = [manifest["start_url"], manifest["scope"], *(each["url"] for each in manifest["shortcuts"])]
    assert [address for address in inside if not (demo_site / address / "index.html").is_file()] == []

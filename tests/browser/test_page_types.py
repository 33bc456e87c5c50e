"""Every type of page in a real browser: sound, accessible, fitting the screen, whole without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.barriers import ALL_RULES, COLOUR_RULES, FALLEN_APART, WIDER_THAN_SCREEN, violations
from tests.browser.visits import DESKTOP, PHONE, Visit, visit
from tests.site.page_types import PAGES
from tests.site.server import Server

pytestmark = pytest.mark.browser

KB = 1000
LIGHT_BUDGET, FRONT_BUDGET, SCRIPT_BUDGET = 150 * KB, 200 * KB, 60 * KB
FRONT = ("home", "ryazan", "stary-oskol")

# What a reader cannot see although it is in the main part: hidden attributes, closed details and templates
# are meant so; everything else has to be visible.
NOT_SEEN = """() => [...document.querySelectorAll(
    'main :is(h1, h2, h3, p, li, dt, dd, th, td, a, time, code, blockquote)')]
  .filter((element) => !element.closest('[hidden], details:not([open]) > :not(summary), template, .print-only'))
  .filter((element) => element.textContent.trim() && !element.checkVisibility({ visibilityProperty: true }))
  .map((element) => element.outerHTML.slice(0, 120))"""

# Pictures further down load when somebody scrolls to them; here they have to come at once.
FACTS = """async () => {
  for (const image of document.images) image.loading = 'eager'
  await Promise.all([...document.images].map((image) => image.decode().catch(() => null)))
  return {
    lang: document.documentElement.lang,
    h1: [...document.querySelectorAll('h1')].filter((h1) => h1.textContent.trim() && h1.checkVisibility()).length,
    title: /\\S — Профнавигатор$|^Профнавигатор$/.test(document.title),
    broken: [...document.images].filter((image) => !image.naturalWidth).map((image) => image.src),
  }
}"""


def check(visitor: Visit, rules: tuple[str, ...] = ALL_RULES) -> None:
    """No barrier and no sideways scroll, on a desk and on a phone."""
    page = visitor.page
    for width, height in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        assert (width, page.evaluate(WIDER_THAN_SCREEN)) == (width, [])
        assert (width, violations(page, rules)) == (width, [])


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, browser: Browser, demo_server: Server) -> None:
    """No error, no foreign request, no barrier in both schemes, no sideways scroll, one heading, little to load."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open(PAGES[name]).page
        assert page.evaluate(FACTS) == {"lang": "ru", "h1": 1, "title": True, "broken": []}
        weights = visitor.weights()
        check(visitor)
        page.set_viewport_size({"width": 320, "height": 600})
        assert page.evaluate(WIDER_THAN_SCREEN) == []
        # The largest type of the settings panel on a phone.
        page.set_viewport_size({"width": 360, "height": 600})
        page.evaluate("pnReading({ size: '3' })")
        assert page.evaluate(WIDER_THAN_SCREEN) + page.evaluate(FALLEN_APART) == []
        page.evaluate("pnReading({})")
        # The dark scheme changes colours only, so its other rules need no second look.
        page.emulate_media(color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 23, 30)"
        assert violations(page, COLOUR_RULES) == []
        assert visitor.trouble == []
    scripts = {address: size for address, size in weights.items() if ".js" in address}
    assert scripts
    assert not any("search-engine" in address or "search/words" in address for address in weights)
    assert (sum(scripts.values()) <= SCRIPT_BUDGET, scripts) == (True, scripts)
    budget = FRONT_BUDGET if name in FRONT else LIGHT_BUDGET
    assert (sum(weights.values()) <= budget, weights) == (True, weights)


@pytest.mark.parametrize("name", PAGES)
def test_page_without_javascript(name: str, browser: Browser, demo_server: Server) -> None:
    """Without JavaScript everything in the main part is visible, and there is something to read."""
    with visit(browser, demo_server, java_script_enabled=False) as visitor:
        page = visitor.open(PAGES[name]).page
        assert page.evaluate(NOT_SEEN) == []
        assert page.evaluate(WIDER_THAN_SCREEN) == []
        assert len(page.locator("main").inner_text().split()) > 15
        assert visitor.trouble == []

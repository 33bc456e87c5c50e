"""The ways people read: huge type, wide spacing, highest contrast, 400 % zoom, no movement."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser

from tests.browser.barriers import ALL_RULES, COLOUR_RULES, WIDER_THAN_SCREEN, violations
from tests.browser.visits import DESKTOP, visit
from tests.site.page_types import PAGES
from tests.site.server import Server

pytestmark = pytest.mark.browser

MAIN = (
    "home", "ryazan", "events", "event-confirmed", "professions", "profession", "subjects", "subject", "study",
    "organization", "choice", "parents", "dates", "calendar", "quiz", "search", "offline",
)  # fmt: skip
ALL_AT_ONCE = {"size": "3", "spacing": "wide", "contrast": "high", "images": "off"}
ZOOMED = (320, 256)
"""1280 × 1024 px at 400 %."""
CUT = """() => [...document.querySelectorAll('main :is(a, p, li, h1, h2, h3, dt, dd, button)')]
  .filter((element) => element.checkVisibility() && getComputedStyle(element).overflow === 'hidden'
    && !element.closest('.vh, .to-list, .card, .crumbs') && element.scrollWidth > element.clientWidth + 2)
  .map((element) => element.outerHTML.slice(0, 120))"""
COVERING = """() => [...document.querySelectorAll('body *')]
  .filter((element) => ['fixed', 'sticky'].includes(getComputedStyle(element).position)
    && element.checkVisibility() && element.getBoundingClientRect().height > innerHeight / 3)
  .map((element) => element.outerHTML.slice(0, 80))"""
MOVING = """() => {
  const still = (time) => time.split(',').every((each) => parseFloat(each) === 0)
  return [...document.querySelectorAll('*')].filter((element) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element)
    return !still(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth'
  }).map((element) => element.outerHTML.slice(0, 80))
}"""


@pytest.mark.parametrize("name", MAIN)
def test_all_settings_at_once(name: str, browser: Browser, demo_server: Server) -> None:
    """With everything in the panel turned up, both schemes stay without barriers, cut words and sideways scroll."""
    with visit(browser, demo_server, DESKTOP) as visitor:
        visitor.page.add_init_script(f"localStorage.setItem('pn-reading', '{json.dumps(ALL_AT_ONCE)}')")
        page = visitor.open(PAGES[name]).page
        for scheme, width, rules in (("light", 1280, None), ("light", 360, ALL_RULES), ("dark", 360, COLOUR_RULES)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.dataset.contrast") == "high"
            assert (scheme, width, page.evaluate(WIDER_THAN_SCREEN)) == (scheme, width, [])
            assert (scheme, width, page.evaluate(CUT)) == (scheme, width, [])
            assert (scheme, width, violations(page, rules) if rules else []) == (scheme, width, [])
        assert visitor.trouble == []


@pytest.mark.parametrize("name", MAIN)
def test_zoomed_to_400_percent_and_still(name: str, browser: Browser, demo_server: Server) -> None:
    """At 400 % nothing scrolls sideways or covers the text, and nothing moves for those who asked for rest."""
    with visit(browser, demo_server, ZOOMED, reduced_motion="reduce") as visitor:
        page = visitor.open(PAGES[name]).page
        assert page.evaluate(WIDER_THAN_SCREEN) == []
        assert page.evaluate(COVERING) == []
        assert page.evaluate(MOVING) == []
        assert visitor.trouble == []


def test_movement_is_seen_at_all(browser: Browser, demo_server: Server) -> None:
    """Without the wish some things move a little, so the test above can fail."""
    with visit(browser, demo_server) as visitor:
        assert visitor.open("professions/").page.evaluate(MOVING) != []

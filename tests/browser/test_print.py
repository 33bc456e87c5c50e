"""What comes out of the printer: a grade on its sheet, an organization's facts with room to correct them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import visit
from tests.site.page_types import PAGES
from tests.site.server import Server

pytestmark = pytest.mark.browser

SHOWN = "(elements) => elements.filter((item) => item.checkVisibility()).map((item) => item.id)"


def sheets(page: Page) -> int:
    """How many sheets of A4 the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True, format="A4")))


def test_a_chosen_grade_is_printed_alone(browser: Browser, demo_server: Server) -> None:
    """After a chip of the jump list only that grade goes to paper, months, boxes and all."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open(PAGES["parents"]).page
        page.locator("main").get_by_role("link", name="9", exact=True).click()
        page.emulate_media(media="print")
        assert page.locator(".plan").evaluate_all(SHOWN) == ["grades-9"]
        expect(page.locator("h1")).to_be_hidden()
        expect(page.locator("#grades-9 .plan-box").first).to_be_visible()
        expect(page.locator("#grades-9 .plan-made")).to_contain_text("https://profnavigator.example/parents/")
        expect(page.locator("#grades-9")).to_contain_text("по правилу, дата не подтверждена")
        assert visitor.trouble == []


@pytest.mark.parametrize("grade", ["9", "11"])
def test_the_fullest_grades_fit_one_sheet(grade: str, browser: Browser, published_server: Server) -> None:
    """The years with exams have the most dates, and still take no more than the two sides of one sheet."""
    with visit(browser, published_server) as visitor:
        assert sheets(visitor.open(f"{PAGES['parents']}#grades-{grade}").page) <= 2


def test_all_grades_begin_on_sheets_of_their_own(browser: Browser, published_server: Server) -> None:
    """Without a choice every grade that has something to do is printed, none shares a sheet with another."""
    with visit(browser, published_server) as visitor:
        page = visitor.open(PAGES["parents"]).page
        page.emulate_media(media="print")
        found = page.locator(".plan").evaluate_all(SHOWN)
        empty = page.locator(".plan:has(.empty)").evaluate_all("(items) => items.map((item) => item.id)")
        breaks = page.locator(".plan:visible").evaluate_all(
            "(items) => items.map((item) => getComputedStyle(item).breakBefore)"
        )
        assert len(found) > 4
        assert set(found) & set(empty) == set()
        assert set(breaks[1:]) == {"page"}
        page.emulate_media(media="screen")
        assert sheets(page) >= len(found)


def test_sheet_has_room_for_answers(browser: Browser, demo_server: Server) -> None:
    """On paper every row of a sheet has its blank place, and nothing of the site's menus is left."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open(PAGES["sheet"]).page
        page.emulate_media(media="print")
        rows = page.locator(".form tbody tr")
        answers = page.locator(".form tbody .answer")
        assert rows.count() == answers.count() > 10
        widths = answers.evaluate_all("(cells) => cells.map((cell) => cell.getBoundingClientRect().width)")
        assert min(widths) > 150
        hidden = page.locator("nav, button, dialog, .top, .foot").evaluate_all(SHOWN)
        assert hidden == []
        expect(page.locator(".print-address")).to_contain_text(PAGES["sheet"])


def test_sheet_reads_well_on_a_phone(browser: Browser, demo_server: Server) -> None:
    """Where nobody writes by hand the blank column gives its place to the facts."""
    with visit(browser, demo_server, (360, 780)) as visitor:
        page = visitor.open(PAGES["sheet"]).page
        expect(page.locator(".form tbody .answer").first).to_be_hidden()
        expect(page.get_by_role("heading", level=1)).to_be_visible()

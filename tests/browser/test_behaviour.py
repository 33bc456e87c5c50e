"""What the page's small scripts do for a reader: settings, passed dates, copying, the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import PHONE, visit
from tests.site.page_types import PAGES
from tests.site.server import Server, serving

pytestmark = pytest.mark.browser

EVENT = "events/demo-ryazan-den-dverey-kolledzh/"  # 5 December 2026, 10:00–13:00


# Keyboard


def test_skip_link_leads_to_the_content(browser: Browser, demo_server: Server) -> None:
    """The first Tab shows the way past the menu, Enter takes it."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("ryazan/").page
        page.keyboard.press("Tab")
        skip = page.locator("a.skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


def test_phone_menu_opens_and_closes_by_keyboard(browser: Browser, demo_server: Server) -> None:
    """Enter opens the menu, its links follow, Escape closes it and gives the focus back."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open("").page
        button, panel = page.locator(".menu summary"), page.locator(".menu-panel")
        button.focus()
        page.keyboard.press("Enter")
        expect(panel).to_be_visible()
        page.keyboard.press("Tab")
        expect(panel.get_by_role("link", name="События", exact=True)).to_be_focused()
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(button).to_be_focused()


def test_settings_by_keyboard_and_kept(browser: Browser, demo_server: Server) -> None:
    """The panel opens, changes and closes without a mouse; the choice holds on the next page and can be undone."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("").page
        root, panel = page.locator("html"), page.get_by_role("dialog", name="Как вам удобно читать")
        usual = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        opener = page.get_by_role("button", name="Для слабовидящих")
        opener.focus()
        page.keyboard.press("Enter")
        expect(panel).to_be_visible()
        panel.get_by_role("radio", name="обычный").first.focus()
        page.keyboard.press("ArrowRight")
        expect(root).to_have_attribute("data-size", "1")
        panel.get_by_role("radio", name="показывать", exact=True).focus()
        page.keyboard.press("ArrowRight")
        panel.get_by_role("radio", name="самый высокий").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(opener).to_be_focused()

        visitor.open("professions/gornyy-inzhener/")
        expect(root).to_have_attribute("data-size", "1")
        expect(root).to_have_attribute("data-contrast", "high")
        expect(root).to_have_attribute("data-images", "off")
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > usual
        expect(page.locator(".record-art")).to_be_hidden()

        page.get_by_role("button", name="Для слабовидящих").click()
        expect(panel.get_by_role("radio", name="крупнее")).to_be_checked()
        panel.get_by_role("button", name="Вернуть как было").click()
        expect(root).not_to_have_attribute("data-size", "1")
        visitor.open("")
        expect(root).not_to_have_attribute("data-size", "1")
        assert visitor.trouble == []


# What is remembered


def test_chosen_town_is_remembered(browser: Browser, demo_server: Server) -> None:
    """A town chosen once is marked on the home page later, and nothing leaves the device."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("").page
        expect(page.locator(".town-card[aria-current]")).to_have_count(0)
        page.locator('.town-card[data-remember-town="stary-oskol"]').click()
        page.wait_for_url("**/stary-oskol/")
        visitor.open("")
        expect(page.locator(".town-card[aria-current]")).to_contain_text("Старый Оскол")
        assert visitor.trouble == []


# Dates seen from another day


def test_passed_events_disappear_between_builds(browser: Browser, demo_server: Server) -> None:
    """On 6 December the list built on 23 November no longer offers what ended on the 5th, and owns up to its age."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("events/").page
        card = page.locator("article.event", has=page.locator('a[href*="demo-ryazan-den-dverey-kolledzh/"]'))
        later = page.locator("article.event", has=page.locator('a[href*="demo-ryazan-lekciya-dizayn/"]'))
        expect(card).to_be_visible()
        expect(page.locator("[data-built]")).to_be_hidden()
        page.clock.set_fixed_time("2026-12-05T12:59:00+03:00")
        visitor.open("events/")
        expect(card).to_be_visible()
        page.clock.set_fixed_time("2026-12-06T09:00:00+03:00")
        visitor.open("events/")
        expect(card).to_be_hidden()
        expect(later).to_be_visible()
        expect(page.locator("[data-built]")).to_have_text(
            "Данные могли устареть: сайт обновлялся 13 дней назад. Проверьте дату у организатора."
        )
        assert visitor.trouble == []


def test_a_list_that_has_wholly_passed_says_so(browser: Browser, demo_server: Server) -> None:
    """When nothing of a list is left, a sentence stands in its place instead of emptiness."""
    with visit(browser, demo_server) as visitor:
        visitor.page.clock.set_fixed_time("2028-01-01T09:00:00+03:00")
        soon = visitor.open("").page.locator("#soon")
        assert [card for card in soon.locator("article.event").all() if card.is_visible()] == []
        expect(soon.get_by_text("Эти встречи уже прошли. Загляните в общий список.")).to_be_visible()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23T12:00:00+03:00", "через 12 дней"),
        ("2026-12-04T23:59:00+03:00", "завтра"),
        ("2026-12-05T09:00:00+03:00", "сегодня"),
        ("2026-12-05T13:01:00+03:00", "прошло"),
        ("2027-03-01T12:00:00+03:00", "прошло"),
    ],
)
def test_event_says_how_soon_it_is(moment: str, words: str, browser: Browser, demo_server: Server) -> None:
    """The date line counts the days from the reader's own clock."""
    with visit(browser, demo_server) as visitor:
        visitor.page.clock.set_fixed_time(moment)
        expect(visitor.open(EVENT).page.locator(".when-rel")).to_have_text(words)


@pytest.mark.parametrize("zone", ["Asia/Vladivostok", "America/Los_Angeles"])
def test_dates_do_not_slip_in_other_zones(zone: str, browser: Browser, demo_server: Server) -> None:
    """A reader far away sees the town's wall clock, and the event is over when it is over in the town."""
    with visit(browser, demo_server, timezone_id=zone) as visitor:
        page = visitor.page
        page.clock.set_fixed_time("2026-12-05T12:59:00+03:00")
        expect(visitor.open(EVENT).page.locator(".when time")).to_have_text("Суббота, 5 декабря 2026, 10:00–13:00")
        expect(page.locator(".when-rel")).not_to_have_text("прошло")
        page.clock.set_fixed_time("2026-12-05T13:01:00+03:00")
        expect(visitor.open(EVENT).page.locator(".when-rel")).to_have_text("прошло")


# Copying


def test_copy_button_copies_the_announcement(browser: Browser, demo_server: Server) -> None:
    """«Скопировать текст» puts the ready announcement on the clipboard and says so."""
    with visit(browser, demo_server, permissions=["clipboard-read", "clipboard-write"]) as visitor:
        page = visitor.open(EVENT).page
        block = page.locator(".share", has=page.locator("[data-copy]:visible")).first
        block.locator("[data-copy]").click()
        expect(block.locator("[data-copy]")).to_contain_text("Скопировано")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == block.locator("[data-copy-source]").text_content()
        assert copied.splitlines()[:2] == [
            "Пример: День открытых дверей: технический колледж",
            "Суббота, 5\N{NO-BREAK SPACE}декабря 2026, 10:00–13:00",
        ]
        assert copied.endswith(f"\nhttps://profnavigator.example/{EVENT}")
        assert visitor.trouble == []


# Print


def test_print_has_no_navigation(browser: Browser, demo_server: Server) -> None:
    """On paper there are the words and the address of the page, but no menus, buttons and forms."""
    with visit(browser, demo_server) as visitor:
        for name in ("event-confirmed", "profession", "events", "dates", "organization"):
            page = visitor.open(PAGES[name]).page
            page.emulate_media(media="print")
            shown = "(elements) => elements.filter((item) => item.checkVisibility()).map((item) => item.outerHTML)"
            assert page.locator("nav, button, form, dialog, input, .skip, .when-rel").evaluate_all(shown) == []
            expect(page.locator("h1")).to_be_visible()
            expect(page.locator(".print-address")).to_have_text(
                f"Профнавигатор · https://profnavigator.example/{PAGES[name]}"
            )
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
                "rgba(0, 0, 0, 0)",
                "rgb(255, 255, 255)",
            )
            page.emulate_media(media="screen")


# Any place on a host


def test_site_works_below_a_prefix(browser: Browser, published_site: Path) -> None:
    """Served from a folder of another host, pages, scripts and search work all the same."""
    with serving(published_site, prefix="/some/folder/") as server, visit(browser, server) as visitor:
        page = visitor.open("").page
        page.get_by_role("link", name="Профессии", exact=True).first.click()
        page.wait_for_url(f"{server.url}professions/")
        visitor.open("search/?q=кардиолог")
        page.locator("main").get_by_role("link", name="Врач-кардиолог", exact=True).click()
        page.wait_for_url(f"{server.url}professions/vrach-kardiolog/")
        assert visitor.trouble == []


def test_missing_page_helps(browser: Browser, demo_server: Server) -> None:
    """A wrong address at any depth shows the site's own page, with style and ways on."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("events/no/such/thing/").page
        expect(page.get_by_role("heading", level=1)).to_have_text("Такой страницы нет")
        assert page.evaluate("getComputedStyle(document.querySelector('main .btn')).display") != "inline"
        assert [line for line in visitor.trouble if "no/such/thing" not in line and "404" not in line] == []
        page.locator("main").get_by_role("link", name="Рязань").click()
        page.wait_for_url(f"{demo_server.url}ryazan/")

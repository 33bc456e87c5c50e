"""«Соберите свой календарь»: from town, grade and interests to the right feed, its dates and the ways to it."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.visits import DESKTOP, PHONE, visit
from tests.site.server import Server
from tests.tools import NODE_MODULES, node_path

pytestmark = pytest.mark.browser


def found(page: Page) -> Locator:
    """The cards of the calendars that fit."""
    return page.locator("[data-builder-list] > li")


def addresses(page: Page) -> list[str]:
    """What the cards offer, from the site's root."""
    expect(found(page).first).to_be_visible()
    return [text.partition("/calendar/")[2] for text in found(page).locator("[data-address]").all_inner_texts()]


def pick(page: Page, *names: str) -> None:
    """Choose by the words on the chips."""
    for name in names:
        page.locator(".builder").get_by_label(name, exact=True).check()


def test_nothing_chosen_yet(browser: Browser, demo_server: Server) -> None:
    """Without a town the page asks for one and shows no calendar."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("calendar/").page
        expect(page.locator("[data-builder-status]")).to_have_text("Выберите город, и здесь появится календарь.")
        expect(found(page)).to_have_count(0)
        assert not any("next.json" in name for name in visitor.addresses())


def test_three_steps_lead_to_a_calendar(browser: Browser, demo_server: Server) -> None:
    """Town, grade and who: one calendar with its next five dates, as feeds.json counts them, and ways to get it."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("calendar/").page
        pick(page, "Рязань", "9 класс", "Родители")
        assert addresses(page) == ["ryazan/ryazan-9-klass-roditeli.ics"]
        card = found(page)
        expect(card.locator("h3")).to_have_text("Рязань: 9 класс · родители")
        expect(card.locator("[data-next] li")).to_have_count(5)
        expect(card.locator("[data-next] li").first).to_contain_text("Пример: Неделя профессий")
        index = json.loads((demo_server.folder / "calendar" / "feeds.json").read_text("utf-8"))
        (row,) = [row for row in index if row["url"] == "calendar/ryazan/ryazan-9-klass-roditeli.ics"]
        https = card.locator("[data-address]").inner_text()
        assert https.endswith(row["url"])
        webcal = "webcal" + https.removeprefix("https")
        expect(card.get_by_role("link", name="iPhone, Mac или Android")).to_have_attribute("href", webcal)
        google = urlsplit(card.get_by_role("link", name="Google").get_attribute("href"))
        assert (google.netloc, google.path) == ("calendar.google.com", "/calendar/r")
        assert parse_qs(google.query) == {"cid": [webcal]}
        card.locator("[data-next] a").first.click()
        page.wait_for_url("**/events/**")
        assert visitor.trouble == []


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("town=ryazan", ["ryazan/ryazan.ics"]),
        ("town=all", ["all/all.ics"]),
        ("town=ryazan&people=partners", ["ryazan/ryazan-partnery.ics"]),
        ("town=ryazan&grade=1-4", ["ryazan/ryazan-1-4-klassy.ics"]),
        ("town=ryazan&grade=0&people=preschoolers", ["ryazan/ryazan-doshkolniki.ics"]),
        ("town=ryazan&grade=9&people=partners", ["ryazan/ryazan-partnery.ics"]),
        ("town=all&grade=9&people=parents", ["all/all-9-klass.ics"]),
        ("town=stary-oskol&grade=9&interest=field.tech", ["stary-oskol/stary-oskol-tehnika-8-9-klassy.ics"]),
        ("town=stary-oskol&interest=field.tech", ["stary-oskol/stary-oskol-tehnika.ics"]),
        ("town=all&grade=9&interest=field.tech", ["all/all-tehnika.ics"]),
        ("town=ryazan&grade=11&interest=type.key-date", ["ryazan/ryazan-vazhnye-daty-11-klass.ics"]),
        ("town=ryazan&interest=role.guidance-centre", ["ryazan/ryazan-sobytiya-copp.ics"]),
        ("town=ryazan&interest=volunteers.wanted", ["ryazan/ryazan-nuzhny-volontery.ics"]),
        (
            "town=ryazan&grade=9&interest=kind.excursion&interest=kind.fair&deadlines=1",
            ["ryazan/ryazan-ekskursii.ics", "ryazan/ryazan-yarmarki.ics", "ryazan/ryazan-sroki-zapisi-9-klass.ics"],
        ),
        ("town=ryazan&deadlines=1", ["ryazan/ryazan.ics", "ryazan/ryazan-sroki-zapisi.ics"]),
    ],
)
def test_address_holds_the_choice(query: str, wanted: list[str], browser: Browser, demo_server: Server) -> None:
    """A link with a choice shows its calendars; where a pair has none of its own, the nearest one."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open(f"calendar/?{query}").page
        assert addresses(page) == wanted
        near = query in {"town=ryazan&grade=9&people=partners", "town=all&grade=9&people=parents"}
        near |= query == "town=all&grade=9&interest=field.tech"
        expect(page.get_by_text("этот — самый близкий")).to_have_count(1 if near else 0)
        for address in wanted:
            assert (demo_server.folder / "calendar" / address).is_file()


def test_choice_goes_into_the_address_and_town_and_grade_stay(browser: Browser, demo_server: Server) -> None:
    """What is chosen can be sent as a link; only town and grade are kept for the next visit."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("calendar/").page
        pick(page, "Старый Оскол", "8 класс", "Ученики", "Техника", "Последние дни записи")
        wanted = "?town=stary-oskol&grade=8&people=pupils&interest=field.tech&deadlines=1"
        page.wait_for_url(lambda address: address.endswith(wanted))
        visitor.open("calendar/")
        assert addresses(page) == ["stary-oskol/stary-oskol-8-klass.ics"]
        visitor.open("calendar/?town=ryazan")
        assert addresses(page) == ["ryazan/ryazan.ics"]
        assert visitor.trouble == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_choice_by_keyboard(size: tuple[int, int], browser: Browser, demo_server: Server) -> None:
    """Arrows move within a step, Tab to the next one, Space takes an interest; wide and narrow alike."""
    with visit(browser, demo_server, size) as visitor:
        page = visitor.open("calendar/").page
        page.get_by_role("radio", name="Рязань").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert addresses(page) == ["stary-oskol/stary-oskol-priroda-10-11-klassy.ics"]
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Ваш календарь")).to_be_focused()
        expect(page.get_by_role("heading", name="Ваш календарь")).to_be_in_viewport()


def test_outlook_and_yandex_get_the_address_and_steps(browser: Browser, demo_server: Server) -> None:
    """A program's button copies the https address and shows its steps; another press folds them."""
    with visit(browser, demo_server, PHONE, permissions=["clipboard-read", "clipboard-write"]) as visitor:
        page = visitor.open("calendar/?town=ryazan&grade=9").page
        steps = found(page).locator("[data-steps]")
        for name, words in (("Outlook", "Подписка из Интернета"), ("Яндекс", "найдите подписку по ссылке")):
            button = found(page).get_by_role("button", name=name)
            button.click()
            expect(button).to_have_attribute("aria-expanded", "true")
            expect(steps).to_contain_text("Адрес скопирован. Теперь:")
            expect(steps).to_contain_text(words)
            copied = page.evaluate("navigator.clipboard.readText()")
            assert copied == found(page).locator("[data-address]").inner_text()
            assert copied.startswith("https://")
        button.click()
        expect(steps).to_be_hidden()
        assert visitor.trouble == []


PIXELS = """async (svg) => {
  const image = new Image()
  image.src = 'data:image/svg+xml,' + encodeURIComponent(svg)
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 400 })
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0, 400, 400)
  const found = jsQR(context.getImageData(0, 0, 400, 400).data, 400, 400)
  return found && found.data
}"""
READ_ALL = """async (module) => {
  const { matrix } = await import(new URL(module, document.baseURI).href)
  const wrong = []
  for (let length = 1; length <= 213; length++) {
    const text = 'https://example.org/calendar/?'.padEnd(length, 'a%D0%B19').slice(0, length)
    const grid = matrix(text)
    const scale = 3, side = (grid.length + 8) * scale
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
    grid.forEach((row, y) => row.forEach((dark, x) => {
      for (let n = 0; dark && n < scale * scale; n++) {
        const place = ((y + 4) * scale + Math.floor(n / scale)) * side + (x + 4) * scale + n % scale
        pixels.fill(0, place * 4, place * 4 + 3)
      }
    }))
    if (jsQR(pixels, side, side)?.data !== text) wrong.push(length)
  }
  return [wrong, matrix('a'.repeat(214))]
}"""


def qr_reader() -> str:
    """An independent program that reads QR codes, as a script for the page."""
    node_path()
    return (NODE_MODULES / "jsqr" / "dist" / "jsQR.js").read_text("utf-8")


def test_code_leads_a_phone_to_this_calendar(browser: Browser, demo_server: Server) -> None:
    """The picture of each card holds the address of the page with that calendar alone, in both schemes."""
    for scheme in ("light", "dark"):
        with visit(browser, demo_server, color_scheme=scheme) as visitor:
            page = visitor.open("calendar/?town=ryazan&grade=9&people=parents&interest=field.tech&deadlines=1").page
            card = found(page).first
            card.get_by_text("Код для телефона").click()
            expect(card.locator("svg[role=img]")).to_be_visible()
            page.evaluate(qr_reader())
            told = page.evaluate(
                PIXELS, card.locator("svg[role=img]").evaluate("(svg) => new XMLSerializer().serializeToString(svg)")
            )
            assert told == f"{demo_server.url}calendar/?town=ryazan&grade=9&people=parents&interest=field.tech"
            visitor.open(told.removeprefix(demo_server.url))
            assert addresses(page) == ["ryazan/ryazan-tehnika-8-9-klassy.ics"]
            assert visitor.trouble == []


def test_codes_of_every_length_can_be_read(browser: Browser, demo_server: Server) -> None:
    """An independent reader reads each length up to 213 bytes; a longer text has no code."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("calendar/").page
        page.evaluate(qr_reader())
        assert page.evaluate(READ_ALL, "../assets/js/qr.js") == [[], None]


def test_dates_that_passed_since_the_build(browser: Browser, demo_server: Server) -> None:
    """Days after the build the card shows what is next then, and says so when nothing is left that it knows."""
    with visit(browser, demo_server) as visitor:
        visitor.page.clock.set_fixed_time("2026-11-29T12:00:00+03:00")
        page = visitor.open("calendar/?town=ryazan&grade=9&people=parents").page
        expect(found(page).locator("[data-next] li").first).to_contain_text("3\N{NO-BREAK SPACE}декабря")
        expect(found(page).locator("[data-next] li")).to_have_count(5)
        visitor.page.clock.set_fixed_time("2029-01-01T12:00:00+03:00")
        visitor.open("calendar/?town=ryazan&grade=9&people=parents")
        expect(found(page).locator("[data-count]")).to_have_text(
            "Сейчас здесь пусто. Подпишитесь — новые даты появятся сами."
        )


def test_list_that_does_not_load(browser: Browser, demo_server: Server) -> None:
    """Without the list of feeds the page says so and points to the tables."""
    with visit(browser, demo_server) as visitor:
        visitor.page.route("**/next.json", lambda route: route.abort())
        page = visitor.open("calendar/?town=ryazan").page
        expect(page.locator("[data-builder-status]")).to_have_text(
            "Список не загрузился. Все календари есть ниже на странице."
        )


def test_tables_without_scripts(browser: Browser, demo_server: Server) -> None:
    """Without JavaScript the form is away and each town's tables open, with the way to subscribe and the address."""
    with visit(browser, demo_server, PHONE, java_script_enabled=False) as visitor:
        page = visitor.open("calendar/").page
        expect(page.locator(".builder")).to_be_hidden()
        page.locator("#town-ryazan > summary").click()
        row = page.locator("#town-ryazan tr", has=page.get_by_role("rowheader", name="9 класс · родители", exact=True))
        address = "calendar/ryazan/ryazan-9-klass-roditeli.ics"
        expect(row.get_by_role("cell").last).to_contain_text(address)
        assert row.get_by_role("link").get_attribute("href").startswith("webcal://")
        assert row.get_by_role("link").get_attribute("href").endswith(address)

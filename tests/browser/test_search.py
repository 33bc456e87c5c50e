"""What the search page does for a reader: answers while typing, guesses, the keyboard, and how little it loads."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.visits import PHONE, Visit, visit
from tests.site.server import Server

pytestmark = pytest.mark.browser

BUDGET = 130_000
"""Bytes of a first question with everything it loads, as gzip sends them."""


def results(page: Page) -> list[str]:
    """Addresses of what is shown, from the site's root."""
    expect(page.locator(".result-title").first).to_be_visible()
    links = "[...document.querySelectorAll('.result-title a')].map((link) => link.href)"
    root = page.url.partition("search/")[0]
    return [link.removeprefix(root) for link in page.evaluate(links)]


def status(visitor: Visit, question: str) -> str:
    """What is said of a question when it is asked by the address."""
    said = visitor.open(f"search/?q={question}").page.locator("[data-search-status]")
    expect(said).not_to_have_text("Ищем…")
    return said.inner_text()


# Loading


def test_nothing_is_loaded_before_the_field_is_touched(browser: Browser, published_server: Server) -> None:
    """The engine and the words come with the focus, and the first question stays within its budget."""
    with visit(browser, published_server) as visitor:
        page = visitor.open("search/").page
        before = set(visitor.addresses())
        assert not any("engine" in name or name.endswith(".json") for name in before)
        with page.expect_response("**/search/words.json"):
            page.get_by_role("searchbox").focus()
        expect(page.locator("[data-search-status]")).to_be_empty()
        page.keyboard.type("колледж")
        assert len(results(page)) == 10
        page.wait_for_load_state("networkidle")
        weights = visitor.weights()
        script = next(name for name in before if "js/search.js" in name)
        sizes = {name: size for name, size in weights.items() if name not in before or name == script}
        assert sizes.keys() >= {script, "search/words.json"}
        assert (sum(sizes.values()) <= BUDGET, sizes) == (True, sizes)
        assert visitor.trouble == []


def test_files_of_a_newer_site_are_found(browser: Browser, published_server: Server) -> None:
    """When the site is published anew between focus and question, the words are loaded once more."""
    with visit(browser, published_server) as visitor:
        page = visitor.open("search/").page
        words = json.loads((published_server.folder / "search" / "words.json").read_text("utf-8"))
        old = json.dumps(words | {"version": "0000000000"})
        page.route("**/search/words.json", lambda route: route.fulfill(body=old), times=1)
        with page.expect_response("**/search/words.json"):
            page.get_by_role("searchbox").focus()
        page.keyboard.type("кардиолог")
        assert results(page)[0] == "professions/vrach-kardiolog/"
        assert visitor.trouble
        assert all("0000000000" in line or "404" in line for line in visitor.trouble)


def test_a_search_that_does_not_load_says_so(browser: Browser, published_server: Server) -> None:
    """Without the words the reader is sent to the lists, and the next question tries again."""
    with visit(browser, published_server) as visitor:
        page = visitor.open("search/").page
        page.route("**/search/words.json", lambda route: route.abort())
        field, said = page.get_by_role("searchbox"), page.locator("[data-search-status]")
        field.fill("врач")
        expect(said).to_have_text("Поиск сейчас не загрузился. Посмотрите по спискам ниже.")
        page.unroute("**/search/words.json")
        field.fill("врачи")
        expect(said).to_contain_text("Наш")


# Answers


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("медсестра", "study/ryazan-34-02-01-medkolledzh/"),
        ("ворлдскиллс", "series/professionaly/"),
        ("WorldSkills", "series/molodye-professionaly/"),
        ("горного инженера", "professions/gornyy-inzhener/"),
        ("мисис", "organizations/stary-oskol-sti-misis/"),
        ("школа № 28", "organizations/stary-oskol-shkola-28/"),
        ("21.05.04", "study/stary-oskol-21-05-04-sti-misis/"),
        ("Железно", "organizations/stary-oskol-zhelezno/"),
        ("сколько учиться на программиста", "professions/programmist/"),
    ],
)
def test_search_finds(question: str, wanted: str, browser: Browser, published_server: Server) -> None:
    """What a reader types leads to the page that is meant, among the first three."""
    with visit(browser, published_server) as visitor:
        page = visitor.open("search/").page
        page.get_by_role("searchbox").fill(question)
        found = results(page)
        assert (question, wanted in found[:3], found) == (question, True, found)
        assert visitor.trouble == []


def test_guesses_are_told(browser: Browser, published_server: Server) -> None:
    """A typing error, another layout and words that do not meet give results, and say that they are guesses."""
    with visit(browser, published_server) as visitor:
        assert status(visitor, "кардиалог").startswith("Точно таких слов на сайте нет. Наш")
        assert results(visitor.page)[0] == "professions/vrach-kardiolog/"
        assert status(visitor, "vtlctcnhf").endswith("по запросу «медсестра»")
        assert results(visitor.page)[0] == "professions/medicinskaya-sestra/"
        assert status(visitor, "йцукен сварщик").startswith("Все эти слова вместе не встречаются. Наш")
        assert results(visitor.page)[0] == "professions/svarshchik/"
        assert visitor.trouble == []


def test_nothing_found_shows_a_way_on(browser: Browser, published_server: Server) -> None:
    """Nonsense gets no results but questions to begin with; one of them answers."""
    with visit(browser, published_server, PHONE) as visitor:
        assert status(visitor, "xyzzy") == "По запросу «xyzzy» ничего не нашлось."
        page = visitor.page
        nothing = page.locator("[data-search-nothing]")
        expect(page.locator(".result")).to_have_count(0)
        expect(nothing.get_by_role("link", name="по спискам")).to_be_visible()
        nothing.get_by_role("link", name="день открытых дверей").click()
        expect(page.locator("[data-search-status]")).to_contain_text("Наш")
        expect(nothing).to_be_hidden()
        expect(page.get_by_role("searchbox")).to_have_value("день открытых дверей")
        assert visitor.trouble == []


def test_what_was_found_is_marked(browser: Browser, published_server: Server) -> None:
    """The words of the question stand out in whatever form, synonyms too; the number of pages is announced."""
    with visit(browser, published_server) as visitor:
        assert status(visitor, "медсестра").startswith("Нашлось ")
        page = visitor.page
        expect(page.locator("[data-search-status]")).to_have_role("status")
        marked = page.locator(".result", has=page.locator("a[href*='ryazan-34-02-01']")).locator("mark")
        assert {"Сестринское", "дело"} <= set(marked.all_inner_texts())


def test_texts_are_never_read_as_html(browser: Browser, published_server: Server) -> None:
    """Whatever stands in a title or summary is shown letter by letter."""
    hostile = "<img src=x onerror=alert(1)> & <b>врач</b>"

    def spoilt(route: Route) -> None:
        pages = [[address, hostile, hostile, hostile, hostile] for address, *_ in route.fetch().json()]
        route.fulfill(json=pages)

    with visit(browser, published_server) as visitor:
        visitor.page.route("**/search/*/pages-*.json", spoilt)
        page = visitor.open("search/?q=врач").page
        title = page.locator(".result-title a").first
        expect(title).to_have_text(hostile)
        assert set(title.evaluate("one => [...one.children].map((child) => child.tagName)")) == {"MARK"}
        assert page.locator(".results img, .results b").count() == 0
        assert visitor.trouble == []


# Keyboard


def test_search_by_keyboard(browser: Browser, published_server: Server) -> None:
    """Arrows go through the results and back, Escape returns to the field and then empties it, Enter opens."""
    with visit(browser, published_server) as visitor:
        page = visitor.open("search/").page
        field, links = page.get_by_role("searchbox"), page.locator(".result-title a")
        field.focus()
        page.keyboard.type("колледж")
        page.keyboard.press("Enter")
        expect(links).to_have_count(10)
        assert page.url.endswith("?q=%D0%BA%D0%BE%D0%BB%D0%BB%D0%B5%D0%B4%D0%B6")
        page.keyboard.press("ArrowUp")
        expect(field).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(links.nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(links.first).to_be_focused()
        page.keyboard.press("Escape")
        expect(field).to_be_focused()
        page.keyboard.press("Escape")
        expect(field).to_have_value("")
        expect(links).to_have_count(0)
        expect(page.locator("[data-search-status]")).to_be_empty()
        page.keyboard.type("кардиолог")
        expect(links.first).to_have_text("Врач-кардиолог")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/professions/vrach-kardiolog/")
        assert visitor.trouble == []


def test_more_results_by_keyboard(browser: Browser, published_server: Server) -> None:
    """After the last result the arrow reaches «Показать ещё»; its first result gets the focus."""
    with visit(browser, published_server) as visitor:
        page = visitor.open("search/?q=колледж").page
        links = page.locator(".result-title a")
        links.nth(9).focus()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("button", name="Показать ещё")).to_be_focused()
        page.keyboard.press("Enter")
        expect(links).to_have_count(20)
        expect(links.nth(10)).to_be_focused()
        assert len(set(results(page))) == 20
        assert visitor.trouble == []

"""Filters of catalogues in a real browser: families' tasks, the address, counts that keep their word."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from random import Random

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from macros.catalog import EducationalProgram, Event, Occupation, Organization
from macros.catalog.occurrences import occurrences
from tests.browser.barriers import ALL_RULES, COLOUR_RULES
from tests.browser.test_page_types import check
from tests.browser.visits import DESKTOP, PHONE, visit
from tests.site.builds import TODAY, catalog
from tests.site.server import Server

pytestmark = pytest.mark.browser

Step = Callable[[Page], Locator]
SHOWN = "main .catalogue-body article"


def chip(facet: str, value: str) -> Step:
    """A choice of a filter."""
    return lambda page: page.locator(f'[data-filters] [data-facet="{facet}"][data-value="{value}"]')


def link(name: str) -> Step:
    """A link in the main part that is called so."""
    return lambda page: page.locator("main").get_by_role("link", name=name, exact=name.isdecimal()).first


def settled(page: Page) -> Page:
    """The page when its list answers the last choice."""
    expect(page.locator("main .catalogue-body")).not_to_have_attribute("aria-busy", "true")
    return page


def titles(page: Page) -> list[str]:
    """What the list shows now, in order of the alphabet."""
    shown = settled(page).locator(f"{SHOWN} .card-title").all()
    return sorted(item.inner_text() for item in shown if item.is_visible())


def found(page: Page) -> int:
    """The number that is announced above the list."""
    told = settled(page).locator("[data-count]")
    expect(told).to_contain_text("Найдено")
    digits = re.search(r"[\d\s]+", told.inner_text().partition(":")[2])
    assert digits, told.inner_text()
    return int("".join(digits[0].split()))


def click(page: Page, target: Locator) -> None:
    """With the mouse or a finger."""
    target.click()


def type_keys(page: Page, target: Locator) -> None:
    """With Tab to it and Enter on it, and no other key."""
    expect(target).to_be_enabled()
    for _ in range(150):
        page.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab never reaches {target}")


# --- tasks of families -------------------------------------------------------------------------------


def coming() -> Iterator[Event]:
    """Sample and real events that are not over on the day of the build."""
    return (item for item in catalog(demo=True).all(Event) if not item.last_known_day or item.last_known_day >= TODAY)


def open_days() -> list[str]:
    """Open days in Stary Oskol for the 9th grade."""
    return [
        item.title
        for item in coming()
        if item.kind == "open-day"
        and item.municipality == "stary-oskol"
        and item.grades
        and item.grades.first <= 9 <= item.grades.last
    ]


def feldsher_programs() -> list[str]:
    """Programmes that lead to the feldsher's profession."""
    every = catalog(demo=True)
    return [item.title for item in every.programs_of(every.get(Occupation, "feldsher"))]


def free_in_november() -> list[str]:
    """Free events of this month in Ryazan for the 8th grade."""
    ahead = {item.id: [date for date in occurrences(item) if date.last_day >= TODAY] for item in coming()}
    return [
        item.title
        for item in coming()
        if item.free
        and item.municipality == "ryazan"
        and item.grades
        and item.grades.first <= 8 <= item.grades.last
        and ahead[item.id]
        and f"{ahead[item.id][0].start:%Y-%m}" == "2026-11"
    ]


def colleges() -> list[str]:
    """Colleges of Ryazan."""
    every = catalog(demo=True).all(Organization)
    return [item.title for item in every if item.kind == "college" and item.municipality == "ryazan"]


TASKS: dict[str, tuple[str, list[Step], Callable[[], list[str]]]] = {
    "найди день открытых дверей для 9 класса в Старом Осколе": (
        "",
        [link("Старый Оскол"), link("9"), chip("kind", "open-day")],
        open_days,
    ),
    "куда пойти учиться на фельдшера, если нравится биология": (
        "",
        [link("Где учиться?"), chip("subject", "biology"), chip("profession", "feldsher")],
        feldsher_programs,
    ),
    "бесплатные события в Рязани в этом месяце для 8 класса": (
        "ryazan/",
        [link("8"), chip("free", "1"), chip("month", "2026-11")],
        free_in_november,
    ),
    "колледжи Рязани": (
        "",
        [link("Рязань"), link("Все организации"), chip("kind", "college")],
        colleges,
    ),
}


@pytest.mark.parametrize("act", [click, type_keys])
@pytest.mark.parametrize("task", TASKS)
def test_task(task: str, act: Callable[[Page, Locator], None], browser: Browser, demo_server: Server) -> None:
    """Three steps on a phone, by finger or by keyboard, lead to exactly the right records."""
    start, steps, expected = TASKS[task]
    assert len(steps) <= 3
    wanted = sorted(expected())
    assert wanted
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open(start).page
        for step in steps:
            act(page, step(page))
            page.wait_for_load_state("networkidle")
        assert found(page) == len(wanted)
        assert titles(page) == wanted
        assert visitor.trouble == []


def test_biology_leads_to_a_college_for_feldshers(browser: Browser, demo_server: Server) -> None:
    """The same task by way of the card: three clicks from home, and it names the programmes of both towns at once."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open("").page
        click(page, link("Кем стать?")(page))
        click(page, chip("subject", "biology")(page))
        click(page, settled(page).locator("main").get_by_role("link", name="Фельдшер", exact=True))
        expect(page).to_have_url(f"{demo_server.url}professions/feldsher/")
        door = page.locator(".door", has_text="Где этому учатся здесь")
        every = catalog(demo=True)
        own = {item.id for item in every.programs_of(every.get(Occupation, "feldsher"))}
        shown = {item.get_attribute("href").split("/")[-2] for item in door.get_by_role("link").all()}
        assert shown <= own
        assert {item.partition("-")[0] for item in shown} == {"ryazan", "stary"}
        assert visitor.trouble == []


# --- the address ---------------------------------------------------------------------------------------


def test_address_keeps_the_choice(browser: Browser, demo_server: Server) -> None:
    """Reload and a shared address show the same list; Back undoes one choice after another."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("events/").page
        every = titles(page)
        chip("town", "ryazan")(page).click()
        expect(page).to_have_url(f"{demo_server.url}events/?town=ryazan")
        expect(page.locator("[data-chosen] button")).to_have_text(["Рязань"])
        town = found(page)
        chip("kind", "excursion")(page).click()
        chip("kind", "open-day")(page).click()
        expect(page).to_have_url(f"{demo_server.url}events/?town=ryazan&kind=excursion&kind=open-day")
        expect(page.locator("[data-chosen] button")).to_have_text(
            ["Рязань", "Экскурсии", "Дни открытых дверей", "Сбросить всё"]
        )
        both = titles(page)
        page.reload(wait_until="networkidle")
        assert titles(page) == both
        page.go_back()
        expect(page.locator("[data-chosen] button")).to_have_text(["Рязань", "Экскурсии", "Сбросить всё"])
        page.go_back()
        expect(page.locator("[data-chosen] button")).to_have_text(["Рязань"])
        assert found(page) == town
        page.go_back()
        expect(page.locator("[data-chosen]")).to_be_hidden()
        assert titles(page) == every
        with visit(browser, demo_server) as other:
            other.open("events/?town=ryazan&kind=excursion&kind=open-day&unknown=1&kind=no-such")
            assert titles(other.page) == both
        assert visitor.trouble == []


def test_chosen_chips_are_removed(browser: Browser, demo_server: Server) -> None:
    """Each chip above the list takes its choice back and hands the focus on; the last one clears everything."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("events/?town=ryazan&grade=9&free=1").page
        chosen = page.locator("[data-chosen] button")
        expect(chosen).to_have_text(["Рязань", "9 класс", "Бесплатно", "Сбросить всё"])
        page.get_by_role("button", name="Убрать: 9 класс").click()
        expect(page).to_have_url(f"{demo_server.url}events/?town=ryazan&free=1")
        expect(page.get_by_role("button", name="Убрать: Бесплатно")).to_be_focused()
        page.get_by_role("button", name="Сбросить всё").click()
        expect(page).to_have_url(f"{demo_server.url}events/")
        expect(chosen).to_have_count(0)
        expect(page.locator("#list")).to_be_focused()
        assert visitor.trouble == []


# --- counts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["events", "professions", "study", "organizations", "series", "dates"])
def test_counts_keep_their_word(folder: str, browser: Browser, demo_server: Server) -> None:
    """Wherever one goes by enabled choices, the number on the choice is what is found, and it is never nothing."""
    chance = Random(folder)
    with visit(browser, demo_server) as visitor:
        page = visitor.open(f"{folder}/").page
        page.evaluate("document.querySelectorAll('details.facets-more').forEach((part) => { part.open = true })")
        with page.expect_response("**/facets.json*"):
            page.locator("[data-filters]").hover()
        for _ in range(15):
            chips = page.locator("[data-filters] .chip")
            enabled = chips.evaluate_all("(all) => all.flatMap((chip, index) => (chip.disabled ? [] : [index]))")
            each = chips.nth(chance.choice(enabled))
            pressed = each.get_attribute("aria-pressed") == "true"
            row = each.locator("xpath=ancestor::*[@data-mode]")
            first = row.locator("[aria-pressed=true]").count() == 0 or row.get_attribute("data-mode") != "any"
            promised = int(each.locator(".chip-count").inner_text())
            each.click()
            expect(each).to_have_attribute("aria-pressed", "false" if pressed else "true")
            if settled(page).locator("[data-chosen]").is_hidden():
                continue
            assert found(page) > 0
            if first and not pressed and each.get_attribute("data-facet") != "past":
                assert found(page) == promised
            assert page.locator("[data-found] .cards > li").count() == min(20, found(page))
        assert visitor.trouble == []


def test_old_address_without_results_offers_a_way_out(browser: Browser, demo_server: Server) -> None:
    """An address that finds nothing says which condition to leave out, with what that would bring."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("events/?grade=3&kind=seminar").page
        expect(page.locator("[data-count]")).to_have_text("Ничего не нашлось")
        way = page.get_by_role("button", name="Без «Семинары для педагогов»")
        promised = int(way.locator(".chip-count").inner_text())
        way.click()
        assert found(page) == promised > 0
        expect(page).to_have_url(f"{demo_server.url}events/?grade=3")
        assert visitor.trouble == []


# --- what is remembered --------------------------------------------------------------------------------


def test_remembered_town_and_grade_are_shown_and_removable(browser: Browser, demo_server: Server) -> None:
    """What was chosen on the home pages is chosen here too, in plain sight; removed, it stays away on reload."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open("").page
        link("Рязань")(page).click()
        link("9")(page).click()
        visitor.open("events/")
        chosen = page.locator("[data-chosen] button")
        expect(chosen).to_have_text(["Ваш город: Рязань", "Ваш класс: 9", "Сбросить всё"])
        expect(page).to_have_url(f"{demo_server.url}events/?town=ryazan&grade=9")
        both = found(page)
        page.get_by_role("button", name="Убрать: Ваш класс: 9").click()
        expect(chosen).to_have_text(["Ваш город: Рязань"])
        assert found(page) > both
        page.get_by_role("button", name="Убрать: Ваш город: Рязань").click()
        expect(page.locator("[data-count]")).to_contain_text("событий")
        page.reload(wait_until="networkidle")
        expect(chosen).to_have_count(0)
        visitor.open("organizations/")
        expect(chosen).to_have_text(["Ваш город: Рязань"])
        assert visitor.trouble == []


def test_home_shows_the_next_events_of_the_grade(browser: Browser, demo_server: Server) -> None:
    """With a remembered town and grade «Ближайшее» and the questions are about them, until they are forgotten."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open("").page
        usual = page.locator("#soon article:visible .card-title").all_inner_texts()
        link("Старый Оскол")(page).click()
        link("3")(page).click()
        page.wait_for_load_state("networkidle")
        expected = titles(page)
        visitor.open("")
        cards = page.locator("#soon article:visible .card-title")
        assert set(cards.all_inner_texts()) <= set(expected)
        assert cards.count() == min(6, len(expected))
        expect(page.locator(".question-title").first).to_have_text("Что скоро для 3 класса?")
        page.get_by_role("button", name="Забыть: Ваш город: Старый Оскол").click()
        page.get_by_role("button", name="Забыть: Ваш класс: 3").click()
        assert page.locator("#soon article:visible .card-title").all_inner_texts() == usual
        expect(page.locator(".question-title").first).to_have_text("Что скоро?")
        expect(page.locator("[data-remember-grade][aria-current], .town-card[aria-current]")).to_have_count(0)
        assert visitor.trouble == []


# --- what passed -----------------------------------------------------------------------------------------


def test_passed_events_are_hidden_and_can_be_seen(browser: Browser, demo_server: Server) -> None:
    """An hour after its end an event leaves the filtered list and its counts; the archive chip brings it back."""
    name = "День открытых дверей: технический колледж"
    with visit(browser, demo_server) as visitor:
        page = visitor.page
        page.clock.set_fixed_time("2026-12-05T12:59:00+03:00")
        visitor.open("events/?town=ryazan&kind=open-day")
        before = found(page)
        assert any(name in title for title in titles(page))
        page.clock.set_fixed_time("2026-12-05T13:01:00+03:00")
        visitor.open("events/?town=ryazan&kind=open-day")
        assert found(page) == before - 1
        assert not any(name in title for title in titles(page))
        page.locator(".facets-more summary").click()
        chip("past", "1")(page).click()
        passed = page.locator("[data-found] .group", has=page.get_by_role("heading", name="Уже прошло"))
        expect(passed.locator('article[data-end^="2026-12-05"]', has_text=name)).to_be_visible()
        assert found(page) > before
        assert visitor.trouble == []


# --- the list ------------------------------------------------------------------------------------------


def test_cards_are_the_servers_own(browser: Browser, demo_server: Server) -> None:
    """A card that a filter shows is the one that the page shows without filters, links and all."""
    card = (
        "(element) => [element.className, element.innerText.split(/\\s+/).join(' '), element.querySelector('a').href]"
    )
    for folder in ("events", "organizations", "study", "professions", "series", "dates"):
        with visit(browser, demo_server) as visitor:
            page = visitor.open(f"{folder}/").page
            server = page.locator(f"{SHOWN}:visible").evaluate_all(f"(all) => all.map({card})")
            page.locator("[data-filters] .chip:enabled").first.click()
            found(page)
            filtered = page.locator("[data-found] article").evaluate_all(f"(all) => all.map({card})")
            assert filtered
            assert [item for item in filtered if item not in server] == []
            assert visitor.trouble == []


def test_order_by_name_and_further_cards(browser: Browser, demo_server: Server) -> None:
    """Sorted by name the list is alphabetical; «Показать ещё» goes on from there and moves the focus along."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("organizations/").page
        page.get_by_label("Порядок").select_option("name")
        expect(page).to_have_url(f"{demo_server.url}organizations/?sort=name")
        cards = page.locator("[data-found] .card-title")
        expect(cards).to_have_count(20)
        page.get_by_role("button", name="Показать ещё").click()
        expect(cards).to_have_count(40)
        expect(cards.nth(20).locator("a")).to_be_focused()
        names = [name.casefold() for name in cards.all_inner_texts()]
        assert names == sorted(names)
        assert visitor.trouble == []


def test_nothing_is_loaded_before_a_filter_is_touched(browser: Browser, demo_server: Server) -> None:
    """The page comes without tables and cards; with the first choice it stays within the budget of a page."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("events/").page
        assert [name for name in visitor.addresses() if ".json" in name] == []
        chip("grade", "9")(page).click()
        found(page)
        sizes = visitor.weights()
        assert any(name.startswith("events/facets.json") for name in sizes)
        assert (sum(sizes.values()) <= 150_000, sizes) == (True, sizes)


# --- trouble -------------------------------------------------------------------------------------------


def test_without_the_table_the_list_stays(browser: Browser, demo_server: Server) -> None:
    """When facets.json does not come, the list stays as it was and the status says so; later it works."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("events/").page
        page.route("**/facets.json*", lambda route: route.abort())
        before = titles(page)
        chip("town", "ryazan")(page).click()
        expect(page.locator("[data-count]")).to_have_text("Отбор сейчас не загрузился. Ниже — весь список.")
        assert titles(page) == before
        page.unroute("**/facets.json*")
        chip("grade", "9")(page).click()
        assert 0 < found(page) < len(before)


def test_a_new_build_while_the_page_is_open(browser: Browser, demo_server: Server) -> None:
    """Cards of another build are never mixed with this one's table: the table is read anew."""
    asked: list[str] = []

    def old_once(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(body=json.dumps({"version": "0000000000", "cards": []}))
        else:
            route.continue_()

    with visit(browser, demo_server) as visitor:
        page = visitor.open("dates/").page
        page.route("**/cards/*.json*", old_once)
        chip("grade", "9")(page).click()
        number = found(page)
        assert len(titles(page)) == number > 0
        assert visitor.trouble == []


# --- for everybody -------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["events", "professions", "study", "organizations", "series", "dates"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_filtered_list_has_no_barriers(folder: str, scheme: str, browser: Browser, demo_server: Server) -> None:
    """With a choice made and all rows open, axe finds nothing on desk and phone, and 320 px need no side scroll."""
    with visit(browser, demo_server, DESKTOP, color_scheme=scheme) as visitor:
        page = visitor.open(f"{folder}/").page
        page.evaluate("document.querySelectorAll('details.facets-more').forEach((part) => { part.open = true })")
        page.locator("[data-filters] .chip:enabled").first.click()
        found(page)
        check(visitor, ALL_RULES if scheme == "light" else COLOUR_RULES)
        page.set_viewport_size({"width": 320, "height": 600})
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert visitor.trouble == []


def test_without_javascript_the_static_ways_stay(browser: Browser, demo_server: Server) -> None:
    """Without JavaScript there are no dead buttons: the chips of months and groups are links to real places."""
    with visit(browser, demo_server, java_script_enabled=False) as visitor:
        visitor.open("events/")
        expect(visitor.page.locator("[data-filters]")).to_be_hidden()
        expect(visitor.page.get_by_label("Порядок")).to_be_hidden()
        visitor.page.get_by_role("link", name=re.compile("^декабрь 2026")).first.click()
        expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Декабрь 2026")


def test_programs_of_the_catalogue_are_all_listed(browser: Browser, demo_server: Server) -> None:
    """Sorted by name and shown to the end, the filtered list is the whole catalogue."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("study/?sort=name").page
        while page.get_by_role("button", name="Показать ещё").is_visible():
            before = page.locator("[data-found] article").count()
            page.get_by_role("button", name="Показать ещё").click()
            expect(page.locator("[data-found] article")).not_to_have_count(before)
        everything = sorted(item.title for item in catalog(demo=True).all(EducationalProgram))
        assert sorted(page.locator("[data-found] .card-title").all_inner_texts()) == everything

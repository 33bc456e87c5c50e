"""The questionnaires in a real browser: by keyboard on a phone, on paper, in silence towards network and storage."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import ALL_RULES, WIDER_THAN_SCREEN, violations
from tests.browser.visits import PHONE, Visit, visit
from tests.site.server import Server

pytestmark = pytest.mark.browser

KEPT = """async () => ({
  local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie, state: history.state,
  bases: (await indexedDB.databases()).length, address: location.search + location.hash,
})"""
NOTHING = {"local": {}, "session": {}, "cookie": "", "state": None, "bases": 0, "address": ""}


def read(page: Page) -> dict[str, Any]:
    """What the page carries for the questionnaire."""
    return json.loads(page.locator("[data-quiz-data]").inner_html().replace("&lt;", "<").replace("&amp;", "&"))


def answer_all(page: Page, wanted: dict[str, int], *, worlds: dict[str, int] | None = None) -> None:
    """Begin and answer every statement by its letter (and world), with the digits of the keyboard."""
    page.get_by_role("button", name="Начать").press("Enter")
    for item in read(page)["statements"]:
        expect(page.locator("[data-quiz-statement]")).to_have_text(item["text"])
        value = wanted[item["letter"]] + (worlds or {}).get(item["klimov"], 0)
        page.keyboard.press(str(1 + max(0, min(4, value))))
    expect(page.get_by_role("heading", name="Ещё два вопроса — можно пропустить")).to_be_focused()


def finish(page: Page) -> None:
    """Leave the two last questions as they are."""
    page.get_by_role("button", name="Показать результат").press("Enter")
    expect(page.get_by_role("heading", name="Ваш результат")).to_be_focused()


def titles(page: Page) -> list[str]:
    """Professions of the result, the unexpected one last."""
    return page.locator(".quiz-result .fit-title").all_inner_texts()


def sound(visitor: Visit) -> None:
    """No barrier, no sideways scroll even at 320 px, no error, in this state of the page."""
    page = visitor.page
    assert violations(page, ALL_RULES) == []
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate(WIDER_THAN_SCREEN) == []
    page.set_viewport_size(size)
    assert visitor.trouble == []


TECHNICIAN = {"R": 4, "I": 3, "C": 2, "A": 0, "S": 0, "E": 1}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whole_way_by_keyboard_on_a_phone(scheme: str, browser: Browser, demo_server: Server) -> None:
    """Thirty digits lead to a result with reasons; nothing is asked from the network and nothing is stored."""
    with visit(browser, demo_server, PHONE, color_scheme=scheme) as visitor:
        page = visitor.open("quiz/").page
        before = len(visitor.loaded)
        sound(visitor)
        page.get_by_role("button", name="Начать").press("Enter")
        expect(page.locator("[data-quiz-statement]")).to_be_focused()
        sound(visitor)

        # Back gives the last answer to see and to change; Tab reaches all five, the first being «Очень хочу».
        page.keyboard.press("5")
        expect(page.locator("[data-quiz-number]")).to_have_text("Вопрос 2 из 30")
        page.get_by_role("button", name="Назад").press("Enter")
        expect(page.locator("[data-quiz-number]")).to_have_text("Вопрос 1 из 30")
        chosen = page.get_by_role("button", name="Очень хочу")
        expect(chosen).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("Tab")
        expect(chosen).to_be_focused()
        page.get_by_role("button", name="Назад").press("Enter")

        page.get_by_role("button", name="Стереть и начать заново").press("Enter")
        for item in read(page)["statements"]:
            page.keyboard.press(
                str(1 + TECHNICIAN[item["letter"]] - (item["klimov"] == "art" and item["letter"] == "R"))
            )
        sound(visitor)
        page.get_by_role("checkbox", name="Физика").press("Space")
        page.get_by_role("checkbox", name="Ночи, смены и праздники").press("Space")
        finish(page)
        sound(visitor)

        expect(page.locator("[data-quiz-summary]")).to_contain_text(
            "Больше всего вам по душе: делать руками и машинами (19 из 20) и понимать, как устроено (15 из 20)."
        )
        assert len(titles(page)) == 5
        first = page.locator(".fit").first
        expect(first.locator("[data-fit-mark]")).to_have_text("Совпадение сильное")
        expect(first.locator("[data-fit-why] li").first).to_have_text(
            "За: Вам по душе «делать руками и машинами». Здесь это главное"
        )
        night = page.locator(".fit", has=page.get_by_text("Против: ", exact=True)).first
        expect(night.locator("[data-fit-why]")).to_contain_text("Понадобится и то, что вы не отметили")
        first.get_by_text("Как посчитано").press("Enter")
        expect(first.locator("[data-fit-sum]")).to_contain_text("Похожесть от −1 до 1: интересы 0,9")
        assert len(visitor.loaded) == before
        assert page.evaluate(KEPT) == NOTHING


def test_swap_shows_another_and_gives_all_back(browser: Browser, demo_server: Server) -> None:
    """«Показать другую» puts the next profession in the same place, says so, and can be undone."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open("quiz/").page
        answer_all(page, TECHNICIAN)
        finish(page)
        shown = titles(page)
        page.get_by_role("button", name=f"Показать другую вместо «{shown[1]}»").press("Enter")
        changed = titles(page)
        assert changed[1] not in shown
        assert [*changed[:1], *changed[2:]] == [*shown[:1], *shown[2:]]
        expect(page.locator(".quiz-result .fit-title").nth(1)).to_be_focused()
        expect(page.locator("[data-quiz-status]")).to_have_text(f"Вместо «{shown[1]}» — «{changed[1]}».")
        expect(page.locator("[data-quiz-gone]")).to_contain_text(f"Отложено: «{shown[1]}».")

        page.get_by_role("button", name=f"Показать другую вместо «{shown[-1]}»").press("Enter")
        assert titles(page)[-1] not in shown
        page.get_by_role("button", name="Вернуть всё").press("Enter")
        assert titles(page) == shown
        for _ in range(30):
            page.locator(".fits [data-fit-swap]").first.press("Enter")
        expect(page.locator("[data-quiz-status]")).to_have_text(
            "Все профессии уже показаны. Отложенные можно вернуть под списком."
        )
        assert visitor.trouble == []


def test_answers_are_kept_only_when_asked(browser: Browser, demo_server: Server) -> None:
    """A click keeps the answers on the device for another day, another click wipes them off."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("quiz/").page
        page.get_by_role("button", name="Начать").click()
        for _ in range(7):
            page.keyboard.press("4")
        assert page.evaluate(KEPT) == NOTHING
        page.get_by_role("button", name="Прерваться и запомнить").click()
        assert list(page.evaluate(KEPT)["local"]) == ["pn-quiz"]

        visitor.open("quiz/")
        expect(page.locator("[data-quiz-kept-words]")).to_have_text(
            "Отвечено: 7 из 30. Ответы запомнены на этом устройстве."
        )
        page.get_by_role("button", name="Продолжить").click()
        expect(page.locator("[data-quiz-number]")).to_have_text("Вопрос 8 из 30")
        for _ in range(23):
            page.keyboard.press("2")
        finish(page)
        shown = titles(page)

        visitor.open("quiz/")
        page.get_by_role("button", name="Продолжить").click()
        assert titles(page) == shown
        page.get_by_role("button", name="Стереть запомненное").click()
        expect(page.locator("[data-quiz-status]")).to_have_text("Запомненное стёрто.")
        assert page.evaluate(KEPT) == NOTHING
        visitor.open("quiz/")
        expect(page.get_by_role("button", name="Начать")).to_be_visible()
        assert visitor.trouble == []


def test_spoilt_memory_is_no_trouble(browser: Browser, demo_server: Server) -> None:
    """What an older questionnaire or somebody's hand left in the device's memory is passed over."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("quiz/").page
        for text in ("{", "null", '{"answers":{"nobody":1,"velosiped":99}}', '{"answers":7,"subjects":"x"}'):
            page.evaluate("(text) => localStorage.setItem('pn-quiz', text)", text)
            visitor.open("quiz/")
            expect(page.get_by_role("button", name="Начать")).to_be_visible()
        assert visitor.trouble == []


@pytest.mark.parametrize("value", [0, 2, 4])
def test_equal_answers_are_told_honestly(value: int, browser: Browser, demo_server: Server) -> None:
    """All answers alike: the page says that nothing follows from them and offers one of each world and a way back."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open("quiz/").page
        answer_all(page, dict.fromkeys("RIASEC", value))
        finish(page)
        expect(page.locator("[data-quiz-summary]")).to_contain_text("Вы ответили на всё одинаково")
        worlds = page.locator(".quiz-result .fit").evaluate_all("(all) => all.map((item) => item.className)")
        assert sorted(worlds) == [f"fit k-{world}" for world in ("art", "human", "nature", "sign", "tech")]
        assert set(page.locator("[data-fit-mark]").all_inner_texts()) == {"Для знакомства"}
        sound(visitor)
        page.get_by_role("button", name="Изменить ответы").click()
        expect(page.locator("[data-quiz-number]")).to_have_text("Вопрос 1 из 30")


def test_result_leads_on_in_the_remembered_town(browser: Browser, demo_server: Server) -> None:
    """The town chosen on the home page decides which programmes, services and events are shown; it can be changed."""
    with visit(browser, demo_server) as visitor:
        visitor.open("").page.locator('.town-card[data-remember-town="stary-oskol"]').click()
        page = visitor.open("quiz/").page
        answer_all(page, TECHNICIAN, worlds={"tech": 1})
        finish(page)
        expect(page.get_by_role("button", name="Старый Оскол", exact=True)).to_have_attribute("aria-pressed", "true")
        there = page.locator(".quiz :is(.quiz-result, .quiz-onward) [data-town]:visible")
        towns = there.evaluate_all("(all) => [...new Set(all.map((item) => item.dataset.town))].sort()")
        assert towns == ["stary-oskol"]
        expect(page.locator(".fit a[href*='/study/']:visible").first).to_be_visible()
        onward = page.locator(".quiz-onward")
        expect(onward.get_by_text("Старый Оскол: о такой услуге здесь у нас нет данных.")).to_be_visible()
        page.get_by_role("button", name="Рязань", exact=True).click()
        expect(onward.get_by_role("link", name="Профессиональное тестирование")).to_be_visible()
        expect(onward.get_by_role("link", name="Консультация школьника после тестирования")).to_be_visible()
        expect(onward.locator("article.event:visible").first).to_be_visible()
        expect(onward.locator("article.keydate").first).to_be_visible()
        assert page.evaluate("localStorage.getItem('pn-town')") == "stary-oskol"
        page.locator(".fit-title a").first.click()
        page.wait_for_url("**/professions/*/")
        assert visitor.trouble == []


def test_passed_events_are_not_offered(browser: Browser, demo_server: Server) -> None:
    """A page built long ago does not send anybody to an event that is over."""
    with visit(browser, demo_server) as visitor:
        visitor.page.clock.set_fixed_time("2028-01-01T09:00:00+03:00")
        page = visitor.open("quiz/").page
        answer_all(page, TECHNICIAN, worlds={"tech": 1})
        finish(page)
        assert page.locator(".fit a[href*='/events/']").count() == 0
        expect(page.locator(".quiz-onward").get_by_text("Эти встречи уже прошли.")).to_be_visible()


def test_result_on_paper(browser: Browser, demo_server: Server) -> None:
    """Printed, the result has its day, bars and reasons, and no buttons, questions or menus."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("quiz/").page
        answer_all(page, TECHNICIAN)
        finish(page)
        page.emulate_media(media="print")
        shown = "(elements) => elements.filter((item) => item.checkVisibility()).map((item) => item.outerHTML)"
        assert page.locator("nav, button, form, dialog, input, details, .skip").evaluate_all(shown) == []
        expect(page.locator("[data-quiz-day]")).to_have_text("Заполнено 23 ноября 2026 г.")
        expect(page.locator(".bars").first).to_be_visible()
        expect(page.locator(".fit").last).to_be_visible()
        expect(page.locator(".quiz-onward")).to_be_visible()
        expect(page.locator(".paper")).to_be_hidden()
        expect(page.locator(".print-address")).to_have_text("Профнавигатор · https://profnavigator.example/quiz/")


def test_paper_questionnaire_without_scripts(browser: Browser, demo_server: Server) -> None:
    """Without scripts all statements, a key that counts right and the way to professions are on the page."""
    with visit(browser, demo_server, java_script_enabled=False) as visitor:
        page = visitor.open("quiz/").page
        statements = read(page)["statements"]
        assert page.locator(".paper-text").all_inner_texts() == [item["text"] for item in statements]
        rows = page.locator(".paper-key tbody tr")
        keys = [row.locator("td").first.inner_text() for row in rows.all()]
        for key, (field, value) in zip(
            keys,
            [("letter", letter) for letter in "RIASEC"] + [("klimov", item["id"]) for item in read(page)["worlds"]],
            strict=True,
        ):
            wanted = [number for number, item in enumerate(statements, 1) if item[field] == value]
            assert [int(number) for number in key.split(", ")] == wanted
        named = page.locator(".paper-jobs a").evaluate_all("(all) => [...new Set(all.map((item) => item.textContent))]")
        assert sorted(named) == sorted(item["title"] for item in read(page)["professions"])


def test_paper_can_be_asked_for(browser: Browser, demo_server: Server) -> None:
    """With scripts the paper questionnaire waits behind a button."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("quiz/").page
        expect(page.locator(".paper")).to_be_hidden()
        page.get_by_role("button", name="Опросник на бумаге").press("Enter")
        expect(page.get_by_role("heading", name="Опросник на бумаге")).to_be_focused()
        sound(visitor)


# The younger


def go_through(page: Page, liked: set[str], wanted: str = "Нравится", otherwise: str = "Не нравится") -> None:
    """Answer all the pictures: the first word for the liked worlds, the other for the rest."""
    worlds = page.locator(".pictures > li").evaluate_all("(all) => all.map((item) => item.dataset.world)")
    page.get_by_role("button", name="Начать").press("Enter")
    for number, world in enumerate(worlds, 1):
        expect(page.locator("[data-kids-number]")).to_have_text(f"Картинка {number} из 15")
        expect(page.locator("[data-kids-statement]")).to_be_focused()
        page.get_by_role("button", name=wanted if world in liked else otherwise, exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Что у тебя получилось")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_by_keyboard_on_a_phone(scheme: str, browser: Browser, demo_server: Server) -> None:
    """Fifteen pictures lead to the liked worlds first, with professions and something to try; nothing is kept."""
    with visit(browser, demo_server, PHONE, color_scheme=scheme) as visitor:
        page = visitor.open("quiz/kids/").page
        before = len(visitor.loaded)
        go_through(page, {"art", "sign"})
        sound(visitor)
        expect(page.locator("[data-kids-words]")).to_contain_text("Больше всего тебе нравятся миры «Знаки» и «Образ».")
        order = page.locator(".world").evaluate_all("(all) => all.map((item) => item.dataset.world)")
        assert order == ["sign", "art", "nature", "tech", "human"]
        best = page.locator(".world.is-best").first
        expect(best.locator("[data-kids-sum]")).to_have_text("Тебе нравится: 3 картинки из 3")
        best.get_by_text("Попробовать: 1–4 классы").first.press("Enter")
        expect(best.locator("details[open] p").first).to_be_visible()
        assert len(visitor.loaded) == before
        assert page.evaluate(KEPT) == NOTHING


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("Нравится", "Тебе все миры нравятся одинаково."),
        ("Не знаю", "Тебе все миры нравятся одинаково."),
        ("Не нравится", "Пока ничего не понравилось. Так бывает!"),
    ],
)
def test_equal_pictures(answer: str, words: str, browser: Browser, demo_server: Server) -> None:
    """Liking all or nothing is no dead end: all five worlds stay, none is called the best."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open("quiz/kids/").page
        go_through(page, set(), otherwise=answer)
        expect(page.locator("[data-kids-words]")).to_contain_text(words)
        expect(page.locator(".world.is-best")).to_have_count(0)
        expect(page.locator(".world:visible")).to_have_count(5)
        page.get_by_role("button", name="Пройти ещё раз").press("Enter")
        expect(page.locator("[data-kids-number]")).to_have_text("Картинка 1 из 15")
        assert visitor.trouble == []


# The ways in


@pytest.mark.parametrize(
    ("start", "link"),
    [("", "Пройти опросник"), ("professions/", "Не знаете, с чего начать?"), ("events/", "Опросник")],
)
def test_ways_to_the_questionnaire(start: str, link: str, browser: Browser, demo_server: Server) -> None:
    """The home page, the professions and the menu lead to the questionnaire."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open(start).page
        page.get_by_role("link", name=link).first.click()
        page.wait_for_url("**/quiz/")
        expect(page.get_by_role("button", name="Начать")).to_be_visible()
        assert visitor.trouble == []

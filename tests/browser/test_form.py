"""The forms for editors in a real browser: a teacher's way by keyboard on a phone, mistakes, drafts, ways to send."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from macros.catalog import Organization, load
from tests.browser.barriers import ALL_RULES, COLOUR_RULES, WIDER_THAN_SCREEN, violations
from tests.browser.visits import PHONE, Visit, visit
from tests.site.builds import FIXED, TODAY, catalog, project_copy
from tests.site.server import Server
from tests.tools import ROOT

pytestmark = pytest.mark.browser

HOST = next(item for item in catalog(demo=True).all(Organization) if item.municipality == "ryazan" and not item.demo)
CENTRE = catalog(demo=True).get(Organization, "ryazan-centr-zanyatosti")
FORGE = "https://forge.example/town/site/new/main?filename={path}&value={text}"
KEPT = "() => ({ local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie })"
NOTHING = {"local": {}, "session": {}, "cookie": ""}


def sound(visitor: Visit, rules: tuple[str, ...] = ALL_RULES) -> None:
    """No barrier, no sideways scroll even at 320 px, no error, in this state of the page."""
    page = visitor.page
    assert violations(page, rules) == []
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate(WIDER_THAN_SCREEN) == []
    page.set_viewport_size(size)
    assert visitor.trouble == []


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this control has the focus; what cannot be reached fails."""
    for _ in range(60):
        if page.evaluate("(selector) => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector} by keyboard")


def pick(page: Page, selector: str, words: str) -> None:
    """Choose an option with the arrows."""
    tab_to(page, selector)
    chosen = page.locator(f"{selector} option:checked")
    for _ in range(30):
        if chosen.text_content() == words:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no «{words}» in {selector}")


def moment(page: Page, selector: str, clock: str) -> None:
    """Type 12.12.2026 and an hour; day and month are the same, whichever comes first."""
    tab_to(page, selector)
    page.keyboard.type("12122026")
    tab_to(page, f"{selector}-time")
    page.keyboard.type(clock)


def fill_quickly(page: Page, **changes: str) -> None:
    """A sound excursion, with these controls filled otherwise."""
    values = {
        "title": "Экскурсия на завод", "kind": "excursion", "start": "2026-12-12", "start-time": "10:00",
        "end": "2026-12-12", "end-time": "12:30", "format": "in-person", "place-name": "проходная",
        "host": HOST.title, "grades": "8", "grades-to": "11", "level": "municipal", "age_mark": "12+",
        "source": "https://example.org/news объявление",
    }  # fmt: skip
    for name, value in (values | changes).items():
        control = page.locator(f"#{name}")
        if control.evaluate("(element) => element.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    page.get_by_role("checkbox", name="Ученики").check()


def check_of(root: Path) -> str:
    """What `python -m macros check` says of a project."""
    done = subprocess.run(
        [sys.executable, "-m", "macros", "--root", str(root), "check"],
        cwd=ROOT,
        env=FIXED | {"PATH": "/usr/bin:/bin", "CACHE": "0"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr


def test_teacher_adds_an_event_by_keyboard_on_a_phone(browser: Browser, demo_server: Server, tmp_path: Path) -> None:
    """From the first question to the file: no mouse, nothing sent or kept; the file passes the check where it lies."""
    with visit(browser, demo_server, PHONE, accept_downloads=True) as visitor:
        page = visitor.open("editors/event/").page
        sound(visitor)
        before = len(visitor.loaded)
        page.locator("h1").click()
        tab_to(page, "#town")
        tab_to(page, "#title")
        page.keyboard.type("День открытых дверей: мастерские")
        pick(page, "#kind", "День открытых дверей")
        moment(page, "#start", "1000AM")
        moment(page, "#end", "1130AM")
        tab_to(page, "#place-name")
        page.keyboard.type("актовый зал")
        pick(page, "#format", "Очно")
        tab_to(page, "#host")
        page.keyboard.type(HOST.title)
        tab_to(page, '[data-field="audience"] input[value="pupils"]')
        page.keyboard.press("Space")
        tab_to(page, '[data-field="audience"] input[value="parents"]')
        page.keyboard.press("Space")
        pick(page, "#grades", "8")
        pick(page, "#grades-to", "11")
        pick(page, "#level", "Школьный")
        pick(page, "#age_mark", "12+")
        tab_to(page, "#source")
        page.keyboard.type("https://example.org/dod")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Событие готово: осталось отправить")).to_be_focused()
        card = page.locator("[data-ask-card] article")
        expect(card.locator(".card-title")).to_have_text("День открытых дверей: мастерские")
        expect(card.locator("time .vh")).to_have_text("суббота, 12\u00a0декабря 2026, 10:00–11:30")
        expect(page.locator('[data-entry="when"]')).to_have_text("Суббота, 12\u00a0декабря 2026, 10:00–11:30")
        expect(page.locator('[data-entry="summary"]')).to_have_text(
            "День открытых дверей: мастерские (дата может измениться)"
        )
        sound(visitor)
        assert len(visitor.loaded) == before
        assert page.evaluate(KEPT) == NOTHING
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Скачать файл").press("Enter")
        name = "den-otkrytyh-dverey-masterskie-2026-12-12"
        assert waiting.value.suggested_filename == f"{name}.yml"
        town = project_copy(tmp_path / "project")
        file = town / "data" / "events" / "ryazan" / f"{name}.yml"
        waiting.value.save_as(file)
        assert page.locator("[data-ask-path]").text_content() == f"data/events/ryazan/{name}.yml"
    assert file.read_text("utf-8").splitlines() == [
        'title: "День открытых дверей: мастерские"',
        "kind: open-day",
        "start: 2026-12-12 10:00",
        "end: 2026-12-12 11:30",
        "status: planned",
        "place: {name: актовый зал}",
        "format: in-person",
        f"host: {HOST.id}",
        "audience: [pupils, parents]",
        "grades: 8-11",
        "level: school",
        "age_mark: 12+",
        "sources:",
        "  - {kind: url, url: https://example.org/dod, date: 2026-11-23}",
        "verification: needs-verification",
        "checked: 2026-11-23",
    ]
    assert "Ошибок: 0. Советов: 0." in check_of(town)
    loaded = load(town, today=TODAY, demo=False)
    assert (loaded.problems, loaded.catalog.find("Event", name).title) == ((), "День открытых дверей: мастерские")


def test_a_suspended_series_gets_a_new_date(browser: Browser, demo_server: Server, tmp_path: Path) -> None:
    """R4: from the page of the series to a form that knows what the series knows; day, place and source make the file.

    What the address says is put in as answers: not a question, not a number of an item is made of anything else.
    """
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open("series/ryazan-sobraniya-v-spo/").page
        page.get_by_role("link", name="Назначить новую дату").click()
        expect(page.locator("[data-ask-given]")).to_be_visible()
        expect(page.locator("#guests-0-organization")).to_have_value(CENTRE.title)
        expect(page.locator("#series")).to_have_value("Родительские собрания в колледжах и техникумах")
        expect(page.locator("#town")).to_have_value("ryazan")
        expect(page.locator("#guests-0-status")).to_have_value("invited")
        expect(page.locator("#guests-1-role")).to_have_value("employer")
        sound(visitor)
        for name, value in {
            "start": "2026-12-12", "start-time": "18:00", "end": "2026-12-12", "end-time": "19:30", "host": HOST.title,
            "place-name": "актовый зал", "source": "https://example.org/sobranie",
        }.items():  # fmt: skip
            page.locator(f"#{name}").fill(value)
        page.locator("#age_mark").select_option("0+")
        page.get_by_role("button", name="Проверить").click()
        expect(page.locator("#done-title")).to_be_focused()
        path, text = page.locator("[data-ask-path]").text_content(), page.locator("[data-ask-text]").text_content()
        page.goto(
            page.url.partition("?")[0] + "?constructor=1&guests.x.role=a&guests.999.role=a&kind=%3Cb%3E&title=%3Cb%3E"
        )
        expect(page.locator("#title")).to_have_value("<b>")
        expect(page.locator("#kind")).to_have_value("")
        expect(page.locator('[data-field="guests"] [data-item]')).to_have_count(0)
        assert visitor.trouble == []
    town = project_copy(tmp_path / "project")
    (town / path).write_text(text, "utf-8")
    assert "Ошибок: 0." in check_of(town)
    made = load(town, today=TODAY, demo=False).catalog.find("Event", Path(path).stem)
    assert (made.series, made.kind, made.audience, made.title) == (
        "ryazan-sobraniya-v-spo",
        "parent-meeting",
        ("parents",),
        "Родительские собрания в колледжах и техникумах",
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mistakes_stand_beside_their_questions(scheme: str, browser: Browser, demo_server: Server) -> None:
    """A wrong answer is told beside its question when one leaves it, the rest on «Проверить», each with a way to it."""
    with visit(browser, demo_server, PHONE, color_scheme=scheme) as visitor:
        page = visitor.open("editors/event/").page
        expect(page.locator(".ask-error:visible")).to_have_count(0)
        page.locator("#title").fill("Э")
        page.locator("#title").press("Tab")
        told = page.locator("#title-error")
        expect(told).to_have_text("«Э»: знаков нужно не меньше 2")
        expect(page.locator("#title")).to_have_attribute("aria-invalid", "true")
        assert "title-error" in page.locator("#title").get_attribute("aria-describedby").split()
        page.locator("#title").fill("Экскурсия")
        expect(told).to_be_hidden()
        assert page.locator("#title").get_attribute("aria-invalid") is None

        fill_quickly(page, end="2026-12-11", host="Школа, которой нет", source="")
        page.locator("summary", has_text="Ещё: запись").click()
        page.locator("#registration-link").fill("сайт школы")
        page.locator("summary", has_text="Ещё: запись").click()
        page.get_by_role("button", name="Проверить").press("Enter")
        expect(page.locator("[data-ask-errors]")).to_be_focused()
        expect(page.locator("[data-ask-errors-title]")).to_have_text("Осталось исправить: 4 места")
        assert page.locator("[data-ask-errors-list] li").all_inner_texts() == [
            "Окончание: «2026-12-11 12:30» при начале «2026-12-12 10:00»: окончание должно быть позже начала",
            "Организатор: Такой записи на сайте нет: выберите из списка. Если её нет в списке, предложите сначала "
            "организацию.",
            "Где записаться: «сайт школы»: нужен полный адрес, который начинается с https://",
            "Откуда известно: Без этого нельзя",
        ]
        expect(page.locator("#registration-link-error")).to_be_visible()
        expect(page.locator("[data-ask-done]")).to_be_hidden()
        sound(visitor, ALL_RULES if scheme == "light" else COLOUR_RULES)
        page.locator("[data-ask-errors-list] a").nth(2).press("Enter")
        expect(page.locator("#registration-link")).to_be_focused()
        page.locator("#registration-link").fill("https://example.org/")
        expect(page.locator("[data-ask-errors-title]")).to_have_text("Осталось исправить: 3 места")


def test_advice_does_not_stop(browser: Browser, demo_server: Server) -> None:
    """Without grades there is an advice, and the way to send is open all the same."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("editors/event/").page
        fill_quickly(page, grades="", **{"grades-to": ""})
        page.get_by_role("button", name="Проверить").click()
        expect(page.locator("#done-title")).to_be_focused()
        expect(page.locator("#grades-error")).to_have_text(
            "Классы не указаны: без них событие не попадёт в календари по классам"
        )
        assert page.locator("#grades").get_attribute("aria-invalid") is None
        assert visitor.trouble == []


def test_lists_inside_the_form(browser: Browser, demo_server: Server) -> None:
    """Lists grow and shrink by keyboard; nested answers come out in the one layout."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("editors/event/").page
        fill_quickly(page)
        page.locator("summary", has_text="Ещё: запись").press("Enter")
        bring = page.locator('[data-field="bring"]')
        for words in ("паспорт", "лишнее", "сменная обувь"):
            bring.locator("[data-add]").press("Enter")
            page.keyboard.type(words)
        bring.locator("[data-drop]").nth(1).press("Enter")
        expect(bring.locator("[data-add]")).to_be_focused()
        page.locator("summary", has_text="Ещё: соорганизаторы").press("Enter")
        guests = page.locator('[data-field="guests"]')
        guests.locator("[data-add]").press("Enter")
        guests.locator("#guests-0-organization").fill(HOST.title)
        guests.locator("#guests-0-status").select_option("confirmed")
        page.get_by_role("button", name="Проверить").click()
        text = page.locator("[data-ask-text]").text_content()
        assert "bring: [паспорт, сменная обувь]\n" in text
        assert f"guests:\n  - {{organization: {HOST.id}, status: confirmed}}\n" in text
        sound(visitor)


def with_known(page: Page, events: list[list[str]]) -> None:
    """Let the published data have these events."""

    def answer(route: Route) -> None:
        known = route.fetch().json()
        route.fulfill(json=known | {"events": events})

    page.route("**/editors/known.json", answer)


def test_near_duplicates_are_named(browser: Browser, demo_server: Server) -> None:
    """An event at the same time and host with nearly the same title is shown with a way to its page."""
    with visit(browser, demo_server) as visitor:
        with_known(visitor.page, [["zavod", "2026-12-12 10:00", HOST.id, "ryazan", "Экскурсия на завод!"]])
        page = visitor.open("editors/event/").page
        fill_quickly(page)
        expect(page.locator("[data-ask-twins-list]")).to_have_text(
            "Экскурсия на завод! — в тот же день и час, совпадение 97\u00a0%"
        )
        expect(page.locator("[data-ask-twins-list] a")).to_have_attribute("href", "../../events/zavod/")
        page.locator("#start-time").fill("11:00")
        expect(page.locator("[data-ask-twins]")).to_be_hidden()


def with_forge(page: Page, pattern: str) -> None:
    """Let the site be published beside a forge: the page carries the pattern of its new-file page."""

    def answer(route: Route) -> None:
        text = route.fetch().text()
        empty = "&#34;new_url&#34;:&#34;&#34;"
        assert empty in text
        route.fulfill(body=text.replace(empty, f"&#34;new_url&#34;:&#34;{pattern}&#34;"), content_type="text/html")

    page.route("**/editors/event/", answer)


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        (FORGE, "https://forge.example/town/site/new/main?filename=data%2Fevents%2Fryazan%2F{id}.yml&value={text}"),
        (
            "https://forge.example/town/site/_new/main/{folder}?filename={name}&value={text}",
            "https://forge.example/town/site/_new/main/data/events/ryazan?filename={id}.yml&value={text}",
        ),
        (
            "https://forge.example/town/site/-/new/main?file_name={path}",
            "https://forge.example/town/site/-/new/main?file_name=data%2Fevents%2Fryazan%2F{id}.yml",
        ),
    ],
    ids=["github", "gitea", "gitlab"],
)
def test_forge_gets_name_and_text(pattern: str, address: str, browser: Browser, demo_server: Server) -> None:
    """The link to a new file carries its name, and its text where the forge takes one; else the text is copied."""
    with visit(browser, demo_server) as visitor:
        visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        with_forge(visitor.page, pattern)
        page = visitor.open("editors/event/").page
        fill_quickly(page)
        page.get_by_role("button", name="Проверить").click()
        text = page.locator("[data-ask-text]").text_content()
        encoded = page.evaluate("encodeURIComponent", text)
        link = page.get_by_role("link", name="Открыть новый файл")
        expect(link).to_have_attribute(
            "href", address.replace("{id}", "ekskursiya-na-zavod-2026-12-12").replace("{text}", encoded)
        )
        expect(page.locator("[data-ask-long]")).to_be_visible(visible="{text}" not in pattern)
        assert link.get_attribute("rel") == "noopener"

        page.locator("summary", has_text="Ещё: коротко").click()
        page.locator("#description").fill("Длинный рассказ о том, что покажут. " * 60)
        expect(page.locator("[data-ask-long]")).to_be_visible()
        assert "value=" not in link.get_attribute("href")
        link.evaluate("(link) => link.addEventListener('click', (event) => event.preventDefault())")
        link.click()
        expect(page.locator("[data-ask-long]")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == page.locator("[data-ask-text]").text_content()


def test_a_draft_is_kept_only_when_asked(browser: Browser, demo_server: Server) -> None:
    """Answers stay on the device only after a click, come back whole, and go with another click."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("editors/event/").page
        fill_quickly(page)
        page.locator("summary", has_text="Ещё: запись").press("Enter")
        page.locator('[data-field="bring"] [data-add]').press("Enter")
        page.keyboard.type("паспорт")
        assert page.evaluate(KEPT) == NOTHING
        page.get_by_role("button", name="Запомнить черновик").click()
        assert list(page.evaluate(KEPT)["local"]) == ["pn-draft-events"]
        expect(page.locator("[data-ask-status]")).to_have_text("Черновик запомнен на этом устройстве.")

        visitor.open("editors/event/")
        expect(page.locator("[data-ask-status]")).to_have_text("Это ваш черновик, запомненный на этом устройстве.")
        expect(page.locator("#bring-0")).to_have_value("паспорт")
        page.get_by_role("button", name="Проверить").click()
        expect(page.locator("#done-title")).to_be_focused()
        assert "bring: [паспорт]\n" in page.locator("[data-ask-text]").text_content()
        page.get_by_role("button", name="Стереть черновик").click()
        assert page.evaluate(KEPT) == NOTHING

        for text in ("{", "7", '{"items":7,"values":{"title":5}}', '{"items":{"bring":["x"]}}'):
            page.evaluate("(text) => localStorage.setItem('pn-draft-events', text)", text)
            visitor.open("editors/event/")
            expect(page.locator("#title")).to_have_value("")
        assert visitor.trouble == []


def test_an_organization_by_the_same_form(browser: Browser, demo_server: Server, tmp_path: Path) -> None:
    """The same generator makes an organization: its name begins with its town, its file passes the check."""
    with visit(browser, demo_server, accept_downloads=True) as visitor:
        page = visitor.open("editors/organization/").page
        page.locator("#title").fill("Музей железной дороги")
        page.locator("#kind").select_option("museum")
        page.locator("#source").fill("сказали в музее")
        expect(page.locator("[data-ask-card] .card-title")).to_have_text("Музей железной дороги")
        # The town above the form counts like the folder of the file.
        page.locator("summary", has_text="для городов").click()
        serves = page.locator('[data-field="serves"]')
        serves.locator("[data-add]").click()
        serves.locator("input").fill("Старый Оскол")
        page.get_by_role("button", name="Проверить").click()
        expect(page.locator("[data-ask-errors-list] li")).to_have_text(
            "Для городов: Город указан и папкой, и полем: "
            "уберите поле: организация из папки города и так для его жителей"
        )
        page.locator("#town").select_option("")
        expect(page.locator("[data-ask-errors]")).to_be_hidden()
        page.locator("#town").select_option("ryazan")
        serves.locator("[data-drop]").click()
        page.get_by_role("button", name="Проверить").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Скачать файл").click()
        town = project_copy(tmp_path / "project")
        waiting.value.save_as(town / "data" / "organizations" / "ryazan" / waiting.value.suggested_filename)
        assert waiting.value.suggested_filename == "ryazan-muzey-zheleznoy-dorogi.yml"
        sound(visitor)
    assert "Ошибок: 0. Советов: 0." in check_of(town)


def test_letter_of_a_correction(browser: Browser, demo_server: Server) -> None:
    """From a record's page to a letter that names it; what is missing is told beside its question."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open("organizations/stary-oskol-sti-misis/").page
        page.get_by_role("link", name="Сообщить об ошибке").click()
        page.wait_for_url("**/editors/fix/?*")
        expect(page.locator("#q-page")).to_have_value(page.locator("#q-page").input_value())
        assert page.locator("#q-page").input_value().endswith(" — organizations/stary-oskol-sti-misis/")
        page.get_by_role("button", name="Сложить письмо").press("Enter")
        expect(page.locator("#q-wrong")).to_be_focused()
        expect(page.locator("#q-wrong-error")).to_have_text("Без этого нельзя")
        sound(visitor)
        for name, words in (("wrong", "адрес"), ("right", "другой адрес"), ("source", "сайт института")):
            page.locator(f"#q-{name}").fill(words)
        page.get_by_role("button", name="Сложить письмо").press("Enter")
        expect(page.locator("#done-title")).to_be_focused()
        letter = page.locator("[data-letter-text]").text_content()
        assert letter.startswith("Исправление для «Профнавигатора»\n\nКакая страница: ")
        assert letter.endswith("Что не так: адрес\n\nКак верно: другой адрес\n\nОткуда это известно: сайт института\n")
        assert visitor.trouble == []


def lines_of(page: Page, kind: str) -> list[str]:
    """The ready lines to cancel or to move."""
    return page.locator(f'[data-change-made="{kind}"] pre').text_content().splitlines()


def test_lines_to_cancel_and_to_move(browser: Browser, demo_server: Server) -> None:
    """From an event's page to the ready lines, made of its own dates; a wrong date is told at once."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open("events/demo-ryazan-den-dverey-kolledzh/").page
        page.get_by_role("link", name="Перенести").click()
        page.wait_for_url("**/editors/change/?*#move")
        event = catalog(demo=True).find("Event", "demo-ryazan-den-dverey-kolledzh")
        expect(page.locator("[data-change-file]")).to_have_text(event.path)
        page.locator("#cancel-reason").fill("ремонт: школа закрыта")
        assert lines_of(page, "cancel") == [
            "status: cancelled",
            'status_reason: "ремонт: школа закрыта"',
            "status_date: 2026-11-23",
        ]
        for name, value in (("start", "2026-12-19"), ("end", "2026-12-19"), ("start-time", "12:00")):
            page.locator(f"#move-{name}").fill(value)
        page.locator("#move-end-time").fill("11:00")
        expect(page.locator("[data-change-error]")).to_have_text("Окончание должно быть позже начала.")
        page.locator("#move-end-time").fill("14:00")
        expect(page.locator("[data-change-error]")).to_be_hidden()
        assert lines_of(page, "move") == [
            "start: 2026-12-19 12:00",
            "end: 2026-12-19 14:00",
            "status: moved",
            "status_date: 2026-11-23",
            f"moved_from: {event.start:%Y-%m-%d %H:%M}",
        ]
        sound(visitor)


@pytest.mark.parametrize("file", ["data/../etc/passwd", "https://evil.example/", "javascript:alert(1)", "x"])
def test_change_page_believes_no_address(file: str, browser: Browser, demo_server: Server) -> None:
    """An address that no event's page would make is passed over: the page stays a guide."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open(f"editors/change/?file={file}&start=2026-12-05&title=<b>x</b>").page
        expect(page.locator("[data-change-which]")).to_be_hidden()
        expect(page.get_by_text("status: cancelled")).to_be_visible()
        assert visitor.trouble == []


@pytest.mark.parametrize("name", ["event", "organization", "fix", "profession", "change"])
def test_without_javascript(name: str, browser: Browser, demo_server: Server) -> None:
    """Without scripts the page says what to do instead and lists every question, no dead form in sight."""
    with visit(browser, demo_server, java_script_enabled=False) as visitor:
        page = visitor.open(f"editors/{name}/").page
        assert page.locator("form:visible").count() == 0
        assert len(page.locator("main").inner_text().split()) > 60
        assert visitor.trouble == []


def data_of(page: Page) -> dict[str, Any]:
    """What the page carries for the form."""
    return json.loads(page.locator("[data-ask-data]").evaluate("(template) => template.content.textContent"))


def test_known_records_are_real(browser: Browser, demo_server: Server) -> None:
    """The lists of names hold no sample record: a real one cannot name it."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("editors/event/").page
        assert data_of(page)["known"] == "../../editors/known.json"
        known = page.evaluate("async () => (await fetch('../known.json')).json()")
        names = [item[0] for items in known["records"].values() for item in items]
        assert [name for name in names if name.startswith("demo-")] == []
        offered = page.locator("#known-Organization option").evaluate_all("(all) => all.map((item) => item.value)")
        real = [item for item in catalog(demo=True).all(Organization) if not item.demo]
        assert len(offered) == len(set(offered)) == len(real)

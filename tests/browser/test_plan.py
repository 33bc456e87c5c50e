"""«Мой план», «Сравнение» and «Маршрут успеха» in a real browser: kept here, printed, exported, sent."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import ALL_RULES, COLOUR_RULES, WIDER_THAN_SCREEN, violations
from tests.browser.test_print import sheets
from tests.browser.test_quiz import TECHNICIAN, answer_all, finish
from tests.browser.visits import PHONE, Visit, visit
from tests.site.server import Server

pytestmark = pytest.mark.browser

KEY = "pn-plan-1"
EVENT = "events/demo-ryazan-den-dverey-kolledzh"  # 5 December 2026, 10:00–13:00
CANCELLED = "events/demo-ryazan-vstrecha-vospitatel"
PAST = "events/urok-proforientacii-2020"
CLUB = "events/demo-ryazan-kruzhok-inzhenernyy"
DAY = "dates/sochinenie-2027"  # 2 December 2026, by rule
NO_DAY = "dates/ege-osnovnoy-2027"
JOBS = ("professions/programmist", "professions/mehatronik", "professions/gornyy-inzhener")
STUDY = ("study/ryazan-09-03-01-rgrtu", "study/stary-oskol-21-05-04-sti-misis")
OSKOL = "organizations/stary-oskol-sti-misis"
SERIES = "series/ryazan-dni-otkrytyh-dverey"
EVERYTHING = [EVENT, CANCELLED, PAST, CLUB, DAY, NO_DAY, *JOBS, *STUDY, OSKOL, SERIES]


def kept(page: Page) -> dict[str, Any] | None:
    """What the device remembers of the plan."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}') ?? 'null'"))


def with_plan(visitor: Visit, *items: str, **more: Any) -> Page:
    """The plan's page of somebody who saved these records before."""
    page = visitor.open("about/").page
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps({"items": items} | more)])
    return visitor.open("plan/").page


def shown(page: Page, folder: str) -> list[str]:
    """Records of a group in their order."""
    return page.locator(f"[data-plan-group={folder}] .mine-item").evaluate_all(
        "(items) => items.map((item) => item.dataset.key)"
    )


def sound(visitor: Visit) -> None:
    """No barrier, no sideways scroll even at 320 px, no error, in this state of the page."""
    page = visitor.page
    assert violations(page, ALL_RULES) == []
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate(WIDER_THAN_SCREEN) == []
    page.set_viewport_size(size)
    assert visitor.trouble == []


# Saving


@pytest.mark.parametrize(
    ("address", "title", "key"),
    [
        ("professions/", "Программист", JOBS[0]),
        ("study/", "Горное дело", STUDY[1]),
        ("events/", "День открытых дверей: технический колледж", EVENT),
        ("dates/", "Итоговое сочинение", DAY),
        ("organizations/", "Старооскольский технологический институт имени А. А. Угарова (филиал) НИТУ МИСИС", OSKOL),
        ("series/", "Дни открытых дверей колледжей и вузов Рязани", SERIES),
    ],
)
def test_cards_of_every_kind_are_saved(
    address: str, title: str, key: str, browser: Browser, demo_server: Server
) -> None:
    """Every card has a button: pressed, the record is in the plan, pressed again, it is out and nothing is left."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open(address).page
        cards = page.locator("main :is(.card, .keydate)")
        assert cards.locator("[data-save]").count() == cards.count() > 1
        button = page.locator(f"[data-save='{key}']")
        expect(button).to_have_accessible_name(f"В план: {title}")
        expect(button).to_have_attribute("aria-pressed", "false")
        button.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("status").filter(has_text="В плане:")).to_be_visible()
        assert (kept(page) or {})["items"] == [key]
        button.press("Space")
        expect(button).to_have_attribute("aria-pressed", "false")
        assert kept(page) is None
        assert visitor.trouble == []


def test_way_from_a_card_and_a_page_to_the_plan(browser: Browser, demo_server: Server) -> None:
    """A profession's card and an event's page are saved by keyboard, found in the plan, and there after a reload."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open("professions/").page
        page.get_by_role("button", name="В план: Программист").press("Enter")
        page = visitor.open(f"{EVENT}/").page
        page.get_by_role("button", name="В план", exact=False).first.press("Enter")
        assert (kept(page) or {})["items"] == [JOBS[0], EVENT]
        page.locator(".menu summary").press("Enter")
        link = page.locator(".menu-panel").get_by_role("link", name="Мой план")
        expect(link).to_contain_text("2")
        link.press("Enter")
        page.wait_for_url("**/plan/")
        for _ in range(2):
            expect(page.locator(".mine-item")).to_have_count(2)
            expect(page.locator(f"[data-key='{EVENT}']")).to_contain_text("Суббота, 5 декабря 2026, 10:00–13:00")
            page.reload()
        sound(visitor)


def test_kinds_that_a_plan_does_not_hold_have_no_button(browser: Browser, demo_server: Server) -> None:
    """Documents and services are no plans: neither their cards nor their pages offer to save them."""
    with visit(browser, demo_server) as visitor:
        for address in ("documents/", "documents/ryazan-vystuplenie-tsopp/", "services/"):
            page = visitor.open(address).page
            assert page.locator("main :is(.card, .record)").count() > 0
            own = page.locator("main [data-save]").evaluate_all("(all) => all.map((item) => item.dataset.save)")
            assert [key for key in own if key.startswith(("documents", "services"))] == []


def test_result_of_the_questionnaire_can_be_saved(browser: Browser, demo_server: Server) -> None:
    """Professions that the questionnaire finds have the buttons, too."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("quiz/").page
        answer_all(page, TECHNICIAN)
        finish(page)
        first = page.locator(".fits .fit").first
        first.locator("[data-save]").click()
        assert (kept(page) or {})["items"] == [first.locator("[data-save]").get_attribute("data-save")]
        assert visitor.trouble == []


# The plan


def test_plan_by_kind_and_date(browser: Browser, demo_server: Server) -> None:
    """Groups of one kind, the next date first, what has no date after it, what is over last; both towns together."""
    with visit(browser, demo_server) as visitor:
        page = with_plan(visitor, *EVERYTHING)
        assert shown(page, "events") == [CLUB, CANCELLED, EVENT, PAST]
        assert shown(page, "dates") == [DAY, NO_DAY]
        assert shown(page, "professions") == list(JOBS)
        expect(page.locator(f"[data-key='{CANCELLED}']")).to_contain_text("Отменено")
        expect(page.locator(f"[data-key='{PAST}']")).to_contain_text("Прошло")
        expect(page.locator(f"[data-key='{DAY}']")).to_contain_text("По правилу, не подтверждена")
        expect(page.locator(f"[data-key='{STUDY[1]}']")).to_contain_text("Старый Оскол")
        expect(page.locator(f"[data-key='{STUDY[0]}']")).to_contain_text("Рязань")
        page.clock.set_fixed_time("2026-12-06T12:00:00+03:00")
        visitor.open("plan/")
        assert shown(page, "events")[0] == CLUB
        expect(page.locator(f"[data-key='{EVENT}']")).to_contain_text("Прошло")
        expect(page.locator(f"[data-key='{CLUB}']")).not_to_contain_text("Прошло")


def test_order_removal_and_undo_by_keyboard(browser: Browser, demo_server: Server) -> None:
    """Professions change places, go and come back; the focus stays with what was done, and it is told."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = with_plan(visitor, *JOBS)
        status = page.locator("[data-plan-status]")
        page.get_by_role("button", name="Ниже: Программист").press("Enter")
        assert shown(page, "professions") == [JOBS[1], JOBS[0], JOBS[2]]
        expect(status).to_have_text("Программист: место 2 из 3.")
        expect(page.get_by_role("button", name="Ниже: Программист")).to_be_focused()
        page.get_by_role("button", name="Убрать: Программист").press("Enter")
        assert shown(page, "professions") == [JOBS[1], JOBS[2]]
        expect(page.get_by_role("button", name="Вернуть")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Убрать: Программист")).to_be_focused()
        assert shown(page, "professions") == [JOBS[1], JOBS[0], JOBS[2]]
        assert (kept(page) or {})["items"] == [JOBS[1], JOBS[0], JOBS[2]]
        sound(visitor)


def test_printed_with_addresses(browser: Browser, demo_server: Server) -> None:
    """Paper gets every record with its address and none of the buttons; the plan and the project print apart."""
    with visit(browser, demo_server) as visitor:
        page = with_plan(visitor, *EVERYTHING, route={"steps": {"topic": {"day": "2026-12-05"}}})
        page.emulate_media(media="print")
        addresses = page.locator(".mine-address:visible").all_inner_texts()
        assert sorted(urlsplit(each).path.strip("/") for each in addresses) == sorted(EVERYTHING)
        assert page.locator("main button:visible, .top:visible, .foot:visible").count() == 0
        expect(page.locator(".mine-route")).to_be_visible()
        page.emulate_media(media="screen")
        page.evaluate("window.print = () => { window.printed = document.querySelector('[data-plan]').dataset.printed }")
        for name, what, hidden in (
            ("Напечатать", "list", ".mine-route, .mine-paper"),
            ("Напечатать маршрут", "route", ".mine-app, .mine-paper"),
        ):
            page.emulate_media(media="screen")
            page.get_by_role("button", name=name, exact=True).click()
            assert page.evaluate("printed") == what
            page.emulate_media(media="print")
            page.evaluate("(what) => { document.querySelector('[data-plan]').dataset.printed = what }", what)
            assert page.locator(hidden).evaluate_all("(all) => all.some((item) => item.checkVisibility())") is False
            assert sheets(page) <= {"list": 3, "route": 1}[what]
        expect(page.locator("[data-step=topic]")).to_contain_text("суббота, 5 декабря")


def test_dates_go_to_a_calendar_as_our_feeds_write_them(browser: Browser, demo_server: Server) -> None:
    """The file holds the very VEVENT blocks of the event's file and of the feed of key dates, and reads well."""
    with visit(browser, demo_server) as visitor:
        page = with_plan(visitor, *EVERYTHING)
        with page.expect_download() as download:
            page.get_by_role("button", name="Даты в календарь").click()
        assert download.value.suggested_filename == "moy-plan.ics"
        body = download.value.path().read_bytes()
        calendar = Calendar.from_ical(body)
        uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
        site = demo_server.folder
        own = (site / EVENT / "event.ics").read_bytes()
        block = own[own.index(b"BEGIN:VEVENT") : own.index(b"END:VCALENDAR")]
        assert body.count(block) == 1
        assert f"{EVENT.split('/')[1]}@profnavigator" in uids
        assert "key-date.sochinenie-2027@profnavigator" in uids
        assert not any("vospitatel" in uid or "urok-proforientacii" in uid for uid in uids)
        assert len(uids) == len(set(uids)) > 3  # the club has many dates
        assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Moscow"]
        assert (str(calendar["VERSION"]), str(calendar["NAME"])) == ("2.0", "Мой план")
        assert b"\n" not in body.replace(b"\r\n", b"")
        expect(page.locator("[data-plan-status]")).to_contain_text("В файле 3 записи. Без будущей даты или отменено: 3")
        assert visitor.trouble == []


def test_plan_without_dates_makes_no_empty_file(browser: Browser, demo_server: Server) -> None:
    """Without anything to come there is a sentence instead of a file."""
    with visit(browser, demo_server) as visitor:
        page = with_plan(visitor, PAST, CANCELLED, JOBS[0])
        page.get_by_role("button", name="Даты в календарь").click()
        expect(page.locator("[data-plan-status]")).to_have_text(
            "В плане нет ни одной будущей даты: файл был бы пустым."
        )


def test_link_asks_before_it_changes_anything(browser: Browser, demo_server: Server) -> None:
    """Another device shows the plan of the link; it takes it over only when asked to, after what it has itself."""
    with visit(browser, demo_server) as visitor:
        page = with_plan(visitor, EVENT, *JOBS[:2])
        page.get_by_role("button", name="Поделиться ссылкой").click()
        link = page.locator("#plan-link .copy-text").inner_text()
        address, _, fragment = link.partition("#")
        assert fragment == "plan=events.demo-ryazan-den-dverey-kolledzh~professions.programmist.mehatronik"
        assert address == f"{demo_server.url}plan/"
    with visit(browser, demo_server, PHONE) as visitor:
        page = with_plan(visitor, JOBS[1])
        for choice, expected in (("Не добавлять", [JOBS[1]]), ("Добавить в мой план", [JOBS[1], EVENT, JOBS[0]])):
            visitor.open("about/")
            page = visitor.open(f"plan/#{fragment}").page
            expect(page.get_by_role("heading", name="План по ссылке")).to_be_focused()
            expect(page.locator("[data-plan-incoming]")).to_contain_text("Новых для вас — 2 из 3.")
            expect(page.locator("[data-plan-incoming-list] li")).to_have_count(3)
            assert (kept(page) or {})["items"] == [JOBS[1]]
            sound(visitor)
            page.get_by_role("button", name=choice).press("Enter")
            expect(page.locator("[data-plan-incoming]")).to_be_hidden()
            assert (kept(page) or {})["items"] == expected
            assert urlsplit(page.url).fragment == ""
        page.evaluate("location.hash = '#plan=events.nobody~<b>.x~dates'")
        expect(page.locator("[data-plan-incoming]")).to_contain_text("Не нашлось на сайте: 1.")
        assert visitor.trouble == []


def test_clearing_asks_first(browser: Browser, demo_server: Server) -> None:
    """«Стереть» wipes everything off the device, but only after a second yes."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = with_plan(visitor, *JOBS, compare={"professions": ["programmist"]}, route={"kind": "thing"})
        page.get_by_role("button", name="Стереть план").press("Enter")
        expect(page.get_by_role("dialog", name="Стереть весь план?")).to_be_visible()
        page.get_by_role("button", name="Оставить").press("Enter")
        assert len((kept(page) or {})["items"]) == 3
        page.get_by_role("button", name="Стереть план").press("Enter")
        page.get_by_role("button", name="Стереть", exact=True).press("Enter")
        expect(page.get_by_text("План пока пуст")).to_be_visible()
        expect(page.locator("[data-plan-status]")).to_have_text("План стёрт с этого устройства.")
        assert kept(page) is None
        sound(visitor)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_full_plan_is_sound(scheme: str, browser: Browser, demo_server: Server) -> None:
    """A plan with everything in it has no barrier in either scheme and fits the smallest phone."""
    with visit(browser, demo_server, PHONE, color_scheme=scheme) as visitor:
        page = with_plan(visitor, *EVERYTHING, "organizations/nobody", route={"steps": {"topic": {"done": True}}})
        expect(page.locator("[data-key='organizations/nobody']")).to_contain_text("Этой записи на сайте больше нет")
        sound(visitor)
        sent = [address for address in visitor.addresses() if address.startswith("plan/parts/")]
        assert 0 < len(sent) <= len(EVERYTHING)


def test_spoilt_memory_is_no_trouble(browser: Browser, demo_server: Server) -> None:
    """What another version or somebody's hand left is taken as far as it makes sense."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("plan/").page
        for text in ("{", "null", '{"items":7}', '{"items":["x/../y","events/","professions/programmist",null]}'):
            page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
            visitor.open("plan/")
        assert shown(page, "professions") == ["professions/programmist"]
        assert visitor.trouble == []


# Comparison


def test_compared_from_cards_up_to_four(browser: Browser, demo_server: Server) -> None:
    """Four professions go side by side, a fifth is refused with a word; the address says which they are."""
    with visit(browser, demo_server) as visitor:
        page = visitor.open("professions/").page
        buttons = page.locator("[data-weigh]")
        for place in range(5):
            buttons.nth(place).click()
        expect(page.get_by_role("status").filter(has_text="Рядом помещаются 4.")).to_be_visible()
        ids = (kept(page) or {})["compare"]["professions"]
        assert len(ids) == 4
        page.get_by_role("link", name="Открыть сравнение").click()
        page.wait_for_url(f"**/compare/?professions={','.join(ids)}")
        expect(page.locator(".compare-name")).to_have_count(4)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_programmes_side_by_side(scheme: str, browser: Browser, demo_server: Server) -> None:
    """The facts are those of the programmes' own pages; a phone stacks them by criterion; one can be taken out."""
    ids = [key.split("/")[1] for key in STUDY]
    with visit(browser, demo_server, color_scheme=scheme) as visitor:
        own = []
        for key in STUDY:
            facts = visitor.open(f"{key}/").page.locator(".facts > div")
            own.append(
                dict(facts.evaluate_all("(all) => all.map((row) => [...row.children].map((c) => c.textContent))"))
            )
        page = visitor.open(f"compare/?study={','.join(ids)}").page
        rows = page.locator(".compare tbody tr")
        told = {
            row.locator("th").inner_text(): row.locator(".compare-fact").all_inner_texts()
            for row in (rows.nth(number) for number in range(rows.count()))
        }
        for label in ("Где учат", "Код", "Уровень", "После какого класса", "Форма", "Срок"):
            assert told[label] == [facts[label] for facts in own]
        assert "физика" in told["Вступительные экзамены"][1]
        sound(visitor)
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        expect(page.locator(".compare-who").first).to_be_visible()
        assert violations(page, ALL_RULES if scheme == "light" else COLOUR_RULES) == []
        page.get_by_label("Только различия").check()
        expect(page.get_by_role("rowheader", name="После какого класса")).to_be_hidden()
        expect(page.get_by_role("rowheader", name="Уровень")).to_be_visible()
        page.get_by_role("button", name="Убрать из сравнения: Горное дело").press("Enter")
        expect(page.locator(".compare-name")).to_have_count(1)
        assert page.url.endswith(f"compare/?study={ids[0]}")


def test_comparison_takes_from_the_plan_and_prints(browser: Browser, demo_server: Server) -> None:
    """The plan leads to the comparison of what it holds; what is saved can be added there; it fits lying sheets."""
    with visit(browser, demo_server) as visitor:
        page = with_plan(visitor, *JOBS[:2], *STUDY)
        page.locator("[data-plan-group=professions]").get_by_role("link", name="Сравнить").click()
        page.wait_for_url("**/compare/?professions=programmist,mehatronik")
        page.get_by_role("button", name="Убрать из сравнения: Программист").click()
        page.get_by_role("button", name="Программист", exact=True).click()
        expect(page.locator(".compare-name")).to_have_text(["Инженер-автоматчик / мехатроник", "Программист"])
        page.emulate_media(media="print")
        assert page.locator("main button:visible, nav:visible").count() == 0
        assert sheets(page) <= 4
        page = visitor.open("compare/?professions=nobody").page
        expect(page.get_by_text("Сравнивать пока нечего")).to_be_visible()


# The project


def test_project_by_keyboard_on_a_phone(browser: Browser, demo_server: Server) -> None:
    """Steps are ticked, days picked from key dates and saved events; all of it is there after a reload."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = with_plan(visitor, EVENT, JOBS[0])
        page.locator(".mine-route summary").press("Enter")
        page.get_by_label("Профессия", exact=False).first.select_option(JOBS[0])
        page.get_by_role("radio", name="Исследование").press("Space")
        page.get_by_role("checkbox", name="Выбрать тему").press("Space")
        visit_step = page.locator("[data-step=visit]")
        visit_step.locator("select").select_option(
            label="Суббота, 5 декабря 2026, 10:00–13:00 — День открытых дверей: технический колледж"
        )
        expect(visit_step).to_contain_text("суббота, 5 декабря")
        before = kept(page)
        assert (before or {})["route"] == {
            "kind": "research",
            "professions": JOBS[0],
            "steps": {"topic": {"done": True}, "visit": {"day": "2026-12-05"}},
        }
        page.reload()
        expect(page.get_by_role("checkbox", name="Выбрать тему")).to_be_checked()
        expect(visit_step.locator("input[type=date]")).to_have_value("2026-12-05")
        expect(page.locator("[data-route-progress]")).to_have_text("Сделано шагов: 1 из 10")
        sound(visitor)
        page.get_by_role("button", name="Стереть маршрут").press("Enter")
        assert (kept(page) or {})["route"] == {}
        assert kept(page)["items"] == [EVENT, JOBS[0]]


def test_paper_without_javascript(browser: Browser, demo_server: Server) -> None:
    """Without JavaScript there is a blank form that prints on two sheets, and the way to the catalogues."""
    with visit(browser, demo_server, java_script_enabled=False) as visitor:
        page = visitor.open("plan/").page
        expect(page.get_by_role("heading", name="Бланк плана")).to_be_visible()
        expect(page.locator("main").get_by_role("link", name="Профессии")).to_be_visible()
        assert page.locator("main :is(button, input, select):visible").count() == 0
        assert sheets(page) <= 2

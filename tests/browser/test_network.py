"""Offers between schools and dual training, walked as those who need them do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.pages.renderer import Renderer
from macros.pages.tool_pages import tool_pages
from tests.browser.test_systems import NOT_PRINTING, copied, go, on_paper, print_sheet, unfold
from tests.browser.visits import PHONE, visit
from tests.catalog.towns import lay_out, put
from tests.pages.contexts import ICONS, catalog_of, context_of
from tests.site.server import Server, serving
from tests.tools import ROOT

pytestmark = pytest.mark.browser

LICEUM = """\
title: Лицей
kind: school
offers:
{}sources: [{{kind: editorial, note: пример для тестов}}]
verification: needs-verification
checked: 2026-11-22
"""


@pytest.fixture
def person(browser: Browser, demo_server: Server) -> Iterator[Page]:
    """Somebody on the site with sample records, who may use the clipboard; nothing must go wrong on the way."""
    with visit(browser, demo_server, permissions=["clipboard-read", "clipboard-write"]) as visitor:
        visitor.page.add_init_script(NOT_PRINTING)
        visitor.page.set_default_timeout(8_000)
        yield visitor.open("").page
        assert visitor.trouble == []


def shown(page: Page) -> list[str]:
    """The offers that can be seen."""
    return page.locator(".offers > li:visible h3").all_inner_texts()


def test_school_asks_a_college(person: Page) -> None:
    """W12: from the project to the offers for grade 8, the trial's letter filled in, copied, printed; then our own."""
    person.goto(person.url + "initiatives/ya-smogu/")
    go(person, "Кто что предлагает школам")
    status = person.locator("[data-network-count]")
    expect(status).to_have_text("8\xa0предложений")
    person.get_by_label("Для какого класса").select_option("8 класс")
    expect(status).to_have_text("5\xa0предложений, из них без класса: 2")
    assert shown(person) == [
        "Деталь за два часа",
        "Практика будущих учителей",
        "Лаборатория или мастерская",
        "Горные породы под микроскопом",
        "Консультация",
    ]
    kinds = person.get_by_label("Что предлагают", exact=True)
    expect(kinds.get_by_role("option", name="Мастер-класс")).to_be_disabled()
    kinds.select_option("Профессиональная проба")
    expect(status).to_have_text("1\xa0предложение")
    assert person.url.endswith("/stary-oskol/network/?grade=8&kind=trial")
    person.reload(wait_until="networkidle")
    assert shown(person) == ["Деталь за два часа"]

    person.locator(".offers > li:visible").get_by_role("link", name=re.compile("^Письмо")).click()
    letter = person.locator("#letter-1")
    letter.get_by_label("От кого (школа)").fill("Школа у реки")
    letter.get_by_label("Класс и сколько учеников").fill("8 «Б», 12 человек")
    sheets, words = print_sheet(person, "Просим принять наших учеников по вашему предложению: Деталь за два часа")
    assert (sheets, person.locator("html").get_attribute("data-printed")) == (1, "#letter-1")
    for said in ("Пример:колледжтехнологий", "8–11классы", "Имёнучениковвэтомписьменет", "Подпись"):
        assert said in words
    assert "Иградлямалыша" not in words
    person.locator("summary", has_text="То же текстом").first.click()
    assert copied(person, "text-1").replace("\xa0", " ").split("\n") == [
        "Кому: Пример: колледж технологий",
        "От кого (школа): Школа у реки",
        "",
        "Здравствуйте! Просим принять наших учеников по вашему предложению: Деталь за два часа "
        "(профессиональная проба).",
        "Для кого: 8–11 классы",
        "Когда: по четвергам с 15:00, с октября по апрель",
        "Группа: до 12 человек",
        "",
        "Класс и сколько учеников: 8 «Б», 12 человек",
        "Сколько взрослых с ними: ________",
        "Удобные дни и часы: ________",
        "Что важно учесть (доступная среда, дорога, еда): ________",
        "Чем поделимся в ответ (что предлагает наша школа): ________",
        "Имён учеников в этом письме нет: список, если он нужен, школа передаст сама.",
        "",
        "Кому ответить (должность, рабочий телефон школы): ________",
        "https://profnavigator.example/stary-oskol/network/demo-stary-oskol-kolledzh/#offer-1",
    ]

    go(person, "Все предложения города")
    person.get_by_label("Для какого класса").select_option("8 класс")
    person.get_by_role("button", name="Показать всё").click()
    expect(status).to_have_text("8\xa0предложений")
    expect(person.get_by_label("Для какого класса")).to_be_focused()
    with person.expect_download() as file:
        person.get_by_role("link", name="Скачать таблицу").click()
    assert Path(file.value.path()).read_text("utf-8-sig").count("Пример: ") >= 6
    unfold(person, "Кто есть на сайте, но ничего не предлагает")
    go(person, "Школа № 27")
    expect(person.locator("#q-page")).to_have_value(re.compile("stary-oskol-shkola-27"))


def test_offers_without_javascript(browser: Browser, demo_server: Server) -> None:
    """All offers stand there by kind, with a way to each kind, the tables, and letters that can be printed."""
    with visit(browser, demo_server, PHONE, java_script_enabled=False) as visitor:
        page = visitor.open("stary-oskol/network/").page
        assert len(shown(page)) == 8
        expect(page.get_by_label("Для какого класса")).to_be_hidden()
        page.get_by_role("navigation", name="Виды предложений").get_by_role("link", name=re.compile("^Занятия")).click()
        expect(page.locator("#class")).to_be_in_viewport()
        page.get_by_role("row", name=re.compile("колледж технологий")).get_by_role("link").click()
        expect(page.locator("#letter-2")).to_be_visible()


def test_filter_reaches_all_pages(browser: Browser, demo_site: Path, tmp_path: Path) -> None:
    """A list of two pages becomes one list as soon as something is chosen, with links that lead where they led."""
    town = lay_out(tmp_path / "primersk")
    offers = "  - {kind: class, grades: 5}\n" * 100 + "  - {kind: class, grades: 9, title: Последнее}\n"
    put(town, "data/organizations/primersk/primersk-liceum.yml", LICEUM.format(offers))
    context = context_of(catalog_of(town), "")
    renderer = Renderer(context.catalog, overrides=ROOT / "overrides", icons=ICONS, demo=False)
    site = tmp_path / "site"
    for address, render, _ in tool_pages(context, renderer):
        if address.startswith("primersk/network/"):
            (site / address).mkdir(parents=True)
            (site / address / "index.html").write_text(render(), "utf-8")
    for item in demo_site.iterdir():
        if item.name != "index.html":
            (site / item.name).symlink_to(item)
    with serving(site) as server, visit(browser, server) as visitor:
        page = visitor.open("primersk/network/").page
        assert "Последнее" not in shown(page)
        page.get_by_label("Для какого класса").select_option("9 класс")
        expect(page.locator("[data-network-count]")).to_have_text("1\xa0предложение")
        assert shown(page) == ["Последнее"]
        page.get_by_role("link", name="Последнее", exact=True).click()
        assert page.url == f"{server.url}primersk/network/primersk-liceum/#offer-101"
        assert visitor.trouble == []


def test_family_learns_of_dual_training(person: Page) -> None:
    """S25: from the project and the college to the page; what is known and what is not; a programme; an open day."""
    home = person.url
    person.goto(home + "organizations/stary-oskol-pedagogicheskiy-kolledzh/")
    expect(person.locator("#dual")).to_contain_text("по данным на 2019–2020 учебный год")
    person.goto(home + "choice/")
    expect(person.locator("main").get_by_role("link", name=re.compile("^Как так учатся"))).to_be_visible()
    person.goto(home + "initiatives/dualnoe-obuchenie/")
    go(person, "Как учатся дуально")
    main = person.locator("main")
    for words in ("6 специальностей", "2019–2020 учебный год", "нет данных — документ их не называет"):
        expect(main).to_contain_text(words)
    expect(main.get_by_role("row", name=re.compile("^Когда практика"))).to_contain_text("Весь год, бок о бок с теорией")
    sheets, printed = on_paper(person)
    assert sheets <= 5
    assert "Какойдоговорподписывают" in printed
    go(person, "Преподавание в начальных классах")
    expect(main).to_contain_text("Рабочее место")
    expect(main.get_by_role("link", name="Пример: школа у парка").first).to_be_visible()
    go(person, "как так учатся")
    go(person, re.compile("^День открытых дверей: колледж технологий"))
    assert "/events/demo-stary-oskol-den-dverey-kolledzh/" in person.url

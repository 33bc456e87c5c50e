"""The ways of those who use the site in schools, walked from the first page to the sheet of paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.visits import PHONE, visit
from tests.site.server import Server

pytestmark = pytest.mark.browser

PROBE = "events/demo-ryazan-copp-proba/"
NOT_PRINTING = "window.print = () => { document.documentElement.dataset.printed = location.hash }"


@pytest.fixture
def person(browser: Browser, demo_server: Server) -> Iterator[Page]:
    """Somebody on the site with sample records, who may use the clipboard; nothing must go wrong on the way."""
    with visit(browser, demo_server, permissions=["clipboard-read", "clipboard-write"]) as visitor:
        visitor.page.add_init_script(NOT_PRINTING)
        visitor.page.set_default_timeout(8_000)
        yield visitor.open("").page
        assert visitor.trouble == []


def go(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow the first link of this name in the main part."""
    page.locator("main").get_by_role("link", name=name).first.click()
    page.wait_for_load_state("networkidle")


def unfold(page: Page, name: str) -> None:
    """Open a folded part."""
    page.locator("summary", has_text=name).click()


def on_paper(page: Page) -> tuple[int, str]:
    """How many sheets of A4 the printer gives, and the words on them with the spaces that fonts put in removed."""
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))
    return len(pdf.pages), squeezed("".join(sheet.extract_text() for sheet in pdf.pages))


def squeezed(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s+", "", text)


def copied(page: Page, text_id: str) -> str:
    """What the copy button of a ready text leaves on the clipboard."""
    page.locator(f"#{text_id} [data-copy]").click()
    expect(page.locator(f"#{text_id} [data-copy-word]")).to_have_text("Скопировано")
    return page.evaluate("navigator.clipboard.readText()")


def print_sheet(page: Page, name: str) -> tuple[int, str]:
    """Press the button under a sheet and take what leaves the printer."""
    page.evaluate("delete document.documentElement.dataset.printed")
    page.locator("[data-print]", has_text=f": {name}").click()
    expect(page.locator("html")).to_have_attribute("data-printed", re.compile("^#"))
    return on_paper(page)


def test_the_centre_announces_an_event(person: Page) -> None:
    """W1: from the town to the ЦОПП's event, its text for a chat and its sheet for the wall; who was told is seen."""
    go(person, re.compile("^Рязань"))
    go(person, "События ЦОПП")
    told = person.get_by_role("row", name=re.compile("Проба в мастерской: от чертежа"))
    expect(told).to_contain_text("13 ноября, письмо в школы")
    expect(told).to_contain_text("ещё не отмечено")
    expect(person.locator("main")).to_contain_text("участников вместе — 23")
    go(person, "Проба в мастерской: от чертежа до детали")
    unfold(person, "Готовые тексты объявления")
    assert copied(person, "text-chat").split("\n")[0] == "Пример: Проба в мастерской: от чертежа до детали"
    unfold(person, "Объявление на лист А4")
    sheets, words = print_sheet(person, "Объявление на лист А4")
    assert (sheets, person.locator("html").get_attribute("data-printed")) == (1, "#sheet")
    assert "Четверг,26ноября2026,15:00–16:30" in words
    assert squeezed(f"https://profnavigator.example/{PROBE}") in words
    assert "Добавитьвкалендарь" not in words


def test_digest_of_the_week(person: Page) -> None:
    """W1: the same event is in the digest for pupils, under an address that stays."""
    person.goto(person.url + "ryazan/week/")
    go(person, "Ученики")
    assert person.url.endswith("/ryazan/week/ucheniki/")
    text = copied(person, "text-chat")
    assert text.startswith("Рязань, 23–29\xa0ноября. Ученики: что на этой неделе\n")
    assert text.endswith("https://profnavigator.example/ryazan/week/ucheniki/")
    unfold(person, "На сайт школы")
    assert "Пример: Проба в мастерской: от чертежа до детали" in copied(person, "text-site")


def test_from_test_to_consultation(person: Page) -> None:
    """W2: the service leads to a sheet on which one prepares, and to a request without any child's name."""
    person.goto(person.url + "services/ryazan-konsultacii-shkolnikov/")
    unfold(person, "Лист подготовки")
    person.get_by_label("Три профессии, о которых думаю").fill("геолог, врач, сварщик")
    sheets, words = print_sheet(person, "Лист подготовки")
    assert sheets <= 2
    assert "Какиепрофессиимнеподходятипочему" in words
    unfold(person, "Заявка")
    sheets, words = print_sheet(person, "Заявка")
    assert sheets == 1
    assert "Имёнучениковздесьнет" in words


def test_parents_meeting(person: Page) -> None:
    """W3: the class teacher takes the kit of the grade, each sheet alone, and invites a guest by a filled letter."""
    person.goto(person.url + "teachers/")
    go(person, "Наборы по классам")
    go(person, "9 класс")
    sheets, words = print_sheet(person, "повестка")
    assert sheets == 1
    assert "Колледжили10класс" in words
    assert "Протокол" not in words
    sheets, words = print_sheet(person, "план года")
    assert sheets <= 2
    assert "Итоговоесобеседование" in words
    person.locator("main").get_by_role("link", name="Рязань", exact=True).click()
    person.get_by_label("Кого приглашаете").select_option("Пример: ЦОПП")
    person.locator("[data-guest-letter]", has_text="Родительское собрание: лето поступающего").click()
    expect(person.get_by_label("Кому", exact=True)).to_have_value("Пример: ЦОПП")
    sheets, words = print_sheet(person, "Письмо: пригласить гостя")
    assert sheets == 1
    assert "Родительскоесобрание:летопоступающего" in words


def test_week_of_professions(person: Page) -> None:
    """W4: the campaign shows its days and grades with today marked, prints them, and leads volunteers to a briefing."""
    person.goto(person.url + "series/demo-ryazan-nedelya-professiy/")
    table = person.get_by_role("table").first
    expect(table.get_by_role("rowheader")).to_have_count(6)
    expect(table.get_by_role("rowheader", name=re.compile("сегодня"))).to_contain_text("Понедельник, 23")
    sheets, words = print_sheet(person, "Программа по дням и классам")
    assert sheets <= 2
    assert "Вторник" in words
    person.goto(person.url.partition("/series/")[0] + "/ryazan/volunteers/")
    consent, words = print_sheet(person, "Согласие родителей")
    assert consent == 1
    assert "Согласиеродителя" in words
    person.locator(".asking a.more", has_text="Неделя профессий").click()
    sheets, words = print_sheet(person, "Памятка волонтёру")
    assert sheets == 1
    assert "вестигруппыпомаршруту" in words


def test_excursion_for_a_class(person: Page) -> None:
    """W5: an employer with age, group and what to bring; the letter; the worksheet for afterwards."""
    person.goto(person.url + "ryazan/visits/")
    offer = person.locator("#excursion li.panel", has_text="Пример: машиностроительное предприятие")
    for fact in ("8–11\xa0классы", "до 20 человек", "закрытая обувь", "Инженер-технолог машиностроения"):
        expect(offer).to_contain_text(fact)
    offer.get_by_role("link", name=re.compile("^Письмо")).click()
    person.get_by_label("Класс и возраст").first.fill("9 класс, 15 лет")
    sheets, words = print_sheet(person, "Письмо: прийти с классом")
    assert sheets == 1
    assert "Просимпринятьгруппуучеников" in words
    person.goto(person.url.partition("/organizations/")[0] + "/teachers/worksheets/")
    sheets, words = print_sheet(person, "после")
    assert sheets == 1
    assert "Чтооказалосьнетаким" in words


def test_route_sheet_prints_what_is_chosen(person: Page) -> None:
    """A pupil marks two classes; on paper there are these two, all stations, and no others."""
    person.goto(person.url + "series/demo-ryazan-ploshchadka/")
    go(person, "Собрать маршрутный лист")
    choices = person.get_by_role("checkbox")
    assert choices.count() > 3
    chosen = person.locator(".picks strong").all_inner_texts()
    choices.nth(0).check()
    choices.nth(2).check()
    sheets, words = print_sheet(person, "маршрутный лист")
    assert sheets == 1
    assert [squeezed(title) in words for title in chosen[:4]] == [True, False, True, False]
    for station in ("Тест", "Разговор", "Занятиянавыбор"):
        assert station in words


def test_plain_print_of_an_event_has_no_forms(browser: Browser, demo_server: Server) -> None:
    """Who prints the page itself gets the event, not its letters."""
    with visit(browser, demo_server) as visitor:
        words = on_paper(visitor.open(PROBE).page)[1]
        assert "Проба" in words
        assert "Подробностииперемены" not in words


def test_sheet_opens_by_its_address_without_javascript(browser: Browser, demo_server: Server) -> None:
    """A link to a sheet opens it on a phone without scripts, and it can be filled in and printed."""
    with visit(browser, demo_server, PHONE, java_script_enabled=False) as visitor:
        page = visitor.open(f"{PROBE}#sheet").page
        expect(page.locator("#sheet")).to_be_visible()
        expect(page.locator("#texts-title")).to_have_count(0)
        assert "Подробностииперемены" in on_paper(page)[1]

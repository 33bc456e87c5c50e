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
LYING = 1020
"""A sheet of A4 on its side without its margins, in px."""
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
    notices = person.get_by_role("group", name="Кому и когда сообщили")
    told = notices.get_by_role("row", name=re.compile("Проба в мастерской: от чертежа"))
    expect(told).to_contain_text("13 ноября, письмо в школы")
    expect(told).to_contain_text("ещё не отмечено")
    expect(person.locator("main")).to_contain_text("участников вместе — 23")
    sheets, words = print_sheet(person, "план участия")
    assert (sheets, "Сколькопойдёт" in words, "Кудаможнопригласить" in words) == (1, True, False)
    go(person, "Проба в мастерской: от чертежа до детали")
    unfold(person, "Готовые тексты объявления")
    assert copied(person, "text-chat").split("\n")[0] == "Пример: Проба в мастерской: от чертежа до детали"
    unfold(person, "Объявление на лист А4")
    sheets, words = print_sheet(person, "Объявление на лист А4")
    assert (sheets, person.locator("html").get_attribute("data-printed")) == (1, "#sheet")
    assert "Четверг,26ноября2026,15:00–16:30" in words
    assert squeezed(f"https://profnavigator.example/{PROBE}") in words
    assert "Добавитьвкалендарь" not in words


def test_the_coordinator_sees_who_has_not_answered(person: Page) -> None:
    """R40, F6: places by school with the gaps and a table, from an event to a programme, the news of the ЦОПП alone."""
    person.get_by_role("region", name="События ЦОПП").get_by_role("link", name="Рязань").click()
    schools = person.get_by_role("table", name="Места по школам: Проба в мастерской: от чертежа до детали")
    expect(schools.get_by_role("row", name=re.compile("школа у реки"))).to_contain_text("ещё не ответила")
    expect(person.locator(".quota").last).to_contain_text("Мест: 24, придёт: 10. Надо спросить: 1 школа.")
    with person.expect_download() as waiting:
        person.get_by_role("link", name="Таблицей (CSV)").click()
    assert waiting.value.suggested_filename == "participation.csv"
    news = person.get_by_role("link", name="Что изменилось у ЦОПП — лентой Atom").get_attribute("href")
    assert news == "../../calendar/ryazan/ryazan-sobytiya-copp.atom"
    bridge = person.get_by_role("table", name="Куда ведут события ЦОПП")
    bridge.get_by_role("link", name="Технология машиностроения").first.click()
    expect(person.locator("h1")).to_have_text("Технология машиностроения")


def test_parents_and_the_system_of_the_town(person: Page) -> None:
    """R1, R2, R3, R14: who answers for what, and from a town's series to the meetings, the whole town's first."""
    go(person, re.compile("^Рязань"))
    go(person, "Кто за что отвечает")
    roles = person.locator("#roles")
    expect(roles).to_contain_text("Центр профориентации молодежи — координирует школы города в профориентации")
    parents = person.get_by_role("table", name="Родители")
    expect(parents.get_by_role("row", name=re.compile("Родительские собрания в колледжах"))).to_contain_text(
        "Приостановлено"
    )
    parents.get_by_role("link", name="Городские родительские собрания о профориентации").click()
    go(person, "Ближайшие собрания")
    town = person.locator("section[aria-labelledby=meetings-ryazan]")
    expect(town.locator(".asking").first.locator("a")).to_have_text(
        ["Городское родительское собрание: как помочь и не решить за ребёнка"]
    )
    town.get_by_role("link", name="Родительское собрание: куда после 9 класса").click()
    expect(person.get_by_role("link", name="Материалы 1")).to_be_visible()


def test_sets_of_sheets_have_no_empty_paper(person: Page) -> None:
    """A kit, worksheets, a route, a consent and the year: no title page, and the address stands on the last sheet."""
    home = person.url
    for address in ("teachers/kits/9/", "teachers/worksheets/", "ryazan/volunteers/", "ryazan/year/9-klass/"):
        person.goto(home + address)
        pdf = PdfReader(BytesIO(person.pdf(prefer_css_page_size=True, format="A4")))
        words = [len(squeezed(sheet.extract_text())) for sheet in pdf.pages]
        assert min(words) > 200, (address, words)
    person.goto(home + "teachers/kits/9/")
    assert person.get_by_role("heading", level=1).is_visible()
    person.emulate_media(media="print")
    expect(person.get_by_role("heading", level=1)).to_be_hidden()


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
    person.goto(person.url.partition("/series/")[0] + "/volunteers/ryazan-proforientacionnyy-korpus/")
    go(person, "Согласие родителей")
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


def test_fair_of_study_places(person: Page) -> None:
    """W6: who comes, picked programmes on the sheet alone and in the plan, compared, then the next open days."""
    person.goto(person.url + "ryazan/")
    go(person, "Ярмарка учебных мест: план посещения")
    college = person.locator(".stand", has_text="Пример: технический колледж")
    expect(college).to_contain_text("среди организаторов")
    expect(person.locator(".stand", has_text="машиностроительное предприятие")).to_contain_text("подтвердили участие")
    expect(person.locator(".stands-open")).to_contain_text("кто именно, не сказано")
    sheets, words = print_sheet(person, "маршрут")
    assert sheets == 1
    assert "Программнаяинженерия" in words
    assert "Сколькомест" not in words
    person.get_by_role("checkbox", name=re.compile("^Дизайн")).check()
    person.get_by_role("checkbox", name=re.compile("^Лечебное дело")).check()
    expect(person.get_by_text("Отмечено:")).to_have_text("Отмечено: 2\xa0стола, 2\xa0программы.")
    expect(person.locator("[data-plan-count]").first).to_have_text("2")
    words = print_sheet(person, "маршрут")[1]
    assert "Дизайн(поотраслям)" in words
    assert "Сколькоместбесплатныхиплатных,сколькостоитгод?" in words
    assert "Потом:сб,10апреля,11:00" in words
    for other in ("Программнаяинженерия", "предприятие", "ктоименно,несказано"):
        assert other not in words
    dates = person.locator("[data-fair-dates] > li:visible")
    expect(dates.filter(has_text="День открытых дверей: технический колледж")).to_have_count(1)
    person.get_by_role("checkbox", name=re.compile("^Лечебное дело")).uncheck()
    shown = dates.count()
    person.get_by_label("Только выбранные места").uncheck()
    assert 0 < shown < dates.count()
    person.get_by_role("checkbox", name=re.compile("^Лечебное дело")).check()
    person.reload(wait_until="networkidle")
    expect(person.get_by_role("checkbox", name=re.compile("^Дизайн"))).to_be_checked()
    go(person, "Сравнить")
    table = person.locator("table.compare")
    expect(table.locator(".compare-name")).to_have_text(["Дизайн (по отраслям)", "Лечебное дело"])
    expect(table).to_contain_text("3 года 10 месяцев")


def test_fair_that_names_nobody(browser: Browser, demo_server: Server) -> None:
    """Without scripts: the real fair invents no guests, its boxes choose what is printed, a blank sheet is there."""
    with visit(browser, demo_server, PHONE, java_script_enabled=False) as visitor:
        page = visitor.open("series/stary-oskol-yarmarka-uchebnyh-mest/").page
        go(page, "План посещения")
        stands = page.locator(".stand")
        assert stands.count() > 5
        expect(stands.filter(has_text="участие не подтверждено")).to_have_count(stands.count())
        page.goto(page.url + "#route")
        page.get_by_role("checkbox", name=re.compile("^Горное дело")).check()
        words = on_paper(page)[1]
        assert "Горноедело" in words
        assert "Сестринскоедело" not in words
        page.goto(page.url.partition("#")[0] + "#blank")
        sheets, words = on_paper(page)
        assert sheets == 1
        assert "Стол3:кто" in words
        assert visitor.trouble == []


def test_class_goes_to_the_exhibition(person: Page) -> None:
    """S13: from the offers of the town to the letter, the teacher's list and the sheets; what is unknown says so."""
    person.goto(person.url + "stary-oskol/visits/")
    offer = person.locator("#excursion li.panel", has_text="Железно!")
    offer.get_by_role("link", name=re.compile("^Листы и список дел")).click()
    known = person.locator("#known")
    expect(known).to_contain_text("Нет данных, спросите: ")
    expect(known).to_contain_text("более 3000 учащихся")
    expect(person.locator("#professions")).to_contain_text("Что именно выставлено и показано, у нас данных нет")
    expect(person.locator("#professions").get_by_role("link", name="Горное дело").first).to_be_visible()
    expected = {
        "Письмо: просим принять класс": ("Письмо: прийти с классом", "Просимпринятьгруппуучеников"),
        "Список дел классного руководителя": ("список учителя", "Порядокпоездокутверждаетшкола"),
        "Лист для 1–4 классов": ("лист для 1–4 классов", "Нарисуйто,чтозапомнилось"),
        "До: готовимся": ("до", "Можноспросить"),
        "Во время: смотрю и спрашиваю": ("во время", "Обогатитель"),
        "После: что я понял": ("после", "СТИНИТУМИСИС"),
    }
    for title, (name, wanted) in expected.items():
        unfold(person, title)
        sheets, words = print_sheet(person, name)
        assert (title, sheets, wanted in words) == (title, 1, True)


def test_a_parent_finds_the_school(person: Page) -> None:
    """From the town to one's own school: what it has, its dates; whose school is not there still gets a calendar."""
    person.goto(person.url + "stary-oskol/")
    go(person, "Школы Старого Оскола")
    person.get_by_role("link", name="Школа № 28", exact=True).first.click()
    school = person.locator("#stary-oskol-shkola-28")
    expect(school).to_be_in_viewport()
    expect(school).to_contain_text("Пока ничего не объявлено")
    school.get_by_role("link", name="Индивидуальные проекты «Маршрут успеха»").click()
    expect(person).to_have_url(re.compile("/initiatives/marshrut-uspeha/$"))
    person.go_back()
    offer = person.locator("#demo-stary-oskol-shkola").get_by_role("link", name="Цифровой рисунок")
    offer.click()
    expect(person).to_have_url(re.compile("/stary-oskol/network/demo-stary-oskol-shkola/#offer-1$"))
    person.go_back()
    person.get_by_role("link", name="Моей школы здесь нет").click()
    expect(person.locator("#unnamed")).to_contain_text("14 школ округа")
    go(person, "Календарь своего класса")
    expect(person).to_have_url(re.compile("/calendar/stary-oskol/$"))


def test_volunteers_read_the_memo(person: Page) -> None:
    """From the medical corps to the memo for ages from 12 on: one sheet, whom to call, that no doctor checked it."""
    person.goto(person.url + "volunteers/volontery-mediki/")
    go(person, "Если кому-то плохо: памятка")
    sheets, words = on_paper(person)
    assert (sheets, "112" in words, "врачиеёнепроверяли" in words) == (1, True, True)


@pytest.mark.parametrize("address", ["about/coverage/", "documents/prikaz-363-2020/"])
def test_counts_lose_no_column_on_paper(address: str, person: Page) -> None:
    """The board of the department and the matrix of the order lie on their side, and no column is wider than that."""
    person.goto(person.url + address)
    sheets = PdfReader(BytesIO(person.pdf(prefer_css_page_size=True, format="A4"))).pages
    lying = [sheet for sheet in sheets if sheet.mediabox.width > sheet.mediabox.height]
    assert lying
    person.emulate_media(media="print")
    person.set_viewport_size({"width": LYING, "height": 700})
    widths = [
        table.evaluate("table => table.getBoundingClientRect().right") for table in person.locator(".matrix").all()
    ]
    assert widths
    assert max(widths) <= LYING


def test_kindergarten_builds_a_town(person: Page) -> None:
    """From the district's project to its game city: one card, one set, every card and every script on paper."""
    person.goto(person.url + "initiatives/professii-belgorodchiny/")
    go(person, "Агроном")
    expect(person.get_by_role("heading", level=3, name="Агроном", exact=True)).to_be_visible()
    person.get_by_role("link", name="Карточку", exact=True).click()
    sheets, words = on_paper(person)
    assert (sheets, "Я—агроном." in words, "Чтоприготовить" in words) == (1, True, False)
    person.get_by_role("link", name="Напечатать всё").click()
    sheets, words = on_paper(person)
    assert (sheets, "Четыреполя" in words, "Облако" in words) == (2, True, True)
    go(person, re.compile("^Игровой город целиком"))
    roles = person.locator(".player").count()
    assert roles >= 12
    go(person, "Все карточки")
    assert on_paper(person)[0] == (roles + 1) // 2
    person.get_by_role("link", name="Напечатать сценарии").click()
    sheets, words = on_paper(person)
    assert (sheets, words.count("Читаемвслух")) == (roles, roles)


def test_ladder_of_a_pre_university_school(person: Page) -> None:
    """A pupil climbs from the school to the programme and the employer; what nobody said is said to be unknown."""
    person.goto(person.url + "initiatives/shkola-yunogo-gornyaka/")
    join = person.locator("#join")
    expect(join).to_contain_text("10–11\xa0классы")
    expect(join).to_contain_text("нет данных: исходный документ не называет месяцев")
    expect(person.get_by_role("img", name=re.compile("^Как это ведёт к профессии"))).to_be_visible()
    steps = person.locator("#road .road-stops > li")
    expect(steps.nth(2)).to_contain_text("ЕГЭ: физика — приём 2026 года")
    expect(steps.nth(3).get_by_role("link").first).to_have_text("Горное дело")
    sheets, words = on_paper(person)
    assert (sheets <= 6, "СГОК—СтарыйОскол" in words) == (True, True)
    steps.nth(5).get_by_role("link", name="СГОК").click()
    expect(person.get_by_role("heading", level=1)).to_contain_text("ГОК")


def test_own_project_of_a_pupil(browser: Browser, demo_server: Server) -> None:
    """S23: from the district's project to the planner of one's own, open at once; a day set is there after a reload."""
    with visit(browser, demo_server, PHONE) as visitor:
        page = visitor.open("initiatives/marshrut-uspeha/").page
        go(page, "Собрать маршрут своего проекта")
        page.get_by_role("checkbox", name=re.compile("^Выбрать тему")).check()
        page.get_by_label("День шага «Выбрать тему»", exact=True).fill("2026-12-10")
        page.reload(wait_until="networkidle")
        expect(page.get_by_label("День шага «Выбрать тему»", exact=True)).to_have_value("2026-12-10")
        expect(page.get_by_role("checkbox", name=re.compile("^Выбрать тему"))).to_be_checked()
        assert visitor.trouble == []


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

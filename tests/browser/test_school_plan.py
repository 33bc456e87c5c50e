"""A plan of a school from an order to paper, a contest from its old name to its rungs, a number to its picture."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_systems import NOT_PRINTING, go, on_paper, squeezed
from tests.browser.visits import visit
from tests.site.server import Server

pytestmark = pytest.mark.browser


def test_plan_contest_and_number(browser: Browser, demo_server: Server) -> None:
    """W9, S8–S9 and 1.4 in one visit of a deputy head of a school of Старый Оскол."""
    with visit(browser, demo_server, permissions=["clipboard-read", "clipboard-write"]) as visitor:
        page = visitor.page
        page.add_init_script(NOT_PRINTING)
        page.set_default_timeout(8_000)

        # From the order to what its measures reach, and the table.
        visitor.open("documents/prikaz-363-2020/")
        for fact in ("№ 363", "13\xa0марта 2020 года", "Управление образования", "Действие не проверено"):
            expect(page.locator("main")).to_contain_text(fact)
        contests = page.get_by_role("row", name=re.compile("4. Участие в олимпиаде"))
        assert contests.get_by_role("cell").all_inner_texts()[:6] == [
            "?\nкласс не назван", "?\nкласс не назван", "?\nкласс не назван", "2", "2", "1",
        ]  # fmt: skip
        expect(page.get_by_role("row", name=re.compile("7. Довузовская")).get_by_role("cell").first).to_have_text("нет")
        with page.expect_download() as download:
            page.get_by_role("link", name="Скачать таблицу").click()
        rows = download.value.path().read_text("utf-8-sig").split("\n")
        assert any("Чемпионат «Профессионалы»" in row and ";8–11\xa0классы;" in row for row in rows)

        # The plan of the town, of one grade, on paper, as text.
        go(page, re.compile("План года"))
        expect(page.locator(".year-table tbody tr")).to_have_count(15)
        sheets, words = on_paper(page)
        assert sheets <= 6
        assert "Сентябрь2026" in words
        page.get_by_role("link", name="9 класс", exact=True).click()
        assert page.url.endswith("/stary-oskol/year/9-klass/")
        expect(page.get_by_role("link", name="9 класс", exact=True)).to_have_attribute("aria-current", "page")
        february = page.locator(".year-month", has_text="Февраль 2027")
        expect(february).to_contain_text("10\xa0февраля, ср Итоговое собеседование — по правилу, дата не подтверждена")
        expect(page.locator(".year-month", has_text="Октябрь 2026")).to_contain_text("обычно в это время. Сюда едут")
        page.locator("[data-print]").click()
        expect(page.locator("html")).to_have_attribute("data-printed", "#plan")
        sheets, words = on_paper(page)
        assert sheets <= 2
        assert squeezed("Итоговое собеседование — по правилу") in words
        assert squeezed("Приказ № 363 от 13 марта 2020 года (действие не проверено") in words
        assert squeezed("Скопировать") not in words
        page.locator("#text-plan [data-copy]").click()
        expect(page.locator("#text-plan [data-copy-word]")).to_have_text("Скопировано")
        text = page.evaluate("navigator.clipboard.readText()").split("\n")
        assert text[0] == "План профориентации на 2026/27 учебный год. Старый Оскол, 9\xa0класс"
        assert "— 8\xa0октября: Пример: Экскурсия на смотровую площадку (7–9\xa0классы)" in text

        # A measure of the plan leads to the contest; its old name is found and leads to today's one and back.
        page.get_by_role("link", name=re.compile("^Участие в олимпиаде")).click()
        assert page.url.endswith("#measure-4")
        visitor.open("search/?q=worldskills")
        expect(
            page.locator("main").get_by_role("link", name=re.compile("Чемпионат «Профессионалы»")).first
        ).to_be_visible()
        go(page, re.compile("Молодые профессионалы"))
        page.locator(".strip").get_by_role("link", name="Чемпионат «Профессионалы»").click()
        page.wait_for_load_state("networkidle")
        rungs = page.locator(".rung")
        expect(rungs).to_have_count(4)
        expect(rungs.nth(0)).to_contain_text("Нет данных")
        expect(rungs.nth(3)).to_contain_text("Летний финал")
        expect(page.locator("#who")).to_contain_text("Юниоры — с\xa014\xa0лет")
        expect(page.locator("dl.facts a", has_text="Молодые профессионалы")).to_have_count(1)
        go(page, "Мехатроник")
        assert "/professions/mehatronik/" in page.url
        visitor.open("series/abilimpiks/")
        expect(page.locator("#access")).to_contain_text("Нет данных")
        expect(page.locator("#access li")).to_have_count(5)
        visitor.open("series/demo-stary-oskol-chempionat-professiy/")
        expect(page.locator(".rung").nth(2)).to_contain_text("26\xa0января")

        # A share is drawn, said and laid out in a table; the portal leads to a sheet with professions of the lesson.
        visitor.open("statistics/")
        picture = page.get_by_role("img", name=re.compile("Попробовали профессию"))
        expect(picture).to_contain_text("около 21\xa0%")
        assert picture.locator(".chart-bar").bounding_box()["width"] / picture.bounding_box()["width"] == pytest.approx(
            7871 / 37378, abs=0.01
        )
        expect(page.get_by_role("group", name=re.compile("Таблица: Попробовали")).get_by_role("row")).to_have_count(4)
        assert page.locator(".chart").count() == 2
        visitor.open("resources/proektoriya/")
        expect(page.locator("main")).to_contain_text("Сведения проверены")
        go(page, "Лист «Смотрим всем классом»")
        sheets, words = on_paper(page)
        assert sheets == 1
        assert "/professions/svarshchik/" in words
        assert visitor.trouble == []

"""Contests: the ladder with its gaps, who competes in what, the former name and today's, the way to the worksheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog import EventSeries, Resource
from macros.catalog.contest import Category
from macros.pages.contest_view import category_words, contest_view
from macros.pages.project_views import series_view
from macros.pages.reference_views import resource_view
from macros.pages.search_text import record_pages
from macros.pages.watching import watching_papers
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of

END = """\
season: {rule: unknown, text: нет данных}
audience: [pupils]
sources: [{kind: editorial, note: пример для тестов}]
verification: needs-verification
checked: 2026-11-22
"""
CONTEST = """\
title: Профи
kind: championship
level: regional
status: {state: active}
categories: [{kind: juniors, from_age: 14}, {kind: students}]
competencies: [{title: Слесарное дело, professions: [slesar], seen: финал 2025 года}, {title: Кровля, seen: 2025 год}]
inclusive: true
hosts: [primersk-kolledzh]
stages: [{level: regional, title: Финал, text: Два дня.}]
"""
OLD = """\
title: Мастера
aliases: [{name: Старые мастера}]
kind: championship
level: regional
status: {state: historical}
successor: profi
"""


def lay_out_contests(town: Path) -> None:
    """A contest and the one that it has replaced."""
    put(town, "data/series/primersk/profi.yml", CONTEST + END)
    put(town, "data/series/primersk/mastera.yml", OLD + END)


def test_ladder_keeps_its_gaps(town: Path) -> None:
    """Every rung up to the contest's own level, with what is known; above it there is none."""
    lay_out_contests(town)
    catalog = catalog_of(town)
    view = contest_view(context_of(catalog, "series/profi/"), catalog.get(EventSeries, "profi"))
    assert [(rung["title"], [stage["title"] for stage in rung["stages"]]) for rung in view["rungs"]] == [
        ("Школьный", []), ("Городской или муниципальный", []), ("Региональный", ["Финал"]),
    ]  # fmt: skip
    assert [item.replace("\xa0", " ") for item in view["categories"]] == ["Юниоры — с 14 лет", "Студенты"]
    assert [(item["title"], [each["url"] for each in item["professions"]]) for item in view["competencies"]] == [
        ("Слесарное дело", ["../../professions/slesar/"]), ("Кровля", []),
    ]  # fmt: skip
    assert (view["inclusive"], view["accessibility"], len(view["ask"])) == (True, "", 5)
    fair = catalog.get(EventSeries, "primersk-dni-dverey")
    assert contest_view(context_of(catalog, "series/primersk-dni-dverey/"), fair) is None


@pytest.mark.parametrize(("age", "words"), [(14, "с 14 лет"), (21, "с 21 года"), (11, "с 11 лет"), (None, "")])
def test_age_of_a_category(age: int | None, words: str, town: Path) -> None:
    """An age is said as Russian says it, and not at all when nobody told it."""
    told = category_words(catalog_of(town), Category(kind="pupils", from_age=age)).replace("\xa0", " ")
    assert told == f"Школьники — {words}".removesuffix(" — ")


def test_old_name_and_new_lead_to_each_other(town: Path) -> None:
    """The old page sends to today's, today's names the old one, and the search finds today's by both old names."""
    lay_out_contests(town)
    catalog = catalog_of(town)
    old = series_view(context_of(catalog, "series/mastera/"), catalog.get(EventSeries, "mastera"))
    new = series_view(context_of(catalog, "series/profi/"), catalog.get(EventSeries, "profi"))
    assert 'href="../../series/profi/"' in old["state_html"]
    assert [str(fact.value_html) for fact in new["facts"] if fact.label == "Что было раньше"] == [
        '<a href="../../series/mastera/">Мастера</a>'
    ]
    (page,) = [page for page in record_pages(catalog) if page.address == "series/profi/"]
    assert page.names == ("Мастера", "Старые мастера")


def test_portal_leads_to_the_sheet_of_its_lessons(town: Path) -> None:
    """A series of open lessons has a sheet with its professions; the portal where they are watched leads to it."""
    lesson = "title: Уроки\nkind: broadcast\nlevel: national\nstatus: {state: unknown}\nprofessions: [slesar]\n"
    put(town, "data/series/uroki.yml", lesson + END)
    path = town / "data/resources/atlas.yml"
    path.write_text(path.read_text("utf-8") + "series: [uroki, primersk-dni-dverey]\n", "utf-8")
    catalog = catalog_of(town)
    context = context_of(catalog, "resources/atlas/")
    view = resource_view(context, catalog.get(Resource, "atlas"))
    assert [action["url"] for action in view["actions"]] == ["../../series/uroki/#watch"]
    assert [str(fact.value_html) for fact in view["facts"] if fact.label == "Сведения проверены"] != []
    (paper,) = watching_papers(context_of(catalog, "series/uroki/"), catalog.get(EventSeries, "uroki"))
    assert [item["address"] for item in paper.values["professions"]] == [
        "https://profnavigator.example/professions/slesar/"
    ]
    assert watching_papers(context, catalog.get(EventSeries, "primersk-dni-dverey")) == []

"""«10 класс или колледж»: dates by subject, rules with their year, places by town, nothing invented."""

from __future__ import annotations

from pathlib import Path

from macros.pages.choice_view import ahead_view, colleges_view, dates_view, rules_view, schools_view
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of

COLLEGE = """\
title: Другой колледж
kind: college
sources:
  - {kind: editorial, note: пример для тестов}
verification: needs-verification
checked: 2026-11-22
"""
DATE = """\
title: Вузы принимают заявления
subject: admission-university
school_year: 2026/27
grades: 11
basis: rule
rule: {month: 6, day: 20}
rule_words: с 20 июня
sources:
  - {kind: editorial, note: пример для тестов}
verification: needs-verification
checked: 2026-11-22
"""


def test_places_by_town(town: Path) -> None:
    """Programmes after grade 9 stand with their college; a college without known programmes is named as such."""
    put(town, "data/organizations/primersk/primersk-drugoy.yml", COLLEGE)
    (found,) = colleges_view(context_of(catalog_of(town), "choice/"))
    assert (found["title"], found["count"]) == ("Примерск", "1\N{NO-BREAK SPACE}программа")
    assert [(each["title"], [row["code"] for row in each["programs"]]) for each in found["places"]] == [
        ("Мехколледж", ["15.01.35"])
    ]
    assert [each["title"] for each in found["unknown"]] == ["Другой колледж"]


def test_rules_name_year_and_check(town: Path) -> None:
    """A rule is its document's words with the year; a document that this site does not have is left out."""
    context = context_of(catalog_of(town), "choice/")
    (found,) = rules_view(context, ["no-such-order", "primersk-spravka"])
    assert found["url"] == "../documents/primersk-spravka/"
    assert found["year"]
    assert found["checked"] == "22\N{NO-BREAK SPACE}ноября 2026"


def test_what_is_ahead_is_told_as_a_rule(town: Path) -> None:
    """Whoever chooses grade 10 reads the rule, not a day of this year."""
    put(town, "data/dates/vuz-2027.yml", DATE)
    found = ahead_view(context_of(catalog_of(town), "choice/"))
    assert (found["year"], [(row["title"], row["rule"]) for row in found["rows"]]) == (
        "2026/27",
        [("Вузы принимают заявления", "с 20 июня")],
    )


def test_dates_of_a_grade(town: Path) -> None:
    """Only dates of the subject, the grade and this school year are shown; without any the page says so."""
    put(town, "data/dates/vuz-2027.yml", DATE)
    context = context_of(catalog_of(town), "choice/")
    assert "Вузы принимают заявления" in dates_view(context, "admission-university", 11)["cards"]
    assert dates_view(context, "admission-university", 9)["cards"] == ""


def test_profile_classes_tell_their_state(town: Path) -> None:
    """A profile class is shown with what is known of whether it runs."""
    rows = [row for place in schools_view(context_of(catalog_of(town), "choice/")) for row in place["rows"]]
    assert [row["title"] for row in rows] == ["Инженерный класс"]
    assert all(row["state"] for row in rows)

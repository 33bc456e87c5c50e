"""What the partners' page tells: where they are needed, what others offer, whom the data name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.pages.context import PageContext
from macros.pages.partner_view import partner_contacts, partner_offers, partner_series
from tests.catalog.towns import put
from tests.pages.contexts import catalog_of, context_of

SERIES = """\
title: {title}
kind: {kind}
level: municipal
status: {{state: {state}, reason: так решили}}
season: {{rule: unknown, text: каждый год}}
audience: [pupils]
sources: [{{kind: editorial, note: пример для тестов}}]
verification: needs-verification
checked: 2026-11-22
"""


def partners(town: Path) -> PageContext:
    """The partners' page of the town."""
    return context_of(catalog_of(town), "partners/")


def asked_for(context: PageContext) -> dict[str, list[str]]:
    """What partners can do and in which series."""
    return {
        group["title"]: re.findall(r'href="\.\./series/([a-z-]+)/"', group["html"]) for group in partner_series(context)
    }


def test_series_by_what_a_partner_does(town: Path) -> None:
    """A series that cannot be without a partner asks for one; one with guests asks for a guest."""
    put(town, "data/series/primersk/primersk-ceh.yml", SERIES.format(title="В цех", kind="excursion", state="active"))
    guests = SERIES.format(title="Собрание", kind="parent-meeting", state="unknown") + "guests: [{role: employer}]\n"
    put(town, "data/series/primersk/primersk-sobranie.yml", guests)
    put(town, "data/series/primersk/primersk-test.yml", SERIES.format(title="Тест", kind="testing", state="active"))
    assert asked_for(partners(town)) == {
        "Принять класс у себя": ["primersk-ceh"],
        "Показать, где и чему вы учите": ["primersk-dni-dverey"],
        "Прийти гостем": ["primersk-sobranie"],
    }


@pytest.mark.parametrize("state", ["historical", "closed", "suspended"])
def test_nobody_is_asked_to_join_what_is_over(state: str, town: Path) -> None:
    """Only what may take place is offered."""
    put(town, "data/series/primersk/primersk-ceh.yml", SERIES.format(title="В цех", kind="excursion", state=state))
    assert "Принять класс у себя" not in asked_for(partners(town))


def test_offers_of_others(town: Path) -> None:
    """Each kind of offer with those who make it; kinds that nobody offers are left out."""
    assert partner_offers(partners(town)) == [
        {"title": "Экскурсия", "html": '<a href="../organizations/primersk-zavod/">Примерский завод</a>'}
    ]


def test_only_those_are_named_whom_the_data_name(town: Path) -> None:
    """The owner of a town's data, those who bring schools and partners together; without them nobody is made up."""
    (named,) = partner_contacts(partners(town))
    assert (named["title"], named["owner"], named["services"]) == (
        "Примерск",
        '<a href="../organizations/primersk-kolledzh/">Мехколледж</a>',
        [],
    )
    assert [(item["title"], item["lines"]) for item in named["helpers"]] == [
        ("Примерский механический колледж", ["Проводит дни открытых дверей"])
    ]
    for name, old, new in (
        ("municipalities/primersk", "owner: primersk-kolledzh\n", ""),
        ("organizations/primersk/primersk-kolledzh", "kind: coordinates", "kind: teaches"),
    ):
        path = town / f"data/{name}.yml"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    (unnamed,) = partner_contacts(partners(town))
    assert (unnamed["owner"], unnamed["helpers"], unnamed["services"]) == ("", [], [])

"""What schools offer to one another, from a few records: the list, the tables, the file, the letters."""

from __future__ import annotations

from pathlib import Path

from macros.catalog import Municipality, Organization
from macros.pages.context import PageContext
from macros.pages.network_letters import letters_view
from macros.pages.network_view import network_csv, network_pages, network_view, offers_in
from tests.catalog.towns import check, listing, put
from tests.pages.contexts import catalog_of, context_of

END = """\
sources: [{kind: editorial, note: пример для тестов}]
verification: needs-verification
checked: 2026-11-22
"""
SCHOOL = (
    """\
title: Примерская гимназия
short: Гимназия
kind: school
accessible: пандус у входа
offers:
  - kind: lab
    title: Роботы
    grades: 5-7
    when: по средам с 15:00
    only_for: [primersk-kolledzh]
    group: до 6 человек
    bring: [тетрадь, сменная обувь]
    apply: школа, за неделю
  - {kind: job, text: Летняя бригада}
  - {kind: talk}
"""
    + END
)
SITE = "https://profnavigator.example/"


def place(town: Path) -> tuple[PageContext, Municipality]:
    """What a view of the network needs."""
    catalog = catalog_of(town)
    return context_of(catalog, "primersk/network/"), catalog.get(Municipality, "primersk")


def gymnasium(town: Path) -> None:
    """A school that offers a laboratory to the college, work to its own pupils, and a talk to everybody."""
    put(town, "data/organizations/primersk/primersk-gimnaziya.yml", SCHOOL)


def test_nobody_offers_anything(town: Path) -> None:
    """A plant's excursion is no offer between schools: the page asks the college and names no table."""
    context, home = place(town)
    view = network_view(context, home)
    assert (view["groups"], view["grades"], view["kinds"], view["places"].rows) == ([], [], [], ())
    assert [item["title"] for item in view["silent"]] == ["Мехколледж"]
    assert view["silent"][0]["url"].startswith("../../editors/fix/?page=%D0%9F%D1%80")
    assert [title for title, _ in view["asked"]] == [
        "Что предлагает", "Название", "Классы", "Когда", "Только для", "Группа", "Что взять", "Как попроситься",
    ]  # fmt: skip


def test_offers_by_kind(town: Path) -> None:
    """Each offer says what is known and what is to be asked; work stays off the list, and the numbers of the rest."""
    gymnasium(town)
    context, home = place(town)
    view = network_view(context, home)
    assert [(group["title"], [offer["name"] for offer in group["offers"]]) for group in view["groups"]] == [
        ("Встреча с профессионалом", ["primersk-gimnaziya-3"]),
        ("Лаборатория или мастерская", ["primersk-gimnaziya-1"]),
    ]
    talk, lab = (group["offers"][0] for group in view["groups"])
    assert (lab["kind"], lab["title"]) == ("Лаборатория или мастерская", "Роботы")
    assert lab["facts"] == [
        ("Для кого", "5–7\xa0классы"),
        ("Когда", "по средам с 15:00"),
        ("Группа", "до 6 человек"),
        ("Что взять", "тетрадь, сменная обувь"),
        ("Как попроситься", "школа, за неделю"),
        ("Доступная среда", "пандус у входа"),
    ]
    assert lab["unknown"] == []
    assert lab["whom"] == [{"title": "Мехколледж", "url": "../../organizations/primersk-kolledzh/"}]
    assert lab["letter"] == "../../primersk/network/primersk-gimnaziya/#letter-1"
    assert (talk["title"], talk["first"], talk["whom"]) == ("Встреча с профессионалом", "", [])
    assert talk["unknown"] == ["для кого", "когда", "группа", "что взять", "как попроситься"]
    assert view["grades"] == [(5, "5\xa0класс"), (6, "6\xa0класс"), (7, "7\xa0класс")]
    assert view["confirmed"] is False


def test_tables_count_offers(town: Path) -> None:
    """Organization by kind and grade by kind; an offer without grades has a row of its own."""
    gymnasium(town)
    context, home = place(town)
    view = network_view(context, home)
    assert view["places"].columns == ("Встреча с профессионалом", "Лаборатория или мастерская")
    assert view["places"].rows == (("Гимназия", (1, 1), "../../primersk/network/primersk-gimnaziya/"),)
    rows = {row.title: row.cells for row in view["by_grade"].rows}
    assert (rows["4\xa0класс"], rows["5\xa0класс"], rows["класс не назван"]) == ((0, 0), (0, 1), (1, 0))


def test_file_holds_everything(town: Path) -> None:
    """A line for each offer; what is not known is an empty cell."""
    gymnasium(town)
    context, home = place(town)
    heading, talk, lab, rest = network_csv(context.catalog, home, SITE).decode("utf-8-sig").split("\r\n")
    assert heading == (
        "Организация;Вид организации;Что предлагает;Название;С класса;По класс;Когда;Группа;Что взять;"
        "Как попроситься;Только для;Подробности;Проверка сведений;Проверено;Страница"
    )
    assert lab == (
        "Примерская гимназия;Школа;Лаборатория или мастерская;Роботы;5;7;по средам с 15:00;до 6 человек;"
        "тетрадь, сменная обувь;школа, за неделю;Мехколледж;;Требует проверки;2026-11-22;"
        f"{SITE}primersk/network/primersk-gimnaziya/#offer-1"
    )
    assert talk.startswith("Примерская гимназия;Школа;Встреча с профессионалом;;;;;;;;;;")
    assert rest == ""


def test_letter_is_filled_with_the_offer(town: Path) -> None:
    """The letter names the offer, what it is known by and where it stands; it asks for what nobody has told."""
    gymnasium(town)
    context, home = place(town)
    gymnasium_itself = context.catalog.get(Organization, "primersk-gimnaziya")
    lab, talk = (offer["request"] for offer in letters_view(context, home, gymnasium_itself)["offers"])
    assert lab["ask"] == (
        "Просим принять наших учеников по вашему предложению: Роботы (лаборатория или мастерская)."
    )  # fmt: skip
    assert [label for label, _ in lab["facts"]] == ["Для кого", "Когда", "Группа"]
    assert (lab["questions"], lab["address"]) == ("", f"{SITE}primersk/network/primersk-gimnaziya/#offer-1")
    assert talk["ask"] == (
        "Приглашаем вашего специалиста к нашим ученикам по вашему предложению: встреча с профессионалом."
    )
    assert talk["questions"] == "Подскажите, пожалуйста: для кого, когда, группа, что взять, как попроситься."
    assert [blank.name for blank in lab["blanks"]] == ["klass", "adults", "days", "care", "back"]
    assert [blank.name for blank in talk["blanks"]] == ["klass", "long", "days", "care", "back"]


def test_closed_school_offers_nothing(town: Path) -> None:
    """What was offered by a school that is no more is not on the list."""
    put(town, "data/organizations/primersk/primersk-gimnaziya.yml", SCHOOL + 'closed: "2024"\n')
    context, home = place(town)
    assert offers_in(context.catalog.get(Organization, "primersk-gimnaziya")) == []
    assert network_view(context, home)["groups"] == []


def test_institute_elsewhere_serves_the_town(town: Path) -> None:
    """Whoever belongs to no town of the site is in the networks of those it names, and in no others."""
    institute = "title: Областной институт\nkind: university\noffers: [{kind: lab}]\n" + END
    put(town, "data/organizations/institut.yml", institute)
    context, home = place(town)
    assert network_view(context, home)["groups"] == []
    put(town, "data/organizations/institut.yml", institute + "serves: [primersk]\n")
    context, home = place(town)
    assert [group["title"] for group in network_view(context, home)["groups"]] == ["Лаборатория или мастерская"]


def test_long_list_has_pages(town: Path) -> None:
    """A hundred offers a page; tables and the way to join stand on the first, counts are of the whole."""
    offers = "offers:\n" + "  - {kind: class}\n" * 101
    put(town, "data/organizations/primersk/primersk-liceum.yml", "title: Лицей\nkind: school\n" + offers + END)
    context, home = place(town)
    assert network_pages(context.catalog, "primersk") == ["primersk/network/", "primersk/network/page/2/"]
    second = network_view(context.at("primersk/network/page/2/"), home, 2)
    assert ("places" in second, second["count"], len(second["groups"][0]["offers"])) == (
        False, "101\xa0предложение", 1,
    )  # fmt: skip


def test_offer_for_nobody_known(town: Path) -> None:
    """«Только для» names organizations of the site: another name is an error of the file, with the line."""
    put(town, "data/organizations/primersk/primersk-gimnaziya.yml", SCHOOL.replace("[primersk-kolledzh]", "[kolledzh]"))
    (problem,) = check(town).errors
    assert (problem.line, "primersk-kolledzh" in listing((problem,))) == (10, True)

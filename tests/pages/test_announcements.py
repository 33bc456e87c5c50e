"""Ready texts about an event, its papers, and the code on its sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import segno

from macros.catalog import Event
from macros.pages.announcements import Told, announcements
from macros.pages.papers import event_papers
from macros.pages.qr import qr_svg
from tests.pages.contexts import catalog_of, context_of

NAME = "data/events/primersk/den-dverey-2026.yml"
URL = "https://profnavigator.example/events/den-dverey-2026/"
CHAT = f"""\
День открытых дверей
Суббота, 5 декабря 2026, 10:00–13:00. Примерский механический колледж
Для кого: ученики (8–11 классы), родители. 12+
Запись до 1 декабря 2026
{URL}"""
NOTE = f"""\
День открытых дверей
Когда: суббота, 5 декабря 2026, 10:00–13:00.
Где: Примерский механический колледж.
Для кого: ученики (8–11 классы), родители. Возрастная отметка: 12+.
Кто проводит: Примерский механический колледж.
Запись до 1 декабря 2026.
Подробности: {URL}"""
BOARD = f"""\
День открытых дверей
Суббота, 5 декабря 2026, 10:00–13:00
Примерский механический колледж
Для кого: ученики (8–11 классы), родители
Запись до 1 декабря 2026
{URL}"""


def told(town: Path, *changes: tuple[str, str]) -> dict[str, str]:
    """The texts of the town's open day, changed as given, with plain spaces."""
    context, event = opened(town, *changes)
    texts = announcements(context, event, Told(context, event))
    return {item.id: item.text.replace("\xa0", " ") for item in texts}


def opened(town: Path, *changes: tuple[str, str]) -> tuple:
    """The event and its page, after changes of its file."""
    path = town / NAME
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    catalog = catalog_of(town)
    return context_of(catalog, "events/den-dverey-2026/"), catalog.get(Event, "den-dverey-2026")


def test_three_lengths(town: Path) -> None:
    """The chat, the school's site and the notice board say the same in lengths of their own."""
    assert told(town) == {"text-chat": CHAT, "text-site": NOTE, "text-board": BOARD}


def test_cancelled_is_said_first(town: Path) -> None:
    """A cancelled event says so before anything else, and asks nobody to register."""
    texts = told(town, ("status: planned", "status: cancelled\nstatus_reason: ремонт"))
    for text in texts.values():
        assert text.split("\n")[1] == "Отменено. Ремонт."
        assert "Запись" not in text


@pytest.mark.parametrize(
    ("changes", "papers"),
    [
        ((), ["texts", "sheet", "family", "letter"]),
        ((("level: municipal", "level: regional"),), ["texts", "sheet", "family"]),
        ((("kind: open-day", "kind: lesson"),), ["texts", "sheet", "letter"]),
        ((("status: planned", "status: cancelled\nstatus_reason: ремонт"),), ["texts"]),
        (
            (("series:", "volunteers: {tasks: [встречать]}\nseries:"),),
            ["texts", "sheet", "family", "letter", "briefing"],
        ),
        ((("2026-12", "2026-10"),), []),
    ],
)
def test_papers_that_make_sense(changes: tuple[tuple[str, str], ...], papers: list[str], town: Path) -> None:
    """Guests are invited to school and city events, volunteers briefed where wanted; the past needs no paper."""
    assert [paper.id for paper in event_papers(*opened(town, *changes))] == papers


@pytest.mark.parametrize(("year", "drawn"), [("2026", True), ("2027", False)])
def test_code_is_drawn_when_sheets_are_posted(year: str, drawn: bool, town: Path) -> None:
    """An event of the next weeks has a code on its sheet, one of the next year does not yet."""
    papers = event_papers(*opened(town, ("start: 2026", f"start: {year}"), ("end: 2026", f"end: {year}")))
    assert bool(papers[1].values["qr"]) is drawn


def test_code_holds_the_address() -> None:
    """The strokes are the dark modules of a code of the address, with four white ones on each side."""
    svg = str(qr_svg(URL))
    matrix = [list(row) for row in segno.make_qr(URL, error="m", mask=3, boost_error=False).matrix]
    size = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    drawn = [[0] * (size - 8) for _ in range(size - 8)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", svg.split("stroke=")[1]):
        for column in range(int(x), int(x) + int(length)):
            drawn[int(y) - 4][column - 4] = 1
    assert drawn == matrix

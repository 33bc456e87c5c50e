"""Owns the calendar diff: what subscribers, pages and numbers will change between two states of Примерск."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.editing import diff_report
from macros.editing.calendar_diff import CatalogDiff, compare
from tests.catalog.towns import check, put
from tests.tools import ROOT

EVENT = "data/events/primersk/den-dverey-2026.yml"
TRIP = """\
title: "Экскурсия <b>в цех</b>"
kind: excursion
start: 2026-12-12 10:00
end: 2026-12-12 12:00
status: confirmed
place: {name: Проходная}
format: in-person
host: primersk-zavod
audience: [pupils]
grades: 8-11
level: municipal
age_mark: 12+
sources:
  - {kind: editorial, note: письмо}
verification: needs-verification
checked: 2026-11-22
"""


@pytest.fixture
def after(town: Path) -> Path:
    """The same folder, to be changed: `primersk` is what it was."""
    return town


def changed(town: Path, place: str, *pairs: tuple[str, str]) -> None:
    """Replace texts in a file of the town."""
    text = (town / place).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    put(town, place, text)


def difference(before: Catalog, town: Path) -> CatalogDiff:
    """What the changes of the folder change."""
    found = check(town)
    # The check refuses templates, tags and links that lie; a report has to be safe whoever calls it.
    assert {item.code[-3:] for item in found.problems} <= {"052", "053", "054", "057"}
    return compare(before, found.catalog)


def test_nothing(primersk: Catalog, after: Path) -> None:
    """The same data twice, or a note for editors only, change nothing for anybody."""
    changed(after, EVENT, ("title: ", "# заметка\ntitle: "))
    found = difference(primersk, after)
    assert found.is_empty
    assert diff_report.as_text(found) == "Ничего не изменится: ни в календарях, ни на страницах, ни в числах.\n"


def test_new_event(primersk: Catalog, after: Path) -> None:
    """A new event is told as a subscriber will see it."""
    put(after, "data/events/primersk/ekskursiya.yml", TRIP)
    assert (
        diff_report.as_text(difference(primersk, after))
        == """\
Подписчики увидят: новых\N{NO-BREAK SPACE}— 1, перенесено\N{NO-BREAK SPACE}— 0, отменено\N{NO-BREAK SPACE}— 0.

Новые:
  Экскурсия <b>в цех</b> (суббота, 12\N{NO-BREAK SPACE}декабря 2026, 10:00–12:00)
    файл: data/events/primersk/ekskursiya.yml
    Где: Проходная
    Вид: Экскурсия
    Описание: Для кого: ученики (8–11\N{NO-BREAK SPACE}классы).
      Организатор: Примерский завод.
      Возрастная отметка: 12+.

Новые страницы:
  /events/ekskursiya/ — Экскурсия <b>в цех</b>

Ещё 1\N{NO-BREAK SPACE}страница покажет это в своих списках.

Числа:
  События: было 2, будет 3
  Записи в календарях: было 7, будет 8
"""
    )


def test_moved_and_cancelled(primersk: Catalog, after: Path) -> None:
    """Before and after stand side by side; what follows from a move is told as a change."""
    changed(
        after, EVENT,
        ("start: 2026-12-05 10:00\nend: 2026-12-05 13:00", "start: 2026-12-19 10:00\nend: 2026-12-19 13:30"),
        ("status: planned", "status: moved\nmoved_from: 2026-12-05 10:00"),
    )  # fmt: skip
    moved = difference(primersk, after)
    assert [(entry.kind, entry.uid) for entry in moved.entries] == [
        ("moved", "den-dverey-2026"), ("changed", "den-dverey-2026.deadline"),
    ]  # fmt: skip
    when = moved.entries[0].changes[0]
    assert (when.name, when.before, when.after) == (
        "Когда",
        "суббота, 5\N{NO-BREAK SPACE}декабря 2026, 10:00–13:00",
        "суббота, 19\N{NO-BREAK SPACE}декабря 2026, 10:00–13:30",
    )
    status = next(change for change in moved.pages[0].changes if change.name == "Статус")
    assert (status.before, status.after) == ("Запланировано", "Перенесено")
    between = check(after).catalog
    changed(after, EVENT, ("status: moved", "status: cancelled\nstatus_reason: ремонт"))
    cancelled = difference(between, after)
    assert [entry.kind for entry in cancelled.entries] == ["cancelled", "removed"]
    assert "верните файл" not in diff_report.as_text(cancelled)  # the deadline goes with the event, as it should
    assert cancelled.entries[0].title == "ОТМЕНЕНО: День открытых дверей"


def test_deleted_file_is_a_warning(primersk: Catalog, after: Path) -> None:
    """Deleting instead of cancelling is said to be a mistake."""
    (after / EVENT).unlink()
    text = diff_report.as_text(compare(primersk, check(after).catalog))
    assert "Исчезнут из календарей:\n" in text
    assert "верните файл и напишите status: cancelled." in text
    assert "Страниц больше не будет:\n  /events/den-dverey-2026/ — День открытых дверей\n" in text


def test_past_is_not_told(primersk: Catalog, after: Path) -> None:
    """An entry that no calendar shows any more changes in nobody's calendar, only on its page."""
    old = TRIP.replace("2026-12-12", "2020-12-12")
    put(after, "data/events/primersk/ekskursiya.yml", old)
    before = check(after).catalog
    changed(after, "data/events/primersk/ekskursiya.yml", ("12:00", "12:30"))
    found = difference(before, after)
    assert (found.entries, [page.address for page in found.pages]) == ((), ["events/ekskursiya/"])


def test_numbers(primersk: Catalog, after: Path) -> None:
    """A changed number is told as a number."""
    changed(after, "data/statistics/primersk/primersk-gosti.yml", ("value: 120", "value: 1412"))
    found = difference(primersk, after)
    assert [(row.name, row.before, row.after) for row in found.counts] == [
        ("Гости дней открытых дверей (учеников)", "120", "1412")
    ]


def test_prose_pages(primersk: Catalog) -> None:
    """Markdown pages count as pages too."""
    found = compare(primersk, primersk, ({"content/about/index.md": "# О сайте\n"}, {"content/index.md": "# Новая\n"}))
    assert [(page.kind, page.address, page.title) for page in found.pages] == [
        ("added", "", "Новая"), ("removed", "about/", "О сайте"),
    ]  # fmt: skip


def test_markdown_shows_texts_as_they_are(primersk: Catalog, after: Path) -> None:
    """Nothing in a record becomes a tag, a link or a call of a person."""
    hostile = TRIP.replace("Экскурсия <b>в цех</b>", "[x](https://a.example) @team | <img src=x> **!**")
    put(after, "data/events/primersk/ekskursiya.yml", hostile)
    text = diff_report.as_markdown(difference(primersk, after))
    assert "\\[x\\]\\(https://a.example\\) @\N{ZERO WIDTH SPACE}team \\| &lt;img src=x&gt; \\*\\*\\!\\*\\*" in text
    assert "<img" not in text


def test_html_is_one_safe_file(primersk: Catalog, after: Path) -> None:
    """The file asks nobody for anything and escapes every text."""
    put(after, "data/events/primersk/ekskursiya.yml", TRIP)
    html = diff_report.as_html(difference(primersk, after), overrides=ROOT / "overrides", title="main → правка & <i>")
    assert "Экскурсия &lt;b&gt;в цех&lt;/b&gt;" in html
    assert "<title>main → правка &amp; &lt;i&gt;</title>" in html
    for part in ("<b>", "<script", "src=", "href=", "url(", "http:", "https:"):
        assert part not in html
    assert "default-src 'none'" in html

"""Owns the tests of `macros.catalog.wording`: what pages and calendars say alike of an event."""

from pathlib import Path

import pytest

from macros.catalog import Catalog, Grades
from macros.catalog.occurrences import occurrences
from macros.catalog.wording import audience_text, change_lines, change_note, occurrence_words, place_text
from tests.catalog.samples import event
from tests.catalog.towns import check


@pytest.fixture
def catalog(town: Path) -> Catalog:
    """The catalog of Примерск."""
    return check(town).catalog


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({}, []),
        ({"status": "cancelled", "status_reason": "ремонт в школе"}, ["Отменено. Ремонт в школе."]),
        ({"status": "suspended"}, ["Приостановлено."]),
        ({"status": "moved-online", "status_reason": "карантин"}, ["Переведено в онлайн. Карантин."]),
        (
            {"status": "moved", "moved_from": "2026-12-03 10:00", "status_reason": "ремонт"},
            ["Перенесено с четверга, 3 декабря 2026, 10:00. Ремонт."],
        ),
        (
            {"status": "cancelled", "moved_from": "2026-12-03 10:00", "status_reason": "ремонт"},
            ["Отменено. Ремонт.", "Перенесено с четверга, 3 декабря 2026, 10:00."],
        ),
    ],
)
def test_change_lines(changes: dict[str, object], lines: list[str]) -> None:
    """What changed comes first, with its reason once."""
    changed = event(**changes)
    assert [plain(line) for line in change_lines(changed, occurrences(changed)[0])] == lines


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (
            {"status": "cancelled", "status_reason": "ремонт", "status_date": "2026-11-20"},
            ["Отменено. Ремонт. Решение от 20 ноября 2026."],
        ),
        (
            {"status": "moved", "moved_from": "2026-12-03 10:00", "status_reason": "ремонт."},
            ["Перенесено с четверга, 3 декабря 2026, 10:00. Ремонт."],
        ),
    ],
)
def test_change_lines_without_a_day(changes: dict[str, object], lines: list[str]) -> None:
    """An event whose new day is not known yet says what changed too, and when that was decided."""
    later = event(start=None, end=None, date_words="в апреле", **changes)
    assert [plain(line) for line in change_lines(later, None)] == lines


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({}, ""),
        (
            {"status": "cancelled", "status_reason": "ремонт", "status_date": "2026-11-20"},
            "Ремонт. Решение от 20 ноября 2026.",
        ),
        ({"status": "moved", "moved_from": "2026-12-03 10:00"}, "Было 3 декабря 2026, 10:00."),
        ({"status": "suspended", "status_reason": "карантин"}, "Карантин."),
        ({"status": "moved-online"}, ""),
    ],
)
def test_change_note(changes: dict[str, object], note: str) -> None:
    """Beside the word of the status a card says from when, why and since when."""
    changed = event(**changes)
    assert plain(change_note(changed, occurrences(changed)[0])) == note


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "суббота, 5 декабря, 10:00–13:00"),
        ({"end": None, "end_unknown": True}, "суббота, 5 декабря, с 10:00"),
        (
            {"start": "2026-12-05", "end": None, "time_withheld": True},
            "суббота, 5 декабря, время уточняется у школы",
        ),
    ],
)
def test_occurrence_words(changes: dict[str, object], words: str) -> None:
    """When to come; an hour that is withheld is said to be withheld."""
    shown = event(**changes)
    assert plain(occurrence_words(occurrences(shown)[0], shown)) == words


@pytest.mark.parametrize(
    ("audience", "grades", "text"),
    [
        (("pupils",), Grades(8, 9), "ученики (8–9 классы)"),
        (("parents", "pupils"), Grades(11, 11), "родители, ученики (11 класс)"),
        (("parents",), Grades(9, 9), "родители (9 класс)"),
        (("parents",), None, "родители"),
        (("pupils",), None, "ученики"),
        (("preschoolers",), Grades(0, 0), "дошкольники"),
        (("preschoolers", "parents"), Grades(0, 0), "дошкольники, родители"),
        (("preschoolers", "pupils"), Grades(0, 7), "дошкольники, ученики (1–7 классы)"),
    ],
)
def test_audience_text(catalog: Catalog, audience: tuple[str, ...], grades: Grades | None, text: str) -> None:
    """Whom an event is for, the grades beside the pupils."""
    assert plain(audience_text(catalog, audience, grades)) == text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "Примерский механический колледж"),
        (
            {"place": {"organization": "primersk-kolledzh", "name": "актовый зал", "address": "ул. Примерная, 1"}},
            "Примерский механический колледж, актовый зал, ул. Примерная, 1",
        ),
        ({"place": {"visibility": "at-school"}}, "Место уточняется у школы"),
        ({"format": "hybrid", "online": {"note": "по ссылке"}}, "Примерский механический колледж / онлайн"),
        ({"format": "online", "place": None, "online": {"note": "по ссылке"}}, "Онлайн"),
        ({"status": "moved-online", "status_reason": "карантин"}, "Онлайн"),
        ({"format": "remote-contest", "place": None}, "Заочно"),
    ],
)
def test_place_text(catalog: Catalog, changes: dict[str, object], text: str) -> None:
    """Where to come in one line; a withheld place says that it is withheld."""
    assert plain(place_text(catalog, event(**changes))) == text

"""What a reader may and may not be told on the page of an event that will not be, has been, or has no date."""

from __future__ import annotations

from pathlib import Path

from tests.site.page_types import PAGES
from tests.site.reading import Page, read


def page_of(site: Path, name: str) -> Page:
    """The page of a type."""
    return read(site, f"{PAGES[name]}index.html")


def offers(page: Page) -> list[str]:
    """What the page offers and counts: the single download, the days that are left."""
    downloads = [link["href"] for link in page.all("a") if link.get("href") == "event.ics"]
    return downloads + ["days left" for _, values in page.tags if "data-relative" in values]


def test_confirmed_event_is_offered(demo_site: Path) -> None:
    """An event that will be can be put in a calendar and forwarded."""
    page = page_of(demo_site, "event-confirmed")
    assert offers(page) == ["event.ics", "days left"]
    assert "Переслать в чат класса" in page.text


def test_cancelled_event_is_not_offered(demo_site: Path) -> None:
    """Nobody is invited to what is cancelled, and the text for the class says that it is."""
    page = page_of(demo_site, "event-cancelled")
    assert offers(page) == []
    assert page.text.count("Отменено. Гость заболел, новый день назовём позже.") == 5


def test_moved_event_says_so_when_forwarded(demo_site: Path) -> None:
    """The text for the class tells the old date and the reason, as the page does."""
    page = page_of(demo_site, "event-moved")
    assert offers(page) == ["event.ics", "days left"]
    assert page.text.count("В прежний день проходит олимпиада.") == 6


def test_event_without_a_date_does_not_warn_of_its_change(demo_site: Path) -> None:
    """What has no date cannot be moved: only the missing date is told."""
    page = page_of(demo_site, "event-no-date")
    assert offers(page) == []
    assert "Дата может измениться" not in page.text


def test_past_event_is_a_report(demo_site: Path) -> None:
    """A past event neither asks for registration nor gives a text to forward."""
    page = page_of(demo_site, "event-past")
    assert offers(page) == []
    assert [words for words in ("Переслать в чат класса", "Запись") if words in page.text] == []


def test_deadline_of_registration_is_grammatical(example_site: Path) -> None:
    """«До 1 декабря», never «до вторник»."""
    assert "Запись До 1 декабря 2026 года" in read(example_site, "events/den-dverey-2026/index.html").text

"""Addresses of records and pages inside the site, always from the site root."""

from __future__ import annotations

from macros.catalog import Event, Municipality, Organization, Record, Statistic

BOARD = "about/freshness/"
"""The page of what needs a check; the sheets of organizations lie below it."""


def address(record: Record) -> str:
    """Where a record lives, from the site root: "events/den-otkrytyh-dverey/".

    Towns are at the top level; numbers share one page.
    """
    if isinstance(record, Municipality):
        return f"{record.id}/"
    if isinstance(record, Statistic):
        return f"statistics/#{record.id}"
    return f"{record.TYPE.folder}/{record.id}/"


def has_page(record: Record) -> bool:
    """Whether `address` is a page of its own."""
    return not isinstance(record, Statistic)


def month_address(town: str, month: str) -> str:
    """The page of one month of one town: "events/ryazan/2026-12/"."""
    return f"events/{town}/{month}/"


def month_of(event: Event) -> str | None:
    """The month whose page lists an event, `2026-12`, or None when not even the month is known."""
    if event.start is not None:
        return f"{event.start:%Y-%m}"
    return event.period if event.period and len(event.period) == 7 else None


def subject_address(subject: str) -> str:
    """The page of a school subject, by its term: "subjects/physics/"."""
    return f"subjects/{subject}/"


def root_of(page: str) -> str:
    """The relative way from a page back to the site root: "events/x/" gives "../../"."""
    return "../" * page.count("/")


def sheet_address(organization: Organization) -> str:
    """Where the sheet on which an organization corrects what is said of it lives, from the site root."""
    return f"{BOARD}{organization.id}/"

"""Announcements: one event told in plain text for the chat of a class, a school's site and a notice board."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from macros.catalog import Catalog, Event
from macros.catalog.wording import audience_text, change_lines, place_text
from macros.pages import cards
from macros.pages.context import PageContext
from macros.pages.links import address
from macros.text import russian


class Text(NamedTuple):
    """A ready text and where it goes; `id` is its anchor."""

    id: str
    title: str
    text: str


def announcements(context: PageContext, event: Event, told: Told) -> list[Text]:
    """The three lengths: a paragraph, a note with everything one asks about, and few big lines."""
    url = context.site_url + address(event)
    chat = [
        told.title,
        *told.changes,
        f"{told.when}. {told.place}" if told.place else told.when,
        f"Для кого: {told.whom}. {event.age_mark}",
        told.registration,
        url,
    ]
    note = [
        told.title,
        event.summary or "",
        *told.changes,
        f"Когда: {told.when[:1].lower()}{told.when[1:]}.",
        f"Где: {told.place}." if told.place else "",
        f"Для кого: {told.whom}. Возрастная отметка: {event.age_mark}.",
        f"Кто проводит: {told.hosts}." if told.hosts else "",
        f"{told.registration}." if told.registration else "",
        told.price,
        f"Что взять с собой: {', '.join(event.bring)}." if event.bring else "",
        f"Подробности: {url}",
    ]
    board = [told.title, *told.changes, told.when, told.place, f"Для кого: {told.whom}", told.registration, url]
    return [
        Text("text-chat", "В чат класса", _joined(chat)),
        Text("text-site", "На сайт школы", _joined(note)),
        Text("text-board", "На доску объявлений", _joined(board)),
    ]


def line_of(context: PageContext, event: Event, *, whom: bool = True) -> str:
    """An event in a line of a digest: «пн, 23 ноября, 15:00 — Урок. Школа. 8–9 классы»."""
    told = Told(context, event)
    state = state_badge(context.catalog, event)
    told_off = state["text"].upper() if state else ""
    title = f"{told_off}: {told.title}" if told_off else told.title
    parts = [title, told.place, told.whom if whom else ""]
    return f"{told.short_when} — {'. '.join(filter(None, parts))}"


def brief(context: PageContext, event: Event) -> dict[str, Any]:
    """An event in a list of links, as plain values for the macro `event_line`."""
    told = Told(context, event)
    return {
        "when": told.short_when,
        "title": event.title,
        "place": told.place,
        "whom": told.whom,
        "url": context.link(event),
        "demo": event.demo,
        "state": state_badge(context.catalog, event),
    }


def state_badge(catalog: Catalog, event: Event) -> dict[str, str] | None:
    """What to write beside a title when something changed: badge kind and word; None when all goes as planned."""
    if event.status not in cards.STATES:
        return None
    kind = "status-off" if event.status in ("cancelled", "suspended") else "status-warn"
    return {"kind": kind, "text": catalog.term("event-status", event.status).title.lower()}


def short_when(start: object, last_day: object) -> str:
    """«пн, 23 ноября, 15:00», or «23–28 ноября» for several days."""
    if isinstance(start, datetime):
        short = russian.short_date(start)
        return f"{short.weekday}, {start.day}{russian.NBSP}{_genitive(start)}, {start:%H:%M}"
    if last_day != start:
        return russian.when(start, last_day)
    return f"{russian.short_date(start).weekday}, {start.day}{russian.NBSP}{_genitive(start)}"


def registration_words(event: Event) -> str:
    """«Запись до 2 декабря: школа подаёт список», or what is known of it; empty when nothing is."""
    registration = event.registration
    if registration is None:
        return ""
    if not registration.needed:
        return "Записываться не нужно"
    words = "Нужна запись"
    if registration.deadline:
        clock = f", {registration.deadline:%H:%M}" if isinstance(registration.deadline, datetime) else ""
        words = f"Запись до {russian.date_text(registration.deadline)}{clock}"
    details = ": ".join(filter(None, (words, registration.who or "")))
    return f"{details} ({registration.link})" if registration.link else details


class Told:
    """What texts and sheets say of an event, worded once; `first_day` is None while the date is not announced."""

    def __init__(self, context: PageContext, event: Event) -> None:
        catalog = context.catalog
        shown = cards.next_occurrence(event, catalog.today)
        when = cards.occurrence_words(shown, event, with_year=True) if shown else cards.date_words(event)
        self.first_day = shown.first_day if shown else None
        self.short_when = short_when(shown.start, shown.last_day) if shown else cards.date_words(event)
        self.title = ("Пример: " if event.demo else "") + event.title
        self.when = russian.capitalise(when)
        self.changes = list(change_lines(event, shown)) if shown else []
        self.place = place_text(catalog, event)
        self.whom = audience_text(catalog, event.audience, event.grades)
        self.hosts = ", ".join(item.title for item in catalog.organizations(event.run_by))
        self.registration = "" if event.status == "cancelled" else registration_words(event)
        self.price = {True: "Участие бесплатное.", False: "Участие платное.", None: ""}[event.free]


def _genitive(day: datetime) -> str:
    return russian.date_text(day, day).partition(russian.NBSP)[2]


def _joined(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line)

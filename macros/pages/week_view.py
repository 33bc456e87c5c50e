"""The digest of a week: what is on in a town for one audience, with texts to pass on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from macros.catalog import Event, KeyDate, Municipality
from macros.catalog.vocabulary import VocabularyTerm
from macros.catalog.wording import place_text
from macros.feeds.slices import feed_path
from macros.pages.announcements import Text, line_of, state_badge
from macros.pages.context import PageContext
from macros.pages.town_events import TownEvents, is_for, week_of
from macros.text import russian

_MOST = 100
_IN_CHAT, _ON_BOARD = 7, 12
"""Lines that a chat and a notice board bear; the page has the rest."""
_PINNED = 2
"""Meetings of the whole town above the week of parents."""
_FAMILY = {"preschoolers": ("preschoolers",), "pupils": ("pupils",)}


def week_address(town: str, audience: VocabularyTerm | None = None) -> str:
    """Where a town's digests live, kept for ever: `ryazan/week/roditeli/`."""
    return f"{town}/week/{audience.slug or audience.id}/" if audience else f"{town}/week/"


def week_index(context: PageContext, town: Municipality) -> dict[str, Any]:
    """The way to the digest of each audience."""
    first, last = week_of(context.catalog.today)
    terms = context.catalog.vocabularies["audience"].terms
    return {
        "id": town.id,
        "town": town.title,
        "title": f"Неделя {town.locative}: кому что рассказать",
        "week": russian.when(first, last, with_year=True),
        "audiences": [
            {"title": term.title, "url": context.root + week_address(town.id, term), "icon": term.icon or ""}
            for term in terms
        ],
    }


def week_view(context: PageContext, events: TownEvents, town: Municipality, audience: VocabularyTerm) -> dict[str, Any]:
    """Events of the week by day, last days to register, key dates, and the three texts."""
    catalog = context.catalog
    first, last = week_of(catalog.today)
    wanted = _FAMILY.get(audience.id, (audience.id,))
    ours = [event for event in events.coming(town.id) if is_for(event, wanted)]
    found = [(item, event) for item, event in events.of_days(town.id, first, last) if is_for(event, wanted)]
    once = list({event.id: event for _, event in found}.values())
    deadlines = [event for event in ours if first <= (_deadline(event) or date.min) <= last]
    key_dates = [
        item
        for item in catalog.all(KeyDate)
        if item.municipality in (town.id, None) and is_for(item, wanted) and item.day and first <= item.day <= last
    ]
    pinned = [event for event in ours if audience.id == "parents" and _is_for_the_town(event)][:_PINNED]
    later = [event for event in ours if event not in once and event not in pinned][:3]
    return {
        "id": town.id,
        "town": town.title,
        "audience": audience.title,
        "title": f"{audience.title}: неделя {town.locative}",
        "week": russian.when(first, last, with_year=True),
        "days": _days(context, found[:_MOST], first),
        "deadlines": [_deadline_line(context, event) for event in deadlines[:_MOST]],
        "dates": [{"title": item.title, "url": context.link(item), "when": _date_words(item)} for item in key_dates],
        "pinned": context.cards(pinned) if pinned else "",
        "later": context.cards(later) if later else "",
        "texts": _texts(context, town, audience, once, deadlines, key_dates) if once or deadlines or key_dates else [],
        "feed": context.feed(
            feed_path(town.id, audience.slug or audience.id), f"Календарь: {audience.title.lower()}", "Обновляется сам"
        ),
        "others": [
            {
                "title": term.title,
                "url": context.root + week_address(town.id, term),
                "current": term.id == audience.id,
            }
            for term in catalog.vocabularies["audience"].terms
        ],
    }


def _is_for_the_town(event: Event) -> bool:
    """Whether parents of the whole town are called together: such a meeting is told weeks ahead."""
    return event.kind == "parent-meeting" and event.level == "municipal" and event.status != "cancelled"


def _days(context: PageContext, found: list[Any], first: date) -> list[dict[str, Any]]:
    """Events by day; what began before the week stands on its first day."""
    days: dict[date, list[dict[str, Any]]] = {}
    for item, event in found:
        day = max(item.first_day, first)
        clock = f"{item.start:%H:%M}" if isinstance(item.start, datetime) else ""
        several = item.last_day != item.first_day
        days.setdefault(day, []).append(
            {
                "title": event.title,
                "url": context.link(event),
                "clock": "" if several else clock,
                "until": russian.date_text(item.last_day, context.catalog.today) if several else "",
                "place": place_text(context.catalog, event),
                "state": state_badge(context.catalog, event),
                "demo": event.demo,
                "age": event.age_mark,
            }
        )
    return [{"title": russian.capitalise(russian.day_text(day)), "lines": lines} for day, lines in sorted(days.items())]


def _texts(context: PageContext, town: Municipality, audience: VocabularyTerm, *found: list[Any]) -> list[Text]:
    events, deadlines, key_dates = found
    first, last = week_of(context.catalog.today)
    title = f"{town.title}, {russian.when(first, last)}. {audience.title}: что на этой неделе"
    url = f"Всё на одной странице: {context.site_url}{context.page}"
    ends = [f"Последний день записи — {_deadline_line(context, event)['text']}" for event in deadlines]
    dates = [f"{_date_words(item)} — {item.title}" for item in key_dates]
    lines = [line_of(context, event, whom=False) for event in events]
    full = []
    for event, line in zip(events, lines, strict=True):
        summary = f"\n{event.summary}" if event.summary else ""
        full.append(f"{line}{summary}\n{context.site_url}events/{event.id}/")
    return [
        Text("text-chat", "В чат класса", "\n".join([title, *_some(lines + ends + dates, _IN_CHAT), url])),
        Text("text-site", "На сайт школы", "\n\n".join([title, *_some(full, _MOST), *ends, *dates, url])),
        Text("text-board", "На доску объявлений", "\n".join([title, "", *_some(lines + dates, _ON_BOARD), "", url])),
    ]


def _some(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[:most], f"…и ещё {len(lines) - most}"]


def _deadline(event: Any) -> date | None:
    deadline = event.registration.deadline if event.registration and event.status != "cancelled" else None
    return deadline.date() if isinstance(deadline, datetime) else deadline


def _deadline_line(context: PageContext, event: Any) -> dict[str, str]:
    day = russian.day_text(_deadline(event))
    return {"text": f"{day}: {event.title}", "url": context.link(event)}


def _date_words(item: KeyDate) -> str:
    words = russian.when(item.day, item.until) if item.until and item.until != item.day else russian.day_text(item.day)
    return words if item.is_confirmed else f"{words} (по правилу, дата не подтверждена)"

"""The page of a contest: its ladder of stages, who competes, in what, under which conditions, what was before it."""

from __future__ import annotations

from typing import Any

from macros.catalog import Catalog, Event, EventSeries, Occupation
from macros.catalog.contest import CONTESTS, Category, rungs_up_to
from macros.catalog.event_series import OVER
from macros.catalog.record import Stage
from macros.pages import cards
from macros.pages.context import PageContext
from macros.text import russian
from macros.text.richtext import richtext

_ASK = (
    "Можно ли въехать и подняться на коляске, есть ли рядом доступный туалет и тихая комната?",
    "Будет ли переводчик жестового языка, есть ли задание шрифтом Брайля или крупным шрифтом?",
    "Можно ли прийти с сопровождающим, с собакой-проводником, со своими приборами и инструментом?",
    "Дадут ли больше времени и перерывы, можно ли есть и принимать лекарства, когда нужно?",
    "Как задание меняют под участника и с кем это обсудить заранее?",
)
"""Our own advice: what to ask an organizer whose conditions are not told."""


def contest_view(context: PageContext, series: EventSeries) -> dict[str, Any] | None:
    """What partials/contest.html shows; None for a series that is no contest."""
    if series.kind not in CONTESTS:
        return None
    catalog = context.catalog
    coming = _coming(catalog, series)
    return {
        "rungs": [
            {
                "title": catalog.term("level", level).title,
                "stages": [_stage(stage) for stage in series.stages if stage.level == level],
                "events": [_event(context, event) for event in coming if event.level == level],
            }
            for level in rungs_up_to(series.level)
        ],
        "over": series.status.state in OVER,
        "categories": [category_words(catalog, item) for item in series.categories],
        "competencies": [
            {
                "title": item.title,
                "seen": item.seen,
                "professions": [
                    {"title": each.title, "url": context.link(each)}
                    for each in (catalog.get(Occupation, occupation) for occupation in item.professions)
                ],
            }
            for item in series.competencies
        ],
        "inclusive": series.inclusive,
        "accessibility": richtext(series.accessibility) if series.accessibility else "",
        "places": [
            {"title": item.label, "url": context.link(item), "text": item.accessible}
            for item in catalog.organizations(series.hosts)
            if item.accessible
        ],
        "ask": _ASK,
    }


def category_words(catalog: Catalog, category: Category) -> str:
    """«Юниоры — с 14 лет»."""
    title = catalog.term("contest-category", category.kind).title
    if category.from_age is None:
        return title
    # «с 21 года», «с 14 лет»: the genitive has one form for 1, 21, 31… and another for all the rest.
    one = category.from_age % 10 == 1 and category.from_age % 100 != 11
    return f"{title} — с{russian.NBSP}{category.from_age}{russian.NBSP}{'года' if one else 'лет'}"


def predecessors(catalog: Catalog, series: EventSeries) -> list[EventSeries]:
    """What this series has taken the place of."""
    return [item for item in catalog.referring(series, EventSeries) if item.successor == series.id]


def _stage(stage: Stage) -> dict[str, Any]:
    return {"title": stage.title, "text": richtext(stage.text) if stage.text else ""}


def _coming(catalog: Catalog, series: EventSeries) -> list[Event]:
    found = [item for item in catalog.referring(series, Event) if item.series == series.id and item.start]
    ahead = [item for item in found if not cards.is_past(item, catalog.today) and item.status != "cancelled"]
    return sorted(ahead, key=lambda item: (item.start.isoformat(), item.id))


def _event(context: PageContext, event: Event) -> dict[str, Any]:
    shown = cards.next_occurrence(event, context.catalog.today)
    day = russian.when(shown.first_day, shown.last_day) if shown else ""
    return {"title": event.title, "url": context.link(event), "when": day, "demo": event.demo}

"""One occurrence as a calendar program shows it, and as the catalog says it must be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from macros.catalog import Catalog, Event, KeyDate
from macros.catalog.occurrences import Occurrence, occurrences
from macros.catalog.wording import place_text

KEPT = timedelta(days=60)
"""How long feeds keep what is over."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Seen:
    """`start` and `end` are UTC like 2026-12-05T07:00:00Z, or days; the end is the first moment or day after it.

    `end` is "" where it is not known: programs invent something then. `status` is that of iCalendar. `uid` is ""
    where the program does not tell it.
    """

    url: str
    start: str
    end: str
    title: str
    status: str
    place: str
    uid: str = ""


def moment(value: date) -> str:
    """A moment in UTC, or a day."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def expected(catalog: Catalog, town: str, site_url: str, uid_domain: str) -> list[Seen]:
    """What a program must show of a town's feed, told by the records alone: none of the feeds' own code takes part."""
    found = []
    for event in catalog.all(Event):
        if event.municipality in (None, town):
            for item in occurrences(event):
                # A cancelled event has said its word on its last day.
                oldest = catalog.today - (timedelta() if event.status == "cancelled" else KEPT)
                if item.last_day >= oldest:
                    found.append(_of_event(catalog, event, item, site_url, uid_domain))
    for key_date in catalog.all(KeyDate):
        if key_date.municipality in (None, town) and key_date.day is not None:
            last = key_date.until or key_date.day
            if last >= catalog.today - KEPT:
                found.append(
                    Seen(
                        url=f"{site_url}dates/{key_date.id}/",
                        start=moment(key_date.day),
                        end=moment(last + timedelta(days=1)),
                        title=key_date.title,
                        status="CONFIRMED" if key_date.is_confirmed else "TENTATIVE",
                        place="",
                        uid=f"key-date.{key_date.id}@{uid_domain}",
                    )
                )
    return sorted(found)


def _of_event(catalog: Catalog, event: Event, item: Occurrence, site_url: str, uid_domain: str) -> Seen:
    zone = catalog.zone_of(event)
    if isinstance(item.start, datetime):
        end_zone = ZoneInfo(event.end_timezone) if event.end_timezone else zone
        start = moment(item.start.replace(tzinfo=zone))
        end = moment(item.end.replace(tzinfo=end_zone)) if item.end else ""
    else:
        start, end = moment(item.start), moment(item.last_day + timedelta(days=1))
    status = {"cancelled": "CANCELLED", "planned": "TENTATIVE", "suspended": "TENTATIVE"}
    return Seen(
        url=f"{site_url}events/{event.id}/",
        start=start,
        end=end,
        title=event.title,
        status=status.get(event.status, "CONFIRMED"),
        place=place_text(catalog, event),
        uid=f"{event.id}{'.' if item.key else ''}{item.key}@{uid_domain}",
    )


def differences(shown: Iterable[Seen], wanted: Iterable[Seen]) -> list[str]:
    """What a program shows wrongly: missing, unwanted, or different; empty when all is as it must be.

    A feed puts marks around a title (its kind, «Пример», the number of the day): it has to be within what is shown.
    """
    there: dict[tuple[str, str], list[Seen]] = {}
    for each in shown:
        there.setdefault((each.url, each.start), []).append(each)
    problems = []
    for each in wanted:
        hits = there.pop((each.url, each.start), [])
        if len(hits) != 1:
            problems.append(f"{len(hits)} times instead of once: {each}")
            continue
        (hit,) = hits
        if each.title not in hit.title:
            problems.append(f"another title than «{each.title}»: {hit}")
        if (each.status == "CANCELLED") != hit.title.startswith("ОТМЕНЕНО: "):
            problems.append(f"cancelled or not: {hit}")
        same = replace(hit, title=each.title, uid=hit.uid and each.uid, end=hit.end if each.end else "")
        if same != replace(each, uid=hit.uid and each.uid) or (hit.uid and hit.uid != each.uid):
            problems.append(f"shown as {hit} instead of {each}")
    return problems + [f"nobody asked for {each}" for hits in there.values() for each in hits]

"""Tells what is wrong with a finished feed: the rules that no library checks and some program trips over."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from macros.feeds.calendar_file import MAX_BYTES, MAX_EVENTS
from macros.feeds.content_lines import Component, ContentLine, byte_problems, components, content_lines
from macros.feeds.entry import CANCELLED_PREFIX, YEARS
from macros.feeds.grammar import grammar_problems
from macros.feeds.vevent import escape


class _Onset(NamedTuple):
    wall: datetime
    """When it comes, by the clock before it; naive."""
    before: timedelta
    after: timedelta


def lint(data: bytes) -> list[str]:
    """Return what is wrong with the bytes of a feed of ours: a sentence each, with the line; [] if nothing.

    The measure is RFC 5545, RFC 7986 and the stricter form that vevent() and calendar_file() promise.
    """
    problems = list(byte_problems(data))
    if len(data) > MAX_BYTES:
        problems.append(f"{len(data)} bytes, more than {MAX_BYTES}")
    lines, syntax = content_lines(data)
    root, structure = components(lines)
    problems += [*syntax, *structure, *_normal_form(lines), *grammar_problems(root)]
    calendars = [child for child in root.children if child.name == "VCALENDAR"]
    if len(calendars) != 1:
        problems.append(f"{len(calendars)} VCALENDAR, not one")
    for calendar in calendars:
        problems += _calendar(calendar)
    return problems


def _normal_form(lines: Sequence[ContentLine]) -> Iterator[str]:
    for line in lines:
        # An accent that begins a line of text would seem to belong to the n of the escape before it.
        if not unicodedata.is_normalized("NFC", line.params + "\n" + line.value.replace("\\n", "\n")):
            yield f"line {line.number}: {line.name} is not in NFC"


def _calendar(calendar: Component) -> Iterator[str]:
    """Check what the parts of a feed have to do with each other."""
    for one, other in (("NAME", "X-WR-CALNAME"), ("REFRESH-INTERVAL", "X-PUBLISHED-TTL")):
        if _value(calendar, one) != _value(calendar, other):
            yield f"line {calendar.number}: {one} and {other} differ"
    zones: dict[str, list[_Onset]] = {}
    uids: set[str] = set()
    for child in calendar.children:
        if child.name == "VTIMEZONE":
            key = _value(child, "TZID")
            if key in zones:
                yield f"line {child.number}: the zone {key} is declared twice"
            if uids:
                yield f"line {child.number}: VTIMEZONE after a VEVENT"
            if _zone(key) is None:
                yield f"line {child.number}: zoneinfo knows no zone {key!r}"
            zones[key] = onsets = _onsets(child)
            if not onsets:
                yield f"line {child.number}: the zone {key} has no STANDARD or DAYLIGHT that can be read"
            if any(one.after != next_.before for one, next_ in pairwise(onsets)):
                yield f"line {child.number}: the offsets of the zone {key} do not follow each other"
        elif child.name == "VEVENT":
            uid = _value(child, "UID")
            if uid in uids:
                yield f"line {child.number}: the UID {uid} occurs twice"
            uids.add(uid)
            yield from _event(child, zones)
    yield from _order(calendar, zones)
    if _value(calendar, "X-WR-TIMEZONE") not in zones:
        yield f"line {calendar.number}: no VTIMEZONE declares X-WR-TIMEZONE"
    if (events := sum(child.name == "VEVENT" for child in calendar.children)) > MAX_EVENTS:
        yield f"{events} events, more than {MAX_EVENTS}"


def _order(calendar: Component, zones: dict[str, list[_Onset]]) -> Iterator[str]:
    """Check that events go by start, an all-day one at midnight of the calendar's zone, and then by UID."""
    midnight = time(tzinfo=_zone(_value(calendar, "X-WR-TIMEZONE")) or UTC)
    before: tuple[datetime, str] | None = None
    for event in calendar.children:
        line = event.first("DTSTART")
        if event.name != "VEVENT" or line is None:
            continue
        try:
            start, _ = _moment(line, zones)
        except ValueError:
            continue  # said elsewhere
        moment = start if isinstance(start, datetime) else datetime.combine(start, midnight)
        place = moment.astimezone(UTC), _value(event, "UID")
        if before is not None and place < before:
            yield f"line {event.number}: the event {place[1]} is out of order, which is by start and UID"
        before = place


def _event(event: Component, zones: dict[str, list[_Onset]]) -> Iterator[str]:
    """Check one event against itself and the zones declared before it."""
    where = f"line {event.number}: the event {_value(event, 'UID')}"
    if _value(event, "DTSTAMP") != _value(event, "LAST-MODIFIED"):
        yield f"{where} has a DTSTAMP that is not its LAST-MODIFIED"
    if (_value(event, "STATUS") == "CANCELLED") != _value(event, "SUMMARY").startswith(CANCELLED_PREFIX):
        yield f"{where} has only one of STATUS:CANCELLED and {CANCELLED_PREFIX!r} in the SUMMARY"
    if not _value(event, "SUMMARY").removeprefix(CANCELLED_PREFIX).strip():
        yield f"{where} has an empty SUMMARY"
    number = _value(event, "SEQUENCE")
    if number.isdecimal() and int(number) >= 2**31:
        yield f"{where} has the SEQUENCE {number}, more than RFC 5545 section 3.3.8 allows"
    *text, last_line = _value(event, "DESCRIPTION").split("\\n")
    if last_line != escape(_value(event, "URL")):
        yield f"{where} has a DESCRIPTION whose last line is not the URL"
    if escape(_value(event, "CONFERENCE")) not in "\n".join(text):
        yield f"{where} has a CONFERENCE that its DESCRIPTION does not repeat"
    if geo := _value(event, "GEO"):
        try:
            latitude, longitude = map(float, geo.split(";"))
        except ValueError:
            pass  # the grammar has said so
        else:
            if abs(latitude) > 90 or abs(longitude) > 180:
                yield f"{where} is nowhere on Earth: GEO {geo}"
    moments: list[datetime | date] = []
    for line in event.lines:
        if line.name in ("LAST-MODIFIED", "DTSTART", "DTEND"):
            try:
                moment, problem = _moment(line, zones)
            except ValueError:
                yield f"line {line.number}: {line.name}:{line.value} is no date"
                continue
            if problem:
                yield f"line {line.number}: {line.name} {problem}"
            if moment.year not in YEARS:
                yield f"line {line.number}: {line.name} is in the year {moment.year}, which cannot be meant"
            if line.name != "LAST-MODIFIED":
                moments.append(moment)
    if len(moments) == 2:
        start, end = moments
        if type(start) is not type(end):
            yield f"{where} has a DTEND of another kind than its DTSTART"
        elif end <= start:
            yield f"{where} does not end after its start"
    elif "VALUE=DATE" in _params(event, "DTSTART"):
        yield f"{where} is an all-day event without DTEND"


def _moment(line: ContentLine, zones: dict[str, list[_Onset]]) -> tuple[datetime | date, str]:
    """Return a date or an aware time in UTC, and what is wrong with its zone. ValueError: no such date."""
    moment = datetime.fromisoformat(line.value)
    if "T" not in line.value:
        return moment.date(), "" if line.params == "VALUE=DATE" else "is a date without VALUE=DATE"
    if moment.tzinfo is not None:
        return moment, ""
    key = line.params.removeprefix("TZID=")
    zone = _zone(key)
    if zone is None or key not in zones:
        return moment.replace(tzinfo=UTC), f"is in the zone {key!r}, which no VTIMEZONE before it declares"
    local = moment.replace(tzinfo=zone)
    passed = [onset for onset in zones[key] if onset.wall <= moment]
    declared = passed[-1].after if passed else None
    right = local.utcoffset()
    problem = "" if declared == right else f"has the offset {declared} by its VTIMEZONE, but {right} in truth"
    return local.astimezone(UTC), problem


def _onsets(vtimezone: Component) -> list[_Onset]:
    """Return the changes of a zone in the order of time; what cannot be read is left out."""
    onsets = []
    for child in vtimezone.children:
        try:
            wall = datetime.fromisoformat(_value(child, "DTSTART")).replace(tzinfo=None)
            onsets.append(_Onset(wall, _offset(child, "TZOFFSETFROM"), _offset(child, "TZOFFSETTO")))
        except ValueError:
            continue  # the grammar has said so
    return sorted(onsets)


def _offset(component: Component, name: str) -> timedelta:
    return datetime.strptime(_value(component, name), "%z").utcoffset() or timedelta(0)


def _zone(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key)
    except (ValueError, LookupError, OSError):
        return None


def _value(component: Component, name: str) -> str:
    line = component.first(name)
    return line.value if line else ""


def _params(component: Component, name: str) -> str:
    line = component.first(name)
    return line.params if line else ""

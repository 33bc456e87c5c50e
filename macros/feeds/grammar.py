"""Which components, properties, parameters and values a feed of ours may have, and what departs from that."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from macros.feeds.colors import CSS3_COLORS
from macros.feeds.content_lines import Component
from macros.feeds.entry import STATUSES


class _Rule(NamedTuple):
    value: str
    """Pattern of the whole value, as written."""
    required: bool = True
    params: str = ""
    """Pattern of all parameters, as written."""


# A backslash of the text itself is followed by a word joiner: see text.clean().
_CHARACTER = r"(?:[^\\;,]|\\[;,n]|\\\\\u2060)"
_TEXT = f"{_CHARACTER}+"
_WORD = r"(?:[^\\;, \t]|\\[;,]|\\\\\u2060)+"
_LINE = f"{_WORD}(?: {_WORD})*"
_ZONE = r"(?!Etc/)[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)+"
_URI = r"https?://(?:[!#$&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]|%[0-9A-Fa-f]{2})+"
_UTC = r"\d{8}T\d{6}Z"
_TIME_OR_DATE = r"\d{8}(T\d{6})?"
_TIME_PARAMS = f"VALUE=DATE|TZID={_ZONE}"
_DURATION = r"P(\d+D|T\d+[HM])"
_OFFSET = r"[+-]\d{4}(\d\d)?"
_DEGREES = r"-?\d{1,3}(\.\d{1,6})?"
_OBSERVANCE = {
    "DTSTART": _Rule(r"\d{8}T\d{6}"),
    "TZOFFSETFROM": _Rule(_OFFSET),
    "TZOFFSETTO": _Rule(_OFFSET),
    "TZNAME": _Rule(_TEXT),
}

# Each property that a feed of ours may have, once. What is not here is a mistake: METHOD, ORGANIZER, RRULE,
# RDATE, the calendar's UID and alarms each break or annoy a real program.
_PROPERTIES = {
    "": {},
    "VCALENDAR": {
        "VERSION": _Rule(r"2\.0"),
        "PRODID": _Rule(r"-//[ -~]+"),
        "CALSCALE": _Rule("GREGORIAN"),
        "NAME": _Rule(r"[^\\;,]+"),
        "X-WR-CALNAME": _Rule(r"[^\\;,]+"),
        "X-WR-CALDESC": _Rule(_LINE),
        "X-WR-TIMEZONE": _Rule(_ZONE),
        "REFRESH-INTERVAL": _Rule(_DURATION, params="VALUE=DURATION"),
        "X-PUBLISHED-TTL": _Rule(_DURATION),
        "SOURCE": _Rule(_URI, params="VALUE=URI"),
        "URL": _Rule(_URI),
        "COLOR": _Rule("|".join(sorted(CSS3_COLORS))),
    },
    "VTIMEZONE": {"TZID": _Rule(_ZONE)},
    "STANDARD": _OBSERVANCE,
    "DAYLIGHT": _OBSERVANCE,
    "VEVENT": {
        "UID": _Rule(r"(?=.{3,255}$)[A-Za-z0-9._-]+@[a-z0-9.-]+"),
        "DTSTAMP": _Rule(_UTC),
        "LAST-MODIFIED": _Rule(_UTC),
        "SEQUENCE": _Rule(r"\d{1,10}"),
        "DTSTART": _Rule(_TIME_OR_DATE, params=_TIME_PARAMS),
        "DTEND": _Rule(_TIME_OR_DATE, params=_TIME_PARAMS, required=False),
        "SUMMARY": _Rule(_LINE),
        "STATUS": _Rule("|".join(STATUSES)),
        "TRANSP": _Rule("TRANSPARENT"),
        "DESCRIPTION": _Rule(_TEXT),
        "LOCATION": _Rule(_LINE, required=False),
        "GEO": _Rule(f"{_DEGREES};{_DEGREES}", required=False),
        "URL": _Rule(_URI),
        "CONFERENCE": _Rule(_URI, required=False, params=r"VALUE=URI;FEATURE=VIDEO;LABEL=(?:\w+|\"[^\"]+\")"),
        "CATEGORIES": _Rule(f"{_LINE}(,{_LINE})*", required=False),
    },
}
_CHILDREN = {"": ("VCALENDAR",), "VCALENDAR": ("VTIMEZONE", "VEVENT"), "VTIMEZONE": ("STANDARD", "DAYLIGHT")}


def grammar_problems(component: Component) -> Iterator[str]:
    """Yield what in a component and all below it is missing, repeated, foreign or wrongly written."""
    where = component.name or "the file"
    rules = _PROPERTIES[component.name]
    names = [line.name for line in component.lines]
    for name, rule in rules.items():
        if rule.required and name not in names:
            yield f"line {component.number}: {where} has no {name}"
        if names.count(name) > 1:
            yield f"line {component.number}: {where} has {name} more than once"
    for line in component.lines:
        if not (rule := rules.get(line.name)):
            yield f"line {line.number}: {line.name} must not be in {where}"
            continue
        if not re.fullmatch(rule.params, line.params):
            yield f"line {line.number}: {line.name} has the parameters {line.params!r}, not {rule.params!r}"
        if not re.fullmatch(rule.value, line.value):
            value = line.value if len(line.value) <= 60 else line.value[:59] + "…"
            yield f"line {line.number}: {line.name} has the value {value!r}, wrong or wrongly escaped"
    for child in component.children:
        if child.name in _CHILDREN.get(component.name, ()):
            yield from grammar_problems(child)
        else:
            yield f"line {child.number}: {child.name} must not be in {where}"

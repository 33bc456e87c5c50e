"""An entry as the bytes of a VEVENT, the same in every feed."""

from icalendar import Event
from icalendar.prop import vCategory, vDDDTypes, vGeo, vInt, vText, vUri

from macros.feeds.entry import Entry
from macros.feeds.text import ascii_url, clean, one_line

JOIN = "Подключиться"
"""Label of the link that leads to an online event."""


def vevent(entry: Entry) -> bytes:
    """Return the whole VEVENT of `entry`: UTF-8, CRLF, folded (RFC 5545 section 3.6.1).

    Every value gets its type explicitly: what `icalendar` 7.3 guesses is not always right. DTSTAMP equals
    LAST-MODIFIED because a feed without METHOD says so (RFC 5545 section 3.8.7.2). Nothing here blocks
    anybody's time, hence TRANSPARENT. Links are repeated in the description for programs that hide URL.
    """
    url = ascii_url(entry.url)
    conference = entry.conference and ascii_url(entry.conference)
    modified = vDDDTypes(entry.last_modified)
    event = Event()
    event.add("UID", vText(entry.uid))
    event.add("DTSTAMP", modified)
    event.add("LAST-MODIFIED", modified)
    event.add("SEQUENCE", vInt(entry.sequence))
    event.add("DTSTART", vDDDTypes(entry.start))
    if entry.end is not None:
        event.add("DTEND", vDDDTypes(entry.end))
    event.add("SUMMARY", vText(one_line(entry.summary)))
    event.add("STATUS", vText(entry.status))
    event.add("TRANSP", vText("TRANSPARENT"))
    event.add("DESCRIPTION", vText(_description(entry, url, conference)))
    if location := one_line(entry.location):
        event.add("LOCATION", vText(location))
    if entry.geo is not None:
        event.add("GEO", vGeo((_degrees(entry.geo[0]), _degrees(entry.geo[1]))))
    event.add("URL", vUri(url))
    if conference:
        event.add("CONFERENCE", vUri(conference), {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": JOIN})
    if entry.categories:
        event.add("CATEGORIES", vCategory([one_line(category) for category in entry.categories]))
    return b"".join(fold(line) for line in event.content_lines(sorted=False) if line)


def fold(line: str) -> bytes:
    """Return a content line in UTF-8 with CRLF, folded at 75 octets between characters (RFC 5545 3.1).

    The library can fold too, but goes character by character, which was half of a feed's time.
    """
    octets = line.encode("utf-8")
    parts = []
    begin, end = 0, 75
    while end < len(octets):
        while octets[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        parts.append(octets[begin:end])
        begin, end = end, end + 74  # the space takes one
    parts.append(octets[begin:])
    return b"\r\n ".join(parts) + b"\r\n"


def _description(entry: Entry, url: str, conference: str | None) -> str:
    text = clean(entry.description)
    lines = [text] if text else []
    if conference and conference not in text:
        lines.append(f"{JOIN}: {conference}")
    return "\n".join([*lines, url])


def _degrees(value: float) -> float:
    """Round to six places, as RFC 5545 section 3.8.1.6 has it; nearer zero Python writes an exponent."""
    return round(value, 6) if abs(value) >= 0.0001 else 0.0

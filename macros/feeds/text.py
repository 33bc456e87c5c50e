"""What text and addresses must look like before they may enter a feed."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

# RFC 5545 section 3.1 forbids CONTROL; CR, VT, FF, NEL and the Unicode separators mean a line break first.
_LINE_BREAK = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
# C0 but tab and line feed, DEL, C1, the byte order mark, and surrogates that UTF-8 cannot carry.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
_BARE_BACKSLASH = re.compile(r"\\(?!\u2060)")
_BLANKS = re.compile("[ \t\n]+")

# RFC 3986: reserved characters keep their meaning, so they stay; "%" stays only before two hex digits.
_PATH_SAFE = "/:@!$&'()*+,;=~%"
_QUERY_SAFE = _PATH_SAFE + "?"
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def clean(text: str) -> str:
    """Return `text` in the form that every program reads: NFC, LF, no controls, no outer blanks.

    A backslash gets an invisible word joiner (U+2060) after it: `icalendar` 7.3 and node-ical both
    mistake an escaped backslash followed by the letter n for a line break.
    """
    text = _FORBIDDEN.sub("", _LINE_BREAK.sub("\n", text))
    return _BARE_BACKSLASH.sub("\\\\\u2060", unicodedata.normalize("NFC", text)).strip(" \t\n")


def one_line(text: str) -> str:
    """Return `clean(text)` with every run of blanks and line breaks as one space; no-break spaces stay."""
    return _BLANKS.sub(" ", clean(text))


def ascii_url(url: str) -> str:
    """Return an http(s) address in ASCII: punycode host, percent-encoded rest (RFC 3987 section 3.1).

    What is already percent-encoded stays as it is, so the function may be applied twice.
    Raises ValueError for anything but an absolute http(s) address with a host and no user name.
    """
    url = url.strip()
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise ValueError(f"not an absolute http(s) address: {url!r}")
    if not url.isprintable():  # urlsplit() would drop line breaks and tabs without a word
        raise ValueError(f"control characters in the address {url!r}")
    host = parts.hostname.encode("idna").decode("ascii")
    if not re.fullmatch("[a-z0-9._-]+", host):
        raise ValueError(f"not a host name: {host!r} in {url!r}")
    result = f"{parts.scheme}://{host}"
    if parts.port:
        result += f":{parts.port}"
    result += _percent(parts.path, _PATH_SAFE) or "/"
    if parts.query:
        result += "?" + _percent(parts.query, _QUERY_SAFE)
    if parts.fragment:
        result += "#" + _percent(parts.fragment, _QUERY_SAFE)
    return result


def _percent(part: str, safe: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe=safe)

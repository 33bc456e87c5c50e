"""What editors' texts must not carry: templates, HTML, links that lie or run, ways out of a field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from macros.catalog.characters import as_one_alphabet, look_alike_faults
from macros.catalog.problem import Fault, quoted
from macros.text.richtext import allowed_link

_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{[{%#]|[}%#]\}", re.DOTALL)
_BRACES = re.compile(r"\{[^{}\n]*\}?|\}")
_TAG = re.compile(r"<(?!https?://|mailto:|tel:)[/!?]?\s*[A-Za-z\[-][^>\n]*>?")
_ELEMENT = re.compile(r"<([a-zA-Z][\w-]*)\b[^>\n]*>[^\n]*?</\1\s*>", re.IGNORECASE)
_RUNNING = re.compile(r"\b(?:java|vb|live)script:\S|\bdata:(?:[a-z]+/[a-z0-9.+-]+|[;,])|\bview-source:|\bblob:http")
_DESTINATION = re.compile(r"\]\(\s*<?([^)]*)|^\s*\[[^\]]+\]:\s*(\S+)", re.MULTILINE)
_BARE = re.compile(r"https?:/{1,2}[^\s<>()\[\]\"'«»]+", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[^\W\d_]{2,})(?:/\S*)?")
_BREAKOUT = re.compile(
    r"^\s*(?:BEGIN|END):V[A-Z]+|[\"']\s*on[a-z]{3,}\s*="
    r"|\]\]>|^\s*::[a-z-]+(?: [^:\n]*)?::|##\[[a-z-]+|^=\s*[A-Za-z]+\(",
    re.MULTILINE | re.IGNORECASE,
)
_PICTURE = re.compile(r"[\w./:%-]+\.(?:jpe?g|png|webp|gif|heic|avif|bmp|tiff?)\b", re.IGNORECASE)
_SIGNS = re.compile(
    r"<|&|\\|\{\{|\{%|\{#|\}\}|%\}|#\}|\]\(|\]:|\]\]>|##\[|::|script:|data:|blob:|view-source:|xn--|begin:v|end:v"
    r"|\.jp|\.png|\.webp|\.gif|\.heic|\.avif|\.bmp|\.tif"
)
_PERHAPS_ADDRESS = re.compile(r":/(?:/(?:[^/\s]*[@\u0080-\uffff]|[\d\[]|localhost|[\w.-]+\.l)|\w)")
_PERHAPS_CODE = re.compile(r"[\"']\s*on[a-z]+\s*=|=\s*[A-Za-z]+\(")
_MARKDOWN = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_LINKED = re.compile(r"<a\s[^>]*href=[\"']?([^\"'\s>]+)[^>]*>([^<]*)</a>", re.IGNORECASE)


def may_carry(text: str) -> bool:
    """A quick look that never misses what the other functions find; it may be wrong the other way."""
    low = text.lower()
    return bool(_SIGNS.search(low) or _PERHAPS_ADDRESS.search(text) or ("=" in text and _PERHAPS_CODE.search(text)))


def template_faults(text: str, *, any_brace: bool = False) -> Iterator[Fault]:
    """Braces that a template engine would run; with `any_brace` also those that give HTML attributes."""
    found = [match[0] for match in _TEMPLATE.finditer(text)]
    rest = _TEMPLATE.sub("", text)
    if any_brace:
        found += [match[0] for match in _BRACES.finditer(rest)]
    for each in dict.fromkeys(found):
        inner = " ".join(re.sub(r"[{}%#]", " ", each).split())
        yield Fault(
            field="",
            kind="template",
            found=quoted(each),
            expected="фигурные скобки здесь — команды для программы, а не текст: уберите их или замените круглыми",
            fix=f"({inner})"
            if re.fullmatch("[А-Яа-яЁё ,.—–-]+", inner) and "\n" not in each and len(each) < 60
            else "",
        )


def without_templates(text: str) -> str:
    """The text without what `template_faults` tells whatever the braces."""
    return _TEMPLATE.sub("", text)


def html_faults(text: str) -> Iterator[Fault]:
    """HTML tags, whole elements where one row holds them."""
    while match := _ELEMENT.search(text) or _TAG.search(text):
        each = match[0]
        yield Fault(
            field="",
            kind="raw-html",
            found=quoted(each),
            expected="HTML здесь не пишут: жирное — **так**, ссылка — [слова](адрес), абзацы — через пустую строку",
            fix=_as_markdown(each) if len(each) < 60 else "",
        )
        text = text.replace(each, " ")


def _as_markdown(element: str) -> str:
    """The element in Markdown when nothing is lost by it, "" otherwise."""
    if re.match(r"<(?:script|style|iframe|object|embed|svg|math|template)\b", element, re.IGNORECASE):
        return ""
    text = _LINKED.sub(lambda match: f"[{match[2]}]({match[1]})" if allowed_link(match[1]) else match[2], element)
    text = re.sub(r"</?(\w+)[^>]*>", lambda match: _MARKDOWN.get(match[1].lower(), ""), text)
    return "" if set(text) & set("<>{}") else text.strip()


class _Parser(MarkdownIt):
    """Full Markdown that hides no link from us, whatever its address."""

    def validateLink(self, url: str) -> bool:
        """Every address is told, so that every address is looked at."""
        del url
        return True


_PARSER = _Parser("commonmark")


def link_faults(text: str, allowed: Collection[str] = ()) -> Iterator[Fault]:
    """Links that run code, hide where they lead, or lead nowhere for a reader; `allowed` are words of two alphabets."""
    told: set[str] = set()
    for words, address in _links(text):
        if address in told:
            continue
        told.add(address)
        if not allowed_link(address) or _runs(address):
            yield _unsafe(address, "ссылки бывают на страницы сайта и на адреса http, https, mailto и tel")
        elif fault := _host_fault(address, allowed):
            yield fault
        elif (shown := _HOST.fullmatch(words.strip())) and not _same_host(shown[1], address):
            expected = f"в тексте ссылки один адрес, «{shown[1]}», а ведёт она на другой: напишите словами, куда ведёт"
            yield _unsafe(address, expected)
    for each in _running(text):
        if not any(each in _plain(address) for address in told):
            yield _unsafe(each, "такие адреса выполняют код, ссылкой они не бывают: уберите")
    for match in _BARE.finditer(text):
        address = match[0].rstrip(".,;:!?")
        if address not in told and (fault := _host_fault(address, allowed)):
            told.add(address)
            yield fault


def _links(text: str) -> Iterator[tuple[str, str]]:
    """Words and address of each Markdown link and picture."""
    if "](" not in text and "]:" not in text and "<" not in text and "][" not in text:
        return
    for block in _PARSER.parse(text):
        yield from _inline_links(block.children or [])


def _inline_links(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    for index, token in enumerate(tokens):
        if token.type == "link_open":
            rest = tokens[index + 1 :]
            end = next(number for number, each in enumerate(rest) if each.type == "link_close")
            yield "".join(each.content for each in rest[:end]), unquote(str(token.attrs["href"]))
        elif token.type == "image":
            yield "", unquote(str(token.attrs["src"]))


def _runs(address: str) -> bool:
    return bool(_RUNNING.search(_plain(address)))


def _running(text: str) -> Iterator[str]:
    """Addresses that run code, wherever they stand and however they are written."""
    plain = _plain(text)
    for match in _RUNNING.finditer(plain):
        yield match[0]
    for match in _DESTINATION.finditer(text):
        inner = re.sub(r"[\s\x00-\x1f]", "", _plain(match[1] or match[2] or ""))
        if (found := _RUNNING.search(inner)) and found[0] not in plain:
            yield found[0]


def _plain(text: str) -> str:
    """The text as a browser would come to see an address in it."""
    return unquote(unescape(text)).lower()


def _host_fault(address: str, allowed: Collection[str]) -> Fault | None:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
        host = host.encode("ascii").decode("idna") if "xn--" in host else host
    except ValueError:
        return _unsafe(address, "такого адреса не бывает: скопируйте его из строки браузера")
    if parts.scheme not in ("http", "https"):
        return None
    if "@" in parts.netloc:
        return _unsafe(address, "адрес с @ ведёт не туда, куда кажется: уберите всё до @ вместе с ним")
    if _is_local(host):
        return _unsafe(address, "этот адрес виден только на одном компьютере или в одной сети")
    for label in host.split("."):
        for fault in look_alike_faults(label, allowed):
            expected = f"в имени сайта смешаны похожие буквы разных алфавитов, адрес поддельный: {label}"
            return _unsafe(host, expected, host.replace(label, as_one_alphabet(label)) if fault.fix else "")
    return None


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".lan")):
        return True
    try:
        return bool(ip_address(host))
    except ValueError:
        # One number, or numbers with dots and hexadecimals: browsers read them as an IPv4 address.
        return bool(re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*", host))


def _same_host(shown: str, address: str) -> bool:
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    shown = shown.lower().removeprefix("www.")
    return not host or host == shown or host.endswith(f".{shown}") or shown.endswith(f".{host}")


def _unsafe(address: str, expected: str, fix: str = "") -> Fault:
    return Fault(field="", kind="unsafe-link", found=quoted(address), expected=expected, fix=fix)


def breakout_faults(text: str) -> Iterator[Fault]:
    """Rows that another program would take for its own: calendars, feeds, the forge's log, spreadsheets."""
    for each in dict.fromkeys(match[0].strip() for match in _BREAKOUT.finditer(text)):
        yield Fault(
            field="",
            kind="breakout",
            found=quoted(each),
            expected="это не текст, а команда другой программы (календаря, ленты, таблицы, журнала проверки): уберите",
        )


def picture_faults(text: str, consented: Collection[str]) -> Iterator[Fault]:
    """Pictures and links to them without a note of consent; `consented` are their addresses."""
    for each in dict.fromkeys(match[0] for match in _PICTURE.finditer(text)):
        if each not in consented:
            yield Fault(
                field="",
                kind="photo",
                found=quoted(each),
                expected="снимок публикуют с согласия тех, кто на нём: впишите его в photos файла "
                "data/guard/allowed.yml вместе с согласием или уберите",
            )

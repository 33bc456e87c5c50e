"""Owns editors' texts: a small Markdown subset turned into safe HTML or into plain text."""

import re
from functools import lru_cache
from itertools import groupby
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_RULES = ["heading", "list", "newline", "escape", "emphasis", "link", "autolink"]
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4"}
_WEB = {"http", "https"}
_CONTACTS = {"mailto", "tel"}

# A text without any of this means the same with Markdown and without: marks, control characters and any
# white space but " " and line feed; signs of a list or a heading where a line begins. Doubt means yes.
_MARKUP = re.compile(r"[\\*_\[\]<>\x00-\x09\x0b-\x1f\x7f-\xa0\ufeff]|[^\S \n]|^ *(?:[-+#]|\d+[.)])", re.MULTILINE)


def richtext(text: str) -> Markup:
    """Safe HTML: paragraphs, line breaks, bold, italic, lists, links, headings (h3, and h4 below it).

    HTML in the text is shown as it was typed, and so is a link to anything but http, https, mailto, tel
    or a place on this site. Empty for a text without words.
    """
    paragraphs = _plain_paragraphs(text)
    if paragraphs is None:
        return _long_way(text)
    return Markup("\n".join(f"<p>{_html(each)}</p>" for each in paragraphs))


def prose(html: str) -> Markup:
    """Finished HTML of a profession card with nothing but prose in it: texts, lists, tables, links.

    The second lock after the content guard: whatever a Markdown library makes of a card, no code gets through.
    """
    return Markup(_PROSE_CLEANER.clean(html))


def plain(text: str) -> str:
    """The same text without markup, for feeds and descriptions: links keep their words only.

    Paragraphs are separated by an empty line, items of a list begin with «• » or their number.
    """
    paragraphs = _plain_paragraphs(text)
    return _long_way_plain(text) if paragraphs is None else "\n\n".join(paragraphs)


def _plain_paragraphs(text: str) -> list[str] | None:
    """The paragraphs of a text without Markdown, None if there may be some."""
    if _MARKUP.search(text):
        return None
    lines = (line.strip(" ") for line in text.split("\n"))
    return ["\n".join(paragraph) for has_words, paragraph in groupby(lines, key=bool) if has_words]


def _html(paragraph: str) -> str:
    """Escaped exactly as nh3 does; the characters that need more never come here."""
    return paragraph.replace("&", "&amp;").replace("\n", "<br>\n")


def _long_way(text: str) -> Markup:
    """HTML by the Markdown parser, then by the allow-list."""
    return Markup(_CLEANER.clean(_PARSER.renderer.render(_parse(text), _PARSER.options, {})).rstrip("\n"))


def _long_way_plain(text: str) -> str:
    """Plain text by the Markdown parser."""
    result = ""
    numbers: list[int | None] = []  # the next number of each open list, None for bullets
    mark = ""
    for token in _parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            numbers.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            number = numbers[-1]
            mark = "• " if number is None else f"{number}. "
            if number is not None:
                numbers[-1] = number + 1
        elif token.type == "list_item_close":
            mark = ""
        elif token.type == "inline":
            between = ("\n" if numbers and mark else "\n\n") if result else ""
            words = "".join("\n" if each.tag == "br" else each.content for each in token.children or ())
            result += between + mark + words
            mark = ""
    return result


@lru_cache(maxsize=16)  # a page shows its text as HTML, then tells it in plain words
def _parse(text: str) -> list[Token]:
    """The tokens of a text, with our own levels of headings and with `rel` on links to other sites."""
    tokens = _PARSER.parse(text)
    top = next((token.tag for token in tokens if token.type == "heading_open"), "")
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            # The first heading is the upper level: the outline of the page has no gap then.
            token.tag = "h3" if token.tag <= top else "h4"
        for child in token.children or ():
            if child.type == "link_open" and urlsplit(str(child.attrs["href"])).scheme in _WEB:
                child.attrSet("rel", "noopener")
    return tokens


def allowed_link(url: str) -> bool:
    """Whether a link may lead there: http, https, mailto, tel, or a place on this site."""
    # Browsers skip control characters, and read a backslash and any number of slashes as "//".
    if any(mark <= " " or mark in "\\\x7f" for mark in url) or url.startswith("//"):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme in _WEB:
        return bool(parts.netloc) and "@" not in parts.netloc  # https://known.ru@other.example
    if parts.scheme in _CONTACTS:
        return bool(parts.path)
    return bool(url) and not parts.scheme and ":" not in parts.path.partition("/")[0]


def _allowed_attribute(tag: str, name: str, value: str) -> str | None:
    """The allow-list's second look at values; None drops the attribute."""
    # It must not raise: nh3 would go on as if the value were allowed.
    allowed = (
        (name == "href" and allowed_link(value))
        or (name == "rel" and value == "noopener")
        or (name == "start" and value.isdecimal())
        or (name == "id" and tag.startswith("h"))
    )
    return value if allowed else None


class _Parser(MarkdownIt):
    """Markdown with our rule for links."""

    def validateLink(self, url: str) -> bool:
        """Called by the parser with the address after it was decoded and percent-encoded."""
        return allowed_link(url)


_PARSER = _Parser("zero", {"html": False, "breaks": True}).enable(_RULES)
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href", "rel"}, "ol": {"start"}},
    attribute_filter=_allowed_attribute,
    url_schemes=_WEB | _CONTACTS,
    link_rel=None,
)
_PROSE_CLEANER = nh3.Cleaner(
    tags=_TAGS
    | {"h2", "h5", "h6", "hr", "blockquote", "code", "pre", "dl", "dt", "dd"}
    | {"table", "thead", "tbody", "tr", "th", "td"},
    attributes={"a": {"href", "rel"}, "ol": {"start"}} | {f"h{level}": {"id"} for level in range(2, 7)},
    attribute_filter=_allowed_attribute,
    url_schemes=_WEB | _CONTACTS,
    link_rel=None,
)

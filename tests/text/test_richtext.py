"""Owns the tests of `macros.text.richtext`: examples, hostile texts, and both ways through it."""

import random
import re
import time
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from markupsafe import Markup

from macros.text.richtext import plain, richtext

ALLOWED = {
    "p": set(), "br": set(), "strong": set(), "em": set(), "ul": set(), "ol": {"start"}, "li": set(),
    "a": {"href", "rel"}, "h3": set(), "h4": set(),
}  # fmt: skip


class Reader(HTMLParser):
    """Collects the elements and the words of a piece of HTML, as a browser would find them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called for each element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Called for each piece of text."""
        self.words += data

    @property
    def links(self) -> list[str]:
        """The addresses of all links, "" for none."""
        return [attributes.get("href") or "" for tag, attributes in self.elements if tag == "a"]


def stays_here(link: str) -> bool:
    """Whether a browser would follow the link within the site (WHATWG URL: what it skips and equates)."""
    seen = re.sub(r"[\t\r\n]", "", link.strip("".join(map(chr, range(33))))).replace("\\", "/")
    seen = re.sub(r"^(https?:)?/{2,}", "https://", seen, flags=re.IGNORECASE)
    return urljoin("https://here.example/a/b/", seen).startswith("https://here.example/")


@pytest.mark.parametrize(
    ("text", "html", "words"),
    [
        ("", "", ""),
        (" \n ", "", ""),
        ("Приходите", "<p>Приходите</p>", "Приходите"),
        ("один\nдва", "<p>один<br>\nдва</p>", "один\nдва"),
        ("один\n\n\nдва\n", "<p>один</p>\n<p>два</p>", "один\n\nдва"),
        ("**жирно** и *курсив*", "<p><strong>жирно</strong> и <em>курсив</em></p>", "жирно и курсив"),
        ("слово_слово_", "<p>слово_слово_</p>", "слово_слово_"),
        (r"2 \* 2", "<p>2 * 2</p>", "2 * 2"),
        ("- один\n- два", "<ul>\n<li>один</li>\n<li>два</li>\n</ul>", "• один\n• два"),
        ("Взять:\n- обувь", "<p>Взять:</p>\n<ul>\n<li>обувь</li>\n</ul>", "Взять:\n• обувь"),
        ("1. один\n2. два", "<ol>\n<li>один</li>\n<li>два</li>\n</ol>", "1. один\n2. два"),
        ("2026. Год", '<ol start="2026">\n<li>Год</li>\n</ol>', "2026. Год"),
        ("# A\n\nслова", "<h3>A</h3>\n<p>слова</p>", "A\n\nслова"),
        ("## A\n### Б\n# В", "<h3>A</h3>\n<h4>Б</h4>\n<h3>В</h3>", "A\n\nБ\n\nВ"),
        ("#1 и №2", "<p>#1 и №2</p>", "#1 и №2"),
        ("[сайт](/events/)", '<p><a href="/events/">сайт</a></p>', "сайт"),
        ('[сайт](../a/#б "имя")', '<p><a href="../a/#%D0%B1">сайт</a></p>', "сайт"),
        ("[сайт](https://a.ru)", '<p><a href="https://a.ru" rel="noopener">сайт</a></p>', "сайт"),
        ("<https://a.ru/?b=1&c=2>",
         '<p><a href="https://a.ru/?b=1&amp;c=2" rel="noopener">https://a.ru/?b=1&amp;c=2</a></p>',
         "https://a.ru/?b=1&c=2"),
        ("<https://пример.рф/>",
         '<p><a href="https://xn--e1afmkfd.xn--p1ai/" rel="noopener">https://пример.рф/</a></p>',
         "https://пример.рф/"),
        ("[почта](mailto:a@b.ru)", '<p><a href="mailto:a@b.ru">почта</a></p>', "почта"),
        ("[звонок](tel:+74912123456)", '<p><a href="tel:+74912123456">звонок</a></p>', "звонок"),
        ("> цитата", "<p>&gt; цитата</p>", "> цитата"),
        ("`код` | таблица", "<p>`код` | таблица</p>", "`код` | таблица"),
        ("    отступ", "<p>отступ</p>", "отступ"),
        ("---", "<p>---</p>", "---"),
        ("АТ&Т, &amp; и &nbsp;", "<p>АТ&amp;Т, &amp;amp; и &amp;nbsp;</p>", "АТ&Т, &amp; и &nbsp;"),
        ("\"a\" 'b' «в»", "<p>\"a\" 'b' «в»</p>", "\"a\" 'b' «в»"),
        ("{{ x }} {% raw %} {# #}", "<p>{{ x }} {% raw %} {# #}</p>", "{{ x }} {% raw %} {# #}"),
        ("**{{ 7*7 }}**", "<p><strong>{{ 7*7 }}</strong></p>", "{{ 7*7 }}"),
    ],
)  # fmt: skip
def test_examples(text: str, html: str, words: str) -> None:
    """Each construct has one HTML form and one plain form; what is not ours stays as it was typed."""
    assert richtext(text) == Markup(html)
    assert plain(text) == words


def test_list_with_paragraphs_and_levels() -> None:
    """Lists inside lists and several paragraphs in an item keep their order and their marks."""
    text = "3. один\n\n   ещё\n4. два\n   - внутри\n   - **тоже**\n\nконец"
    assert plain(text) == "3. один\n\nещё\n4. два\n• внутри\n• тоже\n\nконец"
    tags = [tag for tag, _ in Reader(richtext(text)).elements]
    assert tags == ["ol", "li", "p", "p", "li", "p", "ul", "li", "li", "strong", "p"]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)",
        "&#x6A&#x61vascript:alert(1)", "java&#9;script:alert(1)", "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)", "&#1;javascript:alert(1)", "\x01javascript:alert(1)",
        "<java\tscript:alert(1)>", "< javascript:alert(1)>", "javascript\\:alert(1)", "vbscript:msgbox(1)",
        "data:text/html,<script>alert(1)</script>", "data:image/png;base64,AA", "DATA:text/html;base64,AA",
        "file:///etc/passwd", "ftp://a.ru", "blob:https://a.ru/1", "//evil.example", "///evil.example",
        "\\\\evil.example", "/\\evil.example", "/&#9;/evil.example", "&sol;&sol;evil.example",
        "https:evil.example", "http:///evil.example", "https://gosuslugi.ru@evil.example", "https://[evil",
        "mailto:", "tel:", "јavascript:alert(1)", "javascript：alert(1)",
        "view-source:https://a.ru", "java%0ascript:alert(1)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", "<{}>", "![x]({})", "**[x]({} 'title')**"])
def test_hostile_links(target: str, form: str) -> None:
    """No spelling of a dangerous address becomes a link that a browser would follow there."""
    assert all(stays_here(link) for link in Reader(richtext(form.format(target))).links)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example></SCRIPT>", "<scr<script>ipt>alert(1)",
        "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)' onclick=alert(1)>x</a>",
        "<svg/onload=alert(1)>", "<style>*{display:none}</style>", "<iframe srcdoc='<script>'>", "<!-- -->",
        "<b", "<p", "</p></div>", "**<i>", "*a **b* c**", "[a](b", "[a](/b 'c", "[[a](/b)](/c)",
        "[![a](/b)](/c)", '[a](/b"onmouseover="alert(1))', '[a](</b" onclick="alert(1)>)',
        '[a](/b "x\\" onclick=\\"alert(1)")',
        '[a](/b "&quot; onclick=&quot;")', "[a](/b){onclick=alert(1)}", "# <script>", "- <script>",
        "<https://a.ru/\"onclick=\"alert(1)>", "<https://a.ru/<script>>", "&lt;script&gt;", "\\<script\\>",
        "[x]: javascript:alert(1)\n\n[x]", "<math><mi//xlink:href='data:x,<script>'>", "\x00<script>\x00",
        "＜script＞alert(1)＜/script＞", "<a@b.ru'onclick=x>", "‮[x](/y)",
    ],
)  # fmt: skip
def test_hostile_html(text: str) -> None:
    """No HTML of the text survives as HTML, only elements and attributes of the allow-list."""
    html = richtext(text)
    for tag, attributes in Reader(html).elements:
        assert set(attributes) <= ALLOWED[tag]
    assert "<script" not in html.lower()
    assert isinstance(html, Markup)


def test_html_is_shown_as_typed() -> None:
    """A reader sees the tags that an editor typed."""
    text = "Тег <b onclick=x>жирный</b> & <script>alert(1)</script>"
    assert Reader(richtext(text)).words == text == plain(text)


@pytest.mark.parametrize(
    "piece",
    ["[", "[a](", "![[", "*a ", "**", "_a*b", "- ", "1. ", "> ", "<", "<a:", "\\", "# a\n", " ", " \n", "`"],
)
def test_huge_nesting(piece: str) -> None:
    """A text made to exhaust the parser takes about as long as its length."""
    text = piece * (20_000 // len(piece))
    begin = time.process_time()
    richtext(text)
    plain(text)
    assert time.process_time() - begin < 5


def test_deep_lists() -> None:
    """Hundreds of levels end at a bounded depth, without an exception."""
    text = "\n".join(f"{'  ' * level}- {level}" for level in range(500))
    assert 5 <= sum(tag == "ul" for tag, _ in Reader(richtext(text)).elements) <= 20
    assert plain(text).startswith("• 0\n• 1\n• 2")


PIECES = [
    *"аб.,:;!?()&«»\"'/%№=+-#12{}|~`$^@—–", " ", "  ", "    ", "\n", "\n\n", " \n", "слово", "12.5", "#1",
    "1-2", "...", "https://a.ru/?a=b&c=d", "www.a.ru", "a@b.ru", "&amp;", "&lt;", "&nbsp;", ":-)", "{{",
    "%}", "(c)", "😀", "e\u0301", "\u00ad", "\u2009", "\u202f", "\u200b", "\u2028", "\u3000", "\ufeff",
]  # fmt: skip
RARE = [
    "- ", "1. ", "1) ", "***", "__", "---", "===", "~~~", "```", "<", ">", "\\", "[", "]", "\u00a0", "\x85",
    "\t", "\r", "\r\n", "\x00", "\x0b", "\x0c", "\x1f", "\x7f",
]  # fmt: skip


def test_both_ways_give_the_same() -> None:
    """A text without Markdown gives the same HTML and words whether or not the parser is asked.

    An escape in a paragraph of its own makes the parser read the whole text.
    """
    chance = random.Random(1)
    for _ in range(4000):
        text = "".join(chance.choices([*PIECES, chance.choice(RARE)], k=chance.randint(1, 12)))
        parsed = f"{text}\n\n\\!"
        assert richtext(parsed) == "\n".join(filter(None, (richtext(text), "<p>!</p>"))), repr(text)
        assert plain(parsed) == "\n\n".join(filter(None, (plain(text), "!"))), repr(text)


def test_random_texts_stay_within_the_allow_list() -> None:
    """Whatever is typed, the result has elements, attributes and addresses of the allow-list only."""
    chance = random.Random(2)
    marks = ["[", "](", ")", "<", ">", "*", "**", "_", "\\", "!", "//", "/", "javascript:", "data:", "&#58;"]
    for _ in range(4000):
        text = "".join(chance.choices(PIECES + RARE + marks * 5, k=chance.randint(1, 16)))
        reader = Reader(richtext(text))
        for tag, attributes in reader.elements:
            assert set(attributes) <= ALLOWED[tag], repr(text)
        for link in reader.links:
            assert stays_here(link) or link.startswith(("https://", "http://", "mailto:", "tel:")), repr(text)

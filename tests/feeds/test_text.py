"""Texts and addresses before they enter a feed."""

from __future__ import annotations

import unicodedata

import pytest

from macros.feeds.text import ascii_url, clean, one_line


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("обычный текст", "обычный текст"),
        ("а\r\nб\rв\vг\fд\u0085е\u2028ж\u2029з", "а\nб\nв\nг\nд\nе\nж\nз"),
        ("а\n\nб", "а\n\nб"),
        ("\ufeffа\x00б\x07в\x1fг\x7fд\x9fе", "абвгде"),
        ("таб\tостался", "таб\tостался"),
        ("и\u0306 е\u0308", "й ё"),
        ("и\x00\u0306", "й"),
        ("\ud800x", "x"),
        (r"C:\New", "C:\\\u2060New"),
        (r"\\", "\\\u2060\\\u2060"),
        ("  \n края \n\t", "края"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("5\u00a0декабря", "5\u00a0декабря"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    """Line breaks become LF, controls go, letters are composed, a backslash gets its word joiner."""
    assert clean(text) == cleaned


def test_clean_twice_is_clean_once() -> None:
    """Nothing in Unicode's first plane is changed by a second pass."""
    text = "\\".join(chr(code) for code in range(0x10000))
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_one_line() -> None:
    """Every run of blanks and breaks becomes a space; a no-break space stays."""
    assert one_line(" Лекция\r\n\t о \u2028 науке,\u00a05 ") == "Лекция о науке,\u00a05"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://Site.Example", "https://site.example/"),
        ("http://127.0.0.1:8000/a/", "http://127.0.0.1:8000/a/"),
        (
            "https://президент.рф/путь?а=б#в",
            "https://xn--d1abbgf6aiiy.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C?%D0%B0=%D0%B1#%D0%B2",
        ),
        ("https://a.ru/%D0%B0 б", "https://a.ru/%D0%B0%20%D0%B1"),
        ("https://a.ru/100%", "https://a.ru/100%25"),
        ("https://a.ru/?x=1;2,3&y=a/b?c", "https://a.ru/?x=1;2,3&y=a/b?c"),
        (r'https://a.ru/\n"<>{}|^`[]', "https://a.ru/%5Cn%22%3C%3E%7B%7D%7C%5E%60%5B%5D"),
        ("  https://a.ru/  ", "https://a.ru/"),
    ],
)
def test_ascii_url(url: str, wanted: str) -> None:
    """The host is punycode, the rest is percent-encoded once, and a second pass changes nothing."""
    assert ascii_url(url) == wanted
    assert ascii_url(wanted) == wanted


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/events/",
        "a.ru",
        "ftp://a.ru/",
        "javascript:alert(1)",
        "https:///x",
        "https://user@a.ru/",
        "https://a.ru/\nx",
        "https://a b.ru/",
        "https://a,b.ru/",
        "https://a.ru:port/",
        "https://a..ru/",
    ],
)
def test_ascii_url_refuses(url: str) -> None:
    """What is not an absolute http(s) address is an error, never a guess."""
    with pytest.raises(ValueError, match=r".+"):
        ascii_url(url)

"""Owns the tests of `macros.link_check`, on sites of a few files."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.link_check import check_links


def site(folder: Path, **pages: str) -> Path:
    """A small site: an index, a folder with a page, an asset, and one page with these links."""
    files = {
        "index.html": '<h1 id="top">Главная</h1>',
        "events/index.html": '<h1 id="список">События</h1><a name="old">',
        "events/den/index.html": "День",
        "plain.html": "Страница",
        "assets/a b.css": "",
        "calendar/ryazan.ics": "",
    } | {name.replace("__", "/") + ".html": text for name, text in pages.items()}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def dead(folder: Path, prefix: str = "/") -> list[str]:
    """Dead links as lines."""
    return [link.text() for link in check_links(folder, prefix=prefix).dead]


@pytest.mark.parametrize(
    "link",
    [
        "./", "../", "../events/", "../events", "../plain.html", "../index.html#top", "../#top", "#here", "#", "",
        "?town=ryazan", "../events/?grade=9#old", "../events/#%D1%81%D0%BF%D0%B8%D1%81%D0%BE%D0%BA",
        "den/../../events/", "../assets/a%20b.css", "../calendar/ryazan.ics", "/events/", "/",
        "/plain.html?a=1&amp;b=2", "https://example.org/нет", "//example.org", "mailto:a@example.org", "tel:112", "webcal://example.org/a.ics",
        "data:image/png;base64,AA", "javascript:void(0)",
    ],
)  # fmt: skip
def test_living_links(tmp_path: Path, link: str) -> None:
    """Links to pages, folders, files and anchors that are there, and all that lead outside."""
    page = f'<a href="{link}">туда</a><b id=here>'
    assert dead(site(tmp_path, study__index=page)) == []


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("../event/", "такого файла нет"),
        ("../plain/", "такого файла нет"),
        ("../calendar/", "такого файла нет"),
        ("../../events/", "такого файла нет"),
        ("/calendar/ryazan-9.ics", "такого файла нет"),
        ("events/", "такого файла нет"),
        ("../#bottom", "на странице index.html нет такого места"),
        ("#there", "на странице study/index.html нет такого места"),
        ("../events/den/#top", "на странице events/den/index.html нет такого места"),
    ],
)
def test_dead_links(tmp_path: Path, link: str, reason: str) -> None:
    """A link that leads nowhere is told with its page, as written, and why."""
    page = f'<a href="{link}">туда</a><b id=here>'
    assert dead(site(tmp_path, study__index=page)) == [f"study/index.html: {link} — {reason}"]


@pytest.mark.parametrize(
    "tag",
    [
        "<a class='x' href='нет'>", "<a\n  href=нет>", '<link rel="stylesheet" href="нет">', '<img alt="" src="нет">',
        '<script type="module" src="нет"></script>', '<form action="нет">', "<A HREF='нет'>", '<source src="нет">',
        '<iframe src="нет">',
    ],
)  # fmt: skip
def test_every_kind_of_link(tmp_path: Path, tag: str) -> None:
    """Links of pages, styles, scripts, pictures and forms, quoted or not."""
    assert len(dead(site(tmp_path, page=tag))) == 1


@pytest.mark.parametrize("tag", ["<p href='нет'>", '<a data-href="нет">', "&lt;a href='нет'>", "<abbr title=a>"])
def test_what_is_no_link(tmp_path: Path, tag: str) -> None:
    """Other elements, other attributes and escaped examples are no links."""
    assert dead(site(tmp_path, page=tag)) == []


def test_site_below_a_prefix(tmp_path: Path) -> None:
    """A site served under a path has its absolute links there, and none at the root of the host."""
    folder = site(tmp_path, page='<a href="/nav/events/"><a href="/events/"><a href="events/"><a href="/nav/none/">')
    assert [line.partition(" ")[2].partition(" ")[0] for line in dead(folder, "/nav/")] == ["/events/", "/nav/none/"]


def test_each_link_once(tmp_path: Path) -> None:
    """A link that stands twice on a page is told once, on two pages twice."""
    link = '<a href="none/">'
    assert len(dead(site(tmp_path, one=link + link, two=link))) == 2

"""Atom: the news of a town's calendar as a feed for news readers (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from xml.etree import ElementTree as xml

from markupsafe import Markup

from macros.catalog import Catalog, Event, Organization
from macros.catalog.wording import Difference, audience_text, differences, occurrence_words, place_text
from macros.feeds.changes import ANNOUNCED, NEW, TITLES, Change
from macros.feeds.entries import organizations_of
from macros.feeds.slices import ALL, GUIDANCE_CENTRE, GUIDANCE_ROLE, feed_path
from macros.feeds.text import ascii_url, clean, one_line
from macros.text import russian

MOST = 50
"""Entries of one feed."""
MEMORY = timedelta(days=90)
"""How far back a feed remembers."""
_TAG_YEAR = 2026
"""The year in which the domain of the ids was ours (RFC 4151); frozen with them."""
_BEGINNING = datetime(2026, 11, 22, tzinfo=UTC)
"""The stamp of a feed that has never had any news."""
_NAMESPACE = "http://www.w3.org/2005/Atom"
_NAME = "Профнавигатор"


def atom_path(town: str) -> str:
    """Where the news of a town are, or of `ALL`: `calendar/ryazan.atom`, kept for ever."""
    return f"calendar/{town}.atom"


def centre_atom_path(town: str) -> str:
    """Where the news of the events of a town's ЦОПП are, beside their calendar; kept for ever."""
    return f"{feed_path(town, GUIDANCE_CENTRE).removesuffix('.ics')}.atom"


def atom_title(catalog: Catalog, town: str) -> str:
    """«Рязань: что изменилось в календаре»."""
    return f"{_place(catalog, town)}: что изменилось в календаре"


def centre_atom_title(catalog: Catalog, town: str) -> str:
    """«Рязань: события ЦОПП»."""
    return f"{_place(catalog, town)}: события ЦОПП"


def _place(catalog: Catalog, town: str) -> str:
    place = catalog.find("Municipality", town)
    return place.title if place else "Все города"


def atom_feeds(
    catalog: Catalog, news: Sequence[Change], *, site_url: str, uid_domain: str
) -> Iterator[tuple[str, bytes]]:
    """(address from the site root, file) for every town, for its ЦОПП and for all; `news` are the newest first."""
    tag = f"tag:{uid_domain},{_TAG_YEAR}:"
    for town in (*(each.id for each in catalog.towns()), ALL):
        own = [change for change in news if change.concerns(None if town == ALL else town)]
        page = f"{town}/" if town != ALL else "calendar/"
        head = _Head(f"calendar/{town}", atom_path(town), atom_title(catalog, town), page)
        yield head.path, _feed(catalog, head, own, site_url, tag)
    for town in catalog.towns():
        centres = guidance_centres(catalog, town.id)
        if not centres:
            continue
        own = [
            change
            for change in news
            if isinstance(change.record, Event) and centres & set(organizations_of(change.record))
        ]
        path = centre_atom_path(town.id)
        head = _Head(path.removesuffix(".atom"), path, centre_atom_title(catalog, town.id), f"{town.id}/copp/")
        yield path, _feed(catalog, head, own, site_url, tag)


class _Head(NamedTuple):
    """What stands above the entries: `name` is the frozen end of its id, `page` what people read instead."""

    name: str
    path: str
    title: str
    page: str


def guidance_centres(catalog: Catalog, town: str) -> frozenset[str]:
    """Ids of a town's own ЦОПП and of that of its region."""
    return frozenset(
        item.id
        for item in catalog.all(Organization)
        if town in catalog.near(item) and any(role.kind == GUIDANCE_ROLE for role in item.roles)
    )


def lines_of(catalog: Catalog, change: Change) -> list[str]:
    """What a reader is told besides the title: what is different, why, since when; for what is new, when and where."""
    record = change.record
    if not isinstance(record, Event):
        return _lines_of_key_date(change)
    if change.kind == NEW:
        when = occurrence_words(change.occurrence, record, with_year=True) if change.occurrence else record.date_words
        return [
            f"Когда: {when}",
            f"Где: {_lower(place_text(catalog, record))}",
            f"Для кого: {audience_text(catalog, record.audience, record.grades)}",
        ]
    lines = [difference_line(each) for each in differences(catalog, record, change.occurrence)]
    if record.status_reason and change.kind == record.status:
        lines.append(f"Причина: {record.status_reason}")
    if record.status_date and change.kind == record.status:
        lines.append(f"Решение от {russian.date_text(record.status_date)}")
    return lines


def difference_line(difference: Difference) -> str:
    """«Где: актовый зал → онлайн»."""
    return f"{difference.name}: {difference.before} → {_lower(difference.after)}"


def _lower(text: str) -> str:
    """«Онлайн» and «Место уточняется…» in the middle of a line; names of organizations keep their capital."""
    return text[:1].lower() + text[1:] if text.startswith(("Онлайн", "Заочно", "Место ")) else text


def _lines_of_key_date(change: Change) -> list[str]:
    record = change.record
    grades = russian.grades_text(record.grades.first, record.grades.last)
    return [
        f"Когда: {russian.when(record.day, change.last_day, with_year=True)}",
        f"Классы: {grades}",
    ]


def _title(change: Change) -> str:
    demo = "Пример: " if change.record.demo else ""
    title = change.record.title
    if change.kind == ANNOUNCED:
        title = f"{title} — {russian.date_text(change.record.day)}"
    return f"{TITLES[change.kind]}: {demo}{title}"


def _feed(catalog: Catalog, head: _Head, news: Sequence[Change], site_url: str, tag: str) -> bytes:
    recent = [change for change in news if change.day >= catalog.today - MEMORY][:MOST]
    feed = xml.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "ru"})
    _text(feed, "id", tag + head.name)
    _text(feed, "title", f"{head.title} — {_NAME}")
    _text(feed, "subtitle", "Новые события, переносы, отмены и переходы в онлайн")
    # All news count, also those too old to be shown, so that the stamp never goes back.
    _text(feed, "updated", _stamp(max((change.updated for change in news), default=_BEGINNING)))
    _link(feed, "self", ascii_url(site_url + head.path), "application/atom+xml")
    _link(feed, "alternate", ascii_url(site_url + head.page), "text/html")
    _text(xml.SubElement(feed, "author"), "name", _NAME)
    for change in recent:
        _entry(feed, catalog, change, site_url, tag)
    xml.indent(feed, " ")
    return xml.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


def _entry(feed: xml.Element, catalog: Catalog, change: Change, site_url: str, tag: str) -> None:
    entry = xml.SubElement(feed, "entry")
    _text(entry, "id", tag + change.name)
    _text(entry, "title", _title(change))
    _text(entry, "updated", _stamp(change.updated))
    address = ascii_url(f"{site_url}{change.record.TYPE.folder}/{change.record.id}/")
    _link(entry, "alternate", address, "text/html")
    xml.SubElement(entry, "category", {"term": change.kind, "label": TITLES[change.kind]})
    lines = lines_of(catalog, change)
    paragraphs = [Markup("<p>{}</p>").format(clean(line)) for line in lines]
    if change.record.summary:
        paragraphs.append(Markup("<p>{}</p>").format(clean(change.record.summary)))
    _text(entry, "summary", ". ".join(line.rstrip(".") for line in lines) + ".")
    content = xml.SubElement(entry, "content", {"type": "html"})
    content.text = "".join(paragraphs)


def _text(parent: xml.Element, name: str, text: str) -> None:
    xml.SubElement(parent, name).text = one_line(text)


def _link(parent: xml.Element, relation: str, address: str, kind: str) -> None:
    xml.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})


def _stamp(moment: datetime) -> str:
    """RFC 3339 in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

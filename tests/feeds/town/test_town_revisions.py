"""Every edit of a record moves the revision of the entries that read it, in a real git repository."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from macros.feeds.entries import Context, items
from macros.feeds.publish import feeds
from tests.feeds.town.town import SITE, TODAY, catalog_of, stem, vevents, write_town
from tests.test_revisions import Repository

EDITS = {
    "event": ("data/events/lesnoy/c07-overnight.yml", "Ночь в", "Вечер в", {"c07-overnight"}),
    "host": (
        "data/organizations/zarechnyy/zarechnyy-centr.yml",
        "«Компас»",
        "«Глобус»",
        {"c25-twin-zarechnyy", "c31-part"},
    ),
    "venue": (
        "data/organizations/lesnoy/lesnoy-zavod.yml",
        "Станкозавод",
        "Станкостроитель",
        {"c05-moved", "c17-hybrid", "c31-part"},
    ),
    "parent": ("data/events/lesnoy/c11-three-days.yml", "три дня", "3 дня", {"c11-three-days", "c31-part"}),
    "series": (
        "data/series/lesnoy/lesnoy-subboty.yml",
        "Субботы",
        "Дни",
        {"c01-timed", "c01-timed.deadline"},
    ),
    "key date": ("data/dates/ekzameny-2027.yml", "title: ЕГЭ", "title: Все ЕГЭ", {"key-date.ekzameny-2027"}),
    "nothing": ("data/organizations/lesnoy/lesnoy-shkola.yml", "Тайная", "Явная", set()),
}
KEY_DATES = {"key-date.ekzameny-2027", "key-date.sobesedovanie-2027", "key-date.zayavlenie-2027"}


class Published:
    """The town in a git repository of its own."""

    def __init__(self, folder: Path) -> None:
        self.repository = Repository(folder)
        write_town(folder)
        self.commit(datetime(2026, 11, 1, tzinfo=UTC))

    def commit(self, at: datetime = datetime(2026, 11, 20, tzinfo=UTC)) -> None:
        """Commit whatever was edited."""
        self.repository.commit({}, at)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text in a file."""
        file = self.repository.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def read(self, today: date = TODAY) -> dict[str, tuple[int, datetime, bytes]]:
        """Sequence, moment and bytes of every entry in the feeds."""
        of = self.repository.read(today=today).of
        calendars = Context(site_url=SITE, uid_domain="feeds.example", revision_of=of)
        catalog = catalog_of(self.repository.folder, today)
        files = dict(feeds(catalog, calendars))
        shown = vevents(files["calendar/all/all.ics"]) | vevents(files["calendar/all/all-sroki-zapisi.ics"])
        entries = {stem(item.entry.uid): item.entry for item in items(catalog, calendars)}
        return {uid: (entries[uid].sequence, entries[uid].last_modified, shown[uid]) for uid in shown}


@pytest.fixture
def published(tmp_path: Path) -> Published:
    """The town, committed once."""
    return Published(tmp_path / "town")


def bumped(before: dict[str, tuple], after: dict[str, tuple]) -> set[str]:
    """Entries whose revision moved, both ways; all others kept every byte."""
    moved = {uid for uid in before.keys() & after.keys() if after[uid][:2] != before[uid][:2]}
    assert all(after[uid][0] > before[uid][0] and after[uid][1] > before[uid][1] for uid in moved)
    assert [uid for uid in before.keys() & after.keys() if uid not in moved and after[uid] != before[uid]] == []
    return moved


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize("edit", EDITS)
def test_edit_moves_its_readers(published: Published, edit: str, committed: bool) -> None:
    """An edit moves the entries that read the file, and no others."""
    path, old, new, readers = EDITS[edit]
    before = published.read()
    published.edit(path, old, new)
    if committed:
        published.commit()
    assert bumped(before, published.read()) == readers


@pytest.mark.parametrize("vocabulary", ["audience", "event-kind", "key-date-subject", "visibility"])
def test_edit_of_a_vocabulary(published: Published, vocabulary: str) -> None:
    """A changed word of a closed list moves every entry, as all of them may say it."""
    before = published.read()
    published.edit(f"data/vocabularies/{vocabulary}.yml", "terms:", "# правка\nterms:")
    published.commit()
    assert bumped(before, published.read()) == set(before)


def test_edit_of_a_town(published: Published) -> None:
    """An edit of a municipality moves its own events and the key dates, which tell every town's rules."""
    before = published.read()
    published.edit("data/municipalities/zarechnyy.yml", "ещё один", "новый")
    published.commit()
    assert bumped(before, published.read()) == KEY_DATES | {"c25-twin-zarechnyy"}


def test_town_added_and_removed(published: Published) -> None:
    """A new town moves the key dates, and so does its going away."""
    path = published.repository.folder / "data" / "municipalities" / "zarechnyy.yml"
    before = published.read()
    (path.parent / "novyy.yml").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    published.commit()
    between = published.read()
    assert bumped(before, between) == KEY_DATES
    (path.parent / "novyy.yml").unlink()
    published.commit()
    assert bumped(between, published.read()) == KEY_DATES


def test_demo_shift(published: Published) -> None:
    """Each new week moves the sample records and nothing else; before the demo season too."""
    for day in (date(2026, 11, 18), date(2026, 11, 25)):
        before, after = published.read(day), published.read(day + timedelta(days=7))
        assert bumped(before, after) == {"demo-lesnoy-master", "demo-lesnoy-master.deadline"}


def test_new_title_keeps_the_uid(published: Published) -> None:
    """A renamed event is the same event, one revision later."""
    before = published.read()
    published.edit("data/events/lesnoy/c30-renamed.yml", "Консультация психолога", "Консультация для семьи")
    published.commit()
    after = published.read()
    assert after.keys() == before.keys()
    assert bumped(before, after) == {"c30-renamed"}


def test_host_with_a_shorter_history(published: Published) -> None:
    """An event grows when its new host changed less often than the old one."""
    for day, name in ((10, "Первый"), (11, "Второй")):
        published.edit("data/organizations/zarechnyy/zarechnyy-centr.yml", "title: ", f"title: {name} ")
        published.commit(datetime(2026, 11, day, tzinfo=UTC))
    before = published.read()
    published.edit("data/events/zarechnyy/c25-twin-zarechnyy.yml", "zarechnyy-centr", "lesnoy-zavod")
    published.commit(datetime(2026, 11, 12, tzinfo=UTC))
    assert bumped(before, published.read()) == {"c25-twin-zarechnyy"}


def test_category_with_signs(published: Published) -> None:
    """A kind named with comma and semicolon stays one escaped category."""
    published.edit(
        "data/vocabularies/event-kind.yml", "title: Интерактивная площадка", 'title: "Площадка, стенд; двор"'
    )
    assert "CATEGORIES:Площадка\\, стенд\\; двор\r\n" in published.read()["c26-category"][2].decode()

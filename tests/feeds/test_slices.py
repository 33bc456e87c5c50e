"""Which feeds there are, what each is called for ever, and what each holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.feeds.entries import items
from macros.feeds.publish import feeds
from macros.feeds.slices import Slice, assign, path_clashes, slices
from tests.feeds.town.town import HERE, catalog_of, context, vevents, write_town

LESNOY, ZARECHNYY, ALL = "calendar/lesnoy/lesnoy", "calendar/zarechnyy/zarechnyy", "calendar/all/all"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The example town on its day."""
    return catalog_of(write_town(tmp_path_factory.mktemp("town")))


@pytest.fixture(scope="module")
def holders(catalog: Catalog) -> dict[str, set[str]]:
    """The feeds that hold each entry, without `.ics`, by its UID without the domain."""
    found: dict[str, set[str]] = {}
    for path, body in feeds(catalog, context()):
        if path.startswith("calendar/") and path.endswith(".ics"):
            for uid in vevents(body):
                found.setdefault(uid, set()).add(path.removesuffix(".ics"))
    return found


def test_addresses_are_frozen(catalog: Catalog, pytestconfig: pytest.Config) -> None:
    """The addresses of all feeds are the published ones, the empty feeds among them.

    An address is for ever: a line may be added to addresses.txt, never changed or removed.
    """
    lines = "".join(f"{each.path}\n" for each in slices(catalog))
    golden = HERE / "addresses.txt"
    if pytestconfig.getoption("--update-golden"):
        golden.write_text(lines, encoding="utf-8")
    assert lines == golden.read_text(encoding="utf-8")


def test_every_choice_has_a_feed(catalog: Catalog) -> None:
    """Each town and all towns together have a feed for each audience, grade band and kind, and the others."""
    words = {
        "audience": {term.id for term in catalog.vocabularies["audience"].terms},
        "grades": {str(term.grades) for term in catalog.vocabularies["grade-band"].terms},
        "kind": {term.id for term in catalog.vocabularies["event-kind"].terms},
        "type": {"key-date", "deadline"},
    }
    wanted = {(name, word) for name, choice in words.items() for word in choice}
    for town in ("lesnoy", "zarechnyy", "all"):
        filters = [tuple(each.filters.items()) for each in slices(catalog) if each.town == town]
        plain = [choice[0] for choice in filters if choice and choice[0][0] != "organization"]
        assert len(plain) == len(wanted)
        assert set(plain) == wanted
        assert filters.count(()) == 1


def test_every_organization_has_a_feed(catalog: Catalog) -> None:
    """An organization's feed is in its town's folder, or among all towns when it has none."""
    assert {each.path for each in slices(catalog) if "organization" in each.filters} == {
        "calendar/lesnoy/lesnoy-demo-lesnoy-studiya.ics",
        "calendar/lesnoy/lesnoy-kolledzh.ics",
        "calendar/lesnoy/lesnoy-shkola.ics",
        "calendar/lesnoy/lesnoy-zavod.ics",
        "calendar/zarechnyy/zarechnyy-centr.ics",
        "calendar/all/all-obsercentr.ics",
    }


def test_words_of_a_feed(catalog: Catalog) -> None:
    """A feed says in its title where it is for, and what it holds."""
    assert next(each for each in slices(catalog) if each.name == "8-9-klassy") == Slice(
        town="zarechnyy",
        name="8-9-klassy",
        title="Заречный: 8–9 классы",
        short_title="8–9 классы",
        description="Классы: 8–9 классы",
        filters={"grades": "8-9"},
    )
    assert next(each for each in slices(catalog) if each.name == "lesnoy-kolledzh") == Slice(
        town="lesnoy",
        name="lesnoy-kolledzh",
        title="Колледж; север, 1",
        short_title="Колледж; север, 1",
        description="События, которые проводит или принимает Колледж «Лесной; север», корпус 1",
        filters={"organization": "lesnoy-kolledzh"},
    )


def places(*names: str, town: str = LESNOY) -> set[str]:
    """The feeds of these names in a town and in all towns; "" is the one that holds everything."""
    return {f"{place}{'-' + name if name else ''}" for place in (town, ALL) for name in names}


EVERYWHERE = places("", "ucheniki", "pedagogi", "1-4-klassy", "5-7-klassy", "8-9-klassy", "uroki")
KEY_DATE = places("", "ucheniki", "roditeli", "8-9-klassy", "vazhnye-daty")


@pytest.mark.parametrize(
    ("uid", "wanted"),
    [
        (
            "c01-timed",
            places("", "ucheniki", "roditeli", "8-9-klassy", "dni-otkrytyh-dverey")
            | {"calendar/lesnoy/lesnoy-kolledzh"},
        ),
        ("c01-timed.deadline", places("sroki-zapisi")),
        (
            "c15-no-end",
            places("", "roditeli", "doshkolnyy-vozrast", "1-4-klassy", "5-7-klassy", "8-9-klassy", "10-11-klassy")
            | places("roditelskie-sobraniya")
            | {"calendar/lesnoy/lesnoy-kolledzh"},
        ),
        (
            "c25-twin-zarechnyy",
            places("", "ucheniki", "8-9-klassy", "10-11-klassy", "vstrechi", town=ZARECHNYY)
            | {"calendar/zarechnyy/zarechnyy-centr"},
        ),
        (
            "c31-part",
            places("", "roditeli", "partnery", "doshkolnyy-vozrast", "1-4-klassy", "yarmarki")
            | {"calendar/lesnoy/lesnoy-kolledzh", "calendar/lesnoy/lesnoy-zavod", "calendar/zarechnyy/zarechnyy-centr"},
        ),
        (
            "c31-every-town",
            EVERYWHERE | {name.replace(LESNOY, ZARECHNYY) for name in EVERYWHERE} | {"calendar/all/all-obsercentr"},
        ),
        ("key-date.zayavlenie-2027", KEY_DATE | {name.replace(LESNOY, ZARECHNYY) for name in KEY_DATE}),
        ("c06-cancelled-and-over", set()),
        ("c20-too-old", set()),
    ],
)
def test_feeds_of_an_entry(holders: dict[str, set[str]], uid: str, wanted: set[str]) -> None:
    """An entry is in the feeds it belongs to and in no other."""
    assert holders.get(uid, set()) == wanted


def test_each_town_has_the_whole_of_its_own(holders: dict[str, set[str]]) -> None:
    """A town's main feed holds its own events, those of the country and the key dates, but no other town's."""
    both = {"c31-every-town", "key-date.ekzameny-2027", "key-date.sobesedovanie-2027", "key-date.zayavlenie-2027"}
    assert {uid for uid, found in holders.items() if {LESNOY, ZARECHNYY} <= found} == both
    assert {uid for uid, found in holders.items() if ZARECHNYY in found} == both | {"c25-twin-zarechnyy"}
    everything = {uid for uid in holders if not uid.endswith(".deadline")}
    assert {uid for uid, found in holders.items() if ALL in found} == everything


def test_nothing_is_assigned_to_a_feed_that_is_not_there(catalog: Catalog) -> None:
    """Every group of entries has its feed."""
    known = {(each.town, each.name) for each in slices(catalog)}
    assert assign(catalog, items(catalog, context())).keys() <= known


# --- clashes ------------------------------------------------------------------------------------------


def test_no_clash(catalog: Catalog) -> None:
    """The town's feeds have different addresses."""
    assert path_clashes(catalog) == ()
    assert len({each.path for each in slices(catalog)}) == len(slices(catalog))


@pytest.mark.parametrize(
    ("path", "name", "title"),
    [
        ("data/organizations/lesnoy/lesnoy-roditeli.yml", "lesnoy-roditeli", "Родители"),
        ("data/organizations/sroki-zapisi.yml", "sroki-zapisi", "Сроки записи"),
    ],
)
def test_organization_named_like_a_feed(tmp_path: Path, path: str, name: str, title: str) -> None:
    """An organization whose calendar's name is taken is a problem in Russian, and the feeds are not made."""
    town = write_town(tmp_path)
    shop = town / "data/organizations/lesnoy/lesnoy-zavod.yml"
    (town / path).write_text(shop.read_text(encoding="utf-8"), encoding="utf-8")
    catalog = catalog_of(town)
    text = (
        f"{path}:1: ошибка ОРГ-048: имя файла «{name}»; так уже называется календарь «{title}»: "
        "выберите другое имя, пока его не опубликовали."
    )
    assert [problem.text() for problem in path_clashes(catalog)] == [text]
    with pytest.raises(ValueError, match="ОРГ-048"):
        dict(feeds(catalog, context()))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "slug: yarmarki",
            "slug: roditeli",
            "slug: слово «roditeli» у «Ярмарки»; так уже называется календарь «Родители»",
        ),
        (
            "slug: yarmarki",
            "slug: vazhnye-daty",
            "slug: слово «vazhnye-daty» у «Ярмарки»; так уже называется календарь «Важные даты»",
        ),
    ],
)
def test_word_of_a_vocabulary_taken(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """A term with another feed's word is one problem, however many towns there are."""
    town = write_town(tmp_path)
    path = "data/vocabularies/event-kind.yml"
    text = (town / path).read_text(encoding="utf-8")
    (town / path).write_text(text.replace(old, new), encoding="utf-8")
    assert [found.text() for found in path_clashes(catalog_of(town))] == [
        f"{path}:1: ошибка СЛВ-048: {problem}: выберите другое имя, пока его не опубликовали."
    ]

"""Which feeds there are, what each is called for ever, and what each holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.feeds.assignment import assign
from macros.feeds.entries import items
from macros.feeds.publish import feeds
from macros.feeds.slice_clashes import path_clashes
from macros.feeds.slices import Slice, slices
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


STEPS = ("0", "1-4", "5", "6", "7", "8", "9", "10", "11")
BANDS = ("0", "1-4", "5-7", "8-9", "10-11")
BY_STEP = {
    "pupils": STEPS[1:],
    "parents": STEPS,
    "class-teachers": STEPS[1:],
    "teachers": STEPS,
    "volunteers": STEPS[2:],
}
"""Who has a feed for which grades: preschoolers have but one, and partners are of no grade."""


@pytest.mark.parametrize("town", ["lesnoy", "zarechnyy", "all"])
def test_every_choice_has_a_feed(catalog: Catalog, town: str) -> None:
    """A town has a feed for each single choice and for the pairs that can hold anything, all towns for the first."""
    fields = ("nature", "tech", "human", "sign", "art")
    wanted: list[dict[str, str]] = [
        {},
        *({"audience": term.id} for term in catalog.vocabularies["audience"].terms),
        *({"grades": grades} for grades in sorted({*STEPS, *BANDS})),
        *({"kind": term.id} for term in catalog.vocabularies["event-kind"].terms),
        *({"field": name} for name in fields),
        {"type": "key-date"},
        {"type": "deadline"},
        {"role": "guidance-centre"},
        {"volunteers": "wanted"},
    ]
    if town != "all":
        wanted += [{"grades": step, "audience": name} for name, steps in BY_STEP.items() for step in steps]
        wanted += [{"field": name, "grades": band} for name in fields for band in BANDS]
        wanted += [{"type": name, "grades": step} for name in ("key-date", "deadline") for step in STEPS]
    of_records = {"organization", "series"}
    seen = [dict(each.filters) for each in slices(catalog) if each.town == town and not of_records & set(each.filters)]
    assert sorted(map(str, seen)) == sorted(map(str, wanted))


def test_titles_are_unique(catalog: Catalog) -> None:
    """No two feeds of a town have one title, neither the whole one nor the one without the town."""
    for town in ("lesnoy", "zarechnyy", "all"):
        here = [each for each in slices(catalog) if each.town == town]
        assert [title for title, count in Counter(each.title for each in here).items() if count > 1] == []
        assert [title for title, count in Counter(each.short_title for each in here).items() if count > 1] == []


def test_namesakes_are_told_apart(tmp_path: Path) -> None:
    """Two organizations with one short name go by their full ones, and if those are one, by their ids too."""
    town = write_town(tmp_path)
    folder = town / "data/organizations/lesnoy"
    text = (folder / "lesnoy-kolledzh.yml").read_text(encoding="utf-8")
    (folder / "lesnoy-kolledzh-2.yml").write_text(text.replace("корпус 1", "корпус 2"), encoding="utf-8")
    (folder / "lesnoy-zavod-2.yml").write_text((folder / "lesnoy-zavod.yml").read_text("utf-8"), encoding="utf-8")
    titles = {each.name: each.short_title for each in slices(catalog_of(town)) if "organization" in each.filters}
    assert [titles[name] for name in ("lesnoy-kolledzh", "lesnoy-kolledzh-2", "lesnoy-zavod", "lesnoy-zavod-2")] == [
        "Колледж «Лесной; север», корпус 1",
        "Колледж «Лесной; север», корпус 2",
        "Станкозавод (lesnoy-zavod)",
        "Станкозавод (lesnoy-zavod-2)",
    ]


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


def test_every_series_has_feeds(catalog: Catalog) -> None:
    """A town's series has a feed there, one of the whole country in every town and in all of them."""
    assert {each.path: each.title for each in slices(catalog) if "series" in each.filters} == {
        "calendar/lesnoy/lesnoy-akciya-subboty.ics": "Лесной: акция «Субботы открытых дверей»",
        "calendar/lesnoy/lesnoy-akciya-uroki-dlya-strany.ics": "Лесной: акция «Уроки „Для всей страны“»",
        "calendar/zarechnyy/zarechnyy-akciya-uroki-dlya-strany.ics": "Заречный: акция «Уроки „Для всей страны“»",
        "calendar/all/all-akciya-uroki-dlya-strany.ics": "Все города: акция «Уроки „Для всей страны“»",
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
    assert next(each for each in slices(catalog) if each.name == "9-klass-roditeli") == Slice(
        town="zarechnyy",
        name="9-klass-roditeli",
        title="Заречный: 9 класс · родители",
        short_title="9 класс · родители",
        description="Классы: 9 класс. Для кого: родители",
        filters={"grades": "9", "audience": "parents"},
    )
    assert next(each for each in slices(catalog) if each.name == "tehnika-8-9-klassy") == Slice(
        town="zarechnyy",
        name="tehnika-8-9-klassy",
        title="Заречный: человек — техника · 8–9 классы",
        short_title="Человек — техника · 8–9 классы",
        description="События о профессиях типа «Человек — техника». Классы: 8–9 классы",
        filters={"field": "tech", "grades": "8-9"},
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


def pairs(*names: str, town: str = LESNOY) -> set[str]:
    """The feeds of two words at once, which only towns have."""
    return {f"{town}-{name}" for name in names}


EVERYWHERE = (
    places("", "ucheniki", "pedagogi", "1-4-klassy", "5-7-klassy", "5-klass", "6-klass", "7-klass", "8-9-klassy")
    | places("8-klass", "uroki", "akciya-uroki-dlya-strany")
    | pairs("1-4-klassy-ucheniki", "5-klass-ucheniki", "6-klass-ucheniki", "7-klass-ucheniki", "8-klass-ucheniki")
    | pairs("1-4-klassy-pedagogi", "5-klass-pedagogi", "6-klass-pedagogi", "7-klass-pedagogi", "8-klass-pedagogi")
)
KEY_DATE = places("", "ucheniki", "roditeli", "8-9-klassy", "9-klass", "vazhnye-daty") | pairs(
    "9-klass-ucheniki", "9-klass-roditeli", "vazhnye-daty-9-klass"
)
GRADES = ("doshkolnyy-vozrast", "1-4-klassy", *(f"{number}-klass" for number in range(5, 12)))


@pytest.mark.parametrize(
    ("uid", "wanted"),
    [
        (
            "c01-timed",
            places("", "ucheniki", "roditeli", "8-9-klassy", "9-klass", "dni-otkrytyh-dverey", "tehnika", "znaki")
            | pairs("9-klass-ucheniki", "9-klass-roditeli", "tehnika-8-9-klassy", "znaki-8-9-klassy")
            | {"calendar/lesnoy/lesnoy-akciya-subboty", "calendar/lesnoy/lesnoy-kolledzh"},
        ),
        ("c01-timed.deadline", places("sroki-zapisi") | pairs("sroki-zapisi-9-klass")),
        (
            "c15-no-end",
            places("", "roditeli", *GRADES, "5-7-klassy", "8-9-klassy", "10-11-klassy", "roditelskie-sobraniya")
            | pairs(*(f"{name}-roditeli" for name in GRADES))
            | {"calendar/lesnoy/lesnoy-kolledzh"},
        ),
        (
            "c25-twin-zarechnyy",
            places("", "ucheniki", "8-9-klassy", "10-11-klassy", *GRADES[5:], "vstrechi", town=ZARECHNYY)
            | places("sobytiya-copp", town=ZARECHNYY)
            | pairs(*(f"{name}-ucheniki" for name in GRADES[5:]), town=ZARECHNYY)
            | {"calendar/zarechnyy/zarechnyy-centr"},
        ),
        (
            "c31-part",
            places("", "roditeli", "partnery", "doshkolnyy-vozrast", "1-4-klassy", "yarmarki", "sobytiya-copp")
            | places("nuzhny-volontery")
            | pairs("doshkolnyy-vozrast-roditeli", "1-4-klassy-roditeli")
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


def test_series_named_like_an_organization(tmp_path: Path) -> None:
    """Two records whose calendars would share an address: the later list gives way."""
    town = write_town(tmp_path)
    shop = town / "data/organizations/lesnoy/lesnoy-zavod.yml"
    path = "data/organizations/lesnoy/lesnoy-akciya-subboty.yml"
    (town / path).write_text(shop.read_text(encoding="utf-8"), encoding="utf-8")
    assert [problem.text() for problem in path_clashes(catalog_of(town))] == [
        f"{path}:1: ошибка ОРГ-048: имя файла «lesnoy-akciya-subboty»; так уже называется календарь "
        "«Акция «Субботы открытых дверей»»: выберите другое имя, пока его не опубликовали."
    ]


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
        (
            "slug: yarmarki",
            "slug: 9-klass-roditeli",
            "slug: слово «9-klass-roditeli» у «Ярмарки»; так уже называется календарь «9 класс · родители»",
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

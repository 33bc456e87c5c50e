"""Owns the tests of the search's files: their shape, what questions find by them, how much a question loads."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from macros.catalog import TYPES, Catalog, Organization, Vocabulary
from macros.catalog.catalog import build
from macros.pages.links import address
from macros.pages.search_index import search_files
from tests.bench.texts import ROOMS, Writer
from tests.catalog.samples import event
from tests.catalog.towns import TODAY
from tests.pages.contexts import catalog_of
from tests.pages.searching import ENGINE, ask, prose, write
from tests.site.builds import catalog as real_catalog

BUDGET = 130_000
"""Bytes of everything a first question loads at 1,000 records, as gzip sends it."""

# The files


def small(town: Path) -> Catalog:
    """Of Примерск only the town, a college with its programme, and a profession; one synonym."""
    full = catalog_of(town)
    wanted = {
        "Municipality": "primersk",
        "Organization": "primersk-kolledzh",
        "EducationalProgram": "primersk-15-01-35-kolledzh",
        "Occupation": "slesar",
    }
    records = {name: {wanted[name]: full.records[name][wanted[name]]} if name in wanted else {} for name in TYPES}
    term = {"id": "college", "title": "колледж, лицей", "help": "пту, на слесаря в колледже"}
    synonyms = Vocabulary.model_validate({"id": "search-synonyms", "path": "", "title": "Слова", "terms": [term]})
    return build(TODAY, records, {**full.vocabularies, "search-synonyms": synonyms})


PAGES = [
    ["primersk/", "Примерск", "Город", "", ""],
    ["about/", "О сайте", "Раздел сайта", "Откуда сведения.", ""],
    ["professions/slesar/", "Слесарь", "Профессия", "Собирает и чинит станки, читает чертёж.", ""],
    [
        "study/primersk-15-01-35-kolledzh/",
        "Мастер слесарных работ",
        "15.01.35 · СПО — рабочая профессия · Мехколледж · Примерск",
        "",
        "Слесарь",
    ],
    [
        "organizations/primersk-kolledzh/",
        "Примерский механический колледж",
        "Колледж или техникум · Примерск",
        "",
        "Примерский техникум. Слесарь",
    ],
]
WORDS = {
    "01": "3d1c", "15": "3d1c", "15.01.35": "4d1c", "35": "3d1c", "9": "1d", "город": "1a", "городск": "1a",
    "дела": "0c", "дума": "0b", "класс": "1d", "колледж": "3e1d", "мастер": "3d", "математик": "0c",
    "механическ": "3e1d", "мехколледж": "4e", "област": "1a", "обучен": "1d", "округ": "1a", "организац": "1e",
    "откуд": "1b", "посл": "1d", "примерск": "4a3e1d", "программ": "1d", "професс": "1ca", "работ": "3d", "рабоч": "1d",
    "сайт": "4b", "сведен": "1b", "слесар": "4c1da", "слесарн": "3d", "собира": "1c", "спо": "1d", "станк": "1c",
    "станок": "0c", "текст": "0b", "техникум": "2e", "физик": "0c", "чертеж": "1c", "чин": "1c", "чита": "1c",
}  # fmt: skip
"""Stems → pages: after the mark of a field (4 a one-word name, 3 title, 2 other name, 1 near, 0 text) a is the first
page, the next letter tells how many are skipped."""


def test_files_of_a_small_site(town: Path) -> None:
    """A list of words with all it takes to rank and to guess, then the words' pages, then the pages' lines."""
    about = (
        "---\ntitle: О сайте\nlead: Откуда сведения.\n---\n\n# Откуда\n\n{{ call() }} Мы **думали** о [тексте](x.md).\n"
    )
    files = {name: json.loads(body) for name, body in search_files(small(town), [("about/", about)])}
    head = files["search/words.json"]
    folder = f"search/{head['version']}"
    assert list(files) == ["search/words.json", f"{folder}/words-0.json", f"{folder}/pages-0.json"]
    assert files[f"{folder}/words-0.json"] == list(WORDS.values())
    assert files[f"{folder}/pages-0.json"] == PAGES
    assert head == {
        "version": head["version"],
        # A capital letter tells how much of the word before it is repeated.
        "words": "A01A15C.01.35A35A9AгородFскAделаBумаAклассBолледжAмастерCтематикBеханическDколледжAобластCученBкруг"
        "BрганизацBткудAпослBримерскCограммDфессAработEчAсайтBведенBлесарGнBобираBпоBтанкEокAтекстCхникумAфизик"
        "AчертежBинCта",
        "parts": [40],
        "pages": 24,
        # How many pages each group has, and what they weigh.
        "groups": [[1, 16], [1, 12], [1, 15], [1, 12], [1, 12]],
        # «Мастер слесарных работ» is three words.
        "titles": "11133",
        # Nobody writes «лицей» here.
        "synonyms": {"колледж слесар": ["колледж"], "пту": ["колледж"]},
        "stop": head["stop"],
    }
    assert {"на", "о", "мы"} <= set(head["stop"].split())


def test_files_are_named_after_what_is_in_them(town: Path) -> None:
    """A change of any page changes the folder, so that nobody reads half of the old and half of the new."""
    catalog = small(town)
    pages = [[("about/", f"---\ntitle: {title}\n---\n")] for title in ("О сайте", "О сайте", "О нас")]
    first, same, other = ({name.split("/")[1] for name, _ in search_files(catalog, page)} for page in pages)
    assert first == same
    assert first & other == {"words.json"}


# What questions find


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the search of the real records and pages."""
    return write(tmp_path_factory.mktemp("real"), real_catalog(demo=False), prose())


FIRST = {
    # A town, a card, a section of the site come before what mentions them.
    "Рязань": "ryazan/",
    "Старый Оскол": "stary-oskol/",
    "сварщик": "professions/svarshchik/",
    "профессии": "professions/",
    # Endings, ё, small and capital letters.
    "горного инженера": "professions/gornyy-inzhener/",
    "ЭЛЕКТРОМОНТЕРОМ": "professions/elektromonter/",
    # Short names, former and other names, codes.
    "ргрту": "organizations/ryazan-rgrtu/",
    "кадровый центр": "organizations/stary-oskol-centr-zanyatosti/",
    "worldskills russia": "series/molodye-professionaly/",
    "департамент образования": "organizations/stary-oskol-upravlenie-obrazovaniya/",
    "геологоразведочный техникум": "organizations/stary-oskol-sof-mgri/",
    "радиотехнический институт": "organizations/ryazan-rgrtu/",
    "сгок": "organizations/stary-oskol-sgok/",
    "21.05.04": "study/stary-oskol-21-05-04-sti-misis/",
    # The beginning of a word, an ending begun.
    "мехатр": "professions/mehatronik/",
    "програм": "professions/programmist/",
    "сварщико": "professions/svarshchik/",
    # Errors: a letter more, less, another, two swapped; two in a long word.
    "програмист": "professions/programmist/",
    "свварщик": "professions/svarshchik/",
    "кардиалог": "professions/vrach-kardiolog/",
    "медсесрта": "professions/medicinskaya-sestra/",
    "эликтромантер": "professions/elektromonter/",
    # The other layout, either way.
    "vtlctcnhf": "professions/medicinskaya-sestra/",
    "Hzpfym": "ryazan/",
    "цщкдвылшдды": "series/molodye-professionaly/",
    # Several words in any order, and a whole question.
    "инженер горный": "professions/gornyy-inzhener/",
    "хочу стать программистом": "professions/programmist/",
}
AMONG_THREE = {
    "медсестра": "study/ryazan-34-02-01-medkolledzh/",
    "ворлдскиллс": "series/professionaly/",
    "айтишник": "professions/programmist/",
    "компьютерщик": "professions/sistemnyy-administrator/",
    "дод": "series/ryazan-dni-otkrytyh-dverey/",
    "шахтёр": "study/stary-oskol-21-05-04-sti-misis/",
    "олимпиада": "series/olimpiada-profmasterstva/",
    "экзамены 9 класс": "dates/oge-osnovnoy-2027/",
    "биржа труда": "organizations/ryazan-centr-zanyatosti/",
    "школа № 28": "organizations/stary-oskol-shkola-28/",
    "34.02": "study/ryazan-34-02-01-medkolledzh/",
    "где учиться на ветеринара в рязани": "study/ryazan-36-05-01-rgatu/",
}
HOW = {"кардиалог": "typos", "Hzpfym": "layout", "медсестра": "", "йцукен колледж": "part", "йцукенгшщзхъ": "part"}


def test_questions_find(real: Path) -> None:
    """What people type leads to what they mean."""
    answers = ask(real, FIRST)
    assert {question: answers[question]["pages"][0] for question in FIRST} == FIRST
    answers = ask(real, AMONG_THREE)
    assert {one: page for one, page in AMONG_THREE.items() if page not in answers[one]["pages"][:3]} == {}


def test_answers_say_what_they_took(real: Path) -> None:
    """A guess is called a guess; of several words the known ones are enough if all is not to be had."""
    answers = ask(real, HOW)
    assert {question: answers[question]["how"] for question in HOW} == HOW
    assert answers["йцукен колледж"]["pages"]


@pytest.mark.parametrize(
    "question", ["", " ", "№", "xyzzy", "йцукенгшщзхъ", "constructor", "__proto__", "9999", "ъ" * 300]
)
def test_nonsense_finds_nothing(question: str, real: Path) -> None:
    """And breaks nothing."""
    assert ask(real, [question])[question]["pages"] == []


def test_every_name_is_found(real: Path) -> None:
    """The title of a record, and any other name of it, gives its page among the first ten."""
    records = [item for items in real_catalog(demo=False).records.values() for item in items.values()]
    answers = ask(real, {name for item in records for name in item.names})
    missed = {
        (item.key, name) for item in records for name in item.names if address(item) not in answers[name]["pages"]
    }
    assert len(records) > 200
    assert missed == set()


def test_every_everyday_word_leads_somewhere(real: Path) -> None:
    """No synonym of the vocabulary is in vain, and its words do not have to be guessed."""
    terms = real_catalog(demo=False).vocabularies["search-synonyms"].terms
    said = {phrase.strip() for term in terms for phrase in (term.help or "").split(",")}
    assert len(terms) >= 60
    assert {phrase for phrase, answer in ask(real, said).items() if answer["how"] or not answer["pages"]} == set()


def test_past_events_come_last(town: Path, tmp_path: Path) -> None:
    """Of pages with the same words: the college, the coming event, the past one."""
    path = town / "data" / "events" / "primersk" / "den-dverey-2026.yml"
    text = path.read_text("utf-8").replace("День открытых дверей", "Примерский механический колледж")
    path.write_text(text, "utf-8")
    past = text.replace("2026-12-05", "2026-11-05").replace("deadline: 2026-12-01", "deadline: 2026-11-01")
    path.with_name("den-dverey-proshlyy.yml").write_text(past, "utf-8")
    folder = write(tmp_path / "site", catalog_of(town))
    found = [page for page in ask(folder, ["механический колледж"])["механический колледж"]["pages"]]
    assert [page for page in found if page.startswith(("org", "events"))] == [
        "organizations/primersk-kolledzh/",
        "events/den-dverey-2026/",
        "events/den-dverey-proshlyy/",
    ]


# What a question costs


def grown(catalog: Catalog, size: int) -> Catalog:
    """The real records with as many invented events as make `size` of all."""
    chance = Random("search")
    texts = Writer(chance)
    kinds = [term for term in catalog.vocabularies["event-kind"].terms if term.id != "other"]
    hosts = [item.id for item in catalog.all(Organization) if item.municipality]
    events = dict(catalog.records["Event"])
    for number in range(size - sum(map(len, catalog.records.values()))):
        kind, day = chance.choice(kinds), TODAY + timedelta(days=number % 300 - 50)
        events[f"sobytie-{number}"] = event(
            id=f"sobytie-{number}",
            municipality=chance.choice(catalog.towns()).id,
            kind=kind.id,
            title=texts.event_title(kind.title)[:190],
            summary=texts.sentences(2)[:290],
            start=f"{day} 10:00",
            end=f"{day} 12:00",
            host=chance.choice(hosts),
            place={"organization": chance.choice(hosts), "name": chance.choice(ROOMS)},
        )
    return build(TODAY, {**catalog.records, "Event": events}, catalog.vocabularies)


def test_a_question_loads_little_at_a_thousand_records(tmp_path: Path) -> None:
    """The script, the list of words, the parts that a question needs and ten pages stay within the budget."""
    folder = write(tmp_path, grown(real_catalog(demo=False), 1_000), prose())
    sizes = {path.relative_to(folder).as_posix(): packed(path) for path in folder.rglob("*.json")}
    script = packed(ENGINE) + packed(ENGINE.with_name("search.js"))
    for question, answer in ask(
        folder, ["колледж", "медсестра", "п", "кардиалог", "день открытых дверей рязань"]
    ).items():
        needed = script + sum(sizes[name] for name in set(answer["files"]))
        assert (question, answer["pages"] != [], needed <= BUDGET, needed) == (question, True, True, needed)


def packed(path: Path) -> int:
    """The bytes of a file as gzip sends it."""
    return len(gzip.compress(path.read_bytes(), 6))

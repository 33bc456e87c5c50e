"""Owns the promise to editors: every mistake has its exact line, words and ready value (tests/broken/)."""

from __future__ import annotations

import ast
import random
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.catalog.problem import KINDS
from tests.catalog.towns import BROKEN, EXAMPLE, HOSTILE, check, listing, place_of, put
from tests.tools import ROOT

CASES = sorted(path for path in BROKEN.glob("*/*") if path.suffix in (".yml", ".md"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_broken_record(town: Path, case: Path, request: pytest.FixtureRequest) -> None:
    """A broken record among sound ones gives exactly the problems listed beside it."""
    place = place_of(case)
    put(town, place, case.read_bytes())
    found = listing(check(town).problems, place)
    expected = case.with_suffix(".txt")
    if request.config.getoption("--update-golden"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_ten_mistakes_are_ten_messages() -> None:
    """Ten different mistakes in one record are told in ten lines, one a mistake."""
    rows = (BROKEN / "events" / "ten-mistakes.txt").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 10
    assert len({row.split(" | ")[1] for row in rows}) == 10


RAISING = {"Fault", "Condition"}


def emitted_kinds() -> set[str]:
    """Every kind of problem that a call anywhere in macros/ names."""
    kinds: set[str] = set()
    for path in (ROOT / "macros").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", "")
            named = [item.value for item in node.keywords if item.arg == "kind" and name in RAISING]
            named += {"fault": node.args[:1], "_broken": node.args[1:2], "code": node.args[1:2]}.get(name, [])
            kinds |= {item.value for item in named if isinstance(item, ast.Constant)}
    return kinds & KINDS.keys()


def shown_numbers() -> set[int]:
    """The numbers of all codes that the expected lists of this folder show."""
    texts = [path.read_text(encoding="utf-8") for folder in (BROKEN, HOSTILE) for path in folder.glob("*/*.txt")]
    texts += [place.expected for place in PLACES]
    return {int(number) for text in texts for number in re.findall(r"[А-Я]{3}-(\d{3})", text)}


def test_every_kind_has_an_example() -> None:
    """A kind of problem that the code can find has at least one broken record, and no kind is a dead letter."""
    shown = {kind for kind, number in KINDS.items() if number in shown_numbers()}
    assert emitted_kinds() == shown
    assert set(KINDS) - shown == set()  # kinds that nothing emits yet


def test_numbers_are_never_given_twice() -> None:
    """Help pages are found by number, so each kind has its own."""
    assert len(set(KINDS.values())) == len(KINDS)


ROWS = {"yaml-syntax", "tab", "anchor", "empty", "comment", "hidden-character"}
"""Kinds whose ready value is a whole row."""
NAMES = {"file-name", "demo", "feed-name", "reserved"}
"""Kinds whose ready value is a file name."""
NOT_PLAIN = {
    "season": "the rule beside the months is at fault, or the whole list of months",
    "date-or-words": "a row to add",
    "end-needed": "a row to add",
    "place": "a row to add, or the whole field anew",
    "rule": "a row to add",
}
"""Kinds whose ready value needs a decision where to put it."""
FIXABLE = [
    pytest.param(case, number, id=f"{case.parent.name}/{case.stem}-{number}")
    for case in (*CASES, *sorted(HOSTILE.glob("[!p]*/*.yml")))
    if case.with_suffix(".txt").is_file()  # a new case gets its list by --update-golden
    for number, row in enumerate(case.with_suffix(".txt").read_text(encoding="utf-8").splitlines())
    if row.split(" | ")[-1].strip() and not row.rstrip().endswith("|")
]


@pytest.mark.parametrize(("case", "number"), FIXABLE)
def test_ready_value_mends(town: Path, case: Path, number: int) -> None:
    """Pasting the ready value where the message points makes its problem disappear."""
    place = place_of(case)
    path = put(town, place, case.read_bytes())
    problem = check(town).problems[number]
    kind = next(kind for kind, value in KINDS.items() if problem.code.endswith(f"-{value:03d}"))
    rows = case.read_text(encoding="utf-8").split("\n")
    row = rows[problem.line - 1]
    found = problem.found.strip("«»").partition("» при")[0]
    if not problem.field and kind in NAMES:
        path = path.rename(path.with_stem(problem.fix))
        place = path.relative_to(town).as_posix()
    elif kind == "tab":
        rows[problem.line - 1] = problem.fix
    elif kind in ROWS:
        rows[problem.line - 1] = row[: len(row) - len(row.lstrip())] + problem.fix
    elif kind == "unknown-field":
        name = problem.field.rpartition(".")[2]
        rows[problem.line - 1] = row.replace(name, problem.fix, 1)
    elif kind in NOT_PLAIN:
        return
    elif found in row:
        rows[problem.line - 1] = row.replace(found, problem.fix, 1)
    else:
        rows[problem.line - 1] = re.sub(r"^((?: *- )?)(?:[a-z_]+: )?.*", rf"\g<1>{problem.fix}", row)
    path.write_text("\n".join(rows), encoding="utf-8")
    left = {(item.code, item.path, item.line, item.field) for item in check(town).problems}
    assert (problem.code, place, problem.line, problem.field) not in left


@dataclass(frozen=True, kw_only=True)
class Place:
    """A file that is wrong as a file: its place, its name, its bytes; `expected` tells what comes of it."""

    name: str
    path: str
    text: str | bytes
    expected: str


PORTAL = (EXAMPLE / "data" / "resources" / "atlas.yml").read_text(encoding="utf-8")
EVENT = (EXAMPLE / "data" / "events" / "primersk" / "den-dverey-2026.yml").read_text(encoding="utf-8")
CLUB = (EXAMPLE / "data" / "demo" / "events" / "primersk" / "demo-primersk-kruzhok.yml").read_text(encoding="utf-8")
PLACES = [
    Place(name="crlf", path="data/resources/portal.yml", text=PORTAL.replace("\n", "\r\n").encode(), expected=""),
    Place(name="bom", path="data/resources/portal.yml", text=b"\xef\xbb\xbf" + PORTAL.encode(), expected=""),
    Place(name="readme", path="data/README.md", text="# Данные\n", expected=""),
    Place(name="hidden file", path="data/events/.gitkeep", text="", expected=""),
    Place(
        name="windows-1251",
        path="data/resources/portal.yml",
        text=f"link: https://a.example/\n{PORTAL}".encode("cp1251"),
        expected=(
            "2 | РЕС-007 |  | файл записан не в UTF-8 | сохраните его заново: «Сохранить как…», кодировка UTF-8 |\n"
        ),
    ),
    Place(
        name="utf-16",
        path="data/resources/portal.yml",
        text=PORTAL.encode("utf-16"),
        expected=(
            "1 | РЕС-007 |  | файл записан не в UTF-8 | сохраните его заново: «Сохранить как…», кодировка UTF-8 |\n"
        ),
    ),
    Place(
        name="70 KB",
        path="data/resources/portal.yml",
        text=f"{PORTAL}description: {'я' * 35_700}\n",
        expected=(
            "1 | РЕС-005 |  | размер 70 КБ | нужно не больше 64 КБ: сократите текст или вынесите его на "
            "отдельную страницу |\n"
        ),
    ),
    Place(
        name="empty file",
        path="data/resources/portal.yml",
        text="",
        expected="1 | РЕС-006 |  | файл пуст | нужны строки «поле: значение» |\n",
    ),
    Place(
        name="control character",
        path="data/resources/portal.yml",
        text=PORTAL.replace("Атлас", "Ат\x07лас"),
        expected=(
            "1 | РЕС-001 |  | в строке есть невидимый знак U+0007 | наберите эту строку заново, без вставки из "
            "другой программы | title: Атлас профессий\n"
        ),
    ),
    Place(
        name="yaml ending",
        path="data/resources/portal.yaml",
        text=PORTAL,
        expected="1 | ФАЙ-009 |  | «portal.yaml» | запись — это файл с окончанием .yml | portal.yml\n",
    ),
    Place(
        name="ending in capitals",
        path="data/resources/portal.YML",
        text=PORTAL,
        expected="1 | ФАЙ-009 |  | «portal.YML» | запись — это файл с окончанием .yml | portal.yml\n",
    ),
    Place(
        name="a document among records",
        path="data/resources/portal.docx",
        text=b"PK",
        expected="1 | ФАЙ-009 |  | «portal.docx» | запись — это файл с окончанием .yml |\n",
    ),
    Place(
        name="card with another ending",
        path="content/professions/tokar.txt",
        text="Токарь\n",
        expected="1 | ФАЙ-009 |  | «tokar.txt» | карточка профессии — это файл с окончанием .md | tokar.md\n",
    ),
    Place(
        name="unknown folder",
        path="data/event/portal.yml",
        text=PORTAL,
        expected="data/event:1 | ФАЙ-009 |  | «event» | такой папки нет среди видов записей | events\n",
    ),
    Place(
        name="unknown town",
        path="data/events/primorsk/portal.yml",
        text=PORTAL,
        expected=(
            "data/events/primorsk:1 | ФАЙ-009 |  | «primorsk» | папки внутри «events» называются именами городов"
            " | primersk\n"
        ),
    ),
    Place(
        name="folder among towns",
        path="data/municipalities/primersk/portal.yml",
        text=PORTAL,
        expected=(
            "data/municipalities/primersk:1 | ФАЙ-009 |  | «primersk» | внутри «municipalities» папок нет, только"
            " файлы |\n"
        ),
    ),
    Place(
        name="folder in a town's folder",
        path="data/events/primersk/2026/portal.yml",
        text=PORTAL,
        expected="data/events/primersk/2026:1 | ФАЙ-009 |  | «2026» | запись — это файл с окончанием .yml |\n",
    ),
    Place(
        name="demo record without demo in its name",
        path="data/demo/events/primersk/kruzhok.yml",
        text=CLUB.replace("станки", "чертежи и модели"),
        expected=(
            "1 | СОБ-038 |  | имя файла «kruzhok» | имена примеров начинаются с demo-, а имена настоящих записей —"
            " нет | demo-kruzhok\n"
        ),
    ),
    Place(
        name="one name in two towns",
        path="data/events/den-dverey-2026.yml",
        text=EVENT.replace("День открытых", "Большой день закрытых"),
        expected=(
            "data/events/primersk/den-dverey-2026.yml:1 | СОБ-010 |  | имя «den-dverey-2026» уже занято файлом "
            "data/events/den-dverey-2026.yml | имя файла не повторяется во всех городах: по нему строится адрес |\n"
        ),
    ),
    Place(
        name="the file of a referred record cannot be read",
        path="data/organizations/primersk/primersk-kolledzh.yml",
        text="title: Примерский: колледж\n",
        expected=(
            "1 | ОРГ-001 |  | «title: Примерский: колледж» | внутри текста есть двоеточие с пробелом: возьмите весь "
            'текст в кавычки | title: "Примерский: колледж"\n'
        ),
    ),
    Place(
        name="the file of a record referred to by its folder cannot be read",
        path="data/series/primersk/primersk-dni-dverey.yml",
        text="",
        expected="1 | ЦИК-006 |  | файл пуст | нужны строки «поле: значение» |\n",
    ),
    Place(
        name="a vocabulary cannot be read",
        path="data/vocabularies/audience.yml",
        text="title: Для кого: все\n",
        expected=(
            "1 | СЛВ-001 |  | «title: Для кого: все» | внутри текста есть двоеточие с пробелом: возьмите весь текст "
            'в кавычки | title: "Для кого: все"\n'
        ),
    ),
    Place(
        name="one row of a quoted document is wrong",
        path="data/documents/primersk/primersk-spravka.yml",
        text=(EXAMPLE / "data" / "documents" / "primersk" / "primersk-spravka.yml")
        .read_text(encoding="utf-8")
        .replace("{id: P2, fact:", "{id: П2, fact:"),
        expected="7 | ДОК-023 | rows.1.id | «П2» | нужен номер строки вида R12 |\n",
    ),
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_broken_file(town: Path, place: Place) -> None:
    """A file that is wrong as a file, or in a wrong place, is told as such and nothing else is."""
    put(town, place.path, place.text)
    assert listing(check(town).problems, place.path) == place.expected


def test_demo_is_unknown_without_demo_records(town: Path) -> None:
    """A real record that refers to a demo record fails the publishable build too."""
    put(
        town, "data/events/primersk/kruzhok.yml", EVENT.replace("host: primersk-kolledzh", "host: demo-primersk-shkola")
    )
    row = (
        "data/events/primersk/kruzhok.yml:8 | СОБ-026 | host | «demo-primersk-shkola» | такой записи нет в "
        "data/organizations/; возможно, вы имели в виду primersk-kolledzh | primersk-kolledzh\n"
    )
    assert row in listing(check(town, demo=False).problems)


def test_no_data_at_all(tmp_path: Path) -> None:
    """A folder without records is a mistake, not an empty site."""
    found = listing(check(tmp_path).problems)
    assert found == "data:1 | ФАЙ-009 |  | «data» | в этой папке проекта должны лежать записи |\n"


ODD = [
    "", "~", "null", "- а", "[", "]", "{", "}", "[]", "{}", "'", '"', ":", "а: б", "#", "&a", "*a", "!a", "@a",
    "%", "|", ">", "---", "...", "\t", "10:00", "012", "no", "2026-13-01", "01.09.2026", "9999-12-31 24:00",
    "0000-00-00", "1e9", "٣", "²", "\u200b", "\u2028", "\x85", "\x00", "\ufeff", "😀", "{a: {b: [c]}}",
    "[[[[[]]]]]", "http://[", "а" * 300, "9" * 5000, "'''", '"\\ud800"', '"\\x00"', "<<: {a: b}", "? [a]", "18+",
    "-1", "11-8", "2026/99", "demo-primersk-shkola",
]  # fmt: skip


def spoilt(text: str, chance: random.Random) -> str:
    """The text with one thing done to it that an editor, a merge or a broken disk could do."""
    rows = text.split("\n")
    number = chance.randrange(len(rows))
    match chance.randrange(6):
        case 0:
            del rows[number]
        case 1:
            rows.insert(number, rows[number])
        case 2:
            rows[number] = rows[number].partition(":")[0] + ": " + chance.choice(ODD)
        case 3:
            return text[: chance.randrange(len(text))]
        case 4:
            rows.insert(number, " " * chance.randrange(5) + chance.choice(ODD))
        case 5:
            place = chance.randrange(len(text))
            return text[:place] + chance.choice(ODD) + text[place + chance.randrange(3) :]
    return "\n".join(rows)


@pytest.mark.parametrize("seed", range(8))
def test_no_text_is_a_traceback(town: Path, seed: int) -> None:
    """Whatever becomes of a good file, loading tells problems with a place or gives a catalog."""
    chance = random.Random(seed)
    files = sorted(path for path in town.rglob("*") if path.suffix in (".yml", ".md"))
    files = [path for path in files if "vocabularies" not in path.parts] + files[-2:]
    for _ in range(30):
        path = chance.choice(files)
        good = path.read_bytes()
        path.write_text(spoilt(good.decode(), chance), encoding="utf-8")
        for problem in check(town).problems:
            assert problem.text()
            assert problem.line >= 1
        path.write_bytes(good)
    assert check(town).problems == ()

"""Owns the tests of the commands that editors run: files written, exit codes, whole answers, real git."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.catalog.towns import lay_out, put
from tests.test_commands import run
from tests.tools import ROOT

EVENT = "data/events/primersk/den-dverey-2026.yml"
FLAGS = [
    "--kind", "экскурсия", "--start", "12.12.2026 10:00", "--end", "12.12.2026 12:00", "--host", "Примерский завод",
    "--place.name", "Проходная", "--format", "очно", "--audience", "ученики, родители", "--Классы", "8–11 классы",
    "--level", "муниципальный", "--age_mark=12+", "--status", "planned", "--sources.kind", "editorial",
    "--sources.note", "письмо завода",
]  # fmt: skip
TRIP = """\
title: Экскурсия в цех
kind: excursion
start: 2026-12-12 10:00
end: 2026-12-12 12:00
status: planned
place: {name: Проходная}
format: in-person
host: primersk-zavod
audience: [pupils, parents]
grades: 8-11
level: municipal
age_mark: 12+
sources:
  - {kind: editorial, note: письмо завода}
verification: needs-verification
checked: 2026-11-23
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project folder of Примерск, with the templates of the site."""
    folder = lay_out(tmp_path / "primersk")
    (folder / "overrides").symlink_to(ROOT / "overrides")
    return folder


def command(project: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Exit code, output and messages of a command of the project."""
    return run("--root", str(project), *arguments, **environment)


def test_new_event(project: Path) -> None:
    """Flags in Russian words make a whole file in the host's town; a check has nothing to say about it."""
    path = "data/events/primersk/ekskursiya-v-ceh-2026-12-12.yml"
    answer = command(project, "new", "events", "--title", "Экскурсия в цех", *FLAGS)
    assert answer == (0, f"Записано: {path}\n", "")
    assert (project / path).read_text("utf-8") == TRIP
    assert command(project, "check", path) == (0, "Записей: 1. Ошибок: 0. Советов: 0.\n", "")
    assert command(project, "format", "--check", path) == (0, "", "")


def test_new_date_of_a_series(project: Path) -> None:
    """A series fills in what it knows; what the line says comes first, and a guest who came once is invited anew."""
    put(
        project,
        "data/series/primersk/primersk-sobraniya.yml",
        "title: Собрания в колледже\nkind: parent-meeting\nlevel: municipal\n"
        'status: {state: suspended, since: "2020", reason: пандемия}\nseason: {rule: unknown, text: не назван}\n'
        "grades: 7-11\naudience: [parents]\nformats: [in-person]\n"
        "guests:\n  - {organization: primersk-zavod, status: confirmed}\n  - {role: employer, status: invited}\n"
        "sources:\n  - {kind: editorial, note: пример}\nverification: needs-verification\nchecked: 2026-11-22\n",
    )
    answer = command(
        project, "new", "events", "--series", "primersk-sobraniya", "--title", "Собрание 9 классов", "--grades", "9",
        "--date_words", "в апреле", "--period", "2027-04", "--host", "primersk-zavod", "--place.name", "Актовый зал",
        "--age_mark=0+", "--sources.kind", "editorial", "--sources.note", "письмо колледжа",
    )  # fmt: skip
    path = "data/events/primersk/sobranie-9-klassov-2027-04.yml"
    assert answer == (
        0,
        f"Из акции «Собрания в колледже» взято: Вид, Статус, Формат, Гости, Для кого, Уровень.\nЗаписано: {path}\n",
        "",
    )
    assert (project / path).read_text("utf-8").splitlines()[:17] == [
        "title: Собрание 9 классов",
        "kind: parent-meeting",
        "date_words: в апреле",
        "period: 2027-04",
        "status: planned",
        "place: {name: Актовый зал}",
        "format: in-person",
        "host: primersk-zavod",
        "guests:",
        "  - {organization: primersk-zavod, status: invited}",
        "  - {role: employer, status: invited}",
        "audience: [parents]",
        "grades: 9",
        "level: municipal",
        "age_mark: 0+",
        "series: primersk-sobraniya",
        "sources:",
    ]


def test_new_never_overwrites(project: Path) -> None:
    """A name that is taken gets a number; a name that was asked for and is taken is refused."""
    flags = ("new", "events", "--title", "Экскурсия", *FLAGS)
    assert command(project, *flags)[0] == 0
    before = (project / "data/events/primersk/ekskursiya-2026-12-12.yml").read_bytes()
    code, output, _ = command(project, *flags)
    assert (code, output.splitlines()[-1]) == (0, "Записано: data/events/primersk/ekskursiya-2026-12-12-2.yml")
    assert "совет СОБ-031" in output
    assert command(project, *flags, "--id", "ekskursiya-2026-12-12") == (
        2,
        "",
        "Файл data/events/primersk/ekskursiya-2026-12-12.yml уже есть, мы его не трогаем. Другое имя: --id …\n",
    )
    assert (project / "data/events/primersk/ekskursiya-2026-12-12.yml").read_bytes() == before


def test_new_refuses_with_the_words_of_the_check(project: Path) -> None:
    """What a check would not let through is not written, and is told as a check tells it."""
    code, output, _ = command(project, "new", "resources", "--title", "Портал", "--audience", "все")
    assert code == 1
    assert not (project / "data/resources/portal.yml").exists()
    put(project, "data/resources/portal.yml", output.partition("—\n")[0])
    checked = command(project, "check", "data/resources")[1]
    assert output.partition("—\n")[2].partition("\nЧто")[0] == checked.partition("\nЧто")[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("new", "events", "--titel", "Х"), "Поля «titel» нет. Возможно, вы имели в виду --title.\n"),
        (("new", "events", "--title"), "После --title нужно значение.\n"),
        (("new", "events", "Экскурсия"), "Лишнее слово «Экскурсия»: поля пишут как --title \"Название\".\n"),
        (("new", "resources", "--title", "…?"), "Имя записи не складывается из названия. Назовите его сами: --id"),
        (("new", "events", "--town", "primorsk"), "Города «primorsk» нет. Есть: primersk; для всей страны — all.\n"),
        (("check", "data/nothing.yml"), "Такого файла или папки нет: data/nothing.yml\n"),
        (("import", "нет.csv"), "Файл нет.csv не читается: No such file or directory.\n"),
        (("explain", "СОБ-999"), "Кода «СОБ-999» нет. Нужен код из сообщения, например СОБ-014.\n"),
    ],
)  # fmt: skip
def test_wrong_calls(project: Path, arguments: tuple[str, ...], message: str) -> None:
    """A call that makes no sense is a sentence and exit code 2."""
    code, output, said = command(project, *arguments)
    assert (code, output, said[: len(message)]) == (2, "", message)


def test_new_asks_on_a_terminal(project: Path) -> None:
    """On a terminal the questions come in Russian, one after the other, until the record is whole."""
    answers = ["Портал профессий", "1", "", "", "", "ученики", "5", "нашли сами", "", ""]
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.environ["SITE_TODAY"] = "2026-11-23"
        os.execv(
            sys.executable,
            [sys.executable, "-m", "macros", "--root", str(project), "new", "resources", "--town", "all"],
        )
    said = b""
    try:
        for line in [*answers, None]:
            # A prompt ends the output that has no line break behind it; the last output ends the program.
            while select.select([terminal], [], [], 30)[0]:
                try:
                    piece = os.read(terminal, 4096)
                except OSError:
                    piece = b""
                said += piece
                if not piece or said.endswith((b"> ", b"] ", b"]: ")):
                    break
            if line is not None:
                os.write(terminal, f"{line}\n".encode())
    finally:
        os.close(terminal)
        status = os.waitpid(pid, 0)[1]
    text = said.decode().replace("\r\n", "\n")
    assert (os.waitstatus_to_exitcode(status), text.splitlines()[-1]) == (
        0, "Записано: data/resources/portal-professiy.yml",
    ), text  # fmt: skip
    assert "Название. Как называется, без кавычек вокруг всего названия." in text
    assert "  1. Действует (active)" in text
    assert "note: нашли сами" in (project / "data/resources/portal-professiy.yml").read_text("utf-8")


def test_check_of_one_file(project: Path) -> None:
    """With paths only the problems of these files are told, though everything is read."""
    put(project, "data/resources/a.yml", "title: А\n")
    put(project, "data/resources/b.yml", "title: Б: в\n")
    code, output, _ = command(project, "check", "data/resources/b.yml", "--format", "json")
    found = json.loads(output)
    assert (code, [problem["path"] for problem in found["problems"]]) == (1, ["data/resources/b.yml"])
    assert command(project, "check", "data/events")[0] == 0


def test_import_twice(project: Path, tmp_path: Path) -> None:
    """A table becomes files; the second time nothing is written; --dry-run writes nothing at all."""
    table = tmp_path / "plan.csv"
    table.write_text("Название;Дата;Время;Место;Классы\nИгра;12.12.2026;10:00-11:00;зал;9\n", "utf-8")
    flags = ("import", str(table), "--host", "primersk-zavod", "--level", "school", "--age_mark", "6+",
             "--kind", "игра", "--audience", "ученики", "--status", "planned", "--format", "in-person")  # fmt: skip
    path = "data/events/primersk/igra-2026-12-12.yml"
    assert command(project, *flags, "--dry-run") == (
        0, f"Было бы записано: {path}\nНовых записей: 1. Уже были: 0.\n", "",
    )  # fmt: skip
    assert command(project, *flags) == (0, f"Записано: {path}\nНовых записей: 1. Уже были: 0.\n", "")
    before = (project / path).read_bytes()
    assert command(project, *flags, SITE_TODAY="2026-11-30") == (0, "Новых записей: 0. Уже были: 1.\n", "")
    assert (project / path).read_bytes() == before


def test_format(project: Path) -> None:
    """Files get the one layout; those with mistakes are left alone; --check changes nothing."""
    put(project, "data/resources/b.yml", "title: Б: в\n")
    text = (project / EVENT).read_text("utf-8")
    put(project, EVENT, text.replace("title: День открытых дверей\n", "") + "title: 'День открытых дверей'\n")
    named = f"{EVENT}: записан не по образцу\ndata/resources/b.yml: не тронут, в нём есть ошибки — запустите check\n"
    assert command(project, "format", "--check", EVENT, "data/resources/b.yml") == (
        1, f"{named}Исправит команда: python -m macros format\n", "",
    )  # fmt: skip
    assert command(project, "format", EVENT, "data/resources/b.yml")[0] == 1
    assert (project / EVENT).read_text("utf-8") == text
    assert (project / "data/resources/b.yml").read_text("utf-8") == "title: Б: в\n"
    command(project, "format")
    assert command(project, "format", "--check", "data/events", "data/organizations", "content") == (0, "", "")


def test_explain(project: Path) -> None:
    """The help with a code without a browser."""
    assert command(project, "explain", "ДАТ-014") == (
        0,
        "Дата записана не так\n\n"
        "Дату пишут как 2026-12-05, дату и время — как 2026-12-05 10:00. "
        "Часовой пояс не пишут, он известен по городу.\n\n"
        "По такой записи календари узнают день и час без догадок. «05.12» в разных странах — это май и декабрь.\n\n"
        "Неверно:\n  start: 05.12.2026 в 10.00\n\nВерно:\n  start: 2026-12-05 10:00\n",
        "",
    )


def test_stale(project: Path) -> None:
    """The list is no failure, however long."""
    code, output, _ = command(project, "stale", SITE_TODAY="2028-01-01")
    assert (code, output.partition("\n")[0]) == (0, "Примерский завод")


# --- diff -------------------------------------------------------------------------------------------------


def git(project: Path, *arguments: str) -> None:
    """A git command as somebody, with nobody's settings."""
    who = {f"GIT_{role}_{part}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    environment = os.environ | who | {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    subprocess.run(["git", "-C", str(project), *arguments], env=environment, check=True, capture_output=True)


@pytest.fixture
def history(project: Path) -> Path:
    """The town on `main`, where later another event came; a branch `pravka` moved the open day before that."""
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "data", "content")
    git(project, "commit", "-qm", "one")
    git(project, "checkout", "-qb", "pravka")
    text = (project / EVENT).read_text("utf-8")
    moved = text.replace("status: planned", "status: moved\nmoved_from: 2026-12-03 10:00")
    put(project, EVENT, moved)
    git(project, "commit", "-qam", "two")
    git(project, "checkout", "-q", "main")
    put(project, "data/events/primersk/ekskursiya.yml", TRIP)
    git(project, "add", "data")
    git(project, "commit", "-qm", "three")
    return project


def headline(answer: tuple[int, str, str]) -> str:
    """The first line of a diff, plain spaces."""
    assert answer[0] == 0, answer
    return answer[1].partition("\n")[0].replace("\N{NO-BREAK SPACE}", " ")


def test_diff_of_a_branch(history: Path) -> None:
    """A branch is compared with where it left main, not with what came to main since."""
    answer = command(history, "diff", "main", "pravka")
    assert headline(answer) == "Подписчики увидят: новых — 0, перенесено — 0, отменено — 0, изменено — 1."
    assert "Описание: было пусто, будет «Перенесено с четверга, 3" in answer[1]
    exact = command(history, "diff", "--exact", "main", "pravka")
    assert headline(exact) == "Подписчики увидят: новых — 0, перенесено — 0, отменено — 0, изменено — 1, исчезнет — 1."


def test_diff_leaves_the_repository_alone(history: Path) -> None:
    """Nothing is checked out, no work tree is added, uncommitted edits stay and are what is compared by default."""
    put(history, "data/events/primersk/ekskursiya.yml", TRIP.replace("2026-12-12", "2026-12-13"))
    before = sorted(path.relative_to(history).as_posix() for path in (history / ".git").rglob("*") if path.is_file())
    answer = command(history, "diff", "main")
    assert headline(answer) == "Подписчики увидят: новых — 0, перенесено — 1, отменено — 0."
    after = sorted(path.relative_to(history).as_posix() for path in (history / ".git").rglob("*") if path.is_file())
    assert after == before


def test_diff_as_one_html_file(history: Path, tmp_path: Path) -> None:
    """The answer may go to a file of its own."""
    page = tmp_path / "diff.html"
    assert command(history, "diff", "main", "pravka", "--format", "html", "--output", str(page)) == (0, "", "")
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>\n")


def test_diff_of_what_cannot_be_compared(history: Path) -> None:
    """A commit that is not there, an option for a name, and data with mistakes are told in a sentence."""
    code, _, said = command(history, "diff", "nowhere")
    assert (code, said) == (2, "Коммита «nowhere» здесь нет. Скачайте историю: git fetch --unshallow или git fetch.\n")
    assert command(history, "diff", "--exact", "--", "--output=x", "main")[0] == 2
    put(history, EVENT, "title: А: б\n")
    code, output, _ = command(history, "diff", "main")
    assert (code, output.splitlines()[-1]) == (
        1, "Сравнить нельзя: в «рабочая папка» есть ошибки. Их 1, они перечислены выше.",
    )  # fmt: skip


def test_diff_without_git(project: Path) -> None:
    """A folder that is no repository is told as such."""
    code, output, said = command(project, "diff", "main", GIT_CEILING_DIRECTORIES=str(project.parent))
    assert (code, output) == (2, "")
    assert said

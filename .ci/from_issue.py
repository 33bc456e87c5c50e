"""Turns the text of an issue into a record, for a workflow that a maintainer's label starts; standard library only.

`python .ci/from_issue.py EVENT FOUND`: EVENT is the file in which the forge tells of the label, so the text is the one
the maintainer saw. Into FOUND go `answer.md`, what to say to the author; if a record came of it, also `record.yml`,
`path`, where it belongs, and `pull.md`, the text of the pull request. Prints `made=true` or `made=false`.
The issue's text travels as a file and as data; nothing of it becomes a name, a command or Markdown that is read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

MAX_LETTERS = 65_536
"""What an issue of the forge can hold."""
OF_A_RECORD = "### Вид записи"
"""Only the issue forms that make records ask this; corrections and professions are read by people."""


def main(arguments: list[str]) -> int:
    event, found = json.loads(Path(arguments[0]).read_text("utf-8")), Path(arguments[1])
    number, body = int(event["issue"]["number"]), str(event["issue"]["body"] or "")[:MAX_LETTERS]
    found.mkdir(parents=True, exist_ok=True)
    before = new_files()
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "issue.md"
        text.write_text(body, "utf-8")
        code, said = macros("import", str(text), "--name", f"заявка {number}.md")
    paths = [path for path in new_files() if path not in before]
    if len(paths) == 1:
        (path,) = paths
        (found / "path").write_text(path, "utf-8")
        (found / "record.yml").write_bytes(Path(path).read_bytes())
        _, checked = macros("check", path, "--format", "markdown")
        _, seen = macros("diff", "HEAD", "--format", "markdown")
        (found / "pull.md").write_text(pull_text(number, path, checked, seen), "utf-8")
        answer = "Спасибо! Из заявки получилась запись. Редактор сверит её с источником и опубликует.\n"
    elif OF_A_RECORD not in body:
        answer = "Спасибо! Такую заявку читает человек: редактор разберёт её сам.\n"
    elif code == 0:
        answer = "Спасибо! Такая запись на сайте уже есть, второй не нужно.\n\n" + as_code(said)
    else:
        answer = "Из заявки пока не получилась запись. Поправьте ответы прямо в тексте заявки — редактор повторит.\n\n"
        answer += as_code(said)
    (found / "answer.md").write_text(answer, "utf-8")
    print(f"made={str(len(paths) == 1).lower()}")
    return 0


def macros(*arguments: str) -> tuple[int, str]:
    """Exit code of a command of ours and what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "macros", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def new_files() -> list[str]:
    """Files of data/ that git does not know yet."""
    command = ["git", "ls-files", "--others", "--exclude-standard", "-z", "--", "data"]
    done = subprocess.run(command, capture_output=True, check=True)
    return [path for path in done.stdout.decode().split("\0") if path]


def pull_text(number: int, path: str, checked: str, seen: str) -> str:
    """The pull request in words: the checks of the forge do not start by themselves here, so their answers stand in."""
    return (
        f"Запись из заявки №{number}: `{path}`. Сверьте её с источником, поправьте прямо в этом запросе и примите.\n\n"
        "Проверки у запроса, который открыла программа, сами не начинаются: закройте его и откройте снова.\n\n"
        f"## Проверка\n\n{checked}\n## Что увидят подписчики\n\n{seen}\nCloses #{number}\n"
    )


def as_code(text: str) -> str:
    """Any text as a block of code: nothing inside a row can end it."""
    return "".join(f"    {row}\n" for row in text.splitlines())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

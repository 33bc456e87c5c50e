"""Owns the other scripts of the automation: what a pull request touches, which outside links still work."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.automation.scripts import script

changed = script("changed")
links = script("outside_links")


@pytest.mark.parametrize(
    ("paths", "code", "automation"),
    [
        (["data/events/ryazan/a.yml", "content/about/index.md"], False, False),
        (["macros/hooks.py"], True, False),
        ([".github/workflows/check.yml"], True, True),
        (["requirements-test.txt", "data/events/a.yml"], True, True),
        ([], False, False),
    ],
)
def test_outputs(paths: list[str], code: bool, automation: bool) -> None:
    """Records and texts are no code; the locks are part of the automation."""
    assert changed.outputs(paths) == {"code": code, "automation": automation}


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_changed_paths(tmp_path: Path) -> None:
    """What the branch changed since it left the base, names in Russian too; not what the base did meanwhile."""
    git(tmp_path, "init")
    git(tmp_path, "commit", "--allow-empty", "-m", "first")
    git(tmp_path, "checkout", "-b", "edit")
    (tmp_path / "событие\n.yml").write_text("x", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "event")
    git(tmp_path, "checkout", "main")
    git(tmp_path, "commit", "--allow-empty", "-m", "meanwhile")
    git(tmp_path, "checkout", "edit")
    assert changed.changed_paths("main", str(tmp_path)) == ["событие\n.yml"]


class Site(BaseHTTPRequestHandler):
    """A site with a page, a page that moved, one that is gone, one that refuses, one that gives out no heads."""

    asked: list[str] = []  # noqa: RUF012 shared on purpose: one list of all questions

    def do_GET(self) -> None:
        """Answer by the path."""
        self.asked.append(f"{self.command} {self.path}")
        code = {"/gone": 404, "/refused": 403, "/moved": 301}.get(self.path, 200)
        code = 405 if (self.path, self.command) == ("/no-heads", "HEAD") else code
        self.send_response(code)
        if code == 301:
            self.send_header("Location", "/page")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *values: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of such a site."""
    Site.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "state", "note"),
    [
        ("/page", links.WELL, ""),
        ("/страница?а=б", links.WELL, ""),
        ("/moved", links.WELL, ""),
        ("/no-heads", links.WELL, ""),
        ("/gone", links.GONE, "код 404"),
        ("/refused", links.REFUSED, "код 403"),
    ],
)
def test_answers(site: str, path: str, state: str, note: str) -> None:
    """A page that is gone is told apart from a site that does not talk to programs."""
    assert links.ask(site + path) == links.Answer(state, note)


def test_silence() -> None:
    """A site that is not there is silent, which is no proof that the page is gone."""
    assert links.ask("http://127.0.0.1:9/", timeout=2) == links.Answer(links.SILENT, "не ответил")


def test_cyrillic_addresses() -> None:
    """An address travels in ASCII; what is encoded already stays."""
    assert links.as_ascii("https://пример.рф/день%20один/дверей?д=1") == (
        "https://xn--e1afmkfd.xn--p1ai/%D0%B4%D0%B5%D0%BD%D1%8C%20%D0%BE%D0%B4%D0%B8%D0%BD/"
        "%D0%B4%D0%B2%D0%B5%D1%80%D0%B5%D0%B9?%D0%B4=1"
    )


def test_whole_run(site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Addresses come from records and texts, sample records apart; what was well is not asked again."""
    files = {
        "data/resources/a.yml": f"url: {site}/page\nlink: {site}/gone\nsample: https://example.org/\n",
        "data/demo/events/b.yml": f"url: {site}/sample\n",
        "content/c.md": f"Читайте [страницу]({site}/gone#часть), <{site}/refused>.\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    memory = tmp_path / "memory.json"
    arguments = ["--root", str(tmp_path), "--memory", str(memory), "--pause", "0"]
    assert links.main(arguments) == 0
    assert capsys.readouterr().out == (
        "Адресов в записях и текстах: 3.\n\n"
        "## Страницы больше нет: 1\n\n"
        f"- [ ] `{site}/gone` (код 404) — `content/c.md`, `data/resources/a.yml`\n\n"
        "## Сайт не пустил программу: 1\n\n"
        f"- [ ] `{site}/refused` (код 403) — `content/c.md`\n\n"
        "Сайт мог не ответить только отсюда: откройте ссылку сами, прежде чем менять запись.\n"
    )
    assert list(json.loads(memory.read_text(encoding="utf-8"))) == [f"{site}/page"]
    Site.asked.clear()
    assert links.main(arguments) == 0
    assert not any("/page" in question for question in Site.asked)


def test_memory_fades(tmp_path: Path) -> None:
    """After a week a page is asked for again; a broken memory is no memory."""
    memory = tmp_path / "memory.json"
    memory.write_text('{"https://a.ru/": "2026-11-20", "https://b.ru/": "2026-11-01"}', encoding="utf-8")
    assert links.remembered(memory, date(2026, 11, 23)) == {"https://a.ru/": "2026-11-20"}
    memory.write_text("[1]", encoding="utf-8")
    assert links.remembered(memory, date(2026, 11, 23)) == {}

"""Owns the comment about a check: what a report may say, what is shown of it, where it goes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.automation.scripts import script

comment = script("comment")
SHA = "a" * 40


def problem(**changed: Any) -> dict[str, Any]:
    """A problem as the check writes it."""
    good = {"code": "СОБ-014", "severity": "error", "path": "data/events/ryazan/x.yml", "line": 7, "found": "<b>x</b>"}
    return good | changed


def report(*problems: Any) -> bytes:
    """A report of problems."""
    return json.dumps({"version": 1, "problems": list(problems)}).encode()


def test_comment_shows_codes_and_places() -> None:
    """Of each problem the code and the place are shown, errors first; nothing that an editor wrote."""
    findings = comment.read_report(report(problem(severity="warning", line=3), problem()))
    assert comment.text(findings, "https://github.com/a/b/actions/runs/1", "https://a.example") == (
        "<!-- profnavigator: check -->\n"
        "**Почти готово: ошибок — 1, советов — 1.**\n"
        "\n"
        "- Ошибка [СОБ-014](https://a.example/editors/messages/014/): `data/events/ryazan/x.yml`, строка 7\n"
        "- Совет [СОБ-014](https://a.example/editors/messages/014/): `data/events/ryazan/x.yml`, строка 3\n"
        "\n"
        "[Что исправить и что увидят подписчики](https://github.com/a/b/actions/runs/1)\n"
    )
    assert comment.text([], "", "javascript:alert(1)") == "<!-- profnavigator: check -->\n**Всё в порядке.**\n\n"


def test_long_report_is_cut() -> None:
    """A comment stays short."""
    findings = comment.read_report(report(*[problem(line=line) for line in range(1, 50)]))
    assert comment.text(findings, "", "").splitlines()[-1] == "- …и ещё 19"


@pytest.mark.parametrize(
    "path", ["a`b", "../x](https://evil.example)", "<img src=x>", "имя.yml", 5, None, "a//b", "x\ny"]
)
def test_odd_paths_are_not_shown(path: object) -> None:
    """A file can be called anything; such a name is left out, its problem is not."""
    assert "- Ошибка СОБ-014: строка 7" in comment.text(comment.read_report(report(problem(path=path))), "", "")


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"[]", b"null", b"[" * 100_000, b'{"version": 2, "problems": []}', b'{"version": 1}', b" " * 2_000_001,
        report("x"), report(problem(code="СОБ-014](https://evil.example)")), report(problem(code=14)),
        report(problem(line="7")), report(problem(line=True)), report(problem(line=-1)),
        report(problem(severity="@all")),
    ],
)  # fmt: skip
def test_other_reports_are_refused(raw: bytes) -> None:
    """Whatever is not our check's report is not turned into a comment."""
    with pytest.raises(comment.BadReport):
        comment.read_report(raw)


class Forge:
    """GitHub's answers, and what was written to it."""

    def __init__(self, pulls: list[Any], comments: list[Any]) -> None:
        self.pulls, self.comments, self.written = pulls, comments, []

    def __call__(self, method: str, path: str, body: Any) -> Any:
        """Answer like the API does."""
        if method != "GET":
            self.written.append((method, path, body["body"].splitlines()[1]))
            return {}
        return self.pulls if "/pulls?" in path else self.comments


@pytest.mark.parametrize(
    ("comments", "written"),
    [
        ([], ("POST", "repos/a/b/issues/5/comments")),
        ([{"id": 9, "user": {"login": "github-actions[bot]"}, "body": comment.MARK + "\nold"}],
         ("PATCH", "repos/a/b/issues/comments/9")),
        ([{"id": 9, "user": {"login": "somebody"}, "body": comment.MARK}], ("POST", "repos/a/b/issues/5/comments")),
    ],
)  # fmt: skip
def test_one_comment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, comments: list[Any], written: tuple[str, str]
) -> None:
    """The pull request is found by its commit; our own comment is rewritten, nobody else's is."""
    monkeypatch.setenv("HEAD_SHA", SHA)
    monkeypatch.setenv("GITHUB_REPOSITORY", "a/b")
    path = tmp_path / "report.json"
    path.write_bytes(report())
    forge = Forge([{"number": 4, "head": {"sha": "b" * 40}}, {"number": 5, "head": {"sha": SHA}}], comments)
    assert comment.main([str(path)], forge) == 0
    assert forge.written == [(*written, "**Всё в порядке.**")]


def test_nothing_is_written_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report for a commit that is no newest one of any open pull request, or a broken one, is not posted."""
    monkeypatch.setenv("HEAD_SHA", SHA)
    monkeypatch.setenv("GITHUB_REPOSITORY", "a/b")
    path = tmp_path / "report.json"
    path.write_bytes(report())
    forge = Forge([{"number": 4, "head": {"sha": "b" * 40}}], [])
    assert comment.main([str(path)], forge) == 0
    path.write_bytes(b"x")
    assert comment.main([str(path)], forge) == 1
    monkeypatch.setenv("HEAD_SHA", "main; rm")
    assert comment.main([str(path)], forge) == 1
    assert forge.written == []

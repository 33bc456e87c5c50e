"""Writes one comment about a check into its pull request; standard library only.

Runs with the right to write, on a report that anybody may have made. So nothing in the report is believed: it is
small, it is JSON of a known form, and of it only codes, line numbers, counts and plain paths are shown. The pull
request is found by its commit, never by a number in the report.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

MARK = "<!-- profnavigator: check -->"
MAX_BYTES = 2_000_000
SHOWN = 30
_CODE = re.compile(r"[А-Я]{3}-(\d{3})")
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]{0,150}")
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9_.~%/-]*)?")
_SHA = re.compile(r"[0-9a-f]{40}")
_REPOSITORY = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")
Api = Callable[[str, str, Any], Any]
"""Method, path below the API's root, body or None; gives the answer's JSON."""


class BadReport(ValueError):
    """The report is not what our check writes."""


@dataclass(frozen=True)
class Finding:
    """One problem; `path` is "" when the name of the file is no plain one."""

    code: str
    is_error: bool
    path: str
    line: int


def read_report(raw: bytes) -> list[Finding]:
    """The findings of `python -m macros check --format json`; raises BadReport for anything else."""
    if len(raw) > MAX_BYTES:
        raise BadReport("too large")
    try:
        report = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadReport("not JSON") from error
    problems = report.get("problems") if isinstance(report, dict) and report.get("version") == 1 else None
    if not isinstance(problems, list):
        raise BadReport("not a report")
    return [_finding(item) for item in problems]


def _finding(item: object) -> Finding:
    code, path, line, severity = (
        item.get(key) if isinstance(item, dict) else None for key in ("code", "path", "line", "severity")
    )
    if not isinstance(code, str) or not _CODE.fullmatch(code) or severity not in ("error", "warning"):
        raise BadReport("not a problem")
    if not isinstance(line, int) or isinstance(line, bool) or not 0 < line < 1_000_000:
        raise BadReport("not a line")
    plain = isinstance(path, str) and _PATH.fullmatch(path) and "//" not in path
    return Finding(code, severity == "error", path if plain else "", line)


def text(findings: list[Finding], run_url: str, site_url: str) -> str:
    """The comment in Markdown; addresses that are not plain https ones are left out."""
    errors = sum(item.is_error for item in findings)
    counts = f"ошибок — {errors}, советов — {len(findings) - errors}"
    head = f"Почти готово: {counts}" if errors else f"Можно публиковать: {counts}" if findings else "Всё в порядке"
    rows = [MARK, f"**{head}.**", ""]
    site = site_url.rstrip("/") + "/" if _ADDRESS.fullmatch(site_url) else ""
    for item in sorted(findings, key=lambda item: not item.is_error)[:SHOWN]:
        page = f"{site}editors/messages/{_CODE.fullmatch(item.code)[1]}/"
        code = f"[{item.code}]({page})" if site else item.code
        place = f"`{item.path}`, строка {item.line}" if item.path else f"строка {item.line}"
        rows.append(f"- {'Ошибка' if item.is_error else 'Совет'} {code}: {place}")
    if len(findings) > SHOWN:
        rows.append(f"- …и ещё {len(findings) - SHOWN}")
    if _ADDRESS.fullmatch(run_url):
        rows += ["", f"[Что исправить и что увидят подписчики]({run_url})"]
    return "\n".join(rows) + "\n"


def pull_request(api: Api, repository: str, sha: str) -> int | None:
    """The open pull request whose newest commit this is, if it is still the newest."""
    for page in range(1, 11):
        found = api("GET", f"repos/{repository}/pulls?state=open&per_page=100&page={page}", None)
        for item in found:
            if item["head"]["sha"] == sha:
                return int(item["number"])
        if len(found) < 100:
            return None
    return None


def put_comment(api: Api, repository: str, number: int, body: str) -> None:
    """Rewrite our earlier comment, or add one."""
    for comment in _comments(api, repository, number):
        if comment["user"]["login"] == "github-actions[bot]" and comment["body"].startswith(MARK):
            api("PATCH", f"repos/{repository}/issues/comments/{int(comment['id'])}", {"body": body})
            return
    api("POST", f"repos/{repository}/issues/{number}/comments", {"body": body})


def _comments(api: Api, repository: str, number: int) -> Iterator[Any]:
    for page in range(1, 11):
        found = api("GET", f"repos/{repository}/issues/{number}/comments?per_page=100&page={page}", None)
        yield from found
        if len(found) < 100:
            return


def github(method: str, path: str, body: Any) -> Any:
    """Ask GitHub's API."""
    request = Request(
        f"{os.environ.get('GITHUB_API_URL', 'https://api.github.com')}/{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
        },
    )
    with urlopen(request, timeout=30) as answer:
        return json.load(answer)


def main(arguments: list[str], api: Api = github) -> int:
    path, sha, repository = Path(arguments[0]), os.environ["HEAD_SHA"], os.environ["GITHUB_REPOSITORY"]
    if not _SHA.fullmatch(sha) or not _REPOSITORY.fullmatch(repository):
        print("HEAD_SHA или GITHUB_REPOSITORY не похожи на себя", file=sys.stderr)
        return 1
    if path.stat().st_size > MAX_BYTES:
        print("Отчёт слишком велик", file=sys.stderr)
        return 1
    try:
        findings = read_report(path.read_bytes())
    except BadReport as error:
        print(f"Это не отчёт нашей проверки: {error}", file=sys.stderr)
        return 1
    number = pull_request(api, repository, sha)
    if number is None:
        print("Открытого запроса с этим коммитом уже нет: писать некуда")
        return 0
    put_comment(api, repository, number, text(findings, os.environ.get("RUN_URL", ""), os.environ.get("SITE_URL", "")))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

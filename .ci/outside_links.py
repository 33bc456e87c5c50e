"""Asks other sites whether the pages we link to are still there; prints Markdown, never fails. Standard library only.

`python .ci/outside_links.py --memory FILE`: what answered well within a week is remembered there and not asked again.
One question at a time to a site, with a pause. A refusal to a program is not a dead page, and silence may be only
for readers abroad: both are told apart from pages that are gone.
"""

from __future__ import annotations

import argparse
import json
import re
import ssl
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parent.parent
FRESH_DAYS = 6
PAUSE = 1.0
TIMEOUT = 20
SITES_AT_ONCE = 8
AGENT = "Mozilla/5.0 (compatible; Profnavigator link check)"
WELL, GONE, SILENT, REFUSED = "well", "gone", "silent", "refused"
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]{}\"'«»]+")
_OURS = ("example.org", "example.com", "example", "localhost")
_NO_PAGE = frozenset({404, 410})


@dataclass(frozen=True)
class Answer:
    """What a site said: `state` is one of the four above, `note` the rest for people."""

    state: str
    note: str = ""


def addresses(root: Path) -> dict[str, list[str]]:
    """Every outside address in records and texts with the files that have it, sample records apart."""
    found: dict[str, list[str]] = defaultdict(list)
    for folder, pattern in (("content", "*.md"), ("data", "*.yml")):
        for path in sorted((root / folder).rglob(pattern)):
            place = path.relative_to(root).as_posix()
            if place.startswith("data/demo/"):
                continue
            for match in _ADDRESS.finditer(path.read_text("utf-8", "replace")):
                address = match[0].rstrip(".,;:!?").partition("#")[0]
                host = urlsplit(address).hostname or ""
                if host and not any(host == ours or host.endswith(f".{ours}") for ours in _OURS):
                    found[address] += [] if place in found[address] else [place]
    return dict(sorted(found.items()))


def ask(address: str, timeout: float = TIMEOUT) -> Answer:
    """Ask one site for one page: its head, then the page itself where heads are not given out."""
    answer = Answer(SILENT, "не ответил")
    for method in ("HEAD", "GET"):
        request = Request(as_ascii(address), method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})
        try:
            with urlopen(request, timeout=timeout):
                return Answer(WELL)
        except HTTPError as error:
            error.close()
            gone = error.code in _NO_PAGE
            answer = Answer(GONE if gone else REFUSED, f"код {error.code}")
        except (URLError, OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, ssl.SSLCertVerificationError):
                return Answer(REFUSED, "сертификат не признан")
            answer = Answer(SILENT, "нет такого сайта" if "getaddrinfo" in repr(reason) else "не ответил")
    return answer


def as_ascii(address: str) -> str:
    """The address as it travels: a Cyrillic host in punycode, a Cyrillic path in percents."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode()
    host += f":{parts.port}" if parts.port else ""
    return urlunsplit((parts.scheme, host, quote(parts.path, "/%:@!$&'()*+,;=~"), quote(parts.query, "=&%+/:,;?@"), ""))


def ask_all(wanted: Iterable[str], question: Callable[[str], Answer], pause: float) -> dict[str, Answer]:
    """Ask for all addresses: sites side by side, the pages of one site one after another."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in wanted:
        by_host[urlsplit(address).hostname or ""].append(address)

    def one_site(pages: list[str]) -> dict[str, Answer]:
        answers = {}
        for number, address in enumerate(pages):
            time.sleep(pause if number else 0)
            answers[address] = question(address)
        return answers

    with ThreadPoolExecutor(SITES_AT_ONCE) as pool:
        return {address: answer for part in pool.map(one_site, by_host.values()) for address, answer in part.items()}


def remembered(memory: Path | None, today: date) -> dict[str, str]:
    """Addresses that answered well lately, with the day; nothing when the memory cannot be read."""
    try:
        stored = json.loads(memory.read_text("utf-8")) if memory else {}
        days = {str(address): date.fromisoformat(day) for address, day in stored.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
    return {address: str(day) for address, day in days.items() if 0 <= (today - day).days <= FRESH_DAYS}


def markdown(places: Mapping[str, list[str]], answers: Mapping[str, Answer]) -> str:
    """The findings for an issue; addresses and paths are shown as code, whatever stands in them."""
    rows = [f"Адресов в записях и текстах: {len(places)}."]
    titles = {GONE: "Страницы больше нет", SILENT: "Сайт не ответил", REFUSED: "Сайт не пустил программу"}
    for state, title in titles.items():
        chosen = {address: answer for address, answer in sorted(answers.items()) if answer.state == state}
        rows += ["", f"## {title}: {len(chosen)}", ""] if chosen else []
        for address, answer in chosen.items():
            files = ", ".join(f"`{place}`" for place in places[address])
            rows.append(f"- [ ] `{address.replace('`', '%60')}` ({answer.note}) — {files}")
    if all(answer.state == WELL for answer in answers.values()):
        rows += ["", "Все открываются."]
    else:
        rows += ["", "Сайт мог не ответить только отсюда: откройте ссылку сами, прежде чем менять запись."]
    return "\n".join(rows) + "\n"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Проверить ссылки на другие сайты.")
    parser.add_argument("--root", type=Path, default=ROOT)
    parser.add_argument("--memory", type=Path, default=None)
    parser.add_argument("--pause", type=float, default=PAUSE)
    options = parser.parse_args(arguments)
    today = datetime.now(UTC).date()
    places = addresses(options.root)
    known = {address: day for address, day in remembered(options.memory, today).items() if address in places}
    answers = ask_all((address for address in places if address not in known), ask, options.pause)
    known |= {address: str(today) for address, answer in answers.items() if answer.state == WELL}
    if options.memory:
        options.memory.parent.mkdir(parents=True, exist_ok=True)
        options.memory.write_text(json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    print(markdown(places, answers), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Owns the reading of git: how often and when the sources of a calendar entry changed."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from macros.feeds.revision import FormatRevision, History, Revision

# What a person's own git configuration could change in the output that is parsed below.
_SETTINGS = ("core.quotepath=off", "color.ui=false", "log.showRoot=true", "log.showSignature=false")

# A path holds no NUL and no "//", so this prefix cannot be mistaken for one.
_COMMIT = "//"

_SHALLOW = (
    "История git скачана не целиком (shallow clone), поэтому номера ревизий календаря занижены, "
    "и подписчики не увидят изменений. Скачайте историю: git fetch --unshallow, "
    "а в GitHub Actions укажите fetch-depth: 0 у шага actions/checkout."
)
_NO_HISTORY = (
    "Истории git нет, поэтому у всех записей календаря одна и та же ревизия, "
    "и подписчики не увидят изменений. Публикуйте сайт из полного клона репозитория (git clone). "
    "Причина: {reason}"
)


class RevisionsUnavailable(RuntimeError):
    """The history needed for publishing is missing; the message says in Russian what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """Positions of all paths along the first-parent history, the root commit being 1.

    `stamps[position]` is the moment of a position; the last one also serves what git has not seen.
    `moments` are the same without regard to the format: when people changed something. `firsts` are the
    positions at which files appeared.
    `positions` is keyed by POSIX path from the site's root; a folder's key ends in "/".
    `warning` is a Russian sentence for the caller to print, or None.
    """

    positions: Mapping[str, int]
    stamps: tuple[datetime, ...]
    format_number: int
    moments: tuple[datetime, ...]
    firsts: Mapping[str, int]
    warning: str | None = None

    def of(self, paths: Iterable[str]) -> Revision:
        """The revision of an entry that reads `paths`: files, or folders ending in "/".

        Raises ValueError without any path: an entry always has a source.
        """
        # A path that git has neither seen nor calls untracked is an ignored file, an empty folder or
        # a typing error. It counts as just changed: a needless bump is allowed, a missed one is not.
        unseen = len(self.stamps) - 1
        position = max((self.positions.get(path, unseen) for path in paths), default=None)
        if position is None:
            raise ValueError("a calendar entry without sources has no revision")
        return Revision(sequence=position + self.format_number, last_modified=self.stamps[position])

    def history(self, path: str) -> History:
        """When a file appeared and last changed; one that git has not seen did both just now."""
        unseen = len(self.moments) - 1
        first, last = self.firsts.get(path, unseen), self.positions.get(path, unseen)
        return History(appeared=self.moments[first], changed=self.moments[last])


def read(root: Path, *, today: date, format_revision: FormatRevision, publish: bool) -> Revisions:
    """Reads the history of `root`, a folder of a git repository, in three git processes.

    Uncommitted edits stand one position above HEAD, at `today` 00:00 UTC or later.
    Without git, a repository or a commit every entry stands at 0, at the format revision's moment.
    That, or a shallow clone, raises RevisionsUnavailable if `publish`, else gives a warning.
    """
    try:
        # The folder comes last: it is the only one of the three that might hold a line break.
        shallow, head, folder = _git(root, "rev-parse", "--is-shallow-repository", "HEAD", "--show-prefix").split(
            "\n", 2
        )
        log = _git(
            root, "log", "-z", "--reverse", "--first-parent", "--diff-merges=first-parent",
            "--no-renames", "--no-relative", "--name-only", f"--format={_COMMIT}%ct", head, "--",
        )  # fmt: skip
        status = _git(root, "status", "-z", "--porcelain=v1", "--no-renames", "--untracked-files=all", "--", ".")
    except _NoHistory as reason:
        warning = _NO_HISTORY.format(reason=reason)
        if publish:
            raise RevisionsUnavailable(warning) from None
        return Revisions(
            positions={},
            stamps=(format_revision.moment,),
            format_number=format_revision.number,
            moments=(format_revision.moment,),
            firsts={},
            warning=warning,
        )

    if shallow == "true" and publish:
        raise RevisionsUnavailable(_SHALLOW)

    positions, firsts, seconds = _parse_log(log)
    midnight = int(datetime(today.year, today.month, today.day, tzinfo=UTC).timestamp())
    seconds.append(max(midnight, seconds[-1] + 1))
    uncommitted = len(seconds) - 1
    positions.update((entry[3:], uncommitted) for entry in status.split("\0") if entry)
    inside = folder.removesuffix("\n")
    moments = tuple(datetime.fromtimestamp(each, UTC) for each in seconds)
    return Revisions(
        positions=_with_folders(positions, inside),
        stamps=tuple(max(each, format_revision.moment) for each in moments),
        format_number=format_revision.number,
        moments=moments,
        firsts={path.removeprefix(inside): first for path, first in firsts.items() if path.startswith(inside)},
        warning=_SHALLOW if shallow == "true" else None,
    )


class _NoHistory(Exception):
    """git is missing or answered with an error, which is the message."""


def git_environment() -> dict[str, str]:
    """The environment in which git is asked: plain English, no locks, no repository but the folder's own."""
    # Inside a git hook GIT_DIR and its kin point elsewhere. The settings stay: CI puts
    # safe.directory there.
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith("GIT_CONFIG")
    } | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


def _git(root: Path, *arguments: str) -> str:
    """The output of one git command in `root`. Raises _NoHistory."""
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    try:
        result = subprocess.run(
            ["git", "-C", str(root), *settings, *arguments],
            env=git_environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise _NoHistory("программа git не установлена.") from None
    if result.returncode:
        raise _NoHistory(result.stderr.decode("utf-8", "replace").strip())
    return result.stdout.decode("utf-8", "surrogateescape")


def _parse_log(log: str) -> tuple[dict[str, int], dict[str, int], list[int]]:
    """The newest and the first position of each path from the repository's root; the Unix time of each position."""
    positions: dict[str, int] = {}
    firsts: dict[str, int] = {}
    seconds = [0]
    for token in log.split("\0"):
        if token.startswith(_COMMIT):
            # At least a second later than the commit before: an old branch or a wrong clock must not
            # hide a change from the programs that compare LAST-MODIFIED only.
            seconds.append(max(int(token.removeprefix(_COMMIT)), seconds[-1] + 1))
        elif token:
            # git puts one line break between the time and the first path.
            path = token.removeprefix("\n")
            positions[path] = len(seconds) - 1
            firsts.setdefault(path, len(seconds) - 1)
    return positions, firsts, seconds


def _with_folders(positions: dict[str, int], folder: str) -> dict[str, int]:
    """Paths from `folder` on, and the folders they are in at the newest position of what is below.

    Deleted paths stay in `positions`, so a deletion moves the folder too.
    """
    result: dict[str, int] = {}
    for path, position in positions.items():
        if not path.startswith(folder):
            continue
        inner = path.removeprefix(folder)
        result[inner] = position
        slash = inner.rfind("/")
        while slash >= 0:
            parent = inner[: slash + 1]
            result[parent] = max(position, result.get(parent, 0))
            slash = inner.rfind("/", 0, slash)
    return result

"""Owns the reading of other commits: the project's data and texts as they are in one, in a folder of their own."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.revisions import git_environment

_PARTS = ("data", "content")


class NoCommit(RuntimeError):
    """A commit cannot be read; the message says in Russian what to do."""


@contextmanager
def files_of(root: Path, commit: str) -> Iterator[Path]:
    """A folder with `data/` and `content/` as they are in `commit`, there as long as the context lasts.

    Works without a work tree of its own, so nothing of the repository is touched. Raises NoCommit.
    """
    name = _resolved(root, commit)
    listed = _git(root, "ls-tree", "--name-only", name, "--", *_PARTS).decode().split()
    with tempfile.TemporaryDirectory(prefix="profnavigator-") as folder:
        if listed:
            archive = _git(root, "archive", "--format=tar", name, "--", *listed)
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                tar.extractall(folder, filter="data")
        yield Path(folder)


def common_ancestor(root: Path, base: str, head: str) -> str:
    """The commit from which `head` left `base`: what a pull request is compared with.

    `base` itself when the two have no commit in common, as in a shallow clone. Raises NoCommit.
    """
    names = _resolved(root, base), _resolved(root, head)
    try:
        return _git(root, "merge-base", *names).decode().strip()
    except NoCommit:
        return names[0]


def _resolved(root: Path, commit: str) -> str:
    """The full name of a commit; a name beginning with a dash is none of git's options."""
    try:
        return (
            _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}").decode().strip()
        )
    except NoCommit as error:
        if error.args[0]:
            raise
        raise NoCommit(
            f"Коммита «{commit}» здесь нет. Скачайте историю: git fetch --unshallow или git fetch."
        ) from None


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "-c", "core.quotepath=off", *arguments],
            env=git_environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise NoCommit("Программа git не установлена.") from None
    if done.returncode:
        raise NoCommit(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout

"""Runs Pagefind, whose program comes with its Python package, beside the rest of the build."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory


@dataclass(frozen=True, slots=True)
class Indexer:
    """A running indexer and the folder of pages it reads."""

    _process: subprocess.Popen[str]
    _pages: TemporaryDirectory[str]

    @classmethod
    def start(cls, pages: Iterable[tuple[str, str]], site: Path) -> Indexer:
        """Begin to index (address from the site root, HTML); the index goes into `site`/pagefind."""
        folder = TemporaryDirectory()
        root = Path(folder.name)
        for page, html in pages:
            (root / page).mkdir(parents=True, exist_ok=True)
            (root / page / "index.html").write_text(html, "utf-8")
        options = ["--site", str(root), "--output-path", str(site / "pagefind"), "--force-language", "ru", "--quiet"]
        process = subprocess.Popen(
            [sys.executable, "-m", "pagefind", *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        return cls(process, folder)

    def wait(self) -> str:
        """Wait for the end; what the program said if it failed, "" if the index is there."""
        output, _ = self._process.communicate()
        self._pages.cleanup()
        return (output.strip() or "no words from the indexer") if self._process.returncode else ""

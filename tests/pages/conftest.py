"""What tests of pages share: the tiny town of Примерск in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalog.towns import lay_out


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The project folder of Примерск: one record of every type, the project's own vocabularies."""
    return lay_out(tmp_path / "primersk")

"""What tests of editors' tools share: the town of Примерск as a folder and as a catalog."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog import Catalog
from tests.catalog.towns import check, lay_out


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The project folder of Примерск."""
    return lay_out(tmp_path / "primersk")


@pytest.fixture
def primersk(town: Path) -> Catalog:
    """Its records."""
    return check(town).catalog

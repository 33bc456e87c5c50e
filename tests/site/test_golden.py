"""One record page of each type, its main part whole; `pytest --update-golden` writes the files anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.reading import main_of

GOLDEN = Path(__file__).parent / "golden"
PAGES = {
    "town": "primersk",
    "event": "events/den-dverey-2026",
    "event-demo": "events/demo-primersk-kruzhok",
    "month": "events/primersk/2026-12",
    "series": "series/primersk-dni-dverey",
    "initiative": "initiatives/inzhenernyy-klass",
    "profession": "professions/slesar",
    "organization": "organizations/primersk-kolledzh",
    "study": "study/primersk-15-01-35-kolledzh",
    "volunteers": "volunteers/primersk-volontery",
    "service": "services/primersk-konsultaciya",
    "document": "documents/primersk-spravka",
    "statistics": "statistics",
    "resource": "resources/atlas",
    "date": "dates/zayavlenie-2027",
    "subject": "subjects/math",
    "choice": "choice",
    "sheet": "about/freshness/primersk-kolledzh",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, example_site: Path, request: pytest.FixtureRequest) -> None:
    """The page of the tiny town is what it was when a person last looked at it."""
    made = main_of((example_site / PAGES[name] / "index.html").read_text("utf-8"))
    golden = GOLDEN / f"{name}.html"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8")

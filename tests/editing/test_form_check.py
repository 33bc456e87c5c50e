"""Owns the parity of the form and the check: the same words about the same mistakes of a record's own fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog.problem import KINDS
from macros.catalog.source import parse_bytes
from macros.editing.forms import EVENT, ORGANIZATION
from tests.catalog.towns import BROKEN, check, place_of, put
from tests.editing.forming import in_browser, spec

FORM_OF = {"events": EVENT, "organizations": ORGANIZATION}
CASES = [path for folder in FORM_OF for path in sorted((BROKEN / folder).glob("*.yml"))]

NOT_IN_A_FORM = {
    "yaml-syntax", "tab", "duplicate-key", "anchor", "empty", "comment", "file-name", "list-expected",
    "mapping-expected", "text-expected", "unknown-field", "derived-field", "demo", "duplicate-id", "feed-name",
}  # fmt: skip
"""Mistakes that only a hand can write into a file: the form makes the file, its name and its layout itself."""
AFTER_SENDING = {"near-duplicate", "unknown-reference", "self-reference", "reserved", "wording"}
"""What only the records of the site can tell, and a list of clichés too long for a phone."""
ONLY_RECORDS_KNOW = {
    ("events", "outside-parent", "start"): "the dates of another event",
    ("events", "club-skips-another-day", "repeat.skip.0"): "the calendar of a club",
    ("events", "club-skips-another-day", "repeat.moved.0.day"): "the calendar of a club",
    ("events", "source-row-that-is-not-there", "sources.0.rows.0"): "the rows of a document",
    ("events", "time-zone-unknown", "timezone"): "the names of all time zones",
}
"""Findings of kinds that the form does know, told by what it does not have."""


def known(case: Path, field: str, kind: str) -> bool:
    """Whether the form has to find this too."""
    return (
        kind not in NOT_IN_A_FORM | AFTER_SENDING
        and (case.parent.name, case.stem, field) not in ONLY_RECORDS_KNOW
        and not field.startswith("id")
    )


@pytest.mark.parametrize("folder", FORM_OF)
def test_broken_records(town: Path, folder: str) -> None:
    """Every broken record: the form says of each field what the check says, except for the lists above."""
    cases = [case for case in CASES if case.parent.name == folder]
    numbers = {f"{number:03d}": kind for kind, number in KINDS.items()}
    asked = spec(check(town).catalog, FORM_OF[folder])
    told = in_browser(
        ({"ask": "check", "data": parse_bytes(case.read_bytes(), head_only=False).data} for case in cases), asked=asked
    )
    differ = []
    for case, faults in zip(cases, told, strict=True):
        path = put(town, place_of(case), case.read_bytes())
        problems = [item for item in check(town).problems if item.path == place_of(case)]
        path.unlink()
        expected = {
            (item.field, kind, str(item.severity), item.found, item.expected)
            for item in problems
            if known(case, item.field, kind := numbers[item.code[-3:]])
        }
        found = {(item["field"], item["kind"], item["severity"], item["found"], item["expected"]) for item in faults}
        found = {item for item in found if known(case, item[0], item[1])}
        differ += [(case.stem, "only the form", *item) for item in sorted(found - expected)]
        differ += [(case.stem, "only the check", *item) for item in sorted(expected - found)]
    assert differ == []

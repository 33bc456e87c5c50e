"""What the check lets through just fits into calendars: the oldest day, the longest name, the longest club."""

from __future__ import annotations

from pathlib import Path

from macros.catalog.event import EARLIEST, LONGEST_CLUB
from macros.catalog.file_name import LONGEST
from macros.feeds.lint import lint
from macros.feeds.publish import feeds
from tests.feeds.town.town import TODAY, catalog_of, context, vevents, write_town

EVENT = """\
title: {title}
kind: club
start: {start} 10:00
end: {start} 12:00
registration: {{deadline: {deadline}}}
{more}status: confirmed
place: {{name: Зал}}
format: in-person
host: lesnoy-kolledzh
audience: [pupils]
grades: 8-11
level: municipal
age_mark: 6+
sources:
  - {{kind: editorial, note: пример для тестов}}
verification: needs-verification
checked: 2026-11-22
"""


def test_limits(tmp_path: Path) -> None:
    """Records at the very edge of the rules become right calendars; the broken ones beyond it are problems."""
    folder = write_town(tmp_path)
    events = folder / "data" / "events" / "lesnoy"
    long = "k" * LONGEST
    club = f"repeat: {{every: weekly, until: {TODAY + LONGEST_CLUB}, extra: [{TODAY} 18:00]}}\n"
    text = EVENT.format(title="Долгий кружок", start=TODAY, deadline=EARLIEST, more=club)
    (events / f"{long}.yml").write_text(text, encoding="utf-8")
    text = EVENT.format(title="Давний праздник", start=EARLIEST, deadline=EARLIEST, more="")
    (events / "old.yml").write_text(text, encoding="utf-8")
    dates = folder / "data" / "dates"
    (dates / f"{long}.yml").write_text((dates / "sobesedovanie-2027.yml").read_text(encoding="utf-8"), encoding="utf-8")
    files = dict(feeds(catalog_of(folder), context()))
    assert {name: lint(body) for name, body in files.items() if name.endswith(".ics") and lint(body)} == {}
    assert len(vevents(files[f"events/{long}/event.ics"])) == LONGEST_CLUB.days // 7 + 2
    assert list(vevents(files["events/old/event.ics"])) == ["old"]
    assert f"key-date.{long}" in vevents(files["calendar/lesnoy/lesnoy.ics"])

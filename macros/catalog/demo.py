"""Demo records: how their dates are kept in season."""

from __future__ import annotations

import re
from datetime import date, timedelta

from macros.catalog.source import Tree

ANCHOR = date(2026, 11, 23)
"""The Monday around which data/demo/ is written."""
_DAY = re.compile(r"\b(20\d{2})-(\d{2})-(\d{2})\b")
_FIXED = frozenset({"checked", "sources"})


def weeks_from_anchor(today: date) -> int:
    """Whole weeks by which demo events move so that the week of `today` is the anchor's week."""
    return (today - ANCHOR).days // 7


def shifted(data: dict[str, Tree], weeks: int) -> dict[str, Tree]:
    """The same record with its dates moved by whole weeks; its provenance stays."""
    return {key: value if key in _FIXED else _shift(value, timedelta(weeks=weeks)) for key, value in data.items()}


def _shift(value: Tree, by: timedelta) -> Tree:
    if isinstance(value, dict):
        return {key: _shift(item, by) for key, item in value.items()}
    if isinstance(value, list):
        return [_shift(item, by) for item in value]
    return _DAY.sub(lambda match: _moved(match, by), value)


def _moved(match: re.Match[str], by: timedelta) -> str:
    try:
        return (date(int(match[1]), int(match[2]), int(match[3])) + by).isoformat()
    except (ValueError, OverflowError):
        return match[0]  # an impossible date is the checker's to report

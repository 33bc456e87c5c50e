"""Prints, as JSON, how many sound events libical sees in each file named on the input; for the system's python3."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402

Sub, Kind = ICalGLib.ComponentKind, ICalGLib.PropertyKind


def count(path):
    root = ICalGLib.Component.new_from_string(Path(path).read_bytes().decode("utf-8"))
    if not root.check_restrictions() or root.get_first_property(Kind.XLICERROR_PROPERTY):
        return -1
    number, event = 0, root.get_first_component(Sub.VEVENT_COMPONENT)
    while event is not None:
        number += 1 if event.get_first_property(Kind.XLICERROR_PROPERTY) is None else 0
        event = root.get_next_component(Sub.VEVENT_COMPONENT)
    return number


sys.stdout.write(json.dumps({name: count(name) for name in sys.stdin.read().splitlines()}))

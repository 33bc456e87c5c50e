"""Prints, as JSON, what libical (the parser of GNOME and KDE) reads in FEED.ics; for the system's python3."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402

Kind, Sub = ICalGLib.PropertyKind, ICalGLib.ComponentKind


def children(parent, kind):
    child = parent.get_first_component(kind)
    while child is not None:
        yield child
        child = parent.get_next_component(kind)


def properties(component, kind):
    one = component.get_first_property(kind)
    while one is not None:
        yield one
        one = component.get_next_property(kind)


def text(component, kind):
    found = [one.get_value_as_string() for one in properties(component, kind)]
    return ICalGLib.Value.decode_ical_string(found[0]) if found else None


def told(prop, time, zones):
    if time.is_date():
        return f"{time.get_year():04}-{time.get_month():02}-{time.get_day():02}"
    zone = zones[prop.get_first_parameter(ICalGLib.ParameterKind.TZID_PARAMETER).get_tzid()]
    time.set_timezone(zone)
    utc = time.convert_to_zone(ICalGLib.Timezone.get_utc_timezone())
    day = f"{utc.get_year():04}-{utc.get_month():02}-{utc.get_day():02}"
    return f"{day}T{utc.get_hour():02}:{utc.get_minute():02}:{utc.get_second():02}Z"


def main(path):
    root = ICalGLib.Component.new_from_string(Path(path).read_bytes().decode("utf-8"))
    errors = [] if root.check_restrictions() else ["check_restrictions() fails"]
    zones = {}
    for component in children(root, Sub.VTIMEZONE_COMPONENT):
        zone = ICalGLib.Timezone.new()
        zone.set_component(component.clone())
        zones[zone.get_tzid()] = zone
    rows = []
    for event in children(root, Sub.VEVENT_COMPONENT):
        errors += [one.as_ical_string() for one in properties(event, Kind.XLICERROR_PROPERTY)]
        start = event.get_first_property(Kind.DTSTART_PROPERTY)
        end = event.get_first_property(Kind.DTEND_PROPERTY)
        rows.append(
            {
                "uid": event.get_uid(),
                "start": told(start, start.get_dtstart(), zones),
                "end": end and told(end, end.get_dtend(), zones),
                "summary": event.get_summary(),
                "status": text(event, Kind.STATUS_PROPERTY),
                "description": event.get_description(),
                "location": event.get_location(),
                "url": event.get_first_property(Kind.URL_PROPERTY).get_url(),
                "categories": [one.get_categories() for one in properties(event, Kind.CATEGORIES_PROPERTY)],
            }
        )
    errors += [one.as_ical_string() for one in properties(root, Kind.XLICERROR_PROPERTY)]
    sys.stdout.write(json.dumps({"errors": errors, "rows": rows}))


main(sys.argv[1])

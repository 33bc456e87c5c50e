"""schema.org descriptions of records, one JSON-LD object a page."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup

from macros.catalog import (
    Catalog,
    Document,
    EducationalProgram,
    Event,
    EventSeries,
    KeyDate,
    Municipality,
    Occupation,
    Organization,
    Record,
    Resource,
    Service,
)
from macros.catalog.wording import place_text
from macros.pages import cards
from macros.pages.links import address

Thing = dict[str, Any]
_SCHEMA = "https://schema.org/"
_ORGANIZATION = {
    "school": "School",
    "kindergarten": "Preschool",
    "college": "CollegeOrUniversity",
    "university": "CollegeOrUniversity",
    "university-branch": "CollegeOrUniversity",
    "authority": "GovernmentOrganization",
    "employment-service": "GovernmentOrganization",
    "ngo": "NGO",
}
_STATUS = {
    "moved": "EventRescheduled",
    "moved-online": "EventMovedOnline",
    "cancelled": "EventCancelled",
    "suspended": "EventPostponed",
}
_ATTENDANCE = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
    "remote-contest": "OnlineEventAttendanceMode",
}


def json_ld(catalog: Catalog, record: Record, site_url: str) -> Markup:
    """A script element with the record's description; safe inside HTML ("<" is written \\u003c)."""
    thing = {"@context": _SCHEMA.rstrip("/"), **describe(catalog, record, site_url)}
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))


def describe(catalog: Catalog, record: Record, site_url: str) -> Thing:
    """The record in schema.org's words."""
    thing: Thing = {
        "@type": _type_of(record),
        "@id": site_url + address(record),
        "identifier": record.key,
        "name": record.title,
        "url": site_url + address(record),
        "inLanguage": "ru",
        "alternateName": [alias.name for alias in record.aliases] or None,
        "description": record.summary,
        "dateModified": record.checked.isoformat(),
    }
    thing |= _particulars(catalog, record, site_url)
    if thing["@type"] not in _WITH_LANGUAGE:
        del thing["inLanguage"]
    if thing["@type"] not in _WITH_MODIFIED:
        del thing["dateModified"]
    return {key: value for key, value in thing.items() if value not in (None, [], "")}


_WITH_LANGUAGE = frozenset({"Event", "CreativeWork", "WebSite", "DigitalDocument"})
_WITH_MODIFIED = frozenset({"CreativeWork", "WebSite", "DigitalDocument"})


def _type_of(record: Record) -> str:
    match record:
        case Event():
            return "Event"
        case Organization():
            return _ORGANIZATION.get(record.kind, "Organization")
        case Occupation():
            return "Occupation"
        case EducationalProgram():
            return "EducationalOccupationalProgram"
        case EventSeries():
            return "EventSeries"
        case Municipality():
            return "City"
        case Document():
            return "DigitalDocument"
        case Resource():
            return "WebSite"
        case Service():
            return "Service"
        case KeyDate():
            return "Event"
        case _:
            return "Project"


def _particulars(catalog: Catalog, record: Record, site_url: str) -> Thing:
    match record:
        case Event():
            return _event(catalog, record, site_url)
        case Organization():
            parent = catalog.find("Organization", record.part_of)
            return {
                "sameAs": record.link,
                "parentOrganization": _named(parent, site_url) if parent else None,
                "areaServed": _area(catalog, record),
            }
        case Occupation():
            return {
                "occupationalCategory": [
                    {"@type": "CategoryCode", "codeValue": code, "inCodeSet": "ISCO-08"} for code in record.isco08
                ]
            }
        case EducationalProgram():
            return {
                "provider": _named(catalog.get(Organization, record.provider), site_url),
                "identifier": record.code,
                "educationalProgramMode": None,
                "occupationalCredentialAwarded": catalog.term("education-level", record.level).title,
            }
        case EventSeries():
            return {"organizer": [_named(item, site_url) for item in catalog.organizations(record.hosts)]}
        case KeyDate():
            day = record.day
            return {
                "startDate": day.isoformat() if day else None,
                "eventStatus": _SCHEMA + "EventScheduled",
                "eventAttendanceMode": None,
            }
        case Service():
            return {"provider": _named(catalog.get(Organization, record.provider), site_url)}
        case Resource():
            return {"sameAs": record.link}
        case _:
            return {}


def _event(catalog: Catalog, event: Event, site_url: str) -> Thing:
    dates = event.occurrences
    shown = cards.next_occurrence(event, catalog.today)
    town = catalog.town_of(event)
    held = "online" if event.status == "moved-online" else event.format
    result: Thing = {
        "eventStatus": _SCHEMA + _STATUS.get(event.status, "EventScheduled"),
        "eventAttendanceMode": _SCHEMA + _ATTENDANCE[held] if held else None,
        "organizer": [_named(item, site_url) for item in catalog.organizations(event.run_by)],
        "isAccessibleForFree": event.free,
        "typicalAgeRange": f"{event.grades.first + 6}-{event.grades.last + 7}" if event.grades else None,
        "superEvent": {"@id": f"{site_url}events/{event.parent}/"} if event.parent else None,
    }
    if shown is not None:
        result["startDate"] = cards.iso(catalog, event, shown.start)
        # A last day is inclusive in schema.org, as it is in our records.
        result["endDate"] = cards.iso(catalog, event, shown.end) if shown.end else None
    if event.moved_from is not None:
        result["previousStartDate"] = cards.iso(catalog, event, event.moved_from)
    if len(dates) > 1:
        result["subEvent"] = [
            {"@type": "Event", "name": event.title, "startDate": cards.iso(catalog, event, item.start)}
            for item in dates[:50]
        ]
    if held in ("in-person", "hybrid"):
        place = {"@type": "Place", "name": place_text(catalog, event)}
        if town:
            place["address"] = {"@type": "PostalAddress", "addressLocality": town.title, "addressCountry": "RU"}
        result["location"] = place
    if event.online and event.online.link:
        online = {"@type": "VirtualLocation", "url": event.online.link}
        result["location"] = [result["location"], online] if "location" in result else online
    if shown is not None and isinstance(shown.end, datetime) and shown.end - shown.start < timedelta(days=1):
        minutes = int((shown.end - shown.start).total_seconds()) // 60
        result["duration"] = f"PT{minutes // 60}H{minutes % 60}M"
    return result


def _named(organization: Organization, site_url: str) -> Thing:
    return {
        "@type": _type_of(organization),
        "@id": site_url + address(organization),
        "name": organization.title,
    }


def _area(catalog: Catalog, record: Record) -> Thing | None:
    town = catalog.town_of(record)
    return {"@type": "City", "name": town.title} if town else None

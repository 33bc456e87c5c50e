"""Open data: the API with its schemas, and descriptions for machines inside the pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from macros.catalog import TYPES
from macros.pages.links import address, has_page
from tests.site.builds import URL, catalog
from tests.site.reading import read

FOLDERS = sorted(cls.TYPE.folder for cls in TYPES.values())
SCHEMA_ORG = {
    "municipalities": {"City"},
    "professions": {"Occupation"},
    "study": {"EducationalOccupationalProgram"},
    "initiatives": {"Project"},
    "series": {"EventSeries"},
    "events": {"Event"},
    "dates": {"Event"},
    "volunteers": {"Project"},
    "services": {"Service"},
    "documents": {"DigitalDocument"},
    "resources": {"WebSite"},
    # schema.org's own kinds of Organization
    "organizations": {
        "Organization",
        "School",
        "Preschool",
        "CollegeOrUniversity",
        "GovernmentOrganization",
        "NGO",
    },
}


def load(site: Path, name: str) -> Any:
    """A JSON file of the site."""
    return json.loads((site / name).read_text("utf-8"))


@pytest.mark.parametrize("site_name", ["demo_site", "published_site"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_follows_its_schema(folder: str, site_name: str, request: pytest.FixtureRequest) -> None:
    """The published schema is itself valid, and the published records follow it."""
    site: Path = request.getfixturevalue(site_name)
    schema = load(site, f"api/v1/schema/{folder}.json")
    Draft202012Validator.check_schema(schema)
    errors = Draft202012Validator(schema).iter_errors(load(site, f"api/v1/{folder}.json"))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_schema_refuses_what_is_wrong(folder: str, published_site: Path) -> None:
    """The schema is no rubber stamp: unknown keys, missing ids and wrong types fail it."""
    validator = Draft202012Validator(load(published_site, f"api/v1/schema/{folder}.json"))
    body = load(published_site, f"api/v1/{folder}.json")
    record = body["records"][0]
    for wrong in (
        record | {"surprise": 1},
        record | {"title": 5},
        {key: value for key, value in record.items() if key != "id"},
    ):
        assert not validator.is_valid(body | {"records": [wrong]})


@pytest.mark.parametrize(("site_name", "demo"), [("demo_site", True), ("published_site", False)])
def test_every_record_is_there(site_name: str, demo: bool, request: pytest.FixtureRequest) -> None:
    """Each record of the catalog is in its file once, with the address of its page, and the index counts right."""
    site: Path = request.getfixturevalue(site_name)
    index = {row["type"]: row for row in load(site, "api/v1/index.json")["types"]}
    for cls in TYPES.values():
        folder = cls.TYPE.folder
        told = [(row["id"], row["url"]) for row in load(site, index[folder]["url"])["records"]]
        assert told == [(item.id, URL + address(item)) for item in catalog(demo=demo).all(cls)]
        assert index[folder]["count"] == len(told)
        assert (site / index[folder]["schema"]).is_file()
    assert sorted(index) == FOLDERS


def test_every_record_page_describes_its_record(demo_site: Path) -> None:
    """Each record's page has one JSON-LD object: of the right type, about this record, without "<" in it."""
    kinds: dict[str, set[str]] = {}
    for cls in TYPES.values():
        for record in catalog(demo=True).all(cls):
            if not has_page(record):
                continue
            scripts = read(demo_site, f"{address(record)}index.html").scripts
            assert (record.key, len(scripts), "<" in scripts[0]) == (record.key, 1, False)
            thing = json.loads(scripts[0])
            assert (thing["@context"], thing["@id"], thing["name"]) == (
                "https://schema.org",
                URL + address(record),
                record.title,
            )
            assert list(_empty(thing, "")) == []
            kinds.setdefault(record.TYPE.folder, set()).add(thing["@type"])
    assert kinds.keys() == SCHEMA_ORG.keys()
    assert {folder: found - SCHEMA_ORG[folder] for folder, found in kinds.items() if found - SCHEMA_ORG[folder]} == {}


def _empty(value: Any, path: str) -> Any:
    """Places inside JSON-LD that hold nothing."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _empty(inner, f"{path}.{key}")
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from _empty(inner, f"{path}.{index}")
    elif value in (None, "", []):
        yield path


def test_event_for_search_engines(example_site: Path) -> None:
    """The whole description of one event."""
    assert json.loads(read(example_site, "events/den-dverey-2026/index.html").scripts[0]) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": "https://profnavigator.example/events/den-dverey-2026/",
        "identifier": "events/den-dverey-2026",
        "name": "День открытых дверей",
        "url": "https://profnavigator.example/events/den-dverey-2026/",
        "inLanguage": "ru",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "organizer": [
            {
                "@type": "CollegeOrUniversity",
                "@id": "https://profnavigator.example/organizations/primersk-kolledzh/",
                "name": "Примерский механический колледж",
            }
        ],
        "typicalAgeRange": "14-18",
        "startDate": "2026-12-05T10:00+03:00",
        "endDate": "2026-12-05T13:00+03:00",
        "location": {
            "@type": "Place",
            "name": "Примерский механический колледж",
            "address": {"@type": "PostalAddress", "addressLocality": "Примерск", "addressCountry": "RU"},
        },
        "duration": "PT3H0M",
    }

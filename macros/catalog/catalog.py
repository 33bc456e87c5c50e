"""Catalog: all records of a build, immutable, with every reference resolvable in both directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from macros.catalog.educational_program import EducationalProgram
from macros.catalog.event import Event
from macros.catalog.event_series import EventSeries
from macros.catalog.fields import RefTo
from macros.catalog.initiative import Initiative
from macros.catalog.key_date import KeyDate
from macros.catalog.municipality import Municipality
from macros.catalog.occupation import Occupation
from macros.catalog.organization import Organization
from macros.catalog.questionnaire import Questionnaire
from macros.catalog.record import Record
from macros.catalog.small_records import Document, Resource, Service, Statistic, VolunteerCorps
from macros.catalog.vocabulary import Vocabulary, VocabularyTerm

TYPES: dict[str, type[Record]] = {
    cls.__name__: cls
    for cls in (
        Municipality,
        Organization,
        Occupation,
        EducationalProgram,
        Initiative,
        EventSeries,
        Event,
        KeyDate,
        VolunteerCorps,
        Service,
        Document,
        Statistic,
        Resource,
    )
}
"""Every record type by class name, in the order in which the site presents them."""
FOLDERS: dict[str, str] = {cls.TYPE.folder: name for name, cls in TYPES.items()}

R = TypeVar("R", bound=Record)
_TOWNS = ("municipality", "serves")
_ASIDE = ("sources.", *_TOWNS)


@dataclass(frozen=True, slots=True)
class Catalog:
    """Records by type and id, vocabularies, and who refers to whom. `today` is the day of the build."""

    today: date
    records: Mapping[str, Mapping[str, Record]]
    vocabularies: Mapping[str, Vocabulary]
    questionnaires: Mapping[str, Questionnaire]
    _referrers: Mapping[str, tuple[Record, ...]]
    _citing: Mapping[str, tuple[Record, ...]]
    _programs_by_code: Mapping[str, tuple[EducationalProgram, ...]]
    _occupations_by_code: Mapping[str, tuple[Occupation, ...]]

    def all(self, cls: type[R]) -> tuple[R, ...]:
        """All records of a type, in order of their ids."""
        return tuple(self.records[cls.__name__].values())

    def get(self, cls: type[R], record_id: str) -> R:
        """The record with this id; KeyError when there is none."""
        return self.records[cls.__name__][record_id]

    def find(self, type_name: str, record_id: str | None) -> Any:
        """The record of a type by its class name ("*": `folder/id` of any type), or None."""
        if record_id is None:
            return None
        if type_name == "*":
            folder, _, record_id = record_id.partition("/")
            type_name = FOLDERS.get(folder, "")
        return self.records.get(type_name, {}).get(record_id)

    def organizations(self, ids: tuple[str, ...]) -> tuple[Organization, ...]:
        """Organizations by their ids, in the given order."""
        return tuple(self.get(Organization, item) for item in ids)

    def referring(self, record: Record, cls: type[R]) -> tuple[R, ...]:
        """Records of a type that refer to this record in their fields, sources apart."""
        return tuple(item for item in self._referrers.get(record.key, ()) if isinstance(item, cls))

    def referrers(self, record: Record) -> tuple[Record, ...]:
        """Records of all types that refer to this record in their fields, sources apart."""
        return self._referrers.get(record.key, ())

    def referred(self, record: Record) -> tuple[Record, ...]:
        """Records that this record refers to in its fields, sources and town apart, each once."""
        found: dict[str, Record] = {}
        for path, marker, value in record.marks:
            if isinstance(marker, RefTo) and not path.startswith(_ASIDE):
                target = self.find(marker.type_name, value)
                if target is not None:
                    found[target.key] = target
        return tuple(found.values())

    def citing(self, document: Document) -> tuple[Record, ...]:
        """Records that name this document as a source."""
        return self._citing.get(document.key, ())

    def term(self, vocabulary: str, term_id: str) -> VocabularyTerm:
        """A term of a closed list; KeyError when the list has no such term."""
        found = self.vocabularies[vocabulary].term(term_id)
        if found is None:
            raise KeyError(f"{vocabulary}: {term_id}")
        return found

    def programs_of(self, occupation: Occupation) -> tuple[EducationalProgram, ...]:
        """Study programmes that lead to a profession: by code, or because they say so."""
        found = {program.id: program for code in occupation.specialities for program in self.programs_with(code)}
        found |= {program.id: program for program in self.referring(occupation, EducationalProgram)}
        return tuple(sorted(found.values(), key=lambda program: (program.code, program.id)))

    def programs_with(self, code: str) -> tuple[EducationalProgram, ...]:
        """Study programmes of one code."""
        return self._programs_by_code.get(code, ())

    def occupations_of(self, program: EducationalProgram) -> tuple[Occupation, ...]:
        """Professions a study programme leads to."""
        found = {item.id: item for item in self.occupations_with(program.code)}
        found |= {item: self.get(Occupation, item) for item in program.professions}
        return tuple(found[key] for key in sorted(found))

    def occupations_with(self, code: str) -> tuple[Occupation, ...]:
        """Professions that a speciality of this code leads to."""
        return self._occupations_by_code.get(code, ())

    def towns(self) -> tuple[Municipality, ...]:
        """All municipalities, by title."""
        return tuple(sorted(self.all(Municipality), key=lambda town: town.title))

    def town_of(self, record: Record) -> Municipality | None:
        """The town a record belongs to, or None for one of the whole country."""
        return self.find("Municipality", record.municipality)

    def near(self, record: Record) -> tuple[str, ...]:
        """Towns whose people can use a record (schema.org areaServed); none means the whole country.

        A record's own town; of an organization elsewhere those it serves; of a programme those of its provider.
        """
        if record.municipality:
            return (record.municipality,)
        if isinstance(record, EducationalProgram):
            return self.near(self.get(Organization, record.provider))
        return record.serves if isinstance(record, Organization) else ()

    def is_near(self, record: Record, town: str) -> bool:
        """Whether people of a town can use a record: it is theirs, of their neighbours or of the whole country."""
        return town in (self.near(record) or (town,))

    def zone_of(self, event: Event) -> ZoneInfo:
        """The time zone of an event: its own, or its town's."""
        if event.timezone:
            return ZoneInfo(event.timezone)
        town = self.town_of(event)
        return ZoneInfo(town.timezone if town else "Europe/Moscow")


def build(
    today: date,
    records: Mapping[str, Mapping[str, Record]],
    vocabularies: Mapping[str, Vocabulary],
    questionnaires: Mapping[str, Questionnaire] = MappingProxyType({}),
) -> Catalog:
    """Freeze records into a catalog and index who refers to whom."""
    referrers: dict[str, dict[str, Record]] = defaultdict(dict)
    citing: dict[str, dict[str, Record]] = defaultdict(dict)
    by_code: dict[str, list[EducationalProgram]] = defaultdict(list)
    occupations: dict[str, list[Occupation]] = defaultdict(list)
    for type_name, items in records.items():
        for record in items.values():
            for path, marker, value in record.marks:
                if not isinstance(marker, RefTo) or path.startswith(_TOWNS):
                    continue
                target = _key(marker, value)
                if target != record.key:
                    index = citing if path.startswith("sources.") else referrers
                    index[target][record.key] = record
            if type_name == "EducationalProgram":
                by_code[record.code].append(record)
            elif type_name == "Occupation":
                for speciality in record.specialities:
                    occupations[speciality].append(record)
    return Catalog(
        today=today,
        records=MappingProxyType(
            {name: MappingProxyType(dict(sorted(items.items()))) for name, items in records.items()}
        ),
        vocabularies=MappingProxyType(dict(vocabularies)),
        questionnaires=MappingProxyType(dict(questionnaires)),
        _referrers={key: tuple(items.values()) for key, items in referrers.items()},
        _citing={key: tuple(items.values()) for key, items in citing.items()},
        _programs_by_code={key: tuple(items) for key, items in by_code.items()},
        _occupations_by_code={key: tuple(items) for key, items in occupations.items()},
    )


def _key(marker: RefTo, value: str) -> str:
    return value if marker.type_name == "*" else f"{TYPES[marker.type_name].TYPE.folder}/{value}"

"""The catalog: what a record is, and the way from files to checked, linked records."""

from macros.catalog.catalog import FOLDERS, TYPES, Catalog
from macros.catalog.educational_program import EducationalProgram
from macros.catalog.event import Event
from macros.catalog.event_series import EventSeries
from macros.catalog.fields import Grades
from macros.catalog.initiative import Initiative
from macros.catalog.key_date import KeyDate
from macros.catalog.load import Loaded, check_drafts, load
from macros.catalog.municipality import Municipality
from macros.catalog.occupation import Occupation
from macros.catalog.organization import Organization
from macros.catalog.problem import Fault, Problem, Severity
from macros.catalog.questionnaire import Questionnaire
from macros.catalog.record import Record
from macros.catalog.small_records import Document, Resource, Service, Statistic, VolunteerCorps
from macros.catalog.vocabulary import Vocabulary

__all__ = [
    "FOLDERS",
    "TYPES",
    "Catalog",
    "Document",
    "EducationalProgram",
    "Event",
    "EventSeries",
    "Fault",
    "Grades",
    "Initiative",
    "KeyDate",
    "Loaded",
    "Municipality",
    "Occupation",
    "Organization",
    "Problem",
    "Questionnaire",
    "Record",
    "Resource",
    "Service",
    "Severity",
    "Statistic",
    "Vocabulary",
    "VolunteerCorps",
    "check_drafts",
    "load",
]

"""The kinds of values a record can hold: how each is written in YAML, checked and shown in a schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, PlainSerializer, StringConstraints
from pydantic.fields import FieldInfo
from pydantic.json_schema import WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.catalog.problem import flow, near, quoted
from macros.catalog.sayings import AGE_MARKS, FIRST_YEAR, LAST_YEAR, SAYINGS

_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ISO_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})")
_LOOSE = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[./\s-]+(?P<month>\d{1,2}|[а-яё]+)[./\s-]+(?P<year>\d{4}|\d{2}(?!\d))"
    r"(?:\s*г(?:\.|ода)?)?(?:[\s,вT]+(?P<hour>\d{1,2})[:.\-](?P<minute>\d{2}))?",
    re.IGNORECASE,
)
_LOOSE_ISO = re.compile(
    r"(?P<year>\d{4})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})(?:[\s,вT]+(?P<hour>\d{1,2})[:.\-](?P<minute>\d{2}))?"
)
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


def described(title: str, help_text: str, *examples: str, **rules: Any) -> FieldInfo:
    """A field with its Russian name, its help and examples; optional unless `default=...` is given."""
    return Field(**{"title": title, "description": help_text, "examples": list(examples), "default": None, **rules})


def required(title: str, help_text: str, *examples: str, **rules: Any) -> FieldInfo:
    """A field that a record cannot do without."""
    return described(title, help_text, *examples, default=..., **rules)


def listed(title: str, help_text: str, *examples: str, **rules: Any) -> FieldInfo:
    """A list that may be empty."""
    return described(title, help_text, *examples, default=(), **rules)


def fault(kind: str, found: object, expected: str, fix: str = "") -> PydanticCustomError:
    """The error a validator raises: `kind` from problem.KINDS, texts in Russian."""
    # Braces would be read as format fields by pydantic, so all texts travel in the context.
    return PydanticCustomError(kind, "{expected}", {"found": quoted(found), "expected": expected, "fix": fix})


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and len(value) == 1 and isinstance(text := next(iter(value.values())), str):
        fix = flow(f"{next(iter(value))}: {text}")
        raise fault("text-expected", value, "двоеточие с пробелом делит текст на части: возьмите его в кавычки", fix)
    fix = flow(value[0]) if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) else ""
    raise fault("text-expected", value, "нужно одно значение, без списка и вложенных полей", fix)


# --- dates -----------------------------------------------------------------------------------------


def loose_date(value: str) -> str:
    """What the editor probably meant, as a ready value, or ""."""
    match = _LOOSE_ISO.search(value) or _LOOSE.search(value)
    if not match:
        return ""
    month_text = match["month"].lower()
    if month_text.isdigit():
        month = int(month_text)
    else:
        month = next((n for n, stem in enumerate(_MONTHS, 1) if month_text.startswith(stem)), 0)
    try:
        year = int(match["year"])
        day = date(year if year > 99 else 2000 + year, month, int(match["day"]))
    except ValueError:
        return ""
    if match["hour"] is None:
        return day.isoformat()
    hour, minute = int(match["hour"]), int(match["minute"])
    return f"{day} {hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = _text(value)
    match = _ISO_DAY.fullmatch(text)
    if not match:
        raise fault("date", text, SAYINGS["day"], loose_date(text)[:10])
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise fault("impossible-date", text, SAYINGS["no-day"]) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise fault("impossible-date", text, SAYINGS["years"])
    return day


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    text = _text(value)
    match = _ISO_MOMENT.fullmatch(text)
    if not match:
        guess = loose_date(text)
        raise fault("date", text, SAYINGS["moment"], guess if " " in guess else "")
    day = _day(match[1])
    hour, minute = int(match[2]), int(match[3])
    if (hour, minute) == (24, 0):
        return datetime.combine(day, time()) + timedelta(days=1)
    if hour > 23 or minute > 59:
        raise fault("impossible-date", text, SAYINGS["no-time"])
    return datetime.combine(day, time(hour, minute))


def _when(value: Any) -> date | datetime:
    if isinstance(value, date):
        return value
    text = _text(value)
    if _ISO_DAY.fullmatch(text):
        return _day(text)
    if _ISO_MOMENT.fullmatch(text):
        return _moment(text)
    raise fault("date", text, SAYINGS["when"], loose_date(text))


def when_text(value: date) -> str:
    """A date or wall-clock moment as it is written in YAML and in the open data."""
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value.isoformat()


def _schema(pattern: str, kind: str, **more: Any) -> WithJsonSchema:
    """`kind` tells a form how the value is asked for and what is said when it does not fit: see SAYINGS."""
    return WithJsonSchema({"type": "string", "pattern": pattern, "x-kind": kind, **more})


_as_when = PlainSerializer(when_text, return_type=str)
Day = Annotated[date, BeforeValidator(_day), _as_when, _schema(r"^\d{4}-\d{2}-\d{2}$", "day")]
"""A calendar day, `2026-12-05`."""
Moment = Annotated[datetime, BeforeValidator(_moment), _as_when, _schema(r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$", "moment")]
"""A wall-clock moment in the town's zone, `2026-12-05 10:00`; `24:00` is the next midnight."""
When = Annotated[
    date | datetime, BeforeValidator(_when), _as_when, _schema(r"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$", "when")
]
"""A moment, or a date alone for something that takes whole days."""


# --- numbers and flags -----------------------------------------------------------------------------


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    meant = dict.fromkeys(("true", "да", "yes", "on", "1", "есть"), "true")
    denied = dict.fromkeys(("false", "нет", "no", "off", "0"), "false")
    word = _text(value).lower()
    raise fault("flag", value, SAYINGS["flag"], (meant | denied).get(word, ""))


def _count(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = _text(value)
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    digits = re.findall(r"\d+", re.sub(r"(?<=\d)[\s_](?=\d{3}\b)", "", text))
    fix = digits[0] if len(digits) == 1 and len(digits[0]) < 16 and not text.startswith("-") else ""
    raise fault("number", text, SAYINGS["number"], fix)


Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean", "x-kind": "flag"})]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 0, "x-kind": "number"})]


# --- texts -----------------------------------------------------------------------------------------


def _line(value: Any) -> str:
    text = _text(value)
    return " ".join(text.split())


Line = Annotated[str, BeforeValidator(_line), StringConstraints(min_length=2, max_length=200)]
"""One line of text."""
Summary = Annotated[str, BeforeValidator(_line), StringConstraints(min_length=10, max_length=300)]
"""One or two sentences."""
RichText = Annotated[str, BeforeValidator(_text), StringConstraints(min_length=2, max_length=12_000)]
"""Several paragraphs in the small Markdown subset of pages/richtext.py."""


def _url(value: Any) -> str:
    text = _text(value).strip()
    try:
        parts = urlsplit(text) if "://" in text else None
    except ValueError:  # brackets that are no IPv6 address
        parts = None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or " " in text:
        guess = f"https://{text}" if "://" not in text and "." in text and " " not in text else ""
        raise fault("url", text, SAYINGS["url"], guess)
    return text


Url = Annotated[str, BeforeValidator(_url), _schema(r"^https?://\S+$", "url")]


def matching(pattern: str, expected: str, fix: Any = None) -> Any:
    """A text type of one shape: `pattern` must match whole, `expected` says so in Russian."""
    compiled = re.compile(pattern)

    def check(value: Any) -> str:
        text = _text(value).strip()
        if not compiled.fullmatch(text):
            raise fault("pattern", text, expected, fix(text) if fix else "")
        return text

    return Annotated[str, BeforeValidator(check), _schema(f"^(?:{pattern})$", "pattern", **{"x-expected": expected})]


def _age_mark(value: Any) -> str:
    text = _text(value).strip()
    if text in AGE_MARKS:
        return text
    if text.startswith("18"):
        raise fault("age-mark", text, SAYINGS["age-18"])
    digits = re.findall(r"\d+", text)
    guess = f"{digits[0]}+" if len(digits) == 1 else ""
    raise fault(
        "age-mark",
        text,
        SAYINGS["age-mark"],
        guess if guess in AGE_MARKS else "",
    )


AgeMark = Annotated[
    str, BeforeValidator(_age_mark), WithJsonSchema({"type": "string", "enum": list(AGE_MARKS), "x-kind": "age-mark"})
]
"""Information category of 436-ФЗ; 18+ is refused on this site."""


def _pairs(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return ".".join((digits[:2], digits[2:4], digits[4:])) if len(digits) == 6 else ""


def _two_years(text: str) -> str:
    match = re.match(r"(20\d\d)\D+(?:20)?(\d\d)\b", text)
    return f"{match[1]}/{match[2]}" if match else ""


def _from_to(text: str) -> str:
    clocks = [f"{int(hour):02}:{minute or '00'}" for hour, minute in re.findall(r"(\d{1,2})(?:[:.](\d{2}))?", text)]
    return "-".join(clocks) if len(clocks) == 2 and all(_CLOCK.fullmatch(clock) for clock in clocks) else ""


SpecialityCode = matching(r"\d{2}\.\d{2}\.\d{2}", "нужен код вида 21.05.04: три пары цифр через точки", _pairs)
Isco = matching(r"\d{4}", "нужен код занятия из четырёх цифр")
SchoolYear = matching(r"20\d{2}/\d{2}", "нужен учебный год вида 2026/27", _two_years)


def _time_zone(value: Any) -> str:
    text = _text(value).strip()
    if text not in _ZONES:
        raise fault("pattern", text, SAYINGS["time-zone"], near(text, _ZONES))
    return text


_ZONES = frozenset(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
TimeZone = Annotated[str, BeforeValidator(_time_zone), _schema(r"^[A-Z][A-Za-z]+(/[A-Za-z0-9_+-]+)+$", "time-zone")]
"""A name of the tz database, `Europe/Moscow`."""
Period = matching(r"20\d{2}(-(0[1-9]|1[0-2]))?", "нужен месяц вида 2020-12 или год вида 2020")
Hours = matching(rf"(?:{_CLOCK.pattern})[-–](?:{_CLOCK.pattern})", "нужны часы работы вида 10:00-18:00", _from_to)


# --- grades ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Grades:
    """A range of school grades, both ends included; 0 is preschool (5–7 years)."""

    first: int
    last: int

    @classmethod
    def parse(cls, value: Any) -> Grades:
        """Read `8-11`, `9` or `0-4`."""
        if isinstance(value, Grades):
            return value
        if isinstance(value, list) and len(value) > 1 and all(str(item).isdecimal() for item in value):
            value = f"{value[0]},{value[-1]}"
        text = _text(value).replace(" ", "")
        match = re.fullmatch(r"([0-9]{1,2})(?:[-–—]([0-9]{1,2}))?", text)
        expected = SAYINGS["grades"]
        if not match:
            ends = [int(digits) for digits in re.findall(r"[0-9]+", text)[:9]] or [0] * ("дошкол" in text.lower())
            known = 0 < len(ends) <= 2 and ends == sorted(ends) and ends[-1] <= 11
            raise fault("grades", value, expected, str(cls(ends[0], ends[-1])) if known else "")
        first, last = int(match[1]), int(match[2] or match[1])
        if first > 11 or last > 11:
            raise fault("grades", value, SAYINGS["grades-bounds"])
        if first > last:
            raise fault("grades", value, SAYINGS["grades-order"], f"{last}-{first}")
        return cls(first, last)

    def meets(self, other: Grades) -> bool:
        """Whether two ranges have a grade in common."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema | None, handler: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{1,2}(-\d{1,2})?$", "x-kind": "grades"}


# --- references ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a text as the id of a record; `type_name` is a class name, "*" for `folder/id` of any type."""

    type_name: str


@dataclass(frozen=True, slots=True)
class TermOf:
    """Marks a text as a term of a closed list in data/vocabularies/."""

    vocabulary: str


def _identifier(value: Any) -> str:
    text = _text(value).strip()
    return text.removesuffix(".yml").removesuffix(".md")


def ref(type_name: str) -> Any:
    """`ref("Organization")`: the id of another record, checked when all records are loaded."""
    return Annotated[
        str, BeforeValidator(_identifier), RefTo(type_name), WithJsonSchema({"type": "string", "x-ref": type_name})
    ]


def term(vocabulary: str) -> Any:
    """`term("audience")`: a term id of the vocabulary `data/vocabularies/audience.yml`."""
    return Annotated[
        str,
        BeforeValidator(_identifier),
        TermOf(vocabulary),
        WithJsonSchema({"type": "string", "x-vocabulary": vocabulary}),
    ]

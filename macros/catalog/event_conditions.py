"""Rules between the fields of an event: dates that follow each other, changes that are explained, ways to come."""

from __future__ import annotations

from macros.catalog.conditions import NOT_YES, TIMED, WHOLE_DAY, YES, Comparison, Condition, one_of
from macros.catalog.problem import Severity

LONGEST = 120
"""Days; an event longer than this is a series or a slip of the pen."""

_DATE = ("start", "date_words", "period")
_A_DATE_OR_WORDS = (
    Condition(
        fields=_DATE,
        when={"start": True, "period": True},
        field="period",
        kind="date-or-words",
        found="есть и день, и месяц",
        expected="когда день известен, period удаляют",
    ),
    Condition(
        fields=_DATE,
        when={"start": False, "date_words": False},
        field="start",
        kind="date-or-words",
        found="даты нет",
        expected="впишите start, а если дата не объявлена — date_words",
        fix="date_words: дата будет объявлена позже",
    ),
    Condition(
        fields=_DATE,
        when={"start": True, "date_words": True},
        field="date_words",
        kind="date-or-words",
        found="есть и дата, и слова",
        expected="когда дата известна, date_words удаляют",
    ),
)
"""A date, or words for when it is to be announced, and not both."""

_SPAN = ("start", "end")
_BOTH = "«{end}» при начале «{start}»"
_ALIKE = "начало и окончание пишут одинаково: оба с часом или оба без часа"
_LATER = "окончание должно быть позже начала"
_END_FOLLOWS_START = (
    Condition(
        fields=_SPAN,
        when={"start": False, "end": True},
        field="end",
        kind="order-of-dates",
        found="начала нет",
        expected="впишите и start",
    ),
    Condition(
        # The day is known, the hour is not ours to invent: there is no ready value.
        fields=_SPAN,
        when={"start": TIMED, "end": WHOLE_DAY},
        field="end",
        kind="order-of-dates",
        found=_BOTH,
        expected=_ALIKE,
    ),
    Condition(
        fields=_SPAN,
        when={"start": WHOLE_DAY, "end": TIMED},
        field="end",
        kind="order-of-dates",
        found=_BOTH,
        expected=_ALIKE,
        fix="{end:10}",
    ),
    Condition(
        fields=_SPAN,
        when={"start": TIMED, "end": TIMED},
        compared=(Comparison(left="end", sign="<=", right="start"),),
        field="end",
        kind="order-of-dates",
        found=_BOTH,
        expected=_LATER,
    ),
    Condition(
        fields=_SPAN,
        when={"start": WHOLE_DAY, "end": WHOLE_DAY},
        compared=(Comparison(left="end", sign="<", right="start"),),
        field="end",
        kind="order-of-dates",
        found=_BOTH,
        expected=_LATER,
    ),
    Condition(
        fields=_SPAN,
        when={"start": True, "end": True},
        compared=(Comparison(left="end", sign=">", right="start", days=LONGEST),),
        field="end",
        kind="order-of-dates",
        found="«{end}»",
        expected=f"событие длится больше {LONGEST} дней: проверьте год",
    ),
)
"""The end is not before the start, of the same kind, and not absurdly far."""

_END = ("start", "end", "end_unknown", "hours", "repeat")
_END_IS_SAID = (
    Condition(
        fields=_END,
        when={"start": TIMED, "end": False, "end_unknown": NOT_YES},
        field="end",
        kind="end-needed",
        found="окончания нет",
        expected="впишите час окончания, а если он не объявлен — end_unknown",
        fix="end_unknown: true",
    ),
    Condition(
        fields=_END,
        when={"end": True, "end_unknown": YES},
        field="end_unknown",
        kind="end-needed",
        found="есть и окончание, и end_unknown",
        expected="оставьте что-то одно",
    ),
)
"""A timed event has an end, or says openly that nobody knows it."""

_HOURS = ("start", "end", "hours")
_WHOLE_DAYS = "часы каждого дня пишут, когда start и end — дни без часа"
_HOURS_BELONG_TO_DAYS = (
    *(
        Condition(
            fields=_HOURS,
            when={"hours": True, "start": start},
            field="hours",
            kind="order-of-dates",
            found="«{hours}»",
            expected=_WHOLE_DAYS,
        )
        for start in (False, TIMED)
    ),
    Condition(
        fields=_HOURS,
        when={"hours": True},
        compared=(Comparison(left="hours@0", sign=">=", right="hours@1"),),
        field="hours",
        kind="order-of-dates",
        found="«{hours}»",
        expected="открытие должно быть раньше закрытия",
    ),
)
"""Opening hours of each day need whole days, and open before they close."""

_CHANGES = ("status", "status_reason", "moved_from", "start")
_CHANGES_ARE_EXPLAINED = (
    Condition(
        fields=_CHANGES,
        when={"status": one_of("moved"), "moved_from": False},
        field="moved_from",
        kind="moved",
        found="статус «перенесено» без прежней даты",
        expected="впишите, с какого дня и часа перенесено; образец: moved_from: 2026-12-03 10:00",
    ),
    *(
        Condition(
            fields=_CHANGES,
            when={"start": shape, "moved_from": shape},
            compared=(Comparison(left="moved_from", sign="=", right="start"),),
            field="moved_from",
            kind="moved",
            found="«{moved_from}»",
            expected="прежняя дата совпадает с новой",
        )
        for shape in (TIMED, WHOLE_DAY)
    ),
    Condition(
        fields=_CHANGES,
        when={"status": one_of("cancelled", "suspended", "moved-online"), "status_reason": False},
        field="status_reason",
        kind="reason-needed",
        found="статус «{status}» без причины",
        expected="впишите причину одной строкой, её увидят семьи; образец: status_reason: ремонт в школе",
    ),
)
"""Moved events say from when; cancelled, suspended and moved-online ones say why."""

_WAY = ("format", "online", "place")
_FORMAT_FITS_PLACE = (
    Condition(
        fields=_WAY,
        when={"format": one_of("online", "hybrid"), "online": False},
        field="online",
        kind="online-link",
        found="нет сведений о подключении",
        expected="впишите ссылку или как её получить; образец: online: {note: ссылку пришлёт школа}",
    ),
    Condition(
        fields=_WAY,
        when={"format": one_of("in-person", "hybrid"), "place": False},
        field="place",
        kind="place",
        found="места нет",
        expected="впишите место или скройте его",
        fix="place: {visibility: at-school}",
    ),
)
"""Online events say how to connect, the others where to come."""

_COMING = ("host", "format", "start", "period")
_COMING_EVENTS_ARE_COMPLETE = (
    Condition(
        fields=_COMING,
        when={"period": False, "host": False},
        field="host",
        kind="missing",
        found="поля нет",
        expected="нужен организатор: имя файла из data/organizations/; образец: host: ryazan-cpom",
    ),
    Condition(
        fields=_COMING,
        when={"period": False, "format": False},
        field="format",
        kind="missing",
        found="поля нет",
        expected="нужен формат: in-person (очно), online, hybrid (смешанный) или remote-contest",
    ),
)
"""Only history, told by its month or year alone, may lack a host and a format."""

_PUPILS_HAVE_GRADES = (
    Condition(
        fields=("audience", "grades", "period"),
        when={"audience": {"contains": one_of("pupils")}, "grades": False, "period": False},
        field="grades",
        kind="grades",
        found="классы не указаны",
        expected="без них событие не попадёт в календари по классам",
        severity=Severity.WARNING,
    ),
)
"""Without grades an event for pupils is in nobody's grade feed."""

_DEADLINE_PRECEDES_START = (
    Condition(
        fields=("registration", "start"),
        when={"registration.deadline": True, "start": True},
        compared=(Comparison(left="registration.deadline", sign=">", right="start"),),
        field="registration.deadline",
        kind="order-of-dates",
        found="«{registration.deadline}»",
        expected="запись закрывается не позже начала события",
        fix="{start~registration.deadline}",
    ),
)
"""One can register only before it begins."""

_CLUB = ("repeat", "start", "end")
_CLUBS_HAVE_HOURS = (
    *(
        Condition(
            fields=_CLUB,
            when={"repeat": True, "start": start},
            field="repeat",
            kind="repeat",
            found="нет часа начала",
            expected="кружку нужны день и час начала",
        )
        for start in (False, WHOLE_DAY)
    ),
    Condition(
        fields=_CLUB,
        when={"repeat": True, "start": TIMED},
        compared=(Comparison(left="repeat.until", sign="<", right="start"),),
        field="repeat.until",
        kind="repeat",
        found="«{repeat.until}»",
        expected="последний день раньше первого занятия",
    ),
)
"""A club has a timed start, and its last day is not before it."""

_WITHHELD = ("time_withheld", "start", "hours")
_OPEN_FILES = "файлы сайта открыты всем: у скрытого часа начало и конец — дни, а hours нет"
_WITHHELD_HOURS = tuple(
    Condition(
        fields=_WITHHELD,
        when={"time_withheld": YES, **tell},
        field="time_withheld",
        kind="place",
        found=found,
        expected=_OPEN_FILES,
    )
    for tell, found in (
        ({"start": False}, "дня нет"),
        ({"start": TIMED}, "час скрыт, но записан"),
        ({"start": WHOLE_DAY, "hours": True}, "час скрыт, но записан"),
    )
)
"""An hour that the school tells is not in the public file either, and there is a day to tell it for."""

EVENTS = (
    *_A_DATE_OR_WORDS,
    *_END_FOLLOWS_START,
    *_END_IS_SAID,
    *_HOURS_BELONG_TO_DAYS,
    *_CHANGES_ARE_EXPLAINED,
    *_FORMAT_FITS_PLACE,
    *_COMING_EVENTS_ARE_COMPLETE,
    *_PUPILS_HAVE_GRADES,
    *_DEADLINE_PRECEDES_START,
    *_CLUBS_HAVE_HOURS,
    *_WITHHELD_HOURS,
)
"""All rules of an event that its own fields decide; a club's calendar is counted in the class."""

"""Which forms the site has, what each asks first and what waits under «Ещё»."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from macros.catalog import TYPES, Record
from macros.catalog.shape import fields_of

FILLED = ("sources", "verification", "checked")
"""Fields that the form fills in itself: the source from one question, the rest because nobody has checked it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A titled part of a form; fields of the record by name, those of `asked` stand open."""

    title: str
    asked: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that makes a whole record; `id` is its address below /editors/ and its issue form."""

    id: str
    folder: str
    title: str
    lead: str
    done: str
    groups: tuple[Group, ...]
    preset: tuple[tuple[str, str], ...] = ()
    """Values that are chosen beforehand."""

    @property
    def cls(self) -> type[Record]:
        """The class of the record that comes out."""
        return next(cls for cls in TYPES.values() if cls.TYPE.folder == self.folder)

    def in_order(self, names: tuple[str, ...]) -> list[str]:
        """Field names in the order of the record's file."""
        return [name for name in fields_of(self.cls) if name in names]


EVENT = Form(
    id="event",
    folder="events",
    title="Предложить событие",
    lead="Ответьте на дюжину вопросов — и получится готовая запись для сайта и для календарей семей. "
    "Разбираться в программах не нужно.",
    done="Событие готово",
    preset=(("status", "planned"),),
    groups=(
        Group(title="Что будет", asked=("title", "kind"), more=("summary", "description", "aliases")),
        Group(
            title="Когда",
            asked=("start", "end", "end_unknown"),
            more=("hours", "time_withheld", "date_words", "period", "timezone", "end_timezone", "repeat"),
        ),
        Group(title="Точно ли", asked=("status",), more=("status_reason", "status_date", "moved_from")),
        Group(title="Где", asked=("format", "place"), more=("online",)),
        Group(title="Кто проводит", asked=("host",), more=("co_hosts", "guests")),
        Group(title="Для кого", asked=("audience", "grades", "level", "age_mark")),
        Group(title="Как попасть", more=("registration", "free", "bring")),
        Group(title="С чем связано", more=("series", "initiative", "parent", "professions", "programs")),
        Group(title="Помощь и учёт", more=("volunteers", "unified_model", "quotas", "notified", "results")),
    ),
)
ORGANIZATION = Form(
    id="organization",
    folder="organizations",
    title="Предложить организацию",
    lead="Школа, колледж, вуз, музей, предприятие — всё, куда ученик может прийти. Пишите только то, что можно "
    "проверить по сайту организации или по документу.",
    done="Организация готова",
    groups=(
        Group(title="Что это", asked=("title", "kind", "field"), more=("short", "summary", "description", "aliases")),
        Group(title="Где найти", asked=("link",), more=("address", "accessible", "serves", "part_of", "closed")),
        Group(title="Чем полезна ученикам", more=("roles", "offers", "professions")),
    ),
)
FORMS = (EVENT, ORGANIZATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a letter; `id` is also its place in the issue form."""

    id: str
    title: str
    help: str
    long: bool = False
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A form whose answers a person reads: what comes of it is a letter or an issue, no record."""

    id: str
    title: str
    lead: str
    subject: str
    questions: tuple[Question, ...]


_SOURCE = Question(
    id="source", title="Откуда это известно", help="Адрес страницы или название документа: без источника не публикуем"
)
FIX = Letter(
    id="fix",
    title="Предложить исправление",
    lead="Нашли ошибку или знаете, чего не хватает? Скажите, где, что не так и как верно.",
    subject="Исправление",
    questions=(
        Question(id="page", title="Какая страница", help="Её название или адрес"),
        Question(id="wrong", title="Что не так", help="Как написано сейчас", long=True),
        Question(id="right", title="Как верно", help="Что написать вместо этого", long=True),
        _SOURCE,
    ),
)
PROFESSION = Letter(
    id="profession",
    title="Предложить профессию",
    lead="Карточку профессии пишет редактор: в ней числа, коды и честные трудности. От вас нужно главное — "
    "какая профессия и где её можно увидеть.",
    subject="Профессия",
    questions=(
        Question(id="name", title="Профессия", help="Как она называется, а если знаете — и как её зовут в городе"),
        Question(id="does", title="Что делает", help="Два-три предложения о работе", long=True),
        Question(id="doors", title="Где увидеть", help="Предприятие, кружок, экскурсия", long=True, required=False),
        Question(id="study", title="Где учат", help="Колледж, вуз, программа", long=True, required=False),
        _SOURCE,
    ),
)
LETTERS = (FIX, PROFESSION)


def by_id() -> dict[str, Any]:
    """Every form and letter by its address."""
    return {item.id: item for item in (*FORMS, *LETTERS)}

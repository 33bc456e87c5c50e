"""The shape of a record class along a path of keys: which field stands where, and what it is called."""

from __future__ import annotations

from typing import Any, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

FROM_PLACE = frozenset({"id", "municipality", "path", "demo", "body"})
"""Fields that come from the file's name and place and are never written."""
_LAST = ("sources", "verification", "checked")


def fields_of(model: type[BaseModel]) -> list[str]:
    """The fields an editor writes, in the order of a well-kept file: what it is first, how we know it last."""
    place = FROM_PLACE if "path" in model.model_fields else ()  # a row of a document writes its own id
    names = [name for name in model.model_fields if name not in place]
    return [name for name in names if name not in _LAST] + [name for name in _LAST if name in names]


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """The class whose fields are nested in a value of this type, or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if (found := inner_model(argument)) is not None:
            return found
    return None


def is_list(info: FieldInfo) -> bool:
    """Whether a field takes several values."""
    return get_origin(info.annotation) is tuple


def model_at(cls: type[BaseModel], path: str) -> type[BaseModel] | None:
    """The class at a path such as `guests.0`, or None where there are no fields."""
    current: type[BaseModel] | None = cls
    for part in path.split(".") if path else ():
        if part.isdigit() or current is None:
            continue
        info = current.model_fields.get(part)
        current = inner_model(info.annotation) if info else None
    return current


def info_at(cls: type[BaseModel], path: str) -> FieldInfo | None:
    """The field at a path; a path to an item of a list gives the list's field."""
    parent, _, name = path.rpartition(".")
    if name.isdigit():
        return info_at(cls, parent)
    model = model_at(cls, parent)
    return model.model_fields.get(name) if model else None


def name_of(cls: type[BaseModel], path: str) -> str:
    """The field as the form prints it: «Запись — Записаться до»."""
    names: list[str] = []
    current: type[BaseModel] | None = cls
    for part in path.split(".") if path else ():
        if part.isdigit():
            if names:
                names[-1] += f" {int(part) + 1}"
            continue
        info = current.model_fields.get(part) if current else None
        name = info.title if info and info.title else part
        if names[-1:] != [name]:  # «Статус», not «Статус — Статус»
            names.append(name)
        current = inner_model(info.annotation) if info else None
    return " — ".join(names)

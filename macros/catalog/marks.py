"""Marks: the references and vocabulary terms inside a model, found by a plan derived from its class once."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from macros.catalog.fields import RefTo, TermOf

Mark = tuple[str, RefTo | TermOf, str]
"""A dotted path of fields and positions, what is marked there, the text found."""
_Plan = RefTo | TermOf | list | dict | None


def marks_of(model: BaseModel) -> tuple[Mark, ...]:
    """Every reference and vocabulary term inside a model, in the order of its fields."""
    found: list[Mark] = []
    _walk(model, _plan_of(type(model)), "", found)
    return tuple(found)


def _walk(model: BaseModel, plan: dict[str, _Plan], start: str, found: list[Mark]) -> None:
    values = model.__dict__
    for name, inner in plan.items():
        value = values[name]
        if value is None or value == ():
            continue
        path = start + name
        if isinstance(inner, dict):
            _walk(value, inner, f"{path}.", found)
        elif isinstance(inner, list):
            each = inner[0]
            for index, item in enumerate(value):
                if isinstance(each, dict):
                    _walk(item, each, f"{path}.{index}.", found)
                else:
                    found.append((f"{path}.{index}", each, item))
        else:
            found.append((path, inner, value))


_PLANS: dict[type, dict[str, _Plan]] = {}
"""Derived from the classes alone, so it is a constant that happens to be filled on first use."""


def _plan_of(model: type[BaseModel]) -> dict[str, _Plan]:
    if model not in _PLANS:
        plan = {}
        for name, info in model.model_fields.items():
            inner = next((item for item in info.metadata if isinstance(item, RefTo | TermOf)), None)
            inner = inner or _plan_for(info.annotation)
            if inner:
                plan[name] = inner
        _PLANS[model] = plan
    return _PLANS[model]


def _plan_for(annotation: Any) -> _Plan:
    origin = get_origin(annotation)
    if origin is Annotated:
        markers = [item for item in annotation.__metadata__ if isinstance(item, RefTo | TermOf)]
        return markers[0] if markers else _plan_for(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return next((plan for arg in get_args(annotation) if (plan := _plan_for(arg))), None)
    if origin is tuple:
        inner = _plan_for(get_args(annotation)[0])
        return [inner] if inner else None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _plan_of(annotation) or None
    return None

"""Recall: what many pages of one build ask for and only one of them works out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from typing import Any, TypeVar

from macros.catalog.observed import ObservedCatalog, Question

T = TypeVar("T")


class Recall:
    """Values of one build by their keys; a page that takes one asked the catalog all that was asked for it."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[Any, Collection[Question]]] = {}

    def get(self, catalog: ObservedCatalog, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returns, from memory when this key was asked for before; nobody may change it."""
        if key not in self._made:
            self._made[key] = catalog.asked_by(make)
        found, asked = self._made[key]
        catalog.note(asked)
        return found

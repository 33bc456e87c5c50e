"""ObservedCatalog: a catalog that notes which questions it was asked, so that what was made of the answers can be kept.

A page that was made once is still right as long as every question it asked gets the answer it got then
(a verifying trace, as build systems call it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from typing import Any, TypeVar

from macros.catalog.catalog import TYPES, Catalog
from macros.catalog.educational_program import EducationalProgram
from macros.catalog.occupation import Occupation
from macros.catalog.record import Record

Question = tuple[str, ...]
"""The name of a Catalog's method and what was asked: record keys, ids, class names."""
R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ObservedCatalog(Catalog):
    """The same answers as the catalog it observes.

    What it does not note, `today` and the closed lists, are the same for all that is made in one build.
    """

    _asked: list[set[Question]] = field(default_factory=list)

    @classmethod
    def of(cls, catalog: Catalog) -> ObservedCatalog:
        """An observer of a catalog."""
        return cls(**{each.name: getattr(catalog, each.name) for each in fields(Catalog)})

    def asked_by(self, make: Callable[[], T]) -> tuple[T, frozenset[Question]]:
        """What `make` returns, and the questions it asked; whoever called for it asked them too."""
        self._asked.append(set())
        try:
            made = make()
        finally:
            asked = frozenset(self._asked.pop())
        self.note(asked)
        return made, asked

    def note(self, questions: Iterable[Question]) -> None:
        """Count questions as asked: for what was made of their answers before."""
        if self._asked:
            self._asked[-1].update(questions)

    def all(self, cls: type[R]) -> tuple[R, ...]:
        """See Catalog."""
        self.note([("all", cls.__name__)])
        return Catalog.all(self, cls)

    def get(self, cls: type[R], record_id: str) -> R:
        """See Catalog."""
        self.note([("find", cls.__name__, record_id)])
        return Catalog.get(self, cls, record_id)

    def find(self, type_name: str, record_id: str | None) -> Any:
        """See Catalog."""
        if record_id is not None:
            self.note([("find", type_name, record_id)])
        return Catalog.find(self, type_name, record_id)

    def referring(self, record: Record, cls: type[R]) -> tuple[R, ...]:
        """See Catalog."""
        self.note([("referring", record.TYPE.folder, record.id, cls.__name__)])
        return Catalog.referring(self, record, cls)

    def referrers(self, record: Record) -> tuple[Record, ...]:
        """See Catalog."""
        self.note([("referrers", record.TYPE.folder, record.id)])
        return Catalog.referrers(self, record)

    def citing(self, document: Record) -> tuple[Record, ...]:
        """See Catalog."""
        self.note([("citing", document.TYPE.folder, document.id)])
        return Catalog.citing(self, document)

    def programs_with(self, code: str) -> tuple[EducationalProgram, ...]:
        """See Catalog."""
        self.note([("programs_with", code)])
        return Catalog.programs_with(self, code)

    def occupations_with(self, code: str) -> tuple[Occupation, ...]:
        """See Catalog."""
        self.note([("occupations_with", code)])
        return Catalog.occupations_with(self, code)


def answer(catalog: Catalog, digests: Mapping[str, str], question: Question) -> str:
    """A short text that changes when the answer to a question does; `digests` are of files, by their paths."""
    name, *words = question
    match name:
        case "find":
            found = [Catalog.find(catalog, *words)]
        case "all":
            found = catalog.records[words[0]].values()
        case "programs_with" | "occupations_with":
            found = getattr(Catalog, name)(catalog, *words)
        case _:
            folder, record_id, *cls = words
            record = Catalog.find(catalog, "*", f"{folder}/{record_id}")
            types = [TYPES[each] for each in cls]
            found = getattr(Catalog, name)(catalog, record, *types) if record else [None]
    marks = ["" if record is None else f"{record.path} {digests[record.path]}" for record in found]
    return marks[0] if len(marks) == 1 else blake2b("\n".join(marks).encode(), digest_size=16).hexdigest()

"""Help with the messages of the check: what each kind of problem means, why it matters, how it looks right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from macros.catalog.problem import KINDS

_FILE = Path(__file__).with_name("messages.yml")
FOLDER = "editors/messages/"
"""Where the help lives in the site, from its root."""


class Example(BaseModel):
    """One mistake and its remedy, as rows of a file.

    `of` is a record of the example town, from the data folder, into which the rows fit. `wrong` and `right` take
    the place of its fields of the same names. Where the mistake is the name or the place of a file, or another file,
    the example stands at `wrong_path` or `right_path` beside that record. `encoding` and `kilobytes` tell what rows
    cannot show: how the wrong file is saved and how large it is; `whole` means that the wrong rows are all of it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str
    wrong: str = ""
    right: str = ""
    wrong_path: str = ""
    right_path: str = ""
    encoding: str = "utf-8"
    kilobytes: int = 0
    whole: bool = False
    note: str = ""


class Help(BaseModel):
    """The help with one kind of problem."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    title: str
    means: str
    why: str
    example: Example

    @property
    def number(self) -> int:
        """The number that ends the codes of this kind: 14 for СОБ-014 and ДАТ-014 alike."""
        return KINDS[self.kind]

    @property
    def page(self) -> str:
        """The address of its page from the site root: "editors/messages/014/"."""
        return f"{FOLDER}{self.number:03d}/"


def read_messages() -> Mapping[int, Help]:
    """All help by the numbers of codes, in their order; raises ValueError for a file that is not as described."""
    raw: dict[str, dict[str, Any]] = yaml.safe_load(_FILE.read_text("utf-8"))
    found = [Help(kind=kind, **fields) for kind, fields in raw.items()]
    return {item.number: item for item in sorted(found, key=lambda item: item.number)}


def help_page(code: str) -> str:
    """The address of the help with a code: «СОБ-014» gives "editors/messages/014/"."""
    return f"{FOLDER}{code.rpartition('-')[2]}/"

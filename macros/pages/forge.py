"""The forge where the files live: addresses at which a file is changed, a new one begun, an issue opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Forge:
    """Addresses with holes, each "" when there is no such page: `edit` goes up to a file's path.

    `new` holds `{path}`, or `{folder}` and `{name}`, and `{text}` where the forge takes the text of a new file
    from its address; `issue` holds `{form}`, the name of an issue form.
    """

    edit: str = ""
    new: str = ""
    issue: str = ""


NOWHERE = Forge()
"""No forge: files are changed by other ways."""


def forge_of(extra: Mapping[str, Any]) -> Forge:
    """The forge that `extra` of mkdocs.yml describes; `edit_url` alone gives a forge that only edits.

    Raises KeyError for a kind of forge that has no patterns.
    """
    repository = str(extra.get("repository") or "").rstrip("/")
    if not repository:
        return Forge(edit=extra.get("edit_url") or "")
    patterns = extra["forges"][extra["forge"]]
    filled = {
        name: pattern.replace("{repository}", repository).replace("{branch}", extra["branch"])
        for name, pattern in patterns.items()
    }
    return Forge(edit=extra.get("edit_url") or filled["edit"], new=filled["new"], issue=filled["issue"])

"""Owns the addresses of the forge: what `extra` of mkdocs.yml and the environment make of them."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from macros.pages.forge import NOWHERE, Forge, forge_of
from tests.tools import ROOT


class Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without its environment: `!ENV [NAME, usual]` is the usual value."""


Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[1])
Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)
EXTRA: dict[str, Any] = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader)["extra"]
AT = "https://forge.example/town/site"


def test_no_forge() -> None:
    """Without an address nothing leads anywhere; EDIT_URL alone gives «Исправить»."""
    assert forge_of(EXTRA) == NOWHERE
    assert forge_of(EXTRA | {"edit_url": f"{AT}/edit/main/"}) == Forge(edit=f"{AT}/edit/main/")


@pytest.mark.parametrize(
    ("kind", "forge"),
    [
        (
            "github",
            Forge(
                edit=f"{AT}/edit/main/",
                new=f"{AT}/new/main?filename={{path}}&value={{text}}",
                issue=f"{AT}/issues/new?template={{form}}.yml",
            ),
        ),
        (
            "gitlab",
            Forge(edit=f"{AT}/-/edit/main/", new=f"{AT}/-/new/main?file_name={{path}}", issue=f"{AT}/-/issues/new"),
        ),
        (
            "gitea",
            Forge(
                edit=f"{AT}/_edit/main/",
                new=f"{AT}/_new/main/{{folder}}?filename={{name}}&value={{text}}",
                issue=f"{AT}/issues/new?template=.github/ISSUE_TEMPLATE/{{form}}.yml",
            ),
        ),
    ],
)
def test_kinds_of_forges(kind: str, forge: Forge) -> None:
    """The patterns of each kind, with the project's address and branch filled in."""
    assert forge_of(EXTRA | {"repository": f"{AT}/", "forge": kind}) == forge

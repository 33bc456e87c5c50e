"""A page that is not rendered yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Job(NamedTuple):
    """The address of a page from the site root, what renders it, and whether a later build may take it as it is.

    `lasting` is for pages that ask the catalog all they show while they are rendered; a list that was drawn up
    before leaves no questions by which a later build could tell whether it is still right.
    """

    page: str
    render: Callable[[], str]
    lasting: bool = False

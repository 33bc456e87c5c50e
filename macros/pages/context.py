"""What a page needs besides its record: the catalog, where it stands, where the site and the forge are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from macros.catalog import Catalog, Record
from macros.feeds.atom import atom_path, atom_title
from macros.feeds.changes import Change
from macros.pages.card_html import CardShelf
from macros.pages.doors import Doors
from macros.pages.forge import NOWHERE, Forge
from macros.pages.links import address, root_of
from macros.pages.recall import Recall
from macros.pages.wall_plan import WallPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """`page` is the page's own address from the site root; `site_url` ends in "/".

    `news` is for pages that are made anew in every build: it depends on the history of all records.
    """

    catalog: Catalog
    page: str
    site_url: str
    shelf: CardShelf
    forge: Forge = NOWHERE
    doors: Doors = field(default_factory=Doors)
    walls: WallPlan = field(default_factory=WallPlan)
    recall: Recall = field(default_factory=Recall)
    """All three are shared by all pages of a build; `walls` are for pages made anew in every build."""
    news: tuple[Change, ...] = ()

    @property
    def root(self) -> str:
        """The relative way to the site root."""
        return root_of(self.page)

    def at(self, page: str) -> PageContext:
        """The same for another page."""
        return replace(self, page=page)

    def link(self, record: Record) -> str:
        """The relative address of a record."""
        return self.root + address(record)

    def cards(self, records: Sequence[Record]) -> Markup:
        """Records of one type as a list of cards."""
        return self.shelf.list(records, self.root)

    def feed(self, path: str, title: str, note: str = "") -> dict[str, str]:
        """The ways to a calendar, for the subscribe box; `path` from the site root."""
        https = self.site_url + path
        return {
            "id": path.rpartition("/")[2].removesuffix(".ics"),
            "title": title,
            "note": note,
            "https": https,
            "webcal": "webcal://" + https.split("://", 1)[1],
            "file": self.root + path,
            "more": f"{self.root}calendar/",
        }

    def atom(self, town: str) -> dict[str, str]:
        """The way to the news of a town's calendar, or of all: `title`, `url`."""
        return {"title": atom_title(self.catalog, town), "url": self.root + atom_path(town)}

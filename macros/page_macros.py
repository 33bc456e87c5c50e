"""What a maintainer's Markdown page can call: catalogues, lists, counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from markupsafe import Markup

from macros.build import Build
from macros.catalog import FOLDERS, TYPES, Document, Event
from macros.catalog.prose import MACROS
from macros.catalog.questionnaire import Matching
from macros.pages import (
    calendar_views,
    catalogue_views,
    choice_view,
    coverage_view,
    dual_view,
    freshness_view,
    parent_meetings,
    partner_view,
    year_plan,
)
from macros.pages.context import PageContext
from macros.pages.filter_view import filter_view
from macros.pages.guide_shots import shots_view
from macros.pages.matching_view import matching_view
from macros.pages.number_views import numbers_view
from macros.pages.reference_views import rows_table
from macros.pages.tool_pages import town_tools

_PLACE = '<div data-fragment="{}"></div>'
_PLACES = re.compile(r'<div data-fragment="(\d+)"></div>')


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What macros know of the page they stand on; `address` is from the site root."""

    address: str
    title: str
    lead: str
    action: dict[str, Any] | None = None
    """A button under the lead: `title`, `url` from the page, perhaps `also`, a link beside it."""


class PageMacros:
    """Macros bound to a build; `page` tells which page is being rendered.

    Finished HTML waits in `fragments` while Markdown works on the page, which would otherwise read it letter by
    letter; `with_fragments` puts it into its place.
    """

    NAMES: ClassVar[tuple[str, ...]] = tuple(sorted(MACROS))

    def __init__(self, build: Build, page: Callable[[], PageFacts], fragments: list[Markup]) -> None:
        self._build = build
        self._page = page
        self._fragments = fragments

    @property
    def _context(self) -> PageContext:
        return self._build.pages.at(self._page().address)

    def catalogue(self, folder: str) -> str:
        """The first page of a record type's catalogue: `{{ catalogue("organizations") }}`."""
        cls = TYPES[FOLDERS[folder]]
        return self._catalogue(catalogue_views.catalogue(self._context, cls), filter_view(self._context, cls))

    def coming(self) -> str:
        """Coming events by month, and the way to every month and to the archive."""
        return self._catalogue(catalogue_views.events_catalogue(self._context), filter_view(self._context, Event))

    def calendar(self) -> str:
        """The choice of a calendar, the ways to subscribe, and every calendar by town."""
        context, page = self._context, self._page()
        trail = catalogue_views.crumbs(context, (page.title, page.address))
        return self._html(
            "fragments/calendar.html",
            page={"title": "Соберите свой календарь", "lead": page.lead, "breadcrumbs": trail},
            builder=calendar_views.builder_view(context),
            towns=calendar_views.tables_view(context),
        )

    def numbers(self) -> str:
        """All statistics, each with its scope, year and source."""
        return self._html("fragments/numbers.html", groups=numbers_view(self._context))

    def seed_tables(self) -> str:
        """Each source document with every fact it gave and the records that carry it."""
        context = self._context
        seeds = [item for item in self._build.catalog.all(Document) if item.rows]
        tables = [{"document": item, "url": context.link(item), "table": rows_table(context, item)} for item in seeds]
        return self._html("fragments/seeds.html", seeds=tables)

    def year_plan(self, reader: str) -> str:
        """The school year of every grade for one of `year_plan.READERS`; teachers get texts for the chat of a class."""
        context, catalog = self._context, self._build.catalog
        plan = year_plan.year_plan(catalog, reader)
        family = f"{context.site_url}parents/"
        chats = {item.id: year_plan.chat_text(item, family) for item in plan.sections if reader == "teachers"}
        address = context.site_url + context.page
        values = {"plan": plan, "reader": reader, "chats": chats, "root": context.root, "today": catalog.today}
        return self._html("fragments/year_plan.html", address=address, **values)

    def parent_meetings(self) -> str:
        """Coming meetings for parents by town, those of the whole town first."""
        return self._html("fragments/parent_meetings.html", towns=parent_meetings.meetings_view(self._context))

    def partner_series(self) -> str:
        """Series that need partners, by what a partner does in them."""
        return self._html("fragments/partner_series.html", groups=partner_view.partner_series(self._context))

    def partner_offers(self) -> str:
        """What organizations offer to schools already."""
        return self._html("fragments/partner_offers.html", offers=partner_view.partner_offers(self._context))

    def partner_contacts(self) -> str:
        """Whom the data of each town name for partners."""
        return self._html("fragments/partner_contacts.html", towns=partner_view.partner_contacts(self._context))

    def freshness_board(self) -> str:
        """How records were checked, how old they are, what needs a check at which organization."""
        return self._html("fragments/freshness.html", board=freshness_view.board(self._context))

    def choice_dates(self, subject: str, grade: int) -> str:
        """Key dates of this school year: `{{ choice_dates("admission-college", 9) }}`."""
        return self._html("fragments/choice_dates.html", dates=choice_view.dates_view(self._context, subject, grade))

    def choice_sides(self, school: str, college: str, documents: Iterable[str]) -> str:
        """Both ways after grade 9 side by side: our advice on each, what waits in grade 11, the rules of colleges.

        `documents` are ids; those that this site does not have are left out.
        """
        ahead, rules = choice_view.ahead_view(self._context), choice_view.rules_view(self._context, documents)
        values = {"school": school, "college": college, "ahead": ahead, "rules": rules}
        return self._html("fragments/choice_sides.html", **values)

    def choice_places(self) -> str:
        """Programmes after grade 9 by town."""
        return self._html("fragments/choice_places.html", towns=choice_view.colleges_view(self._context))

    def choice_schools(self) -> str:
        """Profile classes and pre-university schools by town."""
        return self._html("fragments/choice_schools.html", towns=choice_view.schools_view(self._context))

    def coverage_board(self) -> str:
        """Which town, grade and audience have events this school year, and the hours of the unified model."""
        return self._html("fragments/coverage.html", board=coverage_view.coverage_view(self._context))

    def dual_numbers(self) -> str:
        """Numbers about dual training, and what they do not tell."""
        return self._html("fragments/dual_numbers.html", numbers=dual_view.numbers_view(self._context))

    def dual_places(self) -> str:
        """Programmes with dual training and projects that tell of it, by town."""
        return self._html("fragments/dual_places.html", towns=dual_view.places_view(self._context))

    def dual_days(self) -> str:
        """Coming open days of those who teach dually, by town."""
        return self._html("fragments/dual_days.html", towns=dual_view.days_view(self._context))

    def dual_sources(self) -> str:
        """The sources of what the records say of dual training, and when they were checked."""
        return self._html("fragments/dual_sources.html", found=dual_view.sources_view(self._context))

    def stacked_table(self, label: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
        """A table of texts whose rows stand one below the other on a phone; `label` says what it shows."""
        return self._html("fragments/stacked_table.html", label=label, heads=heads, rows=rows)

    def town_tools(self) -> str:
        """Each town's digests, visits, invitations and volunteers."""
        context = self._context
        towns = [{"town": item, "tools": town_tools(context, item)} for item in self._build.catalog.towns()]
        return self._html("fragments/town_tools.html", towns=towns)

    def matching(self) -> Matching:
        """The numbers by which the questionnaire ranks and speaks: `{{ matching().near }}`."""
        return matching_view(self._context)["matching"]

    def matching_weights(self) -> str:
        """What counts how much when the questionnaire ranks professions."""
        return self._html("fragments/matching_weights.html", view=matching_view(self._context))

    def matching_numbers(self) -> str:
        """Every statement with its letter and world, and every profession with its numbers."""
        return self._html("fragments/matching_numbers.html", view=matching_view(self._context))

    def saved_pages(self) -> str:
        """The place for the list of pages that the device has kept (overrides/assets/js/offline.js fills it)."""
        return Markup("<ul data-saved-pages hidden></ul>")

    def form_shots(self) -> str:
        """Pictures of the form at each step of an editor's five minutes."""
        return self._html("fragments/shots.html", shots=shots_view(self._context))

    def record_count(self, folder: str) -> int:
        """How many records of a type there are."""
        return len(self._build.catalog.all(TYPES[FOLDERS[folder]]))

    def _catalogue(self, view: dict[str, Any], facets: dict[str, Any] | None) -> str:
        """A catalogue headed by the page's own words, with its filters."""
        page = self._page()
        heading = {"title": page.title, "purpose": page.lead, "action": page.action, "facets": facets}
        trail = catalogue_views.crumbs(self._context, (page.title, page.address))
        return self._html("fragments/catalogue.html", catalogue=view | heading | {"breadcrumbs": trail})

    def _html(self, template: str, **values: object) -> str:
        """The place of a piece of HTML, a block of its own."""
        self._fragments.append(self._build.renderer.fragment(template, **values))
        return Markup(_PLACE).format(len(self._fragments) - 1)


def with_fragments(html: str, fragments: Sequence[Markup]) -> str:
    """A page that Markdown is through with, and what its macros made."""
    return _PLACES.sub(lambda place: fragments[int(place[1])], html)

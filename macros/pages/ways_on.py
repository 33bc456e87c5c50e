"""From a page that tells of a system to the pages on which it works: letters, kits, sheets, boards."""

from __future__ import annotations

from macros.catalog import EventSeries, Initiative, Municipality, Organization, Service
from macros.catalog.event_series import OVER
from macros.pages.context import PageContext
from macros.pages.copp_view import guidance_centres
from macros.pages.schools_view import schools_address

Way = dict[str, object]
"""A button of record.html: `title`, `url`, `icon`, `main`."""
_TOWNS = "teachers/#towns"
"""The tools of every town, for what goes on in the whole country."""
_VISITS = ("visits/", "Куда прийти с классом: письма", "bus-school")
_INVITE = ("invite/", "Пригласить гостя: письма", "handshake-outline")
_GUESTS = ("visits/", "Пригласить профессионала: письма", "handshake-outline")
_BEFORE = ("teachers/worksheets/", "Листы: до, во время, после", "clipboard-text-outline")
_QUESTIONS = ("teachers/worksheets/#professional", "Вопросы гостю: лист", "clipboard-text-outline")
_KITS = ("teachers/kits/", "Набор на собрание: повестка, протокол, даты", "clipboard-text-outline")
_OPEN_DAYS = ("events/?kind=open-day", "Все дни открытых дверей", "door-open")
_MEETINGS = ("parents/#meetings", "Ближайшие собрания", "calendar-month")
_OF_SERIES = {
    "excursion": (_VISITS, _BEFORE),
    "campaign": (_VISITS, _BEFORE),
    "meeting": (_GUESTS, _QUESTIONS),
    "parent-meeting": (_MEETINGS, _KITS, _INVITE),
    "open-day": (_OPEN_DAYS,),
    "testing": (("quiz/", "Опросник на сайте", "compass-outline"),),
}
_OF_TOWN = (_VISITS, _INVITE, _GUESTS)
_OF_SERVICE = {
    "pupils": (("quiz/", "Опросник на сайте", "compass-outline"),),
    "parents": (("parents/", "Что успеть за год", "flag-checkered"),),
    "class-teachers": (
        ("teachers/kits/", "Наборы по классам", "clipboard-text-outline"),
        ("teachers/", "План года и тексты для чата", "calendar-month"),
    ),
    "partners": (
        ("about/coverage/", "Охват: что объявлено классам", "table-large"),
        ("partners/", "Как стать партнёром", "handshake-outline"),
    ),
}


def series_ways(context: PageContext, series: EventSeries) -> list[Way]:
    """What a school does about a series of its kind; nothing when the series is over."""
    if series.status.state in OVER:
        return []
    ways = []
    for way in _OF_SERIES.get(series.kind, ()):
        if way == _OPEN_DAYS and series.municipality:
            ways.append((f"{way[0]}&town={series.municipality}", *way[1:]))
        elif way not in _OF_TOWN:
            ways.append(way)
        elif series.municipality:
            ways.append((f"{series.municipality}/{way[0]}", *way[1:]))
        else:
            ways.append((_TOWNS, *way[1:]))
    return _buttons(context, ways)


def service_ways(context: PageContext, service: Service) -> list[Way]:
    """What those whom a service is for can do meanwhile on the site."""
    return _buttons(context, [way for audience in service.audience for way in _OF_SERVICE.get(audience, ())])


def organization_ways(context: PageContext, organization: Organization) -> list[Way]:
    """To the ЦОПП from itself and who tells of it, to the board from who coordinates, from a school to the others."""
    roles = {role.kind for role in organization.roles}
    towns = [context.catalog.get(Municipality, each) for each in context.catalog.near(organization)]
    ways = []
    for town in towns:
        if roles & {"guidance-centre", "sets-system"} and guidance_centres(context.catalog, town):
            name = "События ЦОПП" if len(towns) == 1 else f"События ЦОПП: {town.title}"
            ways.append((f"{town.id}/copp/", name, "compass-outline"))
        if roles & {"coordinates", "sets-system"}:
            ways.append((f"{town.id}/system/", "Кто за что отвечает", "sitemap-outline"))
        if "sets-system" in roles:
            ways.append((f"{town.id}/week/", "Неделя: тексты для чата и сайта", "calendar-week"))
    if organization.kind == "school":
        ways += [(schools_address(town.id), f"Школы {town.genitive}", "school-outline") for town in towns]
    if roles & {"coordinates", "sets-system"}:
        ways.append(("about/coverage/", "Охват: что объявлено классам", "table-large"))
    return _buttons(context, ways)


def partnership_way(context: PageContext, initiative: Initiative) -> list[Way]:
    """From the promises to a ЦОПП to the page where one sees what came of them."""
    town = context.catalog.find("Municipality", initiative.municipality)
    centres = {item.id for item in guidance_centres(context.catalog, town)} if town else set()
    if not centres.intersection(initiative.organizations):
        return []
    return _buttons(context, [(f"{town.id}/copp/", "События ЦОПП и обещания", "compass-outline")])


def _buttons(context: PageContext, ways: list[tuple[str, str, str]]) -> list[Way]:
    return [
        {"title": title, "url": context.root + address, "icon": icon, "main": number == 0}
        for number, (address, title, icon) in enumerate(dict.fromkeys(ways))
    ]

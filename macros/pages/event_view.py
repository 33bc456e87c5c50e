"""The page of an event."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from markupsafe import Markup

from macros.catalog import Event, Organization
from macros.catalog.fields import when_text
from macros.catalog.occurrences import Occurrence
from macros.catalog.wording import audience_text, change_lines, occurrence_words, place_text
from macros.feeds.slices import ALL, feed_path
from macros.pages import cards
from macros.pages.context import PageContext
from macros.pages.fair import planned, planner_action
from macros.pages.papers import event_papers, has_worksheets
from macros.pages.record_view import Fact, View, bullets, common_view, fact, links, missing, sections
from macros.pages.watching import watching_papers
from macros.text import russian

_STATE = {"cancelled": "off", "suspended": "off", "moved": "warn", "moved-online": "warn"}
_CLOSED = {"cancelled": "закрыта: событие отменено", "suspended": "приостановлена"}
_MOST_DATES = 40


def event_view(context: PageContext, event: Event) -> View:
    """When, where, for whom, how to get in, what to take, who runs it."""
    catalog = context.catalog
    view = common_view(context, event)
    catalog.term("event-kind", event.kind)
    shown = cards.next_occurrence(event, catalog.today)
    dates = event.occurrences
    view["badges"] = [{"kind": "age", "text": event.age_mark}, *view["badges"]]
    past = cards.is_past(event, catalog.today)
    if past:
        view["badges"].append({"kind": "archive", "text": "Прошло"})
    if shown is not None:
        view["when"] = {
            "text": russian.capitalise(occurrence_words(shown, event, with_year=True)),
            "iso": cards.iso(catalog, event, shown.start),
            "end_iso": cards.iso(catalog, event, shown.end or shown.start),
            "counted": event.status not in ("cancelled", "suspended"),
        }
    if shown is not None and not past and event.status != "cancelled":
        view["actions"] = [
            {
                "title": "Добавить в календарь",
                "url": "event.ics",
                "icon": "calendar-plus",
                "main": True,
                "download": True,
            }
        ]
    fair = planned(catalog, event)
    if fair and event.status not in ("cancelled", "suspended"):
        view["actions"] = [*view.get("actions", []), planner_action(context, fair, over=past)]
    changes = list(change_lines(event, shown))
    if changes or (event.status == "planned" and shown is not None and not past):
        view["state"] = _STATE.get(event.status, "info")
        words = changes or ["Дата может измениться: организатор её ещё не подтвердил."]
        view["state_html"] = Markup("<p>{}</p>").format(" ".join(words))
    hosts = catalog.organizations(event.run_by)
    view["facts"] = [
        *(fact("Когда", event.date_words, "calendar-question") if shown is None else []),
        *_place_fact(context, event),
        *_format_fact(context, event),
        *fact("Для кого", audience_text(catalog, event.audience, event.grades), "account-group-outline"),
        *fact("Кто проводит", links(context, hosts) if hosts else None, "school-outline"),
        *([] if past else _registration_facts(event)),
        *fact("Стоимость", {True: "бесплатно", False: "платно — уточните у организатора", None: None}[event.free]),
        *fact("Уровень", catalog.term("level", event.level).title),
        *_unified_fact(context, event),
    ]
    view["sections"] = [
        *sections(("bring", "Что взять с собой", bullets(event.bring))),
        *view["sections"],
        *sections(("guests", "Кто придёт", _guests(context, event))),
        *sections(("volunteers", "Нужны волонтёры", _volunteers(event))),
    ]
    if len(dates) > 1:
        words = [_date_line(event, item) for item in dates[:_MOST_DATES]]
        if len(dates) > _MOST_DATES:
            words.append(f"и ещё {len(dates) - _MOST_DATES}")
        view["sections"] += sections(("dates", "Все даты", bullets(words)))
    view["sections"] += sections(("quotas", "Места школ", _quotas(context, event)))
    view["sections"] += sections(("results", "Как прошло", _results(event)))
    town = catalog.town_of(event)
    path = feed_path(town.id if town else ALL, "")
    about = "Все события и важные даты города" if town else "События и важные даты всех городов"
    view["feed"] = context.feed(path, f"Календарь: {town.title}" if town else "Календарь всех событий", about)
    view["share"] = "" if past else share_text(context, event)
    view["change_url"] = "" if past or event.status == "cancelled" else _change_url(context, event)
    view["papers"] = [*event_papers(context, event), *watching_papers(context, event)]
    view["worksheets"] = f"{context.root}teachers/worksheets/" if has_worksheets(event) else ""
    return view


def _change_url(context: PageContext, event: Event) -> str:
    """The page that shows the lines by which the event is cancelled or moved."""
    told = {"file": event.path, "title": event.title}
    told |= {name: when_text(value) for name in ("start", "end") if (value := getattr(event, name)) is not None}
    return f"{context.root}editors/change/?{urlencode(told)}"


def share_text(context: PageContext, event: Event) -> str:
    """A ready announcement: what, when, what has changed, where, for whom, the address."""
    shown = cards.next_occurrence(event, context.catalog.today)
    when = occurrence_words(shown, event, with_year=True) if shown else cards.date_words(event)
    lines = [
        ("Пример: " if event.demo else "") + event.title,
        russian.capitalise(when),
        " ".join(change_lines(event, shown)),
        place_text(context.catalog, event),
        f"Для кого: {audience_text(context.catalog, event.audience, event.grades)}. {event.age_mark}",
        f"{context.site_url}{context.page}",
    ]
    return "\n".join(line for line in lines if line)


def _place_fact(context: PageContext, event: Event) -> list[Fact]:
    text: str | Markup = place_text(context.catalog, event)
    place = event.place
    if place and place.organization and place.visibility == "open" and event.status != "moved-online":
        organization = context.catalog.get(Organization, place.organization)
        rest = text.removeprefix(organization.title)
        text = Markup('<a href="{}">{}</a>{}').format(context.link(organization), organization.title, rest)
    found = fact("Где", text, "map-marker-outline")
    if event.online and event.status != "cancelled":
        if event.online.link:
            found += fact("Подключиться", Markup('<a href="{0}" rel="noopener">{0}</a>').format(event.online.link))
        found += fact("Подключение", event.online.note)
    return found


def _format_fact(context: PageContext, event: Event) -> list[Fact]:
    """The format, unless the place has said it: «Онлайн», «Заочно»."""
    title = context.catalog.term("event-format", event.format).title if event.format else ""
    return [] if title == place_text(context.catalog, event) else fact("Формат", title)


def _date_line(event: Event, item: Occurrence) -> str:
    """One of several dates, and from when it was moved if the whole event was not."""
    words = russian.capitalise(occurrence_words(item, event))
    alone = item.moved_from is not None and event.status != "moved"
    return f"{words} — перенесено с {russian.date_text(item.moved_from)}" if alone else words


def _registration_facts(event: Event) -> list[Fact]:
    registration = event.registration
    if event.status in _CLOSED:
        return fact("Запись", _CLOSED[event.status], "clock-outline") if registration and registration.needed else []
    if registration is None:
        return missing("Запись", "организатор не сообщил, нужна ли она", "clock-outline")
    if not registration.needed:
        return fact("Запись", "не нужна", "clock-outline")
    parts: list[str | Markup] = []
    if registration.deadline:
        time = f", {registration.deadline:%H:%M}" if isinstance(registration.deadline, datetime) else ""
        parts.append(f"До {russian.date_text(registration.deadline)} года{time}")
    if registration.who:
        parts.append(registration.who)
    if registration.link:
        parts.append(Markup('<a href="{}" rel="noopener">страница записи</a>').format(registration.link))
    return fact("Запись", Markup("; ").join(parts) if parts else "нужна", "clock-outline")


def _unified_fact(context: PageContext, event: Event) -> list[Fact]:
    model = event.unified_model
    if model is None:
        return []
    direction = context.catalog.term("guidance-direction", model.direction).title
    hours = russian.plural(model.hours, "час", "часа", "часов")
    return fact("Единая модель", f"{direction}, {hours}")


def _guests(context: PageContext, event: Event) -> Markup | None:
    catalog = context.catalog
    lines: list[str | Markup] = []
    for guest in event.guests:
        status = catalog.term("invitation", guest.status).title.lower()
        if guest.organization:
            who = links(context, [catalog.get(Organization, guest.organization)])
        else:
            who = catalog.term("organization-role", guest.role).title if guest.role else ""
        lines.append(Markup("{} — {}").format(who, status))
    return bullets(lines)


def _volunteers(event: Event) -> Markup | None:
    if event.volunteers is None:
        return None
    lines = list(event.volunteers.tasks) or ["Задачи уточняются"]
    if event.volunteers.count:
        lines.append(f"Нужно помощников: {event.volunteers.count}")
    return bullets(lines)


def _quotas(context: PageContext, event: Event) -> Markup | None:
    """«12 мест, придёт 10, пришло 9» by school: numbers, no names."""
    lines = []
    for item in event.quotas:
        words = [russian.plural(item.seats, "место", "места", "мест")] if item.seats is not None else []
        words += [f"придёт {item.coming}"] if item.coming is not None else []
        words += [f"пришло {item.came}"] if item.came is not None else []
        told = ", ".join(words) or "число мест не названо"
        lines.append(Markup("{} — {}").format(links(context, [context.catalog.get(Organization, item.school)]), told))
    return bullets(lines)


def _results(event: Event) -> Markup | None:
    if event.results is None:
        return None
    lines: list[str | Markup] = []
    if event.results.participants is not None:
        lines.append(f"Участников: {russian.number(event.results.participants)}")
    if event.results.note:
        lines.append(event.results.note)
    if event.results.recording:
        lines.append(Markup('<a href="{}" rel="noopener">Запись</a>').format(event.results.recording))
    for number, link in enumerate(event.results.materials, 1):
        lines.append(Markup('<a href="{}" rel="noopener">Материалы {}</a>').format(link, number))
    return bullets(lines)

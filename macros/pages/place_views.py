"""The pages of organizations and study programmes: where one learns and works."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from macros.catalog import EducationalProgram, EventSeries, Organization, Service
from macros.catalog.occupation import Exams
from macros.feeds.slices import ALL, feed_path
from macros.pages import cards
from macros.pages.class_visit import has_visit_plan, visit_address
from macros.pages.coming import no_dates_section
from macros.pages.context import PageContext
from macros.pages.dual_view import DUAL, dual_section
from macros.pages.fair import has_planner, planner_action
from macros.pages.links import sheet_address, subject_address
from macros.pages.network_view import network_address, offers_in
from macros.pages.papers import organization_papers
from macros.pages.record_view import (
    Fact,
    Section,
    View,
    aliases_fact,
    bullets,
    common_view,
    fact,
    link_fact,
    links,
    missing,
    sections,
    statistics_section,
)
from macros.pages.road import organization_road, program_road
from macros.pages.ways_on import organization_ways
from macros.text import russian
from macros.text.richtext import richtext


def organization_view(context: PageContext, organization: Organization) -> View:
    """What it is, what it answers for, what it offers; its calendar."""
    catalog = context.catalog
    view = common_view(context, organization)
    catalog.term("organization-kind", organization.kind)
    parent = catalog.find("Organization", organization.part_of)
    town = catalog.town_of(organization)
    parts = tuple(item for item in catalog.referring(organization, Organization) if item.part_of == organization.id)
    view["facts"] = [
        *fact("Сокращённо", organization.short),
        *fact("Чем занимается", organization.field, "briefcase-outline"),
        *fact("Где", organization.address or (town.title if town else None), "map-marker-outline"),
        *fact("Входит в", links(context, [parent]) if parent else None),
        *fact("Подразделения", links(context, parts) if parts else None),
        *(link_fact("Сайт", organization.link) or missing("Сайт", "адрес не проверен", "open-in-new")),
        *missing("Телефон и почта", "публикуем только после проверки у организации"),
        *fact("Доступная среда", organization.accessible),
        *fact("Закрыта", organization.closed),
        *aliases_fact(organization.aliases),
    ]
    roles = [role.text for role in organization.roles]
    offers = []
    for offer in organization.offers:
        words = catalog.term("offer-kind", offer.kind).title
        words += f" «{offer.title}»" if offer.title else ""
        words += f" ({russian.grades_text(offer.grades.first, offer.grades.last)})" if offer.grades else ""
        only = ", ".join(catalog.get(Organization, item).label for item in offer.only_for)
        bring = ", ".join(offer.bring)
        more = [
            f"только для: {only}" if only else "",
            offer.when,
            offer.group,
            f"взять с собой: {bring}" if bring else "",
            offer.apply,
            offer.text,
        ]
        offers.append(". ".join([words, *(russian.capitalise(each.rstrip(".")) for each in more if each)]))
    view["sheet_url"] = context.root + sheet_address(organization)
    view["sections"] = [
        *no_dates_section(context, organization),
        *view["sections"],
        *sections(("services", "Чем помогают и как это получить", _services_html(context, (organization, *parts)))),
        *sections(("roles", "За что отвечает в профориентации", bullets(roles))),
        *sections(("offers", "Что предлагает школам", _offers_html(context, organization, bullets(offers)))),
        *dual_section(context, organization),
        *statistics_section(context, organization),
    ]
    view["road"] = organization_road(context, organization)
    view["papers"] = organization_papers(context, organization)
    view["actions"] = organization_ways(context, organization)
    if has_visit_plan(organization):
        plan = {"title": "Прийти с классом", "url": context.root + visit_address(organization), "main": True}
        view["actions"].append(plan | {"icon": "bus-school"})
    for fair in catalog.referring(organization, EventSeries):
        if organization.id in fair.hosts and has_planner(fair):
            view["actions"].append(planner_action(context, fair) | {"title": f"{fair.title}: план посещения"})
    path = feed_path(organization.municipality or ALL, organization.id)
    view["feed"] = context.feed(path, "Календарь организации", "Её события — сами появятся у вас в календаре")
    return view


def _offers_html(context: PageContext, organization: Organization, offers: Markup | None) -> Markup | None:
    """The offers; under those of a school or college near a town, the way to letters that another school sends."""
    towns = context.catalog.near(organization)
    if not offers or not towns or not offers_in(organization):
        return offers
    letters = context.root + network_address(towns[0], organization)
    return offers + Markup('<p class="no-print"><a href="{}">Письма между школами</a></p>').format(letters)


def _services_html(context: PageContext, providers: Iterable[Organization]) -> Markup | None:
    """What one can ask an organization and its parts for: for whom, and how one gets it as far as that is known."""
    catalog = context.catalog
    items = []
    for provider in providers:
        for service in catalog.referring(provider, Service):
            how = richtext(service.how_to_get) if service.how_to_get else Markup("<p>{}</p>").format(_HOW_UNKNOWN)
            whom = cards.audience_line(catalog, service)
            items.append(
                Markup('<li><a href="{}">{}</a> <span class="soft">— {}</span>{}</li>').format(
                    context.link(service), service.title, whom, how
                )
            )
    return Markup("<ul>{}</ul>").format(Markup("").join(items)) if items else None


_HOW_UNKNOWN = "Как записаться, источники не говорят: на странице услуги — лист подготовки и заявка от школы."


def program_view(context: PageContext, program: EducationalProgram) -> View:
    """Code, level, provider, how to get in."""
    catalog = context.catalog
    view = common_view(context, program)
    provider = catalog.get(Organization, program.provider)
    # One programme is taught in many places: a tab or a search result has to say where.
    view["page_title"] = f"{program.title}, {program.code}, {provider.label}"
    view["facts"] = program_facts(context, program)
    view["sections"] += program_sections(context, program)
    view["road"] = program_road(context, program)
    feed = feed_path(provider.municipality or ALL, provider.id)
    view["feed"] = context.feed(feed, f"Календарь: {provider.label}", "Дни открытых дверей и другие события")
    return view


def program_facts(context: PageContext, program: EducationalProgram) -> list[Fact]:
    """Where, by which code, after which grade, how long."""
    catalog = context.catalog
    provider = catalog.get(Organization, program.provider)
    level = catalog.term("education-level", program.level)
    return [
        *fact("Где учат", links(context, [provider]), "school-outline"),
        *fact("Код", f"{program.code} (перечень {program.list_year} года)"),
        *fact("Прежние коды", ", ".join(program.replaces)),
        *fact("Уровень", level.title),
        *fact("После какого класса", ", ".join(f"после {grade}" for grade in program.after)),
        *_listed(context, "Форма", "study-form", program.forms, "проверьте на сайте организации"),
        *_listed(context, "Основа", "study-basis", program.basis, "места и плату публикует организация"),
        *(fact("Срок", program.duration) if program.duration else missing("Срок", "проверьте на сайте организации")),
        *fact("Дуальное обучение", _dual_words(context) if program.dual else None),
        *fact("Рабочее место", links(context, [catalog.get(Organization, item) for item in program.workplaces])),
        *aliases_fact(program.aliases),
    ]


def _dual_words(context: PageContext) -> Markup:
    return Markup('да — <a href="{}">как так учатся</a>').format(context.root + DUAL)


def program_sections(context: PageContext, program: EducationalProgram) -> list[Section]:
    """Entrance exams and the admission of past years."""
    admission = [
        f"{item.year}: " + ", ".join(filter(None, (f"мест {item.places}" if item.places else "", item.score or "")))
        for item in program.admission
    ]
    return [
        *sections(("exams", "Вступительные экзамены", exams_html(context, program.exams))),
        *sections(("admission", "Приём прошлых лет", bullets(admission))),
    ]


def exams_html(context: PageContext, sets: tuple[Exams, ...]) -> Markup | None:
    """Sets of exams, each with its year."""
    lines = []
    for exams in sets:
        parts = []
        for title, subjects in (("обязательно", exams.required_subjects), ("на выбор", exams.choice)):
            if subjects:
                parts.append(f"{title} — {', '.join(subject_words(context, subjects))}")
        lines.append(f"Приём {exams.year} года: {'; '.join(parts)}." + (f" {exams.note}." if exams.note else ""))
    return bullets(lines)


def subject_links(context: PageContext, subjects: tuple[str, ...]) -> Markup:
    """School subjects in one line, each a link to its page."""
    return Markup(", ").join(
        Markup('<a href="{}">{}</a>').format(context.root + subject_address(item), word)
        for item, word in zip(subjects, subject_words(context, subjects), strict=True)
    )


def subject_words(context: PageContext, subjects: tuple[str, ...]) -> list[str]:
    """School subjects in words, lower case."""
    return [context.catalog.term("subject", item).title.lower() for item in subjects]


def _listed(context: PageContext, label: str, vocabulary: str, terms: tuple[str, ...], why: str) -> list[Fact]:
    words = [context.catalog.term(vocabulary, item).title.lower() for item in terms]
    return fact(label, ", ".join(words)) if words else missing(label, why)

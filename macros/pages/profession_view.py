"""The page of a profession: its head as values; the prose comes from MkDocs."""

from __future__ import annotations

import re
from html import unescape

from markupsafe import Markup

from macros.catalog import Catalog, EducationalProgram, Event, Grades, Occupation, Organization
from macros.catalog.wording import occurrence_words
from macros.feeds.slices import ALL, feed_path, word
from macros.pages import cards
from macros.pages.context import PageContext
from macros.pages.grades import coming_dates
from macros.pages.place_views import exams_html, subject_links
from macros.pages.play_view import play_address
from macros.pages.record_view import (
    Fact,
    Section,
    View,
    aliases_fact,
    bullets,
    common_view,
    event_order,
    fact,
    links,
    sections,
)
from macros.pages.road import profession_road
from macros.text import russian
from macros.text.richtext import richtext

_TEACHING = frozenset({"college", "university", "university-branch"})
_LEAVING = Grades(9, 9)
_HEADING = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>')


def profession_view(context: PageContext, occupation: Occupation, prose: Markup) -> View:
    """The head of a card as values; `prose` is the finished HTML of its text."""
    catalog = context.catalog
    view = common_view(context, occupation)
    view["klimov"], view["art"] = occupation.klimov, occupation.id
    view["summary"] = ""  # the first of the three doors says it
    view["badges"] = klimov_badges(catalog, occupation) + view["badges"]
    view["doors"] = doors(context, occupation)
    view["road"] = profession_road(context, occupation)
    view["facts"] = profession_facts(context, occupation)
    view["sections"] = [*_prose_sections(prose), *profession_sections(context, occupation)]
    view["contents"] = True
    if occupation.play:
        game = {"title": "Поиграть с детьми 5–10 лет", "url": context.root + play_address(occupation)}
        view["actions"] = [game | {"icon": "drama-masks"}]
    field = catalog.term("klimov", occupation.klimov)
    view["feed"] = context.feed(
        feed_path(ALL, word(field)), f"Календарь: {field.title}", "События о профессиях этого типа во всех городах"
    )
    return view


def klimov_badges(catalog: Catalog, occupation: Occupation) -> list[dict[str, str]]:
    """The main type by Klimov and the further ones."""
    types = (occupation.klimov, *occupation.klimov_also)
    return [{"kind": item, "text": catalog.term("klimov", item).title} for item in types]


def doors(context: PageContext, occupation: Occupation) -> list[dict[str, str | Markup]]:
    """The three headline blocks: what one does, where one learns it here, when to come and see."""
    study = _study_door(context, occupation, context.catalog.programs_of(occupation))
    return [
        {"title": "Что делает", "icon": "briefcase-outline", "html": Markup("<p>{}</p>").format(occupation.summary)},
        {"title": "Где этому учатся здесь", "icon": "school-outline", "html": study},
        {"title": "Ближайшая дверь", "icon": "calendar-month", "html": _date_door(context, occupation)},
    ]


def profession_facts(context: PageContext, occupation: Occupation) -> list[Fact]:
    """Subjects, interests, codes, other names."""
    return [
        *fact("Школьные предметы", subject_links(context, occupation.subjects), "school-outline"),
        *fact("ОГЭ: полезный выбор", subject_links(context, occupation.oge)),
        *fact("Интересы", "; ".join(_interest(context, letter) for letter in occupation.riasec)),
        *fact("Код занятия", _codes(occupation)),
        *aliases_fact(occupation.aliases),
    ]


def profession_sections(context: PageContext, occupation: Occupation) -> list[Section]:
    """What the head of the card says at length: conditions, limits, ways, exams, tries."""
    catalog = context.catalog
    limits = [
        Markup("{}{}").format(
            richtext(item.text), Markup('<p class="soft">{}</p>').format(item.law) if item.law else ""
        )
        for item in occupation.limits
    ]
    routes = [f"{catalog.term('route-kind', item.kind).title}. {item.text}" for item in occupation.routes]
    tries = [
        f"{russian.capitalise(russian.grades_text(item.grades.first, item.grades.last))}. {item.text}"
        for item in occupation.tries
    ]
    return [
        *sections(("conditions", "Условия", bullets(occupation.conditions))),
        *sections(("not-for", "Не подойдёт, если…", bullets(occupation.not_for))),
        *sections(("limits", "Здоровье и закон", bullets(limits))),
        *sections(("ways", "Пути: колледж, вуз, работа", bullets(routes))),
        *sections(("exams", "ЕГЭ", exams_html(context, occupation.ege))),
        *sections(("tries", "Попробовать по возрасту", bullets(tries))),
        *sections(("questions", "Спросить у профессионала", bullets(occupation.questions))),
    ]


def _prose_sections(prose: Markup) -> list[Section]:
    """The text of a card cut at its second-level headings, which MkDocs has given their ids."""
    parts = _HEADING.split(str(prose))
    opening = [Section("about", "Об этой работе", Markup(parts[0]))] if parts[0].strip() else []
    rest = zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    return opening + [Section(anchor, unescape(title), Markup(html)) for anchor, title, html in rest]


def _study_door(context: PageContext, occupation: Occupation, programs: tuple[EducationalProgram, ...]) -> Markup:
    if not programs:
        places = [item for item in context.catalog.referring(occupation, Organization) if item.kind in _TEACHING]
        ask = Markup(" Спросите здесь: {}.").format(links(context, places[:3])) if places else ""
        return Markup('<p class="soft">Нет данных: программы ещё не проверены.{}</p>').format(ask)
    lines = Markup("").join(
        Markup('<li><a href="{}">{}</a> — {}</li>').format(
            context.link(item), item.title, context.catalog.get(Organization, item.provider).label
        )
        for item in programs[:4]
    )
    return Markup("<ul>{}</ul>").format(lines)


def _date_door(context: PageContext, occupation: Occupation) -> Markup:
    catalog = context.catalog
    events = [item for item in catalog.referring(occupation, Event) if not cards.is_past(item, catalog.today)]
    lines, opening = [], Markup("")
    for event in sorted(events, key=event_order(catalog.today))[:2]:
        shown = cards.next_occurrence(event, catalog.today)
        when = occurrence_words(shown, event) if shown else cards.date_words(event)
        sample = "Пример: " if event.demo else ""
        lines.append(
            Markup('<li><a href="{}">{}{}</a> — {}</li>').format(context.link(event), sample, event.title, when)
        )
    if not lines:
        opening = Markup('<p class="soft">Событий пока не объявили. Зато известны сроки:</p>')
        # Without exams for a university the way leads through a college, after grade 9 first of all.
        dates = [item for item in coming_dates(catalog) if occupation.ege or item.grades.meets(_LEAVING)]
        for key_date in dates[:2]:
            lines.append(
                Markup('<li><a href="{}">{}</a> — {}</li>').format(
                    context.link(key_date), key_date.title, russian.date_text(key_date.day)
                )
            )
    if not lines:
        return Markup("<p>Дата ещё не объявлена.</p>")
    return Markup("{}<ul>{}</ul>").format(opening, Markup("").join(lines))


def _interest(context: PageContext, letter: str) -> str:
    term = context.catalog.term("riasec", letter)
    return f"{term.title.lower()}: {term.help}"


def _codes(occupation: Occupation) -> str:
    words = f"ISCO-08 (МСКЗ-08): {', '.join(occupation.isco08)}"
    if occupation.okz:
        checked = "" if occupation.okz_verification == "verified" else ", требует проверки"
        words += f"; ОКЗ: {', '.join(occupation.okz)}{checked}"
    return words

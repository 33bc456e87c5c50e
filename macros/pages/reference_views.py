"""The pages of documents, resources and key dates: what facts rest on and what must not be missed."""

from __future__ import annotations

from markupsafe import Markup

from macros.catalog import Document, KeyDate, Resource
from macros.feeds.slices import ALL, KEY_DATES, feed_path
from macros.pages import cards
from macros.pages.context import PageContext
from macros.pages.measures import measures_view
from macros.pages.record_view import (
    View,
    aliases_fact,
    bullets,
    common_view,
    fact,
    link_fact,
    links,
    missing,
    sections,
    status_facts,
)
from macros.pages.watching import watched_on
from macros.text import russian


def document_view(context: PageContext, document: Document) -> View:
    """Number, date, issuer, whether it is in force; its facts and the records that rest on them."""
    catalog = context.catalog
    view = common_view(context, document)
    date_text = f"{russian.date_text(document.date)} года" if document.date else document.date_words
    issuer = catalog.find("Organization", document.issuer)
    parties = catalog.organizations(document.parties)
    view["facts"] = [
        *(fact("Номер", f"№ {document.number}") if document.number else missing("Номер", "в источнике его нет")),
        *(
            fact("Дата", date_text, "calendar-month")
            if date_text
            else missing("Дата", "в источнике её нет", "calendar-month")
        ),
        *fact("Кто издал", links(context, [issuer]) if issuer else None),
        *fact("Стороны", links(context, parties) if parties else None),
        *fact("Подписал", document.author),
        *fact("Кому направлен", document.addressees),
        *fact("Действие", catalog.term("in-force", document.in_force).title),
        *fact("Файл", document.file),
        *link_fact("Где опубликован", document.link),
    ]
    if document.in_force == "unknown":
        text = catalog.term("in-force", document.in_force).title
        view["badges"].insert(0, {"kind": "status-warn", "text": text})
    view["measures"] = measures_view(context, document)
    if view["measures"] and view["measures"]["year"]:
        view["actions"] = [view["measures"]["year"] | {"icon": "calendar-month"}]
    view["sections"] = [
        *view["sections"],
        *sections(("rows", "Что сказано в документе", rows_table(context, document))),
    ]
    return view


def rows_table(context: PageContext, document: Document) -> Markup | None:
    """Every numbered fact of a document with the records that carry it."""
    if not document.rows:
        return None
    carriers: dict[str, list] = {row.id: [] for row in document.rows}
    for record in context.catalog.citing(document):
        for source in record.sources:
            if source.document == document.id:
                for row in source.rows:
                    carriers.setdefault(row, []).append(record)
    heads = ("Строка", "Что сказано", "Где это на сайте")
    # On a phone a row is a small list, and only the last line needs its head.
    place = Markup('<span class="cell-head" aria-hidden="true">{}</span>').format(heads[-1])
    lines = Markup("").join(
        Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}{}</td></tr>').format(
            row.id, row.fact, place, links(context, _unique(carriers[row.id]))
        )
        for row in document.rows
    )
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(item) for item in heads)
    table = Markup('<table class="facts-table programme"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(
        head, lines
    )
    return Markup('<div class="scroll" tabindex="0" role="group" aria-label="{}">{}</div>').format(
        f"Факты документа «{document.title}»", table
    )


def _unique(records: list) -> list:
    return list({record.key: record for record in records}.values())


def resource_view(context: PageContext, resource: Resource) -> View:
    """Where it is, whether it works, what it is good for."""
    catalog = context.catalog
    view = common_view(context, resource)
    instead = catalog.find("Resource", resource.instead)
    view["facts"] = [
        *(link_fact("Адрес", resource.link) or missing("Адрес", "не проверен", "open-in-new")),
        *status_facts(catalog, resource.status),
        *fact("Для кого", cards.audience_line(catalog, resource), "account-group-outline"),
        *fact("Чем заменить", links(context, [instead]) if instead else None),
        *fact("Сведения проверены", f"{russian.date_text(resource.checked)} года", "check-circle-outline"),
        *aliases_fact(resource.aliases),
    ]
    view["actions"] = watched_on(context, resource)
    view["sections"] = [*view["sections"], *sections(("use", "Чем полезен", resource.use))]
    return view


def key_date_view(context: PageContext, key_date: KeyDate) -> View:
    """The day, how sure it is, what to do, what is different in which town."""
    catalog = context.catalog
    view = common_view(context, key_date)
    catalog.term("key-date-subject", key_date.subject)
    day = key_date.day
    if day:
        last = key_date.until or day
        view["when"] = {
            "text": russian.capitalise(russian.when(day, last, with_year=True)),
            "iso": day.isoformat(),
            "end_iso": last.isoformat(),
        }
    if not key_date.is_confirmed:
        view["state"] = "warn"
        view["state_html"] = Markup("<p>{}. {}</p>").format(
            cards.basis_words(catalog, key_date),
            "Уточните дату в школе, когда выйдет приказ этого года." if day else "Дату объявят приказом.",
        )
    shifted = None
    if key_date.is_shifted:
        shifted = f"Выпадает на выходной ({russian.day_text(key_date.computed)}), поэтому перенесена на рабочий день"
    view["facts"] = [
        *(fact("Когда", key_date.date_words, "calendar-question") if day is None else []),
        *fact(
            "Кого касается", russian.grades_text(key_date.grades.first, key_date.grades.last), "account-group-outline"
        ),
        *fact("Учебный год", key_date.school_year),
        *fact("Правило", key_date.rule_words, "information-outline"),
        *fact("Перенос", shifted),
    ]
    special = [
        Markup("<strong>{}.</strong> {}").format(town.title, item.text)
        for town in catalog.towns()
        for item in town.special_rules
        if item.subject == key_date.subject and item.grades.meets(key_date.grades)
    ]
    view["sections"] = [
        *sections(("todo", "Что сделать", key_date.what_to_do)),
        *sections(("special", "Где иначе", bullets(special))),
        *view["sections"],
        *sections(("last-year", "В прошлом учебном году", bullets(key_date.last_year))),
    ]
    view["feed"] = context.feed(feed_path(ALL, KEY_DATES), "Календарь важных дат", "Экзамены и поступление")
    return view

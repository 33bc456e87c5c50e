"""Measures of a document: what carries out each, for which grades and audiences, and where nothing does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from macros.catalog import (
    Catalog,
    Document,
    Event,
    EventSeries,
    Initiative,
    Municipality,
    VolunteerCorps,
)
from macros.catalog.dates import school_year_of
from macros.catalog.event_series import OVER
from macros.catalog.small_records import Measure
from macros.pages import cards
from macros.pages.context import PageContext
from macros.pages.links import address
from macros.pages.matrix import Matrix, Row, csv_bytes
from macros.text import russian

Carrier = EventSeries | Initiative | VolunteerCorps
_CHILDREN = {"pupils", "preschoolers"}
_ADULTS = ("parents", "class-teachers", "teachers")
"""Audiences beside the children whose grades are counted."""
_NO_GRADE = "Класс не назван"
_EVENTS = "Событий за год"
_HEADING = (
    "Документ", "№", "Мера", "Форма работы", "Строки документа", "Чем исполняется", "Вид записи", "Статус",
    "Когда бывает", "Для кого", "Классы", "Событий за учебный год", "Страница",
)  # fmt: skip


class Told(NamedTuple):
    """A measure with its number and those who carry it out today; what is over stands in `gone`."""

    number: int
    measure: Measure
    carriers: tuple[Carrier, ...]
    gone: tuple[Carrier, ...]


def source_of(catalog: Catalog, document: Document) -> Document:
    """The document whose measures are shown: itself, or the one they are known from."""
    return catalog.find("Document", document.measures_from) or document


def measures_of(catalog: Catalog, document: Document) -> list[Told]:
    """The measures of a document in their order; what was replaced is carried out by its successor."""
    found = []
    for number, measure in enumerate(source_of(catalog, document).measures, 1):
        named: list[Carrier] = [catalog.get(EventSeries, item) for item in measure.series]
        named += [catalog.get(Initiative, item) for item in measure.initiatives]
        named += [catalog.get(VolunteerCorps, item) for item in measure.volunteers]
        gone = tuple(item for item in named if item.status.state in OVER)
        heirs = [catalog.find("EventSeries", getattr(item, "successor", None)) for item in gone]
        running = [item for item in (*named, *heirs) if item and item.status.state not in OVER]
        found.append(Told(number, measure, tuple({item.key: item for item in running}.values()), gone))
    return found


def measures_view(context: PageContext, document: Document) -> dict[str, Any] | None:
    """The list of measures, the matrix, its gaps and the way to the table; None for a document without measures."""
    catalog = context.catalog
    told = measures_of(catalog, document)
    if not told:
        return None
    source = source_of(catalog, document)
    board = _board(catalog, document, told)
    town = catalog.town_of(document)
    return {
        "borrowed": {"title": source.title, "url": context.link(source)} if source is not document else None,
        "measures": [_measure(context, item) for item in told],
        "board": board,
        "gaps": _gaps(catalog, board, told),
        "school_year": school_year_of(catalog.today),
        "csv": context.root + csv_name(document),
        "year": {"title": f"План года: {town.title}", "url": f"{context.root}{town.id}/year/"} if town else None,
    }


def csv_name(document: Document) -> str:
    """The table of a document's measures, from the site root."""
    return f"{address(document)}measures.csv"


def measure_tables(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """Every document with measures as a table: a row for each measure and what carries it out, gaps too."""
    for document in catalog.all(Document):
        told = measures_of(catalog, document)
        if told:
            rows = [row for item in told for row in _csv_rows(catalog, document, item)]
            yield csv_name(document), csv_bytes(_HEADING, rows)


def town_measures(catalog: Catalog, town: Municipality) -> list[tuple[Document, list[Told]]]:
    """The documents of a town with measures of their own, which its year plan refers to."""
    found = [item for item in catalog.all(Document) if item.municipality == town.id and item.measures]
    return [(item, measures_of(catalog, item)) for item in found]


def name_of(catalog: Catalog, document: Document) -> str:
    """«Приказ № 363 от 13 марта 2020 года», or the title of a document without a number."""
    if not document.number:
        return document.title
    dated = f" от {russian.date_text(document.date)} года" if document.date else ""
    return f"{catalog.term('document-kind', document.kind).title} № {document.number}{dated}"


# --- the matrix --------------------------------------------------------------------------------------


def _board(catalog: Catalog, document: Document, told: list[Told]) -> Matrix:
    bands = [term for term in catalog.vocabularies["grade-band"].terms if term.grades]
    adults = [catalog.term("audience", item) for item in _ADULTS]
    columns = (*(_band_title(term) for term in bands), _NO_GRADE, *(term.title for term in adults), _EVENTS)
    rows = []
    for item in told:
        children = [each for each in item.carriers if _CHILDREN & set(_audience(each))]
        ungraded = sum(each.grades is None for each in children)
        counts = [
            sum(each.grades is not None and each.grades.meets(term.grades) for each in children) for term in bands
        ]
        # What names no grades may be for these too: that is no gap.
        cells: list[int | None] = [count or (None if ungraded else 0) for count in counts]
        cells.append(ungraded)
        cells += [sum(term.id in _audience(each) for each in item.carriers) for term in adults]
        title = f"{item.number}. {item.measure.title}"
        rows.append(Row(title, (*cells, len(_events(catalog, document, item.carriers)))))
    awaited = frozenset((*range(len(bands)), len(columns) - 1))
    caption = "Сколько акций, проектов и отрядов исполняет меру"
    return Matrix(caption, "Мера", columns, tuple(rows), awaited, "класс не назван")


def _band_title(term: Any) -> str:
    return "Дошкольники" if term.grades.last == 0 else term.title


def _audience(carrier: Carrier) -> tuple[str, ...]:
    return ("pupils",) if isinstance(carrier, VolunteerCorps) else carrier.audience


def _events(catalog: Catalog, document: Document, carriers: tuple[Carrier, ...]) -> list[Event]:
    """Events of this school year that belong to what carries out a measure, in the document's town."""
    year = school_year_of(catalog.today)
    places = (document.municipality, None)
    found: dict[str, Event] = {}
    for carrier in carriers:
        for event in catalog.referring(carrier, Event):
            belongs = carrier.id in (event.series, event.initiative) and event.status != "cancelled"
            near = not document.municipality or event.municipality in places
            if belongs and near and event.start and school_year_of(event.start) == year:
                found[event.id] = event
    return list(found.values())


def _gaps(catalog: Catalog, board: Matrix, told: list[Told]) -> list[str]:
    """What no measure reaches, in words: grades, audiences, measures that nothing carries out or dates."""
    empty = [title for index, title in enumerate(board.columns) if not any(row.cells[index] for row in board.rows)]
    counted = {_NO_GRADE, _EVENTS}
    gaps = []
    bands = board.columns[: board.columns.index(_NO_GRADE)]
    missed = [title for title in empty if title not in counted]
    if set(bands) <= set(missed):
        gaps.append("Для каких классов эти меры, источник не называет")
        missed = [title for title in missed if title not in bands]
    if missed:
        gaps.append(f"Ни в одной мере не названы: {', '.join(missed).lower()}")
    nobody = [f"{item.number}" for item in told if not item.carriers]
    if nobody:
        gaps.append(f"Никто не назван исполнителем: меры {', '.join(nobody)}")
    if _EVENTS in empty:
        gaps.append("Ни у одной меры нет событий с датой в этом учебном году")
    return gaps


def _measure(context: PageContext, item: Told) -> dict[str, Any]:
    catalog, measure = context.catalog, item.measure
    return {
        "id": f"measure-{item.number}",
        "title": measure.title,
        "form": catalog.term("guidance-form", measure.form).title if measure.form else "",
        "rows": _rows_words(measure),
        "carriers": [_carrier(context, each) for each in item.carriers],
        "gone": [
            {"title": each.title, "url": context.link(each), "state": catalog.term("activity-status", state).title}
            for each in item.gone
            for state in (each.status.state,)
        ],
    }


def _rows_words(measure: Measure) -> str:
    """«строка S6», «строки S8, S9a»; nothing when the measure quotes none."""
    return f"{'строка' if len(measure.rows) == 1 else 'строки'} {', '.join(measure.rows)}" if measure.rows else ""


def _carrier(context: PageContext, carrier: Carrier) -> dict[str, Any]:
    catalog = context.catalog
    return {
        "title": carrier.title,
        "url": context.link(carrier),
        "whom": _whom(catalog, carrier),
        "badge": cards.status_badge(catalog, carrier.status),
    }


def _whom(catalog: Catalog, carrier: Carrier) -> str:
    if isinstance(carrier, VolunteerCorps):
        return russian.grades_text(carrier.grades.first, carrier.grades.last) if carrier.grades else ""
    return cards.audience_line(catalog, carrier)


def _csv_rows(catalog: Catalog, document: Document, item: Told) -> Iterator[tuple[object, ...]]:
    measure = item.measure
    form = catalog.term("guidance-form", measure.form).title if measure.form else ""
    common = (name_of(catalog, document), item.number, measure.title, form, ", ".join(measure.rows))
    for carrier in (*item.carriers, *item.gone):
        season = carrier.season.text if isinstance(carrier, EventSeries) else ""
        grades = russian.grades_text(carrier.grades.first, carrier.grades.last) if carrier.grades else "не названы"
        audience = ", ".join(catalog.term("audience", each).title for each in _audience(carrier))
        state = catalog.term("activity-status", carrier.status.state).title
        events = len(_events(catalog, document, (carrier,)))
        told = (carrier.title, carrier.TYPE.one, state, season, audience, grades, events, address(carrier))
        yield (*common, *told)
    if not item.carriers and not item.gone:
        yield (*common, "никто не назван", "", "", "", "", "", 0, "")

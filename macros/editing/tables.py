"""Tables that schools send: CSV in whatever way Excel saved it, and spreadsheets, as rows of texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 2_000
_MAX_COLUMNS = 100


class NoTable(ValueError):
    """The file cannot be read as a table; the text says in Russian what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it: `columns` are (letter, name), a row is (its number in the file, texts)."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(raw: bytes, *, spreadsheet: bool, is_name: Callable[[str], bool]) -> Table:
    """The first table of a file. `is_name` knows the names of columns: the header is the first row with two of them.

    Raises NoTable.
    """
    if len(raw) > MAX_BYTES:
        raise NoTable(f"файл больше {MAX_BYTES // 1024 // 1024} МБ: оставьте в нём одну таблицу без картинок")
    sheets = _spreadsheet(raw) if spreadsheet else iter([_csv(raw)])
    for rows in sheets:
        table = _below_header(rows, is_name)
        if table is not None:
            return table
    raise NoTable(
        "нет строки с названиями столбцов: назовите столбцы как поля формы, например «Название», «Начало», «Для кого»"
    )


def _below_header(rows: Iterator[list[str]], is_name: Callable[[str], bool]) -> Table | None:
    header: list[str] | None = None
    found = []
    for number, row in enumerate(rows, 1):
        if header is None:
            if sum(bool(cell) and is_name(cell) for cell in row) >= 2:
                header = row
        elif any(row):
            if len(found) == MAX_ROWS:
                raise NoTable(f"в таблице больше {MAX_ROWS} строк: разделите её")
            found.append((number, tuple(row[: len(header)]) + ("",) * (len(header) - len(row))))
    if header is None:
        return None
    columns = tuple((get_column_letter(index), " ".join(name.split())) for index, name in enumerate(header, 1))
    return Table(columns, tuple(found))


def _csv(raw: bytes) -> Iterator[list[str]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel writes in Russia unless it is asked for UTF-8; every byte means something in it.
        text = raw.decode("cp1251", "replace")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";\t,", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [cell.strip() for cell in row[:_MAX_COLUMNS]]
    except csv.Error:
        raise NoTable("таблицу нельзя прочитать: сохраните её заново как CSV или .xlsx") from None


def _spreadsheet(raw: bytes) -> Iterator[Iterator[list[str]]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError):
        raise NoTable("это не книга Excel: сохраните таблицу как .xlsx или CSV") from None
    for sheet in book.worksheets:
        yield ([_text(cell) for cell in row] for row in sheet.iter_rows(max_col=_MAX_COLUMNS, values_only=True))


def _text(value: Any) -> str:
    """A cell as an editor would have typed it into a record."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()

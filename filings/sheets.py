"""The rows of a spreadsheet that somebody sent, or why it cannot be read and what to do."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from uploads.formats.xlsx import UnreadableWorkbook, cell_texts, examine_workbook, is_workbook

LARGEST = 50 * 1024 * 1024
TOO_LARGE = (
    "The file is larger than 50 megabytes, which a list of answers is not. It was not read. "
    "Send only the rows of this filing."
)
MOST_ROWS = 200_000
SAVE_AS = "Save the list as Excel (.xlsx) or CSV, and send that."


class CannotRead(ValueError):
    """Why a returned list cannot be taken at all and what to do, in words for the person who sent it."""


# How files begin that people send in place of a list.
OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "of an older Excel or Word kind (.xls, .doc)",
    b"{\\rtf": "a text document (.rtf)",
}


def rows_of(path: Path) -> Iterator[list[str]]:
    with path.open("rb") as file:
        head = file.read(8)
    if kind := next((words for start, words in OTHER_KINDS.items() if head.startswith(start)), ""):
        raise CannotRead(f"The file is {kind}, and not a list that can be read. {SAVE_AS}")
    if is_workbook(path, head):
        return limited(workbook_rows(path))
    return limited(csv_rows(path))


def limited(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    yield from islice(rows, MOST_ROWS)
    if next(rows, None) is not None:
        raise CannotRead(f"The list has more than {MOST_ROWS:,} rows. Send only those of this filing.")


def workbook_rows(path: Path) -> Iterator[list[str]]:
    try:
        title = examine_workbook(path).sheet
    except UnreadableWorkbook as why:
        raise CannotRead(f"{why.message} {SAVE_AS}") from why
    # Formulas as they are written: what one showed when the file was saved is nobody's answer.
    book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    try:
        sheet = book[title]
        sheet.reset_dimensions()
        yield from (cell_texts(map(as_written, row)) for row in sheet.iter_rows(values_only=True))
    finally:
        book.close()


def csv_rows(path: Path) -> Iterator[list[str]]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("windows-1252", errors="replace")
    if "\0" in text:
        raise CannotRead(f"The file is neither a workbook (.xlsx) nor comma-separated text (.csv). {SAVE_AS}")
    try:
        yield from csv.reader(io.StringIO(text, newline=""))
    except csv.Error as error:
        raise CannotRead(f"The file is not comma-separated text (.csv). {SAVE_AS}") from error


def as_written(value: Any) -> Any:
    """A formula over several cells as a text that begins as every formula does."""
    return "=" if isinstance(value, ArrayFormula | DataTableFormula) else value

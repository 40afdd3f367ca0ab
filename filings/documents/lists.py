"""The list of convictions as a workbook, as CSV and as JSON lines, for the court's own system.

A column that is not declared here is in no list. Social Security, driver's license and FBI numbers, race
and other convictions are not even values of an item (Cal. Rules of Court, rules 1.201 and 2.507; Pen. Code,
§ 11142).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from filings.documents.captions import full_name
from filings.documents.text import counted, shortened, visible
from filings.documents.values import Item, Relief

Value = str | int | date | None

LARGEST_SHEET = 1_048_576
LONGEST_CELL = 32_767
# In points.
LINE_HEIGHT, TALLEST_ROW = 15, 409

# What a spreadsheet may take for the start of a formula when it opens a CSV file.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """One column of a list: heading, name in data, what it shows of an item, width in characters, kind."""

    title: str
    name: str
    value: Callable[[Item], Value]
    width: int
    kind: Literal["text", "date", "year"] = "text"


PUBLIC: tuple[Column, ...] = (
    Column("Case number", "case_number", lambda item: item.case_number, 20),
    Column("Name", "name", full_name, 40),
    Column("Count", "count", lambda item: item.count, 8),
    Column("Offense as charged", "section", lambda item: item.section, 22),
    Column("Grade", "grade", lambda item: item.grade, 14),
    Column("Convicted on", "convicted_on", lambda item: item.convicted_on, 13, "date"),
    Column("Relief", "relief", lambda item: str(item.relief), 14),
    Column("Result", "resulting", lambda item: item.resulting, 24),
    Column("Basis", "basis", lambda item: item.basis, 34),
    Column("Prosecuting agency", "agency", lambda item: item.agency, 26),
    Column("Court", "court", lambda item: item.court, 26),
)

BORN_YEAR = Column("Born in", "born_year", lambda item: item.born_year, 9, "year")

PUBLIC_WITH_BIRTH_YEAR: tuple[Column, ...] = (*PUBLIC[:2], BORN_YEAR, *PUBLIC[2:])

CONFIDENTIAL: tuple[Column, ...] = (
    *PUBLIC[:2],
    Column("CII number", "cii_number", lambda item: item.cii_number, 14),
    Column("Born on", "born_on", lambda item: item.born_on, 13, "date"),
    *PUBLIC[2:],
    Column("Arrested on", "arrested_on", lambda item: item.arrested_on, 13, "date"),
    Column("Arresting agency", "arresting_agency", lambda item: item.arresting_agency, 26),
    Column("Office reference", "reference", lambda item: item.reference, 20),
)


def is_confidential(columns: Sequence[Column]) -> bool:
    """Whether a list with these columns is for the court and the Department of Justice only."""
    return not {column.name for column in columns} <= {column.name for column in PUBLIC_WITH_BIRTH_YEAR}


def write_csv(
    items: Iterable[Item],
    path: Path,
    columns: Sequence[Column] = PUBLIC,
    *,
    byte_order_mark: bool = False,
    formula_safe: bool = False,
) -> None:
    """Write the items to a UTF-8 CSV file (RFC 4180) in their order, dates as YYYY-MM-DD.

    `byte_order_mark` is for spreadsheets that take a bare file for another encoding. `formula_safe` puts an
    apostrophe before text that a spreadsheet would run; leave it off for a file that a program reads.
    """
    with path.open("w", encoding="utf-8-sig" if byte_order_mark else "utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.title for column in columns])
        for item in items:
            cells = [_text(column.value(item)) for column in columns]
            writer.writerow([_harmless(cell) for cell in cells] if formula_safe else cells)


def _text(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else visible(str(value))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def write_json_lines(items: Iterable[Item], path: Path, columns: Sequence[Column] = PUBLIC) -> None:
    """Write one JSON object a line (UTF-8) in their order: dates as YYYY-MM-DD, what is unknown as null.

    `json_schema` describes the objects; docs/ has it for the public and the confidential list.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for item in items:
            line = {column.name: _json_value(column.value(item)) for column in columns}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _json_value(value: Value) -> str | int | None:
    return value if isinstance(value, int) else _text(value) or None


def json_schema(columns: Sequence[Column] = PUBLIC) -> dict[str, object]:
    """The JSON Schema (2020-12) of one line of a list with these columns."""
    audience = "the court and the Department of Justice only" if is_confidential(columns) else "the public"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A conviction on a list for {audience}",
        "type": "object",
        "properties": {column.name: _json_property(column) for column in columns},
        "required": [column.name for column in columns],
        "additionalProperties": False,
    }


def _json_property(column: Column) -> dict[str, object]:
    if column.name == "relief":
        return {"description": column.title, "enum": [str(relief) for relief in Relief]}
    if column.kind == "year":
        return {"description": column.title, "type": ["integer", "null"]}
    described: dict[str, object] = {"description": column.title, "type": ["string", "null"]}
    return described | {"format": "date"} if column.kind == "date" else described


def write_xlsx(
    items: Iterable[Item],
    path: Path,
    made_on: date,
    columns: Sequence[Column] = PUBLIC,
    *,
    largest_sheet: int = LARGEST_SHEET,
) -> None:
    """Write the items to a workbook in their order: real dates, identifiers as text, no formula or link.

    A list longer than a sheet goes on in further sheets, and a last sheet says so. The same items and date
    give the same bytes.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    parts = _parts(list(items), largest_sheet - 1)
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": "Convictions", "created": datetime.combine(made_on, time(), UTC)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        dated = book.add_format({"num_format": "mm/dd/yyyy", "align": "left", "valign": "top"})
        for number, part in enumerate(parts, start=1):
            of = f" {number} of {len(parts)}" if len(parts) > 1 else ""
            _fill(book.add_worksheet(f"Convictions{of}"), part, columns, bold, wrapped, dated)
        if len(parts) > 1:
            _explain(book.add_worksheet("About this list"), parts)


def _parts(items: list[Item], size: int) -> list[list[Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)] or [[]]


def _fill(
    sheet: Worksheet,
    items: Sequence[Item],
    columns: Sequence[Column],
    bold: Format,
    wrapped: Format,
    dated: Format,
) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(items), len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    mark = "CONFIDENTIAL (Pen. Code, § 11142)" if is_confidential(columns) else ""
    sheet.set_footer(f"&L{mark}&RPage &P of &N")
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
        sheet.write_string(0, position, column.title, bold)
    for row, item in enumerate(items, start=1):
        values = [column.value(item) for column in columns]
        if (lines := max(map(_lines, values, columns))) > 1:
            sheet.set_row(row, min(lines * LINE_HEIGHT, TALLEST_ROW))
        for position, value in enumerate(values):
            _write(sheet, row, position, value, wrapped, dated)


def _lines(value: Value, column: Column) -> int:
    """About how many lines a text takes in its column; not every program finds out by itself."""
    return -(-len(value) // column.width) if isinstance(value, str) else 1


def _write(sheet: Worksheet, row: int, position: int, value: Value, wrapped: Format, dated: Format) -> None:
    if isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(row, position, datetime.combine(value, time()), dated)
        return
    if isinstance(value, int):
        sheet.write_number(row, position, value, wrapped)
        return
    text = _text(value)
    if text:
        sheet.write_string(row, position, shortened(text, LONGEST_CELL), wrapped)


def _explain(sheet: Worksheet, parts: Sequence[Sequence[Item]]) -> None:
    total = sum(len(part) for part in parts)
    sheet.set_column(0, 0, 100)
    sheet.write_string(
        0,
        0,
        f"This list has {counted(total, 'conviction')}, more than one sheet can hold. It goes on, in one "
        f"order, over the {len(parts)} sheets before this one.",
    )

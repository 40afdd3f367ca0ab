"""Synthetic files on disk: comma-separated text, with either line ending, or a workbook."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import TextIO

import xlsxwriter

from eligibility.sample.damaging import damage
from eligibility.sample.generating import UNCLEAR, generate
from eligibility.sample.lives import AS_OF
from eligibility.sample.printing import Row
from uploads.formats.columns import COLUMNS

LINE_ENDS = {"csv": "\n", "dat": "\r\n"}
FORMATS = (*LINE_ENDS, "xlsx")
# A sheet has 1,048,576 rows: this leaves room for a header, and for the rows that damage adds.
MOST_ROWS_OF_A_WORKBOOK = 1_000_000
BUFFER = 4 * 1024 * 1024


def write_sample(
    path: Path | str,
    county: str,
    rows: int,
    seed: int,
    header: bool = True,
    *,
    file_format: str = "",
    damaged: bool = False,
    as_of: date = AS_OF,
    unclear: float = UNCLEAR,
) -> None:
    """Writes `generate(county, rows, seed)` to a file, with or without a header; the same bytes every time.

    `file_format` is csv, dat (carriage returns at line ends) or xlsx; if it is not given, the path's suffix.
    A `damaged` file went through `damage`: it has somewhat more rows, and Windows' characters in its text.
    The file appears when it is whole. Raises ValueError for any other format, or for too large a workbook.
    """
    path = Path(path)
    file_format = file_format or path.suffix.removeprefix(".").lower()
    _check(file_format, rows)
    lines: Iterable[Row] = generate(county, rows, seed, as_of=as_of, unclear=unclear)
    if damaged:
        lines = damage(lines, seed)
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        if file_format == "xlsx":
            _write_workbook(unfinished, lines, header)
        else:
            _write_text(unfinished, lines, header, LINE_ENDS[file_format], damaged)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _check(file_format: str, rows: int) -> None:
    if file_format not in FORMATS:
        raise ValueError(f"a sample file is one of {', '.join(FORMATS)}, not {file_format!r}")
    if file_format == "xlsx" and rows > MOST_ROWS_OF_A_WORKBOOK:
        raise ValueError(
            f"a workbook holds {MOST_ROWS_OF_A_WORKBOOK:,} rows at most; write csv or dat instead"
        )


def _write_text(path: Path, rows: Iterable[Row], header: bool, line_end: str, damaged: bool) -> None:
    encoding = "cp1252" if damaged else "ascii"
    with path.open("w", encoding=encoding, newline="", buffering=BUFFER) as file:
        writer = csv.writer(file, lineterminator=line_end)
        if header:
            writer.writerow(COLUMNS)
        if damaged:
            _write_carelessly(file, rows, line_end)
        else:
            writer.writerows(rows)


def _write_carelessly(file: TextIO, rows: Iterable[Row], line_end: str) -> None:
    """As a program does that forgets that a value may hold quotation marks."""
    for row in rows:
        values = (f'"{value}"' if "," in value or "\n" in value else value for value in row)
        file.write(",".join(values) + line_end)


def _write_workbook(path: Path, rows: Iterable[Row], header: bool) -> None:
    with path.open("wb") as file, xlsxwriter.Workbook(file, {"constant_memory": True}) as workbook:
        # Otherwise the time of writing stands in the file.
        workbook.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001
        sheet = workbook.add_worksheet()
        first = [list(COLUMNS)] if header else []
        for number, row in enumerate(chain(first, rows)):
            _write_sheet_row(sheet, number, row)


def _write_sheet_row(sheet: xlsxwriter.worksheet.Worksheet, number: int, row: Row) -> None:
    for place, value in enumerate(row):
        if value:
            sheet.write_string(number, place, value)

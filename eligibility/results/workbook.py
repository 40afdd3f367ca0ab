"""A result file as a workbook: every value as the text that it is, so that no number loses its zeros."""

from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import xlsxwriter

from .lines import values_of

ROWS_OF_A_SHEET = 1_048_576
LONGEST_TEXT = 32_767
# The workbook says when it was made; the same input must give the same bytes.
MADE = datetime(2000, 1, 1, tzinfo=UTC)


def write_workbook(table: Path, workbook: Path) -> None:
    """Write the CSV file `table` as a workbook; more rows than a sheet holds go on in further sheets.

    Each sheet has the header row, frozen and with filters. No text is a formula or a link.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with (
        xlsxwriter.Workbook(workbook, options) as book,
        table.open(newline="", encoding="utf-8-sig", errors="replace") as file,
    ):
        book.set_properties({"created": MADE.replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        rows = values_of(file)
        header = next(rows)
        number = 1
        batch = list(islice(rows, ROWS_OF_A_SHEET - 1))
        while batch or number == 1:
            sheet = book.add_worksheet(f"Rows {number}" if number > 1 else "Rows")
            sheet.write_row(0, 0, header, bold)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(len(batch), 1), len(header) - 1)
            for place, row in enumerate(batch, 1):
                for column, text in enumerate(row):
                    if text:
                        sheet.write_string(place, column, text[:LONGEST_TEXT])
            number += 1
            batch = list(islice(rows, ROWS_OF_A_SHEET - 1))

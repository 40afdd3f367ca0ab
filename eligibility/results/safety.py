"""Whole lines of a file made safe for a spreadsheet, for offices that open results in one."""

import csv
import io
import re

import pyarrow as pa

from .lines import FORMULA, HARMLESS

_FORMULA, _HARMLESS = re.compile(FORMULA), re.compile(HARMLESS)


def harmless_lines(lines: pa.LargeBinaryArray) -> pa.LargeBinaryArray:
    """The lines (without line end); no field of theirs begins a formula. Bytes not in UTF-8 stay."""
    return pa.array([_harmless(line.as_py()) for line in lines], pa.large_binary())


def _harmless(line: bytes) -> bytes:
    text = line.decode("utf-8", "surrogateescape")
    output = io.StringIO()
    csv.writer(output, lineterminator="").writerow(
        [harmless_field(field) for field in next(csv.reader([text]), [])]
    )
    return output.getvalue().encode("utf-8", "surrogateescape")


def harmless_field(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _HARMLESS.match(text) else text

"""Whole lines of a file made safe for a spreadsheet, for offices that open results in one."""

import csv
import io
import re
from collections.abc import Iterable

import pyarrow as pa

from .lines import FORMULA, HARMLESS, values_of

_FORMULA, _HARMLESS = re.compile(FORMULA), re.compile(HARMLESS)


def harmless_lines(lines: Iterable[bytes]) -> pa.LargeBinaryArray:
    """The lines (without line end); no field of theirs begins a formula. Bytes not in UTF-8 stay."""
    return pa.array([_harmless(line) for line in lines], pa.large_binary())


def _harmless(line: bytes) -> bytes:
    text = line.decode("utf-8", "surrogateescape")
    output = io.StringIO()
    # Python 3.11 quotes a value with a line end only if the end of its own lines has the same characters.
    csv.writer(output, lineterminator="\r\n").writerow(map(harmless_field, next(values_of([text]), [])))
    return output.getvalue().removesuffix("\r\n").encode("utf-8", "surrogateescape")


def harmless_field(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _HARMLESS.match(text) else text

"""Values that a spreadsheet program has changed while saving the file: found, reported, left as they are."""

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from uploads.formats.columns import DATES
from uploads.formats.problems import Kind
from uploads.formats.records import Places
from uploads.formats.values import Coded

_NUMBERED = ("SUBJECT_ID", "CII_NUMBER", "CNT_ORDER", "OFN")
COUNT_ORDER_LENGTH = 12
_SEARCHES = (
    (
        DATES,
        r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}( .*)?|\d{4}-\d{2}-\d{2}([ T].*)?|\d{1,2}-[A-Za-z]{3}-\d{2,4}",
        Kind.SPREADSHEET_DATE,
        "are written as a spreadsheet program writes dates, not as YYYYMMDD, and count as unknown",
    ),
    (
        DATES,
        r"\d{5}(\.\d+)?",
        Kind.SPREADSHEET_SERIAL,
        "are a spreadsheet program's day numbers, not dates written as YYYYMMDD, and count as unknown",
    ),
    (
        (*DATES, *_NUMBERED),
        r"\d(\.\d+)?[Ee][+-]?\d+",
        Kind.SPREADSHEET_EXPONENT,
        "were shortened by a spreadsheet program, which lost the digits, and count as unknown",
    ),
    (
        ("CNT_ORDER",),
        # A cycle's number has three digits and seldom needs them all; what still begins with 0 lost none.
        rf"[1-9]\d{{6,{COUNT_ORDER_LENGTH - 2}}}",
        Kind.SPREADSHEET_ZEROS,
        f"have fewer than {COUNT_ORDER_LENGTH} digits; a spreadsheet program may have dropped zeros in front",
    ),
)


def spreadsheet_damage(name: str, column: Coded) -> Iterator[tuple[str, str, Places]]:
    """What a spreadsheet program has done to a column: (kind, that in words, positions of the rows).

    | column         | value        | kind                        |
    |----------------|--------------|-----------------------------|
    | STP_EVENT_DATE | `11/9/2016`  | `spreadsheet-date`          |
    | PRI_DOB        | `33070`      | `spreadsheet-serial-date`   |
    | CNT_ORDER      | `1001001000` | `spreadsheet-dropped-zeros` |
    | CNT_ORDER      | `1.01E+11`   | `spreadsheet-exponent`      |
    | STP_EVENT_DATE | `19900000`   | (none)                      |
    """
    for names, pattern, kind, words in _SEARCHES:
        if name not in names:
            continue
        matches = pc.match_substring_regex(column.values, f"^\\s*(?:{pattern})\\s*$")
        found = np.flatnonzero(matches.to_numpy(zero_copy_only=False))
        if len(found):
            yield kind, words, np.flatnonzero(np.isin(column.codes, found))

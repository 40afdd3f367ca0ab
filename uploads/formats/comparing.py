"""What only a look at all rows of all files together tells."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc
from numpy.typing import NDArray

from uploads.formats import findings
from uploads.formats.columns import NEEDED
from uploads.formats.findings import FileProblems
from uploads.formats.problems import Kind
from uploads.formats.records import Places
from uploads.formats.spreadsheet import spreadsheet_damage
from uploads.formats.values import Written


def header_rows(written: Written, columns: Sequence[str]) -> Places:
    """Positions of the rows that in these columns are a header once more, as in files that were joined."""
    rows: Places | None = None
    for name in columns:
        column = written[name]
        spelled = pc.equal(pc.utf8_upper(pc.utf8_trim_whitespace(column.values)), name)
        codes = np.flatnonzero(spelled)
        if not len(codes):
            return np.empty(0, np.int64)
        rows = np.flatnonzero(np.isin(column.codes, codes)) if rows is None else rows
        rows = rows[np.isin(column.codes[rows], codes)]
    return np.empty(0, np.int64) if rows is None else rows


def duplicate_rows(codes: Sequence[NDArray[np.integer[Any]]]) -> tuple[Places, Places]:
    """Positions of the rows that repeat an earlier one in every column, and of the row that each repeats."""
    mixed = np.zeros(len(codes[0]), np.uint64)
    for column in codes:
        mixed += column.astype(np.uint64)
        # Multiplying by an odd number loses nothing and carries small differences to the upper bits.
        mixed *= np.uint64(0x9E3779B97F4A7C15)
    # Few rows share the upper bits by chance: only these are put in order by all bits, and compared exactly.
    upper = (mixed >> np.uint64(63 - len(mixed).bit_length())).astype(np.int64)
    crowded = np.flatnonzero(np.bincount(upper)[upper] > 1)
    crowded = crowded[np.argsort(mixed[crowded], kind="stable")]
    again = mixed[crowded[1:]] == mixed[crowded[:-1]]
    for column in codes:
        again &= column[crowded[1:]] == column[crowded[:-1]]
    repeated = np.zeros(len(crowded), bool)
    repeated[1:] = again
    origin = crowded[np.maximum.accumulate(np.where(repeated, 0, np.arange(len(crowded))))]
    in_order = np.argsort(crowded[repeated])
    return crowded[repeated][in_order], origin[repeated][in_order]


def add_duplicates(problems: Sequence[FileProblems], frame: pd.DataFrame) -> None:
    """Report the rows that repeat an earlier row of any of the files in all that the law reads."""
    names = [name for name in NEEDED if name in frame]
    if not names or frame.empty:
        return
    again, origin = duplicate_rows([frame[name].cat.codes.to_numpy() for name in names])
    files, rows = frame["file"].to_numpy(), frame["row"].to_numpy()
    for file, found in enumerate(problems):
        here = np.flatnonzero(files[again] == file)
        listed, further = np.split(here, [findings.MOST_OF_A_KIND])
        for position, first in zip(again[listed], origin[listed], strict=True):
            elsewhere = f" of {problems[files[first]].file}" if files[first] != file else ""
            message = (
                f"The row says the same as row {rows[first]}{elsewhere} in all that is read; it was kept."
            )
            found.note(Kind.DUPLICATE_ROW, int(rows[position]), message)
        if len(further):
            found.note(Kind.DUPLICATE_ROW, int(rows[again[further[0]]]), "", count=len(further))


def add_spreadsheet_damage(problems: Sequence[FileProblems], written: Written, frame: pd.DataFrame) -> None:
    """Report the values that a spreadsheet program has changed, once a file, column and kind."""
    files, rows = frame["file"].to_numpy(), frame["row"].to_numpy()
    for name in written.columns:
        column = written[name]
        for kind, words, places in spreadsheet_damage(name, column):
            for file in np.unique(files[places]).tolist():
                in_file = places[files[places] == file]
                example = column.values[int(column.codes[in_file[0]])].as_py().strip()
                message = f"Values of {name} {words}: {len(in_file)} rows, the first reads {example}."
                problems[file].note(kind, int(rows[in_file[0]]), message, example, name, len(in_file))

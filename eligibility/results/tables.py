"""The three result files that offices know: all rows, all rows in few columns, and the convictions decided.

The rows are the input's own bytes with the added columns behind them; nothing of a row is written anew unless
it was misshapen. A row that could not be read stands in the files as it came, with nothing added.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa

from eligibility.law.analysis import Analysis
from uploads.formats.batch import Batch
from uploads.formats.columns import COLUMNS, CONDENSED

from .lines import Codes, appended, content, fields, joined
from .safety import harmless_lines

ALL, CONDENSED_FILE, CONCERNED = "All_Results", "All_Results_Condensed", "Prop64_Results"
NAMES = (ALL, CONDENSED_FILE, CONCERNED)
ROWS_AT_ONCE = 50_000


def file_name(name: str, file: int, files: int, extension: str = "csv") -> str:
    """`All_Results.csv`, or with several inputs `All_Results_1.csv` and so on."""
    return f"{name}_{file + 1}.{extension}" if files > 1 else f"{name}.{extension}"


class Added:
    """What stands behind each row: the added columns as the end of a line, each distinct one made once.

    `codes` gives for every row of the frame the end of its line among `ends`; the first of these is empty.
    """

    def __init__(self, row_facts: pd.DataFrame, rows: int, *, safe: bool) -> None:
        self.headings = tuple(row_facts.columns)
        columns = [pa.array(row_facts[name], pa.string()) for name in self.headings]
        nothing = pa.array([b"," * len(self.headings)], pa.large_binary())
        if len(row_facts):
            behind = joined(
                [
                    pa.array([b""] * len(row_facts), pa.large_binary()),
                    *(fields(c, safe=safe) for c in columns),
                ]
            )
            nothing = pa.concat_arrays([nothing, behind])
        self.ends = nothing
        self.codes: Codes = np.zeros(rows, dtype=np.int64)
        self.codes[row_facts.index.to_numpy()] = np.arange(1, len(row_facts) + 1)

    def ends_of(self, codes: Codes) -> pa.LargeBinaryArray:
        return self.ends.take(pa.array(codes))


def write_tables(batch: Batch, analysis: Analysis, folder: Path, *, safe: bool = False) -> list[Path]:
    """Write the three files of each input that could be read, and return their paths.

    `batch` must have been read with the columns of `CONDENSED`. With `safe`, no field of any column begins a
    formula when a spreadsheet opens the file.
    """
    added = Added(analysis.row_facts, len(batch.frame), safe=safe)
    is_concerned = np.zeros(len(batch.frame), dtype=bool)
    is_concerned[analysis.convictions["position"].to_numpy()] = True
    paths = []
    for file, read in enumerate(batch.files):
        if not read.columns:
            continue
        table = _FileTables(batch, file, added, is_concerned, safe=safe)
        names = [folder / file_name(name, file, len(batch.files)) for name in NAMES]
        table.write(*names)
        paths += names
    return paths


class _FileTables:
    """The three tables of one input."""

    def __init__(
        self, batch: Batch, file: int, added: Added, is_concerned: np.ndarray, *, safe: bool
    ) -> None:
        self.batch, self.file, self.added, self.safe = batch, file, added, safe
        self.read = batch.files[file]
        self.positions = np.flatnonzero(batch.frame["file"].to_numpy() == file)
        rows = batch.frame["row"].to_numpy()[self.positions]
        # By row of the file, counted from 1: the end of its line, and whether it is a conviction of concern.
        self.code_of_row: Codes = np.zeros(self.read.rows + 1, dtype=np.int64)
        self.code_of_row[rows] = added.codes[self.positions]
        self.concerned_row = np.zeros(self.read.rows + 1, dtype=bool)
        self.concerned_row[rows] = is_concerned[self.positions]

    def write(self, all_rows: Path, condensed: Path, concerned: Path) -> None:
        with ExitStack() as stack:
            files = [stack.enter_context(path.open("wb")) for path in (all_rows, condensed, concerned)]
            self._write_whole_rows(files[0], files[2])
            self._write_condensed(files[1])

    def _header(self, columns: tuple[str, ...]) -> bytes:
        return b",".join(name.encode() for name in (*columns, *self.added.headings))

    def _write_whole_rows(self, all_rows: BinaryIO, concerned: BinaryIO) -> None:
        for output in (all_rows, concerned):
            output.write(self._header(self.read.columns))
        for first_row, lines in self.batch.lines(self.file):
            rows = slice(first_row, first_row + len(lines))
            if self.safe:
                lines = harmless_lines(lines)
            whole = appended(lines, self.added.ends_of(self.code_of_row[rows]))
            all_rows.write(content(whole))
            chosen = self.concerned_row[rows]
            if chosen.any():
                concerned.write(content(whole.filter(pa.array(chosen))))
        for output in (all_rows, concerned):
            output.write(b"\n")

    def _write_condensed(self, output: BinaryIO) -> None:
        output.write(self._header(CONDENSED))
        columns = [self.batch.written(name) for name in CONDENSED]
        values = [fields(column.dictionary, safe=self.safe) for column in columns]
        codes = [column.indices.fill_null(len(texts)) for column, texts in zip(columns, values, strict=True)]
        nothing = pa.array([b""], pa.large_binary())
        values = [pa.concat_arrays([texts, nothing]) for texts in values]
        for positions in self._runs(output):
            chosen = pa.array(positions)
            parts = [texts.take(code.take(chosen)) for texts, code in zip(values, codes, strict=True)]
            line_feed = pa.array([b"\n"] * len(positions), pa.large_binary())
            lines = appended(line_feed, joined(parts))
            output.write(content(appended(lines, self.added.ends_of(self.added.codes[positions]))))
        output.write(b"\n")

    def _runs(self, output: BinaryIO) -> Iterator[Codes]:
        """Positions of the frame in pieces; between them the rows that are not in the frame are written."""
        rows = self.batch.frame["row"].to_numpy()[self.positions]
        start = 0
        for row, record in self.batch.left_out(self.file):
            end = int(np.searchsorted(rows, row))
            yield from _pieces(self.positions[start:end])
            start = end
            self._write_left_out(output, record)
        yield from _pieces(self.positions[start:])

    def _write_left_out(self, output: BinaryIO, record: list[str]) -> None:
        values = dict(zip(COLUMNS, record, strict=True))
        parts = [fields(pa.array([values[name]]), safe=self.safe) for name in CONDENSED]
        output.write(b"\n" + joined(parts)[0].as_py() + self.added.ends[0].as_py())


def _pieces(positions: Codes) -> Iterator[Codes]:
    for start in range(0, len(positions), ROWS_AT_ONCE):
        yield positions[start : start + ROWS_AT_ONCE]

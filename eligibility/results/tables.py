"""The three result files that offices know: all rows, all rows in few columns, and the convictions decided.

The rows are the input's own bytes with the added columns behind them; nothing of a row is written anew unless
it was misshapen, or the file has its columns in another order than the state's: then every row is written in
the usual order, so that the results always have the same columns. A row that could not be read stands in the
files as it came, with nothing added.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa

from eligibility.law.analysis import Analysis
from uploads.formats.batch import Batch
from uploads.formats.blocks import ahead
from uploads.formats.columns import COLUMNS, CONDENSED

from .condensed import Pieces, PiecesOfRows, lines_of, pieces_of
from .lines import Codes, Flags, content, fields, joined
from .safety import harmless_lines

ALL, CONDENSED_FILE, CONCERNED = "All_Results", "All_Results_Condensed", "Prop64_Results"
NAMES = (ALL, CONDENSED_FILE, CONCERNED)
# Numbers of rows (from 1) and their lines.
NumberedLines = tuple[Codes, pa.LargeBinaryArray]


def file_name(name: str, file: int, files: int, extension: str = "csv") -> str:
    """`All_Results.csv`, or with several inputs `All_Results_1.csv` and so on."""
    return f"{name}_{file + 1}.{extension}" if files > 1 else f"{name}.{extension}"


class Added:
    """What an analysis says of each row: the added columns, as the end of a line.

    `ends` are those of all rows of the frame; the first of their texts says nothing. `is_concerned` marks the
    rows of the convictions of concern.
    """

    def __init__(self, analysis: Analysis, *, safe: bool) -> None:
        rows, row_facts = len(analysis.history.people.of_row), analysis.row_facts
        self.is_concerned: Flags = np.zeros(rows, dtype=bool)
        self.is_concerned[analysis.positions] = True
        self.headings = tuple(row_facts.columns)
        nothing = pa.array([""], pa.large_binary())
        parts = [
            pa.concat_arrays([nothing, _fields_of(column.array, safe=safe)])
            for _, column in row_facts.items()
        ]
        texts = joined([joined(parts), pa.array([b"\n"] * len(parts[0]), pa.large_binary())], b"")
        codes: Codes = np.zeros(rows, dtype=np.int64)
        codes[row_facts.index.to_numpy()] = np.arange(1, len(row_facts) + 1)
        self.ends = Pieces(codes, texts)


def condensed_pieces(batch: Batch, *, safe: bool = False) -> PiecesOfRows:
    """What the condensed table needs of all rows of the frame, whatever the analysis says about them."""
    return pieces_of([batch.as_written[name] for name in CONDENSED], safe=safe)


def write_tables(
    batch: Batch, added: Added, pieces: PiecesOfRows, folder: Path, *, safe: bool = False
) -> list[Path]:
    """Write the three files of each input that could be read, and return their paths.

    `added` and `pieces` (the `condensed_pieces`) are of all of the batch. With `safe`, no field of any column
    begins a formula when a spreadsheet opens the file. Raises OSError if a file cannot be written.
    """
    paths = []
    for file, read in enumerate(batch.files):
        if not read.columns:
            continue
        table = _FileTables(batch, file, added, pieces, safe=safe)
        names = [folder / file_name(name, file, len(batch.files)) for name in NAMES]
        table.write(*names)
        paths += names
    return paths


class _FileTables:
    """The three tables of one input."""

    def __init__(self, batch: Batch, file: int, added: Added, pieces: PiecesOfRows, *, safe: bool) -> None:
        self.batch, self.file, self.added, self.pieces, self.safe = batch, file, added, pieces, safe
        self.read = batch.files[file]
        # The rows of a file stand together in the frame.
        start, end = np.searchsorted(batch.frame["file"].to_numpy(), (file, file + 1)).tolist()
        self.in_frame = slice(start, end)
        self.rows: Codes = batch.frame["row"].to_numpy()[self.in_frame]
        # By row of the file, counted from 1: the end of its line, and whether it is a conviction of concern.
        self.code_of_row: Codes = np.zeros(self.read.rows + 1, dtype=np.int64)
        self.code_of_row[self.rows] = added.ends.codes[self.in_frame]
        self.concerned_row = np.zeros(self.read.rows + 1, dtype=bool)
        self.concerned_row[self.rows] = added.is_concerned[self.in_frame]

    def write(self, all_rows: Path, condensed: Path, concerned: Path) -> None:
        """Write the large tables at the same time: most of the work lets go of Python's lock."""
        with (
            all_rows.open("wb", buffering=0) as whole,
            condensed.open("wb", buffering=0) as few,
            concerned.open("wb") as chosen,
            ThreadPoolExecutor(1) as pool,
        ):
            writing = pool.submit(self._write_condensed, few)
            self._write_whole_rows(whole, chosen)
            writing.result()

    def _header(self, columns: tuple[str, ...]) -> bytes:
        return b",".join(name.encode() for name in (*columns, *self.added.headings)) + b"\n"

    def _write_whole_rows(self, all_rows: BinaryIO, concerned: BinaryIO) -> None:
        for output in (all_rows, concerned):
            output.write(self._header(COLUMNS))
        for rows, lines in ahead(self._whole_lines()):
            write_all(all_rows, content(lines))
            concerned.write(content(lines.filter(pa.array(self.concerned_row[rows]))))

    def _whole_lines(self) -> Iterator[NumberedLines]:
        if self.read.columns == COLUMNS:
            for first, lines in self.batch.lines(self.file):
                rows = np.arange(first, first + len(lines))
                yield rows, self._ended(rows, lines)
            return
        tables = self.batch.tables(self.file)
        in_frame = ((rows, self._ended(rows, _lines_of_table(table))) for rows, table in tables if len(rows))
        yield from self._with_left_out(in_frame, COLUMNS)

    def _ended(self, rows: Codes, lines: pa.LargeBinaryArray) -> pa.LargeBinaryArray:
        """Lines of these rows with what is added to them, and with their line ends."""
        ends = self.added.ends.texts.take(pa.array(self.code_of_row[rows]))
        return joined([harmless_lines(lines) if self.safe else lines, ends])

    def _write_condensed(self, output: BinaryIO) -> None:
        output.write(self._header(CONDENSED))
        for _, lines in self._with_left_out(self._condensed_lines(), CONDENSED):
            write_all(output, content(lines))

    def _condensed_lines(self) -> Iterator[NumberedLines]:
        done = 0
        for lines in lines_of(self.pieces, self.added.ends, self.in_frame.start, self.in_frame.stop):
            yield self.rows[done : done + len(lines)], lines
            done += len(lines)

    def _with_left_out(
        self, blocks: Iterator[NumberedLines], columns: tuple[str, ...]
    ) -> Iterator[NumberedLines]:
        """The blocks, and in their places the rows that are not in the frame."""
        left_out = list(self.batch.left_out(self.file)) if len(self.rows) < self.read.rows else []
        for rows, lines in blocks:
            before = [record for record in left_out if record[0] < rows[-1]]
            left_out = left_out[len(before) :]
            yield _in_order(rows, lines, *self._written_anew(before, columns)) if before else (rows, lines)
        if left_out:
            yield self._written_anew(left_out, columns)

    def _written_anew(self, records: list[tuple[int, list[str]]], columns: tuple[str, ...]) -> NumberedLines:
        places = [COLUMNS.index(name) for name in columns]
        parts = [fields(pa.array([values[place] for _, values in records]), safe=False) for place in places]
        rows = np.array([row for row, _ in records], dtype=np.int64)
        return rows, self._ended(rows, joined(parts))


def _fields_of(column: pd.Categorical, *, safe: bool) -> pa.LargeBinaryArray:
    return fields(pa.array(column.categories, pa.large_string()), safe=safe).take(pa.array(column.codes))


def _lines_of_table(table: pa.Table) -> pa.LargeBinaryArray:
    columns = [column.combine_chunks() for column in table.columns]
    return joined([fields(column, safe=False) for column in columns])


def _in_order(
    rows: Codes, lines: pa.LargeBinaryArray, more_rows: Codes, more_lines: pa.LargeBinaryArray
) -> NumberedLines:
    all_rows = np.concatenate([rows, more_rows])
    order = np.argsort(all_rows)
    return all_rows[order], pa.concat_arrays([lines, more_lines]).take(pa.array(order))


def write_all(output: BinaryIO, data: memoryview) -> None:
    """Write to an unbuffered file, which may take less than the whole at once."""
    while len(data):
        data = data[output.write(data) :]

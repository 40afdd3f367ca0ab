"""The three result files that offices know: all rows, all rows in few columns, and the convictions decided.

The rows are the input's own bytes with the added columns behind them; nothing of a row is written anew unless
it was misshapen, or the file has its columns in another order than the state's: then every row is written in
the usual order, so that the results always have the same columns. A row that could not be read stands in the
files as it came, with nothing added.
"""

from collections.abc import Callable, Iterator, Sequence
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
from uploads.formats.extents import Extents, extent_of_all, extents_of

from .condensed import Pieces, PiecesOfRows, lines_of, pieces_of
from .gathering import write_together
from .lines import Codes, Flags, fields, joined
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

    `ends` are those of all rows of the frame; the first of their texts says nothing. `after_comma` are the
    same texts behind a comma. `is_concerned` marks the rows of the convictions of concern.
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
        comma, line_end = (pa.array([text] * len(parts[0]), pa.large_binary()) for text in (b",", b"\n"))
        texts = joined([joined(parts), line_end], b"")
        codes: Codes = np.zeros(rows, dtype=np.int64)
        codes[row_facts.index.to_numpy()] = np.arange(1, len(row_facts) + 1)
        self.ends = Pieces(codes, texts)
        self.after_comma = extents_of(joined([comma, texts], b""))


def condensed_pieces(batch: Batch, *, safe: bool = False) -> PiecesOfRows:
    """What the condensed table needs of all rows of the frame, whatever the analysis says about them."""
    return pieces_of([batch.as_written[name] for name in CONDENSED], safe=safe)


def write_tables(
    batch: Batch, added: Added, pieces: Callable[[], PiecesOfRows], folder: Path, *, safe: bool = False
) -> list[Path]:
    """Write the three files of each input that could be read, and return their paths.

    `added` is of all of the batch, and so are the `condensed_pieces`, which `pieces` gives when they are
    made. With `safe`, no field of any column begins a formula when a spreadsheet opens the file. Raises
    OSError if a file cannot be written, and anything if an input is not as it was.
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

    def __init__(
        self, batch: Batch, file: int, added: Added, pieces: Callable[[], PiecesOfRows], *, safe: bool
    ) -> None:
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
            concerned.open("wb", buffering=0) as chosen,
            ThreadPoolExecutor(1) as pool,
        ):
            writing = pool.submit(self._write_condensed, few)
            self._write_whole_rows(whole, chosen)
            writing.result()

    def _write_header(self, output: BinaryIO, columns: tuple[str, ...]) -> None:
        header = ",".join((*columns, *self.added.headings)) + "\n"
        write_together(output, extents_of(pa.array([header.encode()], pa.large_binary())))

    def _write_whole_rows(self, all_rows: BinaryIO, concerned: BinaryIO) -> None:
        for output in (all_rows, concerned):
            self._write_header(output, COLUMNS)
        for rows, columns in self._whole_lines():
            write_together(all_rows, *columns)
            chosen = np.flatnonzero(self.concerned_row[rows])
            write_together(concerned, *(column.take(chosen) for column in columns))

    def _whole_lines(self) -> Iterator[tuple[Codes, list[Extents]]]:
        """Numbers of rows, and of what their lines are to be put together."""
        if self.read.columns == COLUMNS:
            for first, lines in self.batch.lines(self.file, looked_at=self.safe):
                rows = np.arange(first, first + len(lines))
                ends = self.added.after_comma.take(self.code_of_row[rows])
                yield rows, [extents_of(harmless_lines(lines.to_list())) if self.safe else lines, ends]
            return
        tables = self.batch.tables(self.file)
        in_frame = ((rows, self._ended(rows, _columns_of(table))) for rows, table in tables if len(rows))
        for rows, written in ahead(self._with_left_out(in_frame, COLUMNS)):
            yield rows, [extents_of(written)]

    def _write_condensed(self, output: BinaryIO) -> None:
        self._write_header(output, CONDENSED)
        for _, lines in self._with_left_out(self._condensed_lines(), CONDENSED):
            write_together(output, extent_of_all(lines))

    def _condensed_lines(self) -> Iterator[NumberedLines]:
        done = 0
        for lines in lines_of(self.pieces(), self.added.ends, self.in_frame.start, self.in_frame.stop):
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
        rows = np.array([row for row, _ in records], dtype=np.int64)
        return rows, self._ended(
            rows, [pa.array([values[place] for _, values in records]) for place in places]
        )

    def _ended(self, rows: Codes, columns: Sequence[pa.Array]) -> pa.LargeBinaryArray:
        """The values of these rows as lines, with what is added to them and with their line ends."""
        ends = self.added.ends.texts.take(pa.array(self.code_of_row[rows]))
        return joined([*(fields(column, safe=self.safe) for column in columns), ends])


def _fields_of(column: pd.Categorical, *, safe: bool) -> pa.LargeBinaryArray:
    return fields(pa.array(column.categories, pa.large_string()), safe=safe).take(pa.array(column.codes))


def _columns_of(table: pa.Table) -> list[pa.Array]:
    return [column.combine_chunks() for column in table.columns]


def _in_order(
    rows: Codes, lines: pa.LargeBinaryArray, more_rows: Codes, more_lines: pa.LargeBinaryArray
) -> NumberedLines:
    all_rows = np.concatenate([rows, more_rows])
    order = np.argsort(all_rows)
    return all_rows[order], pa.concat_arrays([lines, more_lines]).take(pa.array(order))

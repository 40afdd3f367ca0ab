"""What was read: rows for the law, the problems, and the way back to every original record."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from uploads.formats.blocks import Block, in_threads, layout_and_blocks
from uploads.formats.columns import COLUMNS
from uploads.formats.encodings import decoded
from uploads.formats.extents import Extents, extents_of
from uploads.formats.fields import canonical, strict_fields
from uploads.formats.files import BlockRead, Opened
from uploads.formats.layout import Layout
from uploads.formats.opening import Source
from uploads.formats.parsing import TEXT, parse_block
from uploads.formats.pieces import mapped
from uploads.formats.problems import Problem
from uploads.formats.records import Places
from uploads.formats.repair import read_record
from uploads.formats.values import Written


@dataclass(frozen=True)
class FileRead:
    """What one file was: `rows` counts all its data rows, `left_out` those of them that are not in the frame.

    `columns` are the headings of its columns, those of the state if it has none.
    """

    path: Path
    bytes: int
    rows: int
    left_out: int
    encoding: str
    had_header: bool
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the file without its folder."""
        return self.path.name

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the file's bytes, in hexadecimal digits, computed when asked for; "" if it cannot be
        opened."""
        try:
            return digest_of(self.path)
        except OSError:
            return ""


@dataclass(frozen=True)
class Batch:
    """One or several files read as one.

    `frame` has one row per readable record, in the order of the files: `file` (Int32, position
    of the file), `row` (Int64, data row in it, from 1), then the asked-for columns (category of strings,
    trimmed, missing where the file says unknown or has no such column). `as_written` has these columns, and
    others that were parsed, as the files have them, before trimming. The rest tells of all files.
    """

    frame: pd.DataFrame
    files: list[FileRead]
    check: Callable[[], list[Problem]] = field(repr=False)
    opened: dict[int, Opened] = field(repr=False)
    as_written: Written = field(repr=False)

    @cached_property
    def problems(self) -> list[Problem]:
        """What is wrong with the files, file by file: what concerns all of a file first, then by row.

        Rows are compared with each other when this is first asked for.
        """
        return self.check()

    def lines(self, file: int, *, looked_at: bool = False) -> Iterator[tuple[int, Extents]]:
        """All records of a file, to be written with columns added: (row of the first, without line end).

        The bytes are the file's own; of a file in UTF-16 or a workbook, the same values in UTF-8 with commas.
        Misshapen records are written anew, in UTF-8 and with their quotation marks paired, so that what
        follows them stays in its column.

        Unless they will be `looked_at`, lines may only be passed on to the system: see `mapped`.
        """
        opened = self.opened[file]
        if opened.source.begins is None:
            for block, read in self._again(file):
                yield read.first_row, _lines(block.piece, read, opened.layout)
            return
        for read in (block for block in opened.blocks if len(block.records)):
            data = _part(opened.source, read, looked_at=looked_at or bool(read.odd))
            yield read.first_row, _lines(data, read, opened.layout)

    def left_out(self, file: int) -> Iterator[tuple[int, list[str]]]:
        """The records that are not in the frame: (row, values in the order of `COLUMNS` as far as known)."""
        layout = self.opened[file].layout
        for row, text in self.left_out_text(file):
            values = dict(zip(layout.names, _readable_fields(text, layout), strict=False))
            yield row, [values.get(name, "") for name in COLUMNS]

    def left_out_text(self, file: int) -> Iterator[tuple[int, str]]:
        """The records that are not in the frame: (row, the whole record)."""
        is_missing = np.ones(self.files[file].rows + 1, bool)
        is_missing[0] = is_missing[self._rows(file)] = False
        missing = np.flatnonzero(is_missing)
        for block, read in self._again(file) if len(missing) else ():
            inside = missing[(missing >= read.first_row) & (missing < read.first_row + len(read.records))]
            for record in (inside - read.first_row).tolist():
                yield read.first_row + record, decoded(read.records.of(block.view, record))[0]

    def tables(self, file: int, columns: Sequence[str] = COLUMNS) -> Iterator[tuple[Places, pa.Table]]:
        """The rows of the frame that are from a file, again, in blocks: (row numbers, `columns` as strings).

        The strings are as the file has them; a column that it lacks is null.
        """
        opened = self.opened[file]
        wanted = self._rows(file)
        present = [name for name in columns if name in opened.layout.names]
        _, blocks = layout_and_blocks(opened.source)
        parse = partial(parse_block, layout=opened.layout, columns=present, text_type=TEXT)
        for read, parsed in zip(opened.blocks, in_threads(parse, blocks), strict=True):
            records = len(parsed.records)
            kept = read.first_row + (np.arange(records) if parsed.kept is None else parsed.kept)
            first, last = np.searchsorted(wanted, (read.first_row, read.first_row + records))
            rows = wanted[first:last]
            table = parsed.table
            if len(rows) < len(kept):
                table = table.filter(pa.array(np.isin(kept, rows, assume_unique=True)))
            yield rows, _with_columns(table, columns)

    def _rows(self, file: int) -> Places:
        rows: Places = self.frame["row"].to_numpy(np.int64)[self.frame["file"].to_numpy() == file]
        return rows

    def _again(self, file: int) -> Iterator[tuple[Block, BlockRead]]:
        opened = self.opened.get(file)
        if opened is None:
            return
        _, blocks = layout_and_blocks(opened.source)
        yield from zip(blocks, opened.blocks, strict=True)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal digits; raises OSError. Python's lock is let go meanwhile."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _with_columns(table: pa.Table, columns: Sequence[str]) -> pa.Table:
    """The columns in the order asked for, null where the table has none."""
    present = set(table.column_names)
    arrays = [table[name] if name in present else pa.nulls(len(table), TEXT) for name in columns]
    return pa.table(arrays, names=list(columns))


def _part(source: Source, read: BlockRead, *, looked_at: bool) -> bytes | memoryview:
    """The records of a block as they stand in the file."""
    start, size = (source.begins or 0) + read.start, int(read.records.ends[-1])
    if not looked_at:
        return mapped(source.path, start, size)
    with source.path.open("rb") as content:
        content.seek(start)
        return content.read(size)


def _lines(block: bytes | memoryview, read: BlockRead, layout: Layout) -> Extents:
    """The records as lines; those that were misshapen are written anew. ValueError if some are gone."""
    data, records = pa.py_buffer(block), read.records
    if len(records) and records.ends[-1] > data.size:
        raise ValueError("a file is shorter than it was")
    addresses, sizes = records.starts + data.address, records.ends - records.starts
    odd = list(read.odd)
    texts = (decoded(records.of(memoryview(block), record))[0] for record in odd)
    written = [canonical(_readable_fields(text, layout)) for text in texts]
    anew = extents_of(pa.array(written, pa.large_binary()))
    addresses[odd], sizes[odd] = anew.addresses, anew.sizes
    return Extents(addresses, sizes, (data, anew))


def _readable_fields(text: str, layout: Layout) -> list[str]:
    """The fields of a misshapen record: mended, or else as they stand, filled up to the right number."""
    text = text.replace("\0", " ")
    fields = read_record(text, layout)[0] or strict_fields(text) or text.replace('"', "").split(",")
    return [*fields, *[""] * (layout.width - len(fields))]

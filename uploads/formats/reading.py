"""Read one or several files of the state as one batch of rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import numpy as np
import pandas as pd
import pyarrow as pa

from uploads.formats.batch import Batch, BlockRead, FileRead, Opened
from uploads.formats.blocks import in_threads, layout_and_blocks
from uploads.formats.columns import COLUMNS, NEEDED
from uploads.formats.encodings import WINDOWS
from uploads.formats.findings import FileProblems, add_duplicates, add_spreadsheet_damage, header_rows
from uploads.formats.opening import UnreadableFile, open_source
from uploads.formats.parsing import CODED_TEXT, ParsedBlock, parse_block
from uploads.formats.problems import Kind, Problem
from uploads.formats.records import Places
from uploads.formats.values import Coded, categorical, cleaned, coded

Progress = Callable[[int, float], None]


@dataclass
class _FileRows:
    """One file, as far as it has been read."""

    path: Path
    problems: FileProblems
    opened: Opened | None = None
    records: int = 0
    left_out: int = 0
    encoding: str = ""
    tables: list[pa.Table] = field(default_factory=list)
    rows: list[Places] = field(default_factory=list)


def read(
    paths: Iterable[Path | str], columns: Sequence[str] = NEEDED, progress: Progress | None = None
) -> Batch:
    """Read files (.dat, .csv or .xlsx, told apart by their content) as one batch.

    The frame has the `columns` asked for (DOJ names; KeyError if one is none of the 95), see Batch.
    `progress(rows done, fraction of all files)` is called after each block, and may raise to cancel.
    A file that cannot be read becomes a fatal problem and gives no rows; the others still count.
    """
    unknown = set(columns) - set(COLUMNS)
    if unknown:
        raise KeyError(f"not columns of the Department of Justice: {sorted(unknown)}")
    places = [Path(path) for path in paths]
    files = _read_files(places, columns, progress)
    written, frame = _frame(files, columns)
    for file in files:
        _conclude(file)
    return Batch(
        frame=frame,
        files=[_file_read(file) for file in files],
        check=partial(_checked, [file.problems for file in files], written, frame),
        opened={place: file.opened for place, file in enumerate(files) if file.opened},
        as_written=written,
    )


def _checked(problems: list[FileProblems], written: dict[str, Coded], frame: pd.DataFrame) -> list[Problem]:
    """All problems, after a look at the values and for rows that stand twice."""
    add_spreadsheet_damage(problems, written, frame)
    add_duplicates(problems, frame)
    return [problem for file in problems for problem in file.problems()]


def _read_files(paths: list[Path], columns: Sequence[str], progress: Progress | None) -> list[_FileRows]:
    sizes = [_size(path) for path in paths]
    files = [_FileRows(path, FileProblems(path.name)) for path in paths]
    for place, file in enumerate(files):
        before = sum(earlier.records for earlier in files[:place])

        def tell(rows: int, fraction: float, place: int = place, before: int = before) -> None:
            if progress:
                done = sum(sizes[:place]) + fraction * sizes[place]
                progress(before + rows, done / max(sum(sizes), 1))

        try:
            _read_file(file, columns, tell)
        except UnreadableFile as error:
            _give_up(file, error)
    return files


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _give_up(file: _FileRows, error: UnreadableFile) -> None:
    file.problems = FileProblems(file.path.name)
    file.problems.add(error.problem)
    file.opened, file.records, file.tables, file.rows = None, 0, [], []


def _read_file(file: _FileRows, columns: Sequence[str], tell: Progress) -> None:
    for opened, parsed in _parsed_blocks(file, columns):
        _take(file, opened, parsed)
        tell(file.records, parsed.fraction)
    if not file.records:
        raise UnreadableFile(file.path.name, Kind.EMPTY_FILE, "The file holds a header but no rows.")


def _parsed_blocks(file: _FileRows, columns: Sequence[str]) -> Iterator[tuple[Opened, ParsedBlock]]:
    source = open_source(file.path)
    try:
        layout, blocks = layout_and_blocks(source)
        file.opened = Opened(source, layout, [])
        for problem in (*source.problems, *layout.problems):
            file.problems.add(problem)
        present = [name for name in columns if name in layout.names]
        parse = partial(parse_block, layout=layout, columns=present, text_type=CODED_TEXT)
        for parsed in in_threads(parse, blocks):
            yield file.opened, parsed
    except (OSError, BadZipFile, ParseError) as error:
        message = f"Reading stopped in the middle of the file ({type(error).__name__})."
        raise UnreadableFile(file.path.name, Kind.CANNOT_OPEN, message) from error


def _take(file: _FileRows, opened: Opened, parsed: ParsedBlock) -> None:
    """Add a block to what was read."""
    first = file.records + 1
    records = parsed.records
    kept = np.arange(len(records)) if parsed.kept is None else parsed.kept
    opened.blocks.append(BlockRead(first, records, parsed.odd))
    file.problems.add_findings(first, parsed.findings)
    if records.blank_lines:
        file.problems.note(Kind.BLANK_LINE, None, "", count=records.blank_lines)
    file.tables.append(parsed.table)
    file.rows.append(kept + first)
    file.records += len(records)


def _frame(files: list[_FileRows], columns: Sequence[str]) -> tuple[dict[str, Coded], pd.DataFrame]:
    """All columns as the files have them, and the frame made of them trimmed."""
    counts = [sum(map(len, file.rows)) for file in files]
    file_numbers = np.repeat(np.arange(len(files), dtype=np.int32), counts)
    rows = np.concatenate([np.empty(0, np.int64), *(block for file in files for block in file.rows)])
    tables = [table for file in files for table in file.tables]
    columns_read = dict(zip(columns, in_threads(partial(_column, tables), columns), strict=True))
    headers = header_rows({name: column for name, (column, _) in columns_read.items()})
    if len(headers):
        for position in headers.tolist():
            message = "The row is the header once more; it was left out."
            files[file_numbers[position]].problems.note(Kind.LEFT_OUT_HEADER, int(rows[position]), message)
        file_numbers, rows = np.delete(file_numbers, headers), np.delete(rows, headers)
        columns_read = {name: _without(headers, column) for name, (column, _) in columns_read.items()}
    places = {"file": pd.array(file_numbers, dtype="Int32"), "row": pd.array(rows, dtype="Int64")}
    values = {name: categorical(value) for name, (_, value) in columns_read.items()}
    written = {name: column for name, (column, _) in columns_read.items()}
    return written, pd.DataFrame(places | values, copy=False)


def _column(tables: list[pa.Table], name: str) -> tuple[Coded, Coded]:
    """A column as the files have it, and cleaned."""
    written = _coded_column(tables, name)
    return written, cleaned(written)


def _without(rows: Places, written: Coded) -> tuple[Coded, Coded]:
    kept = Coded(np.delete(written.codes, rows), written.values)
    return kept, cleaned(kept)


def _coded_column(tables: list[pa.Table], name: str) -> Coded:
    chunks = [_chunk(table, name) for table in tables if table.num_rows]
    return coded(pa.chunked_array(chunks, CODED_TEXT))


def _chunk(table: pa.Table, name: str) -> pa.Array:
    if name not in table.column_names:
        return pa.nulls(table.num_rows, CODED_TEXT)
    return table[name].combine_chunks()


def _conclude(file: _FileRows) -> None:
    """Note what only the problems of all rows tell."""
    problems = file.problems.problems()
    file.left_out = sum(problem.count for problem in problems if problem.left_out)
    if file.opened:
        windows = any(problem.kind == Kind.ENCODING for problem in problems)
        file.encoding = WINDOWS if windows else file.opened.source.encoding


def _file_read(file: _FileRows) -> FileRead:
    opened = file.opened
    return FileRead(
        path=file.path,
        bytes=_size(file.path),
        rows=file.records,
        left_out=file.left_out,
        encoding=file.encoding,
        had_header=bool(opened and opened.layout.had_header),
        columns=opened.layout.headings if opened else (),
    )

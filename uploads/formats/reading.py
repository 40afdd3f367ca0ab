"""Read one or several files of the state as one batch of rows."""

from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from uploads.formats.batch import Batch, FileRead
from uploads.formats.blocks import THREADS
from uploads.formats.columns import COLUMNS, NEEDED
from uploads.formats.comparing import add_duplicates, add_spreadsheet_damage, header_rows
from uploads.formats.encodings import WINDOWS
from uploads.formats.files import FileRows, Progress, read_files, size_of
from uploads.formats.findings import FileProblems
from uploads.formats.problems import USE_ORIGINAL, Kind, Problem
from uploads.formats.values import Written, categorical, cleaned


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
    return as_batch(read_files([Path(path) for path in paths], columns, progress), columns, columns)


def as_batch(
    files: list[FileRows], parsed: Sequence[str], columns: Sequence[str], untrimmed: Collection[str] = ()
) -> Batch:
    """Files as one batch: its frame has the `columns`, of which `untrimmed` ones are as they stand.

    All `parsed` columns can be asked for as they are written.
    """
    written = Written([table for file in files for table in file.tables], parsed)
    frame = _frame(files, written, columns, untrimmed)
    for file in files:
        _conclude(file)
    return Batch(
        frame=frame,
        files=[_file_read(file) for file in files],
        check=partial(_checked, [file.problems for file in files], written, frame, untrimmed),
        opened={place: file.opened for place, file in enumerate(files) if file.opened},
        as_written=written,
    )


def _checked(
    problems: list[FileProblems], written: Written, frame: pd.DataFrame, untrimmed: Collection[str]
) -> list[Problem]:
    """All problems, after a look at the values and for rows that stand twice."""
    add_spreadsheet_damage(problems, written, frame)
    trimmed = {name: categorical(cleaned(written[name])) for name in untrimmed}
    add_duplicates(problems, frame.assign(**trimmed))
    return [problem for file in problems for problem in file.problems()]


def _frame(
    files: list[FileRows], written: Written, columns: Sequence[str], untrimmed: Collection[str]
) -> pd.DataFrame:
    """The frame of these columns, trimmed but for some; a header that stands there once more is left out."""
    counts = [sum(map(len, file.rows)) for file in files]
    file_numbers = np.repeat(np.arange(len(files), dtype=np.int32), counts)
    rows = np.concatenate([np.empty(0, np.int64), *(block for file in files for block in file.rows)])
    headers = header_rows(written, columns)
    for position in headers.tolist():
        message = "The row is the header once more; it was left out."
        files[file_numbers[position]].problems.note(Kind.LEFT_OUT_HEADER, int(rows[position]), message)
    if len(headers):
        file_numbers, rows = np.delete(file_numbers, headers), np.delete(rows, headers)
        written.leave_out(headers)

    def value(name: str) -> "pd.Categorical[int]":
        return categorical(written[name] if name in untrimmed else cleaned(written[name]))

    # The largest first, so that no thread waits long for the other in the end.
    by_size = sorted(columns, key=written.bytes_of, reverse=True)
    with ThreadPoolExecutor(THREADS) as pool:
        values = dict(zip(by_size, pool.map(value, by_size), strict=True))
    known = np.zeros(len(rows), bool)
    places = {
        "file": pd.arrays.IntegerArray(file_numbers, known),
        "row": pd.arrays.IntegerArray(rows, known),
    }
    return pd.DataFrame(places | {name: values[name] for name in columns}, copy=False)


def _conclude(file: FileRows) -> None:
    """Note what only the problems of all rows tell."""
    problems = file.problems.problems()
    file.left_out = sum(problem.count for problem in problems if problem.left_out)
    if file.records and file.left_out == file.records:
        message = "None of its rows could be read; each is listed with what is wrong."
        file.problems.add(
            Problem(file.path.name, None, "", "", Kind.NO_ROW_KEPT, message, USE_ORIGINAL, fatal=True)
        )
    if file.opened:
        windows = any(problem.kind == Kind.ENCODING for problem in problems)
        file.encoding = WINDOWS if windows else file.opened.source.encoding


def _file_read(file: FileRows) -> FileRead:
    opened = file.opened
    return FileRead(
        path=file.path,
        bytes=size_of(file.path),
        rows=file.records,
        left_out=file.left_out,
        encoding=file.encoding,
        had_header=bool(opened and opened.layout.had_header),
        columns=opened.layout.headings if opened else (),
    )

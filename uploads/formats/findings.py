"""From what was found in the rows of a file to its list of problems, of readable length."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from uploads.formats.columns import NEEDED
from uploads.formats.parsing import Finding
from uploads.formats.problems import CORRECT_ROW, USE_ORIGINAL, Kind, Problem
from uploads.formats.records import Places
from uploads.formats.spreadsheet import spreadsheet_damage
from uploads.formats.values import Coded

# So many problems of one kind are listed row by row; one more counts the rest.
MOST_OF_A_KIND = 1_000
_TOLD_ONCE = {
    Kind.ENCODING: "Rows are not UTF-8 and were read as Windows-1252: {count}, the first is row {row}.",
    Kind.NUL_BYTES: "Rows hold NUL bytes, which were read as blanks: {count}, the first is row {row}.",
    Kind.BLANK_LINE: "Blank lines were skipped: {count}.",
}
_REMEDIES = {
    Kind.ENCODING: "Look at names with accents; they should read as they do in the original.",
    Kind.BLANK_LINE: "Nothing needs to be done if the number of rows is as expected.",
    Kind.DUPLICATE_ROW: "Nothing needs to be done: a conviction that stands twice is counted once.",
    Kind.RAGGED_ROW: CORRECT_ROW,
    Kind.STRAY_QUOTE: CORRECT_ROW,
    Kind.LEFT_OUT_RAGGED: CORRECT_ROW,
    Kind.LEFT_OUT_QUOTE: CORRECT_ROW,
    Kind.LEFT_OUT_TRUNCATED: "Copy or download the file again; the end of it is missing.",
}


class FileProblems:
    """The problems of one file, those of a kind that goes on and on counted instead of listed."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._listed: list[Problem] = []
        self._counts: dict[str, int] = {}
        self._further: dict[str, Problem] = {}

    def add(self, problem: Problem) -> None:
        """Take up a problem."""
        counted = self._counts[problem.kind] = self._counts.get(problem.kind, 0) + 1
        if counted <= (1 if problem.kind in _TOLD_ONCE else MOST_OF_A_KIND):
            self._listed.append(problem)
            return
        first = self._further.setdefault(problem.kind, replace(problem, count=0))
        self._further[problem.kind] = replace(first, count=first.count + problem.count)

    def add_findings(self, first_row: int, findings: Iterable[Finding]) -> None:
        """Take up what was found in a block whose first record is data row `first_row`."""
        for found in findings:
            self.note(found.kind, first_row + found.record, found.message, found.value, found.column)

    def note(
        self, kind: str, row: int | None, message: str, value: str = "", column: str = "", count: int = 1
    ) -> None:
        """Take up one thing, with the remedy for its kind."""
        remedy = _REMEDIES.get(kind, USE_ORIGINAL)
        self.add(Problem(self.file, row, column, value, kind, message, remedy, count=count))

    def problems(self) -> list[Problem]:
        """All of them: those of the whole file first, then by row."""
        told = [self._told_once(problem) for problem in self._listed]
        further = [
            replace(problem, value="", message=f"Further rows have the same problem: {problem.count}.")
            for kind, problem in self._further.items()
            if kind not in _TOLD_ONCE
        ]
        return sorted([*told, *further], key=lambda problem: problem.row or 0)

    def _told_once(self, problem: Problem) -> Problem:
        words = _TOLD_ONCE.get(problem.kind)
        if words is None:
            return problem
        further = self._further.get(problem.kind)
        count = problem.count + (further.count if further else 0)
        return replace(problem, count=count, message=words.format(count=count, row=problem.row))


def header_rows(written: dict[str, Coded]) -> Places:
    """Positions of the rows that are a header once more, as in files that were joined."""
    rows: Places | None = None
    for name, column in written.items():
        spelled = pd.Series(column.values.to_numpy(zero_copy_only=False)).str.strip().str.upper() == name
        codes = np.flatnonzero(spelled.to_numpy(bool))
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
        for position, first in zip(again[here[:MOST_OF_A_KIND]], origin[here[:MOST_OF_A_KIND]], strict=True):
            elsewhere = f" of {problems[files[first]].file}" if files[first] != file else ""
            message = (
                f"The row says the same as row {rows[first]}{elsewhere} in all that is read; it was kept."
            )
            found.note(Kind.DUPLICATE_ROW, int(rows[position]), message)
        further = here[MOST_OF_A_KIND:]
        if len(further):
            found.note(Kind.DUPLICATE_ROW, int(rows[again[further[0]]]), "", count=len(further))


def add_spreadsheet_damage(
    problems: Sequence[FileProblems], written: dict[str, Coded], frame: pd.DataFrame
) -> None:
    """Report the values that a spreadsheet program has changed, once a file, column and kind."""
    files, rows = frame["file"].to_numpy(), frame["row"].to_numpy()
    for name, column in written.items():
        for kind, words, places in spreadsheet_damage(name, column):
            for file in np.unique(files[places]).tolist():
                in_file = places[files[places] == file]
                example = column.values[int(column.codes[in_file[0]])].as_py().strip()
                message = f"Values of {name} {words}: {len(in_file)} rows, the first reads {example}."
                problems[file].note(kind, int(rows[in_file[0]]), message, example, name, len(in_file))

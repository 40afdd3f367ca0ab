"""From what was found in the rows of a file to its list of problems, of readable length."""

from collections.abc import Iterable
from dataclasses import replace

from uploads.formats.parsing import Finding
from uploads.formats.problems import CORRECT_ROW, USE_ORIGINAL, Kind, Problem

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

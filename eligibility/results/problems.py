"""The list of what was wrong with the input, for the person who can mend it."""

import csv
from collections.abc import Iterable
from pathlib import Path

from uploads.formats.problems import Problem

from .safety import harmless_field

HEADINGS = ("file", "row", "column", "value", "what was done", "remedy", "rows concerned")


def write_problems(problems: Iterable[Problem], path: Path) -> None:
    """Write `problems.csv`. It quotes the files, so it is always safe to open in a spreadsheet."""
    with path.open("w", newline="", encoding="utf-8", errors="backslashreplace") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        for problem in problems:
            row = "" if problem.row is None else str(problem.row)
            fields = (problem.file, row, problem.column, problem.value, problem.message, problem.remedy)
            writer.writerow([*(harmless_field(field) for field in fields), problem.count])

"""The numbers of an analysis as the results page shows them: tables, and a bar."""

from collections.abc import Iterable
from dataclasses import dataclass

from .law.outcomes import Outcome
from .law.problems import MESSAGES
from .summary import PeopleCounts, Summary

BAR_WIDTH = 1000

PEOPLE_COUNTS = {
    "no_felony": "Felony",
    "no_recent_conviction": "Conviction in the last seven years",
    "no_conviction": "Any conviction",
}


@dataclass(frozen=True)
class Table:
    """Numbers by row and column, with their sums."""

    columns: list[str]
    rows: list[tuple[str, list[int], int]]
    sums: list[int]
    total: int


@dataclass(frozen=True)
class Segment:
    """A piece of the bar, in units of which the bar has BAR_WIDTH."""

    label: str
    number: int
    percent: float
    start: float
    width: float


def table(counts: dict[str, dict[str, int]], columns: Iterable[str]) -> Table:
    """Counts by row and column; a column in which nothing stands is left out."""
    shown = [column for column in columns if any(row.get(column) for row in counts.values())]
    rows = [(label, [row.get(column, 0) for column in shown]) for label, row in counts.items()]
    sums = [sum(cells) for cells in zip(*(cells for _, cells in rows), strict=True)]
    return Table(shown, [(label, cells, sum(cells)) for label, cells in rows], sums, sum(sums))


def by_section(summary: Summary) -> Table:
    return table(dict(sorted(summary["by_section"].items())), list(Outcome))


def by_grade(counted: Iterable[tuple[str, str, int]]) -> Table:
    """From grade, outcome and number. What is not a felony is named as the file names it."""
    counts: dict[str, dict[str, int]] = {"felony": {}, "misdemeanor": {}, "infraction": {}, "": {}}
    for grade, outcome, number in counted:
        counts.setdefault(grade, {})[outcome] = number
    named = {grade.capitalize() or "Not in the file": row for grade, row in counts.items() if row}
    return table(named, list(Outcome))


def bar(by_outcome: dict[str, int]) -> list[Segment]:
    """One piece for each outcome that occurs, in the order of the outcomes, side by side."""
    total = sum(by_outcome.values())
    pieces: list[Segment] = []
    for outcome in Outcome:
        number = by_outcome.get(outcome, 0)
        start = pieces[-1].start + pieces[-1].width if pieces else 0.0
        if number:
            share = number / total
            pieces.append(Segment(outcome, number, 100 * share, start, BAR_WIDTH * share))
    return pieces


def people(counts: PeopleCounts) -> list[tuple[str, int, int, int]]:
    """The three counts in words: who has such a conviction now; of these, who would have none left."""
    chosen = ((words, counts[name]) for name, words in PEOPLE_COUNTS.items())  # type: ignore[literal-required]
    return [(words, count["now"], count["after"], count["if_all"]) for words, count in chosen]


def row_problems(problems: dict[str, int]) -> list[tuple[str, int]]:
    """What could not be understood in rows that were read, in words, with the number of rows."""
    found = [(MESSAGES[kind], rows) for kind, rows in problems.items() if kind in MESSAGES]
    return [(f"A date {words}" if words[0].islower() else words, rows) for words, rows in found]

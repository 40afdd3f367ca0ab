"""Reading the list that a court sent back: which conviction each row means, and what the court said of it."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import openpyxl

from uploads.formats.xlsx import UnreadableWorkbook, cell_texts, examine_workbook, is_workbook

from .documents.ordering import natural_key
from .models import FilingItem

Answer = FilingItem.Answer

LARGEST = 50 * 1024 * 1024
TOO_LARGE = "The file is larger than 50 megabytes, which a list of answers is not. It was not read."
MOST_ROWS = 200_000
EXCERPT = 80

# The headings that a court may use, in lower case, for each column that is looked for.
HEADINGS = {
    "reference": ("office reference",),
    "position": ("no.", "no", "number", "row"),
    "case_number": ("case number", "case no.", "case no", "case"),
    "count": ("count",),
    "answer": ("answer", "decision", "result of the court", "order"),
}
WORDS = {
    "granted": Answer.GRANTED,
    "grant": Answer.GRANTED,
    "denied": Answer.DENIED,
    "deny": Answer.DENIED,
    "struck": Answer.STRUCK,
    "strike": Answer.STRUCK,
    "stricken": Answer.STRUCK,
}
NAMING = ("reference", "position", "case_number")


class CannotRead(ValueError):
    """Why a returned list cannot be taken at all, in words for the person who sent it."""


@dataclass(frozen=True)
class Unmatched:
    """A row that was not taken: its number in the file, what stands in it, and why."""

    row: int
    words: str
    why: str


@dataclass(frozen=True)
class Understood:
    """What a list says: the answer to each item by position, the rows not taken, and how many rows it has."""

    answers: dict[int, str]
    unmatched: list[Unmatched]
    rows: int


def understand(path: Path, items: Iterable[FilingItem]) -> Understood:
    """Reads an XLSX or CSV file. Raises CannotRead where it is not such a file, or a column is missing."""
    lines = rows_of(path)
    columns = columns_of(next(lines, []))
    known = Known(items)
    answers: dict[int, str] = {}
    unmatched: list[Unmatched] = []
    number = 1
    for number, line in enumerate(lines, start=2):
        row = {name: line[place].strip() if place < len(line) else "" for name, place in columns.items()}
        if not any(row.values()):
            continue
        try:
            take(row, known, answers)
        except NotTaken as why:
            unmatched.append(Unmatched(number, words_of(row), str(why)))
    return Understood(answers, unmatched, number - 1)


class NotTaken(ValueError):
    """Why one row was not taken."""


class Known:
    """The items of a filing, by everything that a row may name them by."""

    def __init__(self, items: Iterable[FilingItem]) -> None:
        self.positions: dict[int, FilingItem] = {}
        self.references: dict[str, FilingItem] = {}
        self.cases: dict[object, list[FilingItem]] = defaultdict(list)
        for item in items:
            self.positions[item.position] = item
            self.references[str(item.conviction_id)] = item
            for case_number in filter(None, {item.case_number, *item.case_number.split(";")}):
                self.cases[key_of(case_number)].append(item)

    def named(self, row: dict[str, str]) -> list[FilingItem]:
        """The items that a row means. Raises NotTaken where it names none, or two different ones."""
        found: list[list[FilingItem]] = []
        if reference := row.get("reference"):
            found.append(one(self.references.get(reference), f"There is no reference {reference}"))
        if position := row.get("position"):
            number = int(position) if position.isdecimal() and len(position) < 10 else 0
            found.append(one(self.positions.get(number), f"There is no row {position}"))
        if case_number := row.get("case_number"):
            found.append(self.of_case(case_number, row.get("count", "")))
        if not found:
            raise NotTaken("The row names no case.")
        meant = [item for item in found[0] if all(item in other for other in found[1:])]
        if not meant:
            raise NotTaken("The row names two different convictions of this filing.")
        return meant

    def of_case(self, case_number: str, count: str) -> list[FilingItem]:
        """All items of a case, or those of one of its counts."""
        items = self.cases.get(key_of(case_number), [])
        if not items:
            raise NotTaken(f"There is no case {case_number} in this filing.")
        counted = [item for item in items if not count or item.count == count]
        if not counted:
            raise NotTaken(f"There is no count {count} of case {case_number} in this filing.")
        return counted


def one(item: FilingItem | None, missing: str) -> list[FilingItem]:
    if item is None:
        raise NotTaken(f"{missing} in this filing.")
    return [item]


def key_of(case_number: str) -> object:
    """Case numbers that differ only in blanks, hyphens, zeros in front or letter case are the same."""
    return natural_key(case_number.strip())[1]


def take(row: dict[str, str], known: Known, answers: dict[int, str]) -> None:
    if not row["answer"]:
        raise NotTaken("The row has no answer.")
    answer = WORDS.get(row["answer"].casefold())
    if answer is None:
        raise NotTaken(f"“{row['answer'][:EXCERPT]}” is not granted, denied or struck.")
    meant = known.named(row)
    if any(answers.get(item.position, answer) != answer for item in meant):
        raise NotTaken("Another row says otherwise of the same conviction.")
    answers.update({item.position: answer for item in meant})


def words_of(row: dict[str, str]) -> str:
    return ", ".join(value[:EXCERPT] for value in row.values() if value)


def columns_of(header: list[str]) -> dict[str, int]:
    """Where each column stands. Raises CannotRead, by name, without one that is needed."""
    titles = [title.strip().casefold() for title in header]
    columns = {
        name: next(titles.index(title) for title in known if title in titles)
        for name, known in HEADINGS.items()
        if set(known) & set(titles)
    }
    found = ", ".join(title[:EXCERPT] for title in header if title) or "nothing"
    there = f"The first row of the file has: {found}."
    if "answer" not in columns:
        raise CannotRead(f"The list has no column “Answer”. {there}")
    if not set(NAMING) & set(columns):
        raise CannotRead(f"The list has no column “No.”, “Case number” or “Office reference”. {there}")
    return columns


def rows_of(path: Path) -> Iterator[list[str]]:
    with path.open("rb") as file:
        head = file.read(8)
    if is_workbook(path, head):
        return limited(workbook_rows(path))
    return limited(csv_rows(path))


def limited(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    yield from islice(rows, MOST_ROWS)
    if next(rows, None) is not None:
        raise CannotRead(f"The list has more than {MOST_ROWS:,} rows.")


def workbook_rows(path: Path) -> Iterator[list[str]]:
    try:
        title = examine_workbook(path).sheet
    except UnreadableWorkbook as why:
        raise CannotRead(why.message) from why
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = book[title]
        sheet.reset_dimensions()
        yield from (cell_texts(row) for row in sheet.iter_rows(values_only=True))
    finally:
        book.close()


def csv_rows(path: Path) -> Iterator[list[str]]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("windows-1252", errors="replace")
    if "\0" in text:
        raise CannotRead("The file is neither a workbook (.xlsx) nor comma-separated text (.csv).")
    try:
        yield from csv.reader(io.StringIO(text, newline=""))
    except csv.Error as error:
        raise CannotRead("The file is not comma-separated text (.csv).") from error

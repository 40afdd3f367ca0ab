"""Reading the list that a court sent back: which conviction each row means, and what the court said of it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.utils import timezone

from .documents.ordering import natural_key
from .models import FilingItem
from .sheets import CannotRead, rows_of

Answer = FilingItem.Answer

EXCERPT = 80

# The headings that a court may use, in lower case, for each column that is looked for.
HEADINGS = {
    "reference": ("office reference",),
    "position": ("no.", "no", "number", "row"),
    "case_number": ("case number", "case no.", "case no", "case"),
    "count": ("count",),
    "answer": ("answer", "decision", "result of the court", "order"),
    "ordered_on": ("ordered on", "date of order", "order date", "date"),
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


# The days that people write, besides YYYYMMDD, as which a date cell is read.
WRITTEN_DAYS = ("%Y%m%d", "%Y-%m-%d", "%m/%d/%Y")

AS_VALUE = "Put the value in the place of the formula (copy, paste as values), and send the list again."


@dataclass(frozen=True)
class Unmatched:
    """A row that was not taken: its number in the file, the column, what it says, why, and what to do."""

    row: int
    column: str
    words: str
    why: str
    remedy: str


@dataclass
class Understood:
    """What a list says: the answer to each item by position, the day of the order where the list names it,
    the rows not taken, and how many rows it has."""

    answers: dict[int, str] = field(default_factory=dict)
    ordered_on: datetime.date | None = None
    unmatched: list[Unmatched] = field(default_factory=list)
    rows: int = 0


def understand(path: Path, items: Iterable[FilingItem]) -> Understood:
    """Reads an XLSX or CSV file. Raises CannotRead where it is not such a file, or a column is missing."""
    lines = rows_of(path)
    header = next(lines, [])
    columns = columns_of(header)
    known, found = Known(items), Understood()
    for number, line in enumerate(lines, start=2):
        row = {name: line[place].strip() if place < len(line) else "" for name, place in columns.items()}
        found.rows = number - 1
        if not any(row.values()):
            continue
        try:
            take(row, known, found)
        except NotTaken as why:
            title = header[columns[why.column]].strip() if why.column in columns else ""
            found.unmatched.append(Unmatched(number, title, words_of(row), why.message, why.remedy))
    return found


class NotTaken(ValueError):
    """Why one row was not taken: in which of the columns, and what to do about it."""

    def __init__(self, column: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.column, self.message, self.remedy = column, message, remedy


LOOK_IT_UP = "Look it up in the list of this filing, and correct the row."


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
            item = self.references.get(reference)
            found.append(one(item, "reference", f"There is no reference {reference}"))
        if position := row.get("position"):
            number = int(position) if position.isdecimal() and len(position) < 10 else 0
            found.append(one(self.positions.get(number), "position", f"There is no row {position}"))
        if case_number := row.get("case_number"):
            found.append(self.of_case(case_number, row.get("count", "")))
        if not found:
            raise NotTaken("case_number", "The row names no case.", "Write the number of the case in it.")
        meant = [item for item in found[0] if all(item in other for other in found[1:])]
        if not meant:
            message = "The row names two different convictions of this filing."
            raise NotTaken("case_number", message, LOOK_IT_UP)
        return meant

    def of_case(self, case_number: str, count: str) -> list[FilingItem]:
        """All items of a case, or those of one of its counts."""
        items = self.cases.get(key_of(case_number), [])
        if not items:
            message = f"There is no case {case_number[:EXCERPT]} in this filing."
            raise NotTaken("case_number", message, LOOK_IT_UP)
        counted = [item for item in items if not count or item.count == count]
        if not counted:
            message = f"There is no count {count[:EXCERPT]} of case {case_number[:EXCERPT]} in this filing."
            raise NotTaken("count", message, LOOK_IT_UP)
        return counted


def one(item: FilingItem | None, column: str, missing: str) -> list[FilingItem]:
    if item is None:
        raise NotTaken(column, f"{missing[:EXCERPT]} in this filing.", LOOK_IT_UP)
    return [item]


def key_of(case_number: str) -> object:
    """Case numbers that differ only in blanks, hyphens, zeros in front or letter case are the same."""
    return natural_key(case_number.strip())[1]


def take(row: dict[str, str], known: Known, found: Understood) -> None:
    """Adds what a row says to what was found. Raises NotTaken, and adds nothing."""
    for column, value in row.items():
        if value.startswith("="):
            raise NotTaken(column, "The cell holds a formula, and what that shows may change.", AS_VALUE)
    answer = answer_of(row["answer"])
    ordered_on = day_of(row.get("ordered_on", ""), found.ordered_on)
    meant = known.named(row)
    if any(found.answers.get(item.position, answer) != answer for item in meant):
        message = "Another row says otherwise of the same conviction."
        raise NotTaken("answer", message, "Leave one of the two rows out, and send the list again.")
    found.answers.update({item.position: answer for item in meant})
    found.ordered_on = ordered_on


def answer_of(text: str) -> str:
    write = "Write granted, denied or struck in it."
    if not text:
        raise NotTaken("answer", "The row has no answer.", write)
    if text.casefold() not in WORDS:
        raise NotTaken("answer", f"“{text[:EXCERPT]}” is not granted, denied or struck.", write)
    return str(WORDS[text.casefold()])


def day_of(text: str, named_before: datetime.date | None) -> datetime.date | None:
    """The day of the order, which is the same in all rows that name one. Raises NotTaken."""
    if not text:
        return named_before
    day = next(filter(None, (written_as(text, pattern) for pattern in WRITTEN_DAYS)), None)
    if day is None:
        message = f"“{text[:EXCERPT]}” is not a day."
        raise NotTaken("ordered_on", message, "Write month/day/year, for example 07/01/2026.")
    if day > timezone.localdate():
        message = f"The day {day:%m/%d/%Y} has not come yet."
        raise NotTaken("ordered_on", message, "Write the day of the order.")
    if named_before and day != named_before:
        message = f"The day {day:%m/%d/%Y} is another one than in the rows above, {named_before:%m/%d/%Y}."
        raise NotTaken("ordered_on", message, "Send a list for each order.")
    return day


def written_as(text: str, pattern: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text, pattern).date()  # noqa: DTZ007 a day has no zone
    except ValueError:
        return None


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
    there = f"Row 1 of the file has: {found}."
    if "answer" not in columns:
        remedy = "Name the column that holds the answers “Answer”, and send the list again."
        raise CannotRead(f"The list has no column “Answer”. {there} {remedy}")
    if not set(NAMING) & set(columns):
        remedy = "Name the column that holds the case numbers “Case number”, and send the list again."
        raise CannotRead(
            f"The list has no column “No.”, “Case number” or “Office reference”. {there} {remedy}"
        )
    return columns

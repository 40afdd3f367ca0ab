"""A person's rows of the state's file, laid out as they happened: cycle, event, count, how it ended.

Pure: frames and plain values in, plain values out. Nothing is interpreted beyond what a reader needs;
a value that cannot be read stands as it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

Row = dict[str, str]

# CNT_ORDER 101001002000: the first 3 digits are the cycle, the first 6 the cycle and the event.
CYCLE_DIGITS = 3
EVENT_DIGITS = 6

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GRADES = {"F": "felony", "M": "misdemeanor", "I": "infraction"}
TIME_UNITS = {"D": "day", "M": "month", "Y": "year"}


# What the timeline shows, out of the 95 columns, and where a row stands.
SHOWN = (
    "CYC_ORDER",
    "CYC_DATE",
    "STP_ORDER",
    "STP_EVENT_DATE",
    "STP_TYPE_DESCR",
    "STP_ORI_DESCR",
    "STP_ORI_CNTY_NAME",
    "CNT_ORDER",
    "DISP_DATE",
    "OFN",
    "OFFENSE_DESCR",
    "OFFENSE_TOC",
    "DISP_DESCR",
    "CONV_STAT_DESCR",
    "SENT_LOC_DESCR",
    "SENT_LENGTH",
    "SENT_TIME_CODE",
    "COMMENT_TEXT",
)


@dataclass(frozen=True)
class Source:
    """Where a row stands: its file by position in the upload and by name, its number among the data rows."""

    file: int
    name: str
    row: int


@dataclass(frozen=True)
class Count:
    """A charge in an event, and how it ended."""

    order: str
    charges: tuple[str, ...]
    grade: str
    case_numbers: tuple[str, ...]
    dispositions: tuple[str, ...]
    sentences: tuple[str, ...]
    comments: tuple[str, ...]
    sources: tuple[Source, ...]
    is_this: bool
    is_sibling: bool

    @property
    def charge(self) -> str:
        return " / ".join(self.charges) or "No charge in the file"

    @property
    def facts(self) -> list[str]:
        """How it ended, what the sentence was, and the case: each that is known, in words."""
        cases = "; ".join(self.case_numbers)
        known = ("; ".join(self.dispositions), "; then ".join(self.sentences), cases and f"Case {cases}")
        return [fact for fact in known if fact]

    @property
    def comment(self) -> str:
        return "”; “".join(self.comments)


@dataclass(frozen=True)
class Event:
    """An arrest, a court action, a registration …: what the file calls a step."""

    kind: str
    happened: str
    agency: str
    county: str
    other_county: bool
    counts: tuple[Count, ...]

    @property
    def holds_this(self) -> bool:
        return any(count.is_this for count in self.counts)


@dataclass(frozen=True)
class Cycle:
    """One arrest and all that followed from it."""

    number: str
    began: str
    events: tuple[Event, ...]

    @property
    def holds_this(self) -> bool:
        return any(event.holds_this for event in self.events)


@dataclass(frozen=True)
class Reader:
    """What the reader of the page comes with: it decides what is marked."""

    county: str
    this: str = ""
    siblings: Set[str] = frozenset()
    file_names: Mapping[int, str] = field(default_factory=dict)


def timeline(frame: pd.DataFrame, reader: Reader) -> list[Cycle]:
    """The cycles of one person's history, in the order in which the file first names them.

    `frame` holds the person's rows: the columns of SHOWN as text, and the integers `file` and `row`. The
    reader's `county` is the office's own, `this` the CNT_ORDER of the conviction that the page is about,
    `siblings` those of all of the person's convictions that the programme concerns.
    """
    return [
        Cycle(
            number=cycle_of(rows[0]),
            began=readable_date(first(rows, "CYC_DATE")),
            events=tuple(event_from(event_rows, reader) for event_rows in grouped(rows, event_of)),
        )
        for rows in grouped(rows_of(frame), cycle_of)
    ]


def event_from(rows: list[Row], reader: Reader) -> Event:
    where = first(rows, "STP_ORI_CNTY_NAME")
    return Event(
        kind=first(rows, "STP_TYPE_DESCR"),
        happened=readable_date(first(rows, "STP_EVENT_DATE")),
        agency=first(rows, "STP_ORI_DESCR"),
        county=where,
        other_county=bool(where) and where.upper() != reader.county.upper(),
        counts=tuple(count_from(count_rows, reader) for count_rows in grouped(rows, count_of)),
    )


def count_from(rows: list[Row], reader: Reader) -> Count:
    order = rows[0]["CNT_ORDER"]
    return Count(
        order=order,
        charges=each_once(row["OFFENSE_DESCR"] for row in rows),
        grade=readable_grade(first(rows, "CONV_STAT_DESCR"), first(rows, "OFFENSE_TOC")),
        case_numbers=each_once(row["OFN"] for row in rows),
        dispositions=each_once(disposition(row) for row in rows),
        sentences=tuple(part for row in rows if (part := sentence(row))),
        comments=each_once(row["COMMENT_TEXT"] for row in rows),
        sources=tuple(source(row, reader) for row in rows),
        is_this=bool(order) and order == reader.this,
        is_sibling=order in reader.siblings and order != reader.this,
    )


def source(row: Row, reader: Reader) -> Source:
    file = int(row["file"])
    return Source(file, reader.file_names.get(file, ""), int(row["row"]))


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """The frame's rows as dictionaries of trimmed text; a missing value is empty."""
    names = [str(name) for name in frame.columns]
    known = frame.notna().to_numpy()
    values = frame.to_numpy(dtype=object)
    return [
        {
            name: str(value).strip() if is_known else ""
            for name, value, is_known in zip(names, *row, strict=True)
        }
        for row in zip(values, known, strict=True)
    ]


def cycle_of(row: Row) -> str:
    return row["CNT_ORDER"][:CYCLE_DIGITS] or row["CYC_ORDER"]


def event_of(row: Row) -> Hashable:
    return row["CNT_ORDER"][:EVENT_DIGITS] or (row["STP_ORDER"], row["STP_TYPE_DESCR"], row["STP_EVENT_DATE"])


def count_of(row: Row) -> Hashable:
    """Rows without an order say nothing of what belongs together: each stands alone."""
    return row["CNT_ORDER"] or (row["file"], row["row"])


def grouped(rows: list[Row], key: Callable[[Row], Hashable]) -> list[list[Row]]:
    """Rows with the same key together, in order of first appearance: the file may interleave them."""
    groups: dict[Hashable, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def first(rows: list[Row], column: str) -> str:
    return next((row[column] for row in rows if row[column]), "")


def each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def disposition(row: Row) -> str:
    """How the count ended and when, as the file says it; the date only where it adds to the event's own."""
    when = row["DISP_DATE"] if row["DISP_DATE"] != row["STP_EVENT_DATE"] else ""
    return ", ".join(part for part in (row["DISP_DESCR"], readable_date(when)) if part)


def sentence(row: Row) -> str:
    length = readable_length(row["SENT_LENGTH"], row["SENT_TIME_CODE"])
    return ", ".join(part for part in (row["SENT_LOC_DESCR"], length) if part)


def readable_date(text: str) -> str:
    """A date of the file in words.

    | file       | words                     |
    |------------|---------------------------|
    | `20160204` | `Feb 4, 2016`             |
    | `20160200` | `Feb 2016 (day unknown)`  |
    | `20160000` | `2016 (day unknown)`      |
    | `00000000` | `00000000`                |
    | `20161350` | `20161350`                |
    | `2/4/2016` | `2/4/2016`                |
    """
    if len(text) != 8 or not text.isascii() or not text.isdigit() or text.startswith("0000"):
        return text
    year, month, day = text[:4], int(text[4:6]), int(text[6:])
    if month == 0 and day == 0:
        return f"{year} (day unknown)"
    if month > len(MONTHS) or month == 0:
        return text
    name = MONTHS[month - 1]
    if day == 0:
        return f"{name} {year} (day unknown)"
    return f"{name} {day}, {year}" if exists(int(year), month, day) else text


def exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def readable_grade(convicted_as: str, charged_as: str) -> str:
    """The grade of conviction if the file has one, else that of the charge."""
    return convicted_as.lower() or GRADES.get(charged_as, charged_as)


def readable_length(length: str, unit: str) -> str:
    """How long a part of a sentence is.

    | length | unit | words       |
    |--------|------|-------------|
    | `027`  | `M`  | `27 months` |
    | `1`    | `Y`  | `1 year`    |
    | `2-4`  | `Y`  | `2-4 Y`     |
    """
    if not (length.isascii() and length.isdigit() and unit in TIME_UNITS):
        return f"{length} {unit}".strip()
    number = int(length)
    return f"{number} {TIME_UNITS[unit]}{'' if number == 1 else 's'}"

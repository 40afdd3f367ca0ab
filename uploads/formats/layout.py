"""Which column stands where: recognise the header, or go by position."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from uploads.formats.columns import COLUMNS, NEEDED
from uploads.formats.encodings import decoded
from uploads.formats.fields import SEPARATOR_PLACES, in_place, strict_fields
from uploads.formats.problems import USE_ORIGINAL, Kind, Problem, excerpt

RECORDS_LOOKED_AT = 200
LINES_LOOKED_AT = 10_000
LINES_BEFORE_HEADER = 20
LINES_OF_A_RECORD = 1_000
NAMES_THAT_MAKE_A_HEADER = 3
BLANK = b" \t\r\n\x00\x0b\x0c\x1a"
_SEPARATED_OTHERWISE = {"\t": "tabs", ";": "semicolons", "|": "vertical bars"}


@dataclass(frozen=True)
class Layout:
    """The columns of one file: a name for each field of a record, in the file's order.

    Names outside `COLUMNS` begin with `?`; `headings` has them as the header does, in capitals. `start` is
    the byte at which the first data row begins; `separators` are the places of the separators, empty if the
    file's rows do not hold them there.
    """

    names: tuple[str, ...]
    headings: tuple[str, ...]
    had_header: bool
    start: int = 0
    separators: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def width(self) -> int:
        """Number of fields of a record."""
        return len(self.names)


class NotTheFormat(Exception):
    """The text is not a comma-separated file of the state's columns; the message says what it seems to be."""


def layout_of(head: bytes, file: str) -> Layout:
    """Recognise the columns of a file from its beginning (whole lines, UTF-8 or Windows-1252).

    Looks for a header in the first lines, whether quoted, padded or in small letters; otherwise the columns
    are known by their place, which needs rows of 95 fields. Raises NotTheFormat.
    """
    lines = head.split(b"\n", LINES_LOOKED_AT)[:LINES_LOOKED_AT]
    filled = islice((place for place, line in enumerate(lines) if line.strip(BLANK)), LINES_BEFORE_HEADER)
    before: list[str] = []
    for place in filled:
        line = decoded(lines[place])[0]
        names = header_names(line)
        if names:
            start = min(sum(len(earlier) + 1 for earlier in lines[: place + 1]), len(head))
            return _by_name(names, _rows(lines[place + 1 :]), before, start, file)
        if line.count(",") > len(COLUMNS) // 2:
            break
        before.append(line)
    return _by_position(_rows(lines), file)


def _rows(lines: Sequence[bytes]) -> list[list[str]]:
    """The fields of the first records that the lines hold, those included that go on over several lines.

    A quotation mark that is not closed soon is a stray one: the line that has it is passed over alone.
    """
    rows: list[list[str]] = []
    place = 0
    while place < len(lines) and len(rows) < RECORDS_LOOKED_AT:
        end, fields = _record_at(lines, place)
        if fields is not None and lines[place].strip():
            rows.append(fields)
        place = end
    return rows


def _record_at(lines: Sequence[bytes], place: int) -> tuple[int, list[str] | None]:
    """The place after the record that begins here, and its fields; of none, the next place, and None."""
    fields = strict_fields(decoded(lines[place])[0])
    if fields is not None:
        return place + 1, fields
    # Quotation marks come in pairs: those of the line that closes what this one left open are odd in number.
    following = range(place + 1, min(place + LINES_OF_A_RECORD, len(lines)))
    last = next((inner for inner in following if lines[inner].count(b'"') % 2), place)
    fields = strict_fields(decoded(b"\n".join(lines[place : last + 1]))[0])
    return (last if fields else place) + 1, fields


def header_names(line: str) -> list[str] | None:
    """The names of the columns if a line is a header, else None.

    | line                               | names                                   |
    |------------------------------------|-----------------------------------------|
    | `RECORD_ID,OFN,PRI_DOB`            | `RECORD_ID` · `OFN` · `PRI_DOB`         |
    | `"Record ID", "OFN " ,ofn,Pri_Dob` | `RECORD_ID` · `OFN` · `OFN` · `PRI_DOB` |
    | `1,A,10000000,#`                   | None                                    |
    """
    fields = strict_fields(line.strip().lstrip("\ufeff"))
    names = [re.sub(r"\W+", "_", name.strip().upper()) for name in fields or ()]
    return names if len(set(names) & set(COLUMNS)) >= NAMES_THAT_MAKE_A_HEADER else None


def _by_name(names: list[str], rows: list[list[str]], before: list[str], start: int, file: str) -> Layout:
    width = max(_width(rows, len(names)), len(names))
    headings = (*names, *[""] * (width - len(names)))
    named = _unique(headings)
    problems = [*_lines_before(before, file), *_header_problems(names, named, file)]
    return Layout(named, headings, True, start, _separators(named, rows), tuple(problems))


def _by_position(rows: list[list[str]], file: str) -> Layout:
    width = _width(rows, len(COLUMNS))
    extra = width - len(COLUMNS)
    headings = (*COLUMNS, *[""] * extra)
    named = _unique(headings) if extra >= 0 else ()
    separators = _separators(named, rows) if named else ()
    blank = all(not value.strip() for fields in rows for value in fields[len(COLUMNS) :])
    if extra < 0 or (extra > 0 and not separators and not blank):
        raise NotTheFormat(_not_the_format(rows, width))
    return Layout(named, headings, False, 0, separators, tuple(_extra_problem(named, file)))


def _width(rows: list[list[str]], expected: int) -> int:
    """The number of fields of a row: the expected one if any row has it, else the most frequent."""
    widths = Counter(len(fields) for fields in rows)
    return expected if not widths or expected in widths else widths.most_common(1)[0][0]


def _separators(names: tuple[str, ...], rows: list[list[str]]) -> tuple[int, ...]:
    """The places of the separators if most rows of the right width hold them there."""
    if names[: len(COLUMNS)] != COLUMNS:
        return ()
    whole = [fields for fields in rows if len(fields) == len(names)]
    holding = sum(in_place(fields, SEPARATOR_PLACES) for fields in whole)
    return SEPARATOR_PLACES if whole and 2 * holding > len(whole) else ()


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Give unknown and repeated columns a name that is no column's: `?` and their place, counted from 1."""
    seen: set[str] = set()
    result = []
    for place, name in enumerate(names, start=1):
        known = name in COLUMNS and name not in seen
        seen.add(name)
        result.append(name if known else f"?{place}")
    return tuple(result)


def _not_the_format(rows: list[list[str]], width: int) -> str:
    for mark, words in _SEPARATED_OTHERWISE.items():
        if rows and ",".join(rows[0]).count(mark) > len(COLUMNS) // 2:
            return f"Its columns are separated by {words}; they must be separated by commas."
    return (
        f"Most of its rows have {width} columns and it has no header; "
        f"the file of the Department of Justice has {len(COLUMNS)}."
    )


def _lines_before(before: list[str], file: str) -> list[Problem]:
    if not before:
        return []
    message = f"Lines before the header were skipped: {len(before)}."
    return [_problem(file, "", excerpt(before[0]), Kind.LINES_BEFORE_HEADER, message)]


def _header_problems(names: list[str], named: tuple[str, ...], file: str) -> list[Problem]:
    """What is extra, repeated, missing or in another order, each in words."""
    known = [name for name in named if name in COLUMNS]
    missing = [name for name in COLUMNS if name not in known]
    repeated = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
    problems = _extra_problem(named, file, names)
    for name in repeated:
        message = f"The header names {name} more than once; its first column was read."
        problems.append(_problem(file, name, "", Kind.REPEATED_COLUMN, message))
    for name in missing:
        effect = "what depends on it is unknown" if name in NEEDED else "no determination depends on it"
        message = f"The column {name} is missing; {effect}."
        problems.append(_problem(file, name, "", Kind.MISSING_COLUMN, message))
    if known != [name for name in COLUMNS if name in known]:
        message = "The columns stand in another order than usual; they were read by their names."
        problems.append(_problem(file, "", "", Kind.REORDERED_COLUMNS, message))
    return problems


def _extra_problem(named: tuple[str, ...], file: str, names: Sequence[str] = ()) -> list[Problem]:
    unknown = [
        names[place] if place < len(names) else "" for place, name in enumerate(named) if name[0] == "?"
    ]
    extra = [name for name in unknown if name not in COLUMNS]
    if not extra:
        return []
    words = ", ".join(name for name in extra if name) or "without a name"
    message = f"Columns that are not the Department of Justice's were not read: {excerpt(words)}."
    return [_problem(file, "", excerpt(words), Kind.EXTRA_COLUMN, message)]


def _problem(file: str, column: str, value: str, kind: str, message: str) -> Problem:
    return Problem(file, None, column, value, kind, message, USE_ORIGINAL)

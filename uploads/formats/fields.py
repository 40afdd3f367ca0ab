"""One record as its fields: strictly, or mended where only one reading is possible."""

import re
from collections.abc import Sequence

from uploads.formats.columns import COLUMNS, NEEDED, SEPARATOR, SEPARATORS

# A quoted field may be padded with blanks; a quotation mark inside an unquoted field means nothing.
_FIELD = re.compile(r'[ \t]*"((?:[^"]|"")*)"[ \t\r]*(?=,|\Z)|(?![ \t]*")([^,]*)(?=,|\Z)')
_QUOTED_START = re.compile(r'(?:\A|,)[ \t]*"')
_MOST_QUOTES_TO_TRY = 24
SEPARATOR_PLACES: tuple[int, ...] = tuple(COLUMNS.index(name) for name in SEPARATORS)
END_MARKS = ("EOR", SEPARATOR)


def strict_fields(text: str) -> list[str] | None:
    r"""Cut a record into its fields; None if a quoted field is not closed before a comma or the end.

    | text             | fields                 |
    |------------------|------------------------|
    | `A,B,`           | `A` · `B` · (empty)    |
    | `A,"B,C"`        | `A` · `B,C`            |
    | `A, "B,C" ,D`    | `A` · `B,C` · `D`      |
    | `"6"" PIPE,B"`   | `6" PIPE,B`            |
    | `6" PIPE,B`      | `6" PIPE` · `B`        |
    | `A,"B`           | None                   |
    | `A,"B"C,D`       | None                   |
    """
    fields: list[str] = []
    position = 0
    while match := _FIELD.match(text, position):
        quoted, plain = match.groups()
        fields.append(plain if quoted is None else quoted.replace('""', '"'))
        position = match.end() + 1
        if position > len(text):
            return fields
    return None


def mended_fields(text: str, width: int, separators: Sequence[int]) -> list[str] | None:
    """Read a record with one stray quotation mark, if only one reading gives `width` fields in their places.

    With a width of three and no separators:

    | text             | fields            |                                                       |
    |------------------|-------------------|-------------------------------------------------------|
    | `A,"B,C`         | `A` · `B` · `C`   | the mark opens nothing                                |
    | `A,"B,C,D`       | `A` · `B,C` · `D` | the closing mark is missing: its place follows        |
    | `A,"B,C,D,E,"`   | None              | more than one reading                                 |
    """
    starts = [match.end() - 1 for match in _QUOTED_START.finditer(text)]
    if len(starts) > _MOST_QUOTES_TO_TRY:
        return None
    readings = {
        tuple(fields)
        for start in starts
        if (fields := _without_quote(text, start, width)) and in_place(fields, separators)
    }
    return list(readings.pop()) if len(readings) == 1 else None


def _without_quote(text: str, start: int, width: int) -> list[str] | None:
    """The fields without the quotation mark at `start`; those that it should have held are joined again."""
    before = strict_fields(text[:start].rstrip(" \t")) if start else [""]
    after = strict_fields(text[start + 1 :])
    if before is None or after is None:
        return None
    joined = len(before) - 1 + len(after) - width
    if joined < 0 or joined >= len(after):
        return None
    return [*before[:-1], ",".join(after[: joined + 1]), *after[joined + 1 :]]


def in_place(fields: Sequence[str], separators: Sequence[int]) -> bool:
    """Whether the fields at the places of the separators hold one."""
    return all(place < len(fields) and fields[place].strip() == SEPARATOR for place in separators)


def realigned_fields(fields: Sequence[str]) -> tuple[list[str], str] | None:
    """Put the columns of a ragged row in their places by its separators, if what is needed can be trusted.

    Between two separators the number of columns is known. Where it is right, they stand in their places.
    Where it is wrong, they cannot be told apart: they are left empty if none of them is needed.
    Gives the 95 fields and the names of the columns left empty; None if the row cannot be trusted.
    """
    found = [place for place, field in enumerate(fields) if field.strip() == SEPARATOR][: len(SEPARATORS)]
    if len(found) < len(SEPARATORS):
        return None
    result: list[str] = []
    emptied: list[str] = []
    starts = [0, *(place + 1 for place in found)]
    for (first, last), start, end in zip(_segments(), starts, [*found, len(fields)], strict=True):
        names = COLUMNS[first:last]
        segment = _trusted(fields[start:end], names)
        if segment is None:
            return None
        emptied += [f"{names[0]} to {names[-1]}"] if len(segment) == 0 else []
        result += [*(segment or [""] * len(names)), SEPARATOR]
    return result[: len(COLUMNS)], ", ".join(emptied)


def _segments() -> list[tuple[int, int]]:
    """First and past-the-last place of the columns between the separators."""
    return list(
        zip([0, *(place + 1 for place in SEPARATOR_PLACES)], [*SEPARATOR_PLACES, len(COLUMNS)], strict=True)
    )


def _trusted(fields: Sequence[str], names: Sequence[str]) -> list[str] | None:
    """The fields of one segment; [] if their number is wrong and no matter, None if the row fails by it."""
    if len(fields) == len(names):
        return list(fields)
    if not set(names) & set(NEEDED) or not any(field.strip() for field in fields):
        return []
    last = len(names) - 1
    closed = names[-1] == COLUMNS[-1] and len(fields) > last and fields[last].strip() in END_MARKS
    if closed and not any(field.strip() for field in fields[len(names) :]):
        return list(fields[: len(names)])
    return None


def canonical(fields: Sequence[str]) -> bytes:
    """The fields as one line of a comma-separated file in UTF-8, quoted where needed, without line end."""
    return ",".join(_quoted(field) for field in fields).encode("utf-8", "replace")


def _quoted(field: str) -> str:
    if any(mark in field for mark in '",\n\r'):
        return '"' + field.replace('"', '""') + '"'
    return field

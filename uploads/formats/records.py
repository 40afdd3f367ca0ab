"""Where each record of a block of text begins and ends, whatever its quotation marks claim."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uploads.formats.encodings import decoded
from uploads.formats.fields import mended_fields, strict_fields
from uploads.formats.layout import BLANK, LINES_OF_A_RECORD, Layout

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

LINE_FEED = 10
_RETURN = 13
_QUOTE = 34
_LINES_TRIED = 50


@dataclass(frozen=True)
class Records:
    """The records of a block: record i is `data[starts[i]:ends[i]]`, without its line end.

    `doubtful` numbers the records that a plain reader of comma-separated values may misread.
    """

    starts: Places
    ends: Places
    doubtful: Places
    blank_lines: int

    def __len__(self) -> int:
        return len(self.starts)

    def of(self, data: memoryview, record: int) -> bytes:
        """The bytes of one record."""
        return bytes(data[self.starts[record] : self.ends[record]])


def lines_are_records(data: bytes | memoryview) -> Records:
    """The records of a block in which each line is one; `data` ends with a line feed."""
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == LINE_FEED)
    starts = _after(ends)
    return Records(starts, _without_returns(data, starts, ends), np.empty(0, np.int64), 0)


def find_records(data: bytes, layout: Layout, *, thorough: bool = False) -> Records:
    """Find the records in a block that ends with a line feed.

    A line is a record, except:
    - a blank line is none;
    - a line with a quotation mark left open is joined with the lines up to the one that closes it, if that
      gives a record, so that a stray mark costs its own line only;
    - a line with carriage returns is cut at them if each piece is a record.

    Only lines with an odd number of quotation marks are suspected of leaving one open; if `thorough`, all.
    """
    line_ends = _line_ends(data, layout.width)
    line_starts = _after(line_ends)
    odd = _with_odd_quotes(data, line_ends)
    suspects = np.arange(len(line_ends)) if thorough else np.flatnonzero(odd)
    joined = dict(_joined(_Lines(data, line_starts, line_ends, layout), suspects, thorough))
    last = np.arange(len(line_ends))
    inner = np.zeros(len(line_ends), bool)
    for first, final in joined.items():
        last[first] = final
        inner[first + 1 : final + 1] = True
    blank = _blank(data, line_starts, line_ends) & ~inner
    doubted = odd | _holds_return(data, line_starts, line_ends)
    doubted[suspects if thorough else []] = True
    doubted[list(joined)] = True
    kept = np.flatnonzero(~inner & ~blank)
    starts, ends = line_starts[kept], line_ends[last[kept]]
    doubtful = np.flatnonzero(doubted[kept])
    return Records(starts, _without_returns(data, starts, ends), doubtful, int(blank.sum()))


def _after(ends: Places) -> Places:
    starts = np.empty_like(ends)
    starts[:1] = 0
    starts[1:] = ends[:-1] + 1
    return starts


def _without_returns(data: bytes | memoryview, starts: Places, ends: Places) -> Places:
    octets = np.frombuffer(data, np.uint8)
    trimmed = ends
    while True:
        returns = (trimmed > starts) & (octets[trimmed - 1] == _RETURN)
        if not returns.any():
            return trimmed
        trimmed = trimmed - returns


def _lone_returns(data: bytes, line_ends: Places) -> Places:
    """Places of the carriage returns that do not belong to the end of a line."""
    if b"\r" not in data:
        return np.empty(0, np.int64)
    octets = np.frombuffer(data, np.uint8)
    returns = np.flatnonzero(octets == _RETURN)
    content_ends = _without_returns(data, _after(line_ends), line_ends)
    return returns[returns < content_ends[np.searchsorted(line_ends, returns)]]


def _line_ends(data: bytes, width: int) -> Places:
    """Places of the line feeds, and of the carriage returns that alone end a record."""
    line_ends = np.flatnonzero(np.frombuffer(data, np.uint8) == LINE_FEED)
    lone = _lone_returns(data, line_ends)
    if not len(lone):
        return line_ends
    starts = _after(line_ends)
    cuts = [
        returns
        for line, returns in _by_line(lone, line_ends)
        if all(
            _is_record(piece, width) for piece in data[starts[line] : line_ends[line]].split(b"\r") if piece
        )
    ]
    return np.sort(np.concatenate([line_ends, *cuts]))


def _by_line(places: Places, line_ends: Places) -> Iterator[tuple[int, Places]]:
    lines = np.searchsorted(line_ends, places)
    for line in np.unique(lines):
        yield int(line), places[lines == line]


def _holds_return(data: bytes, starts: Places, ends: Places) -> Flags:
    holds = np.zeros(len(ends), bool)
    holds[np.searchsorted(ends, _lone_returns(data, ends))] = True
    return holds


def _with_odd_quotes(data: bytes, line_ends: Places) -> Flags:
    quotes = np.flatnonzero(np.frombuffer(data, np.uint8) == _QUOTE)
    before = np.searchsorted(quotes, line_ends)
    odd: Flags = np.diff(before, prepend=0) % 2 == 1
    return odd


def _blank(data: bytes, starts: Places, ends: Places) -> Flags:
    """Lines without content: most are empty, some hold blanks only."""
    blank: Flags = ends == starts
    octets = np.frombuffer(data, np.uint8)
    first = octets[np.minimum(starts, len(octets) - 1)]
    for line in np.flatnonzero(np.isin(first, np.frombuffer(BLANK, np.uint8)) & ~blank):
        blank[line] = not data[starts[line] : ends[line]].strip(BLANK)
    return blank


def _is_record(line: bytes, width: int) -> bool:
    fields = strict_fields(decoded(line)[0])
    return fields is not None and len(fields) == width


@dataclass(frozen=True)
class _Lines:
    """The lines of a block, looked at one by one."""

    data: bytes
    starts: Places
    ends: Places
    layout: Layout

    def text(self, first: int, last: int) -> str:
        return decoded(self.data[self.starts[first] : self.ends[last]])[0]

    def are_record(self, first: int, last: int) -> bool:
        fields = strict_fields(self.text(first, last))
        return fields is not None and len(fields) == self.layout.width

    def can_be_mended(self, line: int) -> bool:
        text = self.text(line, line)
        return mended_fields(text, self.layout.width, self.layout.separators) is not None


def _joined(lines: _Lines, suspects: Places, thorough: bool) -> Iterator[tuple[int, int]]:
    """First and last line of each record that runs over several lines."""
    free = 0
    for place, line in enumerate(suspects):
        if line < free or strict_fields(lines.text(line, line)) is not None:
            continue
        following = suspects[place + 1 : place + 1 + (_LINES_TRIED if thorough else 1)]
        last = _closing_line(lines, int(line), following[following <= line + LINES_OF_A_RECORD])
        if last is not None:
            free = last + 1
            yield int(line), last


def _closing_line(lines: _Lines, line: int, following: Places) -> int | None:
    """The line that closes the record begun in `line`; None if a record of its own comes first."""
    alone = lines.can_be_mended(line)
    for last in following.tolist():
        if any(lines.are_record(inner, inner) for inner in range(line + 1, last)):
            return None
        record = lines.are_record(last, last)
        if alone and (record or lines.can_be_mended(last)):
            return None
        if lines.are_record(line, last):
            return int(last)
        if record:
            return None
        if not alone and strict_fields(lines.text(line, last)) is not None:
            return int(last)
    return None

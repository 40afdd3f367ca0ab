"""The lines of the condensed table, made from distinct texts instead of row by row.

Most neighbouring columns change together: a person's name, sex and birth stand on every row of the person.
Such columns are joined once for each run of rows or each pair of texts; only few pieces a row remain.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from uploads.formats.values import Coded

from .lines import Codes, fields, joined

# Two columns are joined by all pairs that occur if so many are possible; the table of pairs must stay small.
MOST_PAIRS = 4_000_000
NO_FIELD = pa.array([b""], pa.large_binary())
# Joining runs of rows pays only if they are fewer than the rows.
ROWS_A_RUN = 2
# So many rows are put together at once: for the next, the same memory serves again.
ROWS_TOGETHER = 1 << 18
# So many lines are made at once: they stay in the processor's cache until they are written.
ROWS_AT_ONCE = 4_000


@dataclass(frozen=True)
class Pieces:
    """A part of each line: `codes`, one a row, point into the distinct `texts`, fields ready to be joined."""

    codes: Codes
    texts: pa.LargeBinaryArray

    def rows(self, chosen: slice) -> pa.LargeBinaryArray:
        return self.texts.take(pa.array(self.codes[chosen]))


# The pieces of the first `ROWS_TOGETHER` rows, of the next, and so on.
PiecesOfRows = list[list[Pieces]]


def pieces_of(columns: Sequence[Coded], *, safe: bool) -> PiecesOfRows:
    """The fewest pieces of which the fields of these columns of texts can be joined."""
    texts = [pa.concat_arrays([fields(column.values, safe=safe), NO_FIELD]) for column in columns]
    return [
        fewest_pieces(
            _pieces(column.codes[first : first + ROWS_TOGETHER].astype(np.int64), text)
            for column, text in zip(columns, texts, strict=True)
        )
        for first in range(0, len(columns[0].codes), ROWS_TOGETHER)
    ]


def _pieces(codes: Codes, texts: pa.LargeBinaryArray) -> Pieces:
    """Some rows of a column; the last text is that of the code -1."""
    return Pieces(np.where(codes < 0, len(texts) - 1, codes), texts)


def _used(codes: Codes, size: int) -> tuple[Codes, Codes]:
    """The codes that occur, in their order, and the codes anew as places among these."""
    occurs = np.zeros(size, dtype=bool)
    occurs[codes] = True
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[codes]


def fewest_pieces(columns: Iterator[Pieces]) -> list[Pieces]:
    """Neighbouring columns joined wherever far fewer texts than rows come of it."""
    result = [next(columns)]
    for column in columns:
        both = _together(result[-1], column)
        result[-1:] = [both] if both else [result[-1], column]
    return result


def _together(left: Pieces, right: Pieces) -> Pieces | None:
    """Two columns as one; None if that would not pay."""
    rows, width = len(left.codes), len(right.texts)
    if len(left.texts) * width <= min(MOST_PAIRS, 4 * rows + 1000):
        used, codes = _used(left.codes * width + right.codes, len(left.texts) * width)
        return Pieces(codes, _joined(left, used // width, right, used % width))
    changes = np.ones(rows, dtype=bool)
    changes[1:] = (left.codes[1:] != left.codes[:-1]) | (right.codes[1:] != right.codes[:-1])
    firsts = np.flatnonzero(changes)
    if len(firsts) * ROWS_A_RUN > rows:
        return None
    return Pieces(np.cumsum(changes) - 1, _joined(left, left.codes[firsts], right, right.codes[firsts]))


def _joined(left: Pieces, lefts: Codes, right: Pieces, rights: Codes) -> pa.LargeBinaryArray:
    return joined([left.texts.take(pa.array(lefts)), right.texts.take(pa.array(rights))])


def lines_of(pieces: PiecesOfRows, ends: Pieces, start: int, end: int) -> Iterator[pa.LargeBinaryArray]:
    """The lines from row `start` to before `end`, a few at once; `ends` are the last pieces of all rows."""
    for part, together in enumerate(pieces):
        first = part * ROWS_TOGETHER
        last = min(end, first + ROWS_TOGETHER)
        for row in range(max(start, first), last, ROWS_AT_ONCE):
            stop = min(row + ROWS_AT_ONCE, last)
            parts = [piece.rows(slice(row - first, stop - first)) for piece in together]
            yield joined([*parts, ends.rows(slice(row, stop))])

"""The lines of the condensed table, made from distinct texts instead of row by row.

Most neighbouring columns change together: a person's name, sex and birth stand on every row of the person.
Such columns are joined once for each run of rows or each pair of texts; only few pieces a row remain.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from .lines import Codes, fields, joined

# Two columns are joined by all pairs that occur if so many are possible; the table of pairs must stay small.
MOST_PAIRS = 4_000_000
# Joining runs of rows pays only if they are fewer than the rows.
ROWS_A_RUN = 2
ROWS_AT_ONCE = 4_000


@dataclass(frozen=True)
class Pieces:
    """A part of each line: `codes`, one a row, point into the distinct `texts`, fields ready to be joined."""

    codes: Codes
    texts: pa.LargeBinaryArray

    def rows(self, chosen: slice) -> pa.LargeBinaryArray:
        return self.texts.take(pa.array(self.codes[chosen]))


def pieces_of(column: pa.DictionaryArray, *, safe: bool) -> Pieces:
    """A column of texts (null for none) as pieces."""
    texts = pa.concat_arrays([fields(column.dictionary, safe=safe), pa.array([b""], pa.large_binary())])
    codes = column.indices.cast(pa.int64()).fill_null(len(texts) - 1).to_numpy(zero_copy_only=False)
    return Pieces(codes, texts)


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


def lines_of(pieces: list[Pieces], start: int, end: int) -> Iterator[pa.LargeBinaryArray]:
    """The lines from row `start` to before `end`, without line ends, a few at once."""
    for first in range(start, end, ROWS_AT_ONCE):
        chosen = slice(first, min(first + ROWS_AT_ONCE, end))
        yield joined([piece.rows(chosen) for piece in pieces])

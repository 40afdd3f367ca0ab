"""The lines of the condensed table, joined from the distinct texts of its columns.

Neighbouring columns of few texts are joined before, in all their pairs: the fewer parts, the sooner a line is
made.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from uploads.formats.values import Coded

from .lines import Codes, fields, joined

NO_FIELD = pa.array([b""], pa.large_binary())
# So many lines are made at once that they stay in the processor's cache until they are written.
ROWS_AT_ONCE = 4_000
MOST_PAIRS = 1 << 17


@dataclass(frozen=True)
class Part:
    """A part of each line: `codes`, one a row, point into the distinct `texts`, fields ready to be joined."""

    codes: Codes
    texts: pa.LargeBinaryArray

    def rows(self, chosen: slice) -> pa.LargeBinaryArray:
        return self.texts.take(pa.array(self.codes[chosen]))


def parts_of(columns: Sequence[Coded], *, safe: bool) -> list[Part]:
    """Columns of texts as parts of lines."""
    parts = [_part(columns[0], safe=safe)]
    for column in columns[1:]:
        part = _part(column, safe=safe)
        if len(parts[-1].texts) * len(part.texts) <= MOST_PAIRS:
            parts[-1] = _paired(parts[-1], part)
        else:
            parts.append(part)
    return parts


def _paired(left: Part, right: Part) -> Part:
    width = len(right.texts)
    lefts, rights = np.divmod(np.arange(len(left.texts) * width), width)
    texts = joined([left.texts.take(pa.array(lefts)), right.texts.take(pa.array(rights))])
    return Part(left.codes.astype(np.int32) * width + right.codes, texts)


def _part(column: Coded, *, safe: bool) -> Part:
    """A column of texts as a part of lines; empty for the rows of a file that has no such column."""
    texts = fields(column.values, safe=safe)
    if (column.codes >= 0).all():
        return Part(column.codes, texts)
    codes = np.where(column.codes < 0, len(texts), column.codes.astype(np.int64))
    return Part(codes, pa.concat_arrays([texts, NO_FIELD]))


def lines_of(parts: Sequence[Part], rows: slice) -> Iterator[pa.LargeBinaryArray]:
    """The lines of these rows, a few at once."""
    for first in range(rows.start, rows.stop, ROWS_AT_ONCE):
        some = slice(first, min(first + ROWS_AT_ONCE, rows.stop))
        yield joined([part.rows(some) for part in parts])

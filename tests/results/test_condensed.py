"""The lines of the condensed table: what they hold does not depend on what is put together at once."""

import csv
import io

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.results import condensed
from eligibility.results.condensed import Pieces, lines_of, pieces_of
from uploads.formats.values import coded

FIELDS = st.sampled_from(["", "A", "B", "459 PC", "DOE,JANE", '6" PIPE', "TWO\nLINES", None])
ROWS = st.lists(st.tuples(FIELDS, FIELDS, FIELDS), min_size=1, max_size=40)


def columns_of(rows):
    return [
        coded(pa.chunked_array([pa.array(column, pa.string()).dictionary_encode()]))
        for column in zip(*rows, strict=True)
    ]


@pytest.mark.parametrize(("together", "at_once"), [(1, 1), (7, 3), (16, 16), (1000, 5)])
@given(rows=ROWS, start=st.integers(0, 40), end=st.integers(0, 40))
def test_lines_are_those_that_one_would_write_row_by_row(together, at_once, rows, start, end):
    end = min(end, len(rows))
    texts = pa.array([f"end {number}".encode() for number in range(len(rows))], pa.large_binary())
    ends = Pieces(np.arange(len(rows)), texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(condensed, "ROWS_TOGETHER", together)
        patch.setattr(condensed, "ROWS_AT_ONCE", at_once)
        pieces = pieces_of(columns_of(rows), safe=False)
        lines = [line.decode() for some in lines_of(pieces, ends, start, end) for line in some.to_pylist()]
    expected = [(*(field or "" for field in row), f"end {number}") for number, row in enumerate(rows)]
    assert [tuple(next(csv.reader(io.StringIO(line, newline="")))) for line in lines] == expected[start:end]

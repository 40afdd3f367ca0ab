"""The values of a column, each distinct one once: trimmed, unknown where the file says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from uploads.formats.parsing import CODED_TEXT

# How the state's file writes that it does not know; an empty value and one of blanks mean the same.
UNKNOWN = ("NULL", "null", "x", "-")

Codes = NDArray[np.signedinteger]


@dataclass(frozen=True)
class Coded:
    """A column of text: `codes`, one a row, -1 for none, point into the distinct `values`."""

    codes: Codes
    values: pa.Array

    def without(self, rows: NDArray[np.int64]) -> "Coded":
        """The column without the rows at these positions."""
        return Coded(np.delete(self.codes, rows), self.values) if len(rows) else self


def coded(column: pa.ChunkedArray) -> Coded:
    """One list of distinct values, in order of first appearance, for a dictionary-encoded column."""
    if column.num_chunks == 0:
        return Coded(np.empty(0, np.int8), pa.array([], pa.string()))
    unified = column.unify_dictionaries().combine_chunks()
    values = unified.dictionary
    smallest = np.min_scalar_type(-max(len(values), 1))
    codes = unified.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(smallest)
    return Coded(codes, values)


class Written:
    """The columns of some tables, one below the other, as the files have them; all text is in CODED_TEXT.

    Each is put together when it is first asked for: a column that no table has has no value in any row.
    """

    def __init__(self, tables: Sequence[pa.Table], columns: Sequence[str]) -> None:
        self.columns = tuple(columns)
        self._parsed = _one_below_the_other(tables, columns)
        self._coded: dict[str, Coded] = {}
        self._left_out: NDArray[np.int64] = np.empty(0, np.int64)

    def __getitem__(self, name: str) -> Coded:
        if name not in self._coded:
            self._coded[name] = coded(self._parsed.pop(name)).without(self._left_out)
        return self._coded[name]

    def bytes_of(self, name: str) -> int:
        """How much of a column is still to be put together."""
        return self._parsed[name].nbytes if name in self._parsed else 0

    def leave_out(self, rows: NDArray[np.int64]) -> None:
        """Take out the rows at these positions, from all columns."""
        self._left_out = rows
        self._coded = {name: column.without(rows) for name, column in self._coded.items()}


def _one_below_the_other(tables: Sequence[pa.Table], columns: Sequence[str]) -> dict[str, pa.ChunkedArray]:
    no_rows = pa.schema([(name, CODED_TEXT) for name in columns]).empty_table()
    together = pa.concat_tables([no_rows, *tables], promote_options="default")
    return dict(zip(columns, together.columns, strict=True))


def cleaned(column: Coded) -> Coded:
    """Trim the values and take out those that stand for unknown.

    | value         | cleaned  |
    |---------------|----------|
    | `FELONY  `    | `FELONY` |
    | (blanks)      | none     |
    | `NULL`        | none     |
    | `x`           | none     |
    | `  -  `       | none     |
    | `X`           | `X`      |
    """
    trimmed = pc.utf8_trim_whitespace(column.values)
    known = pc.invert(pc.is_in(trimmed, pa.array(["", *UNKNOWN])))
    if trimmed.equals(column.values):
        if pc.all(known).as_py():
            return column
        # Still distinct: what is unknown only has to be passed over in counting.
        places = np.where(known, np.cumsum(known) - 1, -1)
        return Coded(_recoded(column.codes, places), trimmed.filter(known))
    encoded = pc.if_else(known, trimmed, pa.scalar(None, pa.string())).dictionary_encode()
    places = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return Coded(_recoded(column.codes, places), encoded.dictionary)


def _recoded(codes: Codes, places: NDArray[np.integer[Any]]) -> Codes:
    """The codes of the values at their new places; the last place is that of the code -1."""
    return np.append(places, -1).astype(codes.dtype)[codes]


def categorical(column: Coded) -> "pd.Categorical[int]":
    """The column for pandas: category dtype, its categories strings in order of first appearance."""
    categories = pd.Index(pd.array(column.values.cast(pa.large_string()), dtype="str"))
    # The usual way makes sure once more that the values are distinct, which takes longer than all the rest.
    dtype = pd.CategoricalDtype._from_fastpath(categories, ordered=False)  # type: ignore[attr-defined]
    return pd.Categorical.from_codes(column.codes, dtype=dtype, validate=False)

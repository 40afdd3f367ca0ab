"""Lines of comma-separated text, many at once: columns of texts in, one array of lines out."""

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

QUOTE, APOSTROPHE, NO_TEXT = (pa.scalar(text, pa.large_string()) for text in ('"', "'", ""))
NEEDS_QUOTES = '[",\r\n]'

# A spreadsheet takes a cell that begins so for a formula. A lone dash and plain numbers cannot do harm.
FORMULA = r"^[=+\-@\t\r]"
HARMLESS = r"^(-|[+-]?[0-9]+(\.[0-9]+)?)$"


def quoted(texts: pa.Array) -> pa.Array:
    """Texts as fields of a line: with a comma, a quotation mark or a line end in quotation marks."""
    needs = pc.match_substring_regex(texts, NEEDS_QUOTES)
    if not pc.any(needs).as_py():
        return texts
    doubled = pc.replace_substring(texts.filter(needs), '"', '""')
    return pc.replace_with_mask(texts, needs, pc.binary_join_element_wise(QUOTE, doubled, QUOTE, NO_TEXT))


def harmless(texts: pa.Array) -> pa.Array:
    """Texts that no spreadsheet takes for a formula: an apostrophe goes before those that it would."""
    begins_one = pc.match_substring_regex(texts, FORMULA)
    formula = pc.and_not(begins_one, pc.match_substring_regex(texts, HARMLESS))
    return pc.if_else(formula, pc.binary_join_element_wise(APOSTROPHE, texts, NO_TEXT), texts)


def fields(texts: pa.Array, *, safe: bool) -> pa.LargeBinaryArray:
    """Texts (string, null for none) as fields of a line, ready to be joined."""
    filled = pc.fill_null(texts.cast(pa.large_string()), "")
    return quoted(harmless(filled) if safe else filled).cast(pa.large_binary())


def joined(columns: Sequence[pa.LargeBinaryArray], separator: bytes = b",") -> pa.LargeBinaryArray:
    """Columns of fields as lines."""
    return pc.binary_join_element_wise(*columns, pa.scalar(separator, pa.large_binary()))


def values_of(lines: Iterable[str]) -> Iterator[list[str]]:
    """The values of each line, however long they are."""
    csv.field_size_limit(sys.maxsize)
    return csv.reader(lines)

"""The columns of the frame that the law reads, each as its distinct texts and a code for every row."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from eligibility.law.values import BoolArray, Choice, IntArray, SmallIntArray

# The columns of the state's file from which the facts are worked out.
READ = (
    "SUBJECT_ID",
    "CII_NUMBER",
    "PRI_NAME",
    "PRI_DOB",
    "CYC_DATE",
    "STP_EVENT_DATE",
    "STP_TYPE_DESCR",
    "STP_ORI_CNTY_NAME",
    "CNT_ORDER",
    "OFN",
    "OFFENSE_DESCR",
    "OFFENSE_TOC",
    "DISP_DESCR",
    "CONV_STAT_DESCR",
    "SENT_LENGTH",
    "SENT_TIME_CODE",
    "COMMENT_TEXT",
)


@dataclass(frozen=True)
class Texts:
    """A column: for every row the code of its text in `texts`, or -1 where it is missing.

    The codes are of the smallest kind of number that holds them.
    """

    codes: SmallIntArray
    texts: tuple[str, ...]

    def where(self, condition: Callable[[str], object]) -> BoolArray:
        """The rows whose text fulfills a condition; the condition is asked once for each distinct text."""
        hits = np.array([bool(condition(text)) for text in self.texts] + [False])
        return hits[self.codes]

    def at(self, row: int) -> str:
        """The text of one row, empty if missing."""
        return self.texts[self.codes[row]] if self.codes[row] >= 0 else ""

    def of(self, rows: IntArray) -> list[str]:
        """The texts of many rows, empty where missing."""
        texts: list[str] = np.array([*self.texts, ""], dtype=object)[self.codes[rows]].tolist()
        return texts

    def words(self, rows: IntArray) -> Choice:
        """The texts of many rows, unknown where missing."""
        return Choice(self.codes[rows], self.texts)


def fold(text: str) -> str:
    """The form in which texts are compared: upper case, plain digits, single blanks and none around.

    | text                     | folded         |
    |--------------------------|----------------|
    | `felony `                | `FELONY`       |
    | `DEL  NORTE`             | `DEL NORTE`    |
    | `459` in wide digits     | `459`          |
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(plain.upper().split())


def unshortened(text: str) -> str:
    """A number as it was written, empty if a spreadsheet has shortened it: different numbers look alike then.

    | text          | unshortened |
    |---------------|-------------|
    | `2515373243 ` | `2515373243`|
    | `2.5154E+09`  | (empty)     |
    """
    return "" if "E+" in text else text.strip()


def read_column(
    frame: pd.DataFrame, name: str, form: Callable[[str], str] = fold, only: BoolArray | None = None
) -> Texts:
    """One column of the frame, each distinct text brought into `form`; what is then empty counts as missing.

    With `only`, the texts of all other rows count as missing. Raises KeyError, with the name, if the frame
    lacks the column.
    """
    if name not in frame.columns:
        raise KeyError(f"The column {name} is needed to apply the law")
    column = frame[name]
    if isinstance(column.dtype, pd.CategoricalDtype):
        categories, codes = column.cat.categories, column.cat.codes.to_numpy()
        if only is not None:
            used, codes = _used(np.where(only, codes, -1), len(categories))
            categories = categories[used]
        # One call for the whole list: an arrow-backed index takes ten times as long text by text.
        written = categories.astype("str").to_numpy(dtype=object).tolist()
    else:
        # As a category would have them, but without making one: a page asks for twenty columns of a person.
        present = column if only is None else column.where(only)
        codes, distinct = pd.factorize(present.to_numpy(dtype=object), sort=True)
        written = [str(text) for text in distinct.tolist()]
    formed = list(map(form, written))
    if formed == written:
        # The texts are distinct as they are: only an empty one has to be passed over.
        if "" in written:
            codes = np.where(codes == written.index(""), -1, codes)
        return Texts(codes, tuple(written))
    texts = dict.fromkeys(formed)
    texts.pop("", None)
    number = {text: code for code, text in enumerate(texts)} | {"": -1}
    # The code -1 of a missing value finds the last element.
    renumbered = np.array([number[text] for text in (*formed, "")], dtype=codes.dtype)
    return Texts(renumbered[codes], tuple(texts))


def _used(codes: SmallIntArray, size: int) -> tuple[IntArray, SmallIntArray]:
    """Which of `size` codes occur, and for every row the place of its code among these; -1 stays."""
    occurs = np.zeros(size + 1, dtype=bool)
    occurs[codes] = True
    occurs[-1] = False
    places = np.cumsum(occurs) - 1
    # The code -1 of a missing value finds the last element.
    places[-1] = -1
    return np.flatnonzero(occurs), places.astype(codes.dtype)[codes]


def row_places(frame: pd.DataFrame) -> tuple[IntArray, IntArray]:
    """File and row in the file for every row; rows of one file, counted from 1, if the frame does not say."""
    if "file" in frame.columns and "row" in frame.columns:
        return frame["file"].to_numpy(np.int64), frame["row"].to_numpy(np.int64)
    return np.zeros(len(frame), dtype=np.int64), np.arange(1, len(frame) + 1)

"""How long the parts of a sentence are."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from eligibility.law.columns import Texts
from eligibility.law.values import BoolArray, Hole, IntArray, Range, SmallIntArray

# As the pilot counties' tools counted: a sentence year is a leap year, a month a twelfth of it.
DAYS = {"D": 1.0, "M": 366 / 12, "Y": 366.0}
WHOLE_NUMBER = re.compile(r"\+?\d+")


def read_length(text: str) -> float | None:
    """A sentence length as a number, None if it cannot be read.

    | text          | number |
    |---------------|--------|
    | `006`, `+6`   | 6      |
    | `1O`, `-5`, `2.5` | None |
    """
    return float(text) if WHOLE_NUMBER.fullmatch(text) else None


def repeated_parts(
    conviction: IntArray, lengths: SmallIntArray, units: SmallIntArray, files: IntArray
) -> BoolArray:
    """Which rows give a part of a sentence that another file has given already: it is not served twice.

    The arrays have one place a row of a conviction: its number, the codes of length and unit, and its file.
    Two equal parts in one file are two parts, as the pilot counties' tools counted.
    """
    if not len(files) or files.min() == files.max():
        return np.zeros(len(files), dtype=bool)
    parts = pd.DataFrame({"conviction": conviction, "length": lengths, "unit": units})
    place = parts.assign(file=files).groupby(["conviction", "length", "unit", "file"], sort=False).cumcount()
    return parts.assign(place=place).duplicated().to_numpy()


def read_parts(lengths: Texts, units: Texts, rows: IntArray) -> Range:
    """The days of the sentence part that each of these rows adds, from SENT_LENGTH and SENT_TIME_CODE.

    A row without length and unit adds nothing. A length that cannot be read, or in another unit than days,
    months or years (as `L`, life), may be of any size.
    """
    numbers = [read_length(text) for text in lengths.texts]
    # The last element is for the code -1 of a missing length.
    number = np.array([np.nan if value is None else value for value in numbers] + [np.nan])
    factor = np.array([DAYS.get(text, np.nan) for text in units.texts] + [np.nan])
    length_codes, unit_codes = lengths.codes[rows], units.codes[rows]
    amount = number[length_codes]
    days = amount * factor[unit_codes]
    nothing = ((length_codes < 0) & (unit_codes < 0)) | (amount == 0)
    days[nothing] = 0.0
    unread = np.isnan(days)
    hole = np.where(unread, np.where(length_codes < 0, Hole.MISSING, Hole.UNREADABLE), Hole.NONE)
    return Range(np.where(unread, 0.0, days), np.where(unread, np.inf, days), hole.astype(np.uint8))

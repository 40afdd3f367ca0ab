"""The values that facts have: vectors, one place a conviction, in which the unknown stays unknown.

`Range` holds numbers and days, `Choice` words, `Answer` yes, no or unknown. What is not known exactly is held
as the range of what it may be, so a comparison is unknown precisely where the range straddles the bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
# Of any width: who reckons with such numbers widens them before.
SmallIntArray = npt.NDArray[np.integer]
BoolArray = npt.NDArray[np.bool_]
CodeArray = npt.NDArray[np.uint8]

# `&`, `|` and `~` of pandas' nullable booleans are Kleene's three-valued logic.
if TYPE_CHECKING:

    class Answer(pd.arrays.BooleanArray):
        """pandas' nullable booleans, with the operators that its type stubs leave out."""

        def __and__(self, other: Answer) -> Answer: ...  # type: ignore[override]
        def __or__(self, other: Answer) -> Answer: ...
        def __invert__(self) -> Answer: ...

else:
    Answer = pd.arrays.BooleanArray

_EPOCH = date(1970, 1, 1).toordinal()


class Hole(IntEnum):
    """Why a value is not known exactly; of several holes the highest is named."""

    NONE = 0
    MISSING = 1
    YEAR_ONLY = 2
    MONTH_ONLY = 3
    UNREADABLE = 4
    FUTURE = 5


HOLE_WORDS = {
    Hole.NONE: "is known",
    Hole.MISSING: "is missing",
    Hole.YEAR_ONLY: "shows only the year",
    Hole.MONTH_ONLY: "shows only the year and the month",
    Hole.UNREADABLE: "could not be read",
    Hole.FUTURE: "lies in the future",
}


def day_number(day: date) -> float:
    """Days since 1 January 1970."""
    return float(day.toordinal() - _EPOCH)


def day_of(number: float) -> date:
    """The day that lies `number` days after 1 January 1970."""
    return date.fromordinal(int(number) + _EPOCH)


def answer(yes: BoolArray, no: BoolArray) -> Answer:
    """The three-valued answer that is unknown where it is neither surely yes nor surely no."""
    return Answer(np.asarray(yes, dtype=bool), ~(yes | no))


def certain(yes: BoolArray) -> Answer:
    """An answer without any unknown."""
    return Answer(np.asarray(yes, dtype=bool), np.zeros(len(yes), dtype=bool))


def _bounds(value: Range | date | float) -> tuple[FloatArray | float, FloatArray | float]:
    if isinstance(value, Range):
        return value.low, value.high
    number = day_number(value) if isinstance(value, date) else float(value)
    return number, number


@dataclass(frozen=True, eq=False)
class Range:
    """Numbers, or days since 1 January 1970, each known to lie between `low` and `high` (both inclusive).

    `hole` says why a value is not exact; it is None for values worked out from others.
    A value exactly at plus or minus infinity means "never": the earliest of no days at all is plus infinity.
    """

    low: FloatArray
    high: FloatArray
    hole: CodeArray | None = None

    @staticmethod
    def exact(numbers: npt.ArrayLike) -> Range:
        """Numbers known exactly."""
        known = np.asarray(numbers, dtype=np.float64)
        return Range(known, known)

    def take(self, positions: SmallIntArray) -> Range:
        """The values at these positions."""
        hole = None if self.hole is None else self.hole[positions]
        return Range(self.low[positions], self.high[positions], hole)

    @property
    def known(self) -> BoolArray:
        """Where the value is exact."""
        return np.equal(self.low, self.high)

    def __len__(self) -> int:
        return len(self.low)

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def __lt__(self, other: Range | date | float) -> Answer:
        low, high = _bounds(other)
        return answer(self.high < low, self.low >= high)

    def __le__(self, other: Range | date | float) -> Answer:
        low, high = _bounds(other)
        return answer(self.high <= low, self.low > high)

    def __gt__(self, other: Range | date | float) -> Answer:
        low, high = _bounds(other)
        return answer(self.low > high, self.high <= low)

    def __ge__(self, other: Range | date | float) -> Answer:
        low, high = _bounds(other)
        return answer(self.low >= high, self.high < low)

    def __eq__(self, other: Range | date | float) -> Answer:  # type: ignore[override]
        low, high = _bounds(other)
        return answer((self.low == high) & (self.high == low), (self.high < low) | (self.low > high))

    def __ne__(self, other: Range | date | float) -> Answer:  # type: ignore[override]
        return ~(self == other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, eq=False)
class Choice:
    """Words out of a list: `codes` point into `names`, and -1 is unknown for the reason that `hole` gives."""

    codes: SmallIntArray
    names: tuple[str, ...]
    hole: CodeArray | None = None

    def take(self, positions: IntArray) -> Choice:
        """The values at these positions."""
        hole = None if self.hole is None else self.hole[positions]
        return Choice(self.codes[positions], self.names, hole)

    def __len__(self) -> int:
        return len(self.codes)

    def __eq__(self, other: str) -> Answer:  # type: ignore[override]
        wanted = self.names.index(other) if other in self.names else len(self.names)
        return Answer(self.codes == wanted, self.codes < 0)

    def __ne__(self, other: str) -> Answer:  # type: ignore[override]
        return ~(self == other)

    def contains(self, text: str) -> Answer:
        """Whether the text is somewhere in the value."""
        hits = np.array([text in name for name in self.names] + [False])
        return Answer(hits[self.codes], self.codes < 0)

    def includes(self, word: str) -> Answer:
        """Whether the word is one of those that the value is made of."""
        hits = np.array([word in name.split() for name in self.names] + [False])
        return Answer(hits[self.codes], self.codes < 0)

    def as_category(self) -> pd.Categorical:
        """The words as categories, of which only those that occur are kept; unknown is the empty text."""
        places, used = pd.factorize(self.codes)
        # The list may have a word twice.
        numbers, distinct = pd.factorize(np.array([*self.names, ""], dtype=object)[used])
        return category(numbers[places], list(distinct))

    __hash__ = None  # type: ignore[assignment]


def known_by(hole: CodeArray) -> Choice:
    """How well a value is known, as words that a rule can compare: `Hole` names in lower case, "none" if
    exactly."""
    return Choice(hole.astype(np.int64), tuple(kind.name.lower() for kind in Hole))


def hole_of(value: Range | Choice | Answer) -> CodeArray | None:
    """Why each value is not known, None if nothing is said about it."""
    if isinstance(value, Range | Choice):
        return value.hole
    return np.where(value.isna(), Hole.UNREADABLE, Hole.NONE).astype(np.uint8)


def holes_of(value: Range) -> CodeArray:
    """Why each value of a range is not exact; for a range worked out from others, nothing is said."""
    return np.zeros(len(value), dtype=np.uint8) if value.hole is None else value.hole


def category(codes: SmallIntArray, names: Sequence[str]) -> pd.Categorical:
    """Codes into distinct names as a categorical; -1 is missing."""
    made: pd.Categorical = pd.Categorical.from_codes(codes, pd.Index(list(names), dtype="object"))
    return made

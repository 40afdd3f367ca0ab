"""The value of a fact in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from eligibility.law.values import HOLE_WORDS, Answer, Choice, Hole, Range, day_of

DATE = "date"
CALENDAR_YEARS = "calendar years"
YEARS_OF_DAYS = "years of 365.25 days"
DAYS = "days"
NUMBER = "number"
WORDS = "words"
YES_OR_NO = "yes or no"

MOST_LISTED = 1_000


def listed(texts: Sequence[str], separator: str) -> str:
    """Texts joined, as the columns of the result files show them; of more than `MOST_LISTED` the first.

    That many are not a person's but a mistake of the file, and each of the person's rows shows them all.
    """
    shown = texts if len(texts) <= MOST_LISTED else [*texts[:MOST_LISTED], f"{len(texts) - MOST_LISTED} more"]
    return separator.join(shown)


def in_words(value: Any, place: int, unit: str) -> str:
    """The value of one conviction in words.

    | value                     | unit            | words                                         |
    |---------------------------|-----------------|-----------------------------------------------|
    | exactly one day           | date            | `November 9, 2016`                            |
    | anything in 2016          | date            | `January 1, 2016 to December 31, 2016`        |
    | anything, unreadable      | date            | `unknown: could not be read`                  |
    | the earliest of no days   | date            | `none`                                        |
    | 12                        | calendar years  | `12 years`                                    |
    | 12.25                     | years of 365.25 days | `12.3 years`                             |
    """
    if isinstance(value, Range):
        return _range_in_words(value, place, unit)
    if isinstance(value, Choice):
        code = value.codes[place]
        return value.names[code] or "none" if code >= 0 else f"unknown: {_hole(value, place)}"
    if isinstance(value, Answer):
        return "unknown" if value.isna()[place] else _yes(value[place])
    return _option_in_words(value)


def _yes(said: Any) -> str:
    return "yes" if said else "no"


def _hole(value: Range | Choice, place: int) -> str:
    hole = Hole.MISSING if value.hole is None else Hole(value.hole[place])
    return HOLE_WORDS[hole]


def _range_in_words(value: Range, place: int, unit: str) -> str:
    low, high = value.low[place], value.high[place]
    if low == high:
        return "none" if np.isinf(low) else _number_in_words(low, unit)
    if np.isinf(low) and np.isinf(high):
        return "unknown" if value.hole is None else f"unknown: {_hole(value, place)}"
    if np.isinf(high):
        return f"{_number_in_words(low, unit)} or {'later' if unit == DATE else 'more'}"
    if np.isinf(low):
        return f"{_number_in_words(high, unit)} or {'earlier' if unit == DATE else 'less'}"
    return f"{_number_in_words(low, unit)} to {_number_in_words(high, unit)}"


def _number_in_words(number: float, unit: str) -> str:
    if unit == DATE:
        day = day_of(number)
        return f"{day:%B} {day.day}, {day.year}"
    if unit == CALENDAR_YEARS:
        return f"{number:.0f} years"
    if unit == YEARS_OF_DAYS:
        return f"{number:.1f} years"
    if unit == DAYS:
        return f"{number:g} days"
    return f"{number:g}"


def _option_in_words(value: Any) -> str:
    if hasattr(value, "day"):
        return f"{value:%B} {value.day}, {value.year}"
    if isinstance(value, bool):
        return _yes(value)
    return str(value)

"""Dates as the file writes them, and the years between two dates."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

import numpy as np

from eligibility.law.values import FloatArray, Hole, IntArray, Range, day_number

DAYS_IN_A_YEAR = 365.25


def read_date(text: str, as_of: date) -> tuple[float, float, Hole]:
    """The first and the last day that a date may mean, in days since 1970, and why it is not exact.

    | text       | as of 2020-07-01                                    |
    |------------|-----------------------------------------------------|
    | `20161109` | that day                                            |
    | `20160000` | any day of 2016: shows only the year                |
    | `20160200` | any day of February 2016: only year and month       |
    | `20200000` | 1 January to 1 July 2020: nothing after the as-of date |
    | `20200702` | unknown: lies in the future                         |
    | `20150230` | unknown: could not be read (no such day)            |
    | `00000000` | unknown: could not be read                          |
    | `11/9/2016`| unknown: could not be read                          |
    | empty      | unknown: is missing                                 |
    """
    if not text:
        return -np.inf, np.inf, Hole.MISSING
    days = _days_meant(text)
    if days is None:
        return -np.inf, np.inf, Hole.UNREADABLE
    first, last, hole = days
    if first > as_of:
        return -np.inf, np.inf, Hole.FUTURE
    return day_number(first), day_number(min(last, as_of)), hole


def _days_meant(text: str) -> tuple[date, date, Hole] | None:
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    if year == 0 or month > 12 or (month == 0 and day > 0):
        return None
    if month == 0:
        return date(year, 1, 1), date(year, 12, 31), Hole.YEAR_ONLY
    days_in_month = calendar.monthrange(year, month)[1]
    if day == 0:
        return date(year, month, 1), date(year, month, days_in_month), Hole.MONTH_ONLY
    if day > days_in_month:
        return None
    return date(year, month, day), date(year, month, day), Hole.NONE


def read_dates(texts: Sequence[str], codes: IntArray, as_of: date) -> Range:
    """Dates of a column given as its distinct texts and, for each row, the code of its text (-1: missing)."""
    parsed = [read_date(text, as_of) for text in texts] + [read_date("", as_of)]
    low = np.array([first for first, _, _ in parsed], dtype=np.float64)
    high = np.array([last for _, last, _ in parsed], dtype=np.float64)
    hole = np.array([kind for _, _, kind in parsed], dtype=np.uint8)
    # The code -1 of a missing text finds the last element, which is "missing".
    return Range(low[codes], high[codes], hole[codes])


def years_before(day: date, years: int) -> date:
    """The same calendar day `years` earlier; 29 February becomes 1 March in a common year."""
    year = day.year - years
    if day.month == 2 and day.day == 29 and not calendar.isleap(year):
        return date(year, 3, 1)
    return day.replace(year=year)


def calendar_years(earlier: Range, later: Range | date) -> Range:
    """Whole calendar years from one day to another, as ages are counted.

    Who was born on 29 February is a year older on 1 March of a common year.
    """
    if not isinstance(later, Range):
        later = Range.exact(np.full(len(earlier), day_number(later)))
    return Range(_whole_years(earlier.high, later.low), _whole_years(earlier.low, later.high))


def _whole_years(earlier: FloatArray, later: FloatArray) -> FloatArray:
    years = np.where((earlier == -np.inf) | (later == np.inf), np.inf, -np.inf)
    finite = np.isfinite(earlier) & np.isfinite(later)
    from_year, from_day = _year_and_day(earlier[finite])
    to_year, to_day = _year_and_day(later[finite])
    years[finite] = to_year - from_year - (to_day < from_day)
    return years


def _year_and_day(days: FloatArray) -> tuple[IntArray, IntArray]:
    """The year, and the day within it as month * 32 + day, which orders the days of any year alike."""
    day = days.astype(np.int64).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    months = month.astype(np.int64)
    within = months % 12 * 32 + (day - month).astype(np.int64)
    return months // 12 + 1970, within


def years_of_days(earlier: Range, later: date) -> Range:
    """Years of 365.25 days, with their fraction, from a day to `later`."""
    end = day_number(later)
    return Range((end - earlier.high) / DAYS_IN_A_YEAR, (end - earlier.low) / DAYS_IN_A_YEAR)

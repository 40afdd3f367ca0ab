"""Dates as the file writes them, and the years between two dates."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

import numpy as np

from eligibility.law.values import CodeArray, FloatArray, Hole, IntArray, Range, SmallIntArray, day_number

DAYS_IN_A_YEAR = 365.25


def read_dates(texts: Sequence[str], codes: SmallIntArray, as_of: date) -> Range:
    """The days that the dates of a column may mean, in days since 1970, and why one is not exact.

    The column is given as its distinct texts and, for each row, the code of its text (-1: missing).

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
    # The code -1 of a missing text finds the last element, which is "missing".
    written = _eight_digits((*texts, ""))
    first, last, hole = _days_meant(written)
    today = day_number(as_of)
    hole[(first > today) & (hole != Hole.UNREADABLE)] = Hole.FUTURE
    hole[[not text for text in (*texts, "")]] = Hole.MISSING
    unknown = np.isin(hole, (Hole.MISSING, Hole.UNREADABLE, Hole.FUTURE))
    low = np.where(unknown, -np.inf, first)
    high = np.where(unknown, np.inf, np.minimum(last, today))
    return Range(low[codes], high[codes], hole[codes])


def _eight_digits(texts: Sequence[str]) -> IntArray:
    """The number that the eight digits of each text make; 0, which is no date, for any other text."""
    eight = "".join(text if len(text) == 8 else "no digit" for text in texts)
    digits = np.frombuffer(eight.encode("ascii", "replace"), np.uint8).reshape(-1, 8) - np.int64(ord("0"))
    numbers: IntArray = digits @ 10 ** np.arange(7, -1, -1)
    return np.where(((digits >= 0) & (digits <= 9)).all(axis=1), numbers, 0)


def _days_meant(written: IntArray) -> tuple[IntArray, IntArray, CodeArray]:
    """The first and the last day that YYYYMMDD, YYYYMM00 or YYYY0000 mean, and what is left open."""
    year, month, day = written // 10_000, written // 100 % 100, written % 100
    first_month = (year - 1970) * 12 + np.maximum(month, 1) - 1
    month_begins = _day_of_month_start(first_month)
    following = _day_of_month_start(first_month + np.where(month == 0, 12, 1))
    readable = (year > 0) & (month <= 12) & (day <= following - month_begins) & ((month > 0) | (day == 0))
    first = np.where(day == 0, month_begins, month_begins + day - 1)
    last = np.where(day == 0, following - 1, first)
    partial = np.where(month == 0, Hole.YEAR_ONLY, np.where(day == 0, Hole.MONTH_ONLY, Hole.NONE))
    return first, last, np.where(readable, partial, Hole.UNREADABLE).astype(np.uint8)


def _day_of_month_start(months: IntArray) -> IntArray:
    """Days since 1970 of the first of each month, given in months since 1970."""
    starts: IntArray = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return starts


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

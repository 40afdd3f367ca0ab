"""The rows of the file that a fact about a conviction comes from, as positions in the frame."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from eligibility.law.history import History
from eligibility.law.sections import Charge
from eligibility.law.values import BoolArray, IntArray

DECEASED, REGISTRATION = "DECEASED", "REGISTRATION"


def conviction(history: History, number: int) -> IntArray:
    """The rows of the conviction itself."""
    return np.flatnonzero(history.convictions.of_row == number)


def first_row(history: History, number: int) -> IntArray:
    """The person's first row, which says name and date of birth."""
    return history.people.first_row[[history.convictions.person[number]]]


def person(history: History, number: int) -> IntArray:
    """All rows of the person."""
    return np.flatnonzero(_of_person(history, number))


def convictions(history: History, number: int) -> IntArray:
    """All rows of all the person's convictions."""
    return np.flatnonzero(_of_person(history, number) & (history.convictions.of_row >= 0))


def naming_another_charge(history: History) -> IntArray:
    """The rows of convictions that name another section than the first row of their count, which counts."""
    charges, convictions = history.charges, history.convictions
    rows = np.flatnonzero(convictions.of_row >= 0)
    named = np.column_stack([charges.of_row[convictions.row[convictions.of_row[rows]]], charges.of_row[rows]])
    other = np.flatnonzero((named[:, 0] != named[:, 1]) & (named >= 0).all(axis=1))
    sections = [
        (charges.distinct[first].sections, charges.distinct[later].sections) for first, later in named[other]
    ]
    differ = np.array([bool(first and later) and first != later for first, later in sections], dtype=bool)
    differing: IntArray = rows[other[differ]]
    return differing


def court_case(history: History, number: int) -> IntArray:
    """The court actions of the same cycle and event that have a case number."""
    case = history.orders.case[history.convictions.row[number]]
    numbered = history.case_numbers.codes >= 0
    return np.flatnonzero((history.orders.case == case) & (case >= 0) & numbered)


def cycle(history: History, number: int) -> IntArray:
    """All rows of the same cycle."""
    of_cycle = history.orders.cycle[history.convictions.row[number]]
    return np.flatnonzero((history.orders.cycle == of_cycle) & (of_cycle >= 0))


def deceased(history: History, number: int) -> IntArray:
    """The person's rows that report the death."""
    return np.flatnonzero(_of_person(history, number) & _deceased_rows(history))


def deceased_persons(history: History) -> BoolArray:
    """For every person, whether a row reports the death."""
    return history.people.any(_deceased_rows(history))


def convictions_where(condition: Callable[[Charge], object]) -> Callable[[History, int], IntArray]:
    """The rows of the person's convictions whose charge fulfills a condition."""

    def rows(history: History, number: int) -> IntArray:
        found = convictions(history, number)
        return found[history.charges.where(condition, found)]

    return rows


def _of_person(history: History, number: int) -> BoolArray:
    rows: BoolArray = history.people.of_row == history.convictions.person[number]
    return rows


def _deceased_rows(history: History) -> BoolArray:
    return history.event_types.where(lambda text: text == DECEASED)

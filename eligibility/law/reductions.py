"""From many convictions to one person: the earliest, the latest, how many came before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eligibility.law.values import BoolArray, CodeArray, FloatArray, IntArray, Range, holes_of

# Wider than any day number, so that the days of one group never reach into the next.
_SPAN = 1 << 23


@dataclass(frozen=True)
class Dated:
    """Things that happened to persons: `person` and `row` of the frame, and the day."""

    person: IntArray
    row: IntArray
    on: Range

    def __len__(self) -> int:
        return len(self.person)

    def where(self, chosen: BoolArray) -> Dated:
        """Those that are chosen."""
        positions = np.flatnonzero(chosen)
        return Dated(self.person[positions], self.row[positions], self.on.take(positions))


def earliest(things: Dated, persons: int) -> Range:
    """The first day for each person; plus infinity ("never") for who has none."""
    low, high = np.full(persons, np.inf), np.full(persons, np.inf)
    np.minimum.at(low, things.person, things.on.low)
    np.minimum.at(high, things.person, things.on.high)
    return Range(low, high, _worst_hole(things.person, things.on, persons))


def latest(things: Dated, persons: int) -> Range:
    """The last day for each person; minus infinity ("never") for who has none."""
    low, high = np.full(persons, -np.inf), np.full(persons, -np.inf)
    np.maximum.at(low, things.person, things.on.low)
    np.maximum.at(high, things.person, things.on.high)
    return Range(low, high, _worst_hole(things.person, things.on, persons))


def _worst_hole(group: IntArray, on: Range, groups: int) -> CodeArray:
    hole = np.zeros(groups, dtype=np.uint8)
    np.maximum.at(hole, group, holes_of(on))
    return hole


def number_before(group: IntArray, on: Range) -> Range:
    """For each thing, how many others of its group came strictly before it: at least, and at most.

    `group` has small numbers from 0 on.
    """
    surely = _earlier_ends(group, on.high, on.low)
    perhaps = _earlier_ends(group, on.low, on.high)
    # A day that is not exact may seem to come before itself.
    perhaps -= (on.low < on.high).astype(np.float64)
    groups = int(group.max(initial=-1)) + 1
    return Range(surely, perhaps, _worst_hole(group, on, groups)[group])


def _earlier_ends(group: IntArray, ends: FloatArray, bounds: FloatArray) -> FloatArray:
    """For each thing, how many ends of its group lie before its own bound."""
    in_order = np.sort(group * _SPAN + _whole_days(ends))
    before_group = np.searchsorted(in_order, group * _SPAN - _SPAN // 2)
    before_bound = np.searchsorted(in_order, group * _SPAN + _whole_days(bounds))
    return (before_bound - before_group).astype(np.float64)


def _whole_days(days: FloatArray) -> IntArray:
    limit = _SPAN // 2 - 1
    return np.clip(days, -limit, limit).astype(np.int64)


def different_days(group: IntArray, on: Range) -> Range:
    """For each thing, on how many different days those of its group came: at least, and at most.

    `group` has small numbers from 0 on. The days that an inexact date may mean are a month, a year or all
    time, so that of two dates one lies within the other or apart from it: the fewest days are those of the
    dates that hold no other.
    """
    order = np.lexsort((-on.high, on.low, group))
    of, low, high = group[order], on.low[order], on.high[order]
    repeated = np.zeros(len(of), dtype=bool)
    repeated[1:] = (of[1:] == of[:-1]) & (low[1:] == low[:-1]) & (high[1:] == high[:-1])
    groups = int(group.max(initial=-1)) + 1
    most = np.bincount(of[~(repeated & (low == high))], minlength=groups).astype(np.float64)
    of, high = of[~repeated], high[~repeated]
    innermost = np.ones(len(of), dtype=bool)
    innermost[:-1] = (of[1:] != of[:-1]) | (high[1:] > high[:-1])
    least = np.bincount(of[innermost], minlength=groups).astype(np.float64)
    return Range(least[group], most[group], _worst_hole(group, on, groups)[group])

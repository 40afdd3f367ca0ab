"""How fast a queue is worked on, and when it will be finished at that pace. Pure: the day is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

SATURDAY = 5


@dataclass(frozen=True)
class Pace:
    a_day: float
    finish: date | None


def pace(counts: Iterable[int], waiting: int, today: date) -> Pace:
    """`counts` are of the last days, one a day."""
    a_day = decisions_a_day(counts)
    return Pace(a_day, expected_finish(waiting, a_day, today))


def decisions_a_day(counts: Iterable[int]) -> float:
    """The mean over the days on which somebody worked; 0 where nobody did."""
    worked = [count for count in counts if count]
    return sum(worked) / len(worked) if worked else 0.0


def expected_finish(waiting: int, a_day: float, today: date) -> date | None:
    """The working day on which the queue ends, if it goes on so; None where nothing is known or left.

    | waiting | a day | today            | finish           |
    |---------|-------|------------------|------------------|
    | 10      | 5     | Mon, Jun 1, 2026 | Wed, Jun 3, 2026 |
    | 5       | 5     | Fri, Jun 5, 2026 | Mon, Jun 8, 2026 |
    """
    if not waiting or not a_day:
        return None
    weeks, days = divmod(ceil(waiting / a_day), SATURDAY)
    finish = today + timedelta(weeks=weeks)
    while days:
        finish += timedelta(days=1)
        days -= finish.weekday() < SATURDAY
    while finish.weekday() >= SATURDAY:
        finish += timedelta(days=1)
    return finish

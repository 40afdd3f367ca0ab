"""What relief changes for people: how many have a felony, a conviction, a recent conviction; now and
after."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from eligibility.law.dates import years_before
from eligibility.law.history import History
from eligibility.law.outcomes import RELIEF, Outcome
from eligibility.law.values import Answer, BoolArray, IntArray, certain

RECENT_YEARS = 7


@dataclass(frozen=True)
class Count:
    """People who surely have something now, who still may have it after relief, and who surely have it no
    longer."""

    now: int
    after: int

    @property
    def cleared(self) -> int:
        """People who have it now and will not."""
        return self.now - self.after


@dataclass(frozen=True)
class PeopleCounts:
    """People with a felony, with any conviction, and with a conviction of the last seven years."""

    felony: Count
    conviction: Count
    recent_conviction: Count


def count_people(history: History, chosen: IntArray, outcome: npt.NDArray[np.object_]) -> PeopleCounts:
    """Count the people whom the chosen convictions concern, before and after relief.

    `outcome` is what was determined for the `chosen` convictions. A felony is gone when it is dismissed or
    reduced, a conviction only when it is dismissed; convictions of all counties and crimes count. A person
    whose remaining conviction may or may not be recent is not counted as cleared of recent ones.
    """
    dismissed, relieved = (np.zeros(len(history.convictions), dtype=bool) for _ in range(2))
    dismissed[chosen] = outcome == Outcome.DISMISSAL
    relieved[chosen] = np.isin(outcome.astype(str), [str(name) for name in RELIEF])
    convictions = history.convictions
    recent = convictions.convicted_on >= years_before(history.as_of, RECENT_YEARS)
    every = certain(np.ones(len(convictions), dtype=bool))
    concerned = np.bincount(convictions.person[chosen], minlength=len(history.people)) > 0
    return PeopleCounts(
        felony=_count(history, concerned, certain(convictions.felony), relieved),
        conviction=_count(history, concerned, every, dismissed),
        recent_conviction=_count(history, concerned, recent, dismissed),
    )


def _count(history: History, concerned: BoolArray, has: Answer, gone: BoolArray) -> Count:
    surely = has.to_numpy(dtype=bool, na_value=False)
    perhaps = has.to_numpy(dtype=bool, na_value=True)
    now = concerned & (history.count(surely) > 0)
    after = history.count(perhaps & ~gone) > 0
    return Count(int(now.sum()), int((now & after).sum()))


def compare(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """How outcomes change between two determinations of the same convictions.

    Both frames are `Analysis.convictions`, or have its columns `subject`, `count_order`, `position` and
    `outcome`. Returns one row for each pair of outcomes that occurs: `before`, `after` ("" for a conviction
    that only the other frame has), `convictions`, `people`.
    """
    keys = ["subject", "count_order", "position"]
    both = pd.merge(
        before[[*keys, "outcome"]],
        after[[*keys, "outcome"]],
        on=keys,
        how="outer",
        suffixes=("_before", "_after"),
    )
    pair = {
        "before": both["outcome_before"].astype("string").fillna(""),
        "after": both["outcome_after"].astype("string").fillna(""),
    }
    grouped = both.assign(**pair).groupby(["before", "after"])["subject"]
    return grouped.agg(convictions="size", people="nunique").reset_index()

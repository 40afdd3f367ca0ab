"""What many dates of a group say together."""

from datetime import date
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eligibility.law.dates import read_dates
from eligibility.law.reductions import different_days
from eligibility.law.values import Range

AS_OF = date(2010, 2, 2)
# Few enough days that all that a date may mean can be tried: a year and a month show two days each here.
MEANT = {"20100201": [1], "20100202": [2], "20100200": [1, 2], "20100000": [0, 1, 2], "": [0, 1, 2, 3, 4, 5]}


def days(texts: list[str]) -> Range:
    return read_dates(tuple(texts), np.arange(len(texts)), AS_OF)


@given(st.lists(st.sampled_from(list(MEANT)), min_size=1, max_size=5))
def test_no_reading_has_fewer_or_more_days_and_some_reading_has_the_fewest(texts):
    possible = {len(set(reading)) for reading in product(*(MEANT[text] for text in texts))}
    counted = different_days(np.zeros(len(texts), dtype=int), days(texts))
    assert set(counted.low) == {min(possible)}
    assert (counted.high >= max(possible)).all()


def test_dates_that_may_be_any_day_may_be_as_many_days():
    counted = different_days(np.zeros(4, dtype=int), days(["20100201", "20100201", "", ""]))
    assert set(counted.low) == {1}
    assert set(counted.high) == {3}


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(list(MEANT))), min_size=1, max_size=9))
def test_groups_are_counted_apart(things):
    groups, texts = np.array([group for group, _ in things]), [text for _, text in things]
    together = different_days(groups, days(texts))
    for group in set(groups):
        alone = different_days(
            np.zeros((groups == group).sum(), dtype=int), days(texts).take(groups == group)
        )
        assert (together.low[groups == group] == alone.low).all()
        assert (together.high[groups == group] == alone.high).all()

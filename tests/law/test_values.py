"""Comparisons of what is not known exactly are unknown precisely where they could go either way."""

import operator

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.law.values import Answer, Choice, Range, certain

NUMBERS = st.integers(-4, 4)
COMPARISONS = [operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne]


def possible(answer: Answer) -> set[bool]:
    return {False, True} if pd.isna(answer[0]) else {bool(answer[0])}


@st.composite
def ranges(draw):
    low, high = sorted([draw(NUMBERS), draw(NUMBERS)])
    return Range(np.array([float(low)]), np.array([float(high)])), range(low, high + 1)


@pytest.mark.parametrize("compare", COMPARISONS)
@given(one=ranges(), other=ranges())
def test_a_comparison_says_what_every_filling_says(compare, one, other):
    fillings = {compare(a, b) for a in one[1] for b in other[1]}
    assert possible(compare(one[0], other[0])) == fillings


@pytest.mark.parametrize("compare", COMPARISONS)
@given(one=ranges(), bound=NUMBERS)
def test_a_comparison_with_a_number_says_what_every_filling_says(compare, one, bound):
    assert possible(compare(one[0], bound)) == {compare(a, bound) for a in one[1]}


@given(one=ranges(), other=ranges())
def test_a_sum_lies_between_the_sums_of_the_ends(one, other):
    both = one[0] + other[0]
    assert {a + b for a in one[1] for b in other[1]} == set(range(int(both.low[0]), int(both.high[0]) + 1))


def test_an_unknown_word_neither_equals_nor_differs():
    grade = Choice(np.array([0, 1, -1]), ("felony", "misdemeanor"))
    assert list((grade == "felony").isna()) == [False, False, True]
    assert list((grade != "felony").isna()) == [False, False, True]


def test_yes_or_unknown_is_yes_and_no_or_unknown_is_unknown():
    unknown = Answer(np.array([False, False]), np.array([True, True]))
    assert list((certain(np.array([True, False])) | unknown).isna()) == [False, True]

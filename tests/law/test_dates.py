"""Dates as the file writes them, and the years between."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.law.dates import calendar_years, read_dates, years_before, years_of_days
from eligibility.law.values import Hole, Range, day_number

AS_OF = date(2020, 7, 1)
DAYS = st.dates(date(1900, 1, 1), date(2030, 12, 31))


def read_date(text: str) -> tuple[float, float, int]:
    read = read_dates([text], np.array([0]), AS_OF)
    return read.low[0], read.high[0], read.hole[0]


def exactly(day: date) -> Range:
    return Range.exact([day_number(day)])


@pytest.mark.parametrize(
    ("text", "first", "last", "hole"),
    [
        ("20161109", date(2016, 11, 9), date(2016, 11, 9), Hole.NONE),
        ("20160229", date(2016, 2, 29), date(2016, 2, 29), Hole.NONE),
        ("20160000", date(2016, 1, 1), date(2016, 12, 31), Hole.YEAR_ONLY),
        ("20160200", date(2016, 2, 1), date(2016, 2, 29), Hole.MONTH_ONLY),
        ("20200000", date(2020, 1, 1), AS_OF, Hole.YEAR_ONLY),
        ("20200701", AS_OF, AS_OF, Hole.NONE),
    ],
)
def test_a_date_means_the_days_it_may_be(text, first, last, hole):
    assert read_date(text) == (day_number(first), day_number(last), hole)


@pytest.mark.parametrize(
    ("text", "hole"),
    [
        ("", Hole.MISSING),
        ("20200702", Hole.FUTURE),
        ("20210000", Hole.FUTURE),
        ("20150229", Hole.UNREADABLE),
        ("20150230", Hole.UNREADABLE),
        ("20151301", Hole.UNREADABLE),
        ("20150001", Hole.UNREADABLE),
        ("00000000", Hole.UNREADABLE),
        ("00000101", Hole.UNREADABLE),
        ("11/9/2016", Hole.UNREADABLE),
        ("2016110", Hole.UNREADABLE),
        ("201611090", Hole.UNREADABLE),
        ("２０１６１１０９", Hole.UNREADABLE),
        ("2016110９", Hole.UNREADABLE),
        ("2016-1-9", Hole.UNREADABLE),
    ],
)
def test_a_date_that_says_no_day_may_be_any_day(text, hole):
    assert read_date(text) == (-np.inf, np.inf, hole)


@given(DAYS)
def test_every_day_up_to_the_as_of_date_is_read_as_itself(day):
    read = (day_number(day), day_number(day), Hole.NONE) if day <= AS_OF else (-np.inf, np.inf, Hole.FUTURE)
    assert read_date(f"{day:%Y%m%d}") == read


DATES = st.one_of(DAYS.map("{:%Y%m%d}".format), st.text("0129é９-", min_size=7, max_size=9), st.text())


@given(st.lists(DATES))
def test_each_text_is_read_as_if_it_were_alone(texts):
    read = read_dates(texts, np.arange(len(texts)), AS_OF)
    together = zip(read.low.tolist(), read.high.tolist(), read.hole.tolist(), strict=True)
    assert list(together) == [read_date(text) for text in texts]


@given(st.text(max_size=9))
def test_any_text_is_read_as_some_date_or_none(text):
    first, last, hole = read_date(text)
    assert first <= last
    assert (first == last) == (hole == Hole.NONE) or hole in (Hole.YEAR_ONLY, Hole.MONTH_ONLY)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(1999, 7, 1), date(2020, 6, 30), 20),
        (date(1999, 7, 1), date(2020, 7, 1), 21),
        (date(1996, 2, 29), date(2017, 2, 28), 20),
        (date(1996, 2, 29), date(2017, 3, 1), 21),
        (date(1996, 2, 29), date(2016, 2, 29), 20),
        (date(2000, 1, 1), date(1999, 12, 31), -1),
        (date(1960, 12, 31), date(1961, 1, 1), 0),
    ],
)
def test_a_birthday_adds_a_year(born, on, years):
    assert calendar_years(exactly(born), on).low.tolist() == [years]


@given(DAYS, DAYS)
def test_whole_years_are_counted_as_people_count_them(earlier, later):
    years = later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))
    assert calendar_years(exactly(earlier), exactly(later)).low.tolist() == [years]


def test_an_age_is_as_uncertain_as_the_dates():
    born = Range(np.array([day_number(date(1990, 1, 1))]), np.array([day_number(date(1990, 12, 31))]))
    age = calendar_years(born, AS_OF)
    assert (age.low.tolist(), age.high.tolist()) == ([29], [30])


def test_an_unknown_birth_gives_any_age():
    born = Range(np.array([-np.inf]), np.array([np.inf]))
    age = calendar_years(born, AS_OF)
    assert (age.low.tolist(), age.high.tolist()) == ([-np.inf], [np.inf])


@pytest.mark.parametrize(
    ("day", "years", "before"),
    [
        (date(2020, 7, 1), 10, date(2010, 7, 1)),
        (date(2020, 2, 29), 10, date(2010, 3, 1)),
        (date(2020, 2, 29), 4, date(2016, 2, 29)),
    ],
)
def test_the_same_day_years_ago(day, years, before):
    assert years_before(day, years) == before


def test_years_of_days_are_365_days_and_a_quarter():
    since = years_of_days(exactly(date(2010, 7, 1)), AS_OF)
    assert since.low.tolist() == [3653 / 365.25]

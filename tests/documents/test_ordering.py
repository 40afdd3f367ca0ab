import random

from hypothesis import given
from hypothesis import strategies as st

from filings.documents.ordering import in_filing_order, natural_key
from tests.documents.examples import item

IN_ORDER = ["97F01234", "912", "10477", "10477-A", "BA9876", "BA012345", "CR-2-7", "cr 10-7", ""]


def test_case_numbers_of_old_and_new_formats_stand_in_natural_order():
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))  # noqa: S311 a fixed shuffle
    assert sorted(shuffled, key=natural_key) == IN_ORDER


@given(st.lists(st.text()))
def test_any_case_numbers_can_be_ordered(numbers):
    assert len(sorted(numbers, key=natural_key)) == len(numbers)


@given(st.permutations([item(count=count, name=name) for count in ("1", "2", "10") for name in "AB"]))
def test_the_order_of_a_list_does_not_depend_on_the_order_it_came_in(shuffled):
    assert [(entry.count, entry.name) for entry in in_filing_order(shuffled)] == [
        (count, name) for count in ("1", "2", "10") for name in "AB"
    ]

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from filings.documents.ordering import in_filing_order, in_order, natural_key
from filings.documents.values import Order
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


def test_a_list_by_name_looks_past_capitals_and_puts_unknown_names_last():
    names = ["", "roe, jo", "DOE, JANE", "Doe, Abe"]
    sorted_items = in_order([item(name=name) for name in names], Order.NAME)
    assert [entry.name for entry in sorted_items] == ["Doe, Abe", "DOE, JANE", "roe, jo", ""]


def test_two_people_of_one_name_stand_apart_in_a_list_by_name():
    mixed = [item(person=person, case_number=case) for person, case in (("2", "1"), ("1", "2"), ("2", "3"))]
    assert [entry.person for entry in in_order(mixed, Order.NAME)] == ["1", "2", "2"]


def test_a_list_by_date_begins_with_the_oldest_conviction_and_ends_with_the_undated():
    days = [None, date(2001, 2, 3), date(1999, 12, 31)]
    sorted_items = in_order([item(convicted_on=day) for day in days], Order.DATE)
    assert [entry.convicted_on for entry in sorted_items] == [days[2], days[1], None]


@given(
    st.sampled_from(list(Order)), st.permutations([item(count=str(n), name="AB"[n % 2]) for n in range(5)])
)
def test_every_order_is_complete(order, shuffled):
    assert in_order(shuffled, order) == in_order(shuffled[::-1], order)

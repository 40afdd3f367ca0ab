from hypothesis import given
from hypothesis import strategies as st

from eligibility import figures
from eligibility.law.outcomes import Outcome

from .conftest import SUMMARY

counts = st.dictionaries(st.sampled_from(list(Outcome)), st.integers(0, 10**6), max_size=6)


def test_sections_stand_in_order_and_outcomes_that_do_not_occur_are_left_out():
    table = figures.by_section(SUMMARY)
    assert table.columns == ["Eligible for Dismissal", "Eligible for Reduction", "Hand Review"]
    assert table.rows[2] == ("11359", [87, 5, 10], 102)
    assert (table.sums, table.total) == ([380, 13, 18], 411)


@given(st.dictionaries(st.text(), counts))
def test_the_sums_of_rows_and_of_columns_agree(rows):
    table = figures.table(rows, list(Outcome))
    assert sum(table.sums) == sum(total for *_, total in table.rows) == table.total


@given(counts)
def test_the_pieces_of_the_bar_touch_and_fill_it(by_outcome):
    pieces = figures.bar(by_outcome)
    ends = [0.0, *(piece.start + piece.width for piece in pieces)]
    assert all(abs(piece.start - end) < 1e-6 for piece, end in zip(pieces, ends, strict=False))
    assert not pieces or abs(ends[-1] - figures.BAR_WIDTH) < 1e-6


@given(counts)
def test_every_outcome_that_occurs_has_a_piece_of_its_share(by_outcome):
    assert [piece.number for piece in figures.bar(by_outcome)] == [
        by_outcome[o] for o in Outcome if by_outcome.get(o)
    ]

"""The history shows what the file says, in its order, and hides nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.history import Reader, readable_date, readable_length, timeline
from tests.builders import arrest, conviction, court_action, subject

from .builders import history_frame

SACRAMENTO = Reader(county="SACRAMENTO", this="001002001000", file_names={0: "state.dat"})


def cycles(*events, reader=SACRAMENTO):
    return timeline(history_frame(subject(convictions=list(events))), reader)


def test_events_of_one_arrest_stand_in_one_cycle():
    (cycle,) = cycles(arrest(cycle=1), conviction(cycle=1))
    assert [event.kind for event in cycle.events] == ["ARREST/DETAINED/CITED", "COURT ACTION"]


def test_rows_of_counts_that_the_file_interleaves_are_put_together():
    rows = history_frame(
        subject(convictions=[conviction(cycle=1, sentence=["90 D", "3 Y"]), court_action(cycle=1)])
    )
    (cycle,) = timeline(rows.iloc[[0, 2, 1]], SACRAMENTO)
    assert [count.sentences for count in cycle.events[0].counts] == [("90 days", "3 years"), ()]


def test_only_the_conviction_of_the_page_is_marked_as_this_one():
    reader = Reader("SACRAMENTO", this="001002001000", siblings={"001002001000", "002002001000"})
    one, other, third = cycles(conviction(), conviction(), conviction(), reader=reader)
    assert one.holds_this
    assert not other.holds_this
    assert other.events[0].counts[0].is_sibling
    assert not third.events[0].counts[0].is_sibling


def test_another_county_is_marked_and_a_missing_one_is_not():
    here, there, nowhere = cycles(conviction(), conviction(county="KERN"), conviction(county=""))
    marks = [cycle.events[0].other_county for cycle in (here, there, nowhere)]
    assert marks == [False, True, False]


def test_each_count_names_the_rows_that_it_comes_from():
    (cycle,) = cycles(conviction(sentence=["90 D", "3 Y"]))
    sources = cycle.events[0].counts[0].sources
    assert [(source.name, source.row) for source in sources] == [("state.dat", 1), ("state.dat", 2)]


def test_comments_and_unreadable_values_stand_as_they_are_written():
    (cycle,) = cycles(conviction(raw_date="SOMETIME 1999", comment="SEE 11357", sentence=["2-4 Q"]))
    count = cycle.events[0].counts[0]
    assert (cycle.events[0].happened, count.comments) == ("SOMETIME 1999", ("SEE 11357",))
    assert count.sentences == ("2-4 Q",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("20160204", "Feb 4, 2016"),
        ("20160200", "Feb 2016 (day unknown)"),
        ("20160000", "2016 (day unknown)"),
        ("20161350", "20161350"),
        ("20160231", "20160231"),
        ("00000101", "00000101"),
        ("00000000", "00000000"),
        ("", ""),
    ],
)
def test_a_date_is_put_into_words_as_far_as_it_is_known(text, words):
    assert readable_date(text) == words


@given(st.text(max_size=10))
def test_whatever_stands_where_a_date_should_is_shown(text):
    assert bool(readable_date(text)) == bool(text)


@given(st.text(max_size=5), st.text(max_size=2))
def test_whatever_stands_where_a_length_should_is_shown(length, unit):
    assert readable_length(length.strip(), unit.strip()) or not (length.strip() or unit.strip())


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=12))
def test_every_row_of_the_person_is_somewhere_in_the_history(places):
    events = [conviction(cycle=cycle, step=step, count=count) for cycle, step, count in places]
    shown = [
        source.row
        for cycle in cycles(*events)
        for event in cycle.events
        for count in event.counts
        for source in count.sources
    ]
    assert sorted(shown) == list(range(1, len(places) + 1))

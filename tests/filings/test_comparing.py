"""What differs between two wordings, in words."""

from hypothesis import given
from hypothesis import strategies as st

from filings.comparing import ADDED, REMOVED, SAME, pieces

texts = st.lists(st.sampled_from(["the", "court", "\n\n", " ", "grant", "\n", "#"]), max_size=40).map("".join)


def kinds(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces(before, after)]


@given(texts, texts)
def test_without_what_was_added_it_is_the_earlier_text_and_without_what_is_gone_the_later(before, after):
    found = kinds(before, after)
    assert "".join(text for kind, text in found if kind != ADDED) == before
    assert "".join(text for kind, text in found if kind != REMOVED) == after


def test_a_changed_word_in_a_paragraph_is_shown_alone():
    before, after = (
        "We ask this court to grant it.\n\nSo say we.",
        "We ask this court to deny it.\n\nSo say we.",
    )
    assert (REMOVED, "grant") in kinds(before, after)
    assert (SAME, "So say we.") in kinds(before, after)


def test_a_paragraph_that_says_something_else_is_shown_as_a_whole():
    assert kinds("One two three four.", "Quite another matter.") == [
        (REMOVED, "One two three four."),
        (ADDED, "Quite another matter."),
    ]

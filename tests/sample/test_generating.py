"""Synthetic rows: as many as asked for, the same each time, of nobody who exists."""

import os
import re
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.sample import generate
from uploads.formats.columns import COLUMNS, SEPARATORS

NOT_ISSUED = {
    "CII_NUMBER": r"\d\dZZ\d{6}",
    "REQ_CII_NUMBER": r"\d\dZZ\d{6}",
    "PRI_SSN": r"9\d\d00\d{4}",
    "REQ_SSN": r"9\d\d00\d{4}",
    "PRI_CDL": r"ZZ\d{6}",
    "REQ_CDL": r"ZZ\d{6}",
    "PRI_IDN": r"ZZ\d{6}",
    "FBI_NUMBER": r"\d\dZZ\d{6}",
    "OFN": r"ZZ\d{7}(,ZZ\d{7})?",
    "FE_NUM_DOCKET": r"DZZ\d{7}(,ZZ\d{7})?",
    "FE_NUM_CRT_CASE": r"ZZ\d{7}(,ZZ\d{7})?",
}
NOTHING = r"NULL|x|-|"


def values(column: str, **more) -> set[str]:
    place = COLUMNS.index(column)
    return {row[place].strip() for row in generate("SACRAMENTO", 3000, 4, **more)}


@settings(deadline=None, max_examples=20)
@given(rows=st.integers(0, 300), seed=st.integers(-5, 10**12))
def test_there_are_exactly_as_many_rows_as_asked_for_each_of_95_fields(rows, seed):
    lengths = [len(row) for row in generate("YOLO", rows, seed)]
    assert lengths == [95] * rows


def test_the_same_arguments_give_the_same_rows():
    assert list(generate("KERN", 500, 7)) == list(generate("KERN", 500, 7))


def test_nothing_depends_on_the_order_of_sets():
    code = "from eligibility.sample import generate; print(list(generate('KERN', 500, 7)))"
    printed = [
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    ]
    assert printed[0] == printed[1]


def test_a_longer_file_begins_like_a_shorter_one():
    assert list(generate("KERN", 900, 7))[:400] == list(generate("KERN", 400, 7))


def test_files_of_different_seeds_hold_different_people():
    place = COLUMNS.index("SUBJECT_ID")
    first, second = ({row[place] for row in generate("KERN", 2000, seed)} for seed in (1, 2))
    assert first & second <= {""}


def test_records_are_numbered_from_one():
    assert [row[0] for row in generate("KERN", 3, 1)] == ["0000000001", "0000000002", "0000000003"]


def test_every_separator_is_where_it_belongs():
    places = [COLUMNS.index(column) for column in SEPARATORS]
    assert {row[place] for row in generate("KERN", 1000, 1) for place in places} == {"#"}


@pytest.mark.parametrize("column", NOT_ISSUED)
def test_no_identifier_has_a_form_in_which_identifiers_are_issued(column):
    known = {value for value in values(column) if not re.fullmatch(NOTHING, value)}
    assert known
    assert all(re.fullmatch(NOT_ISSUED[column], value) for value in known)


def test_nothing_that_could_be_a_social_security_number_stands_anywhere_else():
    number = re.compile(r"(?<!\d)(?!9\d\d00)\d{3}-?\d\d-?\d{4}(?!\d)")
    assert not [row for row in generate("KERN", 3000, 4) if number.search(" ".join(row))]


@pytest.mark.parametrize("column", ["PRI_DOB", "CYC_DATE", "STP_EVENT_DATE", "DISP_DATE"])
def test_without_unclear_dates_all_dates_can_be_read_and_are_past(column):
    known = {text for text in values(column, unclear=0, as_of=date(2018, 6, 1)) if text[:1].isdigit()}
    days = [date(int(text[:4]), int(text[4:6]), int(text[6:])) for text in known]
    assert max(days) <= date(2018, 6, 1)


def test_histories_as_of_a_time_far_from_the_change_of_the_law_are_refused():
    with pytest.raises(ValueError, match="2017-01-01 to 2030-12-31"):
        generate("KERN", 1, 1, as_of=date(2012, 1, 1))

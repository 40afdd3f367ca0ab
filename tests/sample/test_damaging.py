"""Damaged rows: every kind of damage occurs, the same each time, and the rest stays as it was."""

from itertools import islice

import pytest

from eligibility.sample import damage, generate
from uploads.formats.columns import COLUMNS

CLEAN = list(generate("KERN", 2000, 1))
DAMAGED = list(damage(CLEAN, 1))


def column(name: str) -> list[str]:
    place = COLUMNS.index(name)
    return [row[place] for row in DAMAGED if len(row) == len(COLUMNS)]


def test_the_same_seed_does_the_same_damage():
    assert list(damage(CLEAN, 1)) == DAMAGED
    assert list(damage(CLEAN, 2)) != DAMAGED


def test_the_rows_that_were_given_are_left_as_they_were():
    assert list(generate("KERN", 2000, 1)) == CLEAN


def test_without_damage_the_rows_pass_through():
    assert list(damage(CLEAN, 1, share=0)) == CLEAN


def test_most_rows_stay_as_they_were():
    kept = {tuple(row) for row in DAMAGED} & {tuple(row) for row in CLEAN}
    assert 0.95 < len(kept) / len(CLEAN) < 0.99


def test_rows_have_too_many_fields_or_too_few_or_none():
    lengths = {len(row) for row in DAMAGED}
    assert {0, 94, 95, 96, 97} < lengths
    assert any(1 < length < 90 for length in lengths)


def test_some_rows_stand_twice():
    assert any(row == following for row, following in zip(DAMAGED, islice(DAMAGED, 1, None), strict=False))


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("COMMENT_TEXT", '"SEE REPORT'),
        ("COMMENT_TEXT", 'KNIFE; AKA "'),
        ("COMMENT_TEXT", "LINE\nSECOND"),
        ("PRI_NAME", "Ü"),
        ("OFFENSE_DESCR", "–"),
        ("PRI_DOB", "/"),
        ("PRI_DOB", "E+07"),
        ("PRI_DOB", " 00:00:00"),
        ("STP_TYPE_DESCR", "court action"),
    ],
)
def test_values_hold_what_they_should_not(name, part):
    assert any(part in value for value in column(name))


@pytest.mark.parametrize(("name", "length"), [("CNT_ORDER", 6), ("CNT_ORDER", 10), ("SUBJECT_ID", 0)])
def test_values_are_shorter_than_they_should_be(name, length):
    assert length in {len(value) for value in column(name)}


def test_somebody_has_neither_subject_number_nor_cii_number():
    nobody = zip(column("SUBJECT_ID"), column("CII_NUMBER"), strict=True)
    assert any(not subject.strip() and not cii for subject, cii in nobody)

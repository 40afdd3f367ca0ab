"""Who the rows of the file are about: one person for every subject key, in whatever order the rows stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from eligibility.law.columns import Texts, fold, read_column, row_places, unshortened
from eligibility.law.dates import read_dates
from eligibility.law.values import BoolArray, IntArray, Range, SmallIntArray


@dataclass(frozen=True)
class People:
    """The persons of a frame in order of first appearance; an array has one place a person unless said
    otherwise.

    `of_row` gives the person of every row, `subject_missing` whether the row has no SUBJECT_ID. `identified`
    is False for a row without SUBJECT_ID and CII number: it stands alone, since nothing says whose it is.
    Name and date of birth are those of the person's first row. `namesakes`: another person of the frame has
    the same CII number, or the same name and date of birth.
    """

    of_row: IntArray
    subject_missing: BoolArray
    first_row: IntArray
    keys: tuple[str, ...]
    identified: BoolArray
    names: tuple[str, ...]
    cii_numbers: tuple[str, ...]
    born_texts: tuple[str, ...]
    born: Range
    names_differ: BoolArray
    births_differ: BoolArray
    namesakes: BoolArray

    def __len__(self) -> int:
        return len(self.keys)

    def any(self, rows: BoolArray) -> BoolArray:
        """For every person, whether one of these rows is theirs."""
        return np.bincount(self.of_row[rows], minlength=len(self)) > 0


def persons_of(frame: pd.DataFrame) -> tuple[IntArray, tuple[str, ...]]:
    """For every row the number of its person, in order of first appearance, and every person's key."""
    subject_ids = read_column(frame, "SUBJECT_ID", unshortened)
    cii_numbers = read_column(frame, "CII_NUMBER", unshortened)
    of_row = _persons(subject_ids, cii_numbers)
    first_row = first_of_each(of_row, int(of_row.max()) + 1 if len(of_row) else 0)
    return of_row, _keys(frame, subject_ids, cii_numbers, first_row)


def read_people(frame: pd.DataFrame, as_of: date) -> People:
    """Find the persons of a frame with SUBJECT_ID, CII_NUMBER, PRI_NAME and PRI_DOB (see `columns.READ`)."""
    subject_ids = read_column(frame, "SUBJECT_ID", unshortened)
    cii_numbers = read_column(frame, "CII_NUMBER", unshortened)
    names = read_column(frame, "PRI_NAME", str.strip)
    folded_names = read_column(frame, "PRI_NAME", fold)
    born_texts = read_column(frame, "PRI_DOB", str.strip)
    of_row = _persons(subject_ids, cii_numbers)
    first_row = first_of_each(of_row, int(of_row.max()) + 1 if len(of_row) else 0)
    return People(
        of_row=of_row,
        subject_missing=subject_ids.codes < 0,
        first_row=first_row,
        keys=_keys(frame, subject_ids, cii_numbers, first_row),
        identified=(subject_ids.codes[first_row] >= 0) | (cii_numbers.codes[first_row] >= 0),
        names=tuple(names.of(first_row)),
        cii_numbers=tuple(cii_numbers.of(first_row)),
        born_texts=tuple(born_texts.of(first_row)),
        born=read_dates(born_texts.texts, born_texts.codes[first_row], as_of),
        names_differ=_differ(folded_names.codes, of_row, first_row),
        births_differ=_differ(born_texts.codes, of_row, first_row),
        namesakes=_shared(cii_numbers.codes[first_row])
        | _shared(_pairs(folded_names.codes[first_row], born_texts.codes[first_row])),
    )


def first_of_each(codes: IntArray, size: int) -> IntArray:
    """The first position of every code, for codes from 0 to `size` - 1 that all occur."""
    first = np.empty(size, dtype=np.int64)
    # Backwards, so that the earliest position is written last.
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return first


def _persons(subject_ids: Texts, cii_numbers: Texts) -> IntArray:
    """The person of every row: by SUBJECT_ID, else by CII number, else the row alone."""
    keys = subject_ids.codes.astype(np.int64)
    without = np.flatnonzero(keys < 0)
    number = cii_numbers.codes[without].astype(np.int64)
    by_number = len(subject_ids.texts) + number
    alone = len(subject_ids.texts) + len(cii_numbers.texts) + without
    keys[without] = np.where(number >= 0, by_number, alone)
    return pd.factorize(keys)[0].astype(np.int64)


def _keys(
    frame: pd.DataFrame, subject_ids: Texts, cii_numbers: Texts, first_row: IntArray
) -> tuple[str, ...]:
    """SUBJECT_ID; else "CII" and the number; else "row", the file and the row in it."""
    files, rows = row_places(frame)
    numbers = zip(subject_ids.of(first_row), cii_numbers.of(first_row), first_row.tolist(), strict=True)
    return tuple(
        subject_id or (f"CII {cii_number}" if cii_number else f"row {files[row]}:{rows[row]}")
        for subject_id, cii_number, row in numbers
    )


def _differ(codes: SmallIntArray, of_row: IntArray, first_row: IntArray) -> BoolArray:
    """Whether a later row of a person says something else than the first row."""
    first_said = codes[first_row][of_row]
    other = (codes >= 0) & (first_said >= 0) & (codes != first_said)
    return np.bincount(of_row[other], minlength=len(first_row)) > 0


def _shared(codes: SmallIntArray) -> BoolArray:
    """Whether a code (of those not -1) occurs more than once."""
    if not len(codes):
        return np.zeros(0, dtype=bool)
    places = codes.astype(np.int64) + 1
    return (places > 0) & (np.bincount(places)[places] > 1)


def _pairs(first: SmallIntArray, second: SmallIntArray) -> IntArray:
    """One code for two, -1 where either is missing."""
    both = (first >= 0) & (second >= 0)
    combined = np.where(both, first.astype(np.int64) * (int(second.max(initial=0)) + 1) + second, -1)
    codes = pd.factorize(combined)[0].astype(np.int64)
    return np.where(both, codes, -1)

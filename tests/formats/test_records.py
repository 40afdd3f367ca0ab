"""Fields, records and values: the tables of the parsers' docstrings, and what lies between them."""

import datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.builders import values
from uploads.formats.columns import COLUMNS, CONDENSED, NEEDED
from uploads.formats.comparing import duplicate_rows
from uploads.formats.encodings import decoded, recognise
from uploads.formats.fields import SEPARATOR_PLACES, canonical, mended_fields, realigned_fields, strict_fields
from uploads.formats.layout import header_names
from uploads.formats.problems import excerpt
from uploads.formats.values import Coded, cleaned, coded
from uploads.formats.xlsx import cell_text

TEXTS = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]))


def texts_of(column):
    return [column.values[code].as_py() if code >= 0 else None for code in column.codes.tolist()]


def test_the_columns_are_95_and_the_others_are_among_them():
    assert len(COLUMNS) == len(set(COLUMNS)) == 95
    assert len(CONDENSED) == 20
    assert set(CONDENSED) | set(NEEDED) <= set(COLUMNS)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("A,B,", ["A", "B", ""]),
        ('A,"B,C"', ["A", "B,C"]),
        ('A, "B,C" ,D', ["A", "B,C", "D"]),
        ('"6"" PIPE,B"', ['6" PIPE,B']),
        ('6" PIPE,B', ['6" PIPE', "B"]),
        ('"A\nB",C', ["A\nB", "C"]),
        ("", [""]),
        ('A,"B', None),
        ('A,"B"C,D', None),
    ],
)
def test_a_record_is_cut_into_its_fields(text, fields):
    assert strict_fields(text) == fields


@given(st.lists(TEXTS.map(str.strip), min_size=1, max_size=8))
def test_what_is_written_is_read_as_it_was(fields):
    assert strict_fields(canonical(fields).decode()) == fields


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ('A,"B,C', ["A", "B", "C"]),
        ('A,"B,C,D', ["A", "B,C", "D"]),
        ('"A,B,C', ["A", "B", "C"]),
        ('A,"B', None),
        ('A,"B,C,D,E,"', None),
    ],
)
def test_a_stray_quotation_mark_is_mended_if_only_one_reading_fits(text, fields):
    assert mended_fields(text, 3, ()) == fields


def test_a_stray_quotation_mark_may_not_move_the_separators():
    fields = values(PRI_NAME='"LEE')
    moved = ["", *fields[:-1]]
    assert mended_fields(",".join(fields), 95, SEPARATOR_PLACES) == values(PRI_NAME="LEE")
    assert mended_fields(",".join(moved), 95, SEPARATOR_PLACES) is None


def test_a_comma_too_many_between_columns_that_nothing_needs_is_no_loss():
    fields = values(POB_NAME="FRESNO", HEIGHT="511")
    place = COLUMNS.index("POB_NAME")
    realigned, emptied = realigned_fields([*fields[:place], "", *fields[place:]])
    assert realigned == values(HEIGHT="")
    assert emptied == "RACE_CODE to CITIZENSHIP_LIST"


@pytest.mark.parametrize("column", ["RECORD_ID", "PRI_NAME", "CYC_DATE", "OFFENSE_DESCR", "SENT_LENGTH"])
def test_a_comma_too_many_between_needed_columns_makes_the_row_untrustworthy(column):
    place = COLUMNS.index(column)
    fields = values(SENT_LENGTH="12")
    assert realigned_fields([*fields[:place], "", *fields[place:]]) is None


def test_commas_too_many_behind_the_end_mark_are_no_loss():
    assert realigned_fields([*values(), "", ""]) == (values(), "")


@pytest.mark.parametrize(
    ("head", "name", "codec", "returns"),
    [
        (b"A,B\n", "UTF-8", "", False),
        (b"\xef\xbb\xbfA,B\n", "UTF-8 with BOM", "", False),
        (b"\xff\xfeA\0,\0B\0\n\0", "UTF-16", "utf-16-le", False),
        (b"\xfe\xff\0A\0,\0B\0\n", "UTF-16", "utf-16-be", False),
        (b"A\0,\0B\0\n\0", "UTF-16", "utf-16-le", False),
        (b"A,B\rC,D\r", "UTF-8", "", True),
        (b'A,"B\rC"\nD,E\n', "UTF-8", "", False),
        (b"A,B\r\nC,D\r\n", "UTF-8", "", False),
    ],
)
def test_the_encoding_shows_at_the_beginning(head, name, codec, returns):
    encoding = recognise(head)
    assert (encoding.name, encoding.codec, encoding.carriage_returns) == (name, codec, returns)


@pytest.mark.parametrize(
    ("record", "text", "windows"),
    [
        ("PEÑA".encode(), "PEÑA", False),
        (b"PE\xd1A", "PEÑA", True),
        (b"O\x92BRIEN", "O’BRIEN", True),
        (b"\x81", "\ufffd", True),
    ],
)
def test_a_record_that_is_not_utf_8_is_read_as_windows_1252(record, text, windows):
    assert decoded(record) == (text, windows)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("RECORD_ID,OFN,PRI_DOB", ["RECORD_ID", "OFN", "PRI_DOB"]),
        ('"Record ID", "OFN " ,ofn,Pri_Dob', ["RECORD_ID", "OFN", "OFN", "PRI_DOB"]),
        ("\ufeffRECORD_ID,OFN,PRI_DOB,MINE", ["RECORD_ID", "OFN", "PRI_DOB", "MINE"]),
        ("1,A,10000000,#", None),
        ("", None),
    ],
)
def test_a_header_is_recognised_however_it_is_written(line, names):
    assert header_names(line) == names


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("FELONY  ", "FELONY"),
        ("\u00a0F\u00a0", "F"),
        ("X", "X"),
        ("-5", "-5"),
        *((unknown, None) for unknown in ("", "   ", "\t", "NULL", " NULL ", "x", "  -  ")),
    ],
)
def test_values_are_trimmed_and_unknown_ones_missing(written, value):
    column = coded(pa.chunked_array([pa.array(["A", written]).dictionary_encode()]))
    assert texts_of(cleaned(column)) == ["A", value]
    assert texts_of(column) == ["A", written]


@given(st.lists(st.lists(TEXTS, max_size=5), max_size=4))
def test_a_column_in_pieces_is_one_column(pieces):
    chunks = [pa.array(piece, pa.string()).dictionary_encode() for piece in pieces]
    column = coded(pa.chunked_array(chunks, pa.dictionary(pa.int32(), pa.string())))
    assert texts_of(column) == [value for piece in pieces for value in piece]
    assert isinstance(column, Coded)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("001001001000", "001001001000"),
        (19900716, "19900716"),
        (19900716.0, "19900716"),
        (12.5, "12.5"),
        (True, "TRUE"),
        (datetime.date(1990, 7, 16), "19900716"),
        (datetime.datetime(1990, 7, 16, 8, 30, tzinfo=datetime.UTC), "19900716"),
    ],
)
def test_a_cell_reads_as_the_state_would_have_written_it(cell, text):
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    ("text", "short"),
    [("11/9/2016", "11/9/2016"), ("LINE 1\nLINE 2", "LINE 1 LINE 2"), ("A" * 61, "A" * 59 + "…")],
)
def test_an_excerpt_fits_a_list(text, short):
    assert excerpt(text) == short


@given(st.lists(st.tuples(*[st.integers(-1, 2)] * 3), min_size=1))
def test_rows_that_repeat_an_earlier_one_are_found_with_that_one(rows):
    again, origin = duplicate_rows(list(np.array(rows, np.int8).T))
    expected = [(place, rows.index(row)) for place, row in enumerate(rows) if rows.index(row) != place]
    assert list(zip(again.tolist(), origin.tolist(), strict=True)) == expected

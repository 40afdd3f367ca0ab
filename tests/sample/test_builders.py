"""The builders of the tests build what they say."""

import pytest

from tests.builders import (
    arrest,
    conviction,
    court_action,
    csv_text,
    deceased,
    frame,
    history,
    registration,
    row,
    subject,
)
from uploads.formats.columns import COLUMNS, NEEDED
from uploads.formats.reading import read


def test_a_subject_without_arguments_is_one_person_with_one_felony_cannabis_conviction():
    rows = frame(subject())
    assert len(rows) == 1
    assert rows.DISP_DESCR[0] == "CONVICTED"
    assert rows.CONV_STAT_DESCR[0] == "FELONY"


def test_a_frame_has_the_columns_and_types_that_the_reader_gives():
    rows = frame(subject())
    assert list(rows.columns) == ["file", "row", *NEEDED]
    assert [str(dtype) for dtype in rows.dtypes] == ["Int32", "Int64", *["category"] * len(NEEDED)]


def test_every_row_of_a_history_has_95_fields_in_the_order_of_the_file():
    (fields,) = history(subject(born="1990-06-01", convictions=[conviction(on="2001-05-04")]))
    assert len(fields) == len(COLUMNS) == 95
    assert fields[COLUMNS.index("PRI_DOB")] == "19900601"
    assert fields[COLUMNS.index("STP_EVENT_DATE")] == "20010504"


def test_each_event_is_a_cycle_of_its_own_unless_a_cycle_is_given():
    rows = frame(
        subject(convictions=[conviction(), conviction(cycle=1), conviction()], events=[arrest(cycle=1)])
    )
    assert list(rows.CNT_ORDER) == ["001002001000", "001002002000", "003002001000", "001001001000"]


def test_each_part_of_a_sentence_is_a_row_of_the_same_count():
    rows = frame(subject(convictions=[conviction(sentence=["90 D", "3 Y"])]))
    assert list(rows.SENT_LENGTH) == ["90", "3"]
    assert list(rows.SENT_TIME_CODE) == ["D", "Y"]
    assert rows.CNT_ORDER.nunique() == 1


def test_people_are_told_apart_and_rows_are_counted_in_each_file():
    rows = frame(subject(), subject(file=1), subject())
    assert rows.SUBJECT_ID.nunique() == 3
    assert list(rows.file) == [0, 1, 0]
    assert list(rows.row) == [1, 1, 2]


def test_other_events_say_what_they_are():
    rows = frame(subject(convictions=[], events=[registration(), deceased(), court_action()]))
    assert list(rows.STP_TYPE_DESCR) == ["REGISTRATION", "DECEASED", "COURT ACTION"]


def test_blanks_and_stand_ins_are_holes_in_a_frame_and_stay_as_they_are_in_a_file():
    person = subject(convictions=[conviction(ofn="  NULL", grade="FELONY ", comment=" x ")])
    rows = frame(person)
    assert rows.OFN.isna()[0]
    assert rows.COMMENT_TEXT.isna()[0]
    assert rows.CONV_STAT_DESCR[0] == "FELONY"
    assert ",  NULL," in csv_text(person)


def test_a_row_can_be_written_alone_and_stands_in_a_file_as_written():
    assert history(row(RECORD_ID="7", subject_id="1")) == [["7", "", "1", *[""] * 92]]
    assert csv_text(row(RECORD_ID="7"), header=False) == "7" + "," * 94 + "\n"


def test_a_column_that_the_file_does_not_have_is_refused():
    with pytest.raises(TypeError, match="SUBJECT_IDD"):
        row(subject_idd="1")


def test_a_frame_is_what_the_reader_makes_of_the_same_rows(tmp_path):
    people = [
        subject(born="1990-06-01", convictions=[conviction(sentence=["90 D"], ofn=" NULL", comment="x ")]),
        subject(id="", raw_date="19700000", name=" INVENTED,OTHER ", events=[registration(raw_date="")]),
    ]
    (tmp_path / "people.csv").write_text(csv_text(*people))
    known, made = read([tmp_path / "people.csv"]).frame, frame(*people)
    assert known.astype(object).equals(made.astype(object))

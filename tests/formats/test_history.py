"""Full histories: every row of every file, found again by person."""

import numpy as np
import pyarrow.parquet as pq
import pytest

from tests.formats.builders import line, write
from uploads.formats import history
from uploads.formats.columns import COLUMNS, NEEDED
from uploads.formats.history import read_rows, read_subject, write_history
from uploads.formats.reading import read


@pytest.fixture
def two_files(tmp_path):
    first = write(tmp_path, *(line(SUBJECT_ID=f"S{i % 3}", OFN=f"A{i}") for i in range(10)), name="a.csv")
    lines = (line(SUBJECT_ID=f"S{i % 4}", OFN=f" B{i}") for i in range(8))
    second = write(tmp_path, *lines, "1,2,3", line(SUBJECT_ID="S0"), name="b.csv")
    return read([first, second])


def kept(batch, folder):
    """Write the history of a batch, and give the places of its persons."""
    persons = batch.frame["SUBJECT_ID"].cat.codes.to_numpy(np.int64)
    keys = list(batch.frame["SUBJECT_ID"].cat.categories)
    write_history(batch, persons, keys, history=folder / "history.parquet", people=folder / "people.parquet")
    return pq.read_table(folder / "people.parquet").to_pylist()


def places(frame):
    return list(zip(frame["file"], frame["row"], strict=True))


def test_each_person_has_all_their_rows_in_the_order_of_the_files(two_files, tmp_path):
    for person in kept(two_files, tmp_path):
        rows = read_subject(tmp_path / "history.parquet", person["first_row"], person["row_count"])
        assert list(rows.columns) == ["file", "row", *COLUMNS]
        assert places(rows) == places(two_files.frame[two_files.frame["SUBJECT_ID"] == person["key"]])


def test_a_person_is_found_wherever_the_file_is_divided(two_files, tmp_path, monkeypatch):
    monkeypatch.setattr(history, "ROWS_OF_A_GROUP", 2)
    monkeypatch.setattr(history, "ROWS_OF_A_PART", 4)
    for person in kept(two_files, tmp_path):
        rows = read_subject(tmp_path / "history.parquet", person["first_row"], person["row_count"])
        assert set(rows["SUBJECT_ID"]) == {person["key"]}
        assert len(rows) == person["row_count"]


def test_a_history_that_was_written_again_is_read_again(two_files, tmp_path):
    kept(two_files, tmp_path)
    read_subject(tmp_path / "history.parquet", 0, 1)
    kept(read([write(tmp_path, line(SUBJECT_ID="S9"))]), tmp_path)
    assert list(read_subject(tmp_path / "history.parquet", 0, 1)["SUBJECT_ID"]) == ["S9"]


def test_the_history_holds_values_as_the_files_have_them_and_reads_them_trimmed(two_files, tmp_path):
    last = kept(two_files, tmp_path)[-1]
    rows = read_subject(tmp_path / "history.parquet", last["first_row"], last["row_count"])
    assert list(rows["OFN"]) == ["B3", "B7"]
    assert pq.read_table(tmp_path / "history.parquet")["OFN"].to_pylist()[-2:] == [" B3", " B7"]


def test_all_rows_read_again_are_those_of_the_frame(two_files, tmp_path):
    kept(two_files, tmp_path)
    rows = read_rows(tmp_path / "history.parquet").sort_values(["file", "row"], ignore_index=True)
    assert list(rows.columns) == ["file", "row", *NEEDED]
    assert rows.astype(object).equals(two_files.frame.astype(object))

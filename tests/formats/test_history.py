"""Full histories: every row of every file, found again by subject."""

import numpy as np
import pyarrow.parquet
import pytest

from tests.formats.builders import line, write
from uploads.formats import history
from uploads.formats.columns import COLUMNS
from uploads.formats.history import read_subject, write_history
from uploads.formats.reading import read


@pytest.fixture
def two_files(tmp_path):
    first = write(tmp_path, *(line(SUBJECT_ID=f"S{i % 3}", OFN=f"A{i}") for i in range(10)), name="a.csv")
    second = write(
        tmp_path,
        *(line(SUBJECT_ID=f"S{i % 4}", OFN=f" B{i}") for i in range(8)),
        "1,2,3",
        line(SUBJECT_ID="S0"),
        name="b.csv",
    )
    return read([first, second])


def write_all(batch, folder):
    return write_history(batch, batch.frame["SUBJECT_ID"].cat.codes.to_numpy(), folder / "history.parquet")


def test_each_subject_has_all_its_rows_in_the_order_of_the_files(two_files, tmp_path):
    slices = write_all(two_files, tmp_path)
    for subject in range(4):
        rows = read_subject(
            tmp_path / "history.parquet", slices.first_row[subject], slices.row_count[subject]
        )
        expected = two_files.frame[two_files.frame["SUBJECT_ID"] == f"S{subject}"]
        assert list(rows.columns) == [*COLUMNS, "file", "row"]
        assert list(zip(rows["file"], rows["row"], strict=True)) == list(
            zip(expected["file"], expected["row"], strict=True)
        )


def test_values_are_kept_as_the_files_have_them(two_files, tmp_path):
    slices = write_all(two_files, tmp_path)
    rows = read_subject(tmp_path / "history.parquet", slices.first_row[3], slices.row_count[3])
    assert list(rows["OFN"]) == [" B3", " B7"]


def test_rows_that_were_left_out_stand_at_the_end_whole(two_files, tmp_path):
    write_all(two_files, tmp_path)
    last = pyarrow.parquet.read_table(tmp_path / "history.parquet").to_pylist()[-1]
    assert (last["file"], last["row"], last["left_out"], last["SUBJECT_ID"]) == (1, 9, "1,2,3", None)


@pytest.mark.parametrize("waiting", [0, 1 << 20])
def test_rows_may_wait_in_memory_or_in_files(two_files, tmp_path, monkeypatch, waiting):
    monkeypatch.setattr(history, "ROWS_A_GROUP", 2)
    monkeypatch.setattr(history, "ROWS_A_STRETCH", 4)
    monkeypatch.setattr(history, "MOST_BYTES_WAITING", waiting)
    subjects = np.random.default_rng(1).permutation(len(two_files.frame))
    slices = write_history(two_files, subjects, tmp_path / "history.parquet")
    for position, subject in enumerate(subjects):
        row = read_subject(tmp_path / "history.parquet", slices.first_row[subject], 1)
        assert (row["file"][0], row["row"][0]) == tuple(two_files.frame.loc[position, ["file", "row"]])
    assert [path.name for path in tmp_path.glob("*.parquet")] == ["history.parquet"]


def test_progress_is_told_while_writing(two_files, tmp_path):
    told = []
    subjects = np.zeros(len(two_files.frame), np.int64)
    write_history(two_files, subjects, tmp_path / "history.parquet", progress=lambda *what: told.append(what))
    assert told[-1] == (len(two_files.frame), 1.0)

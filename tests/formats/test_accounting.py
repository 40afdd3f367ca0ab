"""No row may vanish, whatever is wrong with the file."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.builders import HEADER, line
from uploads.formats import pieces as pieces_of_files
from uploads.formats.columns import COLUMNS
from uploads.formats.reading import read

LINE = line(RECORD_ID="{}", COMMENT_TEXT="SEE FILE, PAGE 2")
PLACES = st.integers(min_value=1, max_value=len(LINE) - 1)
OFFENSE = "11357(A) HS-POSSESS CONCENTRATED CANNABIS"


def insert(text):
    return PLACES.map(lambda place: LINE[:place] + text + LINE[place:])


def drop(character):
    places = [place for place, other in enumerate(LINE) if other == character]
    return st.sampled_from(places).map(lambda place: LINE[:place] + LINE[place + 1 :])


def with_line_end_in(name, end):
    return line(**{"RECORD_ID": "{}", name: f"ONE{end}TWO\n"})


BROKEN_VALUE = st.builds(
    with_line_end_in,
    st.sampled_from([name for name in COLUMNS if not name.endswith("_SEG_SEP")]),
    st.sampled_from(["\n", "\r\n"]),
)
DAMAGED = st.one_of(
    *(insert(text) for text in [",", '"', '""', "\0", "Ñ", "  ", "\r"]), drop(","), drop('"'), BROKEN_VALUE
)
ROWS = st.lists(st.one_of(st.just(LINE), DAMAGED), max_size=12)
ENDS = st.sampled_from(["\n", "\r\n", "\n\n"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"])


def numbered(rows):
    return [row.replace("{}", str(number)) for number, row in enumerate([LINE, *rows], start=1)]


def read_text(text, encoding="utf-8"):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "state.dat"
        path.write_bytes(text.encode(encoding))
        batch = read([path], columns=("RECORD_ID", "OFFENSE_DESCR"))
        originals = [record for _, block in batch.originals(0) for record in block.to_pylist()]
        lines = [record for _, block in batch.lines(0) for record in block.to_pylist()]
        tables = [row for rows, _ in batch.tables(0) for row in rows.tolist()]
        return batch, originals, lines, tables, list(batch.left_out(0))


@settings(max_examples=80, deadline=None)
@given(ROWS, ENDS, st.booleans(), ENCODINGS)
def test_every_row_is_in_the_frame_or_reported_as_left_out(rows, end, header, encoding):
    text = "".join(row + end for row in [HEADER][:header] + numbered(rows))
    batch, originals, lines, tables, left_out = read_text(text, encoding)
    reported = [problem.row for problem in batch.problems if problem.left_out]
    assert sorted([*batch.frame["row"], *reported]) == list(range(1, len(rows) + 2))
    assert [row for row, _ in left_out] == reported
    assert tables == list(batch.frame["row"])
    assert batch.files[0].rows == len(originals) == len(lines) == len(rows) + 1
    assert batch.files[0].left_out == len(reported)


@settings(max_examples=80, deadline=None)
@given(ROWS, ENDS)
def test_a_damaged_row_leaves_the_other_rows_as_they_are(rows, end):
    frame = read_text("".join(row + end for row in numbered(rows)))[0].frame.set_index("row")
    for number, row in enumerate([LINE, *rows], start=1):
        if row == LINE:
            assert list(frame.loc[number, ["RECORD_ID", "OFFENSE_DESCR"]]) == [str(number), OFFENSE]


@settings(max_examples=80, deadline=None)
@given(ROWS)
def test_the_originals_are_the_bytes_of_the_file(rows):
    lines = numbered(rows)
    originals = read_text("\n".join(lines))[1]
    assert b"\n".join(originals) == "\n".join(lines).encode()


@settings(max_examples=80, deadline=None)
@given(ROWS, ENDS)
def test_the_lines_to_be_written_are_one_readable_record_each(rows, end):
    lines = read_text("".join(row + end for row in numbered(rows)))[2]
    written = b"".join(one + b",ADDED\n" for one in lines).decode().replace("\0", "")
    records = list(csv.reader(io.StringIO(written, newline="")))
    assert [record[-1] for record in records] == ["ADDED"] * (len(rows) + 1)


@pytest.mark.parametrize("size", [2_000, 2_500, 3_000])
def test_the_size_of_the_blocks_makes_no_difference(size, monkeypatch, tmp_path):
    rows = numbered(
        [LINE, with_line_end_in("OFN", "\n"), LINE, LINE.replace("11357", '"11357'), LINE[:90], LINE]
    )
    path = tmp_path / "state.csv"
    path.write_text("\n".join([HEADER, *rows]))
    whole = read([path])
    monkeypatch.setattr(pieces_of_files, "PIECE", size)
    pieces = read([path])
    assert pieces.frame.equals(whole.frame)
    assert pieces.problems == whole.problems

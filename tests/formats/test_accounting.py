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
        lines = lines_of(batch)
        tables = [row for rows, _ in batch.tables(0) for row in rows.tolist()]
        return batch, lines, tables, list(batch.left_out(0))


def lines_of(batch):
    """The lines to be written, which are the same whether they are read or mapped."""
    read_and_mapped = [
        [line for _, block in batch.lines(0, looked_at=looked_at) for line in block.to_list()]
        for looked_at in (True, False)
    ]
    assert read_and_mapped[0] == read_and_mapped[1]
    return read_and_mapped[0]


@settings(max_examples=80, deadline=None)
@given(ROWS, ENDS, st.booleans(), ENCODINGS)
def test_every_row_is_in_the_frame_or_reported_as_left_out(rows, end, header, encoding):
    text = "".join(row + end for row in [HEADER][:header] + numbered(rows))
    batch, lines, tables, left_out = read_text(text, encoding)
    reported = [problem.row for problem in batch.problems if problem.left_out]
    assert sorted([*batch.frame["row"], *reported]) == list(range(1, len(rows) + 2))
    assert [row for row, _ in left_out] == reported
    assert tables == list(batch.frame["row"])
    assert batch.files[0].rows == len(lines) == len(rows) + 1
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
def test_lines_that_are_not_misshapen_are_the_bytes_of_the_file(rows):
    records = numbered(rows)
    batch, lines, *_ = read_text("\n".join(records))
    odd = {block.first_row + record for block in batch.opened[0].blocks for record in block.odd}
    for number, (record, written) in enumerate(zip(records, lines, strict=True), start=1):
        if number not in odd:
            assert written == record.encode()


@settings(max_examples=80, deadline=None)
@given(ROWS, ENDS)
def test_the_lines_to_be_written_are_one_readable_record_each(rows, end):
    lines = read_text("".join(row + end for row in numbered(rows)))[1]
    written = b"".join(one + b",ADDED\n" for one in lines).decode().replace("\0", "")
    records = list(csv.reader(io.StringIO(written, newline="")))
    assert [record[-1] for record in records] == ["ADDED"] * (len(rows) + 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("size", [2_000, 2_500, 3_000])
def test_the_size_of_the_blocks_makes_no_difference(size, encoding, monkeypatch, tmp_path):
    rows = numbered(
        [LINE, with_line_end_in("OFN", "\n"), LINE, LINE.replace("11357", '"11357'), LINE[:90], LINE] * 5
    )
    path = tmp_path / "state.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding)
    whole = read([path])
    lines = lines_of(whole)
    assert [lines[0].decode(), lines[-1].decode()] == [rows[0], rows[-1]]
    monkeypatch.setattr(pieces_of_files, "PIECE", size)
    pieces = read([path])
    assert len(pieces.opened[0].blocks) > len(whole.opened[0].blocks)
    assert pieces.frame.equals(whole.frame)
    assert pieces.problems == whole.problems
    assert lines_of(pieces) == lines


def test_what_will_be_looked_at_is_read_and_not_mapped(monkeypatch, tmp_path):
    sound, misshapen = tmp_path / "sound.csv", tmp_path / "misshapen.csv"
    sound.write_text("\n".join([HEADER, *numbered([LINE])]))
    misshapen.write_text("\n".join([HEADER, *numbered([LINE[:90]])]))
    batch = read([sound, misshapen])

    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr("uploads.formats.batch.mapped", refuse)
    assert [len(block) for _, block in batch.lines(0, looked_at=True)] == [2]
    assert [len(block) for _, block in batch.lines(1)] == [2]
    with pytest.raises(PermissionError):
        next(batch.lines(0))

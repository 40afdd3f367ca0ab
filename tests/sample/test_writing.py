"""Sample files on disk, as written by the function and by the command."""

import csv
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from clearmyrecord.processes import PROJECT
from eligibility.sample import generate, write_sample
from uploads.formats.columns import COLUMNS

ROWS = list(generate("NAPA", 60, 3))


def read(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="ascii") as file:
        return list(csv.reader(file))


def command(path: Path, **options) -> None:
    call_command("make_sample_file", county="Napa", rows=60, seed=3, out=path, verbosity=0, **options)


@pytest.mark.parametrize("name", ["sample.csv", "sample.dat"])
def test_a_text_file_holds_the_header_and_the_rows(tmp_path, name):
    write_sample(tmp_path / name, "NAPA", 60, 3)
    assert read(tmp_path / name) == [list(COLUMNS), *ROWS]


def test_the_header_can_be_left_out(tmp_path):
    write_sample(tmp_path / "sample.csv", "NAPA", 60, 3, header=False)
    assert read(tmp_path / "sample.csv") == ROWS


def test_a_workbook_holds_texts_and_no_numbers(tmp_path):
    write_sample(tmp_path / "sample.xlsx", "NAPA", 60, 3)
    sheet = openpyxl.load_workbook(tmp_path / "sample.xlsx").active
    written = [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]
    assert written == [list(COLUMNS), *ROWS]


@pytest.mark.parametrize("damaged", [False, True])
@pytest.mark.parametrize("name", ["sample.csv", "sample.dat", "sample.xlsx"])
def test_the_same_arguments_give_the_same_bytes(tmp_path, name, damaged):
    contents = []
    for folder in (tmp_path / "first", tmp_path / "second"):
        folder.mkdir()
        write_sample(folder / name, "NAPA", 300, 3, damaged=damaged)
        contents.append((folder / name).read_bytes())
    assert contents[0] == contents[1]


def test_lines_end_as_the_format_says(tmp_path):
    for name in ("sample.csv", "sample.dat"):
        write_sample(tmp_path / name, "NAPA", 60, 3)
    assert b"\r" not in (tmp_path / "sample.csv").read_bytes()
    assert (tmp_path / "sample.dat").read_bytes().count(b"\r\n") == 61


def test_rows_are_about_as_large_as_those_of_the_state(tmp_path):
    write_sample(tmp_path / "sample.csv", "NAPA", 3000, 3)
    assert 650 < (tmp_path / "sample.csv").stat().st_size / 3000 < 900


def test_a_damaged_file_has_marks_that_nobody_closed_and_windows_characters(tmp_path):
    write_sample(tmp_path / "sample.csv", "NAPA", 1000, 3, damaged=True)
    content = (tmp_path / "sample.csv").read_bytes()
    assert b',"SEE REPORT,' in content
    assert "ZÜBRÉÑO’X".encode("cp1252") in content


def test_an_unknown_format_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(ValueError, match="csv, dat, xlsx"):
        write_sample(tmp_path / "sample.pdf", "NAPA", 60, 3)
    assert not list(tmp_path.iterdir())


def test_a_workbook_larger_than_a_sheet_is_refused(tmp_path):
    with pytest.raises(ValueError, match="1,000,000 rows"):
        write_sample(tmp_path / "sample.xlsx", "NAPA", 1_000_001, 3)


def test_nothing_unfinished_is_left_where_writing_failed(tmp_path):
    (tmp_path / "sample.csv").mkdir()
    with pytest.raises(OSError):
        write_sample(tmp_path / "sample.csv", "NAPA", 60, 3)
    assert [path.name for path in tmp_path.iterdir()] == ["sample.csv"]


def test_the_command_writes_the_county_in_capitals(tmp_path):
    command(tmp_path / "sample.csv")
    assert read(tmp_path / "sample.csv") == [list(COLUMNS), *ROWS]


def test_the_command_line_writes_the_file_and_says_what_it_wrote(tmp_path):
    path = tmp_path / "sample.csv"
    words = ["--county", "Napa", "--rows", "60", "--seed", "3", "--out", path]
    done = subprocess.run(
        [sys.executable, PROJECT / "manage.py", "make_sample_file", *words], capture_output=True
    )
    size = path.stat().st_size
    assert done.stdout.decode() == f"{path}: 60 rows of invented people in NAPA, {size:,} bytes\n"
    assert read(path) == [list(COLUMNS), *ROWS]


def test_the_command_takes_the_format_the_day_and_the_share_of_unclear_dates(tmp_path):
    command(tmp_path / "sample.txt", format="csv", header=False, as_of=date(2020, 7, 1), unclear=0.0)
    assert read(tmp_path / "sample.txt") == list(generate("NAPA", 60, 3, as_of=date(2020, 7, 1), unclear=0.0))


def test_the_command_damages_rows(tmp_path):
    command(tmp_path / "whole.csv")
    command(tmp_path / "damaged.csv", damage=True)
    assert (tmp_path / "damaged.csv").read_bytes() != (tmp_path / "whole.csv").read_bytes()


@pytest.mark.parametrize(
    "arguments", [["--rows", "many"], ["--rows=-1"], ["--unclear", "2"], ["--as-of", "today"]]
)
def test_the_command_refuses_what_it_cannot_read(tmp_path, arguments):
    with pytest.raises(CommandError):
        call_command(
            "make_sample_file", "--county", "NAPA", "--out", str(tmp_path / "sample.csv"), *arguments
        )


def test_the_command_says_why_it_wrote_no_file(tmp_path):
    with pytest.raises(CommandError, match="No file was written: a sample file is one of csv, dat, xlsx"):
        command(tmp_path / "sample")


@pytest.mark.parametrize("name", ["sample.csv", "sample.xlsx"])
def test_the_command_says_that_a_folder_is_missing(tmp_path, name):
    with pytest.raises(CommandError, match="No such file or directory"):
        command(tmp_path / "missing" / name)

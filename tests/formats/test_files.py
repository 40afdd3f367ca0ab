"""Whole files: what they are, what is wrong with them, and the words in which that is said."""

import hashlib
import zipfile

import openpyxl
import pytest

from tests.formats.builders import HEADER, line, values, write
from uploads.formats import xlsx
from uploads.formats.columns import COLUMNS, NEEDED
from uploads.formats.problems import Kind
from uploads.formats.reading import read


def kinds(batch):
    return [problem.kind for problem in batch.problems]


def workbook(folder, *rows, name="state.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def test_a_file_as_it_should_be_has_no_problems(tmp_path):
    path = write(tmp_path, HEADER, line(), line(CNT_ORDER="001002002000"))
    batch = read([path])
    file = batch.files[0]
    assert batch.problems == []
    assert list(batch.frame.columns) == ["file", "row", *NEEDED]
    assert (file.rows, file.left_out, file.had_header, file.encoding) == (2, 0, True, "UTF-8")
    assert file.columns == COLUMNS
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_each_distinct_value_of_a_column_is_a_category_once(tmp_path):
    frame = read(
        [write(tmp_path, line(OFFENSE_TOC="F "), line(OFFENSE_TOC="F"), line(OFFENSE_TOC="x"))]
    ).frame
    assert list(frame["OFFENSE_TOC"].cat.categories) == ["F"]
    assert list(frame["OFFENSE_TOC"].cat.codes) == [0, 0, -1]


def test_several_files_are_one_batch(tmp_path):
    first = write(tmp_path, HEADER, line(OFN="1"), name="first.dat")
    second = write(tmp_path, line(OFN="2"), line(OFN="3"), name="second.csv")
    frame = read([first, second]).frame
    assert list(zip(frame["file"], frame["row"], frame["OFN"], strict=True)) == [
        (0, 1, "1"),
        (1, 1, "2"),
        (1, 2, "3"),
    ]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path):
    batch = read([tmp_path / "missing.csv", write(tmp_path, line())])
    assert (len(batch.frame), list(batch.frame["file"])) == (1, [1])
    assert [(problem.file, problem.fatal) for problem in batch.problems] == [("missing.csv", True)]


def test_a_file_of_which_no_row_could_be_kept_is_told_as_a_whole_and_row_by_row(tmp_path):
    batch = read([write(tmp_path, HEADER, "torn,row", "another,torn", HEADER)])
    assert [(problem.kind, problem.fatal) for problem in batch.problems] == [
        (Kind.NO_ROW_KEPT, True),
        (Kind.LEFT_OUT_RAGGED, False),
        (Kind.LEFT_OUT_RAGGED, False),
        (Kind.LEFT_OUT_HEADER, False),
    ]


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"", Kind.EMPTY_FILE, "empty"),
        (b" \r\n\r\n", Kind.EMPTY_FILE, "empty"),
        (HEADER.encode(), Kind.EMPTY_FILE, "header but no rows"),
        (b"%PDF-1.7 ...", Kind.NOT_THE_FORMAT, "a PDF document"),
        (b"PK\x03\x04 broken", Kind.NOT_THE_FORMAT, "a zip archive"),
        (b"\x1f\x8b\x08 packed", Kind.NOT_THE_FORMAT, "a gzip archive"),
        (bytes(range(256)) * 9, Kind.NOT_THE_FORMAT, "not text"),
        (b"<!DOCTYPE html><html>", Kind.NOT_THE_FORMAT, "a web page"),
        (b"name,date\nA,1\nB,2\n", Kind.NOT_THE_FORMAT, "2 columns"),
        (line(PRI_NAME="A").replace(",", ";").encode(), Kind.NOT_THE_FORMAT, "separated by semicolons"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", Kind.NOT_THE_FORMAT, "old Office format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            Kind.ENCRYPTED,
            "password",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused_in_exact_words(tmp_path, content, kind, words):
    path = tmp_path / "state.csv"
    path.write_bytes(content)
    batch = read([path])
    assert batch.frame.empty
    assert [(problem.kind, problem.fatal, words in problem.message) for problem in batch.problems] == [
        (kind, True, True)
    ]


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        HEADER.lower(),
        "\ufeff" + HEADER,
        ",".join(f'"{name}"' for name in COLUMNS),
        " , ".join(COLUMNS),
        "\n\n" + HEADER,
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_header_is_never_a_row(tmp_path, header, end):
    batch = read([write(tmp_path, *header.split("\n"), line(), line(), end=end)])
    assert list(batch.frame["SUBJECT_ID"]) == ["10000001", "10000001"]
    assert batch.files[0].had_header


def test_columns_are_known_by_their_names(tmp_path):
    names = [*reversed(COLUMNS[1:]), "Remarks"]
    fields = [*reversed(values(PRI_NAME="LEE")[1:]), "mine"]
    batch = read([write(tmp_path, ",".join(names), ",".join(fields))])
    assert list(batch.frame["PRI_NAME"]) == ["LEE"]
    assert kinds(batch) == [Kind.EXTRA_COLUMN, Kind.MISSING_COLUMN, Kind.REORDERED_COLUMNS]
    assert batch.files[0].columns == (*reversed(COLUMNS[1:]), "REMARKS")


def test_a_missing_column_is_unknown_and_named(tmp_path):
    kept = [name for name in COLUMNS if name != "OFN"]
    fields = [value for name, value in zip(COLUMNS, values(PRI_NAME="LEE"), strict=True) if name != "OFN"]
    batch = read([write(tmp_path, ",".join(kept), ",".join(fields))])
    assert batch.frame["OFN"].isna().all()
    assert [(problem.kind, problem.column) for problem in batch.problems] == [(Kind.MISSING_COLUMN, "OFN")]


def test_lines_before_the_header_are_reported(tmp_path):
    batch = read([write(tmp_path, "Extract for Example County", HEADER, line())])
    assert (kinds(batch), len(batch.frame)) == ([Kind.LINES_BEFORE_HEADER], 1)


def test_a_header_in_the_middle_is_left_out(tmp_path):
    batch = read([write(tmp_path, HEADER, line(OFN="1"), HEADER, line(OFN="2"))])
    assert list(batch.frame["row"]) == [1, 3]
    assert [(problem.kind, problem.row) for problem in batch.problems] == [(Kind.LEFT_OUT_HEADER, 2)]


@pytest.mark.parametrize(
    ("damaged", "kind", "kept"),
    [
        (line().replace(",#,", ",,#,", 1), Kind.LEFT_OUT_RAGGED, False),
        (line(POB_NAME="A").replace(",A,", ",A,B,"), Kind.RAGGED_ROW, True),
        (line() + ",,", Kind.RAGGED_ROW, True),
        (line(DISP_DESCR='"CONVICTED'), Kind.STRAY_QUOTE, True),
        (line().replace('ANGEL"', "ANGEL"), Kind.STRAY_QUOTE, True),
        (line(RECORD_ID='"1'), Kind.STRAY_QUOTE, True),
        (line().replace('ANGEL"', "ANGEL").replace("#", "?"), Kind.LEFT_OUT_QUOTE, False),
    ],
)
def test_a_damaged_row_is_reported_and_costs_only_itself(tmp_path, damaged, kind, kept):
    batch = read([write(tmp_path, line(OFN="1"), damaged, line(OFN="2"))])
    assert [(problem.kind, problem.row) for problem in batch.problems] == [(kind, 2)]
    assert list(batch.frame["row"]) == ([1, 2, 3] if kept else [1, 3])


def test_a_last_row_that_was_cut_off_is_left_out(tmp_path):
    path = tmp_path / "state.csv"
    path.write_text(line() + "\n" + line()[:150])
    batch = read([path])
    assert [(problem.kind, problem.row) for problem in batch.problems] == [(Kind.LEFT_OUT_TRUNCATED, 2)]


def test_a_last_row_needs_no_line_end(tmp_path):
    path = tmp_path / "state.csv"
    path.write_text(line(OFN="1") + "\n" + line(OFN="2"))
    assert (list(read([path]).frame["OFN"]), read([path]).problems) == (["1", "2"], [])


def test_a_value_may_hold_line_ends(tmp_path):
    batch = read(
        [
            write(
                tmp_path, line(COMMENT_TEXT="ONE\nTWO"), line(RECORD_ID="\n2"), line(OFN="3", END_OF_REC="\n")
            )
        ]
    )
    assert (batch.problems, len(batch.frame)) == ([], 3)
    assert batch.frame["COMMENT_TEXT"][0] == "ONE\nTWO"


def test_a_quotation_mark_inside_a_value_is_a_character_like_others(tmp_path):
    batch = read([write(tmp_path, line(OFFENSE_DESCR='11357 HS-6" PLANT'), line(COMMENT_TEXT="ONE\nTWO"))])
    assert (batch.problems, batch.frame["OFFENSE_DESCR"][0]) == ([], '11357 HS-6" PLANT')


def test_blank_lines_are_counted(tmp_path):
    batch = read([write(tmp_path, line(OFN="1"), "", "   ", line(OFN="2"))])
    assert [(problem.kind, problem.count) for problem in batch.problems] == [(Kind.BLANK_LINE, 2)]
    assert list(batch.frame["row"]) == [1, 2]


@pytest.mark.parametrize(
    ("encoding", "name", "found"),
    [
        ("utf-8", "UTF-8", []),
        ("utf-8-sig", "UTF-8 with BOM", []),
        ("utf-16", "UTF-16", []),
        ("utf-16-be", "UTF-16", []),
        ("cp1252", "Windows-1252", [Kind.ENCODING]),
    ],
)
def test_names_with_accents_are_read_in_every_encoding(tmp_path, encoding, name, found):
    batch = read([write(tmp_path, HEADER, line(), line(PRI_NAME="PEÑA,JOSÉ"), encoding=encoding)])
    assert list(batch.frame["PRI_NAME"]) == ["BROWN,ANGEL", "PEÑA,JOSÉ"]
    assert (batch.files[0].encoding, kinds(batch)) == (name, found)


def test_nul_bytes_are_read_as_blanks_and_reported(tmp_path):
    batch = read([write(tmp_path, line(OFN="561944\0\0"))])
    assert (list(batch.frame["OFN"]), kinds(batch)) == (["561944"], [Kind.NUL_BYTES])


def test_a_row_that_repeats_another_is_kept_and_reported(tmp_path):
    batch = read(
        [
            write(tmp_path, line(), line(OFN="2"), name="a.csv"),
            write(tmp_path, line(RECORD_ID="9"), name="b.csv"),
        ]
    )
    assert len(batch.frame) == 3
    assert [(problem.kind, problem.file, problem.row) for problem in batch.problems] == [
        (Kind.DUPLICATE_ROW, "b.csv", 1)
    ]
    assert "row 1 of a.csv" in batch.problems[0].message


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("STP_EVENT_DATE", "11/9/2016", Kind.SPREADSHEET_DATE),
        ("PRI_DOB", "9-Nov-16", Kind.SPREADSHEET_DATE),
        ("PRI_DOB", "33070", Kind.SPREADSHEET_SERIAL),
        ("CNT_ORDER", "1002001000", Kind.SPREADSHEET_ZEROS),
        ("CNT_ORDER", "1.01E+11", Kind.SPREADSHEET_EXPONENT),
        ("CII_NUMBER", "2.5154E+09", Kind.SPREADSHEET_EXPONENT),
    ],
)
def test_values_changed_by_a_spreadsheet_program_are_reported_and_kept(tmp_path, column, value, kind):
    batch = read(
        [write(tmp_path, line(OFN="1"), line(**{column: value}), line(**{column: value, "OFN": "2"}))]
    )
    problem = batch.problems[0]
    assert (problem.kind, problem.row, problem.column, problem.value, problem.count) == (
        kind,
        2,
        column,
        value,
        2,
    )
    assert batch.frame[column][1] == value
    assert "as received from the Department of Justice" in str(problem)


@pytest.mark.parametrize("value", ["19900000", "19901300", "00000000", "", "2016110", "NULL"])
def test_a_date_that_is_merely_incomplete_is_not_a_spreadsheets_doing(tmp_path, value):
    assert read([write(tmp_path, line(STP_EVENT_DATE=value))]).problems == []


@pytest.mark.parametrize("value", ["001001", "1010", "x"])
def test_a_count_order_that_is_merely_short_is_not_a_spreadsheets_doing(tmp_path, value):
    assert read([write(tmp_path, line(CNT_ORDER=value))]).problems == []


def test_problems_of_a_kind_are_listed_up_to_a_limit_and_then_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("uploads.formats.findings.MOST_OF_A_KIND", 2)
    problems = read([write(tmp_path, *[line()] * 6)]).problems
    assert [(problem.row, problem.count) for problem in problems] == [(2, 1), (3, 1), (4, 3)]


def test_progress_is_told_and_can_stop_the_reading(tmp_path):
    told = []
    read([write(tmp_path, line(), line(OFN="2"))] * 2, progress=lambda rows, part: told.append((rows, part)))
    assert told == [(2, 0.5), (4, 1.0)]
    with pytest.raises(InterruptedError):
        read([write(tmp_path, line())], progress=lambda *_: (_ for _ in ()).throw(InterruptedError))


def test_only_columns_of_the_state_can_be_asked_for(tmp_path):
    with pytest.raises(KeyError, match="REMARKS"):
        read([write(tmp_path, line())], columns=["REMARKS"])


def test_a_workbook_reads_as_the_same_rows_in_text(tmp_path):
    rows = [values(PRI_NAME="LEE,MARIA", COMMENT_TEXT="ONE\nTWO"), values(OFN="2", END_OF_REC="")]
    book = read([workbook(tmp_path, COLUMNS, *rows)])
    text = read(
        [
            write(
                tmp_path,
                HEADER,
                line(PRI_NAME="LEE,MARIA", COMMENT_TEXT="ONE\nTWO"),
                line(OFN="2", END_OF_REC=""),
            )
        ]
    )
    assert book.frame.equals(text.frame)
    assert [block.to_list() for _, block in book.lines(0)] == [block.to_list() for _, block in text.lines(0)]
    assert (book.problems, book.files[0].encoding) == ([], "Excel workbook")


def test_numbers_of_a_workbook_that_lost_their_zeros_are_reported(tmp_path):
    batch = read([workbook(tmp_path, COLUMNS, values(CNT_ORDER=1002001000, PRI_DOB=19680229))])
    assert (kinds(batch), list(batch.frame["PRI_DOB"])) == ([Kind.SPREADSHEET_ZEROS], ["19680229"])


def test_the_sheet_with_the_header_is_read_and_the_others_are_named(tmp_path):
    path = workbook(tmp_path, ["Notes"])
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("Rows")
    sheet.append(COLUMNS)
    sheet.append(values())
    book.save(path)
    batch = read([path])
    assert len(batch.frame) == 1
    assert [(problem.kind, problem.value) for problem in batch.problems] == [(Kind.FURTHER_SHEET, "Sheet")]


def test_an_empty_workbook_is_refused(tmp_path):
    assert kinds(read([workbook(tmp_path)])) == [Kind.EMPTY_FILE]


@pytest.mark.parametrize("content", [b"not a zip", b"PK\x03\x04 broken"])
def test_a_workbook_that_is_none_is_refused(tmp_path, content):
    path = tmp_path / "state.xlsx"
    path.write_bytes(content)
    assert [(problem.kind, problem.fatal) for problem in read([path]).problems] == [
        (Kind.NOT_THE_FORMAT, True)
    ]


def test_a_workbook_is_known_by_its_content(tmp_path):
    path = workbook(tmp_path, COLUMNS, values()).rename(tmp_path / "state.dat")
    assert read([path]).files[0].encoding == "Excel workbook"


def test_a_zip_archive_of_something_else_is_refused(tmp_path):
    path = tmp_path / "state.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("state.csv", line())
    assert "zip archive" in read([path]).problems[0].message


def test_a_workbook_made_to_burst_is_not_opened(tmp_path, monkeypatch):
    path = workbook(tmp_path, COLUMNS, values())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(80 * xlsx.MEGABYTE))
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *_, **__: pytest.fail("it was opened"))
    assert [(problem.kind, problem.fatal) for problem in read([path]).problems] == [
        (Kind.UNSAFE_ARCHIVE, True)
    ]


def test_a_workbook_that_lies_about_its_size_is_not_opened(tmp_path):
    path = workbook(tmp_path, COLUMNS, values())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(8 * xlsx.MEGABYTE))
    size = (8 * xlsx.MEGABYTE).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (9).to_bytes(4, "little")))
    assert read([path]).problems[0].fatal


def test_a_workbook_with_a_password_is_refused(tmp_path):
    path = workbook(tmp_path, COLUMNS, values())
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert kinds(read([path])) == [Kind.ENCRYPTED]


@pytest.mark.parametrize("lines", [3, 18, 300])
@pytest.mark.parametrize("further", [0, 1])
def test_a_record_over_many_lines_at_the_top_does_not_hide_the_width_of_the_file(tmp_path, lines, further):
    comment = "\n".join(f"LINE {number}, OF MANY" for number in range(lines))
    batch = read([write(tmp_path, line(COMMENT_TEXT=comment), *[line()] * further)])
    assert len(batch.frame) == 1 + further
    assert batch.frame["COMMENT_TEXT"][0] == comment


def test_records_that_all_go_on_over_many_lines_do_not_hide_the_width_of_the_file(tmp_path):
    comment = "\n".join(["NOT, A RECORD"] * 40)
    batch = read([write(tmp_path, *[line(COMMENT_TEXT=comment, OFN=str(number)) for number in range(20)])])
    assert list(batch.frame["COMMENT_TEXT"]) == [comment] * 20


def test_a_stray_quotation_mark_at_the_top_does_not_hide_the_width_of_the_file(tmp_path):
    batch = read([write(tmp_path, line(PRI_NAME='O"NEIL'), *[line(OFN=str(number)) for number in range(90)])])
    assert len(batch.frame) == 91

"""The three tables: exactly the headings offices know, every row in its place, every value as it came."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import COUNTY, arrest, conviction, csv_text, history, row, subject
from tests.results.running import TABLES, analyze, records_of, results, rows_of, write
from uploads.formats.columns import COLUMNS, CONDENSED

ADDED = [
    "Case Number",
    "# of convictions on record",
    "Possible Other P64 Charges",
    "Occurred after 11/9/2016",
    "Superstrike Code Section(s)",
    "PC290 Code Section(s)",
    "PC290 Registration",
    "Date of Conviction",
    "Years Since This Conviction",
    "Years Since Any Conviction",
    "# of Prop 64 convictions",
    "# of HS 11357 convictions",
    "# of HS 11358 convictions",
    "# of HS 11359 convictions",
    "# of HS 11360 convictions",
    "Deceased",
    "Eligibility Determination",
    "Eligibility Reason",
]
PEOPLE = (
    subject(events=[arrest(), arrest("459 PC-BURGLARY")], name="FIRST,PERSON"),
    subject(convictions=[conviction(county="YOLO")], name="SECOND,PERSON"),
    subject(convictions=[conviction(on="2001-02-03", sentence=["90 D", "3 Y"])], name="THIRD,PERSON"),
)
# Everything that a file can hold inside quotation marks; NUL is reported and read as a blank.
VALUES = st.text(
    st.one_of(st.sampled_from(",\"\n'= -#é"), st.characters(codec="utf-8", exclude_characters="\0\r")),
    max_size=12,
)


def as_csv(rows) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def test_the_headings_are_those_that_offices_have_macros_for(tmp_path):
    out = results(tmp_path, *PEOPLE)
    expected = [list(COLUMNS), list(CONDENSED), list(COLUMNS)]
    assert [rows_of(out / f"{name}.csv")[0] for name in TABLES] == [
        [*columns, *ADDED] for columns in expected
    ]


def test_all_rows_are_in_both_large_files_in_their_order(tmp_path):
    out = results(tmp_path, *PEOPLE)
    rows = history(*PEOPLE)
    assert [found[:95] for found in rows_of(out / "All_Results.csv")[1:]] == rows
    few = [[fields[COLUMNS.index(name)] for name in CONDENSED] for fields in rows]
    assert [found[:20] for found in rows_of(out / "All_Results_Condensed.csv")[1:]] == few


def test_only_convictions_of_cannabis_in_the_county_are_in_the_small_file(tmp_path):
    out = results(tmp_path, *PEOPLE)
    assert [record["PRI_NAME"] for record in records_of(out / "Prop64_Results.csv")] == [
        "FIRST,PERSON",
        "THIRD,PERSON",
    ]


def test_the_added_columns_are_the_same_in_all_three(tmp_path):
    out = results(tmp_path, *PEOPLE)
    added = [[found[-18:] for found in rows_of(out / f"{name}.csv")[1:]] for name in TABLES]
    assert added[0] == added[1]
    assert [found for found in added[0] if any(found)] == added[2]


def test_the_added_columns_are_written_as_offices_know_them(tmp_path):
    out = results(tmp_path, subject(convictions=[conviction(on="2001-02-03", case_number="C1")]))
    (record,) = records_of(out / "Prop64_Results.csv")
    assert [record[name] for name in ADDED[:10]] == [
        *["C1", "1", "", "N", "-", "-", "-"],
        *["02/03/2001", "19.4", "19.4"],
    ]
    assert [record[name] for name in ADDED[10:16]] == ["1", "0", "0", "1", "0", "-"]


def test_several_inputs_give_numbered_files(tmp_path):
    inputs = [write(tmp_path / f"{n}.csv", csv_text(person)) for n, person in enumerate(PEOPLE)]
    out = results(tmp_path, inputs=inputs)
    names = {path.name for path in out.glob("*_Results*.csv")}
    assert names == {f"{name}_{number}.csv" for name in TABLES for number in (1, 2, 3)}
    rows = [found[:95] for number in (1, 2, 3) for found in rows_of(out / f"All_Results_{number}.csv")[1:]]
    assert rows == [fields for person in PEOPLE for fields in history(person)]


def test_a_person_in_two_files_is_one_person(tmp_path):
    long_ago = subject(id="7", convictions=[conviction(on="2001-02-03", cycle=1)])
    recent = subject(id="7", convictions=[conviction("459 PC-BURGLARY", on="2019-01-01", cycle=2)])
    inputs = [write(tmp_path / f"{n}.csv", csv_text(one)) for n, one in enumerate((long_ago, recent))]
    out = results(tmp_path, inputs=inputs, policy="sacramento")
    (record,) = records_of(out / "Prop64_Results_1.csv")
    assert record["# of convictions on record"] == "2"
    assert record["Eligibility Reason"] == "Has convictions in past 10 years"


@pytest.mark.parametrize("distinct", [127, 128, 129, 256])
def test_any_number_of_distinct_values_is_written(tmp_path, distinct):
    people = [subject(name=f"PERSON,{number}") for number in range(distinct)]
    lines = csv_text(*people).splitlines()
    lines.insert(5, lines[5][:200])
    out = results(tmp_path, inputs=[write(tmp_path / "given.csv", "\n".join(lines))])
    assert len(rows_of(out / "All_Results_Condensed.csv")) == distinct + 2


def test_misshapen_rows_are_in_the_results_too(tmp_path):
    sound = history(*PEOPLE)
    ragged = [*sound[:1], sound[1][:40], [*sound[2], "one", "too", "many"], *sound[3:]]
    out = results(tmp_path, inputs=[write(tmp_path / "ragged.csv", as_csv([COLUMNS, *ragged]))])
    for name in TABLES[:2]:
        header, *rows = rows_of(out / f"{name}.csv")
        assert len(rows) == len(sound)
        assert {len(fields) for fields in rows[:1] + rows[3:]} == {len(header)}
    assert rows_of(out / "All_Results.csv")[2][:40] == sound[1][:40]


def test_a_stray_quotation_mark_costs_no_other_row(tmp_path):
    lines = csv_text(*PEOPLE).splitlines()
    lines[2] = lines[2].replace("#", '#"', 1)
    out = results(tmp_path, inputs=[write(tmp_path / "stray.csv", "\n".join(lines))])
    for name in TABLES[:2]:
        header, *rows = rows_of(out / f"{name}.csv")
        assert len(rows) == len(lines) - 1
        assert {len(fields) for fields in rows} == {len(header)}


@pytest.mark.parametrize("end", ['"', '"\n', '"EOR\n'])
def test_a_quotation_mark_that_the_last_row_leaves_open_swallows_no_added_column(tmp_path, end):
    text = csv_text(*PEOPLE).removesuffix("\n") + end
    out = results(tmp_path, inputs=[write(tmp_path / "open.csv", text)])
    for name in TABLES:
        header, *rows = rows_of(out / f"{name}.csv")
        assert {len(fields) for fields in rows} == {len(header)}
    assert [found["row"] for found in records_of(out / "problems.csv")] == [str(len(history(*PEOPLE)))]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("header", [True, False])
def test_line_ends_and_a_missing_header_change_nothing(tmp_path, line_end, last, header):
    text = csv_text(*PEOPLE, header=header).replace("\n", line_end)
    given_file = write(tmp_path / "given.csv", (text if last else text.rstrip("\r\n")).encode())
    out = results(tmp_path, inputs=[given_file])
    plain = results(tmp_path / "plain", inputs=[write(tmp_path / "plain.csv", csv_text(*PEOPLE))])
    for name in TABLES:
        assert (out / f"{name}.csv").read_bytes() == (plain / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_values_survive_in_other_encodings(tmp_path, encoding):
    person = subject(name="NÚÑEZ,JOSÉ")
    text = csv_text(person).encode(encoding)
    marked = b"\xfe\xff" + text if encoding == "utf-16-be" else text
    out = results(tmp_path, inputs=[write(tmp_path / "given.csv", marked)])
    for name in TABLES:
        values = rows_of(out / f"{name}.csv")[1]
        assert {"NÚÑEZ,JOSÉ", "N\udcda\udcd1EZ,JOS\udcc9"} & set(values)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=4))
def test_values_with_commas_quotation_marks_and_line_ends_survive(tmp_path_factory, values):
    rows = [
        row(record_id=str(number), pri_name=name, ofn=case, subject_id="1", comment_text=comment)
        for number, (name, case, comment) in enumerate(values)
    ]
    folder = tmp_path_factory.mktemp("values")
    out = results(folder, inputs=[write(folder / "given.csv", as_csv([COLUMNS, *rows]))])
    assert [found[:95] for found in rows_of(out / "All_Results.csv")[1:]] == rows
    few = [[fields[COLUMNS.index(name)] for name in CONDENSED] for fields in rows]
    assert [found[:20] for found in rows_of(out / "All_Results_Condensed.csv")[1:]] == few


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(COLUMNS), missing=st.sets(st.sampled_from(COLUMNS[5:]), max_size=5))
def test_columns_in_another_order_or_missing_stay_under_their_headings(tmp_path_factory, order, missing):
    places = [COLUMNS.index(name) for name in order if name not in missing]
    rows = [[f"{name} {number}" for name in COLUMNS] for number in range(3)]
    text = as_csv([[fields[place] for place in places] for fields in [list(COLUMNS), *rows]])
    folder = tmp_path_factory.mktemp("order")
    out = results(folder, inputs=[write(folder / "given.csv", text)])
    for name in TABLES[:2]:
        for number, record in enumerate(records_of(out / f"{name}.csv")):
            assert all(
                record[column] == ("" if column in missing else f"{column} {number}")
                for column in COLUMNS
                if column in record
            )


def test_the_headings_are_the_usual_ones_whatever_the_order_of_the_input(tmp_path):
    rows = [list(reversed(fields)) for fields in [list(COLUMNS), *history(*PEOPLE)]]
    out = results(tmp_path, inputs=[write(tmp_path / "given.csv", as_csv(rows))])
    usual = results(tmp_path / "usual", inputs=[write(tmp_path / "usual.csv", csv_text(*PEOPLE))])
    for name in TABLES:
        assert rows_of(out / f"{name}.csv") == rows_of(usual / f"{name}.csv")


def test_misshapen_rows_in_another_order_of_columns_keep_their_place(tmp_path):
    rows = [list(reversed(fields)) for fields in [list(COLUMNS), *history(*PEOPLE)]]
    rows[2] = rows[2][:30]
    out = results(tmp_path, inputs=[write(tmp_path / "given.csv", as_csv(rows))])
    for name in TABLES[:2]:
        header, *found = rows_of(out / f"{name}.csv")
        assert len(found) == len(rows) - 1
        assert {len(fields) for fields in found} == {len(header)}
    names = [record["PRI_NAME"] for record in records_of(out / "All_Results.csv")]
    assert [name for place, name in enumerate(names) if place != 1] == [
        fields[COLUMNS.index("PRI_NAME")] for place, fields in enumerate(history(*PEOPLE)) if place != 1
    ]


def test_a_repeated_header_inside_the_file_stays_in_its_place(tmp_path):
    lines = csv_text(*PEOPLE).splitlines()
    text = "\n".join([*lines[:3], lines[0], *lines[3:]])
    out = results(tmp_path, inputs=[write(tmp_path / "given.csv", text)])
    for name, columns in zip(TABLES[:2], (COLUMNS, CONDENSED), strict=True):
        assert rows_of(out / f"{name}.csv")[3] == [*columns, *[""] * 18]


def test_the_same_input_gives_the_same_bytes(tmp_path):
    given_file = write(tmp_path / "given.csv", csv_text(*PEOPLE))
    first, second = (
        results(tmp_path / name, inputs=[given_file], more=["--xlsx"]) for name in ("first", "second")
    )
    names = sorted(path.name for path in first.iterdir())
    assert names == sorted(path.name for path in second.iterdir())
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_a_second_run_into_the_same_folder_leaves_the_same_files(tmp_path):
    out = results(tmp_path, *PEOPLE)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    given_file = Path(tmp_path / "input.csv")
    words = ["--county", COUNTY, "--as-of", "2020-07-01", "--policy", "los-angeles", "--out", out, "--quiet"]
    assert analyze(given_file, *words) == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_row_that_differs_by_the_blanks_around_its_case_number_is_the_same_row(tmp_path):
    header, line = csv_text(subject(convictions=[conviction(case_number="A1")])).splitlines()
    assert line.count(",A1,") == 1
    twice = write(tmp_path / "twice.csv", "\n".join([header, line, line.replace(",A1,", ", A1 ,"), ""]))
    out = results(tmp_path, inputs=[twice])
    said = [record for record in records_of(out / "problems.csv") if "the same as row 1" in str(record)]
    assert len(said) == 1

"""Nothing that a file holds becomes a formula, and workbooks say the same as the tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.builders import conviction, subject
from tests.results.running import TABLES, records_of, results, rows_of

ATTACKS = ["=1+1", "+1+1", "-2+3", "@SUM(1)", "\tx", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"]
HARMLESS = ["-", "-5", "+12.5", "11359 HS", "a=b"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_field_of_a_safe_table_begins_a_formula(tmp_path, attack):
    person = subject(name=attack, convictions=[conviction(comment=attack, case_number=attack)])
    out = results(tmp_path, person, more=["--safe-csv"])
    for name in TABLES:
        (record,) = records_of(out / f"{name}.csv")
        assert record["PRI_NAME"] == f"'{attack}"
        assert not [value for value in record.values() if value[:1] in "=+@\t" and value]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_formula_stays_as_it_is_in_a_safe_table(tmp_path, text):
    out = results(tmp_path, subject(name=text), more=["--safe-csv"])
    assert records_of(out / "All_Results.csv")[0]["PRI_NAME"] == text
    assert records_of(out / "All_Results_Condensed.csv")[0]["PRI_NAME"] == text


@pytest.mark.parametrize("comment", ["TWO\nLINES", "TWO\r\nLINES", "LONE\rRETURN, IN QUOTES", 200_000 * "X"])
def test_line_ends_and_length_of_a_value_do_not_matter_in_a_safe_table_or_a_workbook(tmp_path, comment):
    out = results(tmp_path, subject(convictions=[conviction(comment=comment)]), more=["--safe-csv", "--xlsx"])
    for name in TABLES:
        (record,) = records_of(out / f"{name}.csv")
        assert (record["COMMENT_TEXT"], record["Eligibility Determination"] != "") == (comment, True)
        assert load_workbook(out / f"{name}.xlsx").active.max_row == 2


def test_without_the_option_tables_hold_the_values_as_they_came(tmp_path):
    out = results(tmp_path, subject(name="=1+1"))
    assert records_of(out / "All_Results.csv")[0]["PRI_NAME"] == "=1+1"


def test_the_list_of_problems_is_always_safe(tmp_path):
    out = results(tmp_path, subject(born="", raw_date="=1+1"))
    values = [record["value"] for record in records_of(out / "problems.csv")]
    assert "'=1+1" in values


def test_workbooks_hold_the_texts_of_the_tables(tmp_path):
    people = [subject(name=name, convictions=[conviction(case_number="0012")]) for name in ATTACKS]
    out = results(tmp_path, *people, more=["--xlsx"])
    for name in TABLES:
        sheet = load_workbook(out / f"{name}.xlsx").active
        cells = [["" if cell.value is None else cell.value for cell in line] for line in sheet.iter_rows()]
        assert cells == rows_of(out / f"{name}.csv")
        assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}


@settings(max_examples=10, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=20))
def test_any_text_can_stand_in_a_workbook(tmp_path_factory, text):
    out = results(tmp_path_factory.mktemp("any"), subject(name=text), more=["--xlsx"])
    sheet = load_workbook(out / "All_Results.xlsx").active
    shown = rows_of(out / "All_Results.csv")
    assert len(list(sheet.iter_rows())) == len(shown)


def test_a_table_without_rows_is_a_workbook_with_a_header(tmp_path):
    out = results(tmp_path, subject(), county="NOWHERE", more=["--xlsx"])
    sheet = load_workbook(out / "Prop64_Results.xlsx").active
    assert [cell.value for cell in sheet[1]] == rows_of(out / "Prop64_Results.csv")[0]
    assert sheet.max_row == 1

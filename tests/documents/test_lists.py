import csv
from dataclasses import fields
from datetime import date, datetime

import openpyxl
import pytest

from filings.documents.lists import CONFIDENTIAL, PUBLIC_WITH_BIRTH_YEAR, write_csv, write_xlsx
from filings.documents.values import Item
from tests.documents.examples import AS_OF, HOSTILE_NAMES, item, items

PUBLIC_TITLES = [
    "Case number",
    "Name",
    "Count",
    "Offense as charged",
    "Grade",
    "Convicted on",
    "Relief",
    "Result",
    "Basis",
    "Prosecuting agency",
    "Court",
]


def csv_rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def sheet(path, **options):
    return openpyxl.load_workbook(path).worksheets[0]


def test_a_public_list_has_exactly_the_allowed_columns(tmp_path):
    write_csv([item()], tmp_path / "list.csv")
    write_xlsx([item()], tmp_path / "list.xlsx", AS_OF)
    assert csv_rows(tmp_path / "list.csv")[0] == PUBLIC_TITLES
    assert [cell.value for cell in sheet(tmp_path / "list.xlsx")[1]] == PUBLIC_TITLES


def test_a_confidential_list_adds_only_what_finds_the_record():
    assert {column.title for column in CONFIDENTIAL} - set(PUBLIC_TITLES) == {
        "CII number",
        "Born on",
        "Arrested on",
        "Arresting agency",
        "Office reference",
    }


def test_the_year_of_birth_is_in_a_public_list_only_on_request():
    assert {column.title for column in PUBLIC_WITH_BIRTH_YEAR} - set(PUBLIC_TITLES) == {"Born in"}


def test_an_item_has_no_place_for_what_no_export_may_hold():
    exported = {column.name for column in (*CONFIDENTIAL, *PUBLIC_WITH_BIRTH_YEAR)}
    told_apart_or_argued = {"also_known_as", "person", "ground", "completed"}
    assert {field.name for field in fields(Item)} == exported | told_apart_or_argued


def test_a_social_security_number_that_strayed_into_a_value_is_withheld(tmp_path):
    write_csv([item(name="DOE 123-45-6789")], tmp_path / "list.csv", CONFIDENTIAL)
    write_xlsx([item(name="DOE 123-45-6789")], tmp_path / "list.xlsx", AS_OF, CONFIDENTIAL)
    assert "[number withheld]" in csv_rows(tmp_path / "list.csv")[1][1]
    assert "[number withheld]" in sheet(tmp_path / "list.xlsx")["B2"].value


def test_a_csv_list_can_start_with_a_byte_order_mark(tmp_path):
    write_csv([item()], tmp_path / "plain.csv")
    write_csv([item()], tmp_path / "marked.csv", byte_order_mark=True)
    assert (tmp_path / "marked.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "plain.csv").read_bytes()


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_formula_in_a_csv_list_is_made_harmless_on_request(tmp_path, name):
    write_csv([item(name=name)], tmp_path / "exact.csv")
    write_csv([item(name=name)], tmp_path / "safe.csv", formula_safe=True)
    assert csv_rows(tmp_path / "exact.csv")[1][1] == name
    assert csv_rows(tmp_path / "safe.csv")[1][1] == "'" + name


@pytest.mark.parametrize(
    "name", ["=1+1", "http://example.org", "mailto:a@example.org", "{=1}", "00123", "1e5"]
)
def test_every_text_in_a_workbook_is_text(tmp_path, name):
    write_xlsx([item(name=name)], tmp_path / "list.xlsx", AS_OF)
    cell = sheet(tmp_path / "list.xlsx")["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


def test_dates_in_a_workbook_are_dates_and_unknown_ones_are_empty(tmp_path):
    write_xlsx([item(count="1"), item(count="2", convicted_on=None)], tmp_path / "list.xlsx", AS_OF)
    assert sheet(tmp_path / "list.xlsx")["F2"].value == datetime(1998, 7, 6)  # noqa: DTZ001 a cell has no zone
    assert sheet(tmp_path / "list.xlsx")["F3"].value is None


def test_a_date_before_a_workbook_can_count_is_written_out(tmp_path):
    write_xlsx([item(convicted_on=date(1899, 1, 2))], tmp_path / "list.xlsx", AS_OF)
    assert sheet(tmp_path / "list.xlsx")["F2"].value == "1899-01-02"


def test_a_workbook_has_a_frozen_heading_and_filters(tmp_path):
    write_xlsx(items(3), tmp_path / "list.xlsx", AS_OF)
    assert sheet(tmp_path / "list.xlsx").freeze_panes == "A2"
    assert sheet(tmp_path / "list.xlsx").auto_filter.ref == "A1:K4"


def test_a_list_longer_than_a_sheet_goes_on_in_the_next_and_says_so(tmp_path):
    write_xlsx(items(5), tmp_path / "list.xlsx", AS_OF, largest_sheet=3)
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    assert book.sheetnames == [*(f"Convictions {n} of 3" for n in (1, 2, 3)), "About this list"]
    assert [book.worksheets[n].max_row for n in range(3)] == [3, 3, 2]
    assert "5 convictions" in book.worksheets[3]["A1"].value


def test_the_same_list_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_xlsx(items(5), tmp_path / f"{name}.xlsx", AS_OF)
        write_csv(items(5), tmp_path / f"{name}.csv")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_no_value_whatever_stops_a_list(tmp_path):
    strange = [item(name=name, section=name, case_number=name) for name in (*HOSTILE_NAMES, "X" * 40_000)]
    write_csv(strange, tmp_path / "list.csv")
    write_xlsx(strange, tmp_path / "list.xlsx", AS_OF)
    assert sheet(tmp_path / "list.xlsx").max_row == len(strange) + 1
    assert len(csv_rows(tmp_path / "list.csv")) == len(strange) + 1


def test_a_text_longer_than_its_column_is_wrapped_in_a_row_that_shows_all_of_it(tmp_path):
    write_xlsx([item(basis="HSC 11361.9; " * 6), item()], tmp_path / "list.xlsx", AS_OF)
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    assert sheet["I2"].alignment.wrap_text
    assert (sheet.row_dimensions[2].height, sheet.row_dimensions[3].height) == (45, None)

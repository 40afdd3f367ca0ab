"""What the results correct of the earlier tools, and that the list of corrections names tests that exist."""

import re
from pathlib import Path

from eligibility.sample import write_sample
from tests.builders import COUNTY, conviction, subject
from tests.results.running import records_of, results

TESTS = Path(__file__).parents[1]
DOCUMENT = TESTS.parent / "docs" / "corrections.md"


def test_the_tests_that_the_list_of_corrections_names_exist():
    named = set(re.findall(r"`(test_\w+)`", DOCUMENT.read_text()))
    defined = {
        name for file in TESTS.rglob("test_*.py") for name in re.findall(r"def (test_\w+)", file.read_text())
    }
    assert named - defined == set()


def test_the_column_of_case_numbers_shows_what_the_file_shows(tmp_path):
    counts = [conviction(case_number=number, cycle=1) for number in ("NULL  ", " A1", "   ", " A1")]
    records = records_of(results(tmp_path, subject(convictions=counts)) / "Prop64_Results.csv")
    assert {record["Case Number"] for record in records} == {"NULL  ;  A1"}


def test_a_section_is_shown_with_the_blank_before_its_dash(tmp_path):
    other = conviction("269 PC - ASSAULT", county="ALAMEDA")
    person = subject(convictions=[conviction(), other])
    (record,) = records_of(results(tmp_path, person) / "Prop64_Results.csv")
    assert record["Superstrike Code Section(s)"] == record["PC290 Code Section(s)"] == "269 PC "


def test_a_future_date_is_shown_but_no_rule_rests_on_it(tmp_path):
    person = subject(convictions=[conviction(on="2031-02-03")])
    (record,) = records_of(results(tmp_path, person, policy="sacramento") / "Prop64_Results.csv")
    assert (record["Date of Conviction"], record["Occurred after 11/9/2016"]) == ("02/03/2031", "Y")
    assert record["Eligibility Determination"] == "Hand Review"


def test_of_an_unknown_date_the_columns_say_nothing(tmp_path):
    person = subject(convictions=[conviction(raw_date="")])
    (record,) = records_of(results(tmp_path, person) / "Prop64_Results.csv")
    assert (record["Date of Conviction"], record["Occurred after 11/9/2016"]) == ("", "")
    assert record["Years Since This Conviction"] == record["Years Since Any Conviction"] == "-1.0"


def test_every_conviction_in_the_results_has_a_determination_and_a_reason(tmp_path):
    path = tmp_path / "sample.dat"
    write_sample(path, COUNTY, 3000, 7)
    records = records_of(results(tmp_path, inputs=[path]) / "Prop64_Results.csv")
    assert records
    assert all(record["Eligibility Determination"] and record["Eligibility Reason"] for record in records)

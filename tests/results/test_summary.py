"""The summary's figures on histories small enough to count by hand."""

import json

import pytest

from tests.builders import COUNTY, conviction, csv_text, deceased, subject
from tests.results.running import results, summary_of, write

OPTIONS = {
    "baselineEligibility": {"dismiss": ["11357"], "reduce": ["11358", "11359", "11360"]},
    "additionalRelief": {"subjectAgeThreshold": 65, "subjectIsDeceased": True},
}
BURGLARY = conviction("459 PC-BURGLARY", on="2015-05-05")
PEOPLE = (
    subject(
        convictions=[conviction("11357(A) HS", on="2001-01-01"), conviction("11358 HS", on="1999-12-31")]
    ),
    subject(convictions=[conviction("11359 HS", grade="MISDEMEANOR"), BURGLARY]),
    subject(convictions=[conviction("11359 HS")], events=[deceased()]),
    subject(convictions=[conviction("11360 HS", county="YOLO")]),
    subject(convictions=[conviction("11357(B) HS", grade="INFRACTION", on="2018-01-01")]),
)


@pytest.fixture(scope="module")
def summary(tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("summary")
    policy = write(folder / "policy.json", json.dumps(OPTIONS))
    return summary_of(results(folder, *PEOPLE, policy=policy))


def test_lines_county_and_earliest_conviction(summary):
    assert (summary["county"], summary["lineCount"]) == (COUNTY, 8)
    assert summary["earliestConviction"] == "1999-12-31T00:00:00Z"


def test_a_date_without_its_day_is_not_taken_for_the_earliest(tmp_path):
    vague = conviction(raw_date="19750000")
    summary = summary_of(results(tmp_path, subject(convictions=[vague, conviction(on="1980-02-03")])))
    assert summary["earliestConviction"] == "1980-02-03T00:00:00Z"


def test_convictions_are_counted_by_section_and_grade(summary):
    by_section = summary["prop64ConvictionsCountInCountyByCodeSection"]
    assert by_section == {"11357": 2, "11358": 1, "11359": 2}
    assert summary["prop64FelonyConvictionsCountInCounty"] == 3
    assert summary["prop64NonFelonyConvictionsCountInCounty"] == 2


def test_people_are_counted_once(summary):
    assert summary["subjectsWithProp64ConvictionCountInCounty"] == 4
    assert summary["subjectsWithSomeReliefCount"] == 4


def test_relief_by_section_is_that_of_the_sections_own_rule(summary):
    assert summary["convictionDismissalCountByCodeSection"] == {"11357": 1}
    assert summary["convictionReductionCountByCodeSection"] == {"11358": 1}


def test_other_dismissals_are_counted_by_reason_without_the_general_one(summary):
    assert summary["convictionDismissalCountByAdditionalRelief"] == {"Individual is deceased": 1}


def test_people_cleared_by_the_offices_choices(summary):
    assert summary["reliefWithCurrentEligibilityChoices"] == {
        # The first person's felonies are dismissed and reduced, the third's dismissed.
        "CountSubjectsNoFelony": 2,
        # The reduced conviction of the first stays one, the second keeps a burglary.
        "CountSubjectsNoConviction": 2,
        "CountSubjectsNoConvictionLast7Years": 1,
    }


def test_people_cleared_had_everything_been_dismissed(summary):
    assert summary["reliefWithDismissAllProp64"] == {
        "CountSubjectsNoFelony": 2,
        "CountSubjectsNoConviction": 3,
        "CountSubjectsNoConvictionLast7Years": 1,
    }


def test_the_time_taken_is_not_in_what_must_be_reproducible(summary):
    assert summary["processingTimeInSeconds"] is None


def test_the_last_seven_years_end_with_the_as_of_date(tmp_path):
    recent = subject(convictions=[conviction("11357(A) HS", on="2013-07-02")])
    older = subject(convictions=[conviction("11357(A) HS", on="2013-06-30")])
    counts = summary_of(results(tmp_path, recent, older, policy="dismiss-all"))
    assert counts["reliefWithCurrentEligibilityChoices"]["CountSubjectsNoConvictionLast7Years"] == 1


def test_a_person_in_two_files_is_counted_once(tmp_path):
    inputs = [
        write(tmp_path / f"{cycle}.csv", csv_text(subject(id="7", convictions=[conviction(cycle=cycle)])))
        for cycle in (1, 2)
    ]
    summary = summary_of(results(tmp_path, inputs=inputs, policy="dismiss-all"))
    assert summary["subjectsWithProp64ConvictionCountInCounty"] == 1
    assert summary["prop64FelonyConvictionsCountInCounty"] == 2


def test_without_convictions_of_concern_everything_is_zero(tmp_path):
    summary = summary_of(results(tmp_path, subject(), county="NOWHERE"))
    assert summary["earliestConviction"] is None
    assert summary["subjectsWithSomeReliefCount"] == 0
    assert summary["prop64ConvictionsCountInCountyByCodeSection"] == {}

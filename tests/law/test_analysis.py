"""From a frame of rows to determinations: whole files, shuffled files, one person alone and in the crowd."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility.law.analysis import analyse
from eligibility.law.impact import Count, compare
from eligibility.law.policies import POLICIES, build
from tests.builders import arrest, conviction, deceased, frame, registration, subject
from tests.law.judging import AS_OF, configured, judge, said
from tests.law.people import crowds

OPTIONS = {
    "configurable": configured(
        ["11357"],
        ["11360"],
        subjectUnder21AtConviction=True,
        subjectAgeThreshold=57,
        yearsCrimeFreeThreshold=5,
    )
}
# A second row of one count, which names another charge.
TWO_CHARGES = [conviction(cycle=1, count=1), conviction("459 PC-BURGLARY", cycle=1, count=1)]
JUDGED = ["subject", "count_order", "outcome", "reason", "rule", "flags", "case_number", "section"]
ALONE = [name for name in JUDGED if name != "flags"]
slow = settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])


def judged(rows: pd.DataFrame, slug: str, columns: list[str]) -> list[tuple]:
    analysis = analyse(rows, policy=build(slug, OPTIONS.get(slug)), county="SACRAMENTO", as_of=AS_OF)
    return list(analysis.convictions[columns].itertuples(index=False, name=None))


def mixed_up(rows: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The rows of the persons among each other, those of each person in their order."""
    persons = rows["SUBJECT_ID"].cat.codes.to_numpy()
    order = np.empty(len(rows), dtype=int)
    order[np.argsort(np.random.default_rng(seed).permutation(persons), kind="stable")] = np.argsort(
        persons, kind="stable"
    )
    return rows.iloc[order].reset_index(drop=True)


@pytest.mark.parametrize("slug", POLICIES)
@slow
@given(people=crowds())
def test_a_person_is_judged_alone_as_in_the_crowd(slug, people):
    together = judged(frame(*people), slug, ALONE)
    alone = [line for person in people for line in judged(frame(person), slug, ALONE)]
    assert sorted(map(str, together)) == sorted(map(str, alone))


@pytest.mark.parametrize("slug", POLICIES)
@slow
@given(people=crowds(), seed=st.integers(0, 1000))
def test_the_order_of_persons_in_the_file_does_not_matter(slug, people, seed):
    rows = frame(*people)
    mixed = mixed_up(rows, seed)
    assert sorted(map(str, judged(mixed, slug, JUDGED))) == sorted(map(str, judged(rows, slug, JUDGED)))


@pytest.mark.parametrize("slug", POLICIES)
@pytest.mark.parametrize("raw_date", ["", "2O05O505", "20210101"])
def test_a_conviction_without_date_and_grade_goes_to_a_person_whatever_the_policy(slug, raw_date):
    person = subject(convictions=[conviction("11358 HS", grade="", raw_date=raw_date)])
    answer = ("Hand Review", "The file shows neither date nor grade of the conviction")
    assert said(judge(person, policy=slug, options=OPTIONS.get(slug))) == [answer]


@pytest.mark.parametrize(("grade", "raw_date"), [("", "20050000"), ("MISDEMEANOR", "")])
def test_a_year_or_a_grade_is_something_to_go_by(grade, raw_date):
    person = subject(convictions=[conviction("11358 HS", grade=grade, raw_date=raw_date)])
    assert said(judge(person)) == [("Eligible for Dismissal", "Misdemeanor or Infraction")]


def test_only_the_county_asked_for_is_judged():
    convictions = [conviction(county=name) for name in ("Sacramento ", "ALAMEDA", "", "WEST SACRAMENTO")]
    analysis = judge(subject(convictions=convictions), county="sacramento")
    assert analysis.convictions["position"].tolist() == [0]
    assert [problem.kind for problem in analysis.problems] == ["no-county"]


def test_the_table_says_what_each_conviction_is():
    guilty = conviction("11359(A) HS-SALE", on="2001-05-04", case_number="A1", comment="REDUCED")
    line = judge(subject(id="7", convictions=[guilty])).convictions.iloc[0]
    assert line["subject"] == "7"
    assert (line["section"], line["code_section"], line["grade"]) == ("11359(A) HS", "11359", "felony")
    assert line["convicted_earliest"] == line["convicted_latest"] == pd.Timestamp("2001-05-04")
    assert (line["description"], line["comment"]) == ("11359(A) HS-SALE", "REDUCED")


def test_an_unknown_date_and_grade_are_missing_from_the_table():
    line = judge(subject(convictions=[conviction(grade="", raw_date="unknown")])).convictions.iloc[0]
    assert pd.isna(line["convicted_earliest"])
    assert pd.isna(line["grade"])


def test_everybody_of_the_file_is_among_the_subjects():
    people = [subject(), subject(convictions=[], events=[arrest("459 PC"), deceased()])]
    subjects = judge(*people).subjects
    assert subjects["deceased"].tolist() == [False, True]
    assert subjects["first_position"].tolist() == [0, 1]


def test_explaining_tells_every_rule_its_answer_and_where_the_facts_come_from():
    person = subject(born="1960-01-01", convictions=[conviction(), conviction("459 PC", on="2019-01-01")])
    analysis = judge(person, options=configured(subjectAgeThreshold=57, yearsCrimeFreeThreshold=5))
    steps = analysis.explain(0)
    assert [(step.rule, step.answer, step.decided) for step in steps] == [
        ("person_not_identified", "no", False),
        ("nothing_known", "no", False),
        ("misdemeanor_or_infraction", "no", False),
        ("old_enough", "yes", True),
        ("crime_free", "no", False),
    ]
    age, born = steps[3].facts
    assert (age.words, age.value) == ("the person's age at the as-of date", "60 years")
    assert (born.value, born.rows) == ("January 1, 1960", ((0, 1),))
    assert [fact.rows for fact in steps[4].facts] == [((0, 1), (0, 2))]


def test_explaining_an_undecided_conviction_points_at_the_rule_in_the_way():
    analysis = judge(subject(raw_date="19630000"), options=configured(subjectAgeThreshold=57))
    step = next(step for step in analysis.explain(0) if step.decided)
    assert (step.rule, step.answer) == ("old_enough", "unknown")
    assert [fact.value for fact in step.facts] == [
        "56 years to 57 years",
        "January 1, 1963 to December 31, 1963",
    ]


@pytest.mark.parametrize(
    ("person", "raised"),
    [
        (subject(convictions=[conviction("187 PC", on="2001-01-01"), conviction()]), "super_strike_before"),
        (subject(convictions=[conviction("187 PC", raw_date=""), conviction()]), "super_strike_before"),
        (subject(convictions=[conviction("187 PC", on="2005-05-05"), conviction()]), "super_strike_later"),
        (subject(convictions=[conviction("288(A) PC"), conviction()]), "registration"),
        (subject(events=[registration()]), "registration"),
        (subject(convictions=[conviction(), conviction("286 PC")]), "offense_in_doubt"),
        (
            subject(convictions=[conviction(on="2003-01-01"), conviction(on="2004-01-01"), conviction()]),
            "two_priors",
        ),
        (subject(convictions=[conviction(on="2016-11-09")]), "after_proposition_64"),
        (subject(convictions=[conviction(comment="ALSO 11360 HS")]), "other_charge_in_comment"),
        (subject(convictions=[conviction(on="2020-06-30", sentence=["1 Y"])]), "sentence_open"),
        (subject(convictions=[conviction(grade="UNKNOWN", toc="F")]), "grade_unclear"),
        (subject(convictions=[conviction(grade="")]), "grade_unclear"),
        (subject(raw_date=""), "date_missing"),
        (subject(raw_date="X1"), "date_unreadable"),
        (subject(raw_date="19800000"), "date_partial"),
        (subject(convictions=[conviction(on="2021-01-01")]), "date_in_future"),
        (subject(born="1990-01-01"), "convicted_as_a_child"),
        (subject(convictions=[conviction(case_number="")]), "case_number_missing"),
        (subject(convictions=[conviction(case_number="", cycle=1)], events=[]), "case_number_missing"),
        (
            subject(convictions=[conviction("SEE COMMENT FOR CHARGE", comment="11359 HS")]),
            "charge_only_in_comment",
        ),
        (subject(convictions=TWO_CHARGES), "charges_differ"),
        (subject(convictions=[conviction(), conviction("PROB REVOKED")]), "section_not_named"),
        (subject(id="", cii=""), "person_not_identified"),
        (subject(), "hand_review"),
    ],
)
def test_a_flag_is_raised(person, raised):
    flags = judge(person).convictions["flags"]
    assert raised in flags.iloc[-1]


def test_an_ordinary_conviction_raises_no_flag():
    assert judge(subject(), options=configured(["11359"])).convictions["flags"].tolist() == [()]


def test_another_charge_under_one_count_is_reported_where_it_stands():
    (problem,) = judge(subject(convictions=TWO_CHARGES)).problems
    assert (problem.kind, problem.row, problem.value) == ("other-charge", 2, "459 PC-BURGLARY")


def test_further_rows_of_a_count_that_say_the_same_raise_no_flag():
    again = conviction("11359 HS - SALE", cycle=1, count=1, sentence=["1 Y"])
    person = subject(convictions=[conviction(cycle=1, count=1), again])
    assert judge(person, options=configured(["11359"])).convictions["flags"].tolist() == [()]


@pytest.mark.parametrize(
    ("one", "other"),
    [({"cii": "A1"}, {"cii": "A1"}), ({"name": "SAME,ONE", "born": "1980-01-01"},) * 2],
)
def test_the_same_person_under_two_identifiers_is_flagged(one, other):
    flags = judge(subject(id="1", **one), subject(id="2", **other)).convictions["flags"]
    assert all("same_person_elsewhere" in raised for raised in flags)


def test_several_case_numbers_are_flagged():
    person = subject(
        convictions=[conviction(cycle=1, case_number="A1"), conviction("459 PC", cycle=1, case_number="B2")]
    )
    assert "several_case_numbers" in judge(person).convictions["flags"][0]


def test_relief_for_people_is_counted_before_and_after():
    clean = subject(convictions=[conviction()])
    kept = subject(convictions=[conviction(), conviction("459 PC", on="2018-01-01")])
    lesser = subject(convictions=[conviction("11360 HS", on="2019-01-01")])
    counts = judge(clean, kept, lesser, options=configured(["11359"], ["11360"])).people_counts()
    assert counts.felony == Count(now=3, after=1)
    assert counts.conviction == Count(now=3, after=2)
    assert counts.recent_conviction == Count(now=2, after=2)
    assert counts.felony.cleared == 2


def test_two_determinations_are_compared_conviction_by_conviction():
    people = [subject(), subject(convictions=[conviction("11360 HS"), conviction("11360 HS")])]
    before = judge(*people, options=configured(["11359"]))
    after = judge(*people, options=configured(["11359"], ["11360"]))
    assert compare(before.convictions, after.convictions).to_numpy().tolist() == [
        ["Eligible for Dismissal", "Eligible for Dismissal", 1, 1],
        ["Hand Review", "Eligible for Reduction", 2, 1],
    ]


def test_the_added_columns_stand_on_the_conviction_and_on_comments_that_name_another_charge():
    other = arrest("459 PC", comment="WITH 11358 HS")
    person = subject(
        born="1960-01-01", convictions=[conviction(on="2001-05-04", case_number="A1")], events=[other]
    )
    added = judge(person, options=configured(subjectAgeThreshold=57)).row_facts
    assert added.loc[0].tolist() == [
        "A1", "1", "", "N", "-", "-", "-", "05/04/2001", "19.2", "19.2", "1", "0", "0", "1", "0", "-",
        "Eligible for Dismissal", "57 years or older",
    ]  # fmt: skip
    assert added.loc[1, "Possible Other P64 Charges"] == "WITH 11358 HS"
    assert set(added.loc[1].drop("Possible Other P64 Charges")) == {""}


@pytest.mark.parametrize(
    ("description", "comment", "shown"),
    [
        ("459 PC", "11359", True),
        ("11359 HS", "11360(A) HS", True),
        ("11359 HS", "11359(A) HS", False),
        ("11357 HS", "11357(A)", True),
        ("11357(A) HS", "11357(B)", False),
        ("11357(B) HS", "11357(C)", True),
        ("11357(A) HS", "11357 NO SUBSECTION", False),
        ("11359 HS-ALSO 11360", "11360", True),
        ("459 PC-WITH 11359", "11359", False),
        ("459 PC", "OFN 1135900", False),
        ("SEE COMMENT FOR CHARGE", "11359 HS", False),
        ("", "11359 HS", False),
        ("11359 HS", "11359 AND 11360", False),
    ],
)
def test_a_comment_that_names_another_charge_is_shown(description, comment, shown):
    person = subject(convictions=[conviction()], events=[arrest(description, comment=comment)])
    added = judge(person).row_facts["Possible Other P64 Charges"]
    assert (added.get(1, "") == comment) is shown


def test_of_very_many_sections_and_case_numbers_the_first_are_shown_and_the_others_counted(monkeypatch):
    monkeypatch.setattr("eligibility.law.wording.MOST_LISTED", 2)
    strikes = [conviction("187 PC", cycle=1, case_number=f"A{number}") for number in range(5)]
    added = judge(subject(convictions=[*strikes, conviction(cycle=1, case_number="B")])).row_facts
    shown = added[["Superstrike Code Section(s)", "Case Number"]].iloc[-1].tolist()
    assert shown == ["187 PC;187 PC;3 more", "A0; A1; 4 more"]


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("description", ["", "   ", "SEE COMMENT FOR CHARGE"])
def test_where_the_description_says_nothing_the_comment_is_read_under_every_policy(policy, description):
    person = subject(convictions=[conviction(description, comment="11359 HS-SALE")])
    assert judge(person, policy=policy).convictions["code_section"].tolist() == ["11359"]


@pytest.mark.parametrize(
    ("raw_date", "done"),
    [
        ("", "is missing: where it matters, a person decides."),
        ("2O010101", "could not be read: where it matters, a person decides."),
        ("20310101", "lies in the future: where it matters, a person decides."),
        ("20010000", "shows only the year: it may be any day of that year."),
        ("20010200", "shows only the year and the month: it may be any day of that month."),
    ],
)
def test_of_an_inexact_date_it_is_told_what_was_done(raw_date, done):
    [problem] = judge(subject(convictions=[conviction(raw_date=raw_date)])).problems
    assert (problem.column, problem.value) == ("STP_EVENT_DATE", raw_date)
    assert problem.message == f"The date of the conviction {done}"


@pytest.mark.parametrize(
    ("person", "kinds"),
    [
        (subject(raw_date="19800000"), ["date-year-only"]),
        (subject(convictions=[conviction(raw_date="2O010101")]), ["date-unreadable"]),
        (subject(convictions=[conviction(cnt_order="1001001000")]), ["zeros-restored"]),
        (subject(id=""), ["subject-by-cii"]),
        (subject(convictions=[conviction("PROB REVOKED")]), ["no-section"]),
        (subject(convictions=[conviction("11358 VC")]), ["other-code"]),
        (subject(convictions=[conviction(grade="")]), ["no-grade"]),
        (subject(convictions=[conviction(sentence=["99 L"])]), ["sentence-unread"]),
        (subject(convictions=[conviction("459 PC", sentence=["1O M"])]), ["sentence-unread"]),
        (subject(convictions=[conviction(sentence=["000 L"])]), []),
        (subject(convictions=[conviction("459 PC", grade="")]), []),
        (subject(), []),
    ],
)
def test_what_could_not_be_understood_is_reported(person, kinds):
    problems = judge(person).problems
    assert [problem.kind for problem in problems] == kinds
    assert all((problem.file, problem.row) == ("file 1", 1) for problem in problems)

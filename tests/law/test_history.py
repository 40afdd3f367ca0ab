"""How rows become persons, convictions and sentences."""

from datetime import date

import pandas as pd
import pytest

from eligibility.law.analysis import analyse
from eligibility.law.history import read_history
from eligibility.law.orders import read_order
from eligibility.law.policies import build
from eligibility.law.values import day_number
from tests.builders import COUNTY, conviction, court_action, frame, history, row, subject
from tests.law.judging import AS_OF, judge


def understood(*people):
    return read_history(frame(*people), AS_OF)


def ends(*people):
    convictions = understood(*people).convictions
    return (convictions.convicted_on + convictions.sentence).high.tolist()


def test_later_rows_of_a_count_add_to_its_own_sentence():
    first = conviction(on="2000-01-01", cycle=1, count=1, sentence=["10 D"])
    between = conviction("459 PC", on="2001-01-01", cycle=2, count=1, sentence=["1 D"])
    again = conviction(on="2002-01-01", cycle=1, count=1, sentence=["20 D"])
    assert ends(subject(convictions=[first, between, again])) == [
        day_number(date(2000, 1, 31)),
        day_number(date(2001, 1, 2)),
    ]


@pytest.mark.parametrize(
    ("parts", "days"),
    [
        ([], 0),
        (["90 D"], 90),
        (["1 Y"], 366),
        (["2 M"], 61),
        (["1 Y", "6 M", "5 D"], 554),
        (["999 Y"], 365634),
    ],
)
def test_a_sentence_is_its_parts_one_after_another(parts, days):
    sentence = understood(subject(convictions=[conviction(sentence=parts)])).convictions.sentence
    assert (sentence.low.tolist(), sentence.high.tolist()) == ([days], [days])


def test_a_part_that_another_file_gives_again_is_not_served_twice():
    rows = frame(subject(convictions=[conviction(sentence=["1 Y", "1 Y"])]))
    again = frame(subject(convictions=[conviction(sentence=["1 Y", "1 Y", "30 D"])]))
    files = ([0] * 5, [0, 0, 1, 1, 1])
    together = pd.concat([rows, again], ignore_index=True).assign(SUBJECT_ID="1")
    lengths = [
        read_history(together.assign(file=file), AS_OF).convictions.sentence.low.tolist() for file in files
    ]
    assert lengths == [[4 * 366 + 30], [2 * 366 + 30]]


@pytest.mark.parametrize("part", ["5 L", "1O D", "5 H", "-5 D", "2.5 Y"])
def test_a_sentence_that_cannot_be_read_may_be_of_any_length(part):
    sentence = understood(subject(convictions=[conviction(sentence=["30 D", part])])).convictions.sentence
    assert (sentence.low.tolist(), sentence.high.tolist()) == ([30], [float("inf")])


def test_the_first_row_says_what_a_conviction_is():
    first = conviction("11359 HS", on="2001-01-01", cycle=1, count=1)
    again = conviction("187 PC", on="2009-01-01", cycle=1, count=1, county="ALAMEDA")
    analysis = judge(subject(convictions=[first, again]))
    assert analysis.convictions["section"].tolist() == ["11359 HS"]
    assert analysis.convictions["convictions_on_record"].tolist() == [1]


def test_only_dispositions_that_begin_with_convicted_are_convictions():
    endings = [
        "CONVICTED",
        "convicted-prob/jail ",
        "CONVICTED PER 1203.4",
        "RECONVICTED",
        "NOT CONVICTED",
        "DISMISSED",
    ]
    person = subject(convictions=[court_action(disposition=ending) for ending in endings])
    assert len(understood(person).convictions) == 3


def test_a_person_in_two_files_is_one_person():
    analysis = judge(subject(id="7"), subject(id="7", file=1, convictions=[conviction(cycle=2)]))
    assert analysis.convictions["convictions_on_record"].tolist() == [2, 2]
    assert len(analysis.subjects) == 1


def test_without_a_subject_id_the_cii_number_says_who_it_is():
    analysis = judge(subject(id="", cii="A1", convictions=[conviction(), conviction()]))
    assert analysis.subjects["subject"].tolist() == ["CII A1"]
    assert analysis.convictions["convictions_on_record"].tolist() == [2, 2]


def test_without_any_number_each_row_stands_alone():
    analysis = judge(subject(id="", cii="", convictions=[conviction(), conviction()]))
    assert analysis.subjects["subject"].tolist() == ["row 0:1", "row 0:2"]
    assert {problem.kind for problem in analysis.problems} == {"no-subject"}


def test_numbers_that_a_spreadsheet_shortened_make_no_strangers_one_person():
    analysis = judge(subject(id="1.0E+07", cii="2.5154E+09"), subject(id="1.0E+07", cii="2.5154E+09"))
    assert analysis.subjects["subject"].tolist() == ["row 0:1", "row 0:2"]
    assert analysis.convictions["outcome"].unique().tolist() == ["Hand Review"]
    assert {problem.kind for problem in analysis.problems} == {"no-subject"}


def test_counts_that_a_spreadsheet_shortened_stay_apart():
    analysis = judge(
        subject(convictions=[conviction(cnt_order="1.01E+11"), conviction(cnt_order="1.01E+11")])
    )
    assert analysis.convictions["convictions_on_record"].tolist() == [2, 2]
    assert {problem.kind for problem in analysis.problems} == {"short-order"}


def test_name_and_birth_date_are_those_of_the_first_row():
    one = subject(id="7", name="FIRST,ONE", born="1980-01-01")
    other = subject(id="7", name="OTHER,ONE", born="1990-01-01", convictions=[conviction(cycle=5)])
    analysis = judge(one, other)
    assert analysis.subjects[["name", "born"]].to_numpy().tolist() == [["FIRST,ONE", "19800101"]]
    assert {"names_differ", "birth_dates_differ"} <= set(analysis.convictions["flags"][0])


@pytest.mark.parametrize(
    ("numbers", "joined"),
    [(["A1"], "A1"), (["B2", "A1", "B2"], "B2; A1"), (["", "A1"], "A1"), ([""], ""), (["00123"], "00123")],
)
def test_case_numbers_are_those_of_the_court_actions_of_the_event(numbers, joined):
    actions = [court_action("459 PC", cycle=1, case_number=number) for number in numbers]
    elsewhere = court_action("459 PC", cycle=2, case_number="Z9")
    guilty = conviction(cycle=1, case_number="")
    analysis = judge(subject(convictions=[*actions, guilty, elsewhere]))
    assert analysis.convictions["case_number"].tolist() == [joined]


@pytest.mark.parametrize(
    ("text", "used", "restored", "short"),
    [
        ("101001002000", "101001002000", False, False),
        ("1001002000", "001001002000", True, False),
        ("11001002000", "011001002000", True, False),
        ("0010010020", "0010010020", False, True),
        ("001001", "001001", False, True),
        ("001", "", False, True),
        ("", "", False, True),
        ("1.01E+11", "", False, True),
    ],
)
def test_a_count_order_is_used_as_far_as_it_can_be(text, used, restored, short):
    assert read_order(text) == (used, restored, short)


def test_a_row_with_a_short_count_order_is_kept_and_reported():
    person = subject(convictions=[conviction(cnt_order="001")])
    analysis = judge(person)
    assert len(analysis.convictions) == 1
    assert [problem.kind for problem in analysis.problems] == ["short-order"]
    assert "counts_unclear" in analysis.convictions["flags"][0]


def test_a_sentence_part_of_no_count_may_belong_to_any_conviction_of_the_person():
    sentenced = conviction(sentence=["10 D"])
    astray = conviction(cnt_order="", sentence=["20 D"])
    sentence = understood(subject(convictions=[sentenced, astray])).convictions.sentence
    assert (sentence.low.tolist(), sentence.high.tolist()) == ([10, 20], [30, 20])


def test_a_missing_column_is_named():
    with pytest.raises(KeyError, match="CNT_ORDER"):
        read_history(frame(subject()).drop(columns="CNT_ORDER"), AS_OF)


def test_plain_strings_are_read_as_well_as_categories():
    plain = frame(subject()).astype({"OFFENSE_DESCR": "object", "DISP_DESCR": "string"})
    assert len(read_history(plain, AS_OF).convictions) == 1


def test_an_empty_frame_has_nobody_in_it():
    nobody = understood()
    assert (len(nobody.people), len(nobody.convictions)) == (0, 0)
    assert len(judge().convictions) == 0


def test_the_builders_and_the_law_agree_on_the_columns():
    assert len(history(subject())) == 1
    assert len(row()) == 95


def test_null_is_no_case_number():
    rows = frame(subject(convictions=[conviction(), conviction()])).assign(OFN=["NULL  ", " A1 "])
    analysis = analyse(rows, policy=build("configurable"), county=COUNTY, as_of=AS_OF)
    assert analysis.convictions["case_number"].tolist() == ["", "A1"]


@pytest.mark.parametrize("kind", ["object", "category"])
def test_what_is_no_court_action_gives_no_case_number(kind):
    rows = frame(subject(convictions=[conviction(cycle=1), court_action("459 PC", cycle=1)]))
    rows = rows.assign(OFN=["A1", "B2"], STP_TYPE_DESCR=["COURT ACTION", "ARREST/DETAINED/CITED"])
    analysis = analyse(rows.astype(kind), policy=build("configurable"), county=COUNTY, as_of=AS_OF)
    assert analysis.convictions["case_number"].tolist() == ["A1"]


def test_rows_whose_event_cannot_be_told_share_no_case_number():
    rows = frame(subject(convictions=[conviction(), conviction("459 PC")]))
    rows = rows.assign(OFN=["A1", "B2"], CNT_ORDER=["001", "001"])
    analysis = analyse(rows, policy=build("configurable"), county=COUNTY, as_of=AS_OF)
    assert analysis.convictions["case_number"].tolist() == [""]

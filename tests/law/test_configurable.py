"""The configurable policy: each rule on both sides of its boundary, and with its fact missing."""

import pytest

from eligibility.law.outcomes import Outcome
from eligibility.law.policies import ImpossibleOption, build
from eligibility.law.policies.configurable import Options
from eligibility.law.policies.options import options_of, state_options
from tests.builders import conviction, deceased, subject
from tests.law.judging import configured, verdict

HAND = str(Outcome.HAND_REVIEW)
DISMISS = str(Outcome.DISMISSAL)
REDUCE = str(Outcome.REDUCTION)
NOTHING = (HAND, "No applicable eligibility criteria")


def judged(person, *, dismiss=(), reduce=(), **relief):
    return verdict(person, options=configured(dismiss, reduce, **relief))


@pytest.mark.parametrize(
    ("grade", "toc", "reason"),
    [
        ("MISDEMEANOR", "F", "Misdemeanor or Infraction"),
        ("INFRACTION", "", "Misdemeanor or Infraction"),
        ("", "M", "Misdemeanor or Infraction"),
        ("", "I", "Misdemeanor or Infraction"),
        ("UNKNOWN", "M", "Misdemeanor or Infraction"),
        ("UNKNOWN", "F", "Misdemeanor or Infraction"),
        ("UNKNOWN", "", "Misdemeanor or Infraction"),
        ("", "", "Misdemeanor or Infraction"),
        ("   ", "F", "Reduce all HS 11359 convictions"),
        ("FELONY", "M", "Reduce all HS 11359 convictions"),
        ("felony ", "", "Reduce all HS 11359 convictions"),
        ("", "F", "Reduce all HS 11359 convictions"),
    ],
)
def test_what_the_file_does_not_call_a_felony_is_dismissed(grade, toc, reason):
    person = subject(convictions=[conviction("11359 HS", grade=grade, toc=toc)])
    assert judged(person, reduce=["11359"])[1] == reason


def test_a_section_in_both_lists_is_dismissed():
    assert judged(subject(), dismiss=["11359"], reduce=["11359"])[0] == DISMISS


def test_sections_are_tried_in_the_order_of_the_option():
    person = subject(convictions=[conviction("11359/11357 HS-POSS")])
    assert judged(person, dismiss=["11357", "11359"])[1] == "Dismiss all HS 11357 convictions"
    assert judged(person, dismiss=["11359", "11357"])[1] == "Dismiss all HS 11359 convictions"


@pytest.mark.parametrize("charge", ["11357.5 HS-SYNTH", "113570 HS"])
def test_a_section_that_only_looks_like_one_of_concern_is_none(charge):
    person = subject(convictions=[conviction(charge), conviction("11358 HS")])
    assert judged(person, dismiss=["11357"]) == NOTHING


@pytest.mark.parametrize(
    ("born", "answer"),
    [
        ("1984-05-04", NOTHING),
        ("1984-05-05", NOTHING),
        ("1984-05-06", (DISMISS, "21 years or younger")),
    ],
)
def test_under_21_is_before_the_21st_birthday(born, answer):
    person = subject(born=born, convictions=[conviction(on="2005-05-05")])
    assert judged(person, subjectUnder21AtConviction=True) == answer


@pytest.mark.parametrize(
    ("born", "answer"),
    [
        ("1963-07-01", (DISMISS, "57 years or older")),
        ("1963-07-02", NOTHING),
        ("1920-01-01", (DISMISS, "57 years or older")),
    ],
)
def test_an_age_is_reached_on_the_birthday(born, answer):
    assert judged(subject(born=born), subjectAgeThreshold=57) == answer


@pytest.mark.parametrize(
    ("raw_date", "why"),
    [
        ("", "is missing"),
        ("19630000", "shows only the year"),
        ("19630700", "shows only the year and the month"),
        ("19639999", "could not be read"),
        ("20630701", "lies in the future"),
    ],
)
def test_an_age_that_the_file_does_not_settle_goes_to_a_person(raw_date, why):
    answer = judged(subject(raw_date=raw_date), reduce=["11359"], subjectAgeThreshold=57)
    whether = "Cannot decide whether the person is 57 years or older"
    assert answer == (HAND, f"{whether}: the person's date of birth {why}")


@pytest.mark.parametrize(("raw_date", "reason"), [("19620000", "57 years or older"), ("19630800", None)])
def test_a_partial_date_that_settles_the_age_is_enough(raw_date, reason):
    answer = judged(subject(raw_date=raw_date), subjectAgeThreshold=57)
    assert answer == ((DISMISS, reason) if reason else NOTHING)


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        ("2010-06-30", (DISMISS, "Conviction occurred 10 or more years ago")),
        ("2010-07-01", (DISMISS, "Conviction occurred 10 or more years ago")),
        ("2010-07-02", NOTHING),
    ],
)
def test_ten_years_ago_to_the_day_is_long_enough(on, answer):
    person = subject(convictions=[conviction(on=on)])
    assert judged(person, yearsSinceConvictionThreshold=10) == answer


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        ("2015-06-30", (DISMISS, "No convictions in the past 5 years")),
        ("2015-07-01", NOTHING),
        ("2015-07-02", NOTHING),
    ],
)
def test_five_years_ago_to_the_day_is_not_long_enough_to_be_free_of_crime(on, answer):
    other = conviction("459 PC-BURGLARY", on=on, county="ALAMEDA")
    person = subject(convictions=[conviction(on="2001-01-01"), other])
    assert judged(person, yearsCrimeFreeThreshold=5) == answer


def test_an_unreadable_date_of_any_conviction_leaves_open_when_the_latest_was():
    other = conviction("459 PC-BURGLARY", raw_date="2O150101", county="ALAMEDA")
    answer = judged(subject(convictions=[conviction(), other]), yearsCrimeFreeThreshold=5)
    assert answer[0] == HAND
    assert answer[1].endswith("the date of one of the person's convictions could not be read")


def test_an_unreadable_date_does_not_matter_where_another_is_surely_recent():
    recent = conviction("459 PC-BURGLARY", on="2019-01-01")
    person = subject(convictions=[conviction(), conviction("488 PC", raw_date=""), recent])
    assert judged(person, yearsCrimeFreeThreshold=5) == NOTHING


@pytest.mark.parametrize(
    ("charge", "answer"),
    [("11360(A) HS", (DISMISS, "Only has 11357-60 charges")), ("11361(A) HS", NOTHING), ("459 PC", NOTHING)],
)
def test_only_cannabis_convictions(charge, answer):
    person = subject(convictions=[conviction(), conviction(charge, county="ALAMEDA", grade="MISDEMEANOR")])
    assert judged(person, subjectHasOnlyProp64Charges=True) == answer


def test_a_dismissed_charge_of_another_kind_does_not_count():
    person = subject(convictions=[conviction(), conviction("459 PC", disposition="DISMISSED")])
    assert judged(person, subjectHasOnlyProp64Charges=True)[0] == DISMISS


def test_the_dead_are_cleared_where_the_office_chose_so():
    person = subject(events=[deceased()])
    assert judged(person, subjectIsDeceased=True) == (DISMISS, "Individual is deceased")
    assert judged(person) == NOTHING


def test_a_conviction_about_which_nothing_is_known_goes_to_a_person():
    person = subject(
        raw_date="", id="", cii="", convictions=[conviction(grade="", raw_date="", case_number="")]
    )
    answer = judged(person, dismiss=["11359"], subjectAgeThreshold=50, yearsCrimeFreeThreshold=5)
    assert answer == (HAND, "Nothing in the row says whose record it is")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (configured(subjectAgeThreshold=39), "subjectAgeThreshold should be between 40 and 65, or 0"),
        (configured(subjectAgeThreshold=66), "subjectAgeThreshold"),
        (configured(subjectAgeThreshold="57"), "subjectAgeThreshold"),
        (configured(subjectAgeThreshold=True), "subjectAgeThreshold"),
        (configured(yearsSinceConvictionThreshold=16), "yearsSinceConvictionThreshold"),
        (configured(yearsCrimeFreeThreshold=-1), "yearsCrimeFreeThreshold"),
        (configured(subjectIsDeceased=1), "subjectIsDeceased"),
        (configured(dismiss=["11361"]), "baselineEligibility.dismiss"),
        ({"baselineEligibility": {"dismiss": "11357"}}, "baselineEligibility.dismiss"),
        ({"baselineEligibility": []}, "baselineEligibility should be an object"),
        (configured(subjectAge=50), "additionalRelief.subjectAge is not an option"),
    ],
)
def test_an_impossible_option_is_refused_by_name(options, named):
    with pytest.raises(ImpossibleOption, match=named):
        build("configurable", options)


def test_the_case_of_a_key_does_not_matter():
    policy = build("configurable", {"ADDITIONALRELIEF": {"subjectagethreshold": 50}})
    assert policy.options["minimum_age"] == 50


def test_zero_stands_for_the_standard_where_a_rule_cannot_be_left_out():
    chosen = build("los-angeles", {"minimum_age": 0, "conviction_free_years": 0}).options
    assert chosen == {"minimum_age": 50, "conviction_free_years": 10}


def test_nothing_stated_is_nothing_chosen():
    assert [rule.name for rule in build("configurable", {}).rules] == [
        "person_not_identified",
        "nothing_known",
        "misdemeanor_or_infraction",
    ]


def test_options_are_stated_as_they_are_read():
    stated = configured(
        ["11357"],
        ["11358"],
        subjectUnder21AtConviction=True,
        subjectAgeThreshold=57,
        yearsSinceConvictionThreshold=0,
        yearsCrimeFreeThreshold=5,
        subjectHasOnlyProp64Charges=False,
        subjectIsDeceased=True,
    )
    assert state_options(Options(**build("configurable", stated).options)) == stated


def test_every_option_has_words_for_a_form():
    assert all(option.words and option.key for option in options_of(Options).values())

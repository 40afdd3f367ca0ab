"""Values in words, and policies described by their own rules."""

from datetime import date

import numpy as np
import pytest

from eligibility.law.explanation import describe
from eligibility.law.policies import POLICIES, build
from eligibility.law.values import Answer, Choice, Hole, Range, day_number
from eligibility.law.wording import (
    CALENDAR_YEARS,
    DATE,
    DAYS,
    NUMBER,
    WORDS,
    YEARS_OF_DAYS,
    YES_OR_NO,
    in_words,
)
from tests.builders import conviction, subject
from tests.law.judging import judge

NEVER = np.inf


def between(low: float, high: float, hole: Hole | None = None) -> Range:
    holes = None if hole is None else np.array([hole], dtype=np.uint8)
    return Range(np.array([low]), np.array([high]), holes)


def day(*parts: int) -> float:
    return day_number(date(*parts))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (between(day(2016, 11, 9), day(2016, 11, 9)), DATE, "November 9, 2016"),
        (between(day(2016, 1, 1), day(2016, 12, 31)), DATE, "January 1, 2016 to December 31, 2016"),
        (between(-NEVER, NEVER, Hole.UNREADABLE), DATE, "unknown: could not be read"),
        (between(-NEVER, NEVER), CALENDAR_YEARS, "unknown"),
        (between(NEVER, NEVER), DATE, "none"),
        (between(day(2016, 11, 9), NEVER), DATE, "November 9, 2016 or later"),
        (between(-NEVER, day(2016, 11, 9)), DATE, "November 9, 2016 or earlier"),
        (between(12, 12), CALENDAR_YEARS, "12 years"),
        (between(12.25, 12.25), YEARS_OF_DAYS, "12.2 years"),
        (between(30.5, 30.5), DAYS, "30.5 days"),
        (between(1, 3), NUMBER, "1 to 3"),
        (between(30, NEVER), DAYS, "30 days or more"),
        (between(-NEVER, 30), NUMBER, "30 or less"),
        (Choice(np.array([0]), ("felony",)), WORDS, "felony"),
        (Choice(np.array([0]), ("",)), WORDS, "none"),
        (Choice(np.array([-1]), (), np.array([Hole.MISSING])), WORDS, "unknown: is missing"),
        (Answer(np.array([True]), np.array([False])), YES_OR_NO, "yes"),
        (Answer(np.array([False]), np.array([False])), YES_OR_NO, "no"),
        (Answer(np.array([False]), np.array([True])), YES_OR_NO, "unknown"),
    ],
)
def test_a_value_in_words(value, unit, words):
    assert in_words(value, 0, unit) == words


@pytest.mark.parametrize("slug", POLICIES)
def test_a_policy_is_described_by_its_rules(slug):
    described = describe(build(slug))
    assert [rule.name for rule in described] == [rule.name for rule in build(slug).rules]
    assert all(rule.text and rule.cites and rule.outcome and rule.reason for rule in described)
    assert all(fact.words and fact.text and fact.unit for rule in described for fact in rule.facts)


@pytest.mark.parametrize("slug", POLICIES)
def test_every_rule_of_a_policy_can_be_explained(slug):
    record = [
        conviction(cycle=1),
        conviction("187 PC", raw_date=""),
        conviction("288(A) PC", on="2001-01-01"),
    ]
    analysis = judge(subject(raw_date="19630000", convictions=record), policy=slug)
    steps = analysis.explain(0)
    assert [step.rule for step in steps] == [rule.name for rule in analysis.policy.rules]
    assert all(fact.words and fact.value for step in steps for fact in step.facts)
    assert sum(step.decided for step in steps) <= 1
    assert {row for step in steps for fact in step.facts for row in fact.rows} <= {(0, 1), (0, 2), (0, 3)}


def test_a_pair_of_convictions_is_traced_to_both():
    pair = [
        conviction("136.1 PC", on="2001-01-01", cycle=2),
        conviction("186.22(B)(4) PC", on="2001-01-01", cycle=2),
    ]
    analysis = judge(subject(convictions=[conviction(), *pair, conviction("187 PC")]), policy="los-angeles")
    (step,) = [step for step in analysis.explain(0) if step.rule == "super_strike_before"]
    assert step.facts[0].rows == ((0, 2), (0, 3), (0, 4))


def test_what_the_statute_says_is_explained_beside_the_policy():
    analysis = judge(subject(), policy="dismiss-all")
    (step,) = [step for step in analysis.explain_statute(0) if step.decided]
    assert step.reason == analysis.convictions["statute_reason"][0] == "A misdemeanor under current law"


def test_the_rule_that_decides_gives_the_outcome_and_the_reason():
    analysis = judge(subject(convictions=[conviction(grade="MISDEMEANOR")]), policy="sacramento")
    (step,) = [step for step in analysis.explain(0) if step.decided]
    assert [step.outcome, step.reason] == analysis.convictions[["outcome", "reason"]].iloc[0].tolist()

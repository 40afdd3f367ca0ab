"""How a policy decides: the first rule that applies, and a person exactly where the unknown matters."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from eligibility.law.determination import determine
from eligibility.law.engine import (
    NO,
    UNKNOWN,
    YES,
    Facts,
    Policy,
    Programme,
    Rule,
    decide,
    fact,
    facts_of,
    rule,
)
from eligibility.law.outcomes import Outcome
from eligibility.law.policies import POLICIES, build
from eligibility.law.values import Answer, Choice, Range, certain
from tests.law.models import configurable

HAND = 2
ANSWERS = (YES, NO, UNKNOWN)


def outcomes_of_all_fillings(answers: tuple[int, ...], outcomes: tuple[int, ...]) -> set[int]:
    """Every outcome that some way of filling the unknown answers leads to, one filling at a time."""
    found = set()
    for filling in product(*[(YES, NO) if answer == UNKNOWN else (answer,) for answer in answers]):
        applying = [outcome for answer, outcome in zip(filling, outcomes, strict=True) if answer == YES]
        found.add(applying[0] if applying else HAND)
    return found


@pytest.mark.parametrize("outcomes", list(product(range(3), repeat=3)))
def test_a_person_decides_exactly_where_filling_the_unknown_would_change_the_outcome(outcomes):
    tables = list(product(ANSWERS, repeat=3))
    decided, blocked = decide(np.array(tables, dtype=np.int8).T, np.array(outcomes), HAND)
    for place, answers in enumerate(tables):
        possible = outcomes_of_all_fillings(answers, outcomes)
        assert (blocked[place] >= 0) == (len(possible) > 1)
        if len(possible) == 1:
            assert possible == {[*outcomes, HAND][decided[place]]}


def outcomes_from_behind(table: np.ndarray, outcomes: np.ndarray) -> np.ndarray:
    """For each column the outcomes, as bits, that its answers leave open: from the last rule to the first."""
    possible = np.full(table.shape[1], 1 << HAND)
    for answer, outcome in zip(table[::-1], outcomes[::-1], strict=True):
        this = 1 << outcome
        possible = np.select([answer == YES, answer == NO], [this, possible], possible | this)
    return possible


def every_table(rules: int) -> np.ndarray:
    """Every table of answers, a column each. What comes after the first yes cannot matter: it is unknown."""
    tables = [np.full((rules, 2**place), UNKNOWN, dtype=np.int8) for place in range(rules + 1)]
    for place, table in enumerate(tables):
        table[place : place + 1] = YES
        table[:place] = -(np.arange(2**place) >> np.arange(place)[:, np.newaxis] & 1)
    return np.hstack(tables)


@pytest.mark.parametrize("slug", POLICIES)
def test_whatever_the_answers_of_its_rules_a_policy_decides_what_they_leave_open(slug):
    rules = build(slug, configurable.OPTIONS if slug == "configurable" else None).rules
    outcomes = np.array([[*Outcome].index(asked.outcome) for asked in rules])
    table = every_table(len(rules))
    hand = [*Outcome].index(Outcome.HAND_REVIEW)
    decided, blocked = decide(table, outcomes, hand)
    possible = outcomes_from_behind(table, np.where(outcomes == hand, HAND, outcomes + HAND + 1))
    assert ((blocked >= 0) == (np.bitwise_count(possible) > 1)).all()
    sure = blocked < 0
    by_rule = np.append(np.where(outcomes == hand, HAND, outcomes + HAND + 1), HAND)[decided]
    assert (possible[sure] == 1 << by_rule[sure]).all()


def test_every_table_of_answers_is_tried():
    until_yes = {
        tuple(column[: column.index(YES) + 1] if YES in column else column)
        for column in every_table(3).T.tolist()
    }
    assert until_yes == {
        (*before, YES) if len(before) < 3 else before
        for place in range(4)
        for before in product((NO, UNKNOWN), repeat=place)
    }


def test_the_first_rule_surely_applying_gives_the_reason():
    decided, blocked = decide(np.array([[UNKNOWN], [YES], [YES]], dtype=np.int8), np.array([1, 1, 0]), HAND)
    assert (decided.tolist(), blocked.tolist()) == ([1], [-1])


def test_the_rule_named_as_unanswered_is_one_that_would_have_decided_otherwise():
    table = np.array([[UNKNOWN], [UNKNOWN], [YES]], dtype=np.int8)
    assert decide(table, np.array([1, 0, 1]), HAND)[1].tolist() == [1]


def test_no_rules_decide_nothing():
    decided, blocked = decide(np.empty((0, 2), dtype=np.int8), np.array([], dtype=int), HAND)
    assert (decided.tolist(), blocked.tolist()) == ([0, 0], [-1, -1])


@fact("the color", "words", sources=lambda history, number: np.array([number]))
def color(seen: Choice) -> Choice:
    """What was seen."""
    return seen


@rule(Outcome.DISMISSAL, cites="Rule 1", reason="It is {wanted}", whether="it is {wanted}")
def is_wanted(color: Choice, wanted: str) -> Answer:
    """It has the wanted color."""
    return color == wanted


@rule(Outcome.REDUCTION, cites="Rule 2", reason="It is {color}", whether="it is there", option="counted")
def is_there(color: Choice) -> Answer:
    """It has any color."""
    return certain(np.ones(len(color), dtype=bool))


@rule(Outcome.NOT_ELIGIBLE, cites="Rule 3", reason="Bad {bad}", whether="it is {bad}", each=("bad", "bads"))
def is_bad(color: Choice, bad: str) -> Answer:
    """It has a bad color."""
    return color == bad


def policy(**options: object) -> Policy:
    given = {"wanted": "", "counted": False, "bads": ()} | options
    programme = Programme("Colors", {"color": color}, (), (), (), bool, lambda: pd.DataFrame())
    return Policy("Colors", "colors", programme, (is_bad, is_wanted, is_there), given, lambda charge: "")


def colors(*names: str) -> Choice:
    known = ("red", "blue")
    codes = np.array([known.index(name) if name else -1 for name in names])
    return Choice(codes, known, np.where(codes < 0, 4, 0).astype(np.uint8))


def reasons(chosen: Policy, *names: str) -> list[str]:
    facts = Facts(chosen.programme.facts, {"seen": colors(*names), **chosen.options})
    return list(determine(chosen, facts, len(names)).reason)


def test_an_option_that_is_not_set_takes_its_rule_out():
    assert [asked.name for asked in policy().rules] == []
    assert [asked.name for asked in policy(wanted="red").rules] == ["is_wanted"]


def test_a_rule_is_repeated_for_each_value_of_its_option():
    assert [asked.name for asked in policy(bads=("red", "blue")).rules] == ["is_bad_red", "is_bad_blue"]
    assert reasons(policy(bads=("red", "blue")), "blue") == ["Bad blue"]


def test_reasons_are_filled_with_options_and_facts():
    assert reasons(policy(wanted="red", counted=True), "red", "blue") == ["It is red", "It is blue"]


def test_nothing_applies_is_said_as_such():
    assert reasons(policy(wanted="red"), "blue") == ["No applicable eligibility criteria"]


def test_the_reason_names_what_is_missing():
    assert reasons(policy(wanted="red"), "") == [
        "Cannot decide whether it is red: the color could not be read"
    ]


def test_options_and_facts_must_not_share_a_name():
    with pytest.raises(ValueError, match="color"):
        policy(color="red")


def test_facts_are_worked_out_once_and_only_when_asked():
    calls = []

    @fact("the counted", "number")
    def counted() -> Range:
        """Counts its calls."""
        calls.append(1)
        return Range.exact([1])

    facts = Facts({"counted": counted}, {})
    assert not calls
    assert facts["counted"] is facts["counted"]
    assert len(calls) == 1


def test_facts_of_a_module_are_those_it_declares():
    class Module:
        first = color
        other = 3

    Module.__dict__  # noqa: B018
    assert facts_of(Module) == {"color": color}
    assert isinstance(is_wanted, Rule)

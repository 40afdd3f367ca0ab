"""What follows from a model's rules when some of a record is unknown."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from tests.law.models.records import Conviction, Record

HAND = "Hand Review"
DISMISS = "Eligible for Dismissal"
REDUCE = "Eligible for Reduction"
NOT = "Not eligible"
MAYBE = "Maybe Eligible - Flag for Review"
CITY = "To be reviewed by City Attorneys"
NOTHING = (HAND, "No applicable eligibility criteria")

# A rule of a model: outcome, reason, and the question about a record and one of its convictions.
Question = Callable[[Record, Conviction], bool]
Rule = tuple[str, str, Question]


def answers(rules: list[Rule], records: list[Record], number: int) -> list[set[bool]]:
    """For each rule, every answer that one of the records gives about the conviction of this number."""
    return [every_answer(ask, records, number) for _, _, ask in rules]


def every_answer(ask: Question, records: list[Record], number: int) -> set[bool]:
    found: set[bool] = set()
    for record in records:
        found.add(ask(record, record.convictions[number]))
        if len(found) == 2:
            return found
    return found


def verdict(rules: list[Rule], said: list[set[bool]]) -> tuple[str, str | None]:
    """The outcome, and the reason unless a person has to decide.

    Every way of filling the answers is tried. If all lead to one outcome, the reason is that of the first
    rule that applies whatever the filling.
    """
    certain = [rule for rule, answer in zip(rules, said, strict=True) if answer == {True}]
    sure = [(outcome, reason) for outcome, reason, _ in certain]
    decided = sure[0] if sure else NOTHING
    outcomes = set()
    for filling in product(*said):
        applying = [rule[0] for rule, yes in zip(rules, filling, strict=True) if yes]
        outcomes.add(applying[0] if applying else HAND)
    return decided if len(outcomes) == 1 else (HAND, None)

"""What a policy says about each conviction, and why."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

import numpy as np
import numpy.typing as npt
import pandas as pd

from eligibility.law.engine import Facts, Policy, Rule, ask, decide
from eligibility.law.outcomes import NOTHING_APPLIES, Outcome
from eligibility.law.values import HOLE_WORDS, CodeArray, Hole, IntArray, category, hole_of

OUTCOMES = tuple(Outcome)
HAND_REVIEW = OUTCOMES.index(Outcome.HAND_REVIEW)


@dataclass(frozen=True)
class Determination:
    """The table of answers of a policy (a row for each rule, a column for each conviction) and what follows
    from it.

    `decided_by` numbers the rule that decides, and is the number of rules where none applies. `blocked_by`
    numbers the rule that cannot be answered and would have decided otherwise, or is -1; then a person
    decides. `outcome`, `reason`, `rule` and `cites` have one place a conviction.
    """

    policy: Policy
    answers: npt.NDArray[np.int8]
    decided_by: IntArray
    blocked_by: IntArray
    outcome: pd.Categorical
    reason: pd.Categorical
    rule: pd.Categorical
    cites: pd.Categorical


def determine(policy: Policy, facts: Facts, size: int) -> Determination:
    """Apply a policy to the `size` convictions that the facts are about.

    The first rule that applies decides. Where none does, and where a rule that cannot be answered might have
    decided otherwise, the outcome is Hand Review.
    """
    rules = policy.rules
    numbers = np.array([OUTCOMES.index(rule.outcome) for rule in rules], dtype=np.int64)
    answers = ask(rules, facts, size)
    decided_by, blocked_by = decide(answers, numbers, HAND_REVIEW)
    by_rule = np.append(numbers, HAND_REVIEW)[decided_by]
    outcome = np.where(blocked_by >= 0, HAND_REVIEW, by_rule)
    # A blocked conviction is decided by no rule: it shares the last, empty name with those to which none
    # applies.
    speaking = np.where(blocked_by >= 0, len(rules), decided_by)
    return Determination(
        policy=policy,
        answers=answers,
        decided_by=decided_by,
        blocked_by=blocked_by,
        outcome=category(outcome, [str(name) for name in OUTCOMES]),
        reason=_reasons(rules, facts, decided_by, blocked_by),
        rule=_named([rule.name for rule in rules], speaking),
        cites=_named(["; ".join(rule.cites) for rule in rules], speaking),
    )


def _named(names: list[str], numbers: IntArray) -> pd.Categorical:
    codes, texts = pd.factorize(np.array([*names, ""], dtype=object))
    return category(codes[numbers], list(texts))


def _reasons(
    rules: tuple[Rule, ...], facts: Facts, decided_by: IntArray, blocked_by: IntArray
) -> pd.Categorical:
    texts: dict[str, int] = {NOTHING_APPLIES: 0}
    codes = np.zeros(len(decided_by), dtype=np.int64)
    for number, rule in enumerate(rules):
        for places, text in _filled(
            rule.reason, facts, np.flatnonzero((decided_by == number) & (blocked_by < 0))
        ):
            codes[places] = texts.setdefault(text, len(texts))
        for places, text in _holes(rule, facts, np.flatnonzero(blocked_by == number)):
            codes[places] = texts.setdefault(text, len(texts))
    return category(codes, list(texts))


def _filled(template: str, facts: Facts, places: IntArray) -> list[tuple[IntArray, str]]:
    """The places with each text that a template gives when the facts in its braces are put in."""
    names = [name for _, name, _, _ in Formatter().parse(template) if name]
    if not names:
        return [(places, template)]
    values = {name: facts[name] for name in names}
    groups = _groups([values[name].codes[places] for name in names])
    return [
        (
            places[group],
            template.format(
                **{name: values[name].names[values[name].codes[places[group[0]]]] for name in names}
            ),
        )
        for group in groups
    ]


def _holes(rule: Rule, facts: Facts, places: IntArray) -> list[tuple[IntArray, str]]:
    """The places with each text that says why the rule cannot be answered there."""
    if not len(places):
        return []
    read = [(declared, hole_of(facts[declared.name])) for declared in facts.read_for(rule.needs)]
    with_holes = [(declared, hole[places]) for declared, hole in read if hole is not None]
    texts = []
    for group in _groups([hole for _, hole in with_holes]):
        missing = [
            f"{declared.hole} {HOLE_WORDS[Hole(hole[group[0]])]}"
            for declared, hole in with_holes
            if hole[group[0]]
        ]
        for part, whether in _filled(rule.whether, facts, places[group]):
            texts.append((part, f"Cannot decide whether {whether}: {'; '.join(dict.fromkeys(missing))}"))
    return texts


def _groups(columns: list[IntArray] | list[CodeArray]) -> list[IntArray]:
    """Positions whose values agree in all columns, group by group."""
    if not len(columns[0]):
        return []
    _, group = np.unique(np.column_stack(columns), axis=0, return_inverse=True)
    return [np.flatnonzero(group == number) for number in range(group.max() + 1)]

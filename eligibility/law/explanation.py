"""Why: the trace of one conviction, and the description of a policy, both made from the rules themselves."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.law.determination import Determination
from eligibility.law.engine import ANSWER_WORDS, Facts, Policy, Rule
from eligibility.law.wording import in_words


@dataclass(frozen=True)
class FactRead:
    """A fact that a rule read: in words, its value in words, and the (file, row) it comes from."""

    words: str
    value: str
    rows: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Step:
    """One rule of the policy, asked about one conviction.

    `answer` is "yes", "no" or "unknown". `decided` marks the rule that settles the outcome: the first with
    the answer yes, or, where a person must decide, the rule that could not be answered.
    """

    rule: str
    text: str
    cites: tuple[str, ...]
    outcome: str
    reason: str
    answer: str
    decided: bool
    facts: tuple[FactRead, ...]


def explain(determination: Determination, facts: Facts, place: int) -> list[Step]:
    """Every rule of the policy in order, asked about the conviction at this place."""
    blocked = determination.blocked_by[place]
    decisive = blocked if blocked >= 0 else determination.decided_by[place]
    return [
        Step(
            rule=rule.name,
            text=rule.text,
            cites=rule.cites,
            outcome=str(rule.outcome),
            reason=rule.reason,
            answer=ANSWER_WORDS[int(determination.answers[number, place])],
            decided=bool(number == decisive),
            facts=_facts_read(rule, facts, place),
        )
        for number, rule in enumerate(determination.policy.rules)
    ]


def _facts_read(rule: Rule, facts: Facts, place: int) -> tuple[FactRead, ...]:
    """The facts that the rule names, and those read from the rows on which they rest."""
    history, number = facts["history"], int(facts["chosen"][place])
    named = [facts.declared[name] for name in rule.needs if name in facts.declared]
    under = facts.read_for(rule.needs)
    read = {declared.name: declared for declared in (*named, *under)}
    return tuple(
        FactRead(
            words=declared.words,
            value=in_words(facts[declared.name], place, declared.unit),
            rows=tuple(history.place(row) for row in declared.sources(history, number))
            if declared.sources
            else (),
        )
        for declared in read.values()
    )


@dataclass(frozen=True)
class FactDescription:
    """A fact in words, its definition, and the unit it is counted in."""

    name: str
    words: str
    text: str
    unit: str


@dataclass(frozen=True)
class RuleDescription:
    """A rule for a reader: the text of law, the authorities, what follows, and the facts it asks about."""

    name: str
    text: str
    cites: tuple[str, ...]
    outcome: str
    reason: str
    whether: str
    facts: tuple[FactDescription, ...]


def describe(policy: Policy) -> list[RuleDescription]:
    """The rules of a policy in order, as the office's options leave them."""
    return [
        RuleDescription(
            name=rule.name,
            text=rule.text,
            cites=rule.cites,
            outcome=str(rule.outcome),
            reason=rule.reason,
            whether=rule.whether,
            facts=tuple(_described(policy, name) for name in rule.needs if name in policy.programme.facts),
        )
        for rule in policy.rules
    ]


def _described(policy: Policy, name: str) -> FactDescription:
    declared = policy.programme.facts[name]
    return FactDescription(declared.name, declared.words, declared.text, declared.unit)

"""Facts, rules and policies, and how a policy decides: three-valued, for any number of convictions at once.

A fact computes, a rule asks, a policy orders. Each is an ordinary function whose parameters name what it
needs: other facts, options of the office, or what the caller gives. The same functions decide, explain and
document.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from string import Formatter
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from eligibility.law.outcomes import Outcome
from eligibility.law.sections import Charge
from eligibility.law.values import Answer, IntArray

YES, NO, UNKNOWN = 1, 0, -1
ANSWER_WORDS = {YES: "yes", NO: "no", UNKNOWN: "unknown"}

# Rows of the frame that a fact about conviction number i of the history rests on.
Sources = Callable[[Any, int], IntArray]


@cache
def parameters(function: Callable[..., Any]) -> tuple[str, ...]:
    """The names of what a function needs."""
    return tuple(inspect.signature(function).parameters)


@dataclass(frozen=True)
class Fact:
    """A question about a conviction with one answer, or unknown.

    `words` name it for a reader ("the person's date of birth"); `hole` names what is missing when it is
    unknown, if that is something else; `unit` says how a value is written (`wording.py`) and, for years,
    which years are meant; `sources` gives the rows of the file it comes from, for a fact read from the
    history itself.
    """

    name: str
    function: Callable[..., Any]
    words: str
    unit: str
    hole: str
    sources: Sources | None
    needs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The definition, from the docstring."""
        return inspect.getdoc(self.function) or ""


def fact(
    words: str, unit: str, *, hole: str = "", sources: Sources | None = None
) -> Callable[[Callable[..., Any]], Fact]:
    """Declare a function to be a fact; its name is the fact's name."""

    def declare(function: Callable[..., Any]) -> Fact:
        return Fact(function.__name__, function, words, unit, hole or words, sources, parameters(function))

    return declare


def facts_of(*modules: object) -> dict[str, Fact]:
    """The facts that modules declare, by name."""
    return {
        value.name: value for module in modules for value in vars(module).values() if isinstance(value, Fact)
    }


@dataclass(frozen=True)
class Rule:
    """One question of a policy: if the answer is yes, the outcome follows, with the reason.

    `whether` completes "Cannot decide whether …". Reason and `whether` may name options and facts in braces.
    `option` is the option without which the rule is out. `each`, as in ("section", "dismiss"), repeats the
    rule for every value of an option under the name of a parameter.
    """

    name: str
    function: Callable[..., Answer]
    outcome: Outcome
    cites: tuple[str, ...]
    reason: str
    whether: str
    option: str | None = None
    each: tuple[str, str] | None = None
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence of law or policy that the rule puts, from the docstring."""
        return inspect.getdoc(self.function) or ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The facts and options the question is about."""
        return tuple(name for name in parameters(self.function) if name not in self.given)


def rule(
    outcome: Outcome,
    *,
    cites: str | tuple[str, ...],
    reason: str,
    whether: str,
    option: str | None = None,
    each: tuple[str, str] | None = None,
) -> Callable[[Callable[..., Answer]], Rule]:
    """Declare a function to be a rule; its docstring is the text of law."""
    authorities = (cites,) if isinstance(cites, str) else cites

    def declare(function: Callable[..., Answer]) -> Rule:
        return Rule(function.__name__, function, outcome, authorities, reason, whether, option, each)

    return declare


@dataclass(frozen=True)
class Flag:
    """Why a person should look at a conviction, whatever the policy says; raised by yes and by unknown."""

    name: str
    function: Callable[..., Answer]
    words: str


def flag(words: str) -> Callable[[Callable[..., Answer]], Flag]:
    """Declare a function to be a flag; its name is the flag's name."""

    def declare(function: Callable[..., Answer]) -> Flag:
        return Flag(function.__name__, function, words)

    return declare


@dataclass(frozen=True)
class Programme:
    """What the law of one kind of relief is about, apart from any policy.

    `safeguards` are rules that stand before those of every policy, `statute` those of the statute alone.
    `flags` are in the order in which they are shown. `mistaken` says which charges only look as if they were
    of concern. `row_facts` makes the added columns of the result files.
    """

    name: str
    facts: Mapping[str, Fact]
    flags: tuple[Flag, ...]
    safeguards: tuple[Rule, ...]
    statute: tuple[Rule, ...]
    mistaken: Callable[[Charge], bool]
    row_facts: Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Policy:
    """Rules in order, with the options an office has chosen: the first rule that applies decides.

    `concern` gives the section for which the policy judges a conviction of a charge, "" if it does not.
    """

    name: str
    slug: str
    programme: Programme
    ordered: tuple[Rule, ...]
    options: Mapping[str, Any]
    concern: Callable[[Charge], str]

    def __post_init__(self) -> None:
        ambiguous = set(self.options) & set(self.programme.facts)
        if ambiguous:
            raise ValueError(f"Options and facts share their names: {', '.join(sorted(ambiguous))}")

    def statute_alone(self) -> Policy:
        """What the statute gives for the same convictions, whatever this policy adds."""
        return replace(self, name="Statute", slug="statute", ordered=self.programme.statute, options={})

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that ask, safeguards first: those whose option is set, repeated where they are `each`."""
        every = (*self.programme.safeguards, *self.ordered)
        return tuple(asked for rule in every for asked in self._asked(rule))

    def _asked(self, rule: Rule) -> list[Rule]:
        if rule.each is None:
            named = rule.needs if rule.option is None else (rule.option, *rule.needs)
            is_out = any(not self.options[name] for name in named if name in self.options)
            return [] if is_out else [replace(rule, **self._filled(rule, {}))]
        parameter, option = rule.each
        return [
            replace(rule, name=f"{rule.name}_{value}", **self._filled(rule, {parameter: value}))
            for value in self.options[option]
        ]

    def _filled(self, rule: Rule, given: dict[str, Any]) -> dict[str, Any]:
        chosen = {**self.options, **given}
        return {
            "given": given,
            "reason": _fill(rule.reason, chosen),
            "whether": _fill(rule.whether, chosen),
        }


def _fill(template: str, values: Mapping[str, Any]) -> str:
    """Put options into the braces of a template, and leave other braces (facts) as they are."""
    return "".join(
        text + ("" if name is None else str(values[name]) if name in values else f"{{{name}}}")
        for text, name, _, _ in Formatter().parse(template)
    )


class Facts:
    """The facts of a set of convictions, each worked out once, when it is first asked for.

    `given` are the values that facts start from: the history, the chosen convictions, the as-of date, the
    options.
    """

    def __init__(self, declared: Mapping[str, Fact], given: Mapping[str, Any]) -> None:
        self.declared = declared
        self.given = dict(given)
        self._values: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name in self.given:
            return self.given[name]
        if name not in self._values:
            self._values[name] = self.call(self.declared[name].function)
        return self._values[name]

    def call(self, function: Callable[..., Any], given: Mapping[str, Any] | None = None) -> Any:
        """Call a function with the facts and options that its parameters name."""
        known = given or {}
        return function(
            **{name: known[name] if name in known else self[name] for name in parameters(function)}
        )

    def read_for(self, needs: tuple[str, ...]) -> list[Fact]:
        """The facts read from the history itself, on which these facts rest, each once."""
        found: dict[str, Fact] = {}
        for name in needs:
            declared = self.declared.get(name)
            if declared is None:
                continue
            if declared.sources is not None:
                found[name] = declared
            found.update({under.name: under for under in self.read_for(declared.needs)})
        return list(found.values())


def ask(rules: tuple[Rule, ...], facts: Facts, size: int) -> npt.NDArray[np.int8]:
    """The table of answers: a row for each rule, a column for each conviction; YES, NO or UNKNOWN."""
    table = np.empty((len(rules), size), dtype=np.int8)
    for number, rule in enumerate(rules):
        said = facts.call(rule.function, rule.given)
        table[number] = np.where(said.isna(), UNKNOWN, said.to_numpy(dtype=np.int8, na_value=NO))
    return table


def decide(table: npt.NDArray[np.int8], outcomes: IntArray, default: int) -> tuple[IntArray, IntArray]:
    """The rule that decides each conviction, and the rule that stands in the way of a decision.

    `outcomes` numbers the outcome of each rule, `default` is that of no rule. Where no rule applies, the
    first array holds the number of rules. Where the second is not -1, a person must decide: some way of
    filling the unknown answers would lead to another outcome. Each unknown answer may be filled with yes or
    no, whatever the others are.
    """
    rules, size = table.shape
    sure = np.vstack([table == YES, np.ones((1, size), dtype=bool)])
    decides = sure.argmax(axis=0)
    all_outcomes = np.append(outcomes, default)
    earlier = np.arange(rules)[:, np.newaxis] < decides
    other = outcomes[:, np.newaxis] != all_outcomes[decides]
    in_the_way = (table == UNKNOWN) & earlier & other
    blocked = in_the_way.any(axis=0)
    return decides, np.where(blocked, in_the_way.argmax(axis=0) if rules else -1, -1)

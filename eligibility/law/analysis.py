"""Apply a policy to everybody in a frame of the state's rows, and keep what is needed to explain every
answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from eligibility.law.columns import fold
from eligibility.law.determination import Determination, determine
from eligibility.law.engine import Facts, Policy
from eligibility.law.explanation import Step, explain
from eligibility.law.history import History, read_history
from eligibility.law.impact import PeopleCounts, count_people
from eligibility.law.problems import NO_NAMES, find_problems
from eligibility.law.sources import deceased_persons
from eligibility.law.values import Answer, Choice, FloatArray, IntArray, category
from uploads.formats.problems import Problem


@dataclass(frozen=True)
class Analysis:
    """What a policy says about the convictions of concern in one county, and on which facts.

    `chosen` numbers these convictions among all of the history, in order of first appearance.
    """

    policy: Policy
    county: str
    as_of: date
    history: History
    chosen: IntArray
    facts: Facts
    determination: Determination
    file_names: Mapping[int, str]

    @property
    def positions(self) -> IntArray:
        """The position in the frame of the row of each conviction of concern."""
        return self.history.convictions.row[self.chosen]

    @cached_property
    def convictions(self) -> pd.DataFrame:
        """One row for each conviction of concern in the county, in order of first appearance.

        `position` (int64) is the position of its row in the frame. Texts are of dtype category or object;
        `grade` is category, missing if unknown. `convicted_earliest` and `convicted_latest` are datetime64,
        equal where the date is known, missing where nothing is. `flags` holds tuples of names in declared
        order. `statute_outcome` and `statute_reason` are what the statute alone gives. Numbers are float64;
        ages and years are missing if unknown.
        """
        return pd.DataFrame(self._identity() | self._determined() | self._numbers())

    @cached_property
    def subjects(self) -> pd.DataFrame:
        """One row for each person of the frame, in order of first appearance.

        Columns: `subject`, `name`, `cii_number` and `born` (texts as in the person's first row), `deceased`
        (bool), `first_position` (int64, the position of that row in the frame).
        """
        people = self.history.people
        return pd.DataFrame(
            {
                "subject": list(people.keys),
                "name": list(people.names),
                "cii_number": list(people.cii_numbers),
                "born": list(people.born_texts),
                "deceased": deceased_persons(self.history),
                "first_position": people.first_row,
            }
        )

    @cached_property
    def row_facts(self) -> pd.DataFrame:
        """The columns that the result files add, as texts, by position of the row in the frame: see the
        programme."""
        return self.policy.programme.row_facts(self.facts, self.determination)

    @cached_property
    def problems(self) -> list[Problem]:
        """What could not be understood in the rows, in the order of the file."""
        mistaken = self.policy.programme.mistaken
        return find_problems(self.history, self.policy.concern, mistaken, self.file_names)

    @cached_property
    def statute(self) -> Determination:
        """What the statute alone says, whatever the office's policy."""
        return determine(self.policy.statute_alone(), self.facts, len(self.chosen))

    @cached_property
    def flags(self) -> npt.NDArray[np.bool_]:
        """Whether each flag (a row, in declared order) is raised for each conviction: by yes, and by
        unknown."""
        flags = self.policy.programme.flags
        raised = np.empty((len(flags), len(self.chosen)), dtype=bool)
        for number, flag in enumerate(flags):
            said: Answer = self.facts.call(flag.function)
            raised[number] = said.to_numpy(dtype=bool, na_value=True)
        return raised

    def people_counts(self) -> PeopleCounts:
        """People who have a felony, any conviction, or one of the last seven years: now, and after this
        relief."""
        return count_people(self.history, self.chosen, np.asarray(self.determination.outcome))

    def numbers_of(self, count_order: str) -> list[int]:
        """The numbers in `convictions` of those with a CNT_ORDER: one for each person who has it."""
        orders = self.history.order_texts.of(self.positions)
        return [number for number, order in enumerate(orders) if order == count_order]

    def explain(self, number: int) -> list[Step]:
        """For conviction `number` of `convictions`: every rule in order, its answer and the facts it read."""
        return explain(self.determination, self.facts, number)

    def explain_statute(self, number: int) -> list[Step]:
        """The same for the rules of the statute alone."""
        return explain(self.statute, self.facts, number)

    def _identity(self) -> dict[str, object]:
        history, chosen = self.history, self.chosen
        rows, person = self.positions, history.convictions.person[chosen]
        convicted_on = self.facts["convicted_on"]
        return {
            "position": rows,
            "subject": np.array(history.people.keys, dtype=object)[person],
            "count_order": history.order_texts.words(rows).as_category(),
            "section": self.facts["charge"].as_category(),
            "code_section": self.facts["concern"].as_category(),
            "grade": category(self.facts["grade"].codes, self.facts["grade"].names),
            "convicted_earliest": _days(convicted_on.low),
            "convicted_latest": _days(convicted_on.high),
            "case_number": self.facts["case_number"].as_category(),
            "description": history.descriptions.words(rows).as_category(),
            "comment": history.comments.words(rows).as_category(),
        }

    def _determined(self) -> dict[str, object]:
        return {
            "outcome": self.determination.outcome,
            "reason": self.determination.reason,
            "rule": self.determination.rule,
            "cites": self.determination.cites,
            "statute_outcome": self.statute.outcome,
            "statute_reason": self.statute.reason,
            "flags": _flag_names(self.flags, tuple(flag.name for flag in self.policy.programme.flags)),
        }

    def _numbers(self) -> dict[str, object]:
        return {
            name: np.where(value.known, value.low, np.nan)
            for name in ("age_at_conviction", "years_since_conviction", "years_since_latest_conviction")
            for value in [self.facts[name]]
        } | {"convictions_on_record": self.facts["convictions_on_record"].high}


def analyse(
    frame: pd.DataFrame, *, policy: Policy, county: str, as_of: date, file_names: Mapping[int, str] = NO_NAMES
) -> Analysis:
    """Apply a policy to the convictions of concern in a county.

    `frame` has the columns of `columns.READ` as category or strings, one row a row of the state's file, and
    `file` and `row` if it is known where they come from; `file_names` are the names of those files, for the
    problems. The county is compared whole, in upper case. Raises KeyError for a missing column.
    """
    history = read_history(frame, as_of)
    of_concern = history.convictions_where(policy.concern)
    in_county = history.counties.where(lambda name: name == fold(county))[history.convictions.row]
    chosen = np.flatnonzero(of_concern & in_county)
    return analyse_history(history, chosen, policy, county, file_names)


def analyse_history(
    history: History, chosen: IntArray, policy: Policy, county: str, file_names: Mapping[int, str] = NO_NAMES
) -> Analysis:
    """Apply a policy to chosen convictions of a history that has been read already."""
    given = {
        "history": history,
        "chosen": chosen,
        "as_of": history.as_of,
        "concern": _concern(history, chosen, policy),
        **policy.options,
    }
    facts = Facts(policy.programme.facts, given)
    determination = determine(policy, facts, len(chosen))
    # Flags may ask what was determined.
    facts.given["outcome"] = Choice(
        determination.outcome.codes.astype(np.int64), tuple(determination.outcome.categories)
    )
    return Analysis(policy, county, history.as_of, history, chosen, facts, determination, file_names)


def _concern(history: History, chosen: IntArray, policy: Policy) -> Choice:
    """The section for which each chosen conviction is of concern."""
    sections = [policy.concern(charge) for charge in history.charges.distinct]
    names = {text: code for code, text in enumerate(dict.fromkeys(sections))}
    codes = np.array([names[text] for text in sections], dtype=np.int64)
    return Choice(codes[history.charges.of_row[history.convictions.row[chosen]]], tuple(names))


def _days(days: FloatArray) -> npt.NDArray[np.datetime64]:
    """Day numbers as datetime64[s], missing where infinite."""
    finite = np.isfinite(days)
    whole = np.where(finite, days, 0).astype(np.int64).astype("datetime64[D]").astype("datetime64[s]")
    whole[~finite] = np.datetime64("NaT")
    return whole


def _flag_names(raised: npt.NDArray[np.bool_], names: tuple[str, ...]) -> npt.NDArray[np.object_]:
    """For each conviction the names of its flags; each distinct combination is made once."""
    weights = 1 << np.arange(len(names), dtype=np.int64)
    places, distinct = pd.factorize(weights @ raised)
    combinations = np.empty(len(distinct), dtype=object)
    for place, mask in enumerate(distinct.tolist()):
        combinations[place] = tuple(name for number, name in enumerate(names) if mask >> number & 1)
    return combinations[places]

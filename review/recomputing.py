"""What the policy says of a person with the facts that people have corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from eligibility.law import policies
from eligibility.law.analysis import Analysis, analyse
from eligibility.law.explanation import Step
from eligibility.law.outcomes import Outcome
from eligibility.models import Determination, Run
from records.models import Subject
from records.sealing import without_sealed
from records.services import person_frame
from uploads.formats.columns import NEEDED

from .models import Correction, Item, Recomputation

COLUMNS = {
    Correction.Fact.DATE: "STP_EVENT_DATE",
    Correction.Fact.SECTION: "OFFENSE_DESCR",
    Correction.Fact.GRADE: "CONV_STAT_DESCR",
}
NOT_OF_CONCERN = (
    "With the corrected section, the policy does not concern this conviction: a person must decide"
)
# What a correction can change: the answer, and the facts that it rests on.
ANSWER = ("outcome", "reason", "rule", "cites", "statute_outcome", "statute_reason")
FACTS = ("section", "code_section", "grade", "case_number", "description")
READ = ["count_order", "flags", "convicted_earliest", "convicted_latest", *ANSWER, *FACTS]


def as_filed(frame: pd.DataFrame, count_order: str, fact: str) -> str:
    """What the first row of a conviction says of a fact."""
    rows = frame.loc[frame["CNT_ORDER"] == count_order, COLUMNS[Correction.Fact(fact)]]
    return str(rows.iloc[0] or "") if len(rows) else ""


def answers(
    subject: Subject, run: Run, frame: pd.DataFrame, determinations: Iterable[Determination]
) -> dict[int, Recomputation]:
    """What the policy says of a person's convictions with the corrections, by determination; not saved."""
    convictions = analysis_of(subject, run, frame).convictions[READ]
    rows = {row["count_order"]: row for row in convictions.to_dict("records")}
    return {
        determination.pk: answer(determination, rows.get(determination.conviction.count_order))
        for determination in determinations
    }


def answer(determination: Determination, row: dict[Any, Any] | None) -> Recomputation:
    if row is None:
        facts = {name: getattr(determination, name) for name in FACTS}
        return Recomputation(
            determination=determination,
            outcome=Outcome.HAND_REVIEW,
            reason=NOT_OF_CONCERN,
            convicted_earliest=determination.convicted_earliest,
            convicted_latest=determination.convicted_latest,
            **facts,
        )
    return Recomputation(
        determination=determination,
        flags=list(row["flags"]),
        convicted_earliest=day(row["convicted_earliest"]),
        convicted_latest=day(row["convicted_latest"]),
        **{name: "" if pd.isna(row[name]) else str(row[name]) for name in (*ANSWER, *FACTS)},
    )


def day(moment: pd.Timestamp) -> date | None:
    return None if pd.isna(moment) else moment.date()


def corrections_of(subjects: Iterable[int]) -> list[Correction]:
    found = Correction.objects.filter(conviction__subject__in=subjects).select_related("conviction")
    return list(found.order_by("id"))


def corrected(frame: pd.DataFrame, corrections: Iterable[Correction]) -> pd.DataFrame:
    """The person's rows as the court files have them: the last correction of a fact holds.

    `frame` has the file's columns as text; a correction holds for all rows of its conviction. A section takes
    the place of the charge's own, and the rest of the charge's text stays.
    """
    holding = {(one.conviction.count_order, one.fact): one.value for one in corrections}
    frame = frame.copy()
    for (count_order, fact), value in holding.items():
        if value:
            rows, column = frame["CNT_ORDER"] == count_order, COLUMNS[Correction.Fact(fact)]
            frame.loc[rows, column] = [with_value(fact, value, text) for text in frame.loc[rows, column]]
    return frame


def with_value(fact: str, value: str, text: str | None) -> str:
    if fact != Correction.Fact.SECTION:
        return value
    _, dash, rest = (text or "").partition("-")
    return f"{value}{dash}{rest}"


def run_with_policy(run: int) -> Run:
    """A run with all that is needed to ask its policy again."""
    return Run.objects.select_related("policy_version", "office").get(pk=run)


def analysis_of(subject: Subject, run: Run, frame: pd.DataFrame) -> Analysis:
    """The person alone, by the policy of a run, with what people have corrected."""
    version = run.policy_version
    policy = policies.build(version.policy, version.options)
    rows = corrected(frame, corrections_of([subject.pk]))
    return analyse(rows, policy=policy, county=run.office.county, as_of=run.as_of)


def explain(item: Item) -> list[Step]:
    """Every rule in order with its answer and the facts it read, from rows that the pages show; nothing where
    the newest file has not the conviction any more."""
    frame = person_frame(item.subject, NEEDED)
    analysis = analysis_of(item.subject, run_with_policy(item.run_id), frame)
    numbers = analysis.numbers_of(item.conviction.count_order)
    steps = analysis.explain(numbers[0]) if numbers else []
    shown = without_sealed(frame, item.subject)
    return steps if shown is frame else [resting_on(shown, step) for step in steps]


def resting_on(shown: pd.DataFrame, step: Step) -> Step:
    """The rule without references to rows that are not shown."""
    places = set(zip(shown["file"], shown["row"], strict=True))
    facts = (
        replace(fact, rows=tuple(place for place in fact.rows if place in places)) for fact in step.facts
    )
    return replace(step, facts=tuple(facts))


def effective(determinations: list[Determination]) -> dict[int, Recomputation]:
    """The answers of a new run for those whose facts people have corrected before, by determination.

    Corrections are few: only their people are asked about.
    """
    people = {determination.conviction.subject_id for determination in determinations}
    corrected_people = {one.conviction.subject_id for one in corrections_of(people)}
    found: dict[int, Recomputation] = {}
    for subject in Subject.objects.filter(pk__in=corrected_people):
        own = [one for one in determinations if one.conviction.subject_id == subject.pk]
        found |= answers(subject, own[0].run, person_frame(subject, NEEDED), own)
    return found

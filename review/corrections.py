"""Facts corrected by a person, and what the policy says with them. The state's file and its answer stay."""

from __future__ import annotations

import pandas as pd

from eligibility.law import policies
from eligibility.law.analysis import Analysis, analyse
from eligibility.law.explanation import Step
from records.services import person_frame

from .models import Correction, Item

COLUMNS = {
    Correction.Fact.DATE: "STP_EVENT_DATE",
    Correction.Fact.SECTION: "OFFENSE_DESCR",
    Correction.Fact.GRADE: "CONV_STAT_DESCR",
}


def corrections_of(subject_id: int) -> list[Correction]:
    found = Correction.objects.filter(conviction__subject=subject_id).select_related("conviction")
    return list(found.order_by("id"))


def corrected(frame: pd.DataFrame, corrections: list[Correction]) -> pd.DataFrame:
    """The person's rows as the court files have them: the later correction of a fact holds.

    `frame` has the file's columns as text; a correction holds for all rows of its conviction. A section takes
    the place of the charge's own, and the rest of the charge's text stays.
    """
    frame = frame.copy()
    for correction in corrections:
        if not correction.value:
            continue
        rows = frame["CNT_ORDER"] == correction.conviction.count_order
        column = COLUMNS[Correction.Fact(correction.fact)]
        frame.loc[rows, column] = [with_value(correction, text) for text in frame.loc[rows, column]]
    return frame


def with_value(correction: Correction, text: str | None) -> str:
    if correction.fact != Correction.Fact.SECTION:
        return correction.value
    _, dash, rest = (text or "").partition("-")
    return f"{correction.value}{dash}{rest}"


def analysis_of(item: Item, corrections: list[Correction], frame: pd.DataFrame | None = None) -> Analysis:
    """The person alone, by the policy of the item's run, with these corrections."""
    run = item.run
    version = run.policy_version
    rows = person_frame(item.subject) if frame is None else frame
    policy = policies.build(version.policy, version.options)
    return analyse(corrected(rows, corrections), policy=policy, county=run.office.county, as_of=run.as_of)


def explain(item: Item) -> list[Step]:
    """Every rule in order with its answer and the facts it read; nothing where the newest file has not the
    conviction any more."""
    analysis = analysis_of(item, corrections_of(item.subject_id))
    orders = analysis.convictions["count_order"].tolist()
    order = item.conviction.count_order
    return analysis.explain(orders.index(order)) if order in orders else []

"""The figures of a run, with the field names and the meaning that the earlier application gave them."""

from typing import Any

import numpy as np
import pandas as pd

from eligibility.law.analysis import Analysis
from eligibility.law.impact import PeopleCounts, count_people
from eligibility.law.outcomes import RELIEF, Outcome

GENERAL_DISMISSAL = "Misdemeanor or Infraction"


def summarise(analysis: Analysis, *, lines: int) -> dict[str, Any]:
    """The summary of a run over `lines` rows of input.

    `processingTimeInSeconds` is always null: the same input gives the same bytes, whatever the machine.
    """
    convictions = analysis.convictions
    earliest = earliest_conviction(convictions)
    relieved = convictions[convictions["outcome"].isin(RELIEF)]
    dismissed = convictions[convictions["outcome"] == Outcome.DISMISSAL]
    is_felony = (convictions["grade"] == "felony").fillna(value=False)
    by_section = {
        outcome: _counted(_by_own_rule(convictions, outcome, verb)["code_section"])
        for outcome, verb in ((Outcome.DISMISSAL, "Dismiss"), (Outcome.REDUCTION, "Reduce"))
    }
    others = dismissed.drop(_by_own_rule(convictions, Outcome.DISMISSAL, "Dismiss").index)
    return {
        "county": analysis.county,
        "lineCount": lines,
        "earliestConviction": None if pd.isna(earliest) else f"{earliest:%Y-%m-%dT00:00:00Z}",
        "processingTimeInSeconds": None,
        "prop64ConvictionsCountInCountyByCodeSection": _counted(convictions["code_section"]),
        "prop64FelonyConvictionsCountInCounty": int(is_felony.sum()),
        "prop64NonFelonyConvictionsCountInCounty": int((~is_felony).sum()),
        "subjectsWithProp64ConvictionCountInCounty": convictions["subject"].nunique(),
        "subjectsWithSomeReliefCount": relieved["subject"].nunique(),
        "convictionDismissalCountByCodeSection": by_section[Outcome.DISMISSAL],
        "convictionReductionCountByCodeSection": by_section[Outcome.REDUCTION],
        "convictionDismissalCountByAdditionalRelief": _counted(
            others.loc[others["reason"] != GENERAL_DISMISSAL, "reason"]
        ),
        "reliefWithCurrentEligibilityChoices": _people(analysis.people_counts()),
        "reliefWithDismissAllProp64": _people(if_all_dismissed(analysis)),
        "asOf": analysis.as_of.isoformat(),
        "policy": analysis.policy.name,
        "convictionsByDetermination": _counted(convictions["outcome"]),
        "convictionsByReason": _counted(convictions["reason"]),
        "convictionsByFlag": _counted(convictions["flags"].explode().dropna()),
    }


def earliest_conviction(convictions: pd.DataFrame) -> pd.Timestamp:
    """The earliest date of conviction that is known to the day; NaT if there is none."""
    known = convictions["convicted_earliest"] == convictions["convicted_latest"]
    earliest: pd.Timestamp = convictions.loc[known, "convicted_earliest"].min()
    return earliest


def if_all_dismissed(analysis: Analysis) -> PeopleCounts:
    """The people counts had every conviction of concern been dismissed."""
    everything = np.full(len(analysis.chosen), Outcome.DISMISSAL, dtype=object)
    return count_people(analysis.history, analysis.chosen, everything)


def _by_own_rule(convictions: pd.DataFrame, outcome: Outcome, verb: str) -> pd.DataFrame:
    """The convictions that were decided because of their section alone."""
    reason = convictions["reason"].astype("string")
    return convictions[(convictions["outcome"] == outcome) & reason.str.startswith(f"{verb} all HS ")]


def _counted(values: pd.Series) -> dict[str, int]:
    counts = values.astype("string").value_counts().sort_index()
    return {str(name): int(number) for name, number in counts.items() if number}


def _people(counts: PeopleCounts) -> dict[str, int]:
    return {
        "CountSubjectsNoConviction": counts.conviction.cleared,
        "CountSubjectsNoConvictionLast7Years": counts.recent_conviction.cleared,
        "CountSubjectsNoFelony": counts.felony.cleared,
    }

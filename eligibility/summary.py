"""What an analysis found, in numbers: kept with the run, so that its page never counts a million rows."""

from collections import Counter
from collections.abc import Iterable
from typing import TypedDict

import pandas as pd

from uploads.formats.problems import Problem

from .law.analysis import Analysis
from .law.impact import Count
from .results.summary import earliest_conviction, if_all_dismissed


class PeopleCount(TypedDict):
    """People concerned who have such a conviction today (`now`), and how many of these would have none
    left by the office's policy (`after`), or if every conviction the programme concerns were dismissed
    (`if_all`)."""

    now: int
    after: int
    if_all: int


class PeopleCounts(TypedDict):
    no_felony: PeopleCount
    no_recent_conviction: PeopleCount
    no_conviction: PeopleCount


class LeftOut(TypedDict):
    """A file of which nothing could be read, and why, with what to do about it."""

    file: str
    why: str


class Summary(TypedDict):
    """`people` are all in the files, `people_concerned` those with a conviction that the programme concerns;
    `by_reason` holds outcome, reason and number, `by_flag` name, words and number, most frequent first;
    `problems` counts rows by kind of problem."""

    rows: int
    people: int
    people_concerned: int
    convictions: int
    felonies: int
    earliest: str | None
    by_outcome: dict[str, int]
    by_section: dict[str, dict[str, int]]
    by_reason: list[tuple[str, str, int]]
    by_flag: list[tuple[str, str, int]]
    people_counts: PeopleCounts
    problems: dict[str, int]
    left_out: list[LeftOut]
    seconds: float


def summarise(
    analysis: Analysis, problems: Iterable[Problem], left_out: list[LeftOut], *, seconds: float
) -> Summary:
    """The numbers of an analysis; `problems` are those found in understanding the rows."""
    convictions = analysis.convictions
    outcomes = convictions["outcome"].astype(str)
    earliest = earliest_conviction(convictions)
    sections = pd.crosstab(convictions["code_section"].astype(str), outcomes)
    by_kind: Counter[str] = Counter()
    for problem in problems:
        by_kind[problem.kind] += problem.count
    return {
        "rows": len(analysis.history.people.of_row),
        "people": len(analysis.subjects),
        "people_concerned": convictions["subject"].nunique(),
        "convictions": len(convictions),
        "felonies": int((convictions["grade"] == "felony").sum()),
        "earliest": None if pd.isna(earliest) else earliest.date().isoformat(),
        "by_outcome": dict(sorted(Counter(outcomes.tolist()).items())),
        "by_section": {
            str(section): {str(outcome): int(number) for outcome, number in row.items() if number}
            for section, row in sections.to_dict("index").items()
        },
        "by_reason": _by_reason(convictions),
        "by_flag": _by_flag(analysis),
        "people_counts": people_counts(analysis),
        "problems": dict(sorted(by_kind.items())),
        "left_out": left_out,
        "seconds": round(seconds, 1),
    }


def _by_reason(convictions: pd.DataFrame) -> list[tuple[str, str, int]]:
    pairs = Counter(zip(convictions["outcome"].astype(str), convictions["reason"].astype(str), strict=True))
    return [
        (outcome, reason, n) for (outcome, reason), n in sorted(pairs.items(), key=lambda p: (-p[1], p[0]))
    ]


def _by_flag(analysis: Analysis) -> list[tuple[str, str, int]]:
    raised = analysis.flags.sum(axis=1).tolist()
    found = [
        (flag.name, flag.words, n) for flag, n in zip(analysis.policy.programme.flags, raised, strict=True)
    ]
    return sorted((flag for flag in found if flag[2]), key=lambda flag: -flag[2])


def people_counts(analysis: Analysis) -> PeopleCounts:
    """How many people have such convictions, and would have none left."""
    chosen, everything = analysis.people_counts(), if_all_dismissed(analysis)
    return {
        "no_felony": _people_count(chosen.felony, everything.felony),
        "no_recent_conviction": _people_count(chosen.recent_conviction, everything.recent_conviction),
        "no_conviction": _people_count(chosen.conviction, everything.conviction),
    }


def _people_count(chosen: Count, everything: Count) -> PeopleCount:
    return {"now": chosen.now, "after": chosen.cleared, "if_all": everything.cleared}

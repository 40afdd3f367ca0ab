"""Short ways to judge invented people in the tests of the law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from eligibility.law.analysis import Analysis, analyse
from eligibility.law.policies import build
from tests.builders import COUNTY, Subject, frame

AS_OF = date(2020, 7, 1)


def judge(
    *people: Subject,
    policy: str = "configurable",
    options: Mapping[str, Any] | None = None,
    county: str = COUNTY,
    as_of: date = AS_OF,
) -> Analysis:
    """What a policy says about these people."""
    return analyse(frame(*people), policy=build(policy, options), county=county, as_of=as_of)


def said(analysis: Analysis) -> list[tuple[str, str]]:
    """Outcome and reason of every conviction of concern, in order."""
    table = analysis.convictions
    return list(zip(table["outcome"].astype(str), table["reason"].astype(str), strict=True))


def verdict(*people: Subject, **more: Any) -> tuple[str, str]:
    """Outcome and reason of the first conviction of concern."""
    return said(judge(*people, **more))[0]


def configured(dismiss: tuple[str, ...] = (), reduce: tuple[str, ...] = (), **relief: Any) -> dict[str, Any]:
    """Options of the configurable policy, as the statewide application's file states them."""
    return {
        "baselineEligibility": {"dismiss": list(dismiss), "reduce": list(reduce)},
        "additionalRelief": relief,
    }

"""What if every cannabis conviction were dismissed? For comparison with what an office has chosen."""

from __future__ import annotations

from eligibility.law.engine import rule
from eligibility.law.outcomes import Outcome
from eligibility.law.statutes import OFFICE_POLICY
from eligibility.law.values import Answer, Choice

NAME, SLUG = "Dismiss all", "dismiss-all"


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="Dismiss all Prop 64 charges",
    whether="the charge is under 11357 to 11360",
)
def any_cannabis_conviction(section: Choice) -> Answer:
    """Every conviction under 11357 to 11360 is dismissed."""
    return section != ""


RULES = (any_cannabis_conviction,)

"""What if every cannabis conviction, and every related one, were dismissed? For comparison."""

from __future__ import annotations

from eligibility.law.engine import rule
from eligibility.law.outcomes import Outcome
from eligibility.law.policies.cannabis import cannabis_or_related_section
from eligibility.law.policies.dismiss_all import any_cannabis_conviction
from eligibility.law.statutes import OFFICE_POLICY
from eligibility.law.values import Answer, Choice

NAME, SLUG = "Dismiss all and related", "dismiss-all-and-related"
CONCERN = cannabis_or_related_section


@rule(
    Outcome.DISMISSAL,
    cites=OFFICE_POLICY,
    reason="Dismiss all related charges",
    whether="the charge is a related one",
)
def any_related_conviction(related_section: Choice) -> Answer:
    """Every conviction of a related charge is dismissed, whatever its cycle."""
    return related_section != ""


RULES = (any_cannabis_conviction, any_related_conviction)

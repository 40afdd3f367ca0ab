"""Who may decide what. As everywhere: why not, or "" when the person may."""

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination, Run
from offices.models import User
from offices.permissions import cannot_review

from .models import Decision

OLDER_ANALYSIS = (
    "A newer analysis has taken the place of this one. Open the conviction there to decide on it."
)
IN_A_FILING = "This conviction is in a filing, and its decision can no longer be changed here."
REASON_NEEDED = "Give the reason. It is needed whenever the decision differs from the proposal."
REASON_NEEDED_WITHOUT_PROPOSAL = (
    "Give the reason. The policy makes no proposal here, so it has none of its own."
)

# The policy leaves these to a person: there is nothing that could be confirmed.
LEFT_TO_A_PERSON = (Outcome.HAND_REVIEW, Outcome.MAYBE)
CHOICES = (Outcome.DISMISSAL, Outcome.REDUCTION, Outcome.NOT_ELIGIBLE, Outcome.HAND_REVIEW)


def cannot_decide(user: User, determination: Determination) -> str:
    why_not = cannot_review(user)
    if why_not:
        return why_not
    current = Run.objects.current(user)
    if current is None or determination.run_id != current.pk:
        return OLDER_ANALYSIS
    if is_filed(determination):
        return IN_A_FILING
    return ""


def is_filed(determination: Determination) -> bool:
    """Filings are the room above, known here by the name of their relation alone."""
    if not hasattr(Decision, "filing_items"):
        return False
    return Decision.objects.filter(conviction=determination.conviction_id, filing_items__open=True).exists()


def has_proposal(determination: Determination) -> bool:
    return determination.outcome not in LEFT_TO_A_PERSON


def outcomes_open_to(determination: Determination) -> list[Outcome]:
    """What a person may choose: the programme's outcomes, and the proposal where it is another one."""
    proposed = Outcome(determination.outcome)
    others = [outcome for outcome in CHOICES if outcome != proposed]
    return [proposed, *others] if has_proposal(determination) else list(CHOICES)


def reason_lacking(determination: Determination, outcome: Outcome, reason: str) -> str:
    """Why a decision cannot stand without a reason, or ""."""
    if reason.strip():
        return ""
    if not has_proposal(determination):
        return REASON_NEEDED_WITHOUT_PROPOSAL
    return REASON_NEEDED if outcome != determination.outcome else ""

"""People decide. Each function is one act: one transaction, one audit event."""

from django.db import IntegrityError, transaction

from audit.services import record
from eligibility.law.outcomes import Outcome
from eligibility.models import Determination
from offices.models import User
from records.models import Subject

from .models import Decision
from .permissions import cannot_decide, outcomes_open_to, reason_lacking
from .queues import standing_decision


class DecisionRefused(Exception):
    """A decision that was not made, with the reason in words for the person who tried."""


class StaleDecision(DecisionRefused):
    """Someone has decided since the page was opened. `standing` is what they decided, if it still stands."""

    def __init__(self, standing: Decision | None) -> None:
        super().__init__(
            "This conviction was decided while you had its page open. Your decision was not saved."
        )
        self.standing = standing


@transaction.atomic
def decide(
    determination: Determination, *, by: User, outcome: str, reason: str = "", seen: int = 0
) -> Decision:
    """Makes a person's word on a conviction the one that stands.

    `seen` is the number of the decision that stood when the person looked, 0 for none: the decision of
    somebody else in between is never covered over unknowingly.

    Raises DecisionRefused where the person may not decide so, StaleDecision where `seen` is no longer true.
    """
    why_not = cannot_decide(by, determination)
    if why_not:
        raise DecisionRefused(why_not)
    if outcome not in outcomes_open_to(determination):
        raise DecisionRefused("Choose one of the outcomes.")
    why_not = reason_lacking(determination, Outcome(outcome), reason)
    if why_not:
        raise DecisionRefused(why_not)
    decision = next_decision(determination, by=by, outcome=Outcome(outcome), reason=reason.strip(), seen=seen)
    record(by, decision.kind, decision, determination=determination.pk, outcome=decision.outcome)
    return decision


def next_decision(
    determination: Determination, *, by: User, outcome: Outcome, reason: str, seen: int
) -> Decision:
    standing = standing_decision(determination)
    if (standing.number if standing else 0) != seen:
        raise StaleDecision(standing)
    kind = Decision.Kind.CONFIRMED if outcome == determination.outcome else Decision.Kind.OVERRIDDEN
    try:
        with transaction.atomic():
            return Decision.objects.create(
                office_id=determination.office_id,
                conviction_id=determination.conviction_id,
                determination=determination,
                number=seen + 1,
                kind=kind,
                outcome=outcome,
                reason=reason,
                by=by,
            )
    except IntegrityError as taken:
        raise StaleDecision(standing_decision(determination)) from taken


def record_viewing(subject: Subject, *, by: User, page: str) -> None:
    """Who looked at whose record is part of what happened."""
    record(by, "viewed record", subject, page=page)

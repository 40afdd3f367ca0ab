"""Second review: another person agrees, returns with a note, or overturns; a third one settles."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from audit.services import record
from eligibility.models import Determination
from offices.models import User

from . import queues
from .models import Decision, Item, SecondReview
from .office import settings_of
from .permissions import cannot_give_second_opinion, outcomes_open_to
from .services import (
    DecisionRefused,
    StaleDecision,
    locked,
    move,
    put_in_queue,
    refuse_stale,
    refuse_when,
)

State = Item.State
Verdict = SecondReview.Verdict


def sees_first_decision(user: User, item: Item) -> bool:
    """In blind mode, the one who is to give a second opinion sees the first one afterwards."""
    return not (
        item.state == State.SECOND and item.decided_by_id != user.pk and settings_of(user.office).blind
    )


@transaction.atomic
def agree(determination: Determination, *, by: User, seen: int) -> SecondReview:
    """The decision stands: two people have seen it."""
    item, decision = taken_up(determination, by=by, seen=seen)
    review = add_review(item, decision, Verdict.AGREED, by=by, outcome=decision.outcome)
    settle(item, decision, by=by)
    return review


@transaction.atomic
def return_with_note(determination: Determination, *, by: User, note: str, seen: int) -> SecondReview:
    """Back to the one who decided, who decides again."""
    item, decision = taken_up(determination, by=by, seen=seen)
    refuse_when("" if note.strip() else "Say what the first reviewer should look at again.")
    review = add_review(item, decision, Verdict.RETURNED, by=by, note=note)
    item.assigned_to_id = decision.by_id
    item.second_by = by
    put_in_queue(item)
    move(item, State.RETURNED)
    return review


@transaction.atomic
def overturn(determination: Determination, *, by: User, outcome: str, note: str, seen: int) -> SecondReview:
    """The second person would decide otherwise: a supervisor, with both before them, settles it."""
    item, decision = taken_up(determination, by=by, seen=seen)
    refuse_when(
        "" if outcome in outcomes_open_to(queues.proposal_of(item)) else "Choose one of the outcomes."
    )
    refuse_when(
        ""
        if outcome != decision.outcome
        else "That is the outcome that was decided: agree, or choose another."
    )
    refuse_when("" if note.strip() else "Say why you would decide otherwise.")
    return dispute(item, decision, by=by, outcome=outcome, note=note)


@transaction.atomic
def give_opinion(
    determination: Determination, *, by: User, outcome: str, note: str, seen: int
) -> SecondReview:
    """In blind mode: an opinion of one's own, which agrees with the first decision or does not."""
    item, decision = taken_up(determination, by=by, seen=seen)
    refuse_when(
        "" if outcome in outcomes_open_to(queues.proposal_of(item)) else "Choose one of the outcomes."
    )
    if outcome != decision.outcome:
        return dispute(item, decision, by=by, outcome=outcome, note=note, blind=True)
    review = add_review(item, decision, Verdict.AGREED, by=by, outcome=outcome, note=note, blind=True)
    settle(item, decision, by=by)
    return review


def taken_up(determination: Determination, *, by: User, seen: int) -> tuple[Item, Decision]:
    item = locked(determination)
    refuse_when(cannot_give_second_opinion(by, item))
    refuse_stale(item, seen)
    decision = queues.last_word(item.conviction_id)
    if decision is None or decision.is_taken_back:
        raise DecisionRefused("The decision was taken back.")
    return item, decision


def settle(item: Item, decision: Decision, *, by: User) -> None:
    Decision.objects.filter(pk=decision.pk).update(settled=True)
    item.second_by = by
    move(item, State.DONE)


def dispute(
    item: Item, decision: Decision, *, by: User, outcome: str, note: str, blind: bool = False
) -> SecondReview:
    review = add_review(item, decision, Verdict.OVERTURNED, by=by, outcome=outcome, note=note, blind=blind)
    item.second_by = by
    item.assigned_to = None
    move(item, State.DISPUTED)
    return review


def add_review(
    item: Item,
    decision: Decision,
    verdict: str,
    *,
    by: User,
    outcome: str = "",
    note: str = "",
    blind: bool = False,
) -> SecondReview:
    try:
        with transaction.atomic():
            review = SecondReview.objects.create(
                office_id=item.office_id,
                decision=decision,
                verdict=verdict,
                outcome=outcome,
                note=note.strip(),
                blind=blind,
                by=by,
            )
    except IntegrityError as taken:
        raise StaleDecision(decision) from taken
    record(by, f"second review: {verdict}", decision, determination=item.determination_id)
    return review

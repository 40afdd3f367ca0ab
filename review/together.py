"""Some convictions of one person decided at once: the one on the screen and those ticked beside it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from audit.services import record
from eligibility.models import Determination
from offices.models import User

from . import queues
from .models import BulkAct, Decision, Item
from .permissions import cannot_decide, has_proposal
from .services import Said, add_decision, locked, refuse_stale, refuse_when

JOINABLE = (Item.State.PROPOSED, Item.State.WAITING, Item.State.RETURNED)
NOTHING_TO_CONFIRM = "{}: there is no proposal that could be confirmed. Decide on it by itself."
NOT_OPEN = "{}: it is decided already, or waits for somebody else."
ONE_PERSON = "Only convictions of the same person are decided together."


def can_join(item: Item) -> bool:
    """Whether a conviction may be decided along with another of the person: nobody has decided on it yet."""
    return item.state in JOINABLE


@transaction.atomic
def decide_together(
    determination: Determination, others: Mapping[int, int], *, by: User, said: Said, seen: int
) -> list[Decision]:
    """Decides on a conviction and on others of the same person, all or none; taken back at once too.

    `others` has the version that was seen of each other item, by the number of its determination. A `said`
    without outcome and ground confirms the proposal of each. What needs a second person goes to one.

    Raises DecisionRefused where one may not be decided so, StaleDecision where one was worked on since.
    """
    versions = {determination.pk: seen, **others}
    # All locked in one order: two people who tick each other's convictions must not wait for each other.
    rows = Item.objects.select_for_update(of=("self",)).filter(determination__in=versions).order_by("pk")
    items = {item.determination_id: item for item in rows.select_related("determination", "run")}
    first = locked(determination)
    same = [
        item for item in items.values() if (item.subject_id, item.run_id) == (first.subject_id, first.run_id)
    ]
    refuse_when("" if len(same) == len(versions) else ONE_PERSON)
    refuse_when(next((NOT_OPEN.format(words_of(items[pk])) for pk in others if not can_join(items[pk])), ""))
    act = BulkAct.objects.create(office=by.office, by=by, kind=BulkAct.Kind.DECIDE, count=len(versions))
    decisions = [decide_one(items[pk], said, act, by=by, seen=version) for pk, version in versions.items()]
    record(by, "decided together", act, count=act.count, outcome=said.outcome or "as proposed")
    return decisions


def decide_one(item: Item, said: Said, act: BulkAct, *, by: User, seen: int) -> Decision:
    why_not = cannot_decide(by, item)
    refuse_when(f"{words_of(item)}: {why_not}" if why_not else "")
    refuse_stale(item, seen)
    proposal = queues.proposal_of(item)
    if not said.outcome and not said.ground:
        refuse_when("" if has_proposal(proposal) else NOTHING_TO_CONFIRM.format(words_of(item)))
        said = Said(proposal.outcome)
    return add_decision(item, said, by=by, bulk=act)


def words_of(item: Item) -> str:
    return f"{item.determination.section}, {item.case_number or 'no case number'}"

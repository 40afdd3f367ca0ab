"""What a new run takes over from the work on the one before: decisions, second reviews, assignments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from eligibility.models import Run

from .comparing import Proposal, differences
from .models import Cause, Decision, Item
from .permissions import filed_among
from .queues import proposal_of

State = Item.State


@dataclass(frozen=True)
class Past:
    """What is known of a conviction from before the run. `decision` is the last word, unless taken back."""

    item: Item | None = None
    proposal: Proposal | None = None
    causes: frozenset[str] = frozenset()
    decision: Decision | None = None
    is_filed: bool = False


def pasts(before: Run | None, convictions: list[int]) -> dict[int, Past]:
    items = items_before(before, convictions)
    decisions = {
        decision.conviction_id: decision for decision in last_words(convictions) if not decision.is_taken_back
    }
    filed = filed_among(convictions)
    return {
        conviction: past(items.get(conviction), decisions.get(conviction), conviction in filed)
        for conviction in convictions
    }


def past(item: Item | None, decision: Decision | None, is_filed: bool) -> Past:
    if item is None:
        return Past(
            proposal=decision.determination if decision else None, decision=decision, is_filed=is_filed
        )
    return Past(
        item=item,
        proposal=proposal_of(item),
        causes=frozenset(cause.code for cause in item.causes.all()),
        decision=decision,
        is_filed=is_filed,
    )


def items_before(run: Run | None, convictions: list[int]) -> dict[int, Item]:
    if run is None:
        return {}
    items = Item.objects.filter(run=run, conviction__in=convictions).select_related("determination")
    return {item.conviction_id: item for item in items.prefetch_related("causes", "recomputations")}


def last_words(convictions: Iterable[int] | QuerySet) -> Iterable[Decision]:
    """The newest decision of each of these convictions; `convictions` are ids, or a query of ids."""
    return Decision.objects.filter(conviction__in=convictions).newest().select_related("determination")


def carried_causes(causes: list[str], proposal: Proposal, past: Past) -> list[str]:
    """The causes of the run, with what an earlier reviewer asked for and what has changed under a decision.

    What is in a filing already is not asked about again; that it changed can be seen all the same.
    """
    codes = list(causes)
    if Cause.REVIEWER in past.causes:
        codes.append(Cause.REVIEWER)
    if past.decision and not past.is_filed and has_changed(codes, proposal, past):
        codes.append(Cause.CHANGED)
    return codes


def has_changed(causes: list[str], proposal: Proposal, past: Past) -> bool:
    """Whether what was decided on is no longer what the newest files say."""
    is_newly_renamed = past.item is not None and Cause.RENAMED in causes and Cause.RENAMED not in past.causes
    return is_newly_renamed or bool(past.proposal and differences(past.proposal, proposal))


def change_of(proposal: Proposal, past: Past, *, is_first_run: bool) -> str:
    if past.proposal is None:
        return Item.Change.SAME if is_first_run else Item.Change.NEW
    return Item.Change.CHANGED if differences(past.proposal, proposal) else Item.Change.SAME


def carry_state(item: Item, causes: list[str], past: Past) -> None:
    """The state that the work was in, where nothing speaks against it."""
    item.state = State.WAITING if causes else State.PROPOSED
    item.decided_by_id, item.decided_at, item.second_by_id = None, None, None
    if past.item:
        item.assigned_to_id, item.second_asked = past.item.assigned_to_id, past.item.second_asked
        if past.item.state == State.SUPERVISOR:
            item.state = State.SUPERVISOR
    if past.decision and Cause.CHANGED not in causes:
        item.state = state_under(past)
        item.decided_by_id, item.decided_at = past.decision.by_id, past.decision.at
        item.second_by_id = past.item.second_by_id if past.item else None


def state_under(past: Past) -> str:
    """The state of an item whose decision still holds."""
    if past.item and past.item.decided_at:
        return past.item.state
    return State.DONE if past.decision and past.decision.settled else State.SECOND

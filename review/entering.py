"""What enters the queue, by rule: why a person should look at a conviction."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination

from .comparing import Proposal
from .models import Cause, Item, ReviewSettings

# The policy leaves these to a person: there is nothing that could be confirmed.
LEFT_TO_A_PERSON = (Outcome.HAND_REVIEW, Outcome.MAYBE)
SAME_AS_HAND_REVIEW = "hand_review"


def causes_of(
    proposal: Proposal, determination: Determination, settings: ReviewSettings, *, is_renamed: bool = False
) -> list[str]:
    """The policy leaves it to a person; its flags; that files name the person differently; or, without any of
    these, the draw for the sample."""
    codes = [*flag_causes(proposal), *([Cause.RENAMED] if is_renamed else [])]
    if not codes and is_drawn(settings.sample_percent, determination.run_id, determination.conviction_id):
        codes.append(Cause.SAMPLE)
    return codes


def flag_causes(proposal: Proposal) -> list[str]:
    codes = [Cause.FLAG + flag for flag in proposal.flags if flag != SAME_AS_HAND_REVIEW]
    left = proposal.outcome in LEFT_TO_A_PERSON or (not codes and getattr(proposal, "needs_person", False))
    return [Cause.HAND_REVIEW, *codes] if left else codes


def is_drawn(percent: Decimal | float, *identity: int) -> bool:
    """Whether a thing belongs to a sample of this percentage: by its identity alone, the same each time."""
    text = ":".join(str(part) for part in identity)
    draw = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") / 2**64
    return draw < float(percent) / 100


def entry(codes: list[str]) -> str:
    """The queue that an item with these causes is in."""
    if codes == [Cause.SAMPLE]:
        return Item.QueueName.SAMPLE
    return Item.QueueName.FIRST if codes else Item.QueueName.NONE


def describe(item: Item, proposal: Proposal) -> None:
    """Copies to the item what people search and sort by."""
    item.outcome = proposal.outcome
    item.rule = proposal.rule
    item.code_section = proposal.code_section
    item.grade = proposal.grade
    item.case_number = proposal.case_number
    item.convicted = f"{proposal.convicted_earliest:%Y%m%d}" if proposal.convicted_earliest else ""

"""What differs between two answers to the same conviction: of two runs, or before and after a correction."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.models import Determination

from .models import Recomputation
from .words import conviction_date, flag_words

Proposal = Determination | Recomputation


@dataclass(frozen=True)
class Difference:
    label: str
    before: str
    after: str


def shown(proposal: Proposal) -> dict[str, str]:
    """What a decision rests on, in words. The text of a reason is left out: it may only be worded anew."""
    return {
        "Proposal": proposal.outcome,
        "Section": proposal.section,
        "Grade": proposal.grade or "not known",
        "Convicted": conviction_date(proposal.convicted_earliest, proposal.convicted_latest),
        "Case number": proposal.case_number or "none",
        "Flags": ", ".join(flag_words(flag) for flag in sorted(proposal.flags)) or "none",
    }


def differences(before: Proposal, after: Proposal) -> list[Difference]:
    then, now = shown(before), shown(after)
    return [Difference(label, then[label], now[label]) for label in then if then[label] != now[label]]

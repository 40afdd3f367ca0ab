"""What people said of a conviction: decisions, opinions, corrections and remarks, by their time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from offices.models import User

from .history import readable_date
from .models import Correction, Decision, Item, Remark, SecondReview


@dataclass(frozen=True)
class Entry:
    """One line of what people said of a conviction."""

    at: datetime
    by: User
    words: str
    text: str = ""


def said_of(item: Item, decisions: Iterable[Decision]) -> list[Entry]:
    """Oldest first. `decisions` are all of the item's conviction, with their second reviews and people."""
    decisions = list(decisions)
    opinions = [opinion for decision in decisions if (opinion := opinion_on(decision))]
    corrections = Correction.objects.filter(conviction=item.conviction_id).select_related("by")
    corrections = corrections.only("fact", "value", "reason", "at", "by__name")
    remarks = Remark.objects.filter(conviction=item.conviction_id).select_related("by")
    remarks = remarks.only("kind", "text", "at", "by__name")
    entries = [
        *(Entry(one.at, one.by, decision_words(one), one.reason) for one in decisions),
        *(Entry(one.at, one.by, opinion_words(one), one.note) for one in opinions),
        *(Entry(one.at, one.by, correction_words(one), one.reason) for one in corrections),
        *(Entry(one.at, one.by, one.get_kind_display(), one.text) for one in remarks),
    ]
    return sorted(entries, key=lambda entry: entry.at)


def opinion_on(decision: Decision | None) -> SecondReview | None:
    """What a second person said of a decision, if anybody did."""
    return getattr(decision, "second_review", None)


def decision_words(decision: Decision) -> str:
    because = f" ({decision.because.words})" if decision.because else ""
    ground = f" ({decision.get_ground_display()})" if decision.ground else ""
    return " ".join(filter(None, [decision.get_kind_display(), decision.outcome])) + ground + because


def opinion_words(review: SecondReview) -> str:
    would = f": {review.outcome}" if review.verdict == SecondReview.Verdict.OVERTURNED else ""
    return f"Second review, {review.get_verdict_display().lower()}{would}"


def correction_words(correction: Correction) -> str:
    value = readable_date(correction.value) if correction.fact == Correction.Fact.DATE else correction.value
    return f"{correction.get_fact_display()} corrected to {value or 'what the file says'}"

"""What a person did last: single decisions, and acts on many at once, each taken back as it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from offices.models import User

from .models import BulkAct, Decision


@dataclass(frozen=True)
class Act:
    """Either a decision or an act on several convictions."""

    at: datetime
    decision: Decision | None = None
    bulk: BulkAct | None = None


def decisions_of(user: User) -> QuerySet[Decision]:
    """The person's decisions on one conviction each that are the last word, newest first."""
    of_person = Decision.objects.filter(by=user, bulk=None, conviction__sealed_on=None)
    decisions = of_person.exclude(kind__in=Decision.TAKEN_BACK).newest()
    shown = ("at", "kind", "outcome", "determination__section", "determination__case_number")
    return decisions.select_related("determination").only(*shown).order_by("-id")


def bulk_acts_of(user: User) -> QuerySet[BulkAct]:
    """The person's decisions on several convictions at once that were not taken back, newest first."""
    return BulkAct.objects.filter(by=user, kind=BulkAct.Kind.DECIDE, undone_at=None).order_by("-id")


def last_acts(user: User, number: int = 10) -> list[Act]:
    """The newest first."""
    acts = [
        *(Act(one.at, decision=one) for one in decisions_of(user)[:number]),
        *(Act(one.at, bulk=one) for one in bulk_acts_of(user)[:number]),
    ]
    return sorted(acts, key=lambda act: act.at, reverse=True)[:number]

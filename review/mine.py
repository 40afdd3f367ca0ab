"""What a person did last: single decisions, and acts on many at once, each taken back as it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from offices.models import User

from .models import BulkAct, Decision

LAST = 10


@dataclass(frozen=True)
class Act:
    """Either a decision or an act on several convictions."""

    at: datetime
    decision: Decision | None = None
    bulk: BulkAct | None = None


def standing_of(user: User) -> QuerySet[Decision]:
    """The person's decisions, those made at once with others too, that are the last word, newest first."""
    of_person = Decision.objects.filter(by=user, conviction__sealed_on=None)
    decisions = of_person.exclude(kind__in=Decision.TAKEN_BACK).newest()
    shown = ("at", "kind", "outcome", "determination__section", "determination__case_number", "bulk")
    return decisions.select_related("determination").only(*shown).order_by("-id")


def decisions_of(user: User) -> QuerySet[Decision]:
    """The person's decisions on one conviction each."""
    return standing_of(user).filter(bulk=None)


def last_acts(user: User) -> list[Act]:
    """The newest first."""
    bulk_acts = BulkAct.objects.filter(by=user, kind=BulkAct.Kind.DECIDE, undone_at=None).order_by("-id")
    acts = [
        *(Act(one.at, decision=one) for one in decisions_of(user)[:LAST]),
        *(Act(one.at, bulk=one) for one in bulk_acts[:LAST]),
    ]
    return sorted(acts, key=lambda act: act.at, reverse=True)[:LAST]


def last_act(user: User) -> list[Act]:
    """The newest alone, if there is one."""
    return [
        Act(one.at, bulk=one.bulk) if one.bulk else Act(one.at, decision=one) for one in standing_of(user)[:1]
    ]

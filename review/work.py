"""How much was done to each queue on the last days: its pace is made of this."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from eligibility.models import Run
from offices.models import Role

from . import queues
from .hours import by_day
from .models import Decision, Item, Remark, SecondReview

DAYS = 14


def done_lately(run: Run, today: date) -> dict[str, list[int]]:
    """What was done to each queue on each of the last days, by the queue's slug."""
    items = Item.objects.filter(office=run.office_id, run=run)
    office = {"office": run.office_id}
    return {
        queues.FIRST.slug: on_days(items.filter(queue=queues.FIRST.entry), "decided_at", today),
        queues.SAMPLE.slug: on_days(items.filter(queue=queues.SAMPLE.entry), "decided_at", today),
        queues.SECOND.slug: on_days(SecondReview.objects.filter(**office), "at", today),
        queues.SUPERVISOR.slug: on_days(settled_by_supervisors(run), "at", today),
    }


def settled_by_supervisors(run: Run) -> QuerySet[Decision]:
    """Their decisions on what was sent to them or disputed, which is little: the databases begin there."""
    office = {"office": run.office_id}
    sent = Remark.objects.filter(kind=Remark.Kind.SKIPPED, sent_to=Item.State.SUPERVISOR, **office)
    disputed = SecondReview.objects.filter(verdict=SecondReview.Verdict.OVERTURNED, **office)
    passed_on = Q(conviction__in=sent.values("conviction"))
    passed_on |= Q(conviction__in=disputed.values("decision__conviction"))
    by_supervisors = Decision.objects.filter(passed_on, by__role=Role.SUPERVISOR, **office)
    return by_supervisors.exclude(kind__in=Decision.TAKEN_BACK)


def on_days(rows: QuerySet[Any], column: str, today: date) -> list[int]:
    """How many there were on each of the last days that had any."""
    start = timezone.make_aware(datetime.combine(today - timedelta(days=DAYS - 1), time.min))
    return list(by_day(rows.filter(**{f"{column}__gte": start}), column).values())

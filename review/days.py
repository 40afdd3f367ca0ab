"""How many acts fell on each of the last days, counted by the database in one go."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from eligibility.models import Run
from offices.models import Role

from . import queues
from .models import Decision, Item, Remark, SecondReview

DAYS = 14


def worked(run: Run, today: date) -> dict[str, list[int]]:
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
    """Their decisions on what was sent to them or disputed."""
    sent = Remark.objects.filter(
        conviction=OuterRef("conviction"), kind=Remark.Kind.SKIPPED, sent_to=Item.State.SUPERVISOR
    )
    disputed = SecondReview.objects.filter(
        decision__conviction=OuterRef("conviction"), verdict=SecondReview.Verdict.OVERTURNED
    )
    by_supervisors = Decision.objects.filter(office=run.office_id, by__role=Role.SUPERVISOR)
    return by_supervisors.exclude(kind__in=Decision.TAKEN_BACK).filter(Exists(sent) | Exists(disputed))


def on_days(rows: QuerySet[Any], column: str, today: date) -> list[int]:
    """The newest day last. Days are those of the office's time zone."""
    starts = [start_of(today - timedelta(days=ago)) for ago in range(DAYS - 1, -2, -1)]
    counts = {
        f"day{number}": Count("pk", filter=Q(**{f"{column}__gte": start, f"{column}__lt": end}))
        for number, (start, end) in enumerate(pairwise(starts))
    }
    found = rows.order_by().filter(**{f"{column}__gte": starts[0]}).aggregate(**counts)
    return [found[name] for name in counts]


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

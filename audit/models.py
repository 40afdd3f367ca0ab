"""What happened: who did what, when. Rows are only ever added; the database itself refuses the rest."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Self

from django.db import models
from django.utils import timezone

from offices.models import Office, OwnedQuerySet, User


class EventQuerySet(OwnedQuerySet):
    """Days are those of the office's time zone."""

    def on_or_after(self, day: date) -> Self:
        return self.filter(at__gte=timezone.make_aware(datetime.combine(day, time.min)))

    def on_or_before(self, day: date) -> Self:
        return self.filter(at__lte=timezone.make_aware(datetime.combine(day, time.max)))


class Event(models.Model):
    """One act of one person: a verb, and the thing it was done to by type and id, never by a name."""

    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["office", "-id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id or ''}".strip()

from __future__ import annotations

from typing import Self

from django.db import models

from offices.models import User

from .answers import ReturnedList
from .filings import Filing


class TrackingEntryQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Those that hold: neither taken back nor the taking back of another one."""
        return self.filter(takes_back=None, taken_back_by=None)


class TrackingEntry(models.Model):
    """What somebody recorded of a filing with the court. None is changed or removed: a later one takes back a
    wrong one."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="entries")
    step = models.CharField(
        max_length=20, choices=Filing.State, help_text="The state that the filing came into."
    )
    on = models.DateField(null=True, help_text="The day it happened; empty where an entry is taken back.")
    clerk_number = models.CharField(max_length=60, blank=True)
    judge = models.CharField(max_length=200, blank=True)
    answers = models.JSONField(default=dict, help_text="How many convictions got each answer.")
    returned = models.ForeignKey(ReturnedList, null=True, on_delete=models.PROTECT, related_name="entries")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    before = models.JSONField(
        default=dict, help_text="What the entry changed, as it was: fields, and answers by position."
    )
    takes_back = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="taken_back_by"
    )
    because = models.TextField(blank=True)

    objects = TrackingEntryQuerySet.as_manager()

    class Meta:
        ordering = ["filing", "id"]

    def __str__(self) -> str:
        return f"Entry {self.pk} of filing {self.filing_id}"

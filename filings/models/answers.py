from __future__ import annotations

from django.db import models
from django.urls import reverse

from offices.models import Office, OwnedQuerySet, User

from .filings import Filing


class ReturnedList(models.Model):
    """A list that the court sent back, as it was understood. Nothing changes until somebody applies it."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="returned_lists")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    ordered_on = models.DateField(null=True, help_text="The day of the order, where the list names it.")
    answers = models.JSONField(default=dict, help_text="The answer to each item, by the item's position.")
    unmatched = models.JSONField(
        default=list, help_text="Row, column, what stands in it, why it was not taken, and what to do."
    )
    applied_at = models.DateTimeField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Returned list {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("filings:returned", args=[self.filing_id, self.pk])

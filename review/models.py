"""People decide: what a person said of a conviction. A decision is never changed; a later one stands."""

from __future__ import annotations

from django.db import models

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination
from offices.models import Office, OwnedQuerySet, User
from records.models import Conviction


class Decision(models.Model):
    """A person's word on one conviction. The newest one of a conviction stands."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed"
        OVERRIDDEN = "overridden"

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    conviction = models.ForeignKey(Conviction, on_delete=models.PROTECT, related_name="decisions")
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20, choices=Kind)
    outcome = models.CharField(max_length=60, choices=[(outcome.value, outcome.value) for outcome in Outcome])
    reason = models.TextField(blank=True, help_text="Why the person decided otherwise than proposed.")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["conviction", "-id"])]

    def __str__(self) -> str:
        return f"Decision {self.pk}"

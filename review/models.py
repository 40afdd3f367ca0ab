"""People decide: what a person said of a conviction. A decision is never changed; a later one stands."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination
from offices.models import Office, OwnedQuerySet, User
from records.models import Conviction


class DecisionQuerySet(OwnedQuerySet):
    def standing(self) -> Self:
        """The newest of each conviction."""
        later = Decision.objects.filter(conviction=OuterRef("conviction"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))


class Decision(models.Model):
    """A person's word on one conviction. The newest one of a conviction stands."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed"
        OVERRIDDEN = "overridden"

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    conviction = models.ForeignKey(Conviction, on_delete=models.PROTECT, related_name="decisions")
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="decisions")
    # Two people who decide at the same moment would write the same number: the database lets one through.
    number = models.PositiveIntegerField(
        default=1, help_text="1 for a conviction's first decision, and so on."
    )
    kind = models.CharField(max_length=20, choices=Kind)
    outcome = models.CharField(max_length=60, choices=[(outcome.value, outcome.value) for outcome in Outcome])
    reason = models.TextField(blank=True, help_text="Why the person decided otherwise than proposed.")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["conviction", "number"], name="one_decision_a_number")]

    def __str__(self) -> str:
        return f"Decision {self.pk}"

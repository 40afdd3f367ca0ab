"""What people said. A word is never changed or erased: a later one stands, and taking back is one too."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination
from offices.models import Office, OwnedQuerySet, User
from records.models import Conviction

from .choices import OverrideReason

OUTCOMES = [(outcome.value, outcome.value) for outcome in Outcome]


class BulkAct(models.Model):
    """One act on many items at once, which is taken back at once too."""

    class Kind(models.TextChoices):
        DECIDE = "decide"
        ASSIGN = "assign"

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=10, choices=Kind)
    count = models.PositiveIntegerField()
    undone_at = models.DateTimeField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Bulk act {self.pk}"


class DecisionQuerySet(OwnedQuerySet):
    def newest(self) -> Self:
        """The last word on each conviction, be it a decision or the taking back of one."""
        later = Decision.objects.filter(conviction=OuterRef("conviction"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))

    def standing(self) -> Self:
        """The decisions that the office may act on: not taken back, and not waiting for a second person."""
        return self.newest().exclude(kind__in=Decision.TAKEN_BACK).filter(settled=True)


class Decision(models.Model):
    """A person's word on one conviction. The newest one of a conviction stands."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed"
        # Where the policy left it to a person, there was nothing to override.
        DECIDED = "decided"
        OVERRIDDEN = "overridden"
        CHALLENGED = "challenged"
        UNDONE = "undone"
        REOPENED = "reopened"

    # After one of these the conviction waits again.
    TAKEN_BACK = (Kind.UNDONE, Kind.REOPENED)

    class Ground(models.TextChoices):
        """The grounds of Health and Safety Code 11361.9, subdivision (c)."""

        NONE = "", "No challenge"
        INELIGIBLE = "ineligible", "The person does not meet the criteria of HSC 11361.8"
        RISK = "risk", "Unreasonable risk of danger to public safety (sentence still being served)"

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    conviction = models.ForeignKey(Conviction, on_delete=models.PROTECT, related_name="decisions")
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="decisions")
    # Two people who decide at the same moment would write the same number: the database lets one through.
    number = models.PositiveIntegerField(
        default=1, help_text="1 for a conviction's first decision, and so on."
    )
    kind = models.CharField(max_length=20, choices=Kind)
    outcome = models.CharField(
        max_length=60, choices=OUTCOMES, blank=True, help_text="Empty where a decision is taken back."
    )
    rule = models.CharField(max_length=100, blank=True, help_text="The rule whose proposal was decided on.")
    because = models.ForeignKey(OverrideReason, null=True, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=20, choices=Ground, blank=True)
    reason = models.TextField(blank=True, help_text="Why the person decided otherwise than proposed.")
    settled = models.BooleanField(default=True, help_text="No second person has to look first.")
    seconds = models.PositiveIntegerField(null=True, help_text="How long the person had the item in hand.")
    bulk = models.ForeignKey(BulkAct, null=True, on_delete=models.PROTECT, related_name="decisions")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["conviction", "number"], name="one_decision_a_number")]
        indexes = [models.Index(fields=["by", "-id"]), models.Index(fields=["office", "at"])]

    def __str__(self) -> str:
        return f"Decision {self.pk}"

    @property
    def is_taken_back(self) -> bool:
        return self.kind in self.TAKEN_BACK


class SecondReview(models.Model):
    """What a second person said of a decision: one person, once, and never the one who decided."""

    class Verdict(models.TextChoices):
        AGREED = "agreed"
        RETURNED = "returned"
        OVERTURNED = "overturned"

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="second_review")
    verdict = models.CharField(max_length=20, choices=Verdict)
    outcome = models.CharField(
        max_length=60, choices=OUTCOMES, blank=True, help_text="What the second person would decide."
    )
    blind = models.BooleanField(help_text="Said before the first decision was shown.")
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Second review {self.pk}"


class Remark(models.Model):
    """What people leave on a conviction besides decisions."""

    class Kind(models.TextChoices):
        NOTE = "note"
        SKIPPED = "skipped"
        FLAGGED = "flagged", "Asked for a second review"
        QUEUED = "queued", "Put into the queue"

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    conviction = models.ForeignKey(Conviction, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    sent_to = models.CharField(max_length=20, blank=True, help_text="Where a skipped item went.")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["office", "kind", "at"])]

    def __str__(self) -> str:
        return f"Remark {self.pk}"

"""Facts that a person corrected from the court's own file. The state's file and the determination stay."""

from django.db import models

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination
from offices.models import Office, OwnedQuerySet, User
from records.models import Conviction

from .items import Item


class Correction(models.Model):
    """One fact of one conviction, as the court file has it. The newest of a fact holds."""

    class Fact(models.TextChoices):
        DATE = "date", "Date of conviction"
        SECTION = "section", "Code section"
        GRADE = "grade", "Grade"

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    conviction = models.ForeignKey(Conviction, on_delete=models.PROTECT, related_name="corrections")
    fact = models.CharField(max_length=10, choices=Fact)
    value = models.CharField(
        max_length=60, blank=True, help_text="As the state's file would write it; empty: as the file has it."
    )
    was = models.CharField(max_length=500, blank=True, help_text="What the state's file says.")
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Correction {self.pk}"


class Recomputation(models.Model):
    """What the policy says of a conviction with a person's facts corrected. The newest of an item holds."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="recomputations")
    determination = models.ForeignKey(Determination, on_delete=models.CASCADE, related_name="recomputations")
    outcome = models.CharField(max_length=60, choices=[(outcome.value, outcome.value) for outcome in Outcome])
    reason = models.TextField()
    rule = models.CharField(max_length=100, blank=True)
    cites = models.CharField(max_length=200, blank=True)
    statute_outcome = models.CharField(max_length=60, blank=True)
    statute_reason = models.TextField(blank=True)
    section = models.CharField(max_length=60)
    code_section = models.CharField(max_length=20)
    grade = models.CharField(max_length=20, blank=True)
    convicted_earliest = models.DateField(null=True)
    convicted_latest = models.DateField(null=True)
    case_number = models.CharField(max_length=300, blank=True)
    description = models.CharField(max_length=500, blank=True)
    flags = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Recomputation {self.pk}"

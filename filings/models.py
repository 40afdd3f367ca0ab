"""Paper for the court: which decided convictions went into which motion."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse

from offices.models import Office, OwnedQuerySet, User
from review.models import Decision


class Filing(models.Model):
    """A motion in bulk with its exhibit. Its documents are made once and never change."""

    class State(models.TextChoices):
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"

    NEXT = {State.MAKING: (State.READY, State.FAILED), State.FAILED: (State.MAKING,)}

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    dated = models.DateField(help_text="The date the papers bear.")
    state = models.CharField(max_length=20, choices=State, default=State.MAKING)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="one_filing_a_number")]

    def __str__(self) -> str:
        return f"Filing {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("filings:filing", args=[self.pk])

    @property
    def folder(self) -> Path:
        return Path(settings.DATA_DIR) / "filings" / str(self.pk)

    def document(self, kind: str) -> Path:
        """Where a document lies: the motion (`pdf`), or its list as `xlsx` or `csv`."""
        return self.folder / {"pdf": "motion.pdf", "xlsx": "list.xlsx", "csv": "list.csv"}[kind]


class FilingItem(models.Model):
    """One conviction in a filing, resting on one decision. A conviction is in one filing at most."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="items")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="filing_item")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Item {self.pk} of filing {self.filing_id}"

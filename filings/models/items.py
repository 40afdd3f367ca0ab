from __future__ import annotations

from django.db import models
from django.db.models import Q

from records.models import Conviction
from review.models import Decision

from .filings import Filing


class FilingItem(models.Model):
    """One conviction in a filing, as the papers name it. A conviction is in one open filing at most."""

    class Answer(models.TextChoices):
        """What the court said."""

        NONE = "", "No answer yet"
        GRANTED = "granted", "Granted"
        DENIED = "denied", "Denied"
        STRUCK = "struck", "Struck from the list"

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="items")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="filing_items")
    conviction = models.ForeignKey(Conviction, on_delete=models.PROTECT, related_name="filing_items")
    open = models.BooleanField(default=True, help_text="Keeps the conviction out of every other filing.")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)

    position = models.PositiveIntegerField(help_text="The number of the row on the lists, from 1.")
    person = models.BigIntegerField(help_text="Tells people apart; never printed.")
    name = models.CharField(max_length=200, blank=True)
    case_number = models.CharField(max_length=300, blank=True)
    count = models.CharField(max_length=10, blank=True)
    section = models.CharField(max_length=60)
    grade = models.CharField(max_length=20, blank=True)
    convicted_on = models.DateField(null=True)
    relief = models.CharField(max_length=20)
    resulting = models.CharField(max_length=100, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    agency = models.CharField(max_length=200, blank=True)
    court = models.CharField(max_length=200, blank=True)
    also_known_as = models.CharField(max_length=200, blank=True)
    completed = models.BooleanField(default=False, help_text="The sentence is known to be completed.")
    arrested_on = models.DateField(null=True)
    arresting_agency = models.CharField(max_length=200, blank=True)
    ground = models.TextField(blank=True)
    cii_number = models.CharField(max_length=30, blank=True)
    born_on = models.DateField(null=True)

    class Meta:
        ordering = ["filing", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["conviction"], condition=Q(open=True), name="one_open_filing_a_conviction"
            ),
            models.UniqueConstraint(fields=["filing", "position"], name="one_item_a_position"),
        ]
        indexes = [models.Index(fields=["filing", "case_number"])]

    def __str__(self) -> str:
        return f"Item {self.position} of filing {self.filing_id}"


class ConvictionCourt(models.Model):
    """The court that convicted, as the state's file names it, and the arrest; read from the history once."""

    conviction = models.OneToOneField(Conviction, on_delete=models.CASCADE, related_name="court")
    name = models.CharField(max_length=200, blank=True)
    named = models.CharField(max_length=200, blank=True, help_text="The person's name in this case.")
    arrested_on = models.DateField(null=True)
    arresting_agency = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"Court of conviction {self.conviction_id}"

from __future__ import annotations

from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from offices.models import Office, OwnedQuerySet, User

from ..documents.values import Order


class FilingQuerySet(OwnedQuerySet):
    def locked(self) -> Self:
        """Those that hold convictions, or held them until they were withdrawn."""
        return self.exclude(state=Filing.State.DRAFT)


class Filing(models.Model):
    """Convictions put before the court together. A draft is a choice; from the lock on nothing changes."""

    class Kind(models.TextChoices):
        RELIEF = "relief", "Motion for relief"
        CHALLENGE = "challenge", "Notice of challenge"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        LOCKED = "locked", "Locked"
        FILED = "filed", "Filed"
        ORDERED = "ordered", "Ordered"
        COURT_UPDATED = "court-updated", "Court record updated"
        STATE_UPDATED = "state-updated", "State record updated"
        WITHDRAWN = "withdrawn", "Withdrawn"

    NEXT = {
        State.DRAFT: (State.LOCKED,),
        State.LOCKED: (State.FILED, State.WITHDRAWN),
        State.FILED: (State.ORDERED, State.WITHDRAWN),
        State.ORDERED: (State.COURT_UPDATED,),
        State.COURT_UPDATED: (State.STATE_UPDATED,),
    }

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.RELIEF)
    number = models.PositiveIntegerField(null=True, help_text="Given when the filing is locked.")
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    criteria = models.JSONField(default=dict, help_text="The filter that chooses the convictions.")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    dated = models.DateField(help_text="The date the papers bear.")
    order = models.CharField(
        max_length=20,
        choices=[(order.value, order.capitalize()) for order in Order],
        default=Order.CASE_NUMBER.value,
        help_text="What the lists are sorted by.",
    )
    apart = models.JSONField(default=list, help_text="Papers for each person or case, made with the rest.")
    hearing = models.JSONField(default=dict, help_text="When and where the motion is heard, if it is.")
    as_of = models.DateField(null=True, help_text="The date of the newest analysis it rests on.")
    heading = models.JSONField(
        default=dict, help_text="Office, court and attorneys as they were at the lock."
    )
    wordings = models.JSONField(default=dict, help_text="The version of each wording; 0 is the built-in one.")
    manifest_sha256 = models.CharField(max_length=64, blank=True)

    locked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(null=True)
    filed_on = models.DateField(null=True)
    clerk_number = models.CharField("clerk's number", max_length=60, blank=True)
    ordered_on = models.DateField(null=True)
    judge = models.CharField(max_length=200, blank=True)
    court_updated_on = models.DateField(null=True)
    state_updated_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.TextField(blank=True)

    objects = FilingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="one_filing_a_number")]
        indexes = [models.Index(fields=["office", "state"])]

    def __str__(self) -> str:
        return f"Filing {self.number}" if self.number else f"Draft {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("filings:filing", args=[self.pk])

    @property
    def folder(self) -> Path:
        return Path(settings.DATA_DIR) / "filings" / str(self.pk)

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    def may_become(self, state: str) -> bool:
        return state in self.NEXT.get(self.State(self.state), ())

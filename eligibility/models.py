"""A policy applied to an office's records as of a date, and what it said of each conviction."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from offices.models import Office, OwnedQuerySet, User
from records.models import Conviction
from uploads.models import Upload

from .law.outcomes import Outcome

# Longer than the longest step without a beat, which is to understand the rows of the largest file.
LOST_AFTER = datetime.timedelta(minutes=15)


class PolicyVersion(models.Model):
    """The office's choices, as they stood from one save to the next. A change is a new version."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    policy = models.SlugField(help_text="The name of a built-in policy.")
    options = models.JSONField(default=dict)
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="one_policy_version_a_number")
        ]

    def __str__(self) -> str:
        return f"Policy version {self.number}"


class RunQuerySet(OwnedQuerySet["Run"]):
    def complete(self) -> Self:
        return self.filter(state=Run.State.COMPLETE)

    def active(self) -> Self:
        return self.filter(state__in=Run.NEXT.keys())

    def current(self, user: User) -> Run | None:
        """The newest complete run of the user's office: what every page shows."""
        return self.visible_to(user).complete().order_by("-id").first()


class Run(models.Model):
    """One analysis. What it found can be seen once it is complete, and not before."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a worker"
        READING = "reading", "Reading the files"
        DETERMINING = "determining", "Applying the policy"
        SAVING = "saving", "Saving what was found"
        COMPLETE = "complete", "Complete"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    NEXT = {
        State.WAITING: (State.READING, State.FAILED, State.CANCELLED),
        State.READING: (State.DETERMINING, State.FAILED, State.CANCELLED),
        State.DETERMINING: (State.SAVING, State.FAILED, State.CANCELLED),
        State.SAVING: (State.COMPLETE, State.FAILED, State.CANCELLED),
    }

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    uploads = models.ManyToManyField(Upload, related_name="runs")
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT)
    as_of = models.DateField(help_text="The date the law is applied.")
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    cancel_asked = models.BooleanField(default=False)
    done = models.PositiveBigIntegerField(
        default=0, help_text="Rows read, or convictions saved, in this state."
    )
    total = models.PositiveBigIntegerField(null=True, help_text="Of how many; empty while not known.")
    beat_at = models.DateTimeField(null=True, help_text="When the worker last gave a sign of life.")
    finished_at = models.DateTimeField(null=True)
    failure = models.TextField(
        blank=True, help_text="What went wrong and what to do, in words for the person who waits."
    )
    summary = models.JSONField(default=dict)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["office", "state", "-id"])]

    def __str__(self) -> str:
        return f"Analysis {self.pk}"

    @property
    def uploads_read(self) -> list[Upload]:
        """Its uploads of which something could be read, oldest first: on them alone it rests."""
        return [upload for upload in self.uploads.order_by("id") if upload.history.exists()]

    @property
    def folder(self) -> Path:
        return Path(settings.DATA_DIR) / "analyses" / str(self.pk)

    @property
    def problems_file(self) -> Path:
        """What was read but not understood, row by row. Stands once the run is complete."""
        return self.folder / "problems.csv"

    @property
    def is_active(self) -> bool:
        return self.state in self.NEXT

    @property
    def seems_stopped(self) -> bool:
        """Taken up by a worker that has given no sign of life for minutes."""
        return self.is_active and self.beat_at is not None and timezone.now() - self.beat_at > LOST_AFTER


class PolicyPreview(models.Model):
    """What another policy would make of the newest analysis, in numbers, before anybody chooses it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a worker"
        COUNTING = "counting", "Being counted"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"

    NEXT = {
        State.WAITING: (State.COUNTING,),
        State.COUNTING: (State.READY, State.FAILED),
    }

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, help_text="The analysis it is compared with.")
    policy = models.SlugField()
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    taken_at = models.DateTimeField(null=True, help_text="When a worker took it up.")
    numbers = models.JSONField(default=dict)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Policy preview {self.pk}"

    @property
    def is_active(self) -> bool:
        return self.state in self.NEXT

    def seems_lost(self, now: datetime.datetime) -> bool:
        """Asked for or taken up so long ago that nobody seems to work on it."""
        return self.is_active and now - (self.taken_at or self.at) > LOST_AFTER


class DeterminationQuerySet(OwnedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Without what a court has sealed: who needs that looks at it in its filing."""
        sealed = Conviction.objects.visible_to(user).sealed().values("pk")
        return super().visible_to(user).exclude(conviction__in=sealed)

    def of_current_run(self, user: User) -> Self:
        return self.visible_to(user).filter(run=Run.objects.current(user))


class Determination(models.Model):
    """What the policy says of one conviction, with the facts as the run saw them."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="determinations")
    conviction = models.ForeignKey(Conviction, on_delete=models.PROTECT, related_name="determinations")

    outcome = models.CharField(max_length=60, choices=[(outcome.value, outcome.value) for outcome in Outcome])
    reason = models.TextField()
    rule = models.CharField(max_length=100, blank=True)
    cites = models.CharField(max_length=200, blank=True)
    statute_outcome = models.CharField(max_length=60, blank=True)
    statute_reason = models.TextField(blank=True)

    section = models.CharField(max_length=60, help_text="As charged, for example 11359(A) HS.")
    code_section = models.CharField(
        max_length=20, help_text="The section without subdivisions, for example 11359."
    )
    grade = models.CharField(max_length=20, blank=True)
    convicted_earliest = models.DateField(null=True)
    convicted_latest = models.DateField(null=True)
    case_number = models.CharField(max_length=300, blank=True)
    description = models.CharField(max_length=500, blank=True)
    flags = models.JSONField(default=list)
    needs_person = models.BooleanField(help_text="Flagged, or left to a person by the policy.")

    objects = DeterminationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["run", "conviction"], name="one_determination_a_run")]
        indexes = [
            models.Index(fields=["run", "needs_person", "id"]),
            models.Index(fields=["run", "outcome"]),
        ]

    def __str__(self) -> str:
        return f"Determination {self.pk}"

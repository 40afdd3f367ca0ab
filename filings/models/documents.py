from __future__ import annotations

import hashlib
from pathlib import Path

from django.db import models

from .filings import Filing


class FilingDocument(models.Model):
    """One file of a filing: how far a worker is with it, and what it came to."""

    class State(models.TextChoices):
        NOT_ASKED = "not-asked", "Made when asked for"
        WAITING = "waiting", "Waiting for a worker"
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"

    NEXT = {
        State.NOT_ASKED: (State.WAITING,),
        State.WAITING: (State.MAKING,),
        State.MAKING: (State.READY, State.FAILED),
        State.READY: (State.FAILED,),
        State.FAILED: (State.WAITING,),
    }
    UNDER_WAY = (State.WAITING, State.MAKING)

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField(help_text="Order on the page, and in which they are made.")
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    size = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["filing", "kind"], name="one_document_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} of filing {self.filing_id}"

    @property
    def path(self) -> Path:
        return self.filing.folder / self.kind

    @property
    def is_intact(self) -> bool:
        """Whether the file on disk still is the one that was made, by its SHA-256."""
        if not self.path.is_file():
            return False
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256

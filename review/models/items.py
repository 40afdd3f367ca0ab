"""What waits for whom: one row for each conviction of a run, with its place and state in the work."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination, Run
from offices.models import Office, OwnedQuerySet, User
from records.models import Conviction, Subject


class Queue(models.Model):
    """The work that a run leaves to people. It can be worked on once all of its items are there."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="queue")
    done = models.PositiveBigIntegerField(default=0, help_text="Determinations that have their item.")
    filled_at = models.DateTimeField(null=True)
    changes = models.JSONField(
        default=dict, help_text="How many convictions are new, changed, gone and as before: see changes.py."
    )
    touched_at = models.DateTimeField(auto_now=True, help_text="When a worker was asked, or did something.")

    def __str__(self) -> str:
        return f"Queue of analysis {self.run_id}"


class ItemQuerySet(OwnedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Without what a court has sealed: who needs that looks at it in its filing."""
        return super().visible_to(user).filter(sealed=False)

    def in_hand(self, now: datetime) -> Self:
        """Those that somebody holds at this moment."""
        return self.filter(held_by__isnull=False, held_until__gt=now)

    def free_for(self, user: User, now: datetime) -> Self:
        """Those that nobody else holds and that are not set aside for somebody else."""
        held_by_another = Q(held_until__gt=now) & ~Q(held_by=user)
        return self.exclude(held_by_another).filter(Q(assigned_to=None) | Q(assigned_to=user))


SHOWN = Q(sealed=False)


def person() -> models.ForeignKey:
    """Somebody who has to do with an item; found through indexes of the item's own."""
    return models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)


class Item(models.Model):
    """One conviction in the work on a run.

    What people search and sort by is kept here too, as it stands after corrections: the determination keeps
    what the run said.
    """

    class QueueName(models.TextChoices):
        NONE = "", "Proposed as it stands"
        FIRST = "first", "Needs a person"
        SAMPLE = "sample", "Quality sample"

    class State(models.TextChoices):
        PROPOSED = "proposed", "Stands as proposed"
        WAITING = "waiting", "Waiting"
        SUPERVISOR = "supervisor", "Waiting for a supervisor"
        SECOND = "second", "Second review"
        RETURNED = "returned", "Returned to the first reviewer"
        DISPUTED = "disputed", "Disagreement"
        DONE = "done", "Decided"

    # An undo leads back to where the item came from.
    NEXT = {
        State.PROPOSED: (State.WAITING, State.SECOND, State.DONE),
        State.WAITING: (State.SUPERVISOR, State.SECOND, State.DONE),
        State.SUPERVISOR: (State.SECOND, State.DONE, State.WAITING, State.PROPOSED),
        State.SECOND: (
            State.RETURNED,
            State.DISPUTED,
            State.SUPERVISOR,
            State.DONE,
            State.WAITING,
            State.PROPOSED,
        ),
        State.RETURNED: (State.SUPERVISOR, State.SECOND, State.DONE, State.WAITING, State.PROPOSED),
        State.DISPUTED: (State.DONE, State.WAITING, State.PROPOSED),
        State.DONE: (State.SECOND, State.DONE, State.WAITING, State.PROPOSED),
    }

    class Change(models.TextChoices):
        """How the run's determination compares with that of the run before."""

        SAME = "", "As before"
        NEW = "new", "New"
        CHANGED = "changed", "Changed"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, db_index=False)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="items", db_index=False)
    determination = models.OneToOneField(Determination, on_delete=models.CASCADE, related_name="item")
    conviction = models.ForeignKey(Conviction, on_delete=models.CASCADE, related_name="items")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="items", db_index=False)

    queue = models.CharField(max_length=10, choices=QueueName, blank=True)
    state = models.CharField(max_length=12, choices=State)
    place = models.BigIntegerField(help_text="Order in the queue; what is skipped goes to the end.")
    change = models.CharField(max_length=10, choices=Change, blank=True)
    version = models.PositiveIntegerField(
        default=0, help_text="Grows with every act: a page that shows an older one is stale."
    )

    outcome = models.CharField(max_length=60, choices=[(outcome.value, outcome.value) for outcome in Outcome])
    rule = models.CharField(max_length=100, blank=True)
    code_section = models.CharField(max_length=20)
    grade = models.CharField(max_length=20, blank=True)
    case_number = models.CharField(max_length=300, blank=True)
    convicted = models.CharField(
        max_length=8, blank=True, help_text="YYYYMMDD, the earliest day it may have been; empty if not known."
    )

    sealed = models.BooleanField(
        default=False, help_text="As the conviction says; here so that lists need not look there."
    )
    second_asked = models.BooleanField(default=False, help_text="Somebody asked for a second review.")
    assigned_to = person()
    held_by = person()
    held_since = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    decided_by = person()
    second_by = person()
    decided_at = models.DateTimeField(null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["run", "conviction"], name="one_item_a_conviction")]
        # Each begins with what every page filters by, and leaves out what no page shows. Databases choose
        # among them without statistics, by the number of columns that are given: hence the long ones. SQLite
        # counts by an index alone only where that has the column that its condition names.
        indexes = [
            models.Index(
                fields=["office", "run", "queue", "state", "place", "id", "sealed"],
                name="item_by_queue",
                condition=SHOWN,
            ),
            models.Index(
                fields=["office", "run", "state", "place", "id"], name="item_by_state", condition=SHOWN
            ),
            models.Index(fields=["office", "run", "place", "id"], name="item_by_place", condition=SHOWN),
            models.Index(fields=["office", "run", "convicted", "id"], name="item_by_date", condition=SHOWN),
            models.Index(
                fields=["office", "run", "case_number", "id", "sealed"], name="item_by_case", condition=SHOWN
            ),
            models.Index(
                fields=[
                    "office",
                    "run",
                    "code_section",
                    "state",
                    "outcome",
                    "grade",
                    "queue",
                    "change",
                    "sealed",
                ],
                name="item_by_section",
                condition=SHOWN,
            ),
            models.Index(
                fields=["office", "run", "outcome", "state", "grade", "queue", "change", "sealed"],
                name="item_by_outcome",
                condition=SHOWN,
            ),
            models.Index(fields=["subject", "run", "office"], name="item_by_person"),
            models.Index(
                fields=["office", "run", "change", "place", "id"], name="item_by_change", condition=SHOWN
            ),
            models.Index(
                fields=["office", "run", "held_until"],
                name="item_held",
                condition=Q(held_by__isnull=False),
            ),
            models.Index(
                fields=["assigned_to", "office", "run", "state", "queue", "place"],
                name="item_assigned",
                condition=Q(assigned_to__isnull=False),
            ),
            models.Index(
                fields=["decided_by", "run"], name="item_decided", condition=Q(decided_by__isnull=False)
            ),
            models.Index(
                fields=["office", "run", "queue", "decided_at"],
                name="item_decided_at",
                condition=Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Item {self.pk}"

    def is_held(self, now: datetime) -> bool:
        return bool(self.held_by_id and self.held_until and self.held_until > now)

    def held_by_another(self, user: User, now: datetime) -> User | None:
        """Who else has the item in hand."""
        return self.held_by if self.is_held(now) and self.held_by_id != user.pk else None


class Cause(models.Model):
    """Why an item is in the queue: a code, so that pages can filter and count by it.

    `hand-review`, `sample`, `reviewer`, `changed`, `renamed`, or `flag:` and the name of the flag.
    """

    HAND_REVIEW = "hand-review"
    SAMPLE = "sample"
    REVIEWER = "reviewer"
    CHANGED = "changed"
    RENAMED = "renamed"
    FLAG = "flag:"

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="causes")
    code = models.CharField(max_length=80)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "code"], name="one_cause_a_code")]
        indexes = [models.Index(fields=["code", "item"], name="cause_by_code")]

    def __str__(self) -> str:
        return self.code

"""Puts the convictions of a complete run into the work, and opens the work when all are in."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import timedelta

import django_rq
from django.db import connection, transaction
from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.utils import timezone

from audit.services import record
from eligibility.models import Determination, Run
from offices.models import Role, User
from records import names
from records.models import Conviction

from . import queues
from .carrying import Past, carried_causes, carry_state, change_of, last_words, pasts
from .comparing import Proposal
from .entering import causes_of, describe, entry
from .keeping import is_large
from .models import Cause, Decision, Item, Queue, Recomputation, ReviewSettings
from .office import settings_of
from .recomputing import effective

BATCH = 2000
GIVEN_UP_AFTER = timedelta(minutes=10)


def prepare(run: Run) -> Queue:
    """Fills the queue of a small run at once, and hands that of a large one to a worker."""
    queue, is_new = Queue.objects.get_or_create(run=run)
    if queue.filled_at:
        return queue
    if Determination.objects.filter(run=run).count() <= BATCH:
        return fill(run)
    if is_new or timezone.now() - queue.touched_at > GIVEN_UP_AFTER:
        queue.save(update_fields=["touched_at"])
        django_rq.enqueue("review.jobs.fill_queue", run.pk)  # type: ignore[arg-type]
    return queue


def open_work(user: User) -> tuple[Run | None, Queue | None]:
    """The run that the office works on, and the queue of a newer one that is still being filled, if any."""
    newest = Run.objects.current(user)
    if newest is None:
        return None, None
    queue = prepare(newest)
    return (newest, None) if queue.filled_at else (queues.newest_run(user), queue)


def waiting_for(user: User) -> int:
    """How many convictions wait in the queues that this person works on."""
    run, _ = open_work(user)
    if run is None:
        return 0
    cards = queues.cards(user, run, timezone.now())
    is_supervisor = user.role == Role.SUPERVISOR
    return sum(card.waiting for card in cards if is_supervisor or not card.queue.for_supervisors)


def fill(run: Run) -> Queue:
    """Gives every determination of a complete run its item. May be repeated: what is there stays.

    Nobody sees the items before all of them are there. Until then people work on those of the run before, and
    what they do meanwhile is taken over at the end.
    """
    queue, _ = Queue.objects.get_or_create(run=run)
    before = run_before(run)
    entering = Entering(before, settings_of(run.office), names.differing(run.uploads_read))
    last: int | None = 0
    while last is not None:
        last = add_batch(queue, entering, after=last)
    queue = open_queue(queue, before)
    if is_large(queue.run):
        measure_tables()
    return queue


def measure_tables() -> None:
    """SQLite chooses its indexes by what it knows of the tables, and looks at them when it is told to, at
    first so many rows of each index: with more it would rather sort than go by the order of the queue.
    PostgreSQL looks by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")


@dataclass(frozen=True)
class Entering:
    """What decides how a determination enters the queue: the run before, the office's choices, and the keys
    of the people whom files name differently."""

    before: Run | None
    settings: ReviewSettings
    renamed: Set[str]


@transaction.atomic
def add_batch(queue: Queue, entering: Entering, *, after: int) -> int | None:
    """Adds the next items, and returns the last determination that has one now; None when all have.

    Two workers who do the same take turns, and neither does what the other has done.
    """
    queue = Queue.objects.select_for_update().select_related("run").get(pk=queue.pk)
    batch = next_batch(queue.run, after)
    if not batch:
        return None
    add_items(batch, entering)
    queue.done += len(batch)
    queue.save(update_fields=["done", "touched_at"])
    return batch[-1].pk


def run_before(run: Run) -> Run | None:
    """The run whose work the office is on now."""
    filled = Run.objects.filter(office=run.office_id, pk__lt=run.pk, queue__filled_at__isnull=False)
    return filled.order_by("-id").first()


def next_batch(run: Run, after: int) -> list[Determination]:
    left = Determination.objects.filter(run=run, item=None, pk__gt=after).order_by("id")
    return list(left.select_related("conviction__subject", "run__policy_version", "run__office")[:BATCH])


@transaction.atomic
def open_queue(queue: Queue, before: Run | None) -> Queue:
    """From here on the office works on this run."""
    queue = Queue.objects.select_for_update(of=("self",)).select_related("run__by").get(pk=queue.pk)
    if queue.filled_at:
        return queue
    take_over_what_moved(queue.run, before)
    reopened = reopen(queue.run)
    Item.objects.filter(run=queue.run, conviction__in=Conviction.objects.sealed()).update(sealed=True)
    queue.filled_at, queue.changes = timezone.now(), count_changes(queue.run, before)
    queue.save(update_fields=["filled_at", "changes", "touched_at"])
    record(queue.run.by, "opened queue", queue.run, items=queue.done, reopened=reopened)
    return queue


def add_items(batch: list[Determination], entering: Entering) -> None:
    known = pasts(entering.before, [determination.conviction_id for determination in batch])
    answers = effective(batch)
    pairs = [
        new_item(
            determination,
            answers.get(determination.pk, determination),
            known[determination.conviction_id],
            entering,
        )
        for determination in batch
    ]
    Item.objects.bulk_create([item for item, _ in pairs])
    item_of = {item.determination_id: item for item, _ in pairs}
    Cause.objects.bulk_create([Cause(item=item, code=code) for item, codes in pairs for code in codes])
    for answer in answers.values():
        answer.item = item_of[answer.determination_id]
    Recomputation.objects.bulk_create(answers.values())


def new_item(
    determination: Determination, proposal: Proposal, past: Past, entering: Entering
) -> tuple[Item, list[str]]:
    is_renamed = determination.conviction.subject.key in entering.renamed
    causes = causes_of(proposal, determination, entering.settings, is_renamed=is_renamed)
    causes = carried_causes(causes, proposal, past)
    item = Item(
        office_id=determination.office_id,
        run_id=determination.run_id,
        determination=determination,
        conviction_id=determination.conviction_id,
        subject_id=determination.conviction.subject_id,
        place=determination.pk,
        queue=entry(causes),
        change=change_of(proposal, past, is_first_run=entering.before is None),
    )
    describe(item, proposal)
    carry_state(item, causes, past)
    return item, causes


def count_changes(run: Run, before: Run | None) -> dict[str, int]:
    """How many convictions are new, changed and as before; and how many are gone since the run before."""
    found = dict(Item.objects.filter(run=run).order_by().values_list("change").annotate(count=Count("id")))
    named = {Item.Change.NEW: "new", Item.Change.CHANGED: "changed", Item.Change.SAME: "same"}
    again = Item.objects.filter(run=run, conviction=OuterRef("conviction"))
    gone = Item.objects.filter(run=before).filter(~Exists(again)).count() if before else 0
    return {**{words: found.get(change, 0) for change, words in named.items()}, "gone": gone}


def take_over_what_moved(run: Run, before: Run | None) -> None:
    """Brings over what people did to the run before while the items of this one were being added."""
    if before is None:
        return
    state_before = Item.objects.filter(run=before, conviction=OuterRef("conviction")).values("state")[:1]
    compared = Item.objects.filter(run=run).annotate(state_before=Subquery(state_before))
    moved = list(compared.exclude(state=F("state_before")).prefetch_related("causes"))
    for first in range(0, len(moved), BATCH):
        batch = moved[first : first + BATCH]
        known = pasts(before, [item.conviction_id for item in batch])
        for item in batch:
            carry_state(item, [cause.code for cause in item.causes.all()], known[item.conviction_id])
        Item.objects.bulk_update(batch, CARRIED)


CARRIED = ["state", "decided_by", "decided_at", "second_by", "assigned_to", "second_asked"]


def reopen(run: Run) -> int:
    """Takes back, on the record, the decisions whose conviction is no longer what was decided on."""
    changed = Item.objects.filter(run=run, causes__code=Cause.CHANGED)
    determinations = dict(changed.values_list("conviction", "determination"))
    stood = [word for word in last_words(changed.values("conviction")) if not word.is_taken_back]
    Decision.objects.bulk_create(
        [
            Decision(
                office_id=run.office_id,
                conviction_id=word.conviction_id,
                determination_id=determinations[word.conviction_id],
                number=word.number + 1,
                kind=Decision.Kind.REOPENED,
                reason=f"Analysis {run.pk} found other facts than those that were decided on.",
                by=run.by,
            )
            for word in stood
        ]
    )
    return len(stood)

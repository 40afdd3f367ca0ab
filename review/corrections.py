"""Correcting a fact from the court's own file. The state's file, and the answer to it, stay as they are."""

from __future__ import annotations

import pandas as pd
from django.db import transaction

from audit.services import record
from eligibility.models import Determination, Run
from offices.models import User
from records.models import Subject
from records.services import person_frame
from uploads.formats.columns import NEEDED

from . import queues
from .comparing import differences
from .entering import describe, entry, flag_causes
from .models import Cause, Correction, Decision, Item, Recomputation
from .permissions import cannot_decide, filed_among
from .recomputing import answers, as_filed, run_with_policy
from .services import locked, next_word, refuse_stale, refuse_when

CHANGES_NOTHING = "That is what the conviction has already: nothing was corrected."
CORRECTED = "A fact of the person's record was corrected."
NOT_FROM_THE_POLICY = (Cause.SAMPLE, Cause.REVIEWER, Cause.CHANGED, Cause.RENAMED)


def correct(
    determination: Determination, *, by: User, fact: str, value: str, reason: str, seen: int
) -> Correction:
    """Puts a fact as the court file has it in the place of the state's, and asks the policy anew at once.

    `value` is written as the state's file would write it (a date YYYYMMDD, a grade FELONY); an empty one goes
    back to what the file says. Every conviction of the person is asked about again, for a fact of one may
    count for another; a decision on one whose answer changes is reopened, on the record.
    """
    refuse_when("" if reason.strip() else "Say where the correct fact is from.")
    # Before anything is locked: on SQLite nobody else writes meanwhile.
    conviction = determination.conviction
    frame = person_frame(conviction.subject, NEEDED)
    was = as_filed(frame, conviction.count_order, fact)
    run = run_with_policy(determination.run_id)
    with transaction.atomic():
        item = locked(determination)
        refuse_when(cannot_decide(by, item))
        refuse_stale(item, seen)
        refuse_when(CHANGES_NOTHING if changes_nothing(item, fact, value, was) else "")
        correction = Correction.objects.create(
            office_id=item.office_id,
            conviction_id=item.conviction_id,
            fact=fact,
            value=value,
            was=was,
            reason=reason.strip(),
            by=by,
        )
        reopened = recompute(conviction.subject, run, frame, by=by)
        record(by, "corrected fact", determination, fact=fact, reopened=reopened)
        return correction


def changes_nothing(item: Item, fact: str, value: str, was: str) -> bool:
    """Whether the policy has the fact so already: as last corrected, or as the file says."""
    filed = (was.partition("-")[0] if fact == Correction.Fact.SECTION else was).strip()
    corrections = Correction.objects.filter(conviction=item.conviction_id, fact=fact).order_by("-id")
    last = corrections.values_list("value", flat=True).first()
    return (value or filed) == (last or filed)


def recompute(subject: Subject, run: Run, frame: pd.DataFrame, *, by: User) -> int:
    """Asks the policy about all of a person's convictions anew, and keeps what has changed. Returns how many
    decisions were reopened by it."""
    items = list(
        Item.objects.select_for_update(of=("self",))
        .filter(run=run, subject=subject)
        .select_related("determination__conviction")
        .prefetch_related("causes", "recomputations")
    )
    found = answers(subject, run, frame, [item.determination for item in items])
    changed = [item for item in items if is_news(item, found[item.determination_id])]
    filed = filed_among([item.conviction_id for item in changed])
    return sum(
        apply(item, found[item.determination_id], by=by, is_filed=item.conviction_id in filed)
        for item in changed
    )


def is_news(item: Item, answer: Recomputation) -> bool:
    current = queues.proposal_of(item)
    return bool(differences(current, answer)) or current.reason != answer.reason


def apply(item: Item, answer: Recomputation, *, by: User, is_filed: bool) -> bool:
    """Makes an answer the item's proposal. True when that reopened a decision."""
    answer.item = item
    answer.save()
    describe(item, answer)
    kept = [cause.code for cause in item.causes.all() if cause.code in NOT_FROM_THE_POLICY]
    codes = list(dict.fromkeys([*flag_causes(answer), *kept]))
    word = queues.last_word(item.conviction_id)
    reopens = word is not None and not word.is_taken_back and not is_filed
    if reopens:
        next_word(item, by=by, kind=Decision.Kind.REOPENED, reason=CORRECTED)
        item.decided_by = item.decided_at = item.second_by = None
        codes = list(dict.fromkeys([*codes, Cause.CHANGED]))
    item.queue = entry(codes)
    if reopens or item.state in (Item.State.PROPOSED, Item.State.WAITING):
        item.state = Item.State.WAITING if codes else Item.State.PROPOSED
    item.version += 1
    item.save()
    item.causes.all().delete()
    Cause.objects.bulk_create([Cause(item=item, code=code) for code in codes])
    return reopens

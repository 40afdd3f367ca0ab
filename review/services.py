"""People decide. Each function is one act: one transaction, one audit event."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from audit.services import record
from eligibility.law.outcomes import Outcome
from eligibility.models import Determination, Run
from offices.models import User
from records.models import Conviction, Subject

from . import queues
from .claims import FREE
from .entering import LEFT_TO_A_PERSON, is_drawn
from .filling import prepare
from .models import BulkAct, Cause, Decision, Item, OverrideReason, Queue, Remark, ReviewSettings
from .office import reasons_of, settings_of
from .permissions import (
    cannot_decide,
    cannot_skip,
    cannot_undo,
    is_less_relief,
    outcomes_open_to,
    reason_lacking,
)

State = Item.State


class DecisionRefused(Exception):
    """An act that did not take place, with the reason in words for the person who tried."""


class StaleDecision(DecisionRefused):
    """Something was done since the page was opened. `standing` is the last word on the conviction, if any."""

    def __init__(self, standing: Decision | None) -> None:
        super().__init__(
            "Somebody worked on this conviction while you had its page open. Yours was not saved."
        )
        self.standing = standing


@dataclass(frozen=True)
class Said:
    """What a person says of a conviction. `because` and `text` are the reason if it is not the proposal."""

    outcome: str
    because: OverrideReason | None = None
    text: str = ""
    ground: str = ""
    second_look: bool = False


@transaction.atomic
def decide(
    determination: Determination,
    *,
    by: User,
    outcome: str,
    because: OverrideReason | None = None,
    reason: str = "",
    ground: str = "",
    second_look: bool = False,
    seen: int = 0,
) -> Decision:
    """Makes a person's word on a conviction the newest one.

    `seen` is the version of the item that the person looked at: what somebody else did in between is never
    covered over unknowingly. A reason in words alone counts as the office's reason that asks for words.
    With a `ground`, the office challenges relief. `second_look` asks for a second person, whatever the rules.

    Raises DecisionRefused where the person may not decide so, StaleDecision where `seen` is no longer true.
    """
    item = locked(determination)
    refuse_when(cannot_decide(by, item))
    refuse_stale(item, seen)
    because = because or reason_in_words(reason, by=by)
    decision = add_decision(item, Said(outcome, because, reason.strip(), ground, second_look), by=by)
    record(by, decision.kind, decision, determination=determination.pk, outcome=decision.outcome)
    return decision


def reason_in_words(text: str, *, by: User) -> OverrideReason | None:
    """The office's reason that asks for words, where there are words."""
    known = reasons_of(by.office) if text.strip() else []
    return next((reason for reason in known if reason.needs_text), None)


def add_decision(item: Item, said: Said, *, by: User, bulk: BulkAct | None = None) -> Decision:
    """Writes a decision and moves its item on. The caller has locked the item, and records the event."""
    proposal = queues.proposal_of(item)
    if said.ground:
        said = Said(Outcome.NOT_ELIGIBLE, said.because, said.text, said.ground, said.second_look)
    refuse_when("" if said.outcome in outcomes_open_to(proposal) else "Choose one of the outcomes.")
    kind = kind_of(said, proposal.outcome)
    differs = kind != Decision.Kind.CONFIRMED
    if differs:
        refuse_when(reason_lacking(said.because, said.text))
    settles = item.state == State.DISPUTED
    decision = next_word(
        item,
        by=by,
        kind=kind,
        outcome=said.outcome,
        because=said.because if differs else None,
        ground=said.ground,
        reason=said.text,
        settled=settles or not needs_second(item, said, settings_of(by.office)),
        seconds=seconds_in_hand(item, by),
        bulk=bulk,
    )
    item.second_by = None
    item.decided_by, item.decided_at = by, decision.at
    item.second_asked = False
    move(item, State.DONE if decision.settled else State.SECOND)
    return decision


def kind_of(said: Said, proposed: str) -> Decision.Kind:
    if said.ground:
        return Decision.Kind.CHALLENGED
    if said.outcome == proposed:
        return Decision.Kind.CONFIRMED
    return Decision.Kind.DECIDED if proposed in LEFT_TO_A_PERSON else Decision.Kind.OVERRIDDEN


def needs_second(item: Item, said: Said, settings: ReviewSettings) -> bool:
    """Whether a second person must look: it was asked for, a rule of the office says so, or the draw does."""
    chosen = {Cause.FLAG + flag for flag in settings.second_on_flags}
    return bool(
        said.second_look
        or item.second_asked
        or (settings.second_on_challenge and said.ground)
        or (settings.second_on_less_relief and is_less_relief(item.outcome, said.outcome))
        or chosen & {cause.code for cause in item.causes.all()}
        or is_drawn(settings.second_percent, item.run_id, item.conviction_id, 2)
    )


@transaction.atomic
def undo(determination: Determination, *, by: User, word: int | None = None) -> Decision:
    """Takes the last decision on a conviction back, on the record: the conviction waits again.

    `word` is the number of the decision that the person means: another one that was made since is not taken
    back unknowingly.

    Raises DecisionRefused where there is none, where it is another person's, or where it is in a filing;
    StaleDecision where it is not the last one any more.
    """
    item = locked(determination)
    last = queues.last_word(item.conviction_id)
    if word is not None and last and last.pk != word:
        raise StaleDecision(last)
    taken_back = take_back(item, by=by)
    record(by, "undone", taken_back, determination=determination.pk)
    return taken_back


def take_back(item: Item, *, by: User, bulk: BulkAct | None = None) -> Decision:
    """Writes the taking back and moves the item back. The caller has locked it, and records the event."""
    word = queues.last_word(item.conviction_id)
    refuse_when(cannot_undo(by, item, word))
    back = next_word(item, by=by, kind=Decision.Kind.UNDONE, bulk=bulk)
    item.decided_by = item.decided_at = item.second_by = None
    move(item, State.WAITING if item.queue else State.PROPOSED)
    return back


def next_word(item: Item, *, by: User, kind: str, **fields: object) -> Decision:
    last = queues.last_word(item.conviction_id)
    try:
        with transaction.atomic():
            return Decision.objects.create(
                office_id=item.office_id,
                conviction_id=item.conviction_id,
                determination=item.determination,
                rule=item.rule,
                number=last.number + 1 if last else 1,
                kind=kind,
                by=by,
                **fields,
            )
    except IntegrityError as taken:
        raise StaleDecision(queues.last_word(item.conviction_id)) from taken


@transaction.atomic
def skip(determination: Determination, *, by: User, text: str, to: str, seen: int) -> None:
    """Leaves an item undecided, with the reason: for `later` (the end of the queue) or for a `supervisor`."""
    item = locked(determination)
    refuse_when(cannot_skip(by, item))
    refuse_stale(item, seen)
    refuse_when("" if text.strip() else "Say why you skip this conviction.")
    if to == State.SUPERVISOR:
        item.assigned_to = None
        move(item, State.SUPERVISOR)
    else:
        # One at a time: two items in one place would hide each other from those who come after.
        Queue.objects.select_for_update().get(run=item.run_id)
        item.place = 1 + queues.last_place(item)
        move(item, item.state)
    remark(item, Remark.Kind.SKIPPED, by=by, text=text, sent_to=to)
    record(by, "skipped", determination, to=to)


@transaction.atomic
def ask_for_review(determination: Determination, *, by: User, text: str) -> None:
    """A reviewer puts a conviction into the queue that no rule has put there."""
    item = locked(determination)
    refuse_when(cannot_decide(by, item))
    refuse_when("" if text.strip() else "Say why a person should look at this conviction.")
    put_in_queue(item)
    move(item, State.WAITING if item.state == State.PROPOSED else item.state)
    remark(item, Remark.Kind.QUEUED, by=by, text=text)
    record(by, "put into queue", determination)


def put_in_queue(item: Item) -> None:
    """Where no rule did, a person's wish does; it holds for later analyses too. The caller saves the item."""
    Cause.objects.get_or_create(item=item, code=Cause.REVIEWER)
    item.queue = item.queue or Item.QueueName.FIRST


@transaction.atomic
def ask_for_second_review(determination: Determination, *, by: User, text: str) -> None:
    """The decision on this conviction, made or to come, gets a second person's opinion."""
    item = locked(determination)
    refuse_when(cannot_decide(by, item))
    refuse_when("" if text.strip() else "Say what a second person should look at.")
    item.second_asked = True
    word = queues.last_word(item.conviction_id)
    if item.state == State.DONE and word:
        Decision.objects.filter(pk=word.pk).update(settled=False)
        move(item, State.SECOND)
    else:
        move(item, item.state)
    remark(item, Remark.Kind.FLAGGED, by=by, text=text)
    record(by, "asked for second review", determination)


@transaction.atomic
def add_note(determination: Determination, *, by: User, text: str) -> Remark:
    """A note for whoever opens the conviction next. It changes nothing else, and makes no page stale."""
    item = locked(determination)
    refuse_when("" if text.strip() else "The note is empty.")
    note = remark(item, Remark.Kind.NOTE, by=by, text=text)
    record(by, "added note", determination)
    return note


def remark(item: Item, kind: str, *, by: User, text: str, sent_to: str = "") -> Remark:
    return Remark.objects.create(
        office_id=item.office_id,
        conviction_id=item.conviction_id,
        kind=kind,
        text=text.strip(),
        sent_to=sent_to,
        by=by,
    )


def show_as_sealed(convictions: QuerySet[Conviction]) -> None:
    """Takes what a court has sealed off the pages of the review, and puts the others back on them."""
    items = Item.objects.filter(conviction__in=convictions)
    items.update(sealed=Exists(Conviction.objects.sealed().filter(pk=OuterRef("conviction"))))


def record_viewing(subject: Subject, *, by: User, page: str) -> None:
    """Who looked at whose record is part of what happened."""
    record(by, "viewed record", subject, page=page)


def locked(determination: Determination) -> Item:
    """The item of a determination, which nobody else can move before this transaction ends."""
    # Not with the one who holds it: who waited for the lock would be given the holder of before the wait.
    items = Item.objects.select_for_update(of=("self",)).select_related("determination__run__queue")
    item = items.filter(determination=determination).first()
    run = item.determination.run if item else determination.run
    refuse_when("" if run.state == Run.State.COMPLETE else "This analysis is not complete.")
    queue = run.queue if item else prepare(run)
    refuse_when(
        "" if queue.filled_at else "The queue of this analysis is still being prepared. Try again soon."
    )
    return item or items.get(determination=determination)


def move(item: Item, state: str) -> None:
    """Puts an item into a state and out of everybody's hands, and makes the pages that show it stale."""
    if state != item.state and state not in Item.NEXT[State(item.state)]:
        raise DecisionRefused(f"This cannot follow on “{item.get_state_display()}”.")
    item.state = State(state)
    item.version += 1
    for field, value in FREE.items():
        setattr(item, field, value)
    item.save()


def refuse_when(why_not: str) -> None:
    if why_not:
        raise DecisionRefused(why_not)


def refuse_stale(item: Item, seen: int) -> None:
    if item.version != seen:
        raise StaleDecision(queues.last_word(item.conviction_id))


def seconds_in_hand(item: Item, by: User) -> int | None:
    """How long the person had the item open; nothing where they had not claimed it."""
    if item.held_by_id != by.pk or item.held_since is None:
        return None
    return int((timezone.now() - item.held_since).total_seconds())

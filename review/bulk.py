"""One act on many items: planned, previewed in counts, done at once, and taken back at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Case, F, Max, Value, When
from django.utils import timezone

from audit.services import record
from offices.models import Role, User

from .claims import FREE
from .models import BulkAct, Decision, Item, OverrideReason, ReviewSettings
from .models.items import ItemQuerySet
from .office import settings_of
from .permissions import LEFT_TO_A_PERSON, disputes, filed_among, reason_lacking
from .services import Said, kind_of, needs_second, refuse_when

CAP = 1000
BATCH = 500
OPEN_STATES = (Item.State.WAITING, Item.State.PROPOSED)
ASSIGNABLE = (Item.State.WAITING, Item.State.PROPOSED, Item.State.SECOND)

NOT_OPEN = "decided already, or with a second person or a supervisor"
HELD = "open on somebody's screen"
SET_ASIDE = "set aside for somebody else"
FILED = "in a filing"
NO_PROPOSAL = "without a proposal that could be confirmed"
SECOND = "in need of a second review"


@dataclass(frozen=True)
class Wish:
    """What is to be done to each: confirm its own proposal (no outcome), or decide on this outcome."""

    outcome: str = ""
    because: OverrideReason | None = None
    text: str = ""


@dataclass
class Plan:
    """What an act would do: the items it takes, and how many it leaves alone and why."""

    taken: list[Item] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)

    @property
    def by_outcome(self) -> list[tuple[str, int]]:
        return Counter(item.outcome for item in self.taken).most_common()

    @property
    def left_out(self) -> list[tuple[str, int]]:
        return self.left.most_common()


def plan(items: ItemQuerySet, wish: Wish, *, by: User) -> Plan:
    """Raises DecisionRefused when the choice is larger than what is done at once."""
    listed = list(items.order_by("place").prefetch_related("causes")[: CAP + 1])
    refuse_when(f"At most {CAP:,} at once: narrow the choice." if len(listed) > CAP else "")
    settings, now = settings_of(by.office), timezone.now()
    filed = filed_among([item.conviction_id for item in listed])
    found = Plan()
    for item in listed:
        holder = item.held_by_id if item.is_held(now) else None
        why = why_left(item, wish, settings, by=by, holder=holder, is_filed=item.conviction_id in filed)
        if why:
            found.left[why] += 1
        else:
            found.taken.append(item)
    return found


def why_left(
    item: Item, wish: Wish, settings: ReviewSettings, *, by: User, holder: int | None, is_filed: bool
) -> str:
    """Why an act leaves an item alone, or ""."""
    if item.state not in OPEN_STATES:
        return NOT_OPEN
    if is_filed:
        return FILED
    if holder not in (None, by.pk):
        return HELD
    if item.assigned_to_id not in (None, by.pk):
        return SET_ASIDE
    if not wish.outcome and item.outcome in LEFT_TO_A_PERSON:
        return NO_PROPOSAL
    return SECOND if needs_second(item, Said(wish.outcome or item.outcome), settings) else ""


@transaction.atomic
def decide_all(items: ItemQuerySet, wish: Wish, *, by: User, expected: int) -> BulkAct:
    """Decides on all that the plan takes. `expected` is the number that the person saw in the preview.

    Raises DecisionRefused when the number is no longer true, or a reason is lacking.
    """
    locked = items.select_for_update(of=("self",))
    found = plan(locked, wish, by=by)
    refuse_when("" if len(found.taken) == expected else changed(len(found.taken), expected))
    refuse_when("" if found.taken else "Nothing is left that this could be done to.")
    if wish.outcome:
        refuse_when(reason_lacking(wish.because, wish.text))
    act = BulkAct.objects.create(office=by.office, by=by, kind=BulkAct.Kind.DECIDE, count=len(found.taken))
    add_words(found.taken, act, [decision_of(item, wish) for item in found.taken], by=by)
    Item.objects.filter(pk__in=[item.pk for item in found.taken]).update(
        state=Item.State.DONE, decided_by=by, decided_at=timezone.now(), version=F("version") + 1, **FREE
    )
    record(by, "decided in bulk", act, count=act.count, outcome=wish.outcome or "as proposed")
    return act


def changed(count: int, expected: int) -> str:
    return f"The choice has changed: it was {expected} and is {count} now. Look at it again."


def decision_of(item: Item, wish: Wish) -> dict[str, object]:
    said = Said(wish.outcome or item.outcome, wish.because, wish.text.strip())
    kind = kind_of(said, item.outcome)
    reason = {} if kind == Decision.Kind.CONFIRMED else {"because": said.because, "reason": said.text}
    return {"kind": kind, "outcome": said.outcome, **reason}


def add_words(items: list[Item], act: BulkAct, words: list[dict[str, object]], *, by: User) -> None:
    convictions = [item.conviction_id for item in items]
    numbers = dict(
        Decision.objects.filter(conviction__in=convictions)
        .order_by()
        .values_list("conviction")
        .annotate(last=Max("number"))
    )
    Decision.objects.bulk_create(
        Decision(
            office_id=item.office_id,
            conviction_id=item.conviction_id,
            determination_id=item.determination_id,
            rule=item.rule,
            number=numbers.get(item.conviction_id, 0) + 1,
            by=by,
            bulk=act,
            **word,
        )
        for item, word in zip(items, words, strict=True)
    )


@transaction.atomic
def undo_all(act: BulkAct, *, by: User) -> int:
    """Takes back the decisions of an act that still are the last word and in no filing. Returns how many."""
    act = BulkAct.objects.select_for_update().get(pk=act.pk)
    refuse_when("This was taken back already." if act.undone_at else "")
    words = list(act.decisions.exclude(kind__in=Decision.TAKEN_BACK).newest())
    filed = filed_among([word.conviction_id for word in words])
    standing = [word.conviction_id for word in words if word.conviction_id not in filed]
    # Of several analyses, the newest comes last and stays.
    known = Item.objects.filter(office=act.office, conviction__in=standing).order_by("run_id")
    newest = {item.conviction_id: item for item in known.select_for_update(of=("self",))}.values()
    items = [item for item in newest if not disputes(by, item)]
    add_words(items, act, [{"kind": Decision.Kind.UNDONE} for _ in items], by=by)
    back = Case(When(queue="", then=Value(Item.State.PROPOSED)), default=Value(Item.State.WAITING))
    Item.objects.filter(pk__in=[item.pk for item in items]).update(
        state=back, decided_by=None, decided_at=None, second_by=None, version=F("version") + 1
    )
    BulkAct.objects.filter(pk=act.pk).update(undone_at=timezone.now())
    record(by, "undone in bulk", act, count=len(items))
    return len(items)


def decision_of_one_person(act: BulkAct) -> Decision | None:
    """The first decision of an act on one person's convictions; None where there were several people."""
    subjects = act.decisions.order_by().values("conviction__subject").distinct()
    return act.decisions.order_by("id").first() if subjects.count() == 1 else None


def cannot_undo_all(user: User, act: BulkAct) -> str:
    if act.undone_at or act.kind != BulkAct.Kind.DECIDE:
        return "There is nothing to take back."
    return "" if act.by_id == user.pk or user.role == Role.SUPERVISOR else "It is another person's act."


@transaction.atomic
def assign(items: ItemQuerySet, *, by: User, to: Sequence[User]) -> int:
    """Sets items aside for a person, deals them out among several, or frees them for all.

    All that belongs to one subject goes to the same person. What is decided or waits for a supervisor stays.
    """
    waiting = items.filter(state__in=ASSIGNABLE)
    act = BulkAct.objects.create(office=by.office, by=by, kind=BulkAct.Kind.ASSIGN, count=0)
    numbered = Item.objects.filter(pk__in=waiting.order_by().values("pk")).annotate(
        hand=F("subject_id") % max(len(to), 1)
    )
    # The numbers are taken first: who has them may be what they were chosen by.
    hands = list(numbered.values_list("pk", "hand"))
    for hand, person in enumerate(to or [None]):
        own = [number for number, whose in hands if whose == hand]
        for first in range(0, len(own), BATCH):
            Item.objects.filter(pk__in=own[first : first + BATCH]).update(assigned_to=person)
    act.count = len(hands)
    act.save(update_fields=["count"])
    record(by, "assigned", act, count=act.count, to=[person.pk for person in to])
    return act.count

"""What waits for whom, in a stable order; and how far the work has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from eligibility.models import Determination, Run
from offices.models import Role, User

from .models import Decision, Item, Recomputation
from .models.items import ItemQuerySet

State = Item.State
QueueName = Item.QueueName


@dataclass(frozen=True)
class Queue:
    """A pile of work: what came in by one of the entries (none: by any) and are in one of the states."""

    slug: str
    words: str
    states: tuple[str, ...]
    entries: tuple[str, ...] = ()
    for_supervisors: bool = False
    for_another: bool = False

    @property
    def waiting(self) -> Q:
        return Q(state__in=self.states) & self.entered

    @property
    def entered(self) -> Q:
        return Q(queue__in=self.entries) if self.entries else Q()

    def takes(self, entry: object) -> bool:
        return not self.entries or entry in self.entries


FIRST = Queue("first", "Convictions that need a person", (State.WAITING, State.RETURNED), (QueueName.FIRST,))
SAMPLE = Queue("sample", "Quality sample", (State.WAITING, State.RETURNED), (QueueName.SAMPLE,))
SECOND = Queue("second", "Second review", (State.SECOND,), for_another=True)
SUPERVISOR = Queue(
    "supervisor",
    "For a supervisor",
    (State.SUPERVISOR, State.DISPUTED),
    for_supervisors=True,
    for_another=True,
)
QUEUES = {queue.slug: queue for queue in (FIRST, SAMPLE, SECOND, SUPERVISOR)}


def newest_run(user: User) -> Run | None:
    """The run whose work is open: the newest complete one with all of its items in place."""
    complete = Run.objects.visible_to(user).complete().filter(queue__filled_at__isnull=False)
    return complete.order_by("-id").first()


def items_of(user: User, run: Run | None) -> ItemQuerySet:
    return Item.objects.visible_to(user).filter(run=run)


def open_to(items: ItemQuerySet, user: User, queue: Queue, now: datetime) -> ItemQuerySet:
    """What waits in a queue and this person may take up now."""
    if queue.for_supervisors and user.role != Role.SUPERVISOR:
        return items.none()
    items = items.filter(queue.waiting).free_for(user, now)
    return without_own(items, user) if queue.for_another else items


def without_own(items: ItemQuerySet, user: User) -> ItemQuerySet:
    """Leaves out what the person has decided or judged: the next opinion is another person's."""
    decided = Q(state__in=(State.SECOND, State.DISPUTED), decided_by=user)
    judged = Q(state=State.DISPUTED, second_by=user)
    return items.exclude(decided).exclude(judged)


def following(items: ItemQuerySet, user: User, last: Item | None, column: str = "place") -> Item | None:
    """The next to take up after this one; what is set aside for the person comes first, then the rest."""
    for set_aside in (Q(assigned_to=user), Q(assigned_to=None)):
        pile = items.filter(set_aside).order_by(column, "id")
        rest = pile.exclude(pk=last.pk) if last else pile
        found = (rest.filter(beyond(last, column)).first() if last else None) or rest.first()
        if found:
            return found
    return None


def preceding(items: ItemQuerySet, item: Item, column: str = "place") -> Item | None:
    return items.filter(short_of(item, column)).order_by(f"-{column}", "-id").first()


def beyond(item: Item, column: str) -> Q:
    """What comes after an item in the order of a column, and of the id where the column says the same."""
    value = getattr(item, column)
    return Q(**{f"{column}__gt": value}) | Q(**{column: value, "pk__gt": item.pk})


def short_of(item: Item, column: str) -> Q:
    value = getattr(item, column)
    return Q(**{f"{column}__lt": value}) | Q(**{column: value, "pk__lt": item.pk})


def last_word(conviction_id: int) -> Decision | None:
    """The newest decision on a conviction, or the taking back of one."""
    decisions = Decision.objects.filter(conviction=conviction_id)
    return decisions.select_related("by", "because").order_by("-number").first()


def proposal_of(item: Item) -> Determination | Recomputation:
    """What stands as the proposal: computed anew where a person corrected a fact."""
    recomputations = list(item.recomputations.all())
    return recomputations[-1] if recomputations else item.determination


@dataclass(frozen=True)
class Card:
    """How far one queue is, for one person."""

    queue: Queue
    waiting: int
    mine: int
    held_by_others: int
    second: int
    done: int

    @property
    def total(self) -> int:
        return self.waiting + self.second + self.done


def cards(items: ItemQuerySet, user: User, now: datetime) -> list[Card]:
    """A card for every queue, from one pass over what is in the queues."""
    held = Q(held_by__isnull=False, held_until__gt=now)
    left_alone = Q(queue=QueueName.NONE, state__in=(State.PROPOSED, State.DONE))
    rows = (
        items.exclude(left_alone)
        .order_by()
        .values("queue", "state")
        .annotate(
            count=Count("id"),
            mine=Count("id", filter=Q(assigned_to=user) | held & Q(held_by=user)),
            others=Count("id", filter=held & ~Q(held_by=user)),
        )
    )
    counted = list(rows)
    return [card(queue, [row for row in counted if queue.takes(row["queue"])]) for queue in QUEUES.values()]


def card(queue: Queue, rows: list[dict[str, int]]) -> Card:
    waiting = [row for row in rows if row["state"] in queue.states]
    elsewhere = (State.SECOND, State.DISPUTED, State.SUPERVISOR) if queue.entries else ()
    return Card(
        queue=queue,
        waiting=sum(row["count"] for row in waiting),
        mine=sum(row["mine"] for row in waiting),
        held_by_others=sum(row["others"] for row in waiting),
        second=sum(row["count"] for row in rows if row["state"] in elsewhere),
        done=sum(row["count"] for row in rows if row["state"] == State.DONE) if queue.entries else 0,
    )


def by_cause(items: ItemQuerySet) -> list[tuple[str, int]]:
    """How many of the items each cause has brought into the queue, the most frequent first."""
    counted = items.order_by().values_list("causes__code").annotate(count=Count("id")).order_by("-count")
    return [(code, count) for code, count in counted if code]

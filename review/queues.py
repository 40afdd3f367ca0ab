"""What waits for whom, in a stable order; and how far the work has come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from eligibility.models import Determination, Run
from offices.models import Role, User

from .keeping import kept
from .models import Decision, Item, Recomputation
from .models.items import ItemQuerySet

State = Item.State
QueueName = Item.QueueName


@dataclass(frozen=True)
class Queue:
    """A pile of work: what came in by the entry (none: by any) and is in one of the states."""

    slug: str
    words: str
    states: tuple[str, ...]
    entry: str = ""
    for_supervisors: bool = False
    for_another: bool = False

    @property
    def waiting(self) -> Q:
        return Q(state__in=self.states) & self.entered

    @property
    def entered(self) -> Q:
        return Q(queue=self.entry) if self.entry else Q()

    def takes(self, entry: object) -> bool:
        return not self.entry or entry == self.entry


FIRST = Queue("first", "Convictions that need a person", (State.WAITING, State.RETURNED), QueueName.FIRST)
SAMPLE = Queue("sample", "Quality sample", (State.WAITING, State.RETURNED), QueueName.SAMPLE)
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


def items_of(user: User, run: Run | int | None) -> ItemQuerySet:
    return Item.objects.visible_to(user).filter(run=run)


def open_to(items: ItemQuerySet, user: User, queue: Queue, now: datetime) -> ItemQuerySet:
    """What waits in a queue and this person may take up now."""
    if queue.for_supervisors and user.role != Role.SUPERVISOR:
        return items.none()
    items = items.filter(queue.waiting).free_for(user, now)
    return without_own(items, user) if queue.for_another else items


def without_own(items: ItemQuerySet, user: User) -> ItemQuerySet:
    """Leaves out what the person has decided or judged: the next opinion is another person's."""
    decided = Q(state__in=(State.SECOND, State.DISPUTED, State.SUPERVISOR), decided_by=user)
    judged = Q(state=State.DISPUTED, second_by=user)
    return items.exclude(decided).exclude(judged)


def following(
    items: ItemQuerySet, user: User, queue: Queue, now: datetime, *, last: Item | None, column: str = "place"
) -> Item | None:
    """The next that this person may take up: what is set aside for the person first, then the rest; after the
    last one, then from the beginning."""
    open_items = open_to(items, user, queue, now).order_by(column, "id")
    if last:
        open_items = open_items.exclude(pk=last.pk)
    own, others = open_items.filter(assigned_to=user), open_items.filter(assigned_to=None)
    for items_of_whom in (own, others) if own.exists() else (others,):
        # One state at a time: then an index has them in their order, and the first is found at once.
        for state in queue.states:
            pile = items_of_whom.filter(state=state)
            found = (pile.filter(beyond(last, column)).first() if last else None) or pile.first()
            if found:
                return found
    return None


def preceding(items: ItemQuerySet, item: Item, column: str = "place") -> Item | None:
    return items.filter(short_of(item, column)).order_by(f"-{column}", "-id").first()


def last_place(item: Item) -> int:
    """The last place in the queue of the item's run."""
    shown = Item.objects.filter(office=item.office_id, run=item.run_id, sealed=False)
    return shown.order_by("-place", "-id").values_list("place", flat=True)[0]


def beyond(item: Item, column: str) -> Q:
    """What comes after an item in the order of a column, and of the id where the column says the same."""
    value = getattr(item, column)
    after = Q(**{f"{column}__gt": value}) | Q(pk__gt=item.pk)
    return Q(**{f"{column}__gte": value}) & after


def short_of(item: Item, column: str) -> Q:
    value = getattr(item, column)
    before = Q(**{f"{column}__lt": value}) | Q(pk__lt=item.pk)
    return Q(**{f"{column}__lte": value}) & before


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


def cards(user: User, run: Run, now: datetime) -> list[Card]:
    """A card for every queue. Of a large run, all who look within some seconds share the counts of all."""
    items = items_of(user, run)
    places = kept("places", run, lambda: places_of(items), SECONDS_OF_CARDS)
    # Counted here: what is set aside for one person is little, and databases count it the long way round.
    set_aside = Counter(items.filter(assigned_to=user).order_by().values_list("queue", "state"))
    in_hand = list(items.in_hand(now).values_list("queue", "state", "held_by", "assigned_to"))
    mine = [(queue, state) for queue, state, by, to in in_hand if by == user.pk != to]
    others = [(queue, state) for queue, state, by, _ in in_hand if by != user.pk]
    return [
        card(queue, places, counted(set_aside + Counter(mine)), counted(Counter(others)))
        for queue in QUEUES.values()
    ]


SECONDS_OF_CARDS = 5
UNSETTLED = (State.SECOND, State.RETURNED, State.DISPUTED, State.SUPERVISOR)
Place = tuple[str, str, int]


def places_of(items: ItemQuerySet) -> list[Place]:
    """How many items lie in each queue and state. What lies in no queue is left aside: it is nearly all."""
    entered = items.filter(queue__in=(QueueName.FIRST, QueueName.SAMPLE))
    unsettled = items.filter(queue=QueueName.NONE, state__in=UNSETTLED)
    return [*by_place(entered), *by_place(unsettled)]


def by_place(items: ItemQuerySet) -> list[Place]:
    return list(items.order_by().values_list("queue", "state").annotate(count=Count("id")))


def counted(places: Counter[tuple[str, str]]) -> list[Place]:
    return [(queue, state, count) for (queue, state), count in places.items()]


def card(queue: Queue, places: list[Place], mine: list[Place], others: list[Place]) -> Card:
    def total(lying: list[Place], states: tuple[str, ...]) -> int:
        return sum(count for entry, state, count in lying if queue.takes(entry) and state in states)

    has_entry = bool(queue.entry)
    return Card(
        queue=queue,
        waiting=total(places, queue.states),
        mine=total(mine, queue.states),
        held_by_others=total(others, queue.states),
        second=total(places, (State.SECOND, State.DISPUTED, State.SUPERVISOR)) if has_entry else 0,
        done=total(places, (State.DONE,)) if has_entry else 0,
    )


def by_cause(items: ItemQuerySet) -> list[tuple[str, int]]:
    """How many of the items each cause has brought into the queue, the most frequent first."""
    counted = items.order_by().values_list("causes__code").annotate(count=Count("id")).order_by("-count")
    return [(code, count) for code, count in counted if code]

"""A choice among the items. Only codes stand in the address of a page; what is searched for is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from eligibility.law.outcomes import Outcome
from offices.models import Role, User
from records.models import Subject

from . import queues
from .models import Item, SavedFilter
from .models.items import ItemQuerySet
from .numbers import number
from .parts import holding

OUTCOMES = {outcome.name.lower(): outcome for outcome in Outcome}
SORTS = {"": "place", "case": "case_number", "date": "convicted"}
HANDS = {"mine": "Assigned to me", "nobody": "Assigned to nobody", "held": "Open on somebody's screen"}
ASSIGNED_TO = "to-"  # And the person's number.
PAGE_SIZE = 50
GONE = "gone"  # In the analysis before, and not in this one any more.


@dataclass(frozen=True)
class Filter:
    """Every field is a code, or empty for any. `saved` is the number of a stored filter with a text."""

    queue: str = ""
    state: str = ""
    cause: str = ""
    outcome: str = ""
    section: str = ""
    grade: str = ""
    since: str = ""
    until: str = ""
    reviewer: str = ""
    hands: str = ""
    change: str = ""
    sort: str = ""
    saved: str = ""
    text: str = field(default="", metadata={"stored": True})

    @property
    def codes(self) -> dict[str, str]:
        """What may stand in an address."""
        return {name: value for name, value in vars(self).items() if value and name != "text"}

    @property
    def query(self) -> str:
        return urlencode(self.codes)

    @property
    def address(self) -> str:
        """Of the list of what it finds."""
        return f"{reverse('review:list')}?{self.query}"

    @property
    def starting_page(self) -> str:
        """Where one comes back to from a conviction: that list, or the page of the queues."""
        return self.address if self.narrows else reverse("review:queue")

    @property
    def narrows(self) -> bool:
        return any(name not in ("queue", "sort") for name in self.codes)

    @property
    def finds_less(self) -> bool:
        """Than all; the order alone leaves nothing out."""
        return any(name != "sort" for name in self.codes)

    @property
    def column(self) -> str:
        return SORTS.get(self.sort, "place")

    @property
    def pile(self) -> queues.Queue:
        return queues.QUEUES.get(self.queue, queues.FIRST)


def read(query: Mapping[str, str], user: User) -> Filter:
    """The filter that an address asks for; a stored one gives its text, and codes where none are given."""
    given = {name: query.get(name, "")[:80] for name in CODES if query.get(name)}
    stored = stored_filter(given.get("saved", ""), user)
    if stored is None:
        return Filter(**{name: value for name, value in given.items() if name != "saved"})
    chosen = given if set(given) - {"saved"} else {**stored.choices, **given}
    return Filter(**{name: value for name, value in chosen.items() if name in CODES}, text=stored.text)


CODES = tuple(one.name for one in fields(Filter) if not one.metadata.get("stored"))


def stored_filter(text: str, user: User) -> SavedFilter | None:
    visible = SavedFilter.objects.visible_to(user).filter(Q(by=user) | Q(shared=True))
    return visible.filter(pk=found).first() if (found := number(text)) else None


def apply(chosen: Filter, items: ItemQuerySet, user: User) -> ItemQuerySet:
    """The items of the choice, of all states unless one is chosen."""
    items = items.filter(equalities(chosen))
    if chosen.queue in queues.QUEUES:
        items = items.filter(within(queues.QUEUES[chosen.queue]))
    if chosen.cause:
        # What has a cause is in a queue: the databases then leave aside the rest, which is nearly everything.
        in_a_queue = (Item.QueueName.FIRST, Item.QueueName.SAMPLE)
        items = items.filter(causes__code=chosen.cause, queue__in=in_a_queue)
    if chosen.hands == "mine":
        items = items.filter(assigned_to=user)
    if chosen.hands == "nobody":
        items = items.filter(assigned_to=None)
    if chosen.hands == "held":
        items = items.in_hand(timezone.now())
    if chosen.hands.startswith(ASSIGNED_TO):
        items = items.filter(assigned_to=number(chosen.hands.removeprefix(ASSIGNED_TO)) or 0)
    return with_text(items, chosen.text, user) if chosen.text else items


def equalities(chosen: Filter) -> Q:
    wanted = Q()
    if chosen.state:
        wanted &= Q(state=chosen.state)
    if chosen.outcome:
        wanted &= Q(outcome=OUTCOMES.get(chosen.outcome, chosen.outcome))
    if chosen.section:
        wanted &= Q(code_section=chosen.section)
    if chosen.grade:
        wanted &= Q(grade="" if chosen.grade == "unknown" else chosen.grade)
    if chosen.since:
        wanted &= Q(convicted__gte=chosen.since.replace("-", ""))
    if chosen.until:
        wanted &= Q(convicted__lte=chosen.until.replace("-", ""), convicted__gt="")
    if chosen.reviewer:
        wanted &= Q(decided_by=number(chosen.reviewer) or 0)
    if chosen.change not in ("", GONE):
        wanted &= Q(change=chosen.change)
    return wanted


def within(queue: queues.Queue) -> Q:
    """All that came in by the queue's entry, whatever its state; a queue without one is its states."""
    return queue.entered if queue.entry else queue.waiting


def with_text(items: ItemQuerySet, text: str, user: User) -> ItemQuerySet:
    """A name by its words in any order, or a part of a case number or CII number. Names have no digits.

    What is found is few, as a rule, and then asked for by its keys: the databases would go through all items.
    """
    people = named(text, user)
    cases = holding(items, "case_number", text) if has_digit(text) else items.none()
    subjects = list(people.values_list("pk", flat=True)[:FEW])
    numbers = list(cases.values_list("pk", flat=True)[:FEW])
    if len(subjects) == FEW or len(numbers) == FEW:
        return items.filter(Q(subject__in=people.values("pk")) | Q(pk__in=cases.values("pk")))
    if subjects:
        numbers += items.filter(subject__in=subjects).order_by().values_list("pk", flat=True)
    return Item.objects.filter(pk__in=numbers)


def among(items: ItemQuerySet, keys: Iterable[int]) -> ItemQuerySet:
    """Those of the items that have one of the keys, which are few, asked for by them alone: SQLite would
    rather go through all of the items to find them in their order."""
    found = items.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True)
    return Item.objects.filter(pk__in=list(found))


FEW = 500


def named(text: str, user: User) -> QuerySet[Subject]:
    people = Subject.objects.filter(office=user.office_id)
    if has_digit(text):
        return holding(people, "cii_number", text)
    for word in text.replace(",", " ").split():
        people = holding(people, "name", word)
    return people


def has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def page(
    chosen: Filter, items: ItemQuerySet, columns: Sequence[str], *, after: Item | None, before: Item | None
) -> Page:
    """One page of the items, found by key: as quick at the end of a long list as at its beginning. `columns`
    are what is fetched of each."""
    column = chosen.column
    if before:
        order = (f"-{column}", "-id")
        found = in_order(items.filter(queues.short_of(before, column)), order, columns)
        shown = list(reversed(found[:PAGE_SIZE]))
        return Page(shown, has_previous=len(found) > PAGE_SIZE, has_next=True)
    rest = items.filter(queues.beyond(after, column)) if after else items
    found = in_order(rest, (column, "id"), columns)
    return Page(found[:PAGE_SIZE], has_previous=after is not None, has_next=len(found) > PAGE_SIZE)


def in_order(items: ItemQuerySet, order: Sequence[str], columns: Sequence[str]) -> list[Item]:
    """The first ones, and one more that tells whether there is a page after them."""
    # Chosen by their keys alone: PostgreSQL would fetch what is shown of all that match, to sort it.
    first = items.order_by(*order).values("pk")[: PAGE_SIZE + 1]
    shown = Item.objects.filter(pk__in=first).select_related("subject", "determination")
    return list(shown.only(*columns).order_by(*order))


@dataclass(frozen=True)
class Page:
    items: list[Item]
    has_previous: bool
    has_next: bool

    @property
    def last(self) -> Item:
        return self.items[-1]

    @property
    def keys(self) -> str:
        return "-".join(str(item.pk) for item in self.items)


def people_of(user: User) -> list[User]:
    """Everybody of the person's office, by name."""
    people = User.objects.visible_to(user).select_related(None).only("name", "role")
    return list(people.order_by("name"))


def reviewers(people: Iterable[User]) -> list[User]:
    """Those who decide."""
    return [person for person in people if person.role in (Role.REVIEWER, Role.SUPERVISOR)]

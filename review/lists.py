"""What the page of the queues shows: cards, pace, saved filters; and the list, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.text import slugify

from eligibility.models import Run
from offices.models import Role, User

from . import filters, queues, saved, work
from .filling import run_before
from .forms import FilterForm, SaveFilterForm, SearchForm
from .history import readable_date
from .keeping import is_large, kept
from .keys import keys_of
from .mine import last_acts
from .models import Item
from .models.items import ItemQuerySet
from .numbers import number
from .pace import Pace, pace
from .permissions import cannot_set_up_review
from .words import cause_words

# What a line of the list shows, and what the next page is found by.
SHOWN = (
    *("place", "convicted", "case_number", "grade", "outcome", "state", "held_until"),
    *("subject__name", "determination__section"),
    *("decided_by", "held_by", "assigned_to"),
)


def queue_page(user: User, run: Run) -> dict[str, object]:
    now = timezone.now()
    items = queues.items_of(user, run)
    causes = kept("causes", run, lambda: queues.by_cause(waiting_in_first(items)))
    worked = worked_lately(run, now)
    return {
        "causes": [(code, cause_words(code), count) for code, count in causes],
        "saved": saved.with_counts(saved.named(user), items, user, run),
        "cards": with_pace(queues.cards(user, run, now), worked, now),
        "keys": keys_of(user),
        "search_form": SearchForm(),
        "cannot_set_up": cannot_set_up_review(user),
        "is_supervisor": user.role == Role.SUPERVISOR,
        "mine": last_acts(user),
    }


def list_page(user: User, run: Run, chosen: filters.Filter, query: Mapping[str, str]) -> dict[str, object]:
    now = timezone.now()
    listed = filters.apply(chosen, listed_items(user, run, chosen), user)
    page, people = page_of(user, chosen, listed, query), filters.people_of(user)
    return {
        "chosen": chosen,
        "count": listed.count() if chosen.finds_less else kept("all", run, listed.count),
        "page": page,
        "lines": lines(page.items, people, now),
        "filter_form": FilterForm(
            chosen.codes, sections=sections_of(user, run), people=filters.reviewers(people)
        ),
        "save_form": SaveFilterForm(auto_id="save_%s"),
        "search_form": SearchForm(initial={"text": chosen.text}),
        "keys": keys_of(user),
    }


def count_ahead() -> None:
    """Counts what the first who opens the pages of a large run would wait for, in every office."""
    people = User.objects.filter(is_active=True, role__in=(Role.REVIEWER, Role.SUPERVISOR))
    for user in {person.office_id: person for person in people.order_by("pk")}.values():
        run = queues.newest_run(user)
        if run and is_large(run):
            queue_page(user, run)
            list_page(user, run, filters.Filter(), {})


def listed_items(user: User, run: Run, chosen: filters.Filter) -> ItemQuerySet:
    """The items of the run; or those of the one before whose conviction the run has not any more."""
    return gone(user, run) if chosen.change == filters.GONE else queues.items_of(user, run)


def gone(user: User, run: Run) -> ItemQuerySet:
    """The items of the analysis before whose conviction the newest file has not, with their decisions."""
    again = Item.objects.filter(run=run, conviction=OuterRef("conviction"))
    return queues.items_of(user, run_before(run)).filter(~Exists(again))


def waiting_in_first(items: ItemQuerySet) -> ItemQuerySet:
    return items.filter(queue=queues.QueueName.FIRST, state=Item.State.WAITING)


def worked_lately(run: Run, now: datetime) -> dict[str, list[int]]:
    today = timezone.localdate(now)
    return kept(f"pace-{today}", run, lambda: work.done_lately(run, today))


def with_pace(
    cards: list[queues.Card], worked: Mapping[str, list[int]], now: datetime
) -> list[tuple[queues.Card, Pace]]:
    """The cards of the queues that have, or had, something in them; the first always."""
    today = timezone.localdate(now)
    shown = [card for card in cards if card.total or card.queue is queues.FIRST]
    return [(card, pace(worked[card.queue.slug], card.waiting, today)) for card in shown]


def sections_of(user: User, run: Run) -> list[str]:
    return kept("sections", run, lambda: list(distinct_sections(queues.items_of(user, run))))


def distinct_sections(items: ItemQuerySet) -> Iterator[str]:
    """In their order, each found by itself through an index: the databases would go through all items."""
    sections = items.order_by("code_section").values_list("code_section", flat=True)
    section = sections.first()
    while section is not None:
        yield section
        section = sections.filter(code_section__gt=section).first()


def page_of(
    user: User, chosen: filters.Filter, listed: ItemQuerySet, query: Mapping[str, str]
) -> filters.Page:
    return filters.page(
        chosen,
        listed,
        SHOWN,
        after=item_at(query.get("after"), user),
        before=item_at(query.get("before"), user),
    )


def lines(items: Iterable[Item], people: Iterable[User], now: datetime) -> list[dict[str, object]]:
    """What a list says of each item. In words and by name, for a template takes long to look anything up.

    `people` are all of the office.
    """
    names = {person.pk: person.name for person in people}
    return [line(item, names, now) for item in items]


def line(item: Item, names: Mapping[int, str], now: datetime) -> dict[str, object]:
    section = item.determination.section
    return {
        "key": item.pk,
        "determination": item.determination_id,
        "name": item.subject.name or "No name in the file",
        "section": section,
        "charge": f"{section}, {item.grade}" if item.grade else section,
        "convicted": readable_date(item.convicted) or "not known",
        "case_number": item.case_number or "none",
        "outcome": item.outcome,
        "look": slugify(item.outcome),
        "state": f"{item.get_state_display()}{in_whose_hands(item, names, now)}",
    }


def in_whose_hands(item: Item, names: Mapping[int, str], now: datetime) -> str:
    if item.decided_by_id:
        return f", {names[item.decided_by_id]}"
    if item.held_by_id and item.is_held(now):
        return f", open on the screen of {names[item.held_by_id]}"
    return f", for {names[item.assigned_to_id]}" if item.assigned_to_id else ""


def item_at(text: str | None, user: User) -> Item | None:
    """The item that a page goes on from. It need not be in the list any more, only in the office."""
    return Item.objects.filter(office=user.office_id, pk=found).first() if (found := number(text)) else None

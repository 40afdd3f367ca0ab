"""What the page of the queue shows: cards, pace, saved filters, and one page of the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from eligibility.models import Run
from offices.models import Role, User
from records.models import Conviction

from . import filters, queues, saved
from .forms import FilterForm, SaveFilterForm, SearchForm
from .keys import keys_of
from .models import Decision, Item
from .models.items import ItemQuerySet
from .pace import decisions_a_day, expected_finish
from .permissions import cannot_set_up_review
from .words import cause_words

PAGE_SIZE = 50
DAYS_OF_PACE = 14
CHOICES_KEPT = 60


@dataclass(frozen=True)
class Pace:
    a_day: float
    finish: date | None


def queue_page(user: User, run: Run, chosen: filters.Filter, query: Mapping[str, str]) -> dict[str, object]:
    now = timezone.now()
    items = queues.items_of(user, run)
    cards = queues.cards(items, user, now)
    listed = filters.apply(chosen, items, user)
    choices = choices_of(run, items)
    waiting = next(card.waiting for card in cards if card.queue is queues.FIRST)
    return {
        "cards": [card for card in cards if card.total or card.queue is queues.FIRST],
        "pace": pace_of(run, waiting, now),
        "causes": [(code, cause_words(code), count) for code, count in choices["causes"]],
        "saved": saved.with_counts(saved.named(user), items, user),
        "chosen": chosen,
        "keys": keys_of(user),
        "filter_form": filter_form(user, chosen, choices),
        "search_form": SearchForm(initial={"text": chosen.text}),
        "save_form": SaveFilterForm(auto_id="save_%s"),
        "count": listed.count() if chosen.codes else count_of_all(user, run),
        "page": page_of(chosen, listed, query),
        "cannot_set_up": cannot_set_up_review(user),
        "is_supervisor": user.role == Role.SUPERVISOR,
        "mine": last_decisions(user),
    }


def filter_form(user: User, chosen: filters.Filter, choices: Mapping[str, list]) -> FilterForm:
    people = filters.reviewers(user)
    return FilterForm(chosen.codes, sections=choices["sections"], people=people)


def count_of_all(user: User, run: Run) -> int:
    """How many items a person sees of a run; to count them all one by one would take seconds."""
    sealed = Conviction.objects.visible_to(user).sealed().values("pk")
    return run.queue.done - Item.objects.filter(run=run, conviction__in=sealed).count()


def choices_of(run: Run, items: ItemQuerySet) -> dict[str, list]:
    """What there is to choose from, and how many wait for each cause. Kept for a moment: it moves slowly."""

    def look_up() -> dict[str, list]:
        waiting = items.filter(queue=queues.QueueName.FIRST, state=Item.State.WAITING)
        sections = items.order_by("code_section").values_list("code_section", flat=True).distinct()
        return {"causes": queues.by_cause(waiting), "sections": list(sections)}

    return cache.get_or_set(f"review-choices-{run.pk}", look_up, CHOICES_KEPT) or look_up()


def page_of(chosen: filters.Filter, listed: ItemQuerySet, query: Mapping[str, str]) -> filters.Page:
    shown = listed.with_what_pages_show()
    return filters.page(
        chosen,
        shown,
        PAGE_SIZE,
        after=item_at(listed, query.get("after")),
        before=item_at(listed, query.get("before")),
    )


def item_at(items: ItemQuerySet, number: str | None) -> Item | None:
    """The item that a page goes on from. It need not be in the list any more, only in the run."""
    if not number or not number.isdecimal() or len(number) > 18:
        return None
    return Item.objects.filter(pk=int(number)).first()


def pace_of(run: Run, waiting: int, now: datetime) -> Pace:
    since = now - timedelta(days=DAYS_OF_PACE)
    decided = Decision.objects.filter(office=run.office_id, at__gte=since).exclude(
        kind__in=Decision.TAKEN_BACK
    )
    days = decided.order_by().annotate(day=TruncDate("at")).values("day").annotate(count=Count("id"))
    a_day = decisions_a_day(row["count"] for row in days)
    return Pace(a_day, expected_finish(waiting, a_day, timezone.localdate(now)))


def decisions_of(user: User) -> QuerySet[Decision]:
    """The person's decisions that are the last word, newest first."""
    of_person = Decision.objects.filter(by=user, conviction__sealed_on=None)
    decisions = of_person.exclude(kind__in=Decision.TAKEN_BACK).newest()
    return decisions.select_related("determination").order_by("-id")


def last_decisions(user: User, count: int = 10) -> list[Decision]:
    return list(decisions_of(user)[:count])

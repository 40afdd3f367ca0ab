"""What every page of the review needs to find: the item, the choice, the place to go on to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from eligibility.models import Determination, Run
from offices.models import User
from offices.requests import SignedInRequest

from .. import claims, filters, queues
from ..filling import prepare
from ..models import Item
from ..models.items import ItemQuerySet
from ..ways import Way

FINISHED = "The queue is finished: nothing more is waiting for you in it."
FINISHED_FILTER = "Nothing more is waiting for you among the convictions that you chose."


def found(request: SignedInRequest, pk: int) -> Item:
    """The item of a determination of the person's office; anything else is a 404."""
    items = items_to_show(request.user)
    item = next(iter(items.filter(determination=pk)), None)
    if item is None:
        complete = Determination.objects.visible_to(request.user).filter(run__state=Run.State.COMPLETE)
        prepare(get_object_or_404(complete.select_related("run"), pk=pk).run)
    return item or get_object_or_404(items, determination=pk)


def items_to_show(user: User) -> ItemQuerySet:
    items = Item.objects.visible_to(user).filter(run__state=Run.State.COMPLETE)
    # No more tables than every page shows: to plan a join of many takes PostgreSQL longer than to fetch it.
    return items.select_related("conviction", "subject", "determination").order_by()


def chosen_items(user: User, chosen: filters.Filter) -> ItemQuerySet:
    """What a person who goes from one item to the next goes through."""
    items = queues.items_of(user, queues.newest_run(user))
    return filters.apply(chosen, items, user) if chosen.narrows else items


def to_next(request: SignedInRequest, way: Way, last: Item | None) -> HttpResponse:
    """Takes the next waiting item in hand and opens it; at the end, back to the queue."""
    chosen = way.chosen
    items = chosen_items(request.user, chosen)
    item = claims.claim_next(items, chosen.pile, by=request.user, last=last, column=chosen.column)
    if item is None:
        messages.info(request, FINISHED_FILTER if chosen.narrows else FINISHED)
        return redirect(chosen.starting_page)
    return to_item(item, way.past(last.determination_id) if last else way)


def to_item(item: Item, way: Way) -> HttpResponse:
    return redirect(f"{reverse('review:conviction', args=[item.determination_id])}?{way.query}")

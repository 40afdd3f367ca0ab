"""Who has an item in hand. A claim lasts minutes, is renewed by working, and stays out of the history."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audit.services import record
from offices.models import User

from . import queues
from .models import Item
from .models.items import ItemQuerySet
from .office import settings_of

TRIES = 20
FREE = {"held_by": None, "held_since": None, "held_until": None}


def claim(item: Item, *, by: User) -> bool:
    """Takes an item in hand, or keeps it there. False when somebody else holds it, or has worked on it since
    it was looked up: one statement decides."""
    now = timezone.now()
    until = now + timedelta(minutes=settings_of(by.office).claim_minutes)
    can_be_had = Q(held_by=None) | Q(held_by=by) | Q(held_until__lte=now)
    since = item.held_since if item.is_held(now) and item.held_by_id == by.pk else now
    had = Item.objects.filter(can_be_had, pk=item.pk, version=item.version).update(
        held_by=by, held_until=until, held_since=since
    )
    if had:
        # What was just written, without asking for it again: every page of every reviewer comes through here.
        item.held_by, item.held_until, item.held_since = by, until, since
    else:
        item.refresh_from_db(fields=["held_by", "held_since", "held_until"])
    return bool(had)


def claim_next(
    items: ItemQuerySet, queue: queues.Queue, *, by: User, last: Item | None = None, column: str = "place"
) -> Item | None:
    """Takes the next item in hand that waits in a queue, after the last one. None when nothing is left."""
    now = timezone.now()
    for _ in range(TRIES):
        item = queues.following(items, by, queue, now, last=last, column=column)
        if item is None or claim(item, by=by):
            return item
    return None


def release(item: Item, *, by: User) -> None:
    """Puts an item down. What somebody else has taken up since is left in their hands."""
    Item.objects.filter(pk=item.pk, held_by=by).update(**FREE)


def release_all(*, by: User) -> None:
    """At sign-out: a person who has left holds nothing."""
    Item.objects.filter(held_by=by).update(**FREE)


@transaction.atomic
def take_from_holder(item: Item, *, by: User) -> None:
    """A supervisor frees an item that somebody else holds."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.held_by_id:
        record(by, "released claim", item, holder=item.held_by_id)
        Item.objects.filter(pk=item.pk).update(**FREE)

"""Filters that people keep, for themselves or for the office; and what was searched for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Count, Q, Value
from django.utils import timezone

from audit.services import record
from offices.models import User

from . import filters
from .models import SavedFilter
from .models.items import ItemQuerySet

KEPT = timedelta(days=30)


@transaction.atomic
def search(*, by: User, text: str) -> SavedFilter:
    """Keeps a text to look for, which may be a name: it is in no address, and is forgotten after a month."""
    SavedFilter.objects.filter(office=by.office, name="", at__lt=timezone.now() - KEPT).delete()
    kept = SavedFilter.objects.create(office=by.office, by=by, text=text)
    record(by, "searched", kept)
    return kept


@transaction.atomic
def save(chosen: filters.Filter, *, by: User, name: str, shared: bool) -> SavedFilter:
    choices = {code: value for code, value in chosen.codes.items() if code != "saved"}
    kept = SavedFilter.objects.create(
        office=by.office, by=by, name=name, shared=shared, text=chosen.text, choices=choices
    )
    record(by, "saved filter", kept, shared=shared)
    return kept


@transaction.atomic
def forget(kept: SavedFilter, *, by: User) -> None:
    record(by, "removed filter", kept)
    kept.delete()


def named(user: User) -> list[SavedFilter]:
    """The person's own, and those that others share."""
    visible = SavedFilter.objects.visible_to(user).filter(Q(by=user) | Q(shared=True))
    return list(visible.exclude(name="").select_related("by"))


@dataclass(frozen=True)
class Kept:
    """A saved filter with how many items it finds now."""

    filter: SavedFilter
    query: str
    count: int


def with_counts(kept: list[SavedFilter], items: ItemQuerySet, user: User) -> list[Kept]:
    """All of the counts come from one query."""
    if not kept:
        return []
    counted = [
        filters.apply(chosen_by(one), items, user)
        .order_by()
        .annotate(filter=Value(one.pk))
        .values("filter")
        .annotate(count=Count("pk"))
        .values_list("filter", "count")
        for one in kept
    ]
    found = dict(counted[0].union(*counted[1:], all=True))
    return [Kept(one, address_of(one), found.get(one.pk, 0)) for one in kept]


def chosen_by(kept: SavedFilter) -> filters.Filter:
    known = {code: value for code, value in kept.choices.items() if code in filters.CODES}
    return filters.Filter(**known, text=kept.text)


def address_of(kept: SavedFilter) -> str:
    """Codes stand in the address; a text only by the number of the filter."""
    return urlencode({**kept.choices, **({"saved": kept.pk} if kept.text else {})})

"""Filters that people keep, for themselves or for the office; and what was searched for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audit.services import record
from eligibility.models import Run
from offices.models import User

from . import filters
from .keeping import kept_together
from .models import SavedFilter
from .models.items import ItemQuerySet

KEPT = timedelta(days=30)
SECONDS = 30


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


def with_counts(kept: list[SavedFilter], items: ItemQuerySet, user: User, run: Run) -> list[Kept]:
    """Counts are live; of a large run, twenty people with the same filters share them for a minute or two."""
    names = {one: name_of(one, user) for one in kept}
    look_ups = {names[one]: filters.apply(chosen_by(one), items, user).count for one in kept}
    counts = kept_together(run, look_ups, SECONDS)
    return [Kept(one, address_of(one), counts[names[one]]) for one in kept]


def name_of(kept: SavedFilter, user: User) -> str:
    """What a count is kept under: for everybody, unless the filter finds something else for each."""
    whose = user.pk if kept.choices.get("hands") == "mine" else "all"
    return f"filter-{kept.pk}-{whose}"


def chosen_by(kept: SavedFilter) -> filters.Filter:
    known = {code: value for code, value in kept.choices.items() if code in filters.CODES}
    return filters.Filter(**known, text=kept.text)


def address_of(kept: SavedFilter) -> str:
    """Codes stand in the address; a text only by the number of the filter."""
    return urlencode({**kept.choices, **({"saved": kept.pk} if kept.text else {})})

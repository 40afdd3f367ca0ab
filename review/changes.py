"""What the newest analysis changed: new, changed and gone convictions."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef

from eligibility.models import Run
from offices.models import User

from . import queues
from .comparing import Difference, Proposal, differences
from .filling import run_before
from .models import Item
from .models.items import ItemQuerySet

PAGE_SIZE = 50
Change = Item.Change


def changes_page(user: User, run: Run, which: str, page: str | None) -> dict[str, object]:
    """`which` is new, changed or gone; the counts are of all."""
    before = run_before(run)
    items = queues.items_of(user, run)
    lost = gone(user, run, before)
    shown = lost if which == "gone" else items.filter(change=which or Change.CHANGED).order_by("place")
    return {
        "before": before,
        "counts": counts(items, lost),
        "which": which or Change.CHANGED.value,
        "page": Paginator(shown.with_what_pages_show(), PAGE_SIZE).get_page(page),
    }


def gone(user: User, run: Run, before: Run | None) -> ItemQuerySet:
    """The items of the analysis before whose conviction the newest file has not, with their decisions."""
    again = Item.objects.filter(run=run, conviction=OuterRef("conviction"))
    return queues.items_of(user, before).filter(~Exists(again)).order_by("place")


def counts(items: ItemQuerySet, lost: ItemQuerySet) -> dict[str, int]:
    found = dict(items.order_by().values_list("change").annotate(count=Count("id")))
    names = {"new": Change.NEW, "changed": Change.CHANGED, "same": Change.SAME}
    return {**{name: found.get(change, 0) for name, change in names.items()}, "gone": lost.count()}


def moved(item: Item, proposal: Proposal) -> list[Difference]:
    """What differs from what the analysis before said of the same conviction."""
    if item.change != Change.CHANGED:
        return []
    earlier = Item.objects.filter(conviction=item.conviction_id, run__lt=item.run_id)
    earlier = earlier.select_related("determination")
    last = earlier.order_by("-run").first()
    return differences(queues.proposal_of(last), proposal) if last else []

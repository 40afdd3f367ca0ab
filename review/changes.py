"""What the newest analysis changed: new, changed and gone convictions."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from eligibility.models import Run
from offices.models import User

from . import filters, lists, queues
from .comparing import Difference, Proposal, differences
from .filling import run_before
from .models import Item

Change = Item.Change
KINDS = (Change.CHANGED.value, Change.NEW.value, filters.GONE)


def changes_page(user: User, run: Run, which: str, query: Mapping[str, str]) -> dict[str, object]:
    """`which` is new, changed or gone; the counts are of all."""
    chosen = filters.Filter(change=which)
    listed = filters.apply(chosen, lists.listed_items(user, run, chosen), user)
    page = lists.page_of(user, chosen, listed, query)
    return {
        "before": run_before(run),
        "counts": run.queue.changes,
        "which": which,
        "count": run.queue.changes.get(which, 0),
        "page": page,
        "lines": lists.lines(page.items, filters.people_of(user), timezone.now()),
    }


def moved(item: Item, proposal: Proposal) -> list[Difference]:
    """What differs from what the analysis before said of the same conviction."""
    if item.change != Change.CHANGED:
        return []
    earlier = Item.objects.filter(conviction=item.conviction_id, run__lt=item.run_id)
    earlier = earlier.select_related("determination")
    last = earlier.order_by("-run_id").first()
    return differences(queues.proposal_of(last), proposal) if last else []

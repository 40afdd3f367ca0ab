"""A second person's opinion."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from offices.permissions import cannot_review, refused_when
from offices.requests import SignedInRequest

from .. import queues, second, ways
from ..forms import OpinionForm
from ..models import Item, SecondReview
from ..pages import Unsaved
from ..services import DecisionRefused
from .conviction import shown_again
from .finding import found, to_next

Verdict = SecondReview.Verdict
DONE = {
    Verdict.AGREED: "Agreed: the decision stands.",
    Verdict.RETURNED: "Returned to the first reviewer.",
    Verdict.OVERTURNED: "You differ: a supervisor will settle it.",
}


@require_POST
@refused_when(cannot_review)
def opinion(request: SignedInRequest, pk: int) -> HttpResponse:
    item, way = found(request, pk), ways.read(request.GET, request.user)
    form = OpinionForm(request.POST, proposal=queues.proposal_of(item), auto_id="opinion_%s")
    if not form.is_valid():
        return shown_again(request, item, way, Unsaved(form))
    try:
        review = act(request, item)(
            item.determination, by=request.user, **fields(request, item, form.cleaned_data)
        )
    except DecisionRefused as refused:
        return shown_again(request, item, way, Unsaved(fields=form.cleaned_data), refused)
    messages.success(request, DONE[Verdict(review.verdict)])
    return to_next(request, way, item)


def act(request: SignedInRequest, item: Item) -> Callable[..., SecondReview]:
    """What the pressed button asks for; while the first decision is hidden, an opinion of one's own."""
    if not second.sees_first_decision(request.user, item):
        return second.give_opinion
    if "agree" in request.POST:
        return second.agree
    return second.return_with_note if "return" in request.POST else second.overturn


def fields(request: SignedInRequest, item: Item, said: dict[str, Any]) -> dict[str, Any]:
    wanted = {second.agree: ("seen",), second.return_with_note: ("seen", "note")}
    return {name: said[name] for name in wanted.get(act(request, item), ("seen", "note", "outcome"))}

"""The queue: cards, the list, searching and saved filters."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from offices.permissions import cannot_review, cannot_see_people, refused_when
from offices.requests import SignedInRequest

from .. import filters, lists, mine, saved, ways
from ..filling import open_work
from ..forms import SaveFilterForm, SearchForm
from ..models import BulkAct, SavedFilter
from ..numbers import number
from .finding import found, to_next


@refused_when(cannot_see_people)
def queue(request: SignedInRequest) -> HttpResponse:
    """The queues, with what waits in each and how far the work has come."""
    run, filling = open_work(request.user)
    context: dict[str, object] = {"run": run, "filling": filling, "cannot": cannot_review(request.user)}
    if run:
        context |= lists.queue_page(request.user, run)
    return render(request, "review/queue.html", context)


@refused_when(cannot_see_people)
def listed(request: SignedInRequest) -> HttpResponse:
    """Every conviction of the analysis, or those of a filter, page by page."""
    run, filling = open_work(request.user)
    context: dict[str, object] = {"run": run, "filling": filling, "cannot": cannot_review(request.user)}
    if run:
        chosen = filters.read(request.GET, request.user)
        context |= lists.list_page(request.user, run, chosen, request.GET)
    return render(request, "review/list.html", context)


@refused_when(cannot_review)
def decisions(request: SignedInRequest) -> HttpResponse:
    """All of the person's decisions, newest first: each can be taken back until it is in a filing."""
    before, own = number(request.GET.get("before")), mine.decisions_of(request.user)
    if before:
        own = own.filter(pk__lt=before)
    singles = [mine.Act(one.at, decision=one) for one in own[: filters.PAGE_SIZE + 1]]
    acts = BulkAct.objects.visible_to(request.user).filter(by=request.user)
    context = {"singles": singles[: filters.PAGE_SIZE], "acts": acts, "before": before}
    return render(request, "review/decisions.html", context | {"has_older": len(singles) > filters.PAGE_SIZE})


@require_POST
@refused_when(cannot_review)
def start(request: SignedInRequest) -> HttpResponse:
    after = number(request.GET.get("after"))
    last = found(request, after) if after else None
    return to_next(request, ways.read(request.GET, request.user), last)


@require_POST
@refused_when(cannot_see_people)
def find(request: SignedInRequest) -> HttpResponse:
    """Keeps what is searched for, and leads to where its number stands in the address."""
    form = SearchForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Search for two letters or digits at least.")
        return redirect("review:queue")
    search = saved.search(by=request.user, text=form.cleaned_data["text"])
    return redirect(filters.Filter(saved=str(search.pk)).address)


@require_POST
@refused_when(cannot_see_people)
def save_filter(request: SignedInRequest) -> HttpResponse:
    chosen = filters.read(request.GET, request.user)
    form = SaveFilterForm(request.POST)
    if form.is_valid():
        saved.save(chosen, by=request.user, **form.cleaned_data)
        messages.success(request, "The filter is saved: it is on the page “Review”.")
    else:
        messages.error(request, "The filter was not saved: give it a name.")
    return redirect(chosen.address)


@require_POST
@refused_when(cannot_see_people)
def forget_filter(request: SignedInRequest, pk: int) -> HttpResponse:
    own = SavedFilter.objects.visible_to(request.user).filter(by=request.user)
    saved.forget(get_object_or_404(own, pk=pk), by=request.user)
    messages.success(request, "The filter is removed.")
    return redirect("review:queue")

"""Many items at once: choose, see in counts what would happen, do it, take it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from offices.models import User
from offices.permissions import cannot_review, refused_when
from offices.requests import SignedInRequest

from .. import bulk, filters, queues
from ..forms import AssignForm, BulkForm
from ..models import BulkAct
from ..models.items import ItemQuerySet
from ..numbers import numbers
from ..office import reasons_of
from ..permissions import cannot_supervise
from ..services import DecisionRefused


@require_POST
@refused_when(cannot_review)
def preview(request: SignedInRequest) -> HttpResponse:
    """What would happen to the items of the filter, or to those that were picked on the page."""
    if "picked" in request.POST and "pick" not in request.POST:
        messages.error(request, "Pick some convictions first.")
        return to_list(filters.read(request.GET, request.user))
    return previewed(request, BulkForm(reasons=reasons_of(request.user.office)))


def previewed(request: SignedInRequest, form: BulkForm, refused: str = "") -> HttpResponse:
    picked = "-".join(map(str, picked_of(request)))
    context: dict[str, object] = {"form": form, "refused": refused, "picked": picked}
    chosen = filters.read(request.GET, request.user)
    wish = form.wish if form.is_bound and form.is_valid() else bulk.Wish()
    cannot_assign = cannot_supervise(request.user)
    try:
        context["plan"] = bulk.plan(selected(request), wish, by=request.user)
    except DecisionRefused as too_many:
        # Deciding has a limit; setting aside for somebody has none.
        if cannot_assign:
            messages.error(request, str(too_many))
            return to_list(chosen)
        context |= {"too_many": too_many, "count": selected(request).count()}
    context |= {"chosen": chosen, "assign_form": AssignForm(people=people(request)), "wish": wish}
    context["cannot_assign"] = cannot_assign
    return render(request, "review/bulk.html", context, status=422 if refused else 200)


@require_POST
@refused_when(cannot_review)
def decide(request: SignedInRequest) -> HttpResponse:
    form, by = BulkForm(request.POST, reasons=reasons_of(request.user.office)), request.user
    if not form.is_valid():
        return previewed(request, form, "Choose what to do, and the reason.")
    if form.wish != bulk.Wish() and "sure" not in request.POST:
        return previewed(request, form)
    try:
        act = bulk.decide_all(selected(request), form.wish, by=by, expected=form.cleaned_data["expected"])
    except DecisionRefused as refused:
        return previewed(request, form, str(refused))
    messages.success(request, f"Decided on {act.count:,} convictions. All of it can be taken back at once.")
    return redirect("review:bulk_act", act.pk)


@refused_when(cannot_review)
def act(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(BulkAct.objects.visible_to(request.user).select_related("by"), pk=pk)
    context = {"act": found, "cannot": bulk.cannot_undo_all(request.user, found)}
    return render(request, "review/bulk_act.html", context)


@require_POST
@refused_when(cannot_review)
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(BulkAct.objects.visible_to(request.user), pk=pk)
    cannot = bulk.cannot_undo_all(request.user, found)
    if cannot:
        messages.error(request, cannot)
    else:
        count = bulk.undo_all(found, by=request.user)
        messages.success(request, f"Taken back: {count:,} of {found.count:,} convictions wait again.")
    first = bulk.decision_of_one_person(found)
    return redirect("review:conviction", first.determination_id) if first else redirect("review:bulk_act", pk)


@require_POST
@refused_when(cannot_supervise)
def assign(request: SignedInRequest) -> HttpResponse:
    form, chosen = AssignForm(request.POST, people=people(request)), filters.read(request.GET, request.user)
    if form.is_valid():
        to = [person for person in people(request) if str(person.pk) in form.cleaned_data["to"]]
        count = bulk.assign(selected(request), by=request.user, to=to)
        whom = ", ".join(person.name for person in to)
        what = f"set aside for {whom}" if whom else "free for all"
        messages.success(request, f"{count:,} convictions are {what} now.")
    else:
        messages.error(request, "Nothing was set aside: choose people from the list.")
    return to_list(chosen)


def to_list(chosen: filters.Filter) -> HttpResponse:
    return redirect(chosen.address)


def selected(request: SignedInRequest) -> ItemQuerySet:
    """The items of the filter; where some were picked, only those of them."""
    items = queues.items_of(request.user, queues.newest_run(request.user))
    items = filters.apply(filters.read(request.GET, request.user), items, request.user)
    return filters.among(items, picked_of(request)) if "pick" in request.POST else items


def picked_of(request: SignedInRequest) -> list[int]:
    """The numbers of the items that were picked, one by one or as a page."""
    return numbers("-".join(request.POST.getlist("pick")).split("-"))


def people(request: SignedInRequest) -> list[User]:
    return filters.reviewers(filters.people_of(request.user))

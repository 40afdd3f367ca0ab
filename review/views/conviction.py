"""One conviction: looking at it, deciding, and everything else that a reviewer does to it."""

from collections.abc import Mapping

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from offices.permissions import cannot_review, cannot_see_people, refused_when
from offices.requests import SignedInRequest

from .. import claims, corrections, filters, pages, queues, services
from ..forms import CHALLENGE, ConfirmForm, CorrectionForm, DecisionForm, SkipForm, TextForm
from ..models import Item
from ..office import reasons_of
from ..permissions import allowed, cannot_supervise
from ..recomputing import explain
from ..words import act_words
from .finding import found, to_item, to_next


@refused_when(cannot_see_people)
def conviction(request: SignedInRequest, pk: int) -> HttpResponse:
    item, chosen = found(request, pk), filters.read(request.GET, request.user)
    services.record_viewing(item.subject, by=request.user, page="conviction")
    context = pages.conviction_page(request.user, item, chosen)
    if waits_for(item, context) and not claims.claim(item, by=request.user):
        context = pages.conviction_page(request.user, item, chosen)
    return render(request, "review/conviction.html", context)


@refused_when(cannot_see_people)
def rules(request: SignedInRequest, pk: int) -> HttpResponse:
    """How the policy came to its proposal. Asked for by itself: the rules are applied anew to show it."""
    item = found(request, pk)
    services.record_viewing(item.subject, by=request.user, page="rules")
    steps = pages.shown_steps(explain(item), item.subject)
    context = {
        "item": item,
        "subject": item.subject,
        "steps": steps,
        "is_decided": any(s.decided for s in steps),
    }
    return render(request, "review/_steps.html" if request.htmx else "review/rules.html", context)


def waits_for(item: Item, may: Mapping[str, object]) -> bool:
    """Whether opening the page takes the item in hand: it waits, and this person may be the one."""
    waits = item.state not in (Item.State.PROPOSED, Item.State.DONE)
    return waits and "" in (may["cannot"], may["cannot_second"])


@require_POST
@refused_when(cannot_review)
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    item, chosen = found(request, pk), filters.read(request.GET, request.user)
    form = decision_form(request, item)
    if not form.is_valid():
        return shown_again(request, item, chosen, form=form)
    said = form.cleaned_data
    try:
        decision = services.decide(item.determination, by=request.user, **words_of(said, item))
    except services.DecisionRefused as refused:
        return shown_again(request, item, chosen, said=said, refused=refused)
    messages.success(request, act_words(decision))
    return to_next(request, chosen, item)


def decision_form(request: SignedInRequest, item: Item) -> Form:
    if "confirm" in request.POST:
        return ConfirmForm(request.POST)
    reasons = reasons_of(request.user.office)
    return DecisionForm(request.POST, proposal=queues.proposal_of(item), reasons=reasons)


def words_of(said: dict, item: Item) -> dict:
    """A form's fields as the service takes them. A challenge has its ground for an outcome."""
    outcome = said.get("outcome") or queues.proposal_of(item).outcome
    rest = {name: said[name] for name in ("because", "ground", "second_look", "seen") if name in said}
    return {"outcome": "" if outcome == CHALLENGE else outcome, "reason": said.get("text", ""), **rest}


@require_POST
@refused_when(cannot_review)
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    item, chosen = found(request, pk), filters.read(request.GET, request.user)
    try:
        services.undo(item.determination, by=request.user)
    except services.DecisionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back: the conviction waits again.")
    return to_item(item, chosen)


@require_POST
@refused_when(cannot_review)
def skip(request: SignedInRequest, pk: int) -> HttpResponse:
    item, chosen, form = found(request, pk), filters.read(request.GET, request.user), SkipForm(request.POST)
    if not form.is_valid():
        return shown_again(request, item, chosen, refused=services.DecisionRefused("Say why you skip it."))
    try:
        services.skip(item.determination, by=request.user, **form.cleaned_data)
    except services.DecisionRefused as refused:
        return shown_again(request, item, chosen, refused=refused)
    gone = dict(form.fields["to"].choices)[form.cleaned_data["to"]]  # type: ignore[attr-defined]
    messages.success(request, f"Skipped. It went {gone[0].lower()}{gone[1:]}.")
    return to_next(request, chosen, item)


ACTS = {
    "note": (services.add_note, "The note is kept."),
    "second-look": (services.ask_for_second_review, "A second person will look at this conviction."),
    "queue": (services.ask_for_review, "The conviction is in the queue now."),
}


@require_POST
@refused_when(cannot_review)
def leave_remark(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """A note, a wish for a second review, or for a place in the queue: a text, and the page again."""
    item, chosen, form = found(request, pk), filters.read(request.GET, request.user), TextForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    service, done = ACTS[act]
    try:
        service(item.determination, by=request.user, text=text)
    except services.DecisionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return to_item(item, chosen)


@require_POST
@refused_when(cannot_review)
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    item, chosen = found(request, pk), filters.read(request.GET, request.user)
    form = CorrectionForm(request.POST, auto_id="correct_%s")
    if not form.is_valid():
        return shown_again(request, item, chosen, form=form)
    said = {name: form.cleaned_data[name] for name in ("fact", "reason", "seen")}
    try:
        corrections.correct(item.determination, by=request.user, value=form.value, **said)
    except services.DecisionRefused as refused:
        return shown_again(request, item, chosen, refused=refused)
    messages.success(request, "Corrected. The policy was asked anew; the state's file stays as it is.")
    return to_item(item, chosen)


@require_POST
@refused_when(cannot_review)
def keep(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page says that somebody is working on it: the claim is renewed."""
    item = found(request, pk)
    may = allowed(request.user, item, None, queues.newest_run(request.user))
    held = waits_for(item, vars(may)) and claims.claim(item, by=request.user)
    return JsonResponse({"held": held})


@require_POST
@refused_when(cannot_review)
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    claims.release(found(request, pk), by=request.user)
    return (
        HttpResponse(status=204)
        if request.headers.get("Sec-Fetch-Mode") != "navigate"
        else redirect("review:queue")
    )


@require_POST
@refused_when(cannot_supervise)
def free(request: SignedInRequest, pk: int) -> HttpResponse:
    item, chosen = found(request, pk), filters.read(request.GET, request.user)
    claims.take_from_holder(item, by=request.user)
    return to_item(item, chosen)


def shown_again(
    request: SignedInRequest,
    item: Item,
    chosen: filters.Filter,
    *,
    form: Form | None = None,
    said: dict | None = None,
    refused: services.DecisionRefused | None = None,
) -> HttpResponse:
    """The page with what the person said still in it: nothing that was typed is lost."""
    stale = isinstance(refused, services.StaleDecision)
    item = found(request, item.determination_id)
    context = pages.conviction_page(request.user, item, chosen, form=form, said=said)
    context |= {"refused": refused, "said": said, "stale": stale}
    return render(request, "review/conviction.html", context, status=409 if stale else 422)

"""One conviction: looking at it, deciding, and everything else that a reviewer does to it."""

from collections.abc import Mapping

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from offices.models import User
from offices.permissions import cannot_review, cannot_see_people, refused_when
from offices.requests import SignedInRequest

from .. import claims, corrections, pages, queues, services, together, ways
from ..controls import CORRECTION_ID
from ..forms import CHALLENGE, ConfirmForm, CorrectionForm, DecisionForm, RemarkForm, SkipForm
from ..models import Item
from ..numbers import number, numbers
from ..office import reasons_of
from ..pages import Unsaved
from ..permissions import allowed, cannot_supervise
from ..recomputing import explain
from ..words import act_words, together_words
from .finding import found, to_item, to_next


@refused_when(cannot_see_people)
def conviction(request: SignedInRequest, pk: int) -> HttpResponse:
    item, way = found(request, pk), ways.read(request.GET, request.user)
    context = pages.conviction_page(request.user, item, way)
    # Written at once: a page waits for others who write one time instead of two.
    with transaction.atomic():
        services.record_viewing(item.subject, by=request.user, page="conviction")
        is_as_shown = not waits_for(item, context) or claims.claim(item, by=request.user)
    if not is_as_shown:
        context = pages.conviction_page(request.user, item, way)
    return render(request, "review/conviction.html", context)


@refused_when(cannot_see_people)
def rules(request: SignedInRequest, pk: int) -> HttpResponse:
    """How the policy came to its proposal. Asked for by itself: the rules are applied anew to show it."""
    item = found(request, pk)
    services.record_viewing(item.subject, by=request.user, page="rules")
    steps = explain(item)
    decisive = next((number for number, step in enumerate(steps, 1) if step.decided), 0)
    context = {"item": item, "subject": item.subject, "is_decided": bool(decisive)}
    context |= {"steps": steps[: decisive or None], "rest": steps[decisive:] if decisive else []}
    return render(request, "review/_steps.html" if request.htmx else "review/rules.html", context)


def waits_for(item: Item, may: Mapping[str, object]) -> bool:
    """Whether opening the page takes the item in hand: it waits, and this person may be the one."""
    waits = item.state not in (Item.State.PROPOSED, Item.State.DONE)
    return waits and "" in (may["cannot"], may["cannot_second"])


@require_POST
@refused_when(cannot_review)
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Decides on one conviction, or on it and on those of the same person that were ticked beside it."""
    item, way = found(request, pk), ways.read(request.GET, request.user)
    form, joined = decision_form(request, item), joined_in(request)
    if not form.is_valid():
        return shown_again(request, item, way, Unsaved(form, joined=joined))
    said = form.cleaned_data
    try:
        done = act_on(item, joined, said, by=request.user)
    except services.DecisionRefused as refused:
        return shown_again(request, item, way, Unsaved(fields=said, joined=joined), refused)
    messages.success(request, done)
    return to_next(request, way, item)


def act_on(item: Item, joined: dict[int, int], said: dict, *, by: User) -> str:
    """Has the service do what a form says, and tells it in words."""
    words = words_of(said, item)
    if not joined:
        return act_words(services.decide(item.determination, by=by, **words))
    because = words.get("because") or services.reason_in_words(words["reason"], by=by)
    outcome = said.get("outcome") and words["outcome"]
    decisions = together.decide_together(
        item.determination,
        joined,
        by=by,
        said=services.Said(
            outcome or "",
            because,
            words["reason"].strip(),
            words.get("ground", ""),
            bool(words.get("second_look")),
        ),
        seen=words["seen"],
    )
    return together_words(decisions)


def joined_in(request: SignedInRequest) -> dict[int, int]:
    """The other convictions that were ticked: the number of each determination, and the version seen."""
    pairs = [numbers(value.split("-")) for value in request.POST.getlist("with")]
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


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
    item, way = found(request, pk), ways.read(request.GET, request.user)
    try:
        services.undo(item.determination, by=request.user, word=number(request.POST.get("word")))
    except services.DecisionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back: the conviction waits again.")
    return to_item(item, way)


@require_POST
@refused_when(cannot_review)
def skip(request: SignedInRequest, pk: int) -> HttpResponse:
    item, way, form = found(request, pk), ways.read(request.GET, request.user), SkipForm(request.POST)
    unsaved = Unsaved(fields={"skip": request.POST.get("text", ""), "to": request.POST.get("to", "")})
    if not form.is_valid():
        return shown_again(request, item, way, unsaved, services.DecisionRefused("Say why you skip it."))
    try:
        services.skip(item.determination, by=request.user, **form.cleaned_data)
    except services.DecisionRefused as refused:
        return shown_again(request, item, way, unsaved, refused)
    gone = dict(form.fields["to"].choices)[form.cleaned_data["to"]]  # type: ignore[attr-defined]
    messages.success(request, f"Skipped. It went {gone[0].lower()}{gone[1:]}.")
    return to_next(request, way, item)


ACTS = {
    "note": (services.add_note, "The note is kept."),
    "second-look": (services.ask_for_second_review, "A second person will look at this conviction."),
    "queue": (services.ask_for_review, "The conviction is in the queue now."),
}


@require_POST
@refused_when(cannot_review)
def leave_remark(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """A note, a wish for a second review, or for a place in the queue: a text, and the page again."""
    item, way, form = found(request, pk), ways.read(request.GET, request.user), RemarkForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    service, done = ACTS[act]
    try:
        service(item.determination, by=request.user, text=text)
    except services.DecisionRefused as refused:
        unsaved = Unsaved(fields={act: request.POST.get("text", "")})
        return shown_again(request, item, way, unsaved, refused)
    messages.success(request, done)
    return to_item(item, way)


@require_POST
@refused_when(cannot_review)
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    item, way = found(request, pk), ways.read(request.GET, request.user)
    form = CorrectionForm(request.POST, auto_id=CORRECTION_ID)
    if not form.is_valid():
        return shown_again(request, item, way, Unsaved(form))
    said = {name: form.cleaned_data[name] for name in ("fact", "reason", "seen")}
    try:
        corrections.correct(item.determination, by=request.user, value=form.value, **said)
    except services.DecisionRefused as refused:
        fields = {**form.cleaned_data, "corrected": form.value or "as the file has it"}
        return shown_again(request, item, way, Unsaved(fields=fields), refused)
    messages.success(request, "Corrected. The policy was asked anew; the state's file stays as it is.")
    return to_item(item, way)


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
    item, way = found(request, pk), ways.read(request.GET, request.user)
    claims.take_from_holder(item, by=request.user)
    return to_item(item, way)


def shown_again(
    request: SignedInRequest,
    item: Item,
    way: ways.Way,
    unsaved: Unsaved,
    refused: services.DecisionRefused | None = None,
) -> HttpResponse:
    """The page with what the person said still in it: nothing that was typed is lost."""
    stale = isinstance(refused, services.StaleDecision)
    item = found(request, item.determination_id)
    context = pages.conviction_page(request.user, item, way, unsaved)
    context |= {"refused": refused, "said": unsaved.fields, "stale": stale}
    return render(request, "review/conviction.html", context, status=409 if stale else 422)

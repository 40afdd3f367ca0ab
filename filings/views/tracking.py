from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from offices.permissions import cannot_file, refused_when
from offices.requests import SignedInRequest
from uploads.receiving import HashingUploadHandler

from .. import entries, tracking
from ..forms import FiledForm, OrderForm, ReturnedListForm, TakeBackForm, UpdatedForm
from ..models import Filing, FilingItem, ReturnedList
from ..services import CannotFile
from ..sheets import LARGEST, TOO_LARGE, CannotRead
from ..waiting import overdue

State = Filing.State


@dataclass(frozen=True)
class Step:
    """What can be recorded of a filing: the form that asks, the act, and the words of page and button."""

    form: type[Form]
    act: Any
    heading: str
    button: str


STEPS: dict[str, Step] = {
    State.FILED: Step(FiledForm, tracking.record_filed, "Filed with the court", "Record as filed"),
    State.ORDERED: Step(
        OrderForm, tracking.record_order, "The court's order: granted, except", "Record the order"
    ),
    State.COURT_UPDATED: Step(
        UpdatedForm,
        tracking.record_court_updated,
        "The court's record is updated",
        "Record the court's update",
    ),
    State.STATE_UPDATED: Step(
        UpdatedForm,
        tracking.record_state_updated,
        "The state's record is updated",
        "Record the state's update",
    ),
}


@require_POST
@refused_when(cannot_file)
def record_step(request: SignedInRequest, pk: int, step: str) -> HttpResponse:
    found = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk)
    if step not in STEPS:
        raise Http404
    form = STEPS[step].form(request.POST)
    if not form.is_valid():
        return shown_again(request, found, step_form=form)
    try:
        STEPS[step].act(filing=found, by=request.user, **form.cleaned_data)
    except CannotFile as why_not:
        form.add_error(None, str(why_not))
        return shown_again(request, found, step_form=form)
    return redirect(found)


@require_POST
@refused_when(cannot_file)
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Undoes the last entry; both stay in the record."""
    found = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return shown_again(request, found, take_back_form=form)
    try:
        back = entries.take_back(filing=found, by=request.user, **form.cleaned_data)
    except CannotFile as why_not:
        form.add_error(None, str(why_not))
        return shown_again(request, found, take_back_form=form)
    messages.success(request, f"Taken back. The filing is {back.get_step_display().lower()} again.")
    return redirect(found)


# The token of the form is checked by `receive_list`: to read it is to take in the file, which is not done for
# a person who may not send one, or when it is too large to be a list of answers.
@csrf_exempt
@require_POST
@refused_when(cannot_file)
def read_list(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        messages.error(request, TOO_LARGE)
        return redirect(found)
    request.upload_handlers = [HashingUploadHandler(request)]
    return receive_list(request, found)


@csrf_protect
def receive_list(request: SignedInRequest, found: Filing) -> HttpResponse:
    form = ReturnedListForm(request.POST, request.FILES)
    if not form.is_valid():
        return shown_again(request, found, list_form=form)
    try:
        return redirect(read(form.cleaned_data["file"], found, request))
    except (CannotRead, CannotFile) as why_not:
        form.add_error("file", f"{form.cleaned_data['file'].name}: {why_not} Nothing was changed.")
        return shown_again(request, found, list_form=form)


def read(file: TemporaryUploadedFile, filing: Filing, request: SignedInRequest) -> ReturnedList:
    return tracking.read_returned(
        filing=filing,
        by=request.user,
        file=Path(file.temporary_file_path()),
        name=file.name or "",
        sha256=file.sha256,  # type: ignore[attr-defined]
    )


def shown_again(request: SignedInRequest, filing: Filing, **forms: Form) -> HttpResponse:
    from .filings import filing_page

    return render(request, "filings/filing.html", filing_page(request, filing) | forms, status=422)


def tracking_part(filing: Filing) -> dict[str, Any]:
    """Where the filing stands with the court, and what can be recorded next."""
    following = next((step for step in STEPS if filing.may_become(step)), None)
    answers = list(filing.items.values_list("answer", flat=True))
    last = entries.last_entry(filing)
    return {
        "overdue": overdue(filing, timezone.localdate()),
        "entries": filing.entries.select_related("by", "taken_back_by__by", "returned").order_by("id"),
        "last_entry": last,
        "take_back_form": TakeBackForm(initial={"seen": last.pk}) if last else None,
        "next_state": following,
        "step": STEPS[following] if following else None,
        "step_form": STEPS[following].form() if following else None,
        "list_form": ReturnedListForm() if filing.state in (State.FILED, State.ORDERED) else None,
        "answers": [(answer.label, answers.count(answer)) for answer in FilingItem.Answer],
        "answered": any(answers),
        "unanswered": answers.count("") if filing.ordered_on else 0,
        "returned_lists": ReturnedList.objects.filter(filing=filing),
    }

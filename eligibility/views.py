from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from offices.permissions import cannot_see_people, cannot_upload, refused_when
from offices.requests import SignedInRequest
from uploads import services as uploads
from uploads.forms import AsOfForm, UploadForm
from uploads.models import Upload, UploadedFile
from uploads.receiving import HashingUploadHandler

from . import progress, services
from .models import Run
from .permissions import cannot_discard

RUNS_A_PAGE = 25


# The token of the form is checked by `_receive_and_start`: to read it is to take in all files, which is not
# done for a person who may not send any, or when there is no room.
@csrf_exempt
@refused_when(cannot_upload)
def start(request: SignedInRequest) -> HttpResponse:
    """Takes in the files of a new upload and starts an analysis with them."""
    if request.method != "POST":
        return redirect("uploads:new")
    why_not = uploads.cannot_take(int(request.META.get("CONTENT_LENGTH") or 0))
    if why_not:
        return _refuse(request, UploadForm(), [why_not])
    request.upload_handlers = [HashingUploadHandler(request)]
    return _receive_and_start(request)


@csrf_protect
def _receive_and_start(request: SignedInRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refuse(request, form, [str(error) for errors in form.errors.values() for error in errors])
    upload = uploads.receive(form.cleaned_data["chosen"], by=request.user)
    as_of = form.cleaned_data["as_of"]
    if uploads.only_repeats(upload):
        return _go(request, f"{reverse('uploads:upload', args=[upload.pk])}?as_of={as_of}")
    return _start(request, as_of, otherwise=reverse("uploads:upload", args=[upload.pk]))


def _refuse(request: SignedInRequest, form: UploadForm, errors: list[str]) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"errors": errors}, status=422)
    context = {"form": form, "refusals": [] if form.is_bound else errors, "room": uploads.room()}
    return render(request, "uploads/new.html", context, status=422)


def _start(request: SignedInRequest, as_of: date, *, otherwise: str) -> HttpResponse:
    try:
        run = services.start_run(office=request.user.office, by=request.user, as_of=as_of)
    except services.CannotStart as why_not:
        messages.warning(request, str(why_not))
        return _go(request, otherwise)
    return _go(request, reverse("eligibility:run", args=[run.pk]))


def _go(request: SignedInRequest, location: str) -> HttpResponse:
    return JsonResponse({"location": location}) if _wants_json(request) else redirect(location)


def _wants_json(request: SignedInRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


@require_POST
@refused_when(cannot_upload)
def again(request: SignedInRequest) -> HttpResponse:
    """Starts an analysis of what has been uploaded."""
    form = AsOfForm(request.POST)
    if not form.is_valid():
        return render(request, "eligibility/again.html", {"form": form}, status=422)
    return _start(request, form.cleaned_data["as_of"], otherwise=reverse("eligibility:list"))


@require_POST
@refused_when(cannot_upload)
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    upload = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    why_not = cannot_discard(request.user, upload)
    if why_not:
        messages.warning(request, why_not)
        return redirect("uploads:upload", pk)
    uploads.discard(upload, by=request.user)
    messages.success(request, f"Upload {pk} was discarded.")
    return redirect("uploads:list")


def runs(request: SignedInRequest) -> HttpResponse:
    found = Run.objects.visible_to(request.user).select_related("by", "policy_version")
    page = Paginator(found, RUNS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": AsOfForm(), "cannot_upload": cannot_upload(request.user)}
    return render(request, "eligibility/runs.html", context)


def run(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far an analysis is, or how it ended. Polls itself while it is under way."""
    found = get_object_or_404(
        Run.objects.visible_to(request.user).select_related("by", "policy_version"), pk=pk
    )
    context = {
        "run": found,
        "steps": progress.steps(found),
        "unit": progress.unit(found),
        "waits_long": progress.waits_long(found, timezone.now()),
        "files": UploadedFile.objects.filter(upload__runs=found),
        "form": AsOfForm(initial={"as_of": found.as_of}),
        "cannot_upload": cannot_upload(request.user),
        "cannot_see_people": cannot_see_people(request.user),
    }
    return render(request, "eligibility/_run.html" if request.htmx else "eligibility/run.html", context)


@require_POST
@refused_when(cannot_upload)
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Run.objects.visible_to(request.user), pk=pk)
    services.cancel_run(run=found, by=request.user)
    return redirect("eligibility:run", pk)

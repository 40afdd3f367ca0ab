from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from offices.permissions import cannot_file, refused_when
from offices.requests import SignedInRequest

from .. import assembling, services
from ..branches import Branches
from ..forms import FilingForm
from ..models import Filing


@refused_when(cannot_file)
def new(request: SignedInRequest) -> HttpResponse:
    form = form_of(request, request.POST or request.GET or None)
    if request.method == "POST" and form.is_valid():
        dated = form.cleaned_data["dated"]
        draft = services.start_draft(by=request.user, dated=dated, chosen=form.chosen, layout=form.layout)
        return redirect(draft)
    return render(request, "filings/new.html", page(request, form))


@refused_when(cannot_file)
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk, state=Filing.State.DRAFT)
    form = form_of(request, request.POST or request.GET or None, initial=as_it_stands(draft))
    if request.method == "POST" and form.is_valid():
        dated, layout = form.cleaned_data["dated"], form.layout
        services.change_draft(filing=draft, by=request.user, dated=dated, chosen=form.chosen, layout=layout)
        return redirect(draft)
    return render(request, "filings/new.html", page(request, form, draft))


@require_POST
@refused_when(cannot_file)
def lock(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk)
    try:
        locked = services.lock(filing=draft, by=request.user, seen=request.POST.get("seen", ""))
        messages.success(request, f"{locked} is locked. Its papers are being made.")
    except services.CannotFile as why_not:
        messages.error(request, str(why_not))
    return redirect(draft)


@require_POST
@refused_when(cannot_file)
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk)
    try:
        services.discard_draft(filing=draft, by=request.user)
    except services.CannotFile as why_not:
        messages.error(request, str(why_not))
        return redirect(draft)
    return redirect("filings:list")


def as_it_stands(draft: Filing) -> dict[str, object]:
    hearing = draft.hearing
    return {
        "dated": draft.dated,
        "kind": draft.kind,
        "order": draft.order,
        "apart": draft.apart,
        "hearing_on": hearing.get("held_on"),
        "hearing_time": hearing.get("time"),
        "hearing_department": hearing.get("department"),
        **draft.criteria,
    }


def form_of(request: SignedInRequest, data: object, initial: dict[str, object] | None = None) -> FilingForm:
    office = request.user.office
    assembling.find_courts(office)
    courts, branches = assembling.courts_of(office), Branches.of(office).listed
    return FilingForm(data, initial=initial, courts=courts, branches=branches)


def page(request: SignedInRequest, form: FilingForm, draft: Filing | None = None) -> dict[str, object]:
    form.is_valid()
    chosen = form.chosen if form.is_bound else assembling.Filter.of(draft.criteria if draft else {})
    return {"form": form, "draft": draft, "preview": assembling.preview(request.user.office, chosen)}

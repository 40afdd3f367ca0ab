from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.services import record
from offices.permissions import cannot_file, cannot_see_filings, refused_when
from offices.requests import SignedInRequest

from . import services
from .forms import FilingForm
from .models import Filing

PAGE = 50


@refused_when(cannot_see_filings)
def filings(request: SignedInRequest) -> HttpResponse:
    context = {
        "page": Paginator(Filing.objects.visible_to(request.user), PAGE).get_page(request.GET.get("page")),
        "ready": services.ready_to_file(request.user.office).count(),
        "cannot_file": cannot_file(request.user),
    }
    return render(request, "filings/filings.html", context)


@refused_when(cannot_file)
def new(request: SignedInRequest) -> HttpResponse:
    form = FilingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(services.create_filing(by=request.user, dated=form.cleaned_data["dated"]))
        except services.CannotFile as why_not:
            messages.error(request, str(why_not))
            return redirect("filings:list")
    preview = services.preview(request.user.office)
    return render(request, "filings/new.html", {"form": form, "preview": preview})


@refused_when(cannot_see_filings)
def filing(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk)
    items = found.items.select_related("decision__determination", "decision__conviction__subject")
    context = {
        "filing": found,
        "page": Paginator(items, PAGE).get_page(request.GET.get("page")),
        "cannot_file": cannot_file(request.user),
    }
    return render(request, "filings/_state.html" if request.htmx else "filings/filing.html", context)


@require_POST
@refused_when(cannot_file)
def make_again(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk)
    services.make_again(filing=found, by=request.user)
    return redirect(found)


@refused_when(cannot_file)
def download(request: SignedInRequest, pk: int, kind: str) -> FileResponse:
    found = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk, state=Filing.State.READY)
    record(request.user, "downloaded filing", found, document=kind)
    path = found.document(kind)
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"filing-{found.number}-{path.name}")

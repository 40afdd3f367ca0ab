from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from offices.permissions import cannot_see_filings, refused_when
from offices.requests import SignedInRequest

from .. import assembling, branches
from ..branch_forms import BranchForm
from ..models import CourtBranch
from ..permissions import cannot_set_wording


@refused_when(cannot_see_filings)
def overview(request: SignedInRequest) -> HttpResponse:
    office = request.user.office
    assembling.find_courts(office)
    context = {
        "branches": CourtBranch.objects.visible_to(request.user),
        "found": branches.found_courts(office),
        "unassigned": branches.unassigned(office),
        "cannot": cannot_set_wording(request.user),
    }
    return render(request, "filings/branches.html", context)


@refused_when(cannot_set_wording)
def add(request: SignedInRequest) -> HttpResponse:
    return edit(request, CourtBranch(office=request.user.office))


@refused_when(cannot_set_wording)
def branch(request: SignedInRequest, pk: int) -> HttpResponse:
    return edit(request, get_object_or_404(CourtBranch.objects.visible_to(request.user), pk=pk))


def edit(request: SignedInRequest, found: CourtBranch) -> HttpResponse:
    form = BranchForm(request.POST or None, instance=found)
    if form.is_valid():
        saved = branches.save(branch=form.instance, by=request.user)
        messages.success(request, f"{saved} is saved. Filings that are locked from now on use it.")
        return redirect("filings:branches")
    return render(request, "filings/branch.html", {"form": form, "branch": found})


@require_POST
@refused_when(cannot_set_wording)
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(CourtBranch.objects.visible_to(request.user), pk=pk)
    branches.remove(branch=found, by=request.user)
    messages.success(request, f"{found} is removed. Locked filings keep its name.")
    return redirect("filings:branches")

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from audit.services import record
from offices.permissions import cannot_file, cannot_review, cannot_see_filings, refused_when
from offices.requests import SignedInRequest

from .. import assembling, services, sources, waiting
from ..documents.values import Order
from ..forms import WithdrawForm
from ..models import Filing, FilingItem
from ..papers import KINDS, hearing_of
from .documents import groups_of
from .tracking import tracking_part

PAGE = 50


@refused_when(cannot_see_filings)
def filings(request: SignedInRequest) -> HttpResponse:
    listed = (
        Filing.objects.visible_to(request.user)
        .select_related("by")
        .annotate(size=Count("items"))
        .order_by("-id")
    )
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "page": page,
        "listed": [(each, waiting.awaited(each), waiting.overdue(each, today)) for each in page],
        "overdue": waiting.overdue_filings(request.user, today),
        "cannot_review": cannot_review(request.user),
        "ready": sources.ready_to_file(request.user.office).count(),
        "cannot_file": cannot_file(request.user),
    }
    return render(request, "filings/filings.html", context)


@refused_when(cannot_see_filings)
def filing(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Filing.objects.visible_to(request.user).select_related("by", "locked_by"), pk=pk
    )
    if request.htmx:
        return render(request, "filings/_documents.html", documents_part(request, found))
    if found.is_draft:
        return render(request, "filings/draft.html", draft_page(request, found))
    return render(request, "filings/filing.html", filing_page(request, found))


@refused_when(cannot_file)
def sealed(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the court sealed, for those who see to it that the records follow. Each look is an event."""
    found = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk)
    items = FilingItem.objects.filter(filing=found, conviction__sealed_on__isnull=False)
    page = Paginator(items, PAGE).get_page(request.GET.get("page"))
    if positions := [item.position for item in page]:
        record(request.user, "viewed sealed convictions", found, positions=positions)
    return render(request, "filings/sealed.html", {"filing": found, "page": page, "shows_sealed": True})


@require_POST
@refused_when(cannot_file)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Filing.objects.visible_to(request.user), pk=pk)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        context = filing_page(request, found) | {"withdraw_form": form}
        return render(request, "filings/filing.html", context, status=422)
    return attempt(
        request, found, lambda: services.withdraw(filing=found, by=request.user, **form.cleaned_data)
    )


def attempt(request: SignedInRequest, filing: Filing, act: Callable[[], Any]) -> HttpResponse:
    """Does it, or says why not; either way back to the filing."""
    try:
        act()
    except services.CannotFile as why_not:
        messages.error(request, str(why_not))
    return redirect(filing)


def draft_page(request: SignedInRequest, filing: Filing) -> dict[str, Any]:
    chosen, order = assembling.Filter.of(filing.criteria), Order(filing.order)
    found = assembling.preview(request.user.office, chosen, order)
    return {
        "filing": filing,
        "preview": found,
        "hearing": hearing_of(filing.hearing),
        "apart": [KINDS[kind].title for kind in filing.apart],
        "page": Paginator(found.items, PAGE).get_page(request.GET.get("page")),
        "cannot_file": cannot_file(request.user),
    }


ORDERS = {
    "list": ("position",),
    "name": ("name", "position"),
    "date": ("convicted_on", "position"),
}


def filing_page(request: SignedInRequest, filing: Filing) -> dict[str, Any]:
    order = request.GET.get("order", "list")
    everything = FilingItem.objects.filter(filing=filing).select_related("conviction")
    items = everything.order_by(*ORDERS.get(order, ORDERS["list"]))
    parts = documents_part(request, filing) | tracking_part(filing)
    return parts | {
        "page": Paginator(items, PAGE).get_page(request.GET.get("page")),
        "order": order if order in ORDERS else "list",
        "sealed": everything.filter(conviction__sealed_on__isnull=False).count(),
        "withdraw_form": WithdrawForm(),
        "may_withdraw": filing.may_become(Filing.State.WITHDRAWN),
    }


def documents_part(request: SignedInRequest, filing: Filing) -> dict[str, Any]:
    return {"filing": filing, "cannot_file": cannot_file(request.user), **groups_of(filing)}

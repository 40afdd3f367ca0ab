from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from audit.services import record
from offices.permissions import cannot_file, cannot_see_filings, refused_when
from offices.requests import SignedInRequest

from .. import tracking
from ..forms import OrderDateForm
from ..models import FilingItem, ReturnedList
from ..services import CannotFile

Answer = FilingItem.Answer
PAGE = 100


@refused_when(cannot_see_filings)
def returned(request: SignedInRequest, pk: int, list_pk: int) -> HttpResponse:
    found = get_object_or_404(ReturnedList.objects.visible_to(request.user), pk=list_pk, filing=pk)
    day = found.ordered_on or found.filing.ordered_on or timezone.localdate()
    form = OrderDateForm(initial={"judge": found.filing.judge, "on": day})
    return render(request, "filings/returned.html", returned_page(request, found, form))


@require_POST
@refused_when(cannot_file)
def apply_list(request: SignedInRequest, pk: int, list_pk: int) -> HttpResponse:
    found = get_object_or_404(ReturnedList.objects.visible_to(request.user), pk=list_pk, filing=pk)
    form = OrderDateForm(request.POST)
    if form.is_valid():
        try:
            tracking.apply_returned(returned=found, by=request.user, **form.cleaned_data)
            messages.success(request, "The court's answers are taken over.")
            return redirect(found.filing)
        except CannotFile as why_not:
            form.add_error(None, str(why_not))
    return render(request, "filings/returned.html", returned_page(request, found, form), status=422)


def returned_page(request: SignedInRequest, found: ReturnedList, form: Form) -> dict[str, Any]:
    """What a list says in numbers; row by row, with names, for those who file."""
    said = list(found.answers.values())
    why_not = cannot_file(request.user)
    numbers = {
        "returned": found,
        "filing": found.filing,
        "form": form,
        "counts": [(answer.label, said.count(answer)) for answer in Answer if answer],
        "not_named": found.filing.items.count() - len(said),
        "cannot_file": why_not,
    }
    return numbers if why_not else numbers | rows_of(request, found)


def rows_of(request: SignedInRequest, found: ReturnedList) -> dict[str, Any]:
    """What the list would change, what is not granted first; and the rows that were not taken."""
    stand = dict(found.filing.items.values_list("position", "answer"))
    answers = {int(position): answer for position, answer in found.answers.items()}
    changed = [position for position, answer in answers.items() if stand[position] != answer]
    in_order = sorted(changed, key=lambda position: (answers[position] == Answer.GRANTED, position))
    changes = Paginator(in_order, PAGE).get_page(request.GET.get("changes"))
    items = by_position(found, list(changes))
    sealed = [position for position, item in items.items() if item.conviction.sealed_on]
    if sealed:
        record(request.user, "viewed sealed convictions", found.filing, positions=sealed)
    return {
        "changes": changes,
        "changed": [(items[position], Answer(answers[position]).label) for position in changes],
        "unmatched": Paginator(found.unmatched, PAGE).get_page(request.GET.get("page")),
    }


def by_position(found: ReturnedList, positions: list[int]) -> dict[int, FilingItem]:
    items = found.filing.items.filter(position__in=positions).select_related("conviction")
    return {item.position: item for item in items}

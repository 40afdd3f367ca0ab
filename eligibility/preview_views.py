from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from offices.permissions import cannot_set_policy, refused_when
from offices.requests import SignedInRequest

from . import figures, previewing, services
from .forms import PolicyForm
from .law import policies
from .law.outcomes import Outcome
from .models import PolicyPreview
from .policy_views import save, with_form


@require_POST
@refused_when(cannot_set_policy)
def ask(request: SignedInRequest) -> HttpResponse:
    """Takes the choices of the policy form, and has their effect counted before they are saved."""
    slug = request.GET.get("policy", "")
    if slug not in policies.POLICIES:
        raise Http404
    form = PolicyForm(slug, request.POST, stated={})
    if not form.is_valid():
        return with_form(request, slug, form)
    office, by = request.user.office, request.user
    try:
        preview = previewing.ask_preview(office=office, by=by, policy=slug, options=form.stated())
    except services.CannotStart as why_not:
        messages.warning(request, str(why_not))
        return redirect("eligibility:policy")
    return redirect("eligibility:policy_preview", preview.pk)


@refused_when(cannot_set_policy)
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """What would change, in numbers. Polls itself until a worker has counted."""
    found = get_object_or_404(
        PolicyPreview.objects.visible_to(request.user).select_related("run__policy_version"), pk=pk
    )
    context = {
        "preview": found,
        "policy": policies.build(found.policy, found.options),
        "seems_lost": found.seems_lost(timezone.now()),
        "in_use": services.current_policy(request.user.office),
    }
    if found.state == PolicyPreview.State.READY:
        context |= numbers(found)
    template = "eligibility/_policy_preview.html" if request.htmx else "eligibility/policy_preview.html"
    return render(request, template, context)


@require_POST
@refused_when(cannot_set_policy)
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Saves what was looked at as the office's next policy version."""
    found = get_object_or_404(PolicyPreview.objects.visible_to(request.user), pk=pk)
    return save(request, found.policy, found.options)


def numbers(found: PolicyPreview) -> dict[str, Any]:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for now, then, convictions, _ in found.numbers["moves"]:
        counts[now][then] = convictions
    rows = {str(now): counts[now] for now in Outcome if now in counts}
    moved = [move for move in found.numbers["moves"] if move[0] != move[1]]
    now_counts = {str(outcome): sum(row.values()) for outcome, row in rows.items()}
    then_counts = {str(then): sum(row.get(then, 0) for row in rows.values()) for then in Outcome}
    return {
        "table": figures.table(rows, list(Outcome)),
        "moved": sorted(moved, key=lambda move: -move[2]),
        "moved_count": sum(move[2] for move in moved),
        "before": [(outcome, now_counts.get(outcome, 0), then_counts[outcome]) for outcome in then_counts],
        "people": people(found),
    }


def people(found: PolicyPreview) -> list[tuple[str, int, int]]:
    """Who would have none left, by the policy of the analysis and by the other one."""
    both = found.run.summary["people_counts"], found.numbers["people"]
    today, then = map(figures.people, both)
    return [(words, after, other) for (words, _, after, _), (_, _, other, _) in zip(today, then, strict=True)]

from datetime import date
from typing import Any

from django.db.models import Count
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render

from audit.services import record
from offices import permissions
from offices.models import User
from offices.requests import SignedInRequest
from uploads.models import FileProblem, UploadedFile
from uploads.problems import by_kind

from . import figures
from .law import policies
from .models import Run
from .problem_lists import problem_lines


def results(request: SignedInRequest) -> HttpResponse:
    """What the newest complete analysis found."""
    current = Run.objects.current(request.user)
    if current:
        return render(request, "eligibility/results.html", _page(request.user, current, current))
    context = {
        "active": Run.objects.visible_to(request.user).active().first(),
        "cannot_upload": permissions.cannot_upload(request.user),
    }
    return render(request, "eligibility/no_results.html", context)


def run_results(request: SignedInRequest, pk: int) -> HttpResponse:
    """What one complete analysis found, the newest or an earlier one."""
    found = get_object_or_404(Run.objects.visible_to(request.user).complete(), pk=pk)
    current = Run.objects.current(request.user)
    return render(request, "eligibility/results.html", _page(request.user, found, current))


@permissions.refused_when(permissions.cannot_see_people)
def problems(request: SignedInRequest, pk: int) -> StreamingHttpResponse:
    """The rows of one complete analysis that were read but not understood, as CSV."""
    found = get_object_or_404(Run.objects.visible_to(request.user).complete(), pk=pk)
    record(request.user, "downloaded problems", found)
    name = f"analysis-{found.pk}-problems.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    lines = problem_lines(found)
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _page(user: User, run: Run, current: Run | None) -> dict[str, Any]:
    version = run.policy_version
    return _numbers(run) | {
        "run": run,
        "is_current": run == current,
        "programme": policies.build(version.policy, version.options).programme.name,
        "uploads": run.uploads.order_by("id").values_list("pk", flat=True),
        "files": UploadedFile.objects.filter(upload__runs=run),
        "cannot_see_people": permissions.cannot_see_people(user),
        "cannot_review": permissions.cannot_review(user),
        "cannot_file": permissions.cannot_file(user),
        "cannot_set_policy": permissions.cannot_set_policy(user),
    }


def _numbers(run: Run) -> dict[str, Any]:
    summary = run.summary
    determinations = run.determinations.order_by()
    return {
        "summary": summary,
        "earliest": date.fromisoformat(summary["earliest"]) if summary["earliest"] else None,
        "sections": figures.by_section(summary),
        "grades": figures.by_grade(determinations.values_list("grade", "outcome").annotate(Count("id"))),
        "people": figures.people(summary["people_counts"]),
        "bar": figures.bar(summary["by_outcome"]),
        "file_problems": by_kind(FileProblem.objects.shown().filter(file__upload__runs=run)),
        "row_problems": figures.row_problems(summary["problems"]),
        "waiting": determinations.filter(needs_person=True).count(),
    }

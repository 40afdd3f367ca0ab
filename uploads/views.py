from typing import Any

from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render

from audit.services import record
from offices.permissions import cannot_see_people, cannot_upload, refused_when
from offices.requests import SignedInRequest

from . import services
from .forms import AsOfForm, UploadForm
from .models import FileProblem, Upload
from .problems import ProblemFilter, by_kind, csv_lines

UPLOADS_A_PAGE = 25
PROBLEMS_A_PAGE = 50


@refused_when(cannot_see_people)
def uploads(request: SignedInRequest) -> HttpResponse:
    found = _counted(Upload.objects.visible_to(request.user)).select_related("by").prefetch_related("files")
    page = Paginator(found, UPLOADS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "uploads/uploads.html", {"page": page, "cannot_upload": cannot_upload(request.user)}
    )


def _counted(uploads: QuerySet[Upload]) -> QuerySet[Upload]:
    """With `size`, `rows` and `problem_rows` of all files together."""
    problems = (
        FileProblem.objects.shown().filter(file__upload=OuterRef("pk")).order_by().values("file__upload")
    )
    return uploads.annotate(
        size=Sum("files__size"),
        rows=Sum("files__rows"),
        problem_rows=Subquery(problems.annotate(rows=Sum("count")).values("rows")),
    ).order_by("-id")


@refused_when(cannot_upload)
def new(request: SignedInRequest) -> HttpResponse:
    return render(request, "uploads/new.html", {"form": UploadForm(), "room": services.room()})


@refused_when(cannot_see_people)
def upload(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    shown = Sum("problems__count", filter=~Q(problems__sealed=True, problems__count=1))
    files = found.files.select_related("repeats__upload").annotate(problem_rows=shown)
    context = {
        "upload": found,
        "files": files,
        "only_repeats": services.only_repeats(found),
        "is_unreadable": services.is_unreadable(found),
        "form": AsOfForm(initial=request.GET.dict()),
        "cannot_upload": cannot_upload(request.user),
    }
    return render(request, "uploads/upload.html", context | _problems(found, request.GET))


def _problems(upload: Upload, query: QueryDict) -> dict[str, Any]:
    """One page of the problems of an upload, as the query narrows them."""
    every = FileProblem.objects.shown().filter(file__upload=upload).select_related("file")
    kinds = by_kind(every)
    narrowed = ProblemFilter(upload, kinds, query)
    return {
        "kinds": kinds,
        "filter": narrowed,
        "page": Paginator(narrowed.narrow(every), PROBLEMS_A_PAGE).get_page(query.get("page")),
        "query": _without_page(query),
    }


def _without_page(query: QueryDict) -> str:
    kept = query.copy()
    kept.pop("page", None)
    return kept.urlencode()


@refused_when(cannot_see_people)
def problems(request: SignedInRequest, pk: int) -> StreamingHttpResponse:
    """All problems of an upload as CSV. They quote the file, so who takes them away is recorded."""
    found = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    record(request.user, "downloaded problems", found)
    rows = FileProblem.objects.shown().filter(file__upload=found).select_related("file").iterator()
    name = f"upload-{found.pk}-problems.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8", headers=headers)

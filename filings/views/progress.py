import csv
import io

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from audit.services import record
from offices.permissions import cannot_see_filings, refused_when
from offices.requests import SignedInRequest

from .. import progress
from ..waiting import overdue_filings


@refused_when(cannot_see_filings)
def report(request: SignedInRequest) -> HttpResponse:
    office = request.user.office
    context = {
        "stages": progress.stages(office),
        "answers": progress.answers(office),
        "overdue": overdue_filings(request.user, timezone.localdate()),
        "county": office.county.title(),
    }
    return render(request, "filings/progress.html", context)


@refused_when(cannot_see_filings)
def summary(request: SignedInRequest) -> HttpResponse:
    office = request.user.office
    context = {
        "rows": progress.public_rows(office),
        "county": office.county.title(),
        "smallest": progress.SMALLEST_PUBLISHED,
    }
    return render(request, "filings/summary.html", context)


@refused_when(cannot_see_filings)
def summary_csv(request: SignedInRequest) -> HttpResponse:
    """The public summary for the office's website."""
    office = request.user.office
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["County", "As of", "What", "Convictions", "People"])
    day = timezone.localdate().isoformat()
    writer.writerows([office.county.title(), day, *row] for row in progress.public_rows(office))
    record(request.user, "downloaded public summary")
    name = f'attachment; filename="summary-{day}.csv"'
    return HttpResponse(
        text.getvalue(), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name}
    )

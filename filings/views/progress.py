import csv
import io
import json
from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from audit.services import record
from offices.permissions import cannot_see_filings, refused_when
from offices.requests import SignedInRequest

from .. import progress, publishing
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
    context = {
        "rows": publishing.rows(request.user.office),
        "county": request.user.office.county.title(),
        "day": timezone.localdate(),
        "smallest": publishing.SMALLEST_PUBLISHED,
    }
    return render(request, "filings/summary.html", context)


@refused_when(cannot_see_filings)
def summary_csv(request: SignedInRequest) -> HttpResponse:
    """The public summary for the office's website, for people."""
    county, day = request.user.office.county.title(), timezone.localdate().isoformat()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["County", "As of", "What", "Convictions", "People"])
    writer.writerows(
        [county, day, row.what, row.convictions, "" if row.people is None else row.people]
        for row in publishing.rows(request.user.office)
    )
    return download(request, text.getvalue(), "csv", "text/csv; charset=utf-8")


@refused_when(cannot_see_filings)
def summary_json(request: SignedInRequest) -> HttpResponse:
    """The same for programs: each number with what it is a bound for, if it is one."""
    content = {
        "county": request.user.office.county.title(),
        "as_of": timezone.localdate().isoformat(),
        "rows": [asdict(row) for row in publishing.rows(request.user.office)],
    }
    return download(request, json.dumps(content, indent=1) + "\n", "json", "application/json")


def download(request: SignedInRequest, text: str, kind: str, content_type: str) -> HttpResponse:
    record(request.user, "downloaded public summary", format=kind)
    name = f'attachment; filename="summary-{timezone.localdate().isoformat()}.{kind}"'
    return HttpResponse(text, content_type=content_type, headers={"Content-Disposition": name})

"""Statistics of reviewers and rules."""

from django.http import HttpResponse
from django.shortcuts import render

from offices.permissions import cannot_see_people, refused_when
from offices.requests import SignedInRequest

from ..statistics import PERIODS, statistics_page


@refused_when(cannot_see_people)
def statistics(request: SignedInRequest) -> HttpResponse:
    period = request.GET.get("period", "30")
    context = statistics_page(request.user, period if period in PERIODS else "30")
    return render(request, "review/statistics.html", context)

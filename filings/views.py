from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def filings(request: HttpRequest) -> HttpResponse:
    return render(request, "filings/filings.html")

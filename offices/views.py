from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def office(request: HttpRequest) -> HttpResponse:
    return render(request, "offices/office.html")

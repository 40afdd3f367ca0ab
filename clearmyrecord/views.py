from django.http import HttpResponse
from django.shortcuts import render

from offices.requests import SignedInRequest

from .home import nothing_waits, tasks


def home(request: SignedInRequest) -> HttpResponse:
    found = tasks(request.user)
    return render(
        request, "home.html", {"tasks": found, "nothing_waits": "" if found else nothing_waits(request.user)}
    )

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def uploads(request: HttpRequest) -> HttpResponse:
    return render(request, "uploads/uploads.html")

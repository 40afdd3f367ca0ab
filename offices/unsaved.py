"""What a person wrote into a form that could not be taken is given back: it must not be lost."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def signed_out(request: HttpRequest, sign_in: str) -> HttpResponse:
    """For those who were no longer signed in. `sign_in` is where they go on."""
    context = {"written": sentences(request), "sign_in": sign_in}
    return render(request, "signed_out.html", context, status=403)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a form from before a sign-in or sign-out, as Django asks for it; the reason is for developers."""
    return render(request, "403_csrf.html", {"written": sentences(request)}, status=403)


def sentences(request: HttpRequest) -> list[str]:
    """What is more than one word, and no password."""
    fields = [(name, value.strip()) for name, values in request.POST.lists() for value in values]
    return [text for name, text in fields if " " in text and "password" not in name]

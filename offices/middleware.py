from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from .requests import Request

GetResponse = Callable[[Request], HttpResponse]


def no_store(get_response: GetResponse) -> GetResponse:
    """Keeps pages out of the browser's cache: a shared office computer must not show them after sign-out."""

    def middleware(request: Request) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def own_password_first(get_response: GetResponse) -> GetResponse:
    """Whoever signed in with a temporary password chooses their own before anything else."""

    def middleware(request: Request) -> HttpResponse:
        change, sign_out = reverse("account_change_password"), reverse("account_logout")
        user = request.user
        if user.is_authenticated and user.must_change_password and request.path not in (change, sign_out):
            return HttpResponseClientRedirect(change) if request.htmx else redirect(change)
        return get_response(request)

    return middleware


class SignInFirst(LoginRequiredMiddleware):
    """Also when the session ended under a person's hands: they come back to the page on which they were."""

    def handle_no_permission(  # type: ignore[override]
        self, request: Request, view_func: Callable[..., HttpResponse]
    ) -> HttpResponse:
        safe = request.method in ("GET", "HEAD")
        if safe and not request.htmx:
            return super().handle_no_permission(request, view_func)
        page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
        answer = redirect_to_login(urlsplit(page).path or "/")
        if not safe and not request.htmx and (written := sentences(request)):
            return render(request, "signed_out.html", {"written": written, "sign_in": answer.url}, status=403)
        if not safe:
            messages.warning(
                request, "You were no longer signed in, so nothing was saved. Sign in and send it again."
            )
        return HttpResponseClientRedirect(answer.url) if request.htmx else answer


def sentences(request: Request) -> list[str]:
    """What a person has written into a form, several words each: it must not be lost."""
    said = [value.strip() for _, values in request.POST.lists() for value in values]
    return [text for text in said if " " in text]

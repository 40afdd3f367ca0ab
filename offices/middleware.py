from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from .requests import Request
from .unsaved import sentences, signed_out

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
        user = request.user
        if not (user.is_authenticated and user.must_change_password):
            return get_response(request)
        change, sign_out = reverse("account_change_password"), reverse("account_logout")
        if request.path in (change, sign_out):
            return get_response(request)
        return HttpResponseClientRedirect(change) if request.htmx else redirect(change)

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
        if not safe and not request.htmx and sentences(request):
            return signed_out(request, answer.url)
        if not safe:
            messages.warning(
                request, "You were no longer signed in, so nothing was saved. Sign in and send it again."
            )
        return HttpResponseClientRedirect(answer.url) if request.htmx else answer

"""Signing in and out: nobody signs up alone, and all of it is recorded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from offices.models import User

from .services import record


class AccountAdapter(DefaultAccountAdapter):
    # One sentence for every cause, so that it does not tell which accounts exist.
    error_messages = {  # noqa: RUF012 (as in the class that we extend)
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail or the password is not correct. Check both and try again.",
        "too_many_login_attempts": "Too many attempts failed. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the office's administrator."""
        return False

    def post_login(self, request: HttpRequest, user: User, **arguments: Any) -> Any:
        record(user, "signed in")
        return super().post_login(request, user, **arguments)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Names the account only when there is one: what was typed may be a password."""
        user = User.objects.filter(email=str(credentials.get("email", "")).lower()).first()
        record(None, "failed to sign in", user, office=user.office if user else None)
        super().authentication_failed(request, **credentials)

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            record(request.user, "signed out")
        super().logout(request)

    def clean_password(self, password: str, user: User | None = None) -> str:
        if user and user.check_password(password):
            raise ValidationError("Choose a password other than the present one.")
        return super().clean_password(password, user)

    def set_password(self, user: User, password: str) -> None:
        user.must_change_password = False
        super().set_password(user, password)
        record(user, "changed password", user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")

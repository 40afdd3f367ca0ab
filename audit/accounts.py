"""Signing in and out, as django-allauth asks our opinion of it: nobody signs up alone; all is recorded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from offices.models import User

from .services import record


class AccountAdapter(DefaultAccountAdapter):
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

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        record(user, "changed password", user)

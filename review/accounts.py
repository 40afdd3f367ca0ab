"""Signing out, as the review has to know of it."""

from django.http import HttpRequest

from audit.accounts import AccountAdapter as AuditedAdapter

from . import claims


class AccountAdapter(AuditedAdapter):
    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            claims.release_all(by=request.user)
        super().logout(request)

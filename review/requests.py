from django.http import HttpRequest

from offices.models import User


class Request(HttpRequest):
    """A request of a person who has signed in: every page of this app is behind that door."""

    user: User  # type: ignore[assignment]
    htmx: bool

"""What the middleware adds to a request; only the types are new."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .models import User


class Request(HttpRequest):
    htmx: HtmxDetails


class SignedInRequest(Request):
    """What every view gets that is not marked otherwise."""

    user: User

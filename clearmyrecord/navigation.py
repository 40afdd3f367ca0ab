"""What every page shows: the links that lead somewhere for this person, and the version."""

from django.conf import settings
from django.http import HttpRequest

from offices import permissions

LINKS = [
    ("Uploads", "uploads:list", permissions.cannot_see_people),
    ("Results", "eligibility:results", permissions.allowed_to_all),
    ("Policy", "eligibility:policy", permissions.cannot_set_policy),
    ("Review", "review:queue", permissions.cannot_see_people),
    ("Filings", "filings:list", permissions.cannot_see_filings),
    ("Office", "administration:office", permissions.cannot_manage_office),
    ("Events", "audit:events", permissions.cannot_see_audit),
]


def navigation(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.must_change_password:
        return {"navigation": []}
    return {"navigation": [(label, name) for label, name, cannot in LINKS if not cannot(user)]}


def version(request: HttpRequest) -> dict[str, str]:
    return {"version": settings.VERSION}

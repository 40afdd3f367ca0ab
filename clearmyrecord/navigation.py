"""The links at the top of every page: only those that lead somewhere for this person."""

from django.http import HttpRequest

from offices import permissions

LINKS = [
    ("Uploads", "uploads:list", permissions.cannot_see_people),
    ("Results", "eligibility:results", permissions.allowed_to_all),
    ("Review", "review:queue", permissions.cannot_see_people),
    ("Filings", "filings:list", permissions.cannot_see_filings),
    ("Office", "offices:office", permissions.cannot_manage_office),
    ("Events", "audit:events", permissions.cannot_see_audit),
]


def navigation(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": []}
    return {"navigation": [(label, name) for label, name, cannot in LINKS if not cannot(user)]}

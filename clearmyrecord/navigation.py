"""What every page shows: the links that lead somewhere for this person, and the version."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import ResolverMatch

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
# Pages of a part that has two links, and the link that they belong to.
POLICY = "eligibility:policy"
NEAREST = {"eligibility:policy_version": POLICY, "eligibility:policy_preview": POLICY}


def navigation(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.must_change_password:
        return {"navigation": []}
    links = [(label, name) for label, name, cannot in LINKS if not cannot(user)]
    here = request.resolver_match
    return {"navigation": [(label, name, current(name, here, links)) for label, name in links]}


def current(name: str, here: ResolverMatch | None, links: list[tuple[str, str]]) -> str:
    """What `aria-current` says of a link: "page" for the page itself, "true" for the part it is in, or ""."""
    if here is None:
        return ""
    if here.view_name == name:
        return "page"
    is_a_link = any(here.view_name == other for _, other in links)
    nearest = NEAREST.get(here.view_name, "")
    in_part = name == nearest if nearest else name.partition(":")[0] == here.app_name
    return "true" if in_part and not is_a_link else ""


def version(request: HttpRequest) -> dict[str, str]:
    return {"version": settings.VERSION}

import inspect
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from offices.models import User
from offices.permissions import cannot_set_policy
from offices.requests import SignedInRequest

from . import services
from .forms import PolicyForm, proposed
from .law import policies
from .models import PolicyPreview, PolicyVersion, Run


def policy(request: SignedInRequest) -> HttpResponse:
    """The office's policy in words; for an administrator also the form that makes its next version."""
    current = services.current_policy(request.user.office)
    why_not = cannot_set_policy(request.user)
    if not why_not:
        return _policy_form(request, current)
    if request.method == "POST":
        raise PermissionDenied(why_not)
    words = _words(current.policy, current.options) if current else {}
    return render(request, "eligibility/policy.html", _versions(request.user, current) | words)


def _policy_form(request: SignedInRequest, current: PolicyVersion | None) -> HttpResponse:
    looked_at = _looked_at(request)
    chosen = looked_at.policy if looked_at else current.policy if current else next(iter(policies.POLICIES))
    slug = request.GET.get("policy") or chosen
    if slug not in policies.POLICIES:
        raise Http404
    stated = next((one.options for one in (looked_at, current) if one and one.policy == slug), proposed(slug))
    form = PolicyForm(slug, request.POST if request.method == "POST" else None, stated=stated)
    if form.is_valid():
        return save(request, slug, form.stated())
    return with_form(request, slug, form, stated=stated)


def _looked_at(request: SignedInRequest) -> PolicyPreview | None:
    """The choices whose effect somebody looked at and comes back from, to change them."""
    pk = request.GET.get("preview", "")
    is_number = pk.isdecimal() and len(pk) < 19
    return PolicyPreview.objects.visible_to(request.user).filter(pk=pk).first() if is_number else None


def with_form(
    request: SignedInRequest, slug: str, form: PolicyForm, *, stated: dict[str, Any] | None = None
) -> HttpResponse:
    """The page with the form. `stated` are the choices by which the rules are told, if not those in use."""
    current = services.current_policy(request.user.office)
    in_use = current.options if current and current.policy == slug else proposed(slug)
    context = _versions(request.user, current) | _words(slug, in_use if stated is None else stated)
    context |= {"form": form, "slug": slug, "can_preview": Run.objects.current(request.user) is not None}
    return render(request, "eligibility/policy.html", context, status=422 if form.errors else 200)


def save(request: SignedInRequest, slug: str, options: dict[str, Any]) -> HttpResponse:
    """Makes the choices the office's next policy version, if they are others than those in use."""
    office, by = request.user.office, request.user
    current = services.current_policy(office)
    if current and (current.policy, current.options) == (slug, options):
        messages.info(request, "Nothing was changed, so the policy keeps its version.")
        return redirect("eligibility:policy")
    version = services.choose_policy(office=office, by=by, policy=slug, options=options)
    messages.success(request, f"{version} was saved. New analyses use it; earlier ones keep theirs.")
    return redirect("eligibility:policy")


def version(request: SignedInRequest, pk: int) -> HttpResponse:
    """A policy version in words, as it was when it was saved."""
    found = get_object_or_404(PolicyVersion.objects.visible_to(request.user), pk=pk)
    words = _words(found.policy, found.options)
    return render(request, "eligibility/policy_version.html", {"policy_version": found} | words)


def _words(slug: str, stated: dict[str, Any]) -> dict[str, Any]:
    """A policy as its own module tells it: what it is, and its rules with these choices."""
    about = inspect.getdoc(policies.POLICIES[slug])
    return {"policy": policies.build(slug, stated), "about": about}


def _versions(user: User, current: PolicyVersion | None) -> dict[str, Any]:
    return {
        "policy_version": current,
        "versions": PolicyVersion.objects.visible_to(user).select_related("by"),
        "policies": [(slug, module.NAME) for slug, module in policies.POLICIES.items()],
    }

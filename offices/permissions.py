"""Who may do what. One function a permission: it says why not, or "" when the person may.

A view refuses with the sentence; a page shows it, or leaves the button out.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .models import Role, User

Permission = Callable[[User], str]
View = Callable[..., HttpResponseBase]


def only(*roles: Role) -> Permission:
    """A permission of these roles. The sentence names them, so that a person knows whom to ask."""
    names = " or ".join(role.label.lower() for role in roles)

    def why_not(user: User) -> str:
        return "" if user.role in roles else f"Only a person with the role {names} may do this."

    return why_not


def allowed_to_all(user: User) -> str:
    """Everyone who is signed in."""
    return ""


cannot_upload = only(Role.ADMINISTRATOR, Role.SUPERVISOR)
cannot_see_people = only(Role.SUPERVISOR, Role.REVIEWER, Role.ADMINISTRATOR, Role.AUDITOR)
cannot_review = only(Role.SUPERVISOR, Role.REVIEWER)
cannot_see_filings = only(Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR)
cannot_file = only(Role.CLERK, Role.SUPERVISOR)
cannot_set_policy = only(Role.ADMINISTRATOR)
cannot_manage_office = only(Role.ADMINISTRATOR)
cannot_see_audit = only(Role.ADMINISTRATOR, Role.AUDITOR)


def cannot_set_role(user: User, person: User) -> str:
    """An office keeps an administrator: nobody takes the role away from themselves."""
    if user.pk == person.pk:
        return "Ask another administrator to change your own role."
    if is_last_administrator(person):
        return f"{person} is the office's last administrator. Make somebody else administrator first."
    return cannot_manage_office(user)


def cannot_deactivate(user: User, person: User) -> str:
    if user.pk == person.pk:
        return "Ask another administrator to deactivate your own account."
    if not person.is_active:
        return f"{person} is deactivated already."
    if is_last_administrator(person):
        return f"{person} is the office's last administrator. Make somebody else administrator first."
    return cannot_manage_office(user)


def cannot_reactivate(user: User, person: User) -> str:
    if person.is_active:
        return f"{person} is active already."
    return cannot_manage_office(user)


def cannot_set_password(user: User, person: User) -> str:
    if user.pk == person.pk:
        return "Change your own password on the page Password."
    if not person.is_active:
        return f"Reactivate {person} first."
    return cannot_manage_office(user)


def is_last_administrator(person: User) -> bool:
    administrators = User.objects.filter(office=person.office_id, role=Role.ADMINISTRATOR, is_active=True)
    return person.role == Role.ADMINISTRATOR and not administrators.exclude(pk=person.pk).exists()


def refused_when(cannot: Permission) -> Callable[[View], View]:
    """Guards a view with a permission: 403 with its sentence."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            why_not = cannot(request.user)  # type: ignore[arg-type]
            if why_not:
                raise PermissionDenied(why_not)
            return view(request, *args, **kwargs)

        return guarded

    return guard

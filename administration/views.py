from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST

from offices import permissions
from offices.models import Office, User
from offices.permissions import cannot_manage_office, refused_when
from offices.requests import SignedInRequest

from . import services
from .forms import InvitationForm, OfficeForm, RoleForm


@refused_when(cannot_manage_office)
def office(request: SignedInRequest) -> HttpResponse:
    own_office = Office.objects.get(pk=request.user.office_id)
    form = OfficeForm(request.POST or None, instance=own_office)
    if form.is_valid() and (why_not := import_string(settings.CANNOT_SAVE_OFFICE)(form.instance)):
        form.add_error(None, why_not)
    elif form.is_valid():
        services.change_office(office=form.instance, by=request.user, changed=form.changed_data)
        messages.success(request, "The office's details are saved.")
        return redirect("administration:office")
    return render(request, "administration/office.html", {"form": form})


@refused_when(cannot_manage_office)
def people(request: SignedInRequest) -> HttpResponse:
    everyone = User.objects.visible_to(request.user).order_by("-is_active", "name")
    return render(request, "administration/people.html", {"people": everyone})


@refused_when(cannot_manage_office)
def invite(request: SignedInRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        person, password = services.invite(by=request.user, **form.cleaned_data)
        return render(
            request, "administration/temporary_password.html", {"person": person, "password": password}
        )
    return render(request, "administration/invite.html", {"form": form})


@refused_when(cannot_manage_office)
def person(request: SignedInRequest, person_id: int) -> HttpResponse:
    person = fetch_person(request, person_id)
    user = request.user
    page = {
        "person": person,
        "form": RoleForm(initial={"role": person.role}),
        "cannot_set_role": permissions.cannot_set_role(user, person),
        "cannot_deactivate": permissions.cannot_deactivate(user, person),
        "cannot_reactivate": permissions.cannot_reactivate(user, person),
        "cannot_set_password": permissions.cannot_set_password(user, person),
    }
    return render(request, "administration/person.html", page)


@require_POST
@refused_when(cannot_manage_office)
def set_role(request: SignedInRequest, person_id: int) -> HttpResponse:
    person = fetch_person(request, person_id)
    form = RoleForm(request.POST, initial={"role": person.role})
    if form.is_valid() and form.has_changed():
        services.set_role(person=person, role=form.cleaned_data["role"], by=request.user)
        messages.success(request, f"{person} now has the role {person.get_role_display().lower()}.")
    return redirect("administration:person", person.pk)


@require_POST
@refused_when(cannot_manage_office)
def deactivate(request: SignedInRequest, person_id: int) -> HttpResponse:
    person = fetch_person(request, person_id)
    services.deactivate(person=person, by=request.user)
    messages.success(request, f"{person} can no longer sign in.")
    return redirect("administration:person", person.pk)


@require_POST
@refused_when(cannot_manage_office)
def reactivate(request: SignedInRequest, person_id: int) -> HttpResponse:
    person = fetch_person(request, person_id)
    services.reactivate(person=person, by=request.user)
    messages.success(request, f"{person} can sign in again.")
    return redirect("administration:person", person.pk)


@require_POST
@refused_when(cannot_manage_office)
def set_temporary_password(request: SignedInRequest, person_id: int) -> HttpResponse:
    person = fetch_person(request, person_id)
    password = services.set_temporary_password(person=person, by=request.user)
    return show_once(request, person, password)


def fetch_person(request: SignedInRequest, person_id: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.user), pk=person_id)


def show_once(request: SignedInRequest, person: User, password: str) -> HttpResponse:
    """Answers the form itself, without a redirect: no place between the two may keep the password."""
    return render(request, "administration/temporary_password.html", {"person": person, "password": password})

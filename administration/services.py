"""What an administrator does with the office and its people. Each act is one transaction and one event."""

import secrets
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.services import record
from offices import permissions
from offices.models import Office, Role, User

# Easy to read aloud and to type: no letter or figure that looks like another. 32 signs, 5 bits each.
SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"


@transaction.atomic
def found_office(*, name: str, county: str, administrator: str, email: str, password: str) -> User:
    """A new office with its first administrator, who signs in with a password of their own."""
    office = Office.objects.create(name=name, county=county)
    person = User.objects.create_user(
        email, password, name=administrator, office=office, role=Role.ADMINISTRATOR
    )
    record(None, "founded office", office, office=office)
    return person


@transaction.atomic
def change_office(*, office: Office, by: User, changed: list[str]) -> None:
    """Saves what a form has put into `office`; the event names the fields, not what they held."""
    office.save()
    record(by, "changed office details", office, fields=changed)


@transaction.atomic
def invite(*, name: str, email: str, role: str, by: User) -> tuple[User, str]:
    """A new person of the office, and the temporary password that the administrator hands over."""
    password = temporary_password()
    person = User.objects.create_user(
        email, password, name=name, office=by.office, role=role, must_change_password=True
    )
    record(by, "invited", person, role=role)
    return person, password


@transaction.atomic
def set_role(*, person: User, role: str, by: User) -> None:
    refuse_if(permissions.cannot_set_role, by, person)
    before, person.role = person.role, role
    person.save(update_fields=["role"])
    record(by, "set role", person, before=before, after=role)


@transaction.atomic
def deactivate(*, person: User, by: User) -> None:
    """Ends a person's access at once, also where they are signed in; what they did stays under their name."""
    refuse_if(permissions.cannot_deactivate, by, person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    record(by, "deactivated", person)


@transaction.atomic
def reactivate(*, person: User, by: User) -> None:
    refuse_if(permissions.cannot_reactivate, by, person)
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(by, "reactivated", person)


@transaction.atomic
def set_temporary_password(*, person: User, by: User) -> str:
    """A new password that is good for one sign-in. The old one ends, and with it every open session."""
    refuse_if(permissions.cannot_set_password, by, person)
    password = temporary_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    record(by, "set temporary password", person)
    return password


def temporary_password() -> str:
    """Four groups of five signs: 100 bits of chance.

    >>> import re; bool(re.fullmatch("([a-z2-9]{5}-){3}[a-z2-9]{5}", temporary_password()))
    True
    """
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(5)) for _ in range(4))


def refuse_if(cannot: Callable[[User, User], str], by: User, person: User) -> None:
    """Asks again inside the transaction, one administrator at a time: two could remove each other."""
    Office.objects.select_for_update().get(pk=by.office_id)
    by.refresh_from_db()
    person.refresh_from_db()
    why_not = cannot(by, person) if by.is_active else "Your own account was deactivated."
    if why_not:
        raise PermissionDenied(why_not)

"""What an administrator does with the people and the details of the office."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from administration import services
from audit.models import Event
from offices import permissions
from offices.models import Office, Role, User

from ..people import person, signed_in

INVITATION = {"name": "Nora Newman", "email": "Nora@Example.org", "role": "clerk"}


def test_an_invited_person_signs_in_once_with_the_password_that_is_shown(alice):
    page = signed_in(alice).post(reverse("administration:invite"), INVITATION).content.decode()
    password = re.search(r"(?:[a-z2-9]{5}-){3}[a-z2-9]{5}", page)[0]
    nora = User.objects.get(email="nora@example.org")
    assert nora.check_password(password)
    assert (nora.office, nora.role, nora.must_change_password) == (alice.office, Role.CLERK, True)


def test_the_temporary_password_is_shown_only_once_and_kept_nowhere(alice):
    nora, password = services.invite(name="Nora", email="nora@example.org", role="clerk", by=alice)
    page = signed_in(alice).get(reverse("administration:person", args=[nora.pk])).content.decode()
    assert password not in page + str(Event.objects.get().detail) + nora.password


def test_an_e_mail_that_is_taken_is_refused_in_whatever_case(alice, otto):
    form = {**INVITATION, "email": otto.email.upper()}
    answer = signed_in(alice).post(reverse("administration:invite"), form)
    assert "exists already" in answer.content.decode()
    assert not User.objects.filter(name="Nora Newman").exists()


@pytest.mark.parametrize(
    ("act", "verb"),
    [
        (lambda rita, by: services.set_role(person=rita, role="clerk", by=by), "set role"),
        (lambda rita, by: services.deactivate(person=rita, by=by), "deactivated"),
        (lambda rita, by: services.set_temporary_password(person=rita, by=by), "set temporary password"),
    ],
)
def test_each_act_leaves_one_event_about_the_person(alice, rita, act, verb):
    act(rita, alice)
    event = Event.objects.get()
    assert (event.verb, event.by, event.subject_type, event.subject_id) == (verb, alice, "person", rita.pk)


def test_a_role_is_changed_from_the_persons_page(alice, rita):
    signed_in(alice).post(reverse("administration:set_role", args=[rita.pk]), {"role": "clerk"})
    assert User.objects.get(pk=rita.pk).role == Role.CLERK
    assert Event.objects.get().detail == {"before": "reviewer", "after": "clerk"}


def test_saving_the_same_role_is_not_an_event(alice, rita):
    signed_in(alice).post(reverse("administration:set_role", args=[rita.pk]), {"role": "reviewer"})
    assert not Event.objects.exists()


def test_a_reactivated_person_signs_in_again(alice, rita):
    services.deactivate(person=rita, by=alice)
    services.reactivate(person=rita, by=alice)
    assert User.objects.get(pk=rita.pk).is_active


@pytest.mark.parametrize("act", [services.deactivate, services.set_temporary_password])
def test_an_administrator_does_not_do_to_themselves_what_locks_them_out(alice, act):
    with pytest.raises(PermissionDenied):
        act(person=alice, by=alice)
    assert User.objects.get(pk=alice.pk).is_active


def test_an_office_keeps_its_last_administrator_even_if_two_remove_each_other(alice, office):
    anna = person(office, Role.ADMINISTRATOR, "Anna Abbot")
    services.deactivate(person=anna, by=alice)
    with pytest.raises(PermissionDenied):
        services.deactivate(person=alice, by=anna)
    assert "last administrator" in permissions.cannot_set_role(anna, alice)


def test_who_was_deactivated_meanwhile_acts_no_more(alice, rita, office):
    anna = person(office, Role.ADMINISTRATOR, "Anna Abbot")
    services.deactivate(person=anna, by=alice)
    with pytest.raises(PermissionDenied):
        services.deactivate(person=rita, by=anna)


def test_the_page_shows_the_reason_in_place_of_the_button(alice):
    page = signed_in(alice).get(reverse("administration:person", args=[alice.pk])).content.decode()
    assert "Ask another administrator to deactivate your own account." in page
    assert "Deactivate the account" not in page


def test_the_list_shows_the_people_of_the_office_and_nobody_else(alice, rita, otto):
    page = signed_in(alice).get(reverse("administration:people"))
    assert set(page.context["people"]) == {alice, rita}


def test_the_details_of_the_office_are_saved_with_the_county_as_the_file_writes_it(alice):
    form = {"name": "District Attorney", "county": " san  joaquin ", "bar_number": "123456"}
    signed_in(alice).post(reverse("administration:office"), form)
    office = Office.objects.get()
    assert (office.county, office.bar_number) == ("SAN JOAQUIN", "123456")
    assert Event.objects.get().detail == {"fields": ["name", "county", "bar_number"]}


def test_an_office_changes_its_own_details_only(alice, otto):
    signed_in(alice).post(reverse("administration:office"), {"name": "Changed", "county": "SAN JOAQUIN"})
    assert Office.objects.get(pk=otto.office_id).name == "Yolo County District Attorney"


def test_temporary_passwords_differ():
    assert len({services.temporary_password() for _ in range(100)}) == 100

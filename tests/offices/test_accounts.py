"""Signing in and out, and passwords."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import NoReverseMatch, reverse

from administration.services import set_temporary_password
from audit.models import Event
from offices.models import User

from ..people import PASSWORD, signed_in


def sign_in(email: str, password: str, **fields: str):
    return Client().post(reverse("account_login"), {"login": email, "password": password, **fields})


def change_password(client: Client, old: str, new: str):
    passwords = {"oldpassword": old, "password1": new, "password2": new}
    return client.post(reverse("account_change_password"), passwords)


def newest_event() -> tuple[str, User | None]:
    event = Event.objects.first()
    return event.verb, event.by


def test_signing_in_leads_home_and_leaves_an_event(rita):
    assert sign_in("Rita.Romero@example.org", PASSWORD).url == reverse("home")
    assert newest_event() == ("signed in", rita)


def test_django_allauth_keeps_no_addresses_of_its_own(rita):
    sign_in(rita.email, PASSWORD)
    assert not EmailAddress.objects.exists()


def test_a_wrong_password_and_an_unknown_account_are_answered_with_the_same_words(rita):
    wrong, unknown = sign_in(rita.email, "wrong password"), sign_in("nobody@example.org", "wrong password")
    sentence = "The e-mail or the password is not correct."
    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert sentence in wrong.content.decode()


def test_a_failed_sign_in_leaves_an_event_in_the_office_of_the_account(rita):
    sign_in(rita.email, "wrong password")
    event = Event.objects.get()
    assert (event.verb, event.by, event.office, event.subject_id) == (
        "failed to sign in",
        None,
        rita.office,
        rita.pk,
    )


def test_what_was_typed_as_an_unknown_account_is_written_nowhere(rita):
    sign_in("my.secret@example.org", "wrong password")
    event = Event.objects.get()
    assert (event.office, event.subject_id, event.detail) == (None, None, {})


def test_attempts_are_limited(rita):
    answers = [sign_in(rita.email, "wrong password") for _ in range(6)]
    assert "Too many attempts failed" in answers[-1].content.decode()


def test_a_deactivated_person_is_told_so_and_stays_outside(rita):
    User.objects.update(is_active=False)
    assert sign_in(rita.email, PASSWORD).url == reverse("account_inactive")


def test_deactivation_ends_an_open_session(rita):
    client = signed_in(rita)
    User.objects.update(is_active=False)
    assert client.get(reverse("home")).url.startswith(reverse("account_login"))


def test_signing_out_leaves_an_event(rita):
    client = signed_in(rita)
    assert client.post(reverse("account_logout")).url == reverse("account_login")
    assert newest_event() == ("signed out", rita)
    assert client.get(reverse("home")).status_code == 302


def test_opening_the_sign_out_page_signs_nobody_out(rita):
    client = signed_in(rita)
    client.get(reverse("account_logout"))
    assert client.get(reverse("home")).status_code == 200


def test_changing_the_password_leaves_an_event_and_keeps_the_session(rita):
    client = signed_in(rita)
    assert change_password(client, PASSWORD, "a new long password").url == reverse("home")
    assert newest_event() == ("changed password", rita)
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.parametrize("new", ["short", "qwerty123456", "rita.romero@example.org", PASSWORD])
def test_a_weak_password_or_the_present_one_is_refused(rita, new):
    assert "password1" in change_password(signed_in(rita), PASSWORD, new).context["form"].errors


def test_after_a_temporary_password_nothing_opens_before_ones_own(alice, rita):
    temporary = set_temporary_password(person=rita, by=alice)
    client = signed_in(rita)
    assert client.get(reverse("review:queue")).url == reverse("account_change_password")
    change_password(client, temporary, "a new long password")
    assert client.get(reverse("home")).status_code == 200


def test_a_part_of_a_page_leads_the_whole_browser_to_the_password_page(alice, rita):
    set_temporary_password(person=rita, by=alice)
    answer = signed_in(rita, hx_request="true").get(reverse("home"))
    assert answer.headers["HX-Redirect"] == reverse("account_change_password")


def test_a_form_that_was_sent_after_the_session_ended_leads_back_to_its_page(alice):
    page = "http://testserver/office/people/1/"
    client = Client(headers={"referer": page})
    answer = client.post(reverse("administration:deactivate", args=[1]), follow=True)
    assert answer.redirect_chain == [(f"{reverse('account_login')}?next=/office/people/1/", 302)]
    assert "nothing was saved" in answer.content.decode()


def test_what_was_written_is_given_back_to_who_is_no_longer_signed_in(rita):
    url = reverse("review:note", args=[1])
    answer = Client().post(
        url, {"text": "The minutes <b>show</b> another date"}, HTTP_REFERER=f"http://testserver{url}"
    )
    page = answer.content.decode()
    assert (answer.status_code, "The minutes &lt;b&gt;show&lt;/b&gt; another date" in page) == (403, True)
    assert f"{reverse('account_login')}?next=" in page


def test_a_part_that_was_asked_for_after_the_session_ended_leads_the_whole_browser_to_sign_in(db):
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/review/"}
    answer = Client(headers=headers).get(reverse("home"))
    assert answer.headers["HX-Redirect"] == f"{reverse('account_login')}?next=/review/"


def test_signing_in_never_leads_to_another_site(rita):
    assert sign_in(rita.email, PASSWORD, next="https://elsewhere.example/").url == reverse("home")


def test_nobody_signs_up_alone(db):
    form = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    answer = Client().post(reverse("account_signup"), form)
    assert "Ask yours to invite you" in answer.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "name", ["email", "reset_password", "set_password", "reauthenticate", "confirm_email"]
)
def test_pages_that_make_no_sense_here_are_not_there(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"account_{name}")


def test_the_page_for_signing_in_says_what_to_do_about_a_forgotten_password(db):
    assert (
        "administrator can give you a new temporary password"
        in Client().get("/account/login/").content.decode()
    )


def test_what_was_written_outlives_the_session(db):
    note = {"text": "Seen in the court file", "seen": "3", "csrfmiddlewaretoken": "x"}
    answer = Client().post(
        reverse("review:note", args=[1]), note, headers={"Referer": "http://testserver/review/1/"}
    )
    shown = answer.content.decode()
    assert "Seen in the court file</textarea>" in shown
    assert f"{reverse('account_login')}?next=/review/1/" in shown


def test_what_was_written_outlives_a_sign_in_elsewhere(rita):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rita)
    answer = client.post(reverse("review:note", args=[1]), {"text": "Seen in the court file"})
    assert "The form is too old" in answer.content.decode()
    assert "Seen in the court file</textarea>" in answer.content.decode()


def test_a_password_is_never_given_back(db):
    passwords = {"oldpassword": "four words of mine", "password1": "five words of my own"}
    answer = Client().post(reverse("account_change_password"), passwords, follow=True)
    assert "words of" not in answer.content.decode()

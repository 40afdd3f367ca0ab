"""What all pages have in common; the first page; and the pages for when something went wrong."""

import hashlib
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from clearmyrecord.home import tasks
from offices.models import Role, User
from review.services import decide
from uploads.models import Upload

from .people import person, signed_in
from .review import builders as records


def test_a_page_names_the_office_the_person_and_the_role_and_marks_where_one_is(alice):
    page = signed_in(alice).get(reverse("administration:people")).content.decode()
    assert "San Joaquin County District Attorney" in page
    assert "Alice Alvarez, administrator" in page
    assert re.search(r'aria-current="true"\s*>Office<', page)


def test_a_page_is_marked_confidential_once_somebody_is_signed_in(alice):
    words = "Confidential: criminal offender record information"
    assert words in signed_in(alice).get(reverse("home")).content.decode()
    assert words not in Client().get(reverse("account_login")).content.decode()


@pytest.mark.parametrize("name", ["home", "administration:office", "administration:invite", "audit:events"])
def test_no_page_needs_inline_script_or_style(alice, name):
    page = signed_in(alice).get(reverse(name)).content.decode()
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=|javascript:", page)


def test_pages_are_not_kept_by_the_browser(alice):
    assert signed_in(alice).get(reverse("home")).headers["Cache-Control"] == "no-store"


def test_every_file_that_the_stylesheets_name_can_be_collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert list(tmp_path.glob("vendor/uswds-*/css/uswds.min.*.css"))


def test_the_vendored_files_are_those_that_were_taken():
    vendored = settings.BASE_DIR / "static" / "vendor"
    lines = (vendored / "SHA256SUMS").read_text().splitlines()
    listed = {vendored / name: digest for digest, name in (line.split("  ./") for line in lines)}
    found = {file for file in vendored.glob("*/**/*") if file.is_file()}
    assert {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in found} == listed


def headings(user: User) -> list[str]:
    return [task.heading for task in signed_in(user).get(reverse("home")).context["tasks"]]


def test_the_administrator_of_a_new_office_is_led_through_the_first_steps(alice):
    assert headings(alice) == [
        "Complete the office's details",
        "Invite the people of the office",
        "Upload the state's file",
    ]


def test_a_step_that_is_done_is_gone(alice, sam):
    Upload.objects.create(office=sam.office, by=sam)
    assert headings(sam) == ["Analyze the file"]


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.CLERK])
def test_who_has_nothing_to_do_yet_is_told_why(office, role):
    page = signed_in(person(office, role)).get(reverse("home")).content.decode()
    assert "Nothing was analyzed yet." in page


def test_work_passes_from_the_reviewer_to_the_clerk(office, rita, carl, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    determination = records.determination(records.run(office), records.subject(office))
    assert [task.count for task in tasks(rita) + tasks(carl)] == [1]
    decide(determination, by=rita, outcome=determination.outcome)
    assert tasks(rita) == []
    assert [task.count for task in tasks(carl)] == [1]


def test_what_another_office_did_is_no_step_of_this_one(sam, otto):
    Upload.objects.create(office=otto.office, by=otto)
    assert headings(sam) == ["Upload the state's file"]


def test_home_stays_cheap(alice, django_assert_max_num_queries):
    client = signed_in(alice)
    with django_assert_max_num_queries(12):
        client.get(reverse("home"))


def test_who_may_not_is_told_whose_task_it_is(rita):
    answer = signed_in(rita).get(reverse("administration:office"))
    assert answer.status_code == 403
    assert "Only a person with the role administrator may do this." in answer.content.decode()


def test_a_page_that_does_not_exist_says_so(rita):
    answer = signed_in(rita).get("/nothing/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_a_form_without_its_token_says_what_to_do(rita):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rita)
    answer = client.post(reverse("account_logout"))
    assert answer.status_code == 403
    assert "The form is too old" in answer.content.decode()


def test_a_request_that_cannot_be_understood_says_so(db):
    answer = Client(headers={"host": "elsewhere.example"}).get("/")
    assert answer.status_code == 400
    assert "cannot be understood" in answer.content.decode()


def test_a_fault_of_ours_shows_a_page_that_names_nobody(rita, monkeypatch):
    monkeypatch.setattr("clearmyrecord.views.tasks", None)
    client = signed_in(rita)
    client.raise_request_exception = False
    answer = client.get(reverse("home"))
    assert answer.status_code == 500
    assert "The fault is ours" in answer.content.decode()
    assert "Rita" not in answer.content.decode()


def test_the_page_for_faults_needs_no_database_and_no_request():
    assert "The fault is ours" in render_to_string("500.html")

import pytest

from eligibility.models import Run
from offices.models import Role
from tests.people import person, signed_in
from uploads.models import Upload


def test_an_upload_that_no_analysis_rests_on_can_be_discarded(sam, upload):
    assert signed_in(sam).post(f"/analyses/uploads/{upload.pk}/discard/").url == "/uploads/"
    assert not Upload.objects.exists()


@pytest.mark.parametrize("state", [Run.State.FAILED, Run.State.CANCELLED])
def test_an_analysis_that_came_to_nothing_does_not_hold_its_upload(state, sam, upload, run_in):
    run_in(state)
    signed_in(sam).post(f"/analyses/uploads/{upload.pk}/discard/")
    assert not Upload.objects.exists()


@pytest.mark.parametrize("state", [Run.State.COMPLETE, *Run.NEXT])
def test_an_upload_that_an_analysis_rests_on_stays(state, sam, upload, run_in):
    run_in(state)
    signed_in(sam).post(f"/analyses/uploads/{upload.pk}/discard/")
    assert Upload.objects.exists()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.CLERK, Role.AUDITOR])
def test_who_may_not_upload_may_not_discard(role, upload):
    response = signed_in(person(upload.office, role)).post(f"/analyses/uploads/{upload.pk}/discard/")
    assert response.status_code == 403


def test_an_upload_of_another_office_cannot_be_discarded(otto, upload):
    assert signed_in(otto).post(f"/analyses/uploads/{upload.pk}/discard/").status_code == 404


def test_discarding_is_not_done_by_following_a_link(sam, upload):
    assert signed_in(sam).get(f"/analyses/uploads/{upload.pk}/discard/").status_code == 405

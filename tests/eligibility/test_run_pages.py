import datetime

import pytest
from django.utils import timezone

from eligibility.models import Run
from offices.models import Role
from tests.people import person, signed_in

AS_HTMX = {"hx-request": "true"}
ACTIVE = list(Run.NEXT)
ENDED = [Run.State.COMPLETE, Run.State.FAILED, Run.State.CANCELLED]


def shown(user, path, **headers):
    return signed_in(user).get(path, headers=headers).content.decode()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.CLERK, Role.AUDITOR])
def test_everyone_in_the_office_sees_analyses_but_not_everyone_may_act(role, run_in, sam):
    path = f"/analyses/{run_in(Run.State.READING).pk}/"
    client = signed_in(person(sam.office, role))
    assert [client.get(page).status_code for page in ("/analyses/", path)] == [200, 200]
    assert [client.post(page).status_code for page in (f"{path}cancel/", "/analyses/again/")] == [403, 403]


@pytest.mark.parametrize("page", ["", "results/"])
def test_an_analysis_of_another_office_is_not_there(page, otto, complete):
    assert signed_in(otto).get(f"/analyses/{complete.pk}/{page}").status_code == 404


def test_an_analysis_of_another_office_cannot_be_cancelled(otto, run_in):
    run = run_in(Run.State.READING)
    assert signed_in(otto).post(f"/analyses/{run.pk}/cancel/").status_code == 404


def test_the_list_of_another_office_is_empty(otto, complete):
    assert "Nothing has been analyzed yet" in shown(otto, "/analyses/")


def test_progress_is_shown_in_rows_of_how_many(sam, run_in):
    page = shown(sam, f"/analyses/{run_in(Run.State.READING, done=12345, total=50000).pk}/")
    assert "Rows read: 12,345 of 50,000" in page
    assert '<progress aria-label="Rows read" value="12345" max="50000">' in page


@pytest.mark.parametrize("state", ACTIVE)
def test_the_page_asks_again_while_the_analysis_is_under_way(state, sam, run_in):
    assert 'hx-trigger="every 2s"' in shown(sam, f"/analyses/{run_in(state).pk}/")


@pytest.mark.parametrize("state", ENDED)
def test_the_page_stops_asking_once_it_has_ended(state, sam, run_in, complete):
    run = run_in(state, summary=complete.summary)
    assert "hx-trigger" not in shown(sam, f"/analyses/{run.pk}/", **AS_HTMX)


def test_what_asks_again_gets_the_part_alone(sam, run_in):
    page = shown(sam, f"/analyses/{run_in(Run.State.READING).pk}/", **AS_HTMX)
    assert page.strip().startswith('<div id="run"')
    assert "<html" not in page


def test_the_current_step_is_marked_for_those_who_cannot_see(sam, run_in):
    page = shown(sam, f"/analyses/{run_in(Run.State.DETERMINING).pk}/")
    assert 'aria-current="step">Applying the policy' in page


def test_a_worker_that_gives_no_sign_of_life_is_reported_with_a_remedy(sam, run_in):
    long_ago = timezone.now() - datetime.timedelta(minutes=16)
    page = shown(sam, f"/analyses/{run_in(Run.State.READING, beat_at=long_ago).pk}/")
    assert "This analysis has stopped" in page
    assert "Start an analysis" in page
    assert "hx-trigger" not in page


def test_an_analysis_that_no_worker_takes_up_is_reported(sam, run_in):
    run = run_in(Run.State.WAITING, beat_at=None)
    Run.objects.update(at=timezone.now() - datetime.timedelta(minutes=2))
    assert "No worker has taken it up yet" in shown(sam, f"/analyses/{run.pk}/")


def test_cancelling_ends_an_analysis_that_waits(sam, run_in):
    run = run_in(Run.State.WAITING)
    signed_in(sam).post(f"/analyses/{run.pk}/cancel/")
    assert "Nothing of this analysis was kept" in shown(sam, f"/analyses/{run.pk}/")


def test_cancelling_asks_a_worker_to_stop_and_the_page_says_so(sam, run_in):
    run = run_in(Run.State.READING)
    signed_in(sam).post(f"/analyses/{run.pk}/cancel/")
    page = shown(sam, f"/analyses/{run.pk}/")
    assert "The worker stops at the next opportunity" in page
    assert "Cancel the analysis" not in page


def test_an_analysis_is_not_cancelled_by_following_a_link(sam, run_in):
    assert signed_in(sam).get(f"/analyses/{run_in(Run.State.READING).pk}/cancel/").status_code == 405


def test_a_failed_analysis_says_why_and_offers_to_start_again(sam, run_in):
    page = shown(sam, f"/analyses/{run_in(Run.State.FAILED, failure='first.dat: not the format.').pk}/")
    assert "first.dat: not the format." in page
    assert "Start again" in page


def test_a_complete_analysis_leads_to_its_results(sam, complete):
    page = shown(sam, f"/analyses/{complete.pk}/")
    assert "411 convictions of 178 people were found in 2,881 rows" in page
    assert f'href="/analyses/{complete.pk}/results/"' in page


def test_who_may_not_see_people_gets_no_link_to_their_files(complete, sam, upload):
    page = shown(person(sam.office, Role.CLERK), f"/analyses/{complete.pk}/")
    assert "first.dat" in page
    assert f"/uploads/{upload.pk}/" not in page

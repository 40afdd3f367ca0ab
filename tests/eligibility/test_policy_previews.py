"""The effect of a policy, in numbers, before anybody is bound by it."""

import datetime

import pytest
from django.utils import timezone

from audit.models import Event
from eligibility import analysing, jobs, previewing
from eligibility.models import PolicyPreview, PolicyVersion
from eligibility.services import choose_policy, create_run
from tests.builders import conviction, csv_text, subject
from tests.people import signed_in
from tests.uploads.conftest import arrived
from uploads.services import receive

State = PolicyPreview.State
REDUCE = {"baselineEligibility": {"dismiss": [], "reduce": ["11357", "11358", "11359", "11360"]}}
DISMISS_11359 = {f"section_{section}": "reduce" for section in ("11357", "11358", "11360")} | {
    "section_11359": "dismiss"
}
PAGE = "/analyses/policy/preview/?policy=configurable"


@pytest.fixture
def analysed(alice, sam, data_folder):
    """Two people: one with two felonies under 11359, one with one under 11358, all to be reduced.

    Another file could not be read.
    """
    choose_policy(office=sam.office, by=alice, policy="configurable", options=REDUCE)
    one, two, other = (conviction(f"{charge} HS-A", county="SAN JOAQUIN") for charge in (11359, 11359, 11358))
    text = csv_text(subject(id="1", convictions=[one, two]), subject(id="2", convictions=[other]))
    for content in (b"no table", text.encode()):
        receive([arrived(content)], by=sam)
    run = create_run(office=sam.office, by=sam, as_of=datetime.date(2020, 7, 1))
    analysing.carry_out(run)
    return run


@pytest.fixture
def counted(analysed, alice) -> PolicyPreview:
    signed_in(alice).post(PAGE, DISMISS_11359)
    preview = PolicyPreview.objects.get()
    jobs.preview_policy(preview.pk)
    preview.refresh_from_db()
    return preview


def test_it_counts_convictions_and_people_that_would_be_determined_otherwise(counted):
    reduction, dismissal = "Eligible for Reduction", "Eligible for Dismissal"
    assert counted.state == State.READY
    assert counted.numbers["moves"] == [[reduction, dismissal, 2, 1], [reduction, reduction, 1, 1]]
    assert counted.numbers["people"]["no_conviction"]["after"] == 1


def test_nothing_is_saved_by_looking(counted, analysed):
    assert PolicyVersion.objects.count() == 1
    assert set(analysed.determinations.values_list("outcome", flat=True)) == {"Eligible for Reduction"}


def test_the_page_polls_until_a_worker_has_counted_and_then_says_what_would_change(analysed, alice):
    client = signed_in(alice)
    address = client.post(PAGE, DISMISS_11359).url
    assert 'hx-trigger="every 2s"' in client.get(address).content.decode()
    jobs.preview_policy(PolicyPreview.objects.get().pk)
    page = client.get(address).content.decode()
    assert "every 2s" not in page
    assert "convictions would be determined otherwise" in page


def test_what_was_looked_at_is_saved_as_the_next_version_on_request(counted, alice):
    signed_in(alice).post(f"/analyses/policy/previews/{counted.pk}/choose/")
    saved = PolicyVersion.objects.first()
    assert (saved.number, saved.options) == (2, counted.options)
    assert Event.objects.filter(verb="chose policy").count() == 2


def test_one_can_go_back_and_change_the_choices_that_were_looked_at(counted, alice):
    page = signed_in(alice).get("/analyses/policy/", {"preview": counted.pk}).content.decode()
    checked = [line for line in page.splitlines() if "section_11359" in line and "checked" in line]
    assert 'value="dismiss"' in checked[0]


def test_choices_that_cannot_be_are_refused_on_the_form(analysed, alice):
    page = signed_in(alice).post(PAGE, DISMISS_11359 | {"minimum_age": "30"})
    assert page.status_code == 422
    assert not PolicyPreview.objects.exists()


def test_before_the_first_analysis_there_is_nothing_to_compare_with(alice):
    page = signed_in(alice).post(PAGE, DISMISS_11359, follow=True).content.decode()
    assert previewing.NOTHING_ANALYZED in page
    assert "Show the effect" not in page


def test_a_failure_is_told_and_leaves_everything_as_it_was(counted, alice, analysed):
    analysed.uploads_read[0].history.unlink()
    jobs.preview_policy(counted.pk)
    page = signed_in(alice).get(f"/analyses/policy/previews/{counted.pk}/").content.decode()
    assert "The effect could not be counted" in page


def test_a_worker_that_is_gone_is_noticed(counted):
    counted.state = State.COUNTING
    assert not counted.seems_lost(timezone.now())
    assert counted.seems_lost(timezone.now() + datetime.timedelta(minutes=16))


def test_another_office_looks_at_its_own(counted, otto):
    assert signed_in(otto).get(f"/analyses/policy/previews/{counted.pk}/").status_code == 404

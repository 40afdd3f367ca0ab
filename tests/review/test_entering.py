"""What enters the queue, by rule, and visible as such."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from eligibility.law.outcomes import Outcome
from eligibility.models import Run
from review import services
from review.entering import is_drawn
from review.filling import fill, prepare
from review.models import Cause, Item, Queue, ReviewSettings

from .builders import determination, item_of, nobody, run

pytestmark = pytest.mark.django_db


def made(current, key="9", **fields):
    item = item_of(determination(current, nobody(current.office, key), **fields))
    return item.queue, item.state, [cause.code for cause in item.causes.all()]


def test_what_no_rule_asks_about_stands_as_proposed(current):
    assert made(current, needs_person=False) == ("", Item.State.PROPOSED, [])


@pytest.mark.parametrize("outcome", [Outcome.HAND_REVIEW, Outcome.MAYBE])
def test_what_the_policy_leaves_to_a_person_is_in_the_queue_as_that(current, outcome):
    assert made(current, outcome=outcome) == ("first", Item.State.WAITING, ["hand-review"])


def test_a_flag_brings_a_conviction_into_the_queue_under_its_name(current):
    causes = ["flag:date_missing", "flag:names_differ"]
    assert made(current, flags=("date_missing", "names_differ")) == ("first", Item.State.WAITING, causes)


def test_the_sample_takes_the_share_that_the_office_wants_of_what_has_no_flag(current):
    ReviewSettings.objects.create(office=current.office, sample_percent=100)
    assert made(current, needs_person=False) == ("sample", Item.State.WAITING, ["sample"])
    assert made(current, key="8", flags=("date_missing",))[2] == ["flag:date_missing"]


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_sample_is_the_same_each_time_and_grows_with_its_percentage(run_id, conviction_id):
    drawn = [is_drawn(percent, run_id, conviction_id) for percent in (0, 1, 5, 50, 100)]
    assert drawn == sorted(drawn)
    assert (drawn[0], drawn[-1]) == (False, True)


def test_the_sample_is_about_as_large_as_its_percentage():
    assert 450 < sum(is_drawn(5, 1, conviction) for conviction in range(10_000)) < 550


def test_a_reviewer_can_put_a_conviction_into_the_queue(rita, current):
    item = determination(current, nobody(current.office), needs_person=False)
    services.ask_for_review(item, by=rita, text="Name looks wrong")
    assert item_of(item).state == Item.State.WAITING
    assert Cause.objects.get().code == Cause.REVIEWER


def test_what_a_reviewer_put_into_the_queue_is_in_that_of_the_next_analysis_too(rita, current):
    item = determination(current, nobody(current.office), needs_person=False)
    services.ask_for_review(item, by=rita, text="Name looks wrong")
    again = determination(run(rita.office), item.conviction.subject, needs_person=False)
    assert item_of(again).state == Item.State.WAITING


def test_filling_twice_adds_nothing(current, first, second):
    fill(current)
    assert Item.objects.count() == 2
    assert Queue.objects.get().done == 2


def test_a_large_queue_is_filled_by_a_worker_and_the_page_says_so(browser, current, monkeypatch):
    monkeypatch.setattr("review.filling.BATCH", 1)
    asked = []
    monkeypatch.setattr("review.filling.django_rq.enqueue", lambda *job: asked.append(job))
    person_of = nobody(current.office)
    for order in ("001002001000", "002002001000"):
        determination(current, person_of, count_order=order, filled=False)
    assert prepare(current).filled_at is None
    assert "is being prepared" in browser.get(reverse("review:queue")).content.decode()
    assert asked == [("review.jobs.fill_queue", current.pk)]


def test_a_worker_that_was_lost_is_asked_again(current, monkeypatch):
    monkeypatch.setattr("review.filling.BATCH", 0)
    asked = []
    monkeypatch.setattr("review.filling.django_rq.enqueue", lambda *job: asked.append(job))
    determination(current, nobody(current.office), filled=False)
    for minutes in (0, 9, 11):
        Queue.objects.update(touched_at=timezone.now() - timedelta(minutes=minutes))
        prepare(current)
    assert len(asked) == 2


def test_an_analysis_that_is_not_complete_cannot_be_worked_on(rita, browser):
    under_way = run(rita.office, Run.State.SAVING)
    item = determination(under_way, nobody(rita.office))
    assert browser.get(reverse("review:conviction", args=[item.pk])).status_code == 404
    with pytest.raises(services.DecisionRefused, match="not complete"):
        services.decide(item, by=rita, outcome=item.outcome)

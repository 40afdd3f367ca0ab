"""A new file with the same people: what was decided carries over, what has changed is asked again."""

from datetime import date

import pytest
from django.urls import reverse

from eligibility.law.outcomes import Outcome
from review import bulk, claims, services
from review.carrying import Past, change_of
from review.filling import fill
from review.models import Cause, Decision, Item, Queue

from .builders import determination, item_of, nobody, run, subject

pytestmark = pytest.mark.django_db
State = Item.State


def again(item, newer=None, **fields):
    """The same conviction in the next analysis."""
    return determination(newer or run(item.office), item.conviction.subject, **fields)


def test_a_decision_on_an_unchanged_conviction_still_stands(rita, first):
    decision = services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    item = item_of(again(first))
    assert (item.state, item.decided_by, item.change) == (State.DONE, rita, "")
    assert list(Decision.objects.standing()) == [decision]


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": Outcome.NOT_ELIGIBLE},
        {"section": "11359(B) HS"},
        {"grade": "misdemeanor"},
        {"convicted_latest": date(2005, 5, 31)},
        {"case_number": "INV-0002"},
        {"flags": ("names_differ",)},
    ],
)
def test_a_changed_conviction_is_opened_again_on_the_record(rita, first, fields):
    services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    item = item_of(again(first, **fields))
    assert (item.state, item.change) == (State.WAITING, "changed")
    assert Cause.CHANGED in [cause.code for cause in item.causes.all()]
    assert not Decision.objects.standing().exists()
    assert Decision.objects.newest().get().kind == Decision.Kind.REOPENED


def test_a_reason_that_is_only_worded_anew_changes_nothing(rita, first):
    services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    assert item_of(again(first, reason="Dismissed under the section")).state == State.DONE


def test_what_was_opened_again_is_decided_on_the_new_facts(rita, first):
    services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    newer = again(first, grade="misdemeanor")
    services.decide(newer, by=rita, outcome=Outcome.DISMISSAL)
    third = item_of(again(first, grade="misdemeanor"))
    assert (third.state, Decision.objects.standing().get().determination) == (State.DONE, newer)


def test_a_conviction_of_a_first_analysis_is_not_new_and_one_of_a_later_is(current, first):
    newer = run(first.office)
    assert item_of(first).change == ""
    assert item_of(determination(newer, nobody(first.office, "7"))).change == "new"


def test_an_undone_decision_stays_undone(rita, first):
    services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    services.undo(first, by=rita)
    assert item_of(again(first)).state == State.WAITING


def test_assignments_and_wishes_carry_over(rita, ron, first, second):
    Item.objects.filter(determination=first).update(assigned_to=ron, second_asked=True)
    services.skip(second, by=rita, text="Unclear", to="supervisor", seen=0)
    newer = run(first.office)
    item, other = item_of(again(first, newer)), item_of(again(second, newer, outcome=Outcome.HAND_REVIEW))
    assert (item.assigned_to, item.second_asked, other.state) == (ron, True, State.SUPERVISOR)


def test_while_the_queue_is_being_filled_people_work_on_and_nothing_is_lost(rita, first):
    newer = run(first.office)
    made = determination(newer, first.conviction.subject, filled=False)
    Queue.objects.create(run=newer)
    assert claims.claim(item_of(first), by=rita)
    services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    fill(newer)
    assert item_of(made).state == State.DONE


def test_what_is_decided_between_filling_and_opening_is_taken_over(rita, first, monkeypatch):
    newer = run(first.office)
    made = determination(newer, first.conviction.subject, filled=False)
    monkeypatch.setattr("review.filling.open_queue", lambda queue, before: queue)
    fill(newer)
    monkeypatch.undo()
    services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    fill(newer)
    assert (item_of(made).state, item_of(made).decided_by) == (State.DONE, rita)


def test_what_changed_is_marked_for_those_who_had_not_decided_either(first):
    assert item_of(again(first, grade="misdemeanor")).change == "changed"


def test_the_page_of_changes_counts_and_lists_new_changed_and_gone(browser, rita, first, second):
    newer = run(first.office)
    again(first, newer, grade="misdemeanor", filled=False)
    determination(newer, nobody(first.office, "7"))
    page = browser.get(reverse("review:changes"))
    assert page.context["counts"] == {"new": 1, "changed": 1, "same": 0, "gone": 1}
    shown = browser.get(reverse("review:changes") + "?which=gone").context["page"]
    assert [item.determination for item in shown.items] == [second]
    listed = browser.get(reverse("review:list") + "?change=gone").context["page"]
    assert [item.determination for item in listed.items] == [second]


def test_the_page_of_a_changed_conviction_shows_the_difference(browser, current, first):
    one = determination(current, subject(first.office, key="5"))
    page = browser.get(reverse("review:conviction", args=[again(one, grade="misdemeanor").pk]))
    assert "Changed since the analysis before" in page.content.decode()
    assert [(one.label, one.before, one.after) for one in page.context["moved"]] == [
        ("Grade", "felony", "misdemeanor")
    ]


def test_a_conviction_without_a_past_is_new_only_after_a_first_analysis(first):
    assert change_of(first, Past(), is_first_run=True) == ""
    assert change_of(first, Past(), is_first_run=False) == "new"


def test_what_differs_is_told_against_the_analysis_just_before(browser, first):
    again(first, grade="misdemeanor")
    newest = again(first, grade="infraction")
    moved = browser.get(reverse("review:conviction", args=[newest.pk])).context["moved"]
    assert [(one.label, one.before, one.after) for one in moved] == [("Grade", "misdemeanor", "infraction")]


def test_a_bulk_act_is_taken_back_in_the_newest_analysis(rita, first):
    act = bulk.decide_all(Item.objects.all(), bulk.Wish(), by=rita, expected=1)
    newest = again(first)
    bulk.undo_all(act, by=rita)
    assert (item_of(first).state, item_of(newest).state) == (State.DONE, State.WAITING)

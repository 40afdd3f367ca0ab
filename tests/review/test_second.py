"""A second person looks, never the same one; a third settles."""

import pytest
from django.urls import reverse
from django.utils import timezone

from eligibility.law.outcomes import Outcome
from review import queues, second, services
from review.models import Decision, Item, ReviewSettings, SecondReview
from review.permissions import cannot_give_second_opinion

from .builders import determination, item_of, nobody, run, signed_in

pytestmark = pytest.mark.django_db
State = Item.State


@pytest.fixture
def lessened(rita, first):
    """Rita gives less than was proposed."""
    services.decide(first, by=rita, outcome=Outcome.NOT_ELIGIBLE, reason="Prior strike")
    return first


def test_an_override_towards_less_relief_waits_for_a_second_person(lessened):
    assert item_of(lessened).state == State.SECOND
    assert not Decision.objects.standing().exists()


def test_an_override_towards_more_relief_stands_at_once(rita, current):
    item = determination(current, nobody(rita.office), outcome=Outcome.REDUCTION)
    services.decide(item, by=rita, outcome=Outcome.DISMISSAL, reason="Court file")
    assert item_of(item).state == State.DONE


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"second_on_flags": ["registration"]}, {}),
        ({"second_percent": 100}, {}),
        ({}, {"second_look": True}),
        ({}, {"outcome": "", "ground": "risk", "reason": "Still dangerous"}),
    ],
)
def test_rules_the_draw_and_a_wish_ask_for_a_second_person(rita, current, chosen, said):
    ReviewSettings.objects.create(office=rita.office, **chosen)
    item = determination(current, nobody(rita.office), flags=("registration",))
    services.decide(item, by=rita, **{"outcome": Outcome.DISMISSAL, **said})
    assert item_of(item).state == State.SECOND


def test_the_office_may_do_without(rita, current, first):
    ReviewSettings.objects.create(office=rita.office, second_on_less_relief=False, second_on_challenge=False)
    services.decide(first, by=rita, outcome=Outcome.NOT_ELIGIBLE, reason="why")
    assert item_of(first).state == State.DONE


def test_a_decision_can_be_sent_to_a_second_person_afterwards(rita, ron, first):
    services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    services.ask_for_second_review(first, by=ron, text="Look at the prior")
    assert (item_of(first).state, Decision.objects.standing().exists()) == (State.SECOND, False)


def test_nobody_gives_the_second_opinion_on_their_own_decision(rita, lessened):
    assert "another person" in cannot_give_second_opinion(rita, item_of(lessened))
    with pytest.raises(services.DecisionRefused):
        second.agree(lessened, by=rita, seen=1)


def test_agreeing_makes_the_decision_stand(ron, lessened):
    second.agree(lessened, by=ron, seen=1)
    assert item_of(lessened).state == State.DONE
    assert Decision.objects.standing().get().by.name == "Rita"


def test_returning_needs_a_note_and_brings_it_back_to_the_first_reviewer(rita, ron, lessened):
    with pytest.raises(services.DecisionRefused, match="look at again"):
        second.return_with_note(lessened, by=ron, note=" ", seen=1)
    second.return_with_note(lessened, by=ron, note="The strike is another person's", seen=1)
    assert (item_of(lessened).state, item_of(lessened).assigned_to) == (State.RETURNED, rita)
    services.decide(lessened, by=rita, outcome=Outcome.DISMISSAL, seen=2)
    assert item_of(lessened).state == State.DONE


def test_overturning_goes_to_a_supervisor_who_is_neither_of_the_two(rita, ron, sue, lessened):
    second.overturn(lessened, by=ron, outcome=Outcome.DISMISSAL, note="No strike", seen=1)
    assert item_of(lessened).state == State.DISPUTED
    for by in (rita, ron):
        with pytest.raises(services.DecisionRefused):
            services.decide(lessened, by=by, outcome=Outcome.DISMISSAL, seen=2)
    services.decide(lessened, by=sue, outcome=Outcome.NOT_ELIGIBLE, reason="Strike proven", seen=2)
    assert (item_of(lessened).state, Decision.objects.standing().get().by) == (State.DONE, sue)


def test_a_supervisor_who_is_one_of_the_two_does_not_settle_it(sacramento, sue, lessened):
    second.overturn(lessened, by=sue, outcome=Outcome.DISMISSAL, note="No strike", seen=1)
    with pytest.raises(services.DecisionRefused, match="third person"):
        services.decide(lessened, by=sue, outcome=Outcome.DISMISSAL, seen=2)


def test_the_settling_page_shows_both_sides(sue, ron, lessened):
    second.overturn(lessened, by=ron, outcome=Outcome.DISMISSAL, note="No strike at all", seen=1)
    shown = signed_in(sue).get(reverse("review:conviction", args=[lessened.pk])).content.decode()
    for words in ("Rita", "Prior strike", "Ron", "No strike at all", "overturned: Eligible for Dismissal"):
        assert words in shown


def test_a_stale_second_opinion_is_refused(rita, ron, lessened):
    services.undo(lessened, by=rita)
    services.decide(lessened, by=rita, outcome=Outcome.NOT_ELIGIBLE, reason="Again", seen=2)
    with pytest.raises(services.StaleDecision):
        second.agree(lessened, by=ron, seen=1)


def test_a_decision_gets_one_second_opinion(sacramento, ron, sue, lessened):
    second.agree(lessened, by=ron, seen=1)
    with pytest.raises(services.DecisionRefused):
        second.agree(lessened, by=sue, seen=2)
    assert SecondReview.objects.count() == 1


def test_in_blind_mode_the_first_decision_is_not_on_the_page(sacramento, ron, lessened):
    ReviewSettings.objects.create(office=sacramento, blind=True)
    shown = signed_in(ron).get(reverse("review:conviction", args=[lessened.pk])).content.decode()
    assert "Give my opinion" in shown
    assert "Prior strike" not in shown
    assert "Overridden by" not in shown


@pytest.mark.parametrize(
    ("outcome", "state"), [(Outcome.NOT_ELIGIBLE, State.DONE), (Outcome.DISMISSAL, State.DISPUTED)]
)
def test_a_blind_opinion_agrees_or_disagrees_by_what_it_says(sacramento, ron, lessened, outcome, state):
    ReviewSettings.objects.create(office=sacramento, blind=True)
    browser = signed_in(ron)
    browser.post(
        reverse("review:second", args=[lessened.pk]), {"seen": 1, "outcome": outcome, "note": "Mine"}
    )
    assert item_of(lessened).state == state
    assert SecondReview.objects.get().blind


@pytest.mark.parametrize("button", ["agree", "return", "overturn"])
def test_each_button_of_the_page_does_what_it_says(ron, lessened, button):
    fields = {"seen": 1, button: 1, "note": "Look again", "outcome": Outcome.DISMISSAL}
    assert signed_in(ron).post(reverse("review:second", args=[lessened.pk]), fields).status_code == 302
    verdicts = {"agree": "agreed", "return": "returned", "overturn": "overturned"}
    assert SecondReview.objects.get().verdict == verdicts[button]


def test_the_second_queue_never_offers_ones_own(rita, ron, lessened):
    for by, expected in ((rita, "/review/"), (ron, reverse("review:conviction", args=[lessened.pk]))):
        answer = signed_in(by).post(reverse("review:next") + "?queue=second")
        assert answer.url.startswith(expected)


def test_a_second_review_survives_the_next_analysis(ron, lessened):
    again = determination(run(ron.office), lessened.conviction.subject)
    assert item_of(again).state == State.SECOND
    second.agree(again, by=ron, seen=0)
    assert Decision.objects.standing().exists()


def test_people_of_other_offices_give_no_opinion(otto, lessened):
    answer = signed_in(otto).post(reverse("review:second", args=[lessened.pk]), {"seen": 1, "agree": 1})
    assert answer.status_code == 404


def test_a_supervisor_who_disagrees_does_not_end_it_by_taking_the_other_decision_back(sue, lessened):
    second.overturn(lessened, by=sue, outcome=Outcome.DISMISSAL, note="No strike", seen=1)
    with pytest.raises(services.DecisionRefused, match="a third person"):
        services.undo(lessened, by=sue)


def test_the_second_person_may_skip_too_and_the_decision_still_waits(lessened, ron):
    seen = item_of(lessened).version
    services.skip(lessened, by=ron, text="The file is out", to="later", seen=seen)
    assert (item_of(lessened).state, Decision.objects.standing().exists()) == (State.SECOND, False)


def test_the_second_person_may_leave_it_to_a_supervisor(lessened, ron, sue):
    services.skip(lessened, by=ron, text="Unclear", to="supervisor", seen=item_of(lessened).version)
    assert item_of(lessened).state == State.SUPERVISOR
    services.decide(lessened, by=sue, outcome=Outcome.DISMISSAL, seen=item_of(lessened).version)
    assert Decision.objects.standing().get().by == sue


def test_who_decided_cannot_skip_the_second_review(lessened, rita):
    with pytest.raises(services.DecisionRefused, match="another person's"):
        services.skip(lessened, by=rita, text="Mine", to="later", seen=item_of(lessened).version)


@pytest.fixture
def unqueued(rita, current):
    """No rule asked for a person; Rita decided on it all the same, and less than was proposed."""
    made = determination(current, nobody(rita.office), needs_person=False)
    services.decide(made, by=rita, outcome=Outcome.NOT_ELIGIBLE, reason="Prior strike")
    return made


def test_what_is_returned_waits_in_a_queue_though_no_rule_had_put_it_there(rita, ron, unqueued):
    second.return_with_note(unqueued, by=ron, note="Whose strike?", seen=1)
    waiting = queues.open_to(Item.objects.all(), rita, queues.FIRST, timezone.now())
    assert [item.determination for item in waiting] == [unqueued]


def test_what_is_returned_waits_in_the_next_analysis_too(rita, ron, unqueued):
    second.return_with_note(unqueued, by=ron, note="Whose strike?", seen=1)
    again = determination(run(rita.office), unqueued.conviction.subject, needs_person=False)
    assert (item_of(again).state, item_of(again).queue) == (State.RETURNED, Item.QueueName.FIRST)


def test_a_decision_can_be_taken_back_while_a_supervisor_has_to_look(rita, ron, unqueued):
    services.skip(unqueued, by=ron, text="Unclear", to="supervisor", seen=1)
    services.undo(unqueued, by=rita)
    assert item_of(unqueued).state == State.PROPOSED


def test_a_supervisor_does_not_settle_what_a_second_person_passed_on_of_their_own(ron, sue, first):
    services.decide(first, by=sue, outcome=Outcome.DISMISSAL, second_look=True)
    services.skip(first, by=ron, text="Unclear", to="supervisor", seen=1)
    with pytest.raises(services.DecisionRefused, match="another person"):
        services.decide(first, by=sue, outcome=Outcome.DISMISSAL, seen=2)
    assert not queues.open_to(Item.objects.all(), sue, queues.SUPERVISOR, timezone.now()).exists()

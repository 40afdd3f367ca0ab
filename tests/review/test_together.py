"""Several convictions of one person decided at once."""

import pytest
from django.urls import reverse

from eligibility.law.outcomes import Outcome
from review import bulk, services
from review.models import BulkAct, Decision, Item
from review.together import decide_together

from .builders import determination, item_of, nobody, signed_in, subject

pytestmark = pytest.mark.django_db
CONFIRM = services.Said("")


@pytest.fixture
def three(current):
    """Convictions of one person: two to dismiss, one to reduce."""
    one = subject(current.office)
    outcomes = (Outcome.DISMISSAL, Outcome.DISMISSAL, Outcome.REDUCTION)
    return [
        determination(current, one, count_order=f"00{n}002001000", outcome=outcome)
        for n, outcome in enumerate(outcomes, 1)
    ]


def decide(three, by, said=CONFIRM, **versions):
    first, *others = three
    return decide_together(
        first, {one.pk: versions.get("version", 0) for one in others}, by=by, said=said, seen=0
    )


def test_each_is_confirmed_as_proposed(rita, three):
    assert [one.outcome for one in decide(three, rita)] == [one.outcome for one in three]
    assert set(Item.objects.values_list("state", flat=True)) == {Item.State.DONE}


def test_one_outcome_holds_for_all_and_is_an_override_only_where_it_differs(rita, three):
    said = services.Said(Outcome.DISMISSAL, None, "")
    with pytest.raises(services.DecisionRefused, match="Choose the reason"):
        decide(three, rita, said)
    said = services.Said(Outcome.DISMISSAL, services.reason_in_words("why", by=rita), "why")
    assert [one.kind for one in decide(three, rita, said)] == ["confirmed", "confirmed", "overridden"]


def test_it_is_taken_back_at_once(rita, three):
    decide(three, rita)
    assert bulk.undo_all(BulkAct.objects.get(), by=rita) == 3
    assert set(Item.objects.values_list("state", flat=True)) == {Item.State.WAITING}


def test_either_all_are_decided_or_none(rita, ron, three):
    services.decide(three[2], by=ron, outcome=Outcome.REDUCTION)
    with pytest.raises(services.DecisionRefused, match="decided already"):
        decide(three, rita)
    assert Decision.objects.get().by == ron


def test_one_that_was_worked_on_since_makes_the_page_stale(rita, ron, three):
    services.skip(three[2], by=ron, text="Busy", to="later", seen=0)
    with pytest.raises(services.StaleDecision):
        decide(three, rita)


def test_one_that_somebody_else_has_open_stops_it(rita, ron, three):
    signed_in(ron).get(reverse("review:conviction", args=[three[1].pk]))
    with pytest.raises(services.DecisionRefused, match="Ron has this conviction open"):
        decide(three, rita)


def test_only_convictions_of_one_person_are_decided_together(rita, current, three):
    other = determination(current, nobody(current.office, "9"))
    with pytest.raises(services.DecisionRefused, match="same person"):
        decide([three[0], other], rita)


def test_what_needs_a_second_person_goes_to_one_and_the_rest_is_done(rita, three):
    said = services.Said(Outcome.REDUCTION, services.reason_in_words("why", by=rita), "why")
    decide(three, rita, said)
    assert [item_of(one).state for one in three] == ["second", "second", "done"]


def test_without_a_proposal_there_is_nothing_to_confirm(rita, current, three):
    left = determination(
        current, three[0].conviction.subject, count_order="009002001000", outcome=Outcome.HAND_REVIEW
    )
    with pytest.raises(services.DecisionRefused, match="no proposal"):
        decide([three[0], left], rita)


def test_on_the_page_the_others_are_ticked_and_one_press_decides(browser, three):
    url = reverse("review:conviction", args=[three[0].pk])
    assert f'value="{three[1].pk}-0"' in browser.get(url).content.decode()
    ticked = [f"{one.pk}-0" for one in three[1:]]
    answer = browser.post(f"{url}decide/", {"seen": 0, "confirm": 1, "with": ticked}, follow=True)
    assert "Decided on 3 convictions together: 2 Dismissal, 1 Reduction." in answer.content.decode()


def test_a_refusal_keeps_the_ticks(browser, three):
    url = reverse("review:decide", args=[three[0].pk])
    said = {"seen": 0, "outcome": Outcome.NOT_ELIGIBLE, "with": f"{three[1].pk}-0"}
    refused = browser.post(url, said).content.decode()
    assert f'value="{three[1].pk}-0" checked' in refused


def test_the_act_is_among_the_last_ones_and_undone_from_there(browser, three):
    said = {"seen": 0, "confirm": 1, "with": [f"{one.pk}-0" for one in three[1:]]}
    browser.post(reverse("review:decide", args=[three[0].pk]), said)
    undo = reverse("review:bulk_undo", args=[BulkAct.objects.get().pk])
    assert undo in browser.get(reverse("review:queue")).content.decode()
    browser.post(undo)
    assert undo not in browser.get(reverse("review:queue")).content.decode()

"""Many at once: seen in counts first, done at once, taken back at once, and never past a second review."""

import pytest
from django.urls import reverse

from audit.models import Event
from eligibility.law.outcomes import Outcome
from review import bulk, claims, second, services, together
from review.models import BulkAct, Decision, Item, ReviewSettings
from review.office import reasons_of

from .builders import because, determination, item_of, nobody, run, signed_in

pytestmark = pytest.mark.django_db
AS_PROPOSED = bulk.Wish()


@pytest.fixture
def some(current):
    """Three that could be confirmed, one of which nobody need look at, and one without a proposal."""
    made = [determination(current, nobody(current.office, str(n))) for n in range(2)]
    made.append(determination(current, nobody(current.office, "2"), needs_person=False))
    return [*made, determination(current, nobody(current.office, "3"), outcome=Outcome.HAND_REVIEW)]


def everything():
    return Item.objects.all()


def test_the_plan_takes_what_can_be_confirmed_and_says_what_it_leaves(rita, some):
    plan = bulk.plan(everything(), AS_PROPOSED, by=rita)
    assert plan.by_outcome == [(Outcome.DISMISSAL, 3)]
    assert plan.left_out == [(bulk.NO_PROPOSAL, 1)]


def test_all_are_decided_with_one_event_and_one_act(rita, some):
    act = bulk.decide_all(everything(), AS_PROPOSED, by=rita, expected=3)
    assert Decision.objects.filter(bulk=act, kind="confirmed").count() == 3
    assert [item_of(one).state for one in some] == ["done", "done", "done", "waiting"]
    assert Event.objects.filter(verb="decided in bulk", subject_id=act.pk).count() == 1


def test_an_override_in_bulk_needs_a_reason(rita, some):
    with pytest.raises(services.DecisionRefused, match="reason"):
        bulk.decide_all(
            everything().exclude(outcome=Outcome.DISMISSAL), bulk.Wish("Not eligible"), by=rita, expected=1
        )


def test_what_a_second_person_must_see_is_left_alone(rita, some):
    wish = bulk.Wish(Outcome.NOT_ELIGIBLE, reasons_of(rita.office)[0])
    plan = bulk.plan(everything(), wish, by=rita)
    assert plan.left_out == [(bulk.SECOND, 3)]
    assert [item.outcome for item in plan.taken] == [Outcome.HAND_REVIEW]


@pytest.mark.parametrize("chosen", [{"second_percent": 100}, {"second_on_flags": ["registration"]}])
def test_so_is_what_the_draw_or_a_flag_sends_to_a_second_person(rita, current, chosen):
    ReviewSettings.objects.create(office=rita.office, **chosen)
    determination(current, nobody(rita.office), flags=("registration",))
    assert bulk.plan(everything(), AS_PROPOSED, by=rita).left_out == [(bulk.SECOND, 1)]


def test_what_others_hold_or_have_set_aside_or_decided_is_left_alone(rita, ron, some):
    claims.claim(item_of(some[0]), by=ron)
    Item.objects.filter(determination=some[1]).update(assigned_to=ron)
    services.decide(some[2], by=ron, outcome=Outcome.DISMISSAL)
    left = dict(bulk.plan(everything(), AS_PROPOSED, by=rita).left_out)
    assert left == {bulk.HELD: 1, bulk.SET_ASIDE: 1, bulk.NOT_OPEN: 1, bulk.NO_PROPOSAL: 1}


def test_a_number_that_is_no_longer_true_is_refused(rita, ron, some):
    services.decide(some[0], by=ron, outcome=Outcome.DISMISSAL)
    with pytest.raises(services.DecisionRefused, match="it was 3 and is 2 now"):
        bulk.decide_all(everything(), AS_PROPOSED, by=rita, expected=3)


def test_more_than_is_done_at_once_is_refused_and_never_cut(rita, some, monkeypatch):
    monkeypatch.setattr(bulk, "CAP", 3)
    with pytest.raises(services.DecisionRefused, match="At most 3 at once"):
        bulk.plan(everything(), AS_PROPOSED, by=rita)


def test_one_undo_takes_all_of_it_back_except_what_was_decided_anew(rita, ron, some):
    act = bulk.decide_all(everything(), AS_PROPOSED, by=rita, expected=3)
    services.decide(some[0], by=ron, outcome=Outcome.DISMISSAL, seen=1)
    assert bulk.undo_all(act, by=rita) == 2
    assert [item_of(one).state for one in some] == ["done", "waiting", "proposed", "waiting"]
    assert bulk.cannot_undo_all(rita, BulkAct.objects.get(pk=act.pk))


def test_a_page_from_before_a_bulk_act_is_stale(rita, ron, some):
    bulk.decide_all(everything(), AS_PROPOSED, by=rita, expected=3)
    with pytest.raises(services.StaleDecision):
        services.decide(some[0], by=ron, outcome=Outcome.DISMISSAL, seen=0)


def test_the_preview_shows_the_counts_and_decides_nothing(browser, some):
    shown = browser.post(reverse("review:bulk") + "?queue=first").content.decode()
    assert "2 convictions at once" in shown
    assert f"1 {bulk.NO_PROPOSAL}" in shown
    assert not Decision.objects.exists()


def test_confirming_all_that_match_leads_to_the_act_with_its_undo(browser, some):
    browser.post(reverse("review:bulk_decide"), {"expected": 3})
    act = BulkAct.objects.get()
    page = browser.get(reverse("review:bulk_act", args=[act.pk])).content.decode()
    assert reverse("review:bulk_undo", args=[act.pk]) in page
    browser.post(reverse("review:bulk_undo", args=[act.pk]))
    assert not Decision.objects.standing().exists()


def test_only_what_was_picked_on_the_page_is_decided(browser, some):
    browser.post(reverse("review:bulk_decide"), {"expected": 1, "pick": [item_of(some[1]).pk]})
    assert Decision.objects.get().determination == some[1]


def test_a_page_is_picked_as_one_value(browser, some):
    page = "-".join(str(item_of(one).pk) for one in some[:2])
    browser.post(reverse("review:bulk_decide"), {"expected": 2, "pick": page})
    assert {one.determination for one in Decision.objects.all()} == set(some[:2])


@pytest.mark.parametrize("pick", ["", "-", "x", "9" * 30])
def test_what_cannot_be_a_pick_is_not_everything(browser, some, pick):
    preview = browser.post(reverse("review:bulk"), {"pick": pick})
    assert preview.context["plan"].taken == []
    browser.post(reverse("review:bulk_decide"), {"expected": 3, "pick": pick})
    assert not Decision.objects.exists()


def test_what_another_office_has_cannot_be_picked(otto, some):
    determination(run(otto.office), nobody(otto.office, "9"), filled=True)
    signed_in(otto).post(reverse("review:bulk_decide"), {"expected": 1, "pick": item_of(some[0]).pk})
    assert not Decision.objects.exists()


def test_another_outcome_is_previewed_with_its_own_counts_before_it_is_done(browser, some):
    wish = {"outcome": Outcome.REDUCTION, "because": because(some[0].office), "expected": 3}
    preview = browser.post(reverse("review:bulk_decide"), wish)
    assert [item.outcome for item in preview.context["plan"].taken] == [Outcome.HAND_REVIEW]
    browser.post(reverse("review:bulk_decide"), {**wish, "expected": 1, "sure": 1})
    assert Decision.objects.get().kind == "decided"


def test_a_supervisor_sets_items_aside_and_moves_them_on(sue, ron, rita, some):
    browser = signed_in(sue)
    browser.post(reverse("review:assign"), {"to": ron.pk})
    assert set(Item.objects.values_list("assigned_to", flat=True)) == {ron.pk}
    browser.post(reverse("review:assign"), {"pick": [item_of(some[0]).pk]})
    assert item_of(some[0]).assigned_to is None


def test_many_are_dealt_out_evenly_and_a_person_stays_whole(rita, ron, sue, current):
    for n in range(8):
        determination(current, nobody(current.office, str(n)), filled=n == 7)
    assert bulk.assign(everything(), by=sue, to=[rita, ron]) == 8
    assert Item.objects.filter(assigned_to=rita).count() == 4


def test_more_than_can_be_decided_at_once_can_still_be_set_aside(sue, rita, some, monkeypatch):
    monkeypatch.setattr(bulk, "CAP", 2)
    preview = signed_in(sue).post(reverse("review:bulk"))
    assert "Setting them aside for somebody has no limit" in preview.content.decode()
    signed_in(sue).post(reverse("review:assign"), {"to": rita.pk})
    assert Item.objects.filter(assigned_to=rita).count() == 4


def test_what_is_set_aside_for_one_can_be_found_and_given_to_another(sue, rita, ron, some):
    bulk.assign(everything(), by=sue, to=[rita])
    signed_in(sue).post(reverse("review:assign") + f"?hands=to-{rita.pk}", {"to": ron.pk})
    assert set(Item.objects.values_list("assigned_to", flat=True)) == {ron.pk}


def test_nothing_is_set_aside_for_people_of_another_office(sue, otto, some):
    signed_in(sue).post(reverse("review:assign"), {"to": otto.pk})
    assert set(Item.objects.values_list("assigned_to", flat=True)) == {None}


def test_a_bulk_act_costs_no_more_queries_when_it_is_larger(rita, current, django_assert_max_num_queries):
    for n in range(40):
        determination(current, nobody(current.office, str(n)), filled=n == 39)
    with django_assert_max_num_queries(25):
        bulk.decide_all(everything(), AS_PROPOSED, by=rita, expected=40)


def test_one_undo_does_not_end_a_disagreement_for_the_one_who_disagrees(rita, sue, some):
    said = services.Said(Outcome.NOT_ELIGIBLE, reasons_of(rita.office)[0])
    one, other = some[0], determination(some[0].run, some[0].conviction.subject, count_order="002002001000")
    together.decide_together(one, {other.pk: 0}, by=rita, said=said, seen=0)
    second.overturn(one, by=sue, outcome=Outcome.DISMISSAL, note="No strike", seen=1)
    assert bulk.undo_all(BulkAct.objects.get(), by=sue) == 1
    assert [item_of(made).state for made in (one, other)] == ["disputed", "waiting"]


def test_nothing_picked_is_not_everything(browser, some):
    shown = browser.post(reverse("review:bulk"), {"picked": 1}, follow=True).content.decode()
    assert "Pick some convictions first." in shown
    assert "at once</h1>" not in shown


def test_what_is_freed_is_said_to_be_free(sue, some):
    shown = signed_in(sue).post(reverse("review:assign"), follow=True).content.decode()
    assert "4 convictions are free for all now." in shown

"""A decision is made once, by someone who saw what stood, and never lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Event
from eligibility.law.outcomes import Outcome
from review import services
from review.models import Decision, Item, OverrideReason, Remark
from review.office import reasons_of
from review.permissions import cannot_decide

from .builders import determination, item_of, nobody, run

pytestmark = pytest.mark.django_db
Kind = Decision.Kind


def decide(item, by, outcome=Outcome.DISMISSAL, **said):
    return services.decide(item, by=by, outcome=outcome, **said)


def test_a_decision_that_equals_the_proposal_is_a_confirmation(rita, first):
    decision = decide(first, rita)
    assert (decision.kind, decision.outcome, decision.settled) == (Kind.CONFIRMED, Outcome.DISMISSAL, True)
    assert item_of(first).state == Item.State.DONE


def test_a_decision_that_differs_is_an_override_with_a_coded_reason(rita, first):
    because = reasons_of(rita.office)[0]
    decision = decide(first, rita, Outcome.REDUCTION, because=because)
    assert (decision.kind, decision.because, decision.reason) == (Kind.OVERRIDDEN, because, "")


def test_a_reason_in_words_alone_counts_as_the_one_that_asks_for_words(rita, first):
    decision = decide(first, rita, Outcome.REDUCTION, reason=" Served time ")
    assert (decision.because.needs_text, decision.reason) == (True, "Served time")


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_override_without_a_reason_is_refused(rita, first, reason):
    with pytest.raises(services.DecisionRefused, match="reason"):
        decide(first, rita, Outcome.NOT_ELIGIBLE, reason=reason)
    assert not Decision.objects.exists()


def test_a_reason_that_asks_for_words_is_refused_without_them(rita, first):
    other = next(reason for reason in reasons_of(rita.office) if reason.needs_text)
    with pytest.raises(services.DecisionRefused, match="in your own words"):
        decide(first, rita, Outcome.NOT_ELIGIBLE, because=other)


def test_where_the_policy_proposes_nothing_every_outcome_needs_a_reason(rita, second):
    with pytest.raises(services.DecisionRefused, match="reason"):
        decide(second, rita, Outcome.DISMISSAL)


def test_an_outcome_that_is_not_offered_is_refused(rita, first):
    with pytest.raises(services.DecisionRefused, match="Choose"):
        decide(first, rita, Outcome.MAYBE, reason="why")


def test_a_challenge_records_the_ground_that_the_law_gives(rita, first):
    decision = decide(first, rita, outcome="", ground=Decision.Ground.INELIGIBLE, reason="A prior")
    assert (decision.kind, decision.outcome) == (Kind.CHALLENGED, Outcome.NOT_ELIGIBLE)
    assert decision.ground == Decision.Ground.INELIGIBLE


def test_a_second_decision_by_someone_who_did_not_see_the_first_is_refused(rita, ron, first):
    made = decide(first, rita)
    with pytest.raises(services.StaleDecision) as refused:
        decide(first, ron, Outcome.NOT_ELIGIBLE, reason="why")
    assert refused.value.standing == made
    assert Decision.objects.get() == made


def test_someone_who_saw_the_first_decision_may_make_another_and_it_stands(rita, ron, first):
    decide(first, rita)
    later = decide(first, ron, Outcome.DISMISSAL, seen=1)
    assert list(Decision.objects.standing()) == [later]
    assert Decision.objects.count() == 2


def test_a_decision_leaves_one_event_that_names_nobody(rita, first):
    before = Event.objects.count()
    decide(first, rita, Outcome.NOT_ELIGIBLE, reason="INVENTED,PERSON")
    event = Event.objects.first()
    assert Event.objects.count() == before + 1
    assert (event.verb, event.by) == ("overridden", rita)
    assert event.detail == {"determination": first.pk, "outcome": "Not eligible"}


def test_an_auditor_cannot_decide(auditor, first):
    assert "Only a person with the role" in cannot_decide(auditor, item_of(first))


def test_what_an_older_analysis_said_cannot_be_decided_on_any_more(rita, first):
    determination(run(rita.office), first.conviction.subject)
    with pytest.raises(services.DecisionRefused, match="newer analysis"):
        decide(first, rita)


def test_undoing_is_a_record_and_the_conviction_waits_again(rita, first):
    decide(first, rita)
    services.undo(first, by=rita)
    kinds = [word.kind for word in Decision.objects.order_by("id")]
    assert (kinds, item_of(first).state) == ([Kind.CONFIRMED, Kind.UNDONE], Item.State.WAITING)
    assert not Decision.objects.standing().exists()


def test_after_an_undo_one_may_decide_again(rita, first):
    decide(first, rita)
    services.undo(first, by=rita)
    again = decide(first, rita, Outcome.REDUCTION, reason="why", seen=2)
    assert again.number == 3


def test_only_the_one_who_decided_or_a_supervisor_may_undo(rita, ron, sue, first):
    decide(first, rita)
    with pytest.raises(services.DecisionRefused, match="Only the person who decided"):
        services.undo(first, by=ron)
    assert services.undo(first, by=sue).kind == Kind.UNDONE


def test_what_stands_as_proposed_does_so_again_after_an_undo(rita, current):
    item = determination(current, nobody(current.office), needs_person=False)
    decide(item, rita)
    services.undo(item, by=rita)
    assert item_of(item).state == Item.State.PROPOSED


def test_skipping_needs_a_reason(rita, first):
    with pytest.raises(services.DecisionRefused, match="why you skip"):
        services.skip(first, by=rita, text=" ", to="later", seen=0)


def test_what_is_skipped_goes_to_the_end_of_the_queue(rita, first, second):
    services.skip(first, by=rita, text="File is out", to="later", seen=0)
    assert item_of(first).place > item_of(second).place
    assert Remark.objects.get().sent_to == "later"


def test_what_is_skipped_to_a_supervisor_waits_for_one(rita, sue, first):
    services.skip(first, by=rita, text="Unclear", to="supervisor", seen=0)
    assert item_of(first).state == Item.State.SUPERVISOR
    assert "waits for a supervisor" in cannot_decide(rita, item_of(first))
    assert not cannot_decide(sue, item_of(first))


def test_a_note_makes_no_page_stale(rita, ron, first):
    services.add_note(first, by=ron, text="See the minutes")
    assert decide(first, rita).kind == Kind.CONFIRMED


def test_reasons_that_an_office_has_put_away_cannot_be_chosen(rita):
    reasons_of(rita.office)
    OverrideReason.objects.filter(words="Other").update(active=False)
    assert "Other" not in [reason.words for reason in reasons_of(rita.office)]


acts = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from([*Outcome, "undo"]),
        st.sampled_from(["", "why"]),
        st.integers(0, 3),
    ),
    max_size=8,
)


def act(item, by, outcome, reason, seen):
    if outcome == "undo":
        return services.undo(item, by=by)
    return services.decide(item, by=by, outcome=outcome, reason=reason, seen=seen)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(acts=acts)
def test_whatever_people_try_every_decision_is_kept_and_one_stands_where_one_was_made(rita, acts):
    current = run(rita.office)
    items = [determination(current, nobody(rita.office, f"{current.pk}-{n}")) for n in range(3)]
    words = {}
    for number, outcome, reason, seen in acts:
        try:
            word = act(items[number], rita, outcome, reason, seen)
        except services.DecisionRefused:
            continue
        words.setdefault(number, []).append(word)
    for number, said in words.items():
        kept = Decision.objects.filter(conviction=items[number].conviction).order_by("number")
        assert list(kept) == said
        standing = list(kept.newest().exclude(kind=Kind.UNDONE))
        assert standing == ([] if said[-1].kind == Kind.UNDONE else [said[-1]])
        assert (item_of(items[number]).decided_at is None) == (not standing)

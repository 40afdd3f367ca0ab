"""A decision is made once, by someone who saw what stood, and never lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Event
from eligibility.law.outcomes import Outcome
from review import services
from review.models import Decision
from review.permissions import cannot_decide

from .builders import determination, run, subject

pytestmark = pytest.mark.django_db


def test_a_decision_that_equals_the_proposal_is_a_confirmation(rita, first):
    decision = services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    assert (decision.kind, decision.outcome) == (Decision.Kind.CONFIRMED, Outcome.DISMISSAL)


def test_a_decision_that_differs_is_an_override_with_its_reason(rita, first):
    decision = services.decide(first, by=rita, outcome=Outcome.REDUCTION, reason=" Served time ")
    assert (decision.kind, decision.reason) == (Decision.Kind.OVERRIDDEN, "Served time")


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_override_without_a_reason_is_refused(rita, first, reason):
    with pytest.raises(services.DecisionRefused, match="reason"):
        services.decide(first, by=rita, outcome=Outcome.NOT_ELIGIBLE, reason=reason)
    assert not Decision.objects.exists()


def test_where_the_policy_proposes_nothing_every_decision_needs_a_reason(rita, second):
    with pytest.raises(services.DecisionRefused, match="no proposal"):
        services.decide(second, by=rita, outcome=Outcome.HAND_REVIEW)


def test_an_outcome_that_is_not_offered_is_refused(rita, first):
    with pytest.raises(services.DecisionRefused, match="Choose"):
        services.decide(first, by=rita, outcome=Outcome.MAYBE, reason="why")


def test_a_second_decision_by_someone_who_did_not_see_the_first_is_refused(rita, ron, first):
    made = services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    with pytest.raises(services.StaleDecision) as refused:
        services.decide(first, by=ron, outcome=Outcome.NOT_ELIGIBLE, reason="why")
    assert refused.value.standing == made
    assert Decision.objects.get() == made


def test_someone_who_saw_the_first_decision_may_make_another_and_it_stands(rita, ron, first):
    services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    later = services.decide(first, by=ron, outcome=Outcome.NOT_ELIGIBLE, reason="why", seen=1)
    assert list(Decision.objects.standing()) == [later]
    assert Decision.objects.count() == 2


def test_a_decision_leaves_one_event_that_names_nobody(rita, first):
    services.decide(first, by=rita, outcome=Outcome.NOT_ELIGIBLE, reason="INVENTED,PERSON")
    event = Event.objects.get()
    assert (event.verb, event.by) == ("overridden", rita)
    assert event.detail == {"determination": first.pk, "outcome": "Not eligible"}


def test_an_auditor_cannot_decide(auditor, first):
    assert "Only a person with the role" in cannot_decide(auditor, first)


def test_what_an_older_analysis_said_cannot_be_decided_on_any_more(rita, first):
    run(rita.office)
    with pytest.raises(services.DecisionRefused, match="newer analysis"):
        services.decide(first, by=rita, outcome=Outcome.DISMISSAL)


acts = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(list(Outcome)), st.sampled_from(["", "why"]), st.integers(0, 3)
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(acts=acts)
def test_whatever_people_try_a_decided_conviction_has_exactly_one_standing_decision(rita, acts):
    Decision.objects.all().delete()
    current = run(rita.office)
    items = [determination(current, subject(rita.office, key=f"{current.pk}-{n}")) for n in range(3)]
    made = set()
    for item, outcome, reason, seen in acts:
        try:
            made.add(services.decide(items[item], by=rita, outcome=outcome, reason=reason, seen=seen))
        except services.DecisionRefused:
            continue
    standing = Decision.objects.standing().values_list("conviction", flat=True)
    assert sorted(standing) == sorted({decision.conviction_id for decision in made})
    assert set(Decision.objects.all()) == made

"""A fact corrected from the court file counts at once, is shown as such, and leaves the file as it is."""

import pytest
from django.urls import reverse

from eligibility.law.outcomes import Outcome
from eligibility.models import Determination
from records.services import person_frame
from review import services
from review.corrections import correct
from review.models import Correction, Decision, Item, Recomputation
from review.queues import proposal_of
from review.recomputing import answers
from tests.builders import conviction
from tests.builders import subject as described

from .builders import determination, item_of, run, subject

pytestmark = pytest.mark.django_db
ORDERS = ("001002001000", "002002001000")


@pytest.fixture
def person(current):
    """Two felonies of 11359, as the state's file has them and as the policy without options answers."""
    rows = described(convictions=[conviction(on="2005-05-05"), conviction(on="2010-01-01")])
    return subject(current.office, rows)


def analysed(current, person, orders):
    """The determinations as an analysis would have made them."""
    made = [determination(current, person, count_order=order, filled=order == orders[-1]) for order in orders]
    for one, answer in answers(person, current, person_frame(person), made).items():
        facts = {
            field: getattr(answer, field)
            for field in ("outcome", "reason", "rule", "cites", "section", "code_section", "grade", "flags",
                          "convicted_earliest", "convicted_latest", "case_number", "description")
        }  # fmt: skip
        Determination.objects.filter(pk=one).update(**facts)
        Item.objects.filter(determination=one).update(outcome=answer.outcome, grade=answer.grade)
    return [Determination.objects.get(pk=one.pk) for one in made]


@pytest.fixture
def items(current, person):
    return analysed(current, person, ORDERS)


def fix(item, by, fact="grade", value="MISDEMEANOR", **more):
    seen = item_of(item).version
    return correct(
        item, by=by, **{"fact": fact, "value": value, "reason": "Minute order", "seen": seen, **more}
    )


def test_a_corrected_grade_changes_the_answer_at_once(rita, items):
    assert items[0].outcome == Outcome.HAND_REVIEW
    fix(items[0], rita)
    assert (item_of(items[0]).outcome, item_of(items[0]).grade) == (Outcome.DISMISSAL, "misdemeanor")


@pytest.mark.parametrize(
    ("fact", "value"), [("date", "20050505"), ("date", ""), ("section", "11359 HS"), ("grade", "FELONY")]
)
def test_what_the_file_says_already_is_no_correction(rita, items, fact, value):
    with pytest.raises(services.DecisionRefused, match="nothing was corrected"):
        fix(items[0], rita, fact, value)
    assert not Correction.objects.exists()


def test_a_correction_can_be_taken_back_once(rita, items):
    fix(items[0], rita)
    fix(items[0], rita, value="")
    assert item_of(items[0]).outcome == Outcome.HAND_REVIEW
    with pytest.raises(services.DecisionRefused, match="nothing was corrected"):
        fix(items[0], rita, value="FELONY")


def test_the_original_stays_and_so_does_what_the_file_said(rita, items):
    correction = fix(items[0], rita)
    items[0].refresh_from_db()
    assert (items[0].outcome, items[0].grade, correction.was) == (Outcome.HAND_REVIEW, "felony", "FELONY")


def test_a_corrected_date_and_section_are_what_the_policy_reads(rita, items):
    fix(items[0], rita, fact="date", value="19990203")
    fix(items[0], rita, fact="section", value="11358 HS")
    proposal = proposal_of(item_of(items[0]))
    assert (f"{proposal.convicted_earliest}", proposal.code_section) == ("1999-02-03", "11358")


def test_a_section_that_the_policy_does_not_concern_leaves_it_to_a_person(rita, items):
    fix(items[0], rita, fact="section", value="11378 HS")
    assert "does not concern" in proposal_of(item_of(items[0])).reason
    assert item_of(items[0]).outcome == Outcome.HAND_REVIEW


def test_a_correction_can_be_taken_back_to_what_the_file_says(rita, items):
    fix(items[0], rita)
    fix(items[0], rita, value="")
    assert item_of(items[0]).outcome == Outcome.HAND_REVIEW
    assert Correction.objects.count() == 2


def test_a_correction_needs_its_source(rita, items):
    with pytest.raises(services.DecisionRefused, match="where the correct fact is from"):
        fix(items[0], rita, reason=" ")


def test_a_page_from_before_the_correction_is_stale(rita, ron, items):
    fix(items[0], rita)
    with pytest.raises(services.StaleDecision):
        services.decide(items[0], by=ron, outcome=Outcome.DISMISSAL, seen=0)


def test_a_decision_whose_answer_changes_is_reopened_on_the_record(rita, items):
    services.decide(items[0], by=rita, outcome=Outcome.DISMISSAL, reason="Court file")
    fix(items[0], rita)
    assert Decision.objects.newest().get().kind == Decision.Kind.REOPENED
    assert item_of(items[0]).state == Item.State.WAITING


def test_a_correction_that_changes_nothing_for_another_conviction_leaves_its_decision(rita, items):
    services.decide(items[1], by=rita, outcome=Outcome.DISMISSAL, reason="Court file")
    fix(items[0], rita)
    assert item_of(items[1]).state == Item.State.DONE
    assert Recomputation.objects.get().item == item_of(items[0])


@pytest.mark.parametrize("convictions", [2, 6])
def test_a_correction_asks_no_more_of_the_database_for_more_convictions(
    rita, current, django_assert_num_queries, convictions
):
    rows = described(convictions=[conviction(on=f"20{year:02}-05-05") for year in range(convictions)])
    orders = [f"{cycle:03}002001000" for cycle in range(1, convictions + 1)]
    first, *_ = analysed(current, subject(current.office, rows), orders)
    seen = item_of(first).version
    with django_assert_num_queries(20):
        correct(first, by=rita, fact="grade", value="MISDEMEANOR", reason="Minute order", seen=seen)
    assert Recomputation.objects.get().item == item_of(first)


def test_the_page_shows_both_what_the_file_says_and_what_holds(browser, rita, items):
    fix(items[0], rita)
    shown = browser.get(reverse("review:conviction", args=[items[0].pk])).content.decode()
    for words in ("Corrected by a person", "Minute order", "Grade corrected to MISDEMEANOR"):
        assert words in shown


def test_the_rules_are_explained_with_the_corrected_facts(browser, rita, items):
    url = reverse("review:rules", args=[items[0].pk])
    before = [step.answer for step in browser.get(url).context["steps"]]
    fix(items[0], rita)
    assert [step.answer for step in browser.get(url).context["steps"]] != before


def test_a_correction_holds_in_the_next_analysis_too(rita, person, items):
    fix(items[0], rita)
    services.decide(items[0], by=rita, outcome=Outcome.DISMISSAL, seen=item_of(items[0]).version)
    again = determination(run(rita.office), person, outcome=Outcome.HAND_REVIEW, flags=("hand_review",))
    assert (item_of(again).outcome, item_of(again).state) == (Outcome.DISMISSAL, Item.State.DONE)


@pytest.mark.parametrize(
    ("fact", "given", "kept"),
    [
        ("date", {"date": "1999-02-03"}, "19990203"),
        ("section", {"section": " 11358 hs "}, "11358 HS"),
        ("grade", {"grade": "MISDEMEANOR"}, "MISDEMEANOR"),
    ],
)
def test_the_form_writes_facts_as_the_state_does(browser, items, fact, given, kept):
    fields = {"seen": 0, "fact": fact, "reason": "Minute order", **given}
    answer = browser.post(reverse("review:correct", args=[items[0].pk]), fields)
    assert answer.status_code == 302
    assert Correction.objects.get().value == kept


def test_an_empty_form_goes_back_to_what_the_file_says(browser, rita, items):
    fix(items[0], rita)
    fields = {"seen": item_of(items[0]).version, "fact": "grade", "reason": "Minute order"}
    assert browser.post(reverse("review:correct", args=[items[0].pk]), fields).status_code == 302
    assert Correction.objects.order_by("id").last().value == ""

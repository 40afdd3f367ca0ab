"""The pages, as the people of an office meet them."""

import pytest
from django.urls import reverse

from audit.models import Event
from eligibility.law.outcomes import Outcome
from offices.models import Role
from review import services
from review.models import Decision
from tests.builders import arrest, conviction
from tests.builders import subject as described

from .builders import determination, person, run, signed_in, subject

pytestmark = pytest.mark.django_db


def page_of(item):
    return reverse("review:conviction", args=[item.pk])


def decide(browser, item, query="", **fields):
    return browser.post(reverse("review:decide", args=[item.pk]) + query, {"seen": 0, **fields})


def text(response):
    return " ".join(response.content.decode().split())


def test_before_the_first_analysis_the_queue_says_that_there_is_nothing_yet(browser):
    assert "Nothing to review yet" in text(browser.get(reverse("review:queue")))


def test_the_queue_counts_what_waits_and_what_is_decided(browser, rita, first, second):
    services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    response = browser.get(reverse("review:queue"))
    assert (response.context["counts"].waiting, response.context["counts"].decided) == (1, 1)


def test_what_needs_no_person_is_not_in_the_queue(browser, current, first):
    determination(current, subject(current.office, key="3"), needs_person=False)
    assert browser.get(reverse("review:queue")).context["counts"].total == 1


def test_the_queue_can_be_narrowed_by_flag_section_and_proposal(browser, current, first):
    other = determination(
        current, subject(current.office, key="3"), flags=("super-strike",), code_section="11358",
        outcome=Outcome.NOT_ELIGIBLE,
    )  # fmt: skip
    for choice in ("flag=super-strike", "section=11358", "outcome=not_eligible"):
        response = browser.get(f"{reverse('review:queue')}?{choice}")
        assert list(response.context["page"]) == [other]


def test_every_conviction_of_a_long_queue_is_on_some_page(browser, current):
    person_of = subject(current.office)
    made = {determination(current, person_of, count_order=f"{n:012}").pk for n in range(120)}
    pages = [browser.get(reverse("review:queue"), {"page": n}).context["page"] for n in (1, 2, 3)]
    assert {item.pk for page in pages for item in page} == made


def test_start_opens_the_first_that_waits(browser, first, second):
    response = browser.get(reverse("review:next"))
    assert response.url.startswith(page_of(first))


def test_the_page_shows_the_person_the_proposal_its_reason_and_the_history(browser, current):
    rows = described(
        convictions=[conviction(comment="BOTH COUNTS"), conviction(county="KERN")], events=[arrest()]
    )
    item = determination(current, subject(current.office, rows))
    shown = text(browser.get(page_of(item)))
    for words in ("INVENTED,PERSON", "Jan 1, 1970", "INV0000001", "Dismiss all HS 11359", "HSC 11361.9",
                  "BOTH COUNTS", "Other county", "This conviction", "state.dat, row 1"):  # fmt: skip
        assert words in shown


def test_confirming_opens_the_next_and_says_what_was_done(browser, first, second):
    response = decide(browser, first, confirm=1)
    assert response.url.startswith(page_of(second))
    assert "Confirmed: Dismissal" in text(browser.get(response.url))


def test_overriding_needs_a_reason_and_keeps_what_was_chosen(browser, first):
    response = decide(browser, first, outcome=Outcome.NOT_ELIGIBLE)
    assert response.status_code == 422
    assert 'value="Not eligible"' in text(response)
    assert "Give the reason" in text(response)


def test_where_the_policy_proposes_nothing_there_is_no_confirm_button(browser, second):
    shown = text(browser.get(page_of(second)))
    assert "The policy leaves this to a person" in shown
    assert 'name="confirm"' not in shown


def test_a_stale_page_shows_both_decisions_and_saves_neither_over_the_other(browser, ron, first):
    services.decide(first, by=ron, outcome=Outcome.REDUCTION, reason="Ron's reason")
    response = decide(browser, first, outcome=Outcome.NOT_ELIGIBLE, reason="My reason")
    assert response.status_code == 409
    assert "Overridden by Ron" in text(response)
    assert "My reason" in text(response)
    assert Decision.objects.get().by == ron


def test_after_seeing_both_the_person_may_decide_again(browser, rita, ron, first):
    services.decide(first, by=ron, outcome=Outcome.REDUCTION, reason="Ron's reason")
    stale = decide(browser, first, outcome=Outcome.NOT_ELIGIBLE, reason="My reason")
    decide(
        browser,
        first,
        outcome=Outcome.NOT_ELIGIBLE,
        reason="My reason",
        seen=stale.context["form"]["seen"].value(),
    )
    assert Decision.objects.standing().get().by == rita


def test_the_last_decision_ends_at_the_queue(browser, first):
    response = decide(browser, first, confirm=1)
    assert "The queue is finished" in text(browser.get(response.url))


def test_the_choice_made_in_the_queue_is_kept_from_item_to_item(browser, current, first, second):
    third = determination(current, subject(current.office, key="3"), flags=("super-strike",))
    fourth = determination(current, subject(current.office, key="4"), flags=("super-strike",))
    response = decide(browser, third, "?flag=super-strike", confirm=1)
    assert response.url.startswith(page_of(fourth))
    assert "flag=super-strike" in response.url


def test_previous_leads_back_to_what_was_decided(browser, first, second):
    decide(browser, first, confirm=1)
    assert f'rel="prev" href="{page_of(first)}' in text(browser.get(page_of(second)))


def test_the_other_convictions_of_the_person_are_listed_with_their_state(browser, rita, current, first):
    determination(current, first.conviction.subject, count_order="002002001000")
    services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    assert "1 of 2 decided" in text(browser.get(page_of(first)))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_some_roles_may_look_and_not_decide(sacramento, first, role):
    browser = signed_in(person(sacramento, "Uma", role))
    shown = text(browser.get(page_of(first)))
    assert "Only a person with the role" in shown
    assert "<textarea" not in shown
    assert decide(browser, first, confirm=1).status_code == 403


def test_a_clerk_sees_no_records(sacramento, first):
    browser = signed_in(person(sacramento, "Carla", Role.CLERK))
    pages = [
        reverse("review:queue"),
        page_of(first),
        reverse("review:subject", args=[first.conviction.subject_id]),
    ]
    assert [browser.get(page).status_code for page in pages] == [403, 403, 403]


def test_a_reviewer_from_another_office_finds_nothing(otto, first):
    browser, person_id = signed_in(otto), first.conviction.subject_id
    pages = [
        page_of(first),
        reverse("review:subject", args=[person_id]),
        reverse("review:rows", args=[person_id]),
    ]
    assert [browser.get(page).status_code for page in pages] == [404, 404, 404]
    assert decide(browser, first, confirm=1).status_code == 404


def test_every_view_of_a_record_is_an_event_that_names_nobody(browser, rita, first):
    browser.get(page_of(first))
    browser.get(reverse("review:subject", args=[first.conviction.subject_id]))
    browser.get(reverse("review:rows", args=[first.conviction.subject_id]))
    events = Event.objects.filter(verb="viewed record", by=rita, subject_id=first.conviction.subject_id)
    assert sorted(event.detail["page"] for event in events) == ["conviction", "person", "rows"]


def test_a_page_of_an_older_analysis_leads_to_the_newer_one(browser, rita, first):
    again = determination(run(rita.office), first.conviction.subject)
    shown = text(browser.get(page_of(first)))
    assert "A newer analysis" in shown
    assert f'href="{page_of(again)}"' in shown


def test_a_person_with_many_convictions_costs_no_more_queries(
    browser, current, django_assert_max_num_queries
):
    one = subject(current.office)
    made = [determination(current, one, count_order=f"{n:03}002001000") for n in range(1, 30)]
    browser.get(page_of(made[0]))
    with django_assert_max_num_queries(20):
        browser.get(page_of(made[0]))


def test_a_long_queue_costs_no_more_queries(browser, current, django_assert_max_num_queries):
    one = subject(current.office)
    for n in range(60):
        determination(current, one, count_order=f"{n:012}")
    with django_assert_max_num_queries(20):
        browser.get(reverse("review:queue"))

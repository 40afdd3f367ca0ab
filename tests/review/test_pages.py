"""The pages, as the people of an office meet them."""

import pytest
from django.urls import reverse

from audit.models import Event
from eligibility.law.outcomes import Outcome
from offices.models import Role
from review import services
from review.keys import ACTS, choose_keys
from review.models import Decision, Item
from review.second import overturn
from tests.builders import arrest, conviction
from tests.builders import subject as described

from .builders import because, determination, item_of, nobody, person, run, signed_in, subject

pytestmark = pytest.mark.django_db


def page_of(item):
    return reverse("review:conviction", args=[item.pk])


def decide(browser, item, query="", **fields):
    return browser.post(reverse("review:decide", args=[item.pk]) + query, {"seen": 0, **fields})


def text(response):
    return " ".join(response.content.decode().split())


def card(response, slug="first"):
    return next(card for card, _ in response.context["cards"] if card.queue.slug == slug)


def test_before_the_first_analysis_the_queue_says_that_there_is_nothing_yet(browser):
    assert "Nothing to review yet" in text(browser.get(reverse("review:queue")))


def test_the_card_counts_what_waits_and_what_is_decided(browser, rita, first, second):
    services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    found = card(browser.get(reverse("review:queue")))
    assert (found.waiting, found.done) == (1, 1)


def test_the_card_tells_mine_from_what_others_have_in_hand(browser, ron, current, first, second):
    signed_in(ron).get(page_of(first))
    browser.get(page_of(second))
    found = card(browser.get(reverse("review:queue")))
    assert (found.waiting, found.mine, found.held_by_others) == (2, 1, 1)


def test_a_sample_and_second_reviews_have_cards_of_their_own(browser, rita, sue, first):
    services.decide(first, by=rita, outcome=Outcome.NOT_ELIGIBLE, reason="why")
    found = signed_in(sue).get(reverse("review:queue"))
    assert (card(found).second, card(found, "second").waiting) == (1, 1)


def test_what_needs_no_person_can_be_opened_all_the_same(browser, current):
    item = determination(current, subject(current.office), needs_person=False)
    assert "the conviction stands as proposed" in text(browser.get(page_of(item)))


def test_start_opens_the_first_that_waits(browser, first, second):
    response = browser.post(reverse("review:next"))
    assert response.url.startswith(page_of(first))


def test_the_page_shows_the_person_the_proposal_its_reason_and_the_history(browser, current):
    rows = described(
        convictions=[conviction(comment="BOTH COUNTS"), conviction(county="KERN")], events=[arrest()]
    )
    item = determination(current, subject(current.office, rows), flags=("names_differ",))
    shown = text(browser.get(page_of(item)))
    for words in ("INVENTED,PERSON", "Jan 1, 1970", "INV0000001", "Dismiss all HS 11359", "HSC 11361.9",
                  "BOTH COUNTS", "Other county: KERN", "This conviction", "row 1",
                  "The name differs between rows of the person"):  # fmt: skip
        assert words in shown


def test_the_rules_are_shown_in_order_with_their_answers_and_facts(browser, first):
    page = browser.get(reverse("review:rules", args=[first.pk]))
    part = browser.get(reverse("review:rules", args=[first.pk]), headers={"HX-Request": "true"})
    assert [step.answer for step in page.context["steps"]]
    assert "No rule of the policy decides" in text(page)
    assert "<html" in text(page)
    assert "<html" not in text(part)


def test_confirming_opens_the_next_and_says_what_was_done(browser, first, second):
    response = decide(browser, first, confirm=1)
    assert response.url.startswith(page_of(second))
    assert "Confirmed: Dismissal, 11359(A) HS." in text(browser.get(response.url))


def test_overriding_needs_a_reason_and_keeps_what_was_chosen(browser, first):
    response = decide(browser, first, outcome=Outcome.NOT_ELIGIBLE, text="Half a thought")
    assert response.status_code == 422
    for words in ('value="Not eligible"', "Choose the reason", "Half a thought"):
        assert words in text(response)


def test_overriding_with_a_coded_reason_decides(browser, first):
    decide(browser, first, outcome=Outcome.REDUCTION, because=because(first.office))
    assert Decision.objects.get().kind == Decision.Kind.OVERRIDDEN


def test_challenging_asks_for_the_ground(browser, first):
    assert "Choose the ground" in text(decide(browser, first, outcome="challenge"))
    assert "Choose the reason" in text(decide(browser, first, outcome="challenge", ground="ineligible"))
    decide(browser, first, outcome="challenge", ground="ineligible", because=because(first.office))
    assert Decision.objects.get().ground == "ineligible"


def test_where_the_policy_proposes_nothing_there_is_no_confirm_button(browser, second):
    shown = text(browser.get(page_of(second)))
    assert "The policy leaves this to a person" in shown
    assert 'name="confirm"' not in shown


def test_a_stale_page_shows_both_decisions_and_saves_neither_over_the_other(browser, ron, first):
    services.decide(first, by=ron, outcome=Outcome.DISMISSAL)
    response = decide(
        browser, first, outcome=Outcome.NOT_ELIGIBLE, because=because(first.office), text="Mine"
    )
    assert response.status_code == 409
    for words in ("Confirmed by Ron", "What you sent</h3> <p>Not eligible</p>", "<p>Mine</p>"):
        assert words in text(response)
    assert Decision.objects.get().by == ron


def test_after_seeing_both_the_person_may_decide_again(browser, rita, ron, first):
    services.decide(first, by=ron, outcome=Outcome.DISMISSAL)
    stale = decide(browser, first, confirm=1)
    decide(browser, first, confirm=1, seen=stale.context["item"].version)
    assert Decision.objects.standing().get().by == rita


def test_the_last_decision_ends_at_the_queue(browser, first):
    response = decide(browser, first, confirm=1)
    assert "The queue is finished" in text(browser.get(response.url))


def test_the_choice_made_in_the_queue_is_kept_from_item_to_item(browser, current, first, second):
    chosen = [
        determination(current, subject(current.office, key=key), flags=("registration",)) for key in "34"
    ]
    response = decide(browser, chosen[0], "?cause=flag:registration", confirm=1)
    assert response.url.startswith(page_of(chosen[1]))
    assert "registration" in response.url


def test_previous_leads_back_to_what_was_decided(browser, first, second):
    opened = decide(browser, first, confirm=1).url
    assert f'rel="prev" href="{page_of(first)}' in text(browser.get(opened))


def test_without_a_trail_previous_is_what_stands_before_in_the_queue(browser, first, second):
    assert f'rel="prev" href="{page_of(first)}' in text(browser.get(page_of(second)))


def test_previous_leads_back_step_by_step_whatever_became_of_the_items(browser, current, first, second):
    third = determination(current, subject(current.office, key="3"))
    query = f"?state=waiting&trail={first.pk}-{third.pk}"
    back = browser.get(page_of(second) + query).context["previous"]
    assert back == f"{page_of(first)}?state=waiting&trail={third.pk}"
    assert browser.get(back).context["previous"] == f"{page_of(third)}?state=waiting"


def test_the_keys_stand_on_the_buttons_unless_they_are_turned_off(browser, rita, first):
    assert 'Confirm <kbd aria-hidden="true">a</kbd>' in text(browser.get(page_of(first)))
    choose_keys(by=rita, on=False, by_act={act.name: act.key for act in ACTS})
    shown = text(browser.get(page_of(first)))
    assert "aria-keyshortcuts" not in shown


def test_what_was_typed_for_a_skip_is_still_there_after_a_refusal(browser, ron, first):
    services.skip(first, by=ron, text="Busy", to="later", seen=0)
    url = reverse("review:skip", args=[first.pk])
    refused = browser.post(url, {"seen": 0, "to": "later", "text": "The file is out"})
    assert refused.status_code == 409
    assert "required>The file is out</textarea>" in text(refused)


def test_undo_of_a_decision_that_is_not_the_last_any_more_is_refused(browser, rita, sue, first):
    mine = services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    services.decide(first, by=sue, outcome=Outcome.NOT_ELIGIBLE, reason="why", seen=1)
    undone = browser.post(reverse("review:undo", args=[first.pk]), {"word": mine.pk}, follow=True)
    assert "Somebody worked on this conviction" in text(undone)
    assert Decision.objects.count() == 2


def test_both_sides_of_a_disagreement_are_shown_to_the_supervisor(rita, ron, sue, first):
    services.decide(first, by=rita, outcome=Outcome.NOT_ELIGIBLE, reason="A strike")
    overturn(first, by=ron, outcome=Outcome.DISMISSAL, note="No strike", seen=1)
    shown = text(signed_in(sue).get(page_of(first)))
    for words in ("First decision", "Overridden by Rita", "A strike", "Overturned by Ron", "No strike"):
        assert words in shown


def test_skipping_needs_a_reason_and_opens_the_next(browser, first, second):
    url = reverse("review:skip", args=[first.pk])
    assert "Say why you skip it" in text(browser.post(url, {"seen": 0, "to": "later"}))
    response = browser.post(url, {"seen": 0, "to": "later", "text": "File is out"})
    assert response.url.startswith(page_of(second))
    assert "It went to the end of the queue" in text(browser.get(response.url))


def test_undo_is_on_the_page_and_among_the_last_decisions(browser, first):
    decide(browser, first, confirm=1)
    undo = reverse("review:undo", args=[first.pk])
    assert undo in text(browser.get(page_of(first)))
    assert undo in text(browser.get(reverse("review:queue")))
    assert "the conviction waits again" in text(browser.post(undo, follow=True))


@pytest.mark.parametrize("act", ["note", "second_look", "put_in_queue"])
def test_what_people_leave_on_a_conviction_is_shown_with_their_name(browser, current, act):
    item = determination(current, subject(current.office), needs_person=False)
    shown = browser.post(reverse(f"review:{act}", args=[item.pk]), {"text": "Look here"}, follow=True)
    assert "Look here" in text(shown)


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


def test_a_reviewer_from_another_office_finds_nothing(otto, first):
    browser, person_id = signed_in(otto), first.conviction.subject_id
    pages = [
        page_of(first),
        reverse("review:rules", args=[first.pk]),
        reverse("review:subject", args=[person_id]),
        reverse("review:rows", args=[person_id]),
    ]
    assert [browser.get(page).status_code for page in pages] == [404, 404, 404, 404]
    assert decide(browser, first, confirm=1).status_code == 404


def test_every_view_of_a_record_is_an_event_that_names_nobody(browser, rita, first):
    for name, pk in (("conviction", first.pk), ("rules", first.pk), ("subject", None), ("rows", None)):
        browser.get(reverse(f"review:{name}", args=[pk or first.conviction.subject_id]))
    events = Event.objects.filter(verb="viewed record", by=rita, subject_id=first.conviction.subject_id)
    assert sorted(event.detail["page"] for event in events) == ["conviction", "person", "rows", "rules"]


def test_a_page_of_an_older_analysis_leads_to_the_newer_one(browser, rita, first):
    again = determination(run(rita.office), first.conviction.subject)
    shown = text(browser.get(page_of(first)))
    assert "A newer analysis" in shown
    assert f'href="{page_of(again)}"' in shown


def test_a_person_with_many_convictions_costs_no_more_queries(
    browser, current, django_assert_max_num_queries
):
    one = subject(current.office)
    made = [determination(current, one, count_order=f"{n:03}002001000", filled=n == 29) for n in range(1, 30)]
    browser.get(page_of(made[0]))
    with django_assert_max_num_queries(35):
        browser.get(page_of(made[0]))


def test_a_long_queue_costs_no_more_queries(browser, rita, current, django_assert_max_num_queries):
    one = nobody(current.office)
    for n in range(60):
        determination(current, one, count_order=f"{n:012}", filled=n == 59)
    services.decide(Item.objects.first().determination, by=rita, outcome=Outcome.DISMISSAL)
    with django_assert_max_num_queries(25):
        browser.get(reverse("review:queue"))


def test_nothing_of_a_record_is_in_the_address_of_a_page(browser, first, second):
    assert item_of(first).subject.name
    for response in (decide(browser, first, confirm=1), browser.post(reverse("review:next"))):
        assert "INVENTED" not in response.url
        assert "INV-0001" not in response.url


def test_without_scripts_a_conviction_is_put_down_by_a_button(browser, first):
    assert f'action="{reverse("review:leave", args=[first.pk])}"' in text(browser.get(page_of(first)))
    left = browser.post(reverse("review:leave", args=[first.pk]), headers={"Sec-Fetch-Mode": "navigate"})
    assert (left.url, item_of(first).held_by) == (reverse("review:queue"), None)

"""What supervisors see and set: statistics, settings, reasons; and everybody's own keys."""

import json
from datetime import date

import pytest
from django.urls import reverse

from eligibility.law.outcomes import Outcome
from review import claims, second, services
from review.keys import ACTS, keys_of, why_not_these
from review.models import Decision, OverrideReason, ReviewSettings
from review.office import reasons_of, settings_of
from review.pace import decisions_a_day, expected_finish
from review.plots import Bar, bars

from .builders import item_of, signed_in

pytestmark = pytest.mark.django_db
ACT_NAMES = [act.name for act in ACTS]


def statistics(by):
    return signed_in(by).get(reverse("review:statistics")).context


@pytest.fixture
def work(rita, ron, first, second):
    """Rita overrides one, Ron agrees with her and confirms none."""
    claims.claim(item_of(first), by=rita)
    services.decide(first, by=rita, outcome=Outcome.NOT_ELIGIBLE, reason="Strike")
    services.skip(second, by=rita, text="Later", to="later", seen=0)


def test_a_supervisor_sees_the_work_of_each_and_how_often_a_second_person_agreed(sue, ron, first, work):
    second.agree(first, by=ron, seen=1)
    (line,) = statistics(sue)["reviewers"]
    assert (line.person.name, line.decided, line.overridden, line.skipped) == ("Rita", 1, 1, 1)
    assert (line.agreement, line.seconds is not None) == (100, True)


def test_a_reviewer_sees_the_own_line_alone(rita, ron, second, work):
    services.decide(second, by=ron, outcome=Outcome.DISMISSAL, reason="Court file", seen=1)
    assert [line.person for line in statistics(rita)["reviewers"]] == [rita]
    assert [line.person for line in statistics(ron)["reviewers"]] == [ron]


def test_rules_that_are_overridden_come_first(sue, work, first):
    Decision.objects.update(rule="prior_super_strike")
    (line,) = statistics(sue)["rules"]
    assert (line.rule, line.share) == ("Prior super strike", 100)


def test_plots_stand_beside_tables_with_the_same_numbers(sue, work):
    page = signed_in(sue).get(reverse("review:statistics")).content.decode()
    assert page.count("<svg") == page.count("<table") == 3


def test_statistics_of_another_office_stay_there(otto, work):
    assert statistics(otto)["reviewers"] == []


def test_bars_are_as_long_as_their_numbers():
    long, short = bars([Bar("A", (6, 2)), Bar("B", (4,))]).bars
    assert sum(part.width for part in long.parts) == 2 * short.parts[0].width
    assert bars([]).bars == ()


def test_the_pace_counts_the_days_on_which_somebody_worked():
    assert decisions_a_day([10, 0, 20]) == 15
    assert decisions_a_day([]) == 0


@pytest.mark.parametrize(
    ("waiting", "a_day", "finish"),
    [
        (10, 5, date(2026, 6, 3)),
        (25, 5, date(2026, 6, 8)),
        (1, 5, date(2026, 6, 2)),
        (0, 5, None),
        (5, 0, None),
    ],
)
def test_the_finish_is_a_working_day(waiting, a_day, finish):
    assert expected_finish(waiting, a_day, date(2026, 6, 1)) == finish


def test_the_card_tells_pace_and_finish(browser, rita, first, second):
    services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    page = browser.get(reverse("review:queue")).content.decode()
    assert "Pace: 1 a working day" in page
    assert "finished on" in page


def test_the_office_sets_how_it_reviews(sue):
    fields = {
        "claim_minutes": 5,
        "sample_percent": "2.5",
        "second_percent": 0,
        "second_on_flags": ["registration"],
    }
    signed_in(sue).post(reverse("review:settings"), fields)
    chosen = settings_of(sue.office)
    assert (chosen.claim_minutes, float(chosen.sample_percent), chosen.blind) == (5, 2.5, False)
    assert chosen.second_on_flags == ["registration"]
    assert not chosen.second_on_less_relief


@pytest.mark.parametrize("fields", [{"claim_minutes": 0}, {"sample_percent": 101}, {"second_percent": -1}])
def test_settings_that_make_no_sense_are_refused(sue, fields):
    usual = {"claim_minutes": 15, "sample_percent": 0, "second_percent": 0}
    answer = signed_in(sue).post(reverse("review:settings"), {**usual, **fields})
    assert answer.status_code == 200
    assert not ReviewSettings.objects.exists()


def reasons_form(office, **changes):
    known = reasons_of(office)
    fields = {"form-TOTAL_FORMS": len(known) + 1, "form-INITIAL_FORMS": len(known)}
    for n, reason in enumerate(known):
        fields |= {f"form-{n}-id": reason.pk, f"form-{n}-words": reason.words, f"form-{n}-position": n}
        fields |= {f"form-{n}-active": "on", f"form-{n}-needs_text": "on" if reason.needs_text else ""}
    return {**fields, f"form-{len(known)}-position": 9, **changes}


def test_the_office_edits_its_reasons(sue):
    last = len(reasons_of(sue.office))
    fields = reasons_form(
        sue.office, **{f"form-{last}-words": "By agreement", f"form-{last}-active": "on", "form-0-active": ""}
    )
    signed_in(sue).post(reverse("review:reasons"), fields)
    words = [reason.words for reason in reasons_of(sue.office)]
    assert words[-1] == "By agreement"
    assert len(words) == last


def test_the_reasons_of_another_office_cannot_be_edited(sue, otto):
    theirs = reasons_of(otto.office)[0]
    signed_in(sue).post(
        reverse("review:reasons"),
        reasons_form(sue.office, **{"form-0-id": theirs.pk, "form-0-words": "Mine"}),
    )
    assert not OverrideReason.objects.filter(words="Mine", office=otto.office).exists()


def test_keys_can_be_changed_and_turned_off(browser, rita, first):
    page = reverse("review:conviction", args=[first.pk])
    assert json.loads(keys_of(rita).by_key_as_text)["a"] == "confirm"
    browser.post(reverse("review:keys"), {**dict(zip(ACT_NAMES, "abcdefghijk", strict=True)), "on": "on"})
    assert keys_of(rita).by_key["b"] == "override"
    browser.post(reverse("review:keys"), dict(zip(ACT_NAMES, "abcdefghijk", strict=True)))
    assert 'data-review-keys="{}"' in browser.get(page).content.decode()


def test_two_acts_never_have_the_same_key(browser, rita):
    answer = browser.post(reverse("review:keys"), dict(zip(ACT_NAMES, "aacdefghijk", strict=True)))
    assert "Two acts have the same key" in answer.content.decode()
    assert why_not_these({"confirm": "ab"})
    assert why_not_these({"confirm": " "})


def test_a_decision_on_what_the_policy_left_to_a_person_overrides_nothing(sue, ron, second):
    services.decide(second, by=ron, outcome=Outcome.DISMISSAL, reason="Court file")
    found = statistics(sue)
    assert Decision.objects.get().kind == Decision.Kind.DECIDED
    assert (found["reviewers"][0].overridden, found["rules"][0].overridden) == (0, 0)


def test_a_challenge_is_not_drawn_as_if_it_followed_the_proposal(sue, rita, first):
    services.decide(first, by=rita, outcome="", ground="risk", reason="Still dangerous")
    (line,) = statistics(sue)["reviewers"]
    assert (line.decided, line.overridden, line.challenged, line.parts) == (1, 0, 1, (0, 1))


def test_whoever_only_skips_has_a_line_too(sue, ron, first):
    services.skip(first, by=ron, text="Later", to="later", seen=0)
    (line,) = statistics(sue)["reviewers"]
    assert (line.person, line.decided, line.skipped) == (ron, 0, 1)
    assert statistics(ron)["reviewers"] == [line]


def test_two_reasons_never_have_the_same_words(sue):
    known = reasons_of(sue.office)
    again = {f"form-{len(known)}-words": known[0].words, f"form-{len(known)}-active": "on"}
    answer = signed_in(sue).post(reverse("review:reasons"), reasons_form(sue.office, **again))
    assert (answer.status_code, len(reasons_of(sue.office))) == (200, len(known))


def test_what_was_decided_keeps_the_words_of_its_reason(sue, rita, first):
    known = reasons_of(sue.office)
    services.decide(first, by=rita, outcome=Outcome.REDUCTION, because=known[0])
    reworded = {"form-TOTAL_FORMS": len(known), "form-0-words": "Reworded"}
    signed_in(sue).post(reverse("review:reasons"), reasons_form(sue.office, **reworded))
    assert Decision.objects.get().because.words == known[0].words
    assert {one.words for one in reasons_of(sue.office)} == {"Reworded", *(one.words for one in known[1:])}

"""Opening a conviction holds it for a while; whoever comes meanwhile sees by whom."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from eligibility.law.outcomes import Outcome
from review import claims, queues, services
from review.models import Item

from .builders import determination, item_of, nobody, run, signed_in

pytestmark = pytest.mark.django_db


def page_of(item):
    return reverse("review:conviction", args=[item.pk])


def expire(item):
    Item.objects.filter(determination=item).update(held_until=timezone.now() - timedelta(seconds=1))


def test_opening_the_page_takes_the_conviction_in_hand(browser, rita, first):
    browser.get(page_of(first))
    assert item_of(first).held_by == rita


def test_somebody_else_sees_who_has_it_and_cannot_decide(browser, ron, first):
    browser.get(page_of(first))
    other = signed_in(ron).get(page_of(first))
    assert "In review by Rita since" in other.content.decode()
    assert 'name="confirm"' not in other.content.decode()
    with pytest.raises(services.DecisionRefused, match="Rita has this conviction open"):
        services.decide(first, by=ron, outcome=Outcome.DISMISSAL)


def test_looking_at_what_is_decided_or_unqueued_takes_nothing_in_hand(browser, rita, current, first):
    services.decide(first, by=rita, outcome=Outcome.DISMISSAL)
    browser.get(page_of(first))
    assert item_of(first).held_by is None


def test_an_auditor_takes_nothing_in_hand(auditor, first):
    signed_in(auditor).get(page_of(first))
    assert item_of(first).held_by is None


def test_after_its_time_a_claim_is_anybodys(rita, ron, first):
    claims.claim(item_of(first), by=rita)
    assert not claims.claim(item_of(first), by=ron)
    expire(first)
    assert claims.claim(item_of(first), by=ron)


def test_whoever_lost_the_claim_may_still_decide_when_nobody_else_has_taken_it(rita, first):
    claims.claim(item_of(first), by=rita)
    expire(first)
    assert services.decide(first, by=rita, outcome=Outcome.DISMISSAL)


def test_renewing_keeps_the_moment_at_which_it_was_opened(rita, first):
    item = item_of(first)
    claims.claim(item, by=rita)
    since, until = item.held_since, item.held_until
    claims.claim(item, by=rita)
    assert (item.held_since, item.held_until > until) == (since, True)


def test_the_page_renews_its_claim_and_learns_when_it_has_lost_it(browser, ron, first):
    browser.get(page_of(first))
    assert browser.post(reverse("review:keep", args=[first.pk])).json() == {"held": True}
    expire(first)
    claims.claim(item_of(first), by=ron)
    assert browser.post(reverse("review:keep", args=[first.pk])).json() == {"held": False}


@pytest.mark.parametrize("way", ["decide", "skip", "leave", "sign out", "supervisor"])
def test_every_way_out_releases_the_claim(browser, sue, first, way):
    browser.get(page_of(first))
    ways = {
        "decide": (browser, "review:decide", {"seen": 0, "confirm": 1}),
        "skip": (browser, "review:skip", {"seen": 0, "text": "Later", "to": "later"}),
        "leave": (browser, "review:leave", {}),
        "supervisor": (signed_in(sue), "review:free", {}),
    }
    if way == "sign out":
        browser.post(reverse("account_logout"))
    else:
        client, name, data = ways[way]
        client.post(reverse(name, args=[first.pk]), data)
    assert item_of(first).held_by is None or (way == "supervisor" and item_of(first).held_by == sue)


def test_leaving_late_does_not_take_it_from_whoever_has_it_now(rita, ron, first):
    claims.claim(item_of(first), by=rita)
    expire(first)
    claims.claim(item_of(first), by=ron)
    claims.release(item_of(first), by=rita)
    assert item_of(first).held_by == ron


def test_two_people_who_start_get_two_convictions(rita, ron, current, first, second):
    items = queues.items_of(rita, current)
    taken = [claims.claim_next(items, queues.FIRST, by=by).determination_id for by in (rita, ron)]
    assert taken == [first.pk, second.pk]


def test_what_is_set_aside_for_somebody_comes_to_nobody_else(rita, ron, current, first, second):
    Item.objects.filter(determination=second).update(assigned_to=ron)
    items = queues.items_of(rita, current)
    assert claims.claim_next(items, queues.FIRST, by=ron).determination_id == second.pk
    assert claims.claim_next(items, queues.FIRST, by=rita).determination_id == first.pk
    assert claims.claim_next(items, queues.FIRST, by=rita, last=item_of(first)) is None


def test_every_waiting_conviction_comes_once_to_someone_who_goes_through_the_queue(rita):
    current = run(rita.office)
    made = [determination(current, nobody(rita.office, str(n))) for n in range(5)]
    Item.objects.filter(determination__in=made[:3]).update(place=7)
    seen, last = [], None
    while last := claims.claim_next(queues.items_of(rita, current), queues.FIRST, by=rita, last=last):
        seen.append(last.determination_id)
        services.decide(last.determination, by=rita, outcome=Outcome.DISMISSAL)
    assert sorted(seen) == [item.pk for item in made]

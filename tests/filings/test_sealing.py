"""What a court sealed is on no ordinary page; who must see it leaves a trace."""

import pytest
from django.utils import timezone

from audit.models import Event
from eligibility.law.outcomes import Outcome
from filings import tracking
from filings.models import Filing
from review.models import Item
from tests.people import person, signed_in

from .builders import decided, locked, somebody

TODAY = timezone.localdate()


@pytest.fixture
def subject(office):
    return somebody(office, "SECRET,NAME")


@pytest.fixture
def sealed(carl, subject) -> Filing:
    """One dismissal granted, one denied, one reduction granted."""
    decided(carl, of=subject, count_order="001002001000", case_number="A-1")
    decided(carl, "DENIED,DAN", case_number="A-2")
    decided(carl, "REDUCED,ROY", case_number="A-3", outcome=Outcome.REDUCTION)
    filing = locked(carl)
    tracking.record_filed(filing=filing, by=carl, on=TODAY, clerk_number="")
    tracking.record_order(filing=filing, by=carl, on=TODAY, judge="P", denied="A-2")
    return filing


def test_only_what_was_dismissed_is_sealed(sealed):
    assert [item.conviction.sealed_on for item in sealed.items.all()] == [TODAY, None, None]


def test_the_filing_no_longer_names_what_is_sealed(carl, sealed):
    page = signed_in(carl).get(sealed.get_absolute_url()).content.decode()
    assert "SECRET,NAME" not in page
    assert "DENIED,DAN" in page


def test_the_clerk_may_look_and_each_look_is_recorded(carl, sealed):
    page = signed_in(carl).get(f"/filings/{sealed.pk}/sealed/").content.decode()
    assert "SECRET,NAME" in page
    assert "DENIED,DAN" not in page
    event = Event.objects.get(verb="viewed sealed convictions")
    assert (event.subject_id, event.detail) == (sealed.pk, {"positions": [1]})


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_needs_no_sealed_conviction_cannot_look(office, sealed, role):
    assert signed_in(person(office, role)).get(f"/filings/{sealed.pk}/sealed/").status_code == 403


def test_the_review_shows_a_sealed_conviction_nowhere(rita, sealed, subject):
    decision = sealed.items.first().decision
    client = signed_in(rita)
    assert client.get(f"/review/{decision.determination_id}/").status_code == 404
    assert "SECRET,NAME" not in client.get("/review/list/?state=all").content.decode()
    assert "11359" not in client.get(f"/review/people/{subject.pk}/rows/").content.decode()
    assert Item.objects.visible_to(rita).count() == 2


def test_a_later_answer_takes_the_seal_off(carl, sealed):
    file = sealed.folder.parent / "answers.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("Case number,Answer\nA-1,denied\n")
    returned = tracking.read_returned(filing=sealed, by=carl, file=file, name="answers.csv", sha256="0" * 64)
    tracking.apply_returned(returned=returned, by=carl, on=TODAY, judge="P")
    assert sealed.items.first().conviction.sealed_on is None


def test_another_office_keeps_what_it_has(otto, sealed):
    decided(otto)
    assert Item.objects.visible_to(otto).count() == 1

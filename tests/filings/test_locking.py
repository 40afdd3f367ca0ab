"""The lock fixes a filing; a withdrawal frees what it held."""

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from filings import services
from filings.assembling import Filter, preview
from filings.models import Filing, FilingItem
from filings.sources import ready_to_file
from review.permissions import IN_A_FILING
from tests.people import signed_in

from .builders import DATED, decided, draft, lock, locked


def test_the_lock_gives_a_number_and_takes_the_decisions(carl):
    decision = decided(carl, case_number="A-1")
    filing = locked(carl)
    assert (filing.number, filing.state) == (1, Filing.State.LOCKED)
    assert [item.decision for item in filing.items.all()] == [decision]
    assert Event.objects.first().verb == "locked filing"


def test_numbers_follow_each_other_and_a_withdrawn_number_is_not_given_again(carl):
    decided(carl)
    services.withdraw(filing=locked(carl), by=carl, because="Wrong court.", on=DATED)
    assert locked(carl).number == 2


def test_what_two_clerks_want_one_of_them_gets_and_the_other_is_told(carl, office):
    decided(carl)
    mine, theirs = draft(carl), draft(carl)
    seen = preview(office, Filter()).digest
    services.lock(filing=mine, by=carl, seen=seen)
    with pytest.raises(services.CannotFile, match="Nothing was locked"):
        services.lock(filing=theirs, by=carl, seen=seen)
    assert FilingItem.objects.count() == 1


def test_the_database_itself_lets_a_conviction_into_one_open_filing_only(carl):
    decided(carl)
    filing = locked(carl)
    item = filing.items.get()
    item.pk, item.position = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()
    item.open = False
    item.save()


def test_a_lock_that_lost_the_race_at_the_last_moment_says_so_and_keeps_nothing(carl, monkeypatch):
    decided(carl)
    found = preview(carl.office, Filter())
    second = draft(carl)
    locked(carl)
    monkeypatch.setattr(services, "preview", lambda *_: found)
    with pytest.raises(services.CannotFile, match="another filing at this moment"):
        services.lock(filing=second, by=carl, seen=found.digest)
    second.refresh_from_db()
    assert second.is_draft


def test_what_changed_since_the_clerk_looked_is_not_locked_unseen(carl, office):
    decided(carl)
    first = draft(carl)
    seen = preview(office, Filter()).digest
    decided(carl)
    page = signed_in(carl).post(f"/filings/{first.pk}/lock/", {"seen": seen}, follow=True)
    assert "has changed since you looked" in page.content.decode()
    assert not FilingItem.objects.exists()


def test_a_locked_filing_cannot_be_changed_or_discarded(carl):
    decided(carl)
    filing = locked(carl)
    with pytest.raises(services.CannotFile, match="locked"):
        services.change_draft(filing=filing, by=carl, dated=DATED, chosen=Filter())
    with pytest.raises(services.CannotFile, match="withdrawn"):
        services.discard_draft(filing=filing, by=carl)


def test_a_filing_keeps_the_name_that_its_papers_bear(carl):
    decision = decided(carl, "DOE,JANE")
    filing = locked(carl)
    decision.conviction.subject.name = "ROE,JANE"
    decision.conviction.subject.save()
    assert filing.items.get().name == "DOE,JANE"


def test_a_withdrawn_filing_frees_its_convictions_and_stays(carl, office):
    decided(carl)
    filing = locked(carl)
    assert not ready_to_file(office).exists()
    answer = signed_in(carl).post(f"/filings/{filing.pk}/withdraw/", {"because": "Wrong court.", "on": DATED})
    assert answer.status_code == 302
    assert ready_to_file(office).count() == 1
    assert "Wrong court." in signed_in(carl).get(filing.get_absolute_url()).content.decode()


def test_a_withdrawal_without_a_reason_is_refused_and_changes_nothing(carl):
    decided(carl)
    filing = locked(carl)
    answer = signed_in(carl).post(f"/filings/{filing.pk}/withdraw/", {"because": "", "on": DATED})
    filing.refresh_from_db()
    assert (answer.status_code, filing.state) == (422, Filing.State.LOCKED)


def test_a_filed_conviction_cannot_be_decided_again_until_the_filing_is_withdrawn(carl, rita):
    decision = decided(carl)
    filing = locked(carl)
    page = f"/review/{decision.determination_id}/"
    assert IN_A_FILING in signed_in(rita).get(page).content.decode()
    services.withdraw(filing=filing, by=carl, because="Wrong court.", on=DATED)
    assert IN_A_FILING not in signed_in(rita).get(page).content.decode()


def test_only_an_empty_choice_is_not_locked(carl):
    with pytest.raises(services.CannotFile, match="No decided conviction"):
        lock(draft(carl), carl)


def test_a_discarded_draft_is_gone_and_the_event_stays(carl):
    first = draft(carl)
    signed_in(carl).post(f"/filings/{first.pk}/discard/")
    assert not Filing.objects.exists()
    assert Event.objects.filter(verb="discarded filing").exists()

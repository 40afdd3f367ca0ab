"""What was recorded of a filing, and how a wrong entry is taken back."""

import pytest
from django.utils import timezone

from audit.models import Event
from filings import entries, services, tracking
from filings.models import Filing, ReturnedList
from filings.sources import ready_to_file
from tests.people import signed_in

from .builders import decided, locked

State = Filing.State
TODAY = timezone.localdate()


@pytest.fixture
def filed(carl) -> Filing:
    for number in ("A-1", "A-2", "A-3"):
        decided(carl, case_number=number)
    filing = locked(carl)
    tracking.record_filed(filing=filing, by=carl, on=TODAY, clerk_number="26-1")
    return filing


@pytest.fixture
def ordered(carl, filed) -> Filing:
    tracking.record_order(filing=filed, by=carl, on=TODAY, judge="P", denied="A-2", struck="A-3")
    return filed


def answers(filing: Filing) -> list[str]:
    return list(filing.items.values_list("answer", flat=True))


def take_back(filing: Filing, by, because: str = "The wrong filing."):
    last = entries.last_entry(filing)
    return entries.take_back(filing=filing, by=by, seen=last.pk, because=because)


def test_the_page_says_what_was_recorded_by_whom(carl, ordered):
    text = signed_in(carl).get(ordered.get_absolute_url()).content.decode()
    recorded = text.partition("What was recorded")[2]
    assert "clerk's number 26-1" in recorded.replace("&#x27;", "'")
    assert "Carl Chen" in recorded


def test_an_order_taken_back_leaves_no_answer_and_no_seal(carl, ordered):
    take_back(ordered, carl)
    ordered.refresh_from_db()
    assert (ordered.state, ordered.ordered_on, ordered.judge) == (State.FILED, None, "")
    assert answers(ordered) == ["", "", ""]
    assert not ordered.items.filter(conviction__sealed_on__isnull=False).exists()
    assert not ready_to_file(carl.office).exists()


def test_both_entries_stay_and_the_taking_back_is_an_event(carl, ordered):
    take_back(ordered, carl, "It was filing 7.")
    steps = list(ordered.entries.values_list("step", "because"))
    assert steps == [("filed", ""), ("ordered", ""), ("filed", "It was filing 7.")]
    assert Event.objects.filter(verb="took back entry", subject_id=ordered.pk).count() == 1


def test_one_entry_after_the_other_can_be_taken_back_down_to_the_lock(carl, ordered):
    for step in (State.FILED, State.LOCKED):
        take_back(ordered, carl)
        ordered.refresh_from_db()
        assert ordered.state == step
    assert (ordered.filed_on, ordered.clerk_number) == (None, "")
    assert entries.last_entry(ordered) is None


def test_what_was_taken_back_can_be_recorded_anew(carl, ordered):
    take_back(ordered, carl)
    tracking.record_order(filing=ordered, by=carl, on=TODAY, judge="Q")
    assert answers(ordered) == ["granted", "granted", "granted"]


def test_a_later_list_taken_back_leaves_the_order_before_it(carl, ordered, tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text("Case number,Answer\nA-1,denied\n")
    returned = tracking.read_returned(filing=ordered, by=carl, file=file, name="a.csv", sha256="0" * 64)
    tracking.apply_returned(returned=returned, by=carl, on=TODAY, judge="Q")
    take_back(ordered, carl)
    ordered.refresh_from_db()
    assert (ordered.state, ordered.judge, answers(ordered)[0]) == (State.ORDERED, "P", "granted")
    assert ordered.items.first().conviction.sealed_on == TODAY
    assert ReturnedList.objects.get().applied_at is None


def test_an_entry_is_not_taken_back_without_a_reason(carl, ordered):
    said = {"seen": entries.last_entry(ordered).pk, "because": " "}
    page = signed_in(carl).post(f"/filings/{ordered.pk}/take-back/", said)
    assert page.status_code == 422
    assert answers(ordered) == ["granted", "denied", "struck"]


def test_an_entry_that_somebody_followed_up_meanwhile_is_not_taken_back(carl, ordered):
    seen = entries.last_entry(ordered).pk
    tracking.record_court_updated(filing=ordered, by=carl, on=TODAY)
    page = signed_in(carl).post(f"/filings/{ordered.pk}/take-back/", {"seen": seen, "because": "Wrong."})
    assert "Somebody recorded something else meanwhile" in page.content.decode()


def test_an_order_stays_when_what_it_struck_is_in_another_filing_and_the_message_names_it(carl, ordered):
    other = locked(carl)
    with pytest.raises(services.CannotFile, match=f"Case A-3 .* is in filing {other.number} by now"):
        take_back(ordered, carl)
    ordered.refresh_from_db()
    assert (ordered.state, answers(ordered)) == (State.ORDERED, ["granted", "denied", "struck"])


def test_a_withdrawn_filing_has_nothing_to_take_back(carl, filed):
    services.withdraw(filing=filed, by=carl, because="Wrong court.", on=TODAY)
    filed.refresh_from_db()
    text = signed_in(carl).get(filed.get_absolute_url()).content.decode()
    assert "What was recorded" in text
    assert "Take back the last entry" not in text
    with pytest.raises(services.CannotFile, match="no entry"):
        entries.take_back(filing=filed, by=carl, seen=1, because="Wrong.")


def test_convictions_without_an_answer_after_the_order_are_pointed_out(carl, filed, tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text("Case number,Answer\nA-1,granted\n")
    returned = tracking.read_returned(filing=filed, by=carl, file=file, name="a.csv", sha256="0" * 64)
    tracking.apply_returned(returned=returned, by=carl, on=TODAY, judge="Q")
    text = signed_in(carl).get(filed.get_absolute_url()).content.decode()
    assert "Some convictions have no answer yet" in text

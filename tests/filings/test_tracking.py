"""What became of a filing with the court and in the records."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from audit.models import Event
from filings import services, tracking
from filings.models import Filing, ReturnedList
from filings.sources import ready_to_file
from tests.people import signed_in

from .builders import decided, locked, made

State = Filing.State
TODAY = timezone.localdate()


@pytest.fixture
def filing(carl):
    for number in ("A-1", "A-2", "A-3"):
        decided(carl, case_number=number)
    return locked(carl)


@pytest.fixture
def filed(carl, filing):
    tracking.record_filed(filing=filing, by=carl, on=TODAY, clerk_number="26-1")
    filing.refresh_from_db()
    return filing


def answers(filing: Filing) -> dict[str, str]:
    return dict(filing.items.values_list("case_number", "answer"))


def send(user, filing: Filing, text: str, name: str = "returned.csv"):
    file = SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
    return signed_in(user).post(f"/filings/{filing.pk}/returned/", {"file": file}, follow=True)


def take_over(user, returned: ReturnedList):
    said = {"on": TODAY, "judge": "Hon. Pat Plum"}
    return signed_in(user).post(f"{returned.get_absolute_url()}apply/", said, follow=True)


def test_a_filing_goes_from_step_to_step_and_each_is_an_event(carl, filing):
    client = signed_in(carl)
    for step, said in {
        "filed": {"clerk_number": "26-1"},
        "ordered": {"judge": "Hon. Pat Plum"},
        "court-updated": {},
        "state-updated": {},
    }.items():
        assert client.post(f"/filings/{filing.pk}/record/{step}/", {"on": TODAY, **said}).status_code == 302
    filing.refresh_from_db()
    assert filing.state == State.STATE_UPDATED
    assert set(answers(filing).values()) == {"granted"}
    assert Event.objects.filter(verb__startswith="recorded", subject_id=filing.pk).count() == 4


def test_a_step_out_of_order_is_refused_in_words(carl, filing):
    page = signed_in(carl).post(f"/filings/{filing.pk}/record/court-updated/", {"on": TODAY})
    assert "is locked and cannot become court record updated" in page.content.decode()


def test_an_order_before_the_filing_is_refused_in_words(carl, filed):
    said = {"on": TODAY - timedelta(days=1), "judge": "Hon. Pat Plum"}
    page = signed_in(carl).post(f"/filings/{filed.pk}/record/ordered/", said)
    assert "is before the one on which the filing was filed" in page.content.decode()


def test_a_judge_denies_a_case_and_strikes_a_row(carl, filed):
    tracking.record_order(filing=filed, by=carl, on=TODAY, judge="P", denied="a2", struck="#3")
    assert answers(filed) == {"A-1": "granted", "A-2": "denied", "A-3": "struck"}


def test_what_was_struck_can_be_filed_again_and_what_was_denied_cannot(carl, filed):
    tracking.record_order(filing=filed, by=carl, on=TODAY, judge="P", denied="A-2", struck="A-3")
    ready = ready_to_file(carl.office).values_list("determination__case_number", flat=True)
    assert list(ready) == ["A-3"]


@pytest.mark.parametrize("named", ["B-9", "#4", "#x"])
def test_a_strike_of_what_is_not_in_the_filing_names_it_and_changes_nothing(carl, filed, named):
    said = {"on": TODAY, "judge": "P", "struck": named}
    page = signed_in(carl).post(f"/filings/{filed.pk}/record/ordered/", said)
    assert page.status_code == 422
    assert f"{named.lstrip('#')} in this filing. Nothing was changed." in page.content.decode()
    assert set(answers(filed).values()) == {""}


def test_what_is_named_as_denied_and_as_struck_is_refused(carl, filed):
    with pytest.raises(services.CannotFile, match="both as denied and as struck"):
        tracking.record_order(filing=filed, by=carl, on=TODAY, judge="P", denied="A-2", struck="#2")


def test_a_returned_list_is_shown_before_anything_changes(carl, filed):
    page = send(carl, filed, "Case number,Answer\nA-1,Granted\nA-2,DENIED\nB-9,granted\nA-3,perhaps\n")
    text = page.content.decode()
    assert "There is no case B-9 in this filing." in text
    assert "“perhaps” is not granted, denied or struck." in text
    assert set(answers(filed).values()) == {""}


def test_a_returned_list_that_was_looked_at_is_taken_over_and_the_rest_keeps_no_answer(carl, filed):
    send(carl, filed, "Case number,Answer\nA-1,Granted\nA-2,denied\n")
    take_over(carl, ReturnedList.objects.get())
    filed.refresh_from_db()
    assert answers(filed) == {"A-1": "granted", "A-2": "denied", "A-3": ""}
    assert (filed.state, filed.judge) == (State.ORDERED, "Hon. Pat Plum")


def test_a_list_is_taken_over_once(carl, filed):
    send(carl, filed, "No.,Answer\n1,granted\n")
    returned = ReturnedList.objects.get()
    take_over(carl, returned)
    assert take_over(carl, returned).status_code == 422
    assert Event.objects.filter(verb="recorded court's order").count() == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Case number,Remark\nA-1,fine\n", "no column “Answer”"),
        ("Name,Answer\nDOE,granted\n", "no column “No.”, “Case number” or “Office reference”"),
        ("", "The first row of the file has: nothing."),
        (b"\x00\x01", "neither a workbook"),
    ],
)
def test_a_list_with_the_wrong_columns_is_refused_by_name(carl, filed, text, words):
    page = send(carl, filed, text or "\n")
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not ReturnedList.objects.exists()


def test_a_damaged_workbook_is_refused_in_words(carl, filed):
    page = send(carl, filed, b"PK\x03\x04 torn", "answers.xlsx")
    assert "is not one, or is damaged" in page.content.decode()


def test_the_sheet_that_the_court_was_sent_is_read_back(carl):
    for number in ("A-1", "A-2"):
        decided(carl, case_number=number)
    filing = made(carl)
    tracking.record_filed(filing=filing, by=carl, on=TODAY, clerk_number="")
    book = openpyxl.load_workbook(io.BytesIO(filing.documents.get(kind="answer-sheet").path.read_bytes()))
    for row, answer in ((2, "granted"), (3, "stricken")):
        book.active.cell(row, book.active.max_column).value = answer
    content = io.BytesIO()
    book.save(content)
    send(carl, filing, content.getvalue(), "answers.xlsx")
    returned = ReturnedList.objects.get()
    assert (returned.answers, returned.unmatched) == ({"1": "granted", "2": "struck"}, [])


def test_two_rows_that_contradict_each_other_are_not_taken(carl, filed):
    send(carl, filed, "No.,Case number,Answer\n1,A-1,granted\n1,,denied\n2,A-3,granted\n")
    why = [row["why"] for row in ReturnedList.objects.get().unmatched]
    assert why == [
        "Another row says otherwise of the same conviction.",
        "The row names two different convictions of this filing.",
    ]


def test_a_count_tells_convictions_of_one_case_apart(carl):
    for count in ("001", "002"):
        decided(carl, case_number="A-1", count_order=f"001002{count}000")
    filing = locked(carl)
    tracking.record_filed(filing=filing, by=carl, on=TODAY, clerk_number="")
    send(carl, filing, "Case number,Count,Answer\nA-1,2,denied\n")
    assert ReturnedList.objects.get().answers == {"2": "denied"}


def test_a_filing_that_waits_too_long_is_shown_as_overdue(carl, filed):
    Filing.objects.update(filed_on=date(2020, 1, 1))
    for page in ("/filings/", filed.get_absolute_url()):
        assert "for the court&#x27;s order; expected within 60" in signed_in(carl).get(page).content.decode()


def test_the_clerks_first_page_tells_of_what_is_overdue(carl, filed):
    Filing.objects.update(filed_on=date(2020, 1, 1))
    assert "Filings are overdue" in signed_in(carl).get("/").content.decode()


def test_what_waits_as_long_as_expected_is_not_overdue(filed):
    assert tracking.overdue(filed, TODAY + timedelta(days=60)) == ""
    assert tracking.overdue(filed, TODAY + timedelta(days=61)).startswith("Waiting 61 days")


def test_a_withdrawn_filing_is_never_overdue(carl, filed):
    services.withdraw(filing=filed, by=carl, because="Wrong court.", on=TODAY)
    filed.refresh_from_db()
    assert tracking.overdue(filed, date(2100, 1, 1)) == ""
